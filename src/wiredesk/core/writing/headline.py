"""A headline that says who says it, and who denies it where someone does.

Candidates are the agencies' own headlines, and clauses of the claims shortened at safe places under the name of
who says them. Nothing that a source says, and nothing that another denies, may come out as bare fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from wiredesk.core import claims as claims_
from wiredesk.core import text
from wiredesk.core.model import Claim, Item, Ledger, Sentence, Stance, Statement, Support
from wiredesk.core.writing.lines import Line, is_role, may_be

MOST_CLAIMS = 8  # a side; with all claims no headline of the 28 sample stories is another
SHORTEST, LONGEST = 40, 80
"""Characters: shorter tells too little, longer is cut by search engines, cards and phones."""

BORNE_OUT = 0.6
"""Of a headline's content words in one line, for the line to be what it was written from."""

SOMEWHAT = 0.35
"""The same, for a headline in other words, which is taken only where there is none better."""

_SPOKEN = {
    "denied": "denies",
    "deny": "denies",
    "denies": "denies",
    "rejected": "rejects",
    "rejects": "rejects",
    "warned": "warns",
    "announced": "announces",
    "confirmed": "confirms",
}
_CUTS = re.compile(
    r"(?:, (?:which|who|where|with|after|as|while|adding|including|according|following|amid|during|when)\b"
    r"| (?:after|following|amid|during|while|in a statement|in an interview|at a news conference|through a spokes\w+"
    r"|(?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|overnight|near)\b"
    r"| in (?=(?:the )?[A-Z]))"
)
_KEEP = re.compile(
    r"\b(?:not|no|never|without|if|unless|until|except|only|but|could|may|might|would|should|nor|neither|hardly|"
    r"allegedly|reportedly|according|say|says|said|told)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:say|says|said|announce[sd]?|confirm(?:s|ed)?|deny|denies|denied|declare[sd]?|state[sd]?|warn(?:s|ed)?|"
    r"report(?:s|ed)?|add(?:s|ed)?|insist(?:s|ed)?|estimate[sd]?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:that )?(?:it|they|he|she|this|these|those|there|such|some|most)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?!(?:him|her|them|me|us|to|about|for|of|on)\b)(?:that .*|.*\b(?:is|are|was|were|has|have|had|will|would|could|"
    r"can|may|might|must|should|did|does|do|\w{3,}ed)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_LOOSE_END = re.compile(
    r"(?:^|\s)(?:a|an|the|of|to|in|at|on|by|for|from|with|and|or|its|their|his|her|that|as|than|into|was|were|is|"
    r"are|be|been|has|have|had|will|more|least|most|about|over)$",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:(?!\b(?:said|says|told)\b|[.!?] ).)*\.")
"""A single plain sentence in which nobody is quoted: no question, no call."""

