"""A headline that says who says it, and who denies it where someone does.

Candidates are the agencies' own headlines, and clauses of the claims shortened at safe places under the name of
who says them. Nothing that a source says, and nothing that another denies, may come out as bare fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from wiredesk.core import claims as claims_
from wiredesk.core import text
from wiredesk.core.model import Claim, Item, Ledger, Sentence, Stance, Statement, Support
from wiredesk.core.writing.lines import Line
from wiredesk.core.writing.naming import is_role, may_be
from wiredesk.core.writing.shorten import CLAUSE, KEEP, LOOSE_END, clauses, compressed, shortened
from wiredesk.core.writing.sides import by_a_side, whose
from wiredesk.core.writing.speaking import BEHIND, WHEN, source_of, verb_for

MOST_CLAIMS = 8  # a side; with all claims no headline of the 28 sample stories is another
SHORTEST, LONGEST = 40, 80
"""Characters: shorter tells too little, longer is cut by search engines, cards and phones."""

BORNE_OUT = 0.6
"""Of a headline's content words in one line, for the line to be what it was written from."""

SOMEWHAT = 0.35
"""The same, for a headline in other words, which is taken only where there is none better."""

OF_THE_LEAD = 0.5
"""What a headline gains that tells the lead: two sides of yesterday's dispute (0.7 better) need the lead's words, too."""

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
_SAYING = re.compile(
    r"\b(?:say|says|said|announce[sd]?|confirm(?:s|ed)?|deny|denies|denied|declare[sd]?|state[sd]?|warn(?:s|ed)?|"
    r"report(?:s|ed)?|add(?:s|ed)?|insist(?:s|ed)?|estimate[sd]?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:that )?(?:it|they|he|she|this|these|those|there|such|some|most)\b", re.IGNORECASE)
_ONE = re.compile(r"(?:(?!\b(?:said|says|told)\b|[.!?] ).)*\.")
"""A single plain sentence in which nobody is quoted: no question, no call."""

_BROKEN = re.compile(
    r"(?:as|when|after|because|while|how|why|is|are|was|were|has|have|had|will|would)\b", re.IGNORECASE
)
"""How no clause begins that stands behind "says"."""
_NOBODY = frozenset({"which", "who", "that", "whose", "you", "we", "i", "one", "people", "many", "some"})
_NOT_SAID = re.compile(
    r"(?:\b(?:not|never|nobody|no one|nor|without|if|unless|whether|could|may|might)\b|n['\u2019]t\b)[^.,;]{0,24}$"
)
_MARK = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|REFILE|CORRECTED|CORRECTION|RPT|URGENT|BRIEF|FLASH|EXCLUSIVE)(?: \d+)?\s?-\s?)+"
)
_TWO = re.compile(r"\b(?:says?|denies|deny|rejects?|disputes?|confirms?|stands? by|differ|contradicts?)\b")
_POINT = re.compile(r"\.(['\u2019\u201d\"])$")
_OF_COUNTRY = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)*)['\u2019]s? ")


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
        lines: Their lines, the lead first, then the best.
        ledger: Who says what and who denies it.
    """
    return next(iter(headlines(items, lines, ledger)), Sentence(""))


def headlines(
    items: Sequence[Item], lines: Sequence[Line], ledger: Ledger, *, room: tuple[int, int] = (SHORTEST, LONGEST)
) -> list[Sentence]:
    """Return all headlines that the copy bears out, best first.

    Args:
        items: The items in order.
        lines: Their lines, the lead first, then the best.
        ledger: Who says what and who denies it.
        room: Characters aimed at, from and to.
    """
    names = {item.agency for item in items if item.agency} | {item.credit for item in items if item.credit}
    items = [replace(item, headline=_unsigned(item.headline, names)) for item in items]
    if not lines:
        only = _alone(items)
        return [only] if only.text else []
    theme = (lines[0].stems, frozenset().union(*(line.stems for line in lines[:3])))
    offers = list(_agencies_own(items, lines, ledger))
    for statement in ledger.statements:
        if statement.disputed and statement.denials:
            offers += _both_sides(statement, lines, ledger)
    offers += _attributed(lines)
    offers = offers or list(_plain(lines))
    best = sorted(offers, key=lambda each: (-_worth(each, theme, room), len(each.text)))
    return list(dict.fromkeys(Sentence(each.text, each.supports) for each in best))


def _alone(items: Sequence[Item]) -> Sentence:
    """Return the newest agency headline as it is, where no item has a sentence that can be used."""
    told = [(item, _bare(item)) for item in reversed(items) if item.headline.strip()]
    if not told:
        return Sentence("")
    item, written = told[0]
    return Sentence(written, (Support(item.guid, (0, len(item.body.strip()) and len(item.body))),))


def _worth(offer: Offer, theme: tuple[frozenset[str], frozenset[str]], room: tuple[int, int]) -> float:
    """Say how good a headline is: of the lead, then of the story, told where, of a length that shows whole."""
    length = len(offer.text)
    far = max(0, room[0] - length, length - room[1])
    words = frozenset(text.content_words(offer.text))
    lead, story = theme
    told = len(words & lead) / max(1, min(8, len(lead))) + 0.1 * min(5, len(words & story))
    where = 0.3 if any(not place.is_country for place in text.places(offer.text)) else 0.0
    return offer.score + told + where - 0.25 * min(far, 8) - 0.02 * max(0, far - 8)


def _both_sides(statement: Statement, lines: Sequence[Line], ledger: Ledger) -> Iterator[Offer]:
    """Yield "Russia says ...; Ukraine denies ..." in every length that fits."""
    agencies = frozenset().union(*(line.agencies for line in lines))
    said = [claim for claim in map(ledger.claim, statement.claims) if source_of(claim) not in agencies]
    denied = [ledger.claim(each) for each in statement.denials]
    for claim, denial in product(_distinct(said), _distinct(denied)):
        supports = _supports_of((claim, denial), lines)
        if claim.stance is Stance.DENIES or len(supports) < 2 or not _tells(claim):
            continue
        if not all(_is_said(claim, line) for line in lines if claim in line.claims):
            continue
        if any(whose(claim.content_text, claim, line) for line in lines if claim in line.claims):
            continue
        told_early = [each for line in lines if line.place < 2 for each in line.claims]
        early = claim in told_early and denial in told_early
        for told, score in _pairs(claim, denial, ledger):
            if SHORTEST <= len(told) <= LONGEST:
                yield Offer(told, supports, score + (0.8 if early else 0.2))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Return the first few claims that differ in words: a story of hundreds of items says one thing many times."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        found.setdefault((claim.source_text, claim.content_text), claim)
    return list(found.values())[:MOST_CLAIMS]


def _pairs(claim: Claim, denial: Claim, ledger: Ledger) -> Iterator[tuple[str, float]]:
    for first, second in product(_names(claim, ledger), _names(denial, ledger)):
        for what in clauses(claim):
            for how, bonus in _denials(denial, second):
                told = f"{first} {verb_for('says', first)} {what}; {how}"
                yield told[:1].upper() + told[1:], 0.9 + bonus
        echo = _echo(denial.content_text)
        for what in clauses(denial) if echo else ():
            told = f"{second} {verb_for('denies', second)} {what}; {first} {verb_for('says', first)} {echo}"
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
        who = source_of(claim)
    if is_role(f"the {who}") and is_role(claim.source_text) and " " not in who:
        return []  # "it says", "ministry denies": of whom?
    if who.lower() in ("both sides", "both", "others", "some"):
        return []
    country = _OF_COUNTRY.match(who)
    if country and text.countries(country[1]):
        return [who, country[1]]
    return [who] if who else []


def _denials(denial: Claim, who: str) -> Iterator[tuple[str, float]]:
    verb = verb_for(_SPOKEN.get(denial.cue_text.lower().split(" ")[0], "denies"), who)
    yield f"{who} {verb} it", 0.0
    if verb.startswith(("den", "reject")):
        for what in shortened(denial.content_text):
            yield f"{who} {verb} {what}", 0.2


def _agencies_own(items: Sequence[Item], lines: Sequence[Line], ledger: Ledger) -> Iterator[Offer]:
    """Yield the agencies' headlines that a line bears out, with the attribution that the line has."""
    disputing = by_a_side(lines[0], ledger)
    for item in reversed(items):
        whole = _bare(item)
        line, loss = _bearer(whole, lines)
        if not whole or line is None:
            continue
        attributed = not _needs_source(whole, line) or claims_.attribution(whole) is not None
        ours = any(support.item == item.guid for support in line.supports)
        loss -= OF_THE_LEAD if line is lines[0] and ours and not disputing else 0.0
        who = "" if attributed or line.denies else _behind(line.claims[0])
        for written in _forms(whole):
            if attributed:
                yield Offer(written, line.supports, (1.8 if _has_two_sides(written) else 1.1) - loss)
            elif who:
                yield Offer(f"{written}, {who} {verb_for('says', who)}", line.supports, 0.7 - loss)


def _needs_source(whole: str, line: Line) -> bool:
    """Whether a headline tells what somebody says, and not what they did when they said it."""
    stems = frozenset(text.content_words(whole))
    return bool(line.claims) and len(stems - line.said) < 0.4 * len(stems)


def _behind(claim: Claim) -> str:
    """Return how to name a source after a comma, short: "officials" for "officials of both"."""
    who = source_of(claim)
    who = BEHIND.split(who, maxsplit=1)[0] if " both" in who or len(who) > 30 else who
    if len(who) > 20:
        who = re.sub(r"^(?:\w+['\u2019]s |state )(?=\w+ \w+)", "", who) if who[:1].islower() else who
    if LOOSE_END.search(who) or not who[:1].isalnum():
        return ""
    return "" if is_role(who) or (is_role(f"the {who}") and " " not in who and who.lower() in _THING) else who


_THING = frozenset({"it", "they", "he", "she", "we", "i", "both", "some", "others", "who"})


_SAYS = re.compile(r"\bsays? (?:that )?(?P<what>.+)")


def _lost_its_verb(form: str, whole: str) -> bool:
    """Say whether what somebody says was a clause and is none any more: "Putin says Ukraine's offensive"."""
    was, now = _SAYS.search(whole), _SAYS.search(form)
    return was is not None and now is not None and bool(CLAUSE.match(was["what"])) and not CLAUSE.match(now["what"])


def _forms(whole: str) -> list[str]:
    """Return an agency's headline, shortened forms of it, and it without its last part after a comma."""
    found = [whole[:1] + each[1:] for each in shortened(whole)] or [whole]
    found += [each for each in _cut(whole) if each not in found]
    found = [each for each in found if each == whole or not _lost_its_verb(each, whole)]
    head, _, last = whole.rpartition(", ")
    if len(head.split()) > 4 and not KEEP.search(last):
        found.append(head)
    return found


def _bare(item: Item) -> str:
    """Return an item's headline without the wire's own marks: "UPDATE 1-"."""
    return _MARK.sub("", " ".join(item.headline.split())).rstrip(".")


def _unsigned(written: str, agencies: Iterable[str]) -> str:
    """Return a headline without the agency's name behind a dash: "... - Athi Wire"."""
    for name in agencies:
        written = re.sub(rf"\s+[-\u2013\u2014|]\s+{re.escape(name)}\s*$", "", written)
    return written


def _cut(whole: str) -> list[str]:
    """Return an agency's headline without its last parts, where no speaker and no other side goes with them."""
    if claims_.attribution(whole) is not None or _has_two_sides(whole):
        return []
    return [each for each in compressed(whole) if len(each.split()) >= 5 and whole.startswith(each)]


def _has_two_sides(written: str) -> bool:
    """Whether two speak in a headline, one of them to deny or each in their own words."""
    cues = len(_TWO.findall(written))
    return cues > 1 or (
        cues == 1 and re.search(r"\bdiffer\b|[,;] .*\b(?:den(?:y|ies)|rejects?|disputes?)\b", written) is not None
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
            if not _is_said(claim, line):
                continue
            who = source_of(claim) if claim.source and not is_role(source_of(claim)) else ""
            if not who or " both" in who or claim.quoted or not _tells(claim):
                continue
            verb = "denies" if claim.stance is Stance.DENIES else "says"
            spoken = _SPOKEN.get(claim.cue_text.lower().split(" ")[0], verb)
            for what in clauses(claim):
                if whose(what, claim, line):
                    continue
                told = f"{who} {verb_for(spoken if spoken == 'denies' else verb, who)} {what}"
                yield Offer(told[:1].upper() + told[1:], _supports_of((claim,), lines), 0.6 - lower)
        if line.place == 0 and _ONE.fullmatch(line.text):
            lean = compressed(line.text)
            for what in dict.fromkeys([*lean, *shortened(line.text)]):
                if len(what.split()) >= 5 and CLAUSE.fullmatch(what) and not _said_in(what, line):
                    score = 0.6 if what in lean else 0.4
                    yield Offer(what[:1].upper() + what[1:], line.supports, score - lower)


def _said_in(what: str, line: Line) -> bool:
    """Whether a shortened sentence still has something that it only had somebody say."""
    stems = frozenset(text.content_words(what))
    return any(
        claim.cue_text in what or len(stems & frozenset(text.content_words(claim.content_text))) > 1
        for claim in line.claims
    )


def _is_said(claim: Claim, line: Line) -> bool:
    """Whether somebody says it, and does not "not say" it or say it only if something else is so."""
    at = line.text.find(claim.cue_text)
    if re.search(r"\bnot\b|n['\u2019]t\b|\bnever\b", claim.cue_text):
        return False
    return at < 0 or _NOT_SAID.search(line.text[:at]) is None


def _tells(claim: Claim) -> bool:
    """Whether a claim can stand behind "says": a saying verb, and a clause with a verb of its own."""
    return (
        claim.stance in (Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES)
        and claim.source_text[:1].isalnum()
        and _SAYING.search(claim.cue_text) is not None
        and _PRONOUN.match(claim.content_text.strip()) is None
        and CLAUSE.fullmatch(claim.content_text.strip()) is not None
        and claim.source_text.lower() not in _NOBODY
        and _BROKEN.match(claim.content_text.strip(" -\u2013\u2014,")) is None
    )


def _plain(lines: Sequence[Line]) -> Iterator[Offer]:
    """Yield whole sentences: long, and true."""
    for number, line in enumerate(lines[:5]):
        if _ONE.fullmatch(line.text) or line is lines[0]:
            yield Offer(line.text.rstrip("."), line.supports, -1.5 - 0.4 * number if number else 0.0)


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
            forms = [WHEN.sub("", form) for form in (each.name, *each.aliases)]
            named = min((form for form in forms if form[:1].isupper() and len(form) > 2), key=len, default=forms[0])
            return re.sub(r"^(?:the|a|an) ", "", named, flags=re.IGNORECASE)
    return source_of(claim)