_MARK = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|REFILE|CORRECTED|CORRECTION|RPT|URGENT|BRIEF|FLASH|EXCLUSIVE)(?: \d+)?\s?-\s?)+"
)
_TWO = re.compile(r"\b(?:says?|denies|deny|rejects?|disputes?|confirms?|stands? by|differ|contradicts?)\b")
_POINT = re.compile(r"\.(['\u2019\u201d\"])$")
_WHEN = re.compile(r",? (?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_OF_COUNTRY = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)*)['\u2019]s? ")
_SMALL = re.compile(r"(?:A|An|The|In|On|At|No|About|Its|Their|Some|Most|All|More|Only|After|Two|Three)\b")
_OWNED = re.compile(r"\b[A-Z]\w+['\u2019]s (?=[A-Z]\w+ (?:region|province|oblast|district|peninsula)\b)")
_PLURAL = re.compile(
    r"(?:officials|police|authorities|ministers|forces|lawyers|prosecutors|residents|witnesses|scientists|researchers|"
    r"doctors|workers|unions|leaders|experts|rescuers|organisers|organizers|analysts|engineers|farmers|traders|"
    r"lawmakers|members|medics|people|teachers|students|companies|groups|sources|voters|[a-z-]{2,}[^sui\W]s)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A headline with what it stands on and how good it is."""

    text: str
    supports: tuple[Support, ...]
    score: float


def headline(items: Sequence[Item], lines: Sequence[Line], ledger: Ledger) -> Sentence:
    """Return the best headline; empty where the items hold no sentence that can be used.

    Args:
        items: The items in order.
        lines: Their lines, best first.
        ledger: Who says what and who denies it.
    """
    if not lines:
        return Sentence("")
    theme = frozenset().union(*(line.stems for line in lines[:3]))
    offers = list(_agencies_own(items, lines))
    for statement in ledger.statements:
        if statement.disputed and statement.denials:
            offers += _both_sides(statement, lines, ledger)
    offers += _attributed(lines)
    offers = offers or list(_plain(lines))
    best = max(offers, key=lambda each: (_worth(each, theme), -len(each.text)))
    return Sentence(best.text, best.supports)


def _worth(offer: Offer, theme: frozenset[str]) -> float:
    length = len(offer.text)
    far = max(0, SHORTEST - length, length - LONGEST)
    words = frozenset(text.content_words(offer.text))
    told = len(words & theme) / max(1, len(theme)) + 0.1 * min(5, len(words & theme))
    where = 0.3 if any(not place.is_country for place in text.places(offer.text)) else 0.0
    return offer.score + told + where - 0.1 * far


def _both_sides(statement: Statement, lines: Sequence[Line], ledger: Ledger) -> Iterator[Offer]:
    """Yield "Russia says ...; Ukraine denies ..." in every length that fits."""
    agencies = frozenset().union(*(line.agencies for line in lines))
    said = [claim for claim in map(ledger.claim, statement.claims) if _source(claim) not in agencies]
    denied = [ledger.claim(each) for each in statement.denials]
    for claim, denial in product(_distinct(said), _distinct(denied)):
        supports = _supports_of((claim, denial), lines)
        if claim.stance is Stance.DENIES or len(supports) < 2 or not _tells(claim):
            continue
        told_early = [each for line in lines if line.place < 2 for each in line.claims]
        early = claim in told_early and denial in told_early
        for told, score in _pairs(claim, denial, ledger):
            if SHORTEST <= len(told) <= LONGEST:
                yield Offer(told, supports, score + (0.5 if early else 0.0))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Return the first few claims that differ in words: a story of hundreds of items says one thing many times."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        found.setdefault((claim.source_text, claim.content_text), claim)
    return list(found.values())[:MOST_CLAIMS]


def _pairs(claim: Claim, denial: Claim, ledger: Ledger) -> Iterator[tuple[str, float]]:
    for first, second in product(_names(claim, ledger), _names(denial, ledger)):
        for what in _clauses(claim):
            for how, bonus in _denials(denial, second):
                told = f"{first} {_verb('says', first)} {what}; {how}"
                yield told[:1].upper() + told[1:], 0.9 + bonus
        echo = _echo(denial.content_text)
        for what in _clauses(denial) if echo else ():
            told = f"{second} {_verb('denies', second)} {what}; {first} {_verb('says', first)} {echo}"
            yield told[:1].upper() + told[1:], 1.0


def _echo(clause: str) -> str:
    """Return how the other side says that it is so: "they were", "it was"; empty where the clause has no such form."""
    found = re.search(r"(s|\bpeople|\bpolice) (?:had been|have been|were) ", clause)
    if found:
        return "they were"
    return "it was" if re.search(r"\b(?:had been|has been|was) ", clause) else ""


def _names(claim: Claim, ledger: Ledger) -> list[str]:
    """Return the names to use for who makes a claim: the shortest of the ledger, and the country it acts for."""
    who = party(claim, ledger)
    if is_role(claim.source_text) and not may_be(claim.source_text.lower(), claim.speaker or ""):
        who = _source(claim)
    if is_role(f"the {who}") and is_role(claim.source_text) and " " not in who:
        return []  # "it says", "ministry denies": of whom?
    if who.lower() in ("both sides", "both", "others", "some"):
        return []
    country = _OF_COUNTRY.match(who)
    if country and text.countries(country[1]):
        return [who, country[1]]
    return [who] if who else []


def _denials(denial: Claim, who: str) -> Iterator[tuple[str, float]]:
    verb = _verb(_SPOKEN.get(denial.cue_text.lower().split(" ")[0], "denies"), who)
    yield f"{who} {verb} it", 0.0
    if verb.startswith(("den", "reject")):
        for what in shortened(denial.content_text):
            yield f"{who} {verb} {what}", 0.2


def _agencies_own(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[Offer]:
    """Yield the agencies' headlines that a line bears out, with the attribution that the line has."""
    for item in reversed(items):
        whole = _bare(item)
        line, loss = _bearer(whole, lines)
        if not whole or line is None:
            continue
        attributed = not line.claims or claims_.attribution(whole) is not None
        who = "" if attributed or line.denies else _source(line.claims[0])
        who = "" if is_role(who) or _LOOSE_END.search(who) or " both" in who else who
        for written in _forms(whole):
            if attributed:
                yield Offer(written, line.supports, (1.3 if _has_two_sides(written) else 0.8) - loss)
            elif who:
                yield Offer(f"{written}, {who} {_verb('says', who)}", line.supports, 0.7 - loss)


def _forms(whole: str) -> list[str]:
    """Return an agency's headline, shortened forms of it, and it without its last part after a comma."""
    found = [whole[:1] + each[1:] for each in shortened(whole)]
    head, _, last = whole.rpartition(", ")
    if len(head.split()) > 4 and not _KEEP.search(last):
        found.append(head)
    return found


def _bare(item: Item) -> str:
    """Return an item's headline without the wire's own marks: "UPDATE 1-", "- Athi Wire"."""
    written = _MARK.sub("", " ".join(item.headline.split()))
    return (
        re.sub(rf"\s+[-\u2013\u2014|]\s+{re.escape(item.agency)}$", "", written).rstrip(".") if item.agency else written
    )


def _has_two_sides(written: str) -> bool:
    """Whether two speak in a headline, one of them to deny or each in their own words."""
    cues = len(_TWO.findall(written))
    return cues > 1 or (
        cues == 1 and re.search(r"\b(?:den(?:y|ies)|reject|rejects|disputes?|differ)\b", written) is not None
    )


def _bearer(written: str, lines: Sequence[Line]) -> tuple[Line | None, float]:
    """Return the line that says what a headline says, and what the headline loses in worth where it says more.

    Every figure of the headline stands in the line; most of its words do, or, for a loss, some.
    """
    stems = frozenset(text.content_words(written))
    figures = {number.value for number in text.numbers(written)}
    fit = [
        (len(stems & line.stems) / len(stems), -number)
        for number, line in enumerate(lines)
        if stems and figures <= set(line.figures)
    ]
    share, number = max(fit, default=(0.0, 0))
    if share < SOMEWHAT:
        return None, 0.0
    return lines[-number], 0.0 if share >= BORNE_OUT else 0.4


def _attributed(lines: Sequence[Line]) -> Iterator[Offer]:
    """Yield "who says what" from the claims of the best lines, and plain lines that nobody is quoted for."""
    for number, line in enumerate(lines[:6]):
        lower = 0.1 * number
        for claim in line.claims:
            who = _source(claim) if claim.source and not is_role(_source(claim)) else ""
            if not who or " both" in who or claim.quoted or not _tells(claim):
                continue
            verb = "denies" if claim.stance is Stance.DENIES else "says"
            spoken = _SPOKEN.get(claim.cue_text.lower().split(" ")[0], verb)
            for what in _clauses(claim):
                told = f"{who} {_verb(spoken if spoken == 'denies' else verb, who)} {what}"
                yield Offer(told[:1].upper() + told[1:], _supports_of((claim,), lines), 0.6 - lower)
        if not line.claims and line.place == 0 and _ONE.fullmatch(line.text):
            for what in shortened(line.text):
                yield Offer(what[:1].upper() + what[1:], line.supports, 0.5 - lower)


def _tells(claim: Claim) -> bool:
    """Whether a claim can stand behind "says": a saying verb, and a clause with a verb of its own."""
    return (
        claim.stance in (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES)
        and claim.source_text[:1].isalnum()
        and _SAYING.search(claim.cue_text) is not None
        and _PRONOUN.match(claim.content_text.strip()) is None
        and _CLAUSE.fullmatch(claim.content_text.strip()) is not None
    )


def _plain(lines: Sequence[Line]) -> Iterator[Offer]:
    """Yield whole sentences: long, and true."""
    for line in lines[:5]:
        if _ONE.fullmatch(line.text) or line is lines[0]:
            yield Offer(line.text.rstrip("."), line.supports, 0.0)


def _supports_of(wanted: Sequence[Claim], lines: Sequence[Line]) -> tuple[Support, ...]:
    """Return the sentences that hold these claims; fewer than asked when one has no line that stands alone."""
    found: list[Support] = []
    for claim in wanted:
        for line in lines:
            if claim in line.claims:
                found += [each for each in line.supports if each not in found]
                break
    return tuple(found)


def party(claim: Claim, ledger: Ledger) -> str:
    """Return the shortest name that the ledger has for who makes a claim, as a headline names it."""
    names = {claim.speaker or "", claim.source_text}
    for each in ledger.parties:
        if names & {each.name, *each.aliases}:
            forms = [_WHEN.sub("", form) for form in (each.name, *each.aliases)]
            named = min((form for form in forms if form[:1].isupper() and len(form) > 2), key=len, default=forms[0])
            return re.sub(r"^(?:the|a|an) ", "", named, flags=re.IGNORECASE)
    return _source(claim)


def _source(claim: Claim) -> str:
    """Return who makes a claim as the copy names it, or by name where the copy has a pronoun or a role."""
    written = claim.source_text
    told = claim.speaker if claim.speaker and is_role(written) and may_be(written.lower(), claim.speaker) else written
    who = _WHEN.sub("", " ".join(told.split()))
    if ", " in who:
        parts = who.split(", ")
        who = next((part for part in parts if part[:1].isupper()), parts[0])
    return re.sub(r"^(?:the|a|an) ", "", who, flags=re.IGNORECASE)


def _verb(verb: str, who: str) -> str:
    if not _PLURAL.search(who) or who.split(" ")[-1][:1].isupper():
        return verb
    return {"denies": "deny"}.get(verb, verb[:-1])


def _clauses(claim: Claim) -> list[str]:
    """Return what is said, and shorter forms of it that still have a verb."""
    return [each for each in shortened(claim.content_text) if _CLAUSE.fullmatch(each)]


def shortened(clause: str) -> list[str]:
    """Return the clause and what is left of it when parts are dropped from its end, longest first.

    A part that holds a condition, a negation or a doubt is never dropped, and nothing ends in the middle.
    """
    whole = " ".join(clause.split()).strip(' ,;.\u201c\u201d"')
    if whole.lower().startswith("that "):
        whole = whole[5:]
    whole = whole.replace(" had been ", " were ") if re.match(r"[\w ]*s had been ", whole) else whole
    whole = _OWNED.sub("", whole)
    whole = whole[:1].lower() + whole[1:] if _SMALL.match(whole) else whole
    found = [whole]
    for cut in reversed([match.start() for match in _CUTS.finditer(whole)]):
        kept, dropped = whole[:cut], whole[cut:]
        if _KEEP.search(dropped) or not _stands(kept):
            continue
        found.append(kept)
    return [each for each in found if each and _stands(each)]


def _stands(clause: str) -> bool:
    """Whether a clause may end here: enough words, no loose end, every mark closed."""
    return (
        len(clause.split()) >= 3
        and not _LOOSE_END.search(clause)
        and clause.count('"') % 2 == 0
        and clause.count("\u201c") == clause.count("\u201d")
        and clause.count("(") == clause.count(")")
    )
