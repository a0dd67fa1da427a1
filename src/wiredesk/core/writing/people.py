"""People by their names: in full and with their office where a part first names them, by surname after that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wiredesk.core import text
from wiredesk.core.model import Item, Ledger, Sentence, Support
from wiredesk.core.writing.leaning import unquoted
from wiredesk.core.writing.lines import MOST_SENTENCES, Line, whole_sentences

MOST_PEOPLE = 200
"""Of one story; longer lists are line-ups."""

_NAME = r"[A-ZÀ-Þ][\w'\u2019-]*"
_RUN = re.compile(rf"(?:{_NAME} ){{1,4}}{_NAME}")
_TAIL = re.compile(r"['\u2019]s?$")
_OFFICE = (
    r"(?:president|premier|chancellor|minister|secretary|secretary-general|director|director-general|mayor|governor|"
    r"spokes(?:man|woman|person)|chair(?:man|woman|person)?|chief|head|leader|judge|justice|coach|captain|professor|doctor|"
    r"officer|manager|ambassador|general|commander|colonel|major|superintendent|inspector|sergeant|prosecutor|lawyer|"
    r"engineer|executive|founder|councillor|lawmaker|senator|deputy|architect|researcher|scientist|economist|analyst|"
    r"referee|goalkeeper|striker|opener|seed|player|farmer|fisherman|picker|passenger|teacher|nurse|surgeon|author|"
    r"co-ordinator|coordinator|treasurer|bishop|archbishop|imam|commissioner|attorney|sheriff|principal|rector|dean|"
    r"geologist|biologist|historian|resident|skipper|pilot|driver|shopkeeper|chairwoman|organi[sz]er)"
)
_HEAD = re.compile(rf"{_OFFICE}$", re.IGNORECASE)
_LEADS = re.compile(
    r"who (?:heads|leads|runs|chairs|founded|wrote|directs|manages|represents|speaks for|co-ordinates) "
)
_BEHIND = re.compile(
    rf", (?P<desc>(?:(?:a|an|the|who)\b|{_NAME}['\u2019]s? )[^,;.\"\u201c\u201d()]{{3,70}}?)(?=[,.](?:\s|$))"
)
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s\u201d\"]))"
    rf"(?P<desc>(?:[Tt]he|[Aa]n?|[Ii]ts|(?:{_NAME} ){{0,3}}{_NAME}['\u2019]s?) (?:[\w'\u2019-]+ ){{0,6}}?[\w'\u2019-]+), $"
)
_OWNED = re.compile(
    rf"(?P<whose>(?:the (?:[\w-]+ ){{0,3}}?(?P<noun>[\w-]+)|{_NAME}(?: {_NAME})*)['\u2019]s?) (?P<role>.+)$"
)
_POINTS = re.compile(r"\b(?:its|his|her|their|our|my|this|that|these|those|not|no|never)\b|\d", re.IGNORECASE)
_VERBS = frozenset("said says told added asked denied called named warned confirmed announced met elected".split())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the copy names in full and by surname, with the office that it gives."""

    name: str
    surname: str
    role: str = ""  # "chief executive", to stand before the name
    behind: str = ""  # "the authority's director", to stand behind it between commas
    support: Support | None = None  # where the copy gives the office


People = Mapping[str, Person]
"""By surname; a surname of two people is not among them."""


def people(items: Sequence[Item], ledger: Ledger) -> dict[str, Person]:
    """Return those whom the copy names in full and whose surname is theirs alone.

    That the copy gives an office, or lets the surname alone speak, tells a person from a firm: nobody quotes "Track"
    for Northern Track.
    """
    speaks = {claim.source_text for claim in ledger.claims}
    found: dict[str, dict[str, list[Person]]] = {}
    for item in items:
        for span in whole_sentences(item.body)[:MOST_SENTENCES]:
            for person in _named(item, span):
                found.setdefault(person.surname, {}).setdefault(person.name, []).append(person)
        if len(found) > MOST_PEOPLE:
            break
    one = {surname: next(iter(names.values())) for surname, names in found.items() if len(names) == 1}
    return {
        surname: _best(given)
        for surname, given in one.items()
        if surname in speaks or any(person.support for person in given)
    }


def _best(given: Sequence[Person]) -> Person:
    """Return the fullest of what the copy tells of one person: an office behind the name, before it, none."""
    return max(given, key=lambda each: (bool(each.behind), bool(each.role), -len(each.behind or each.role)))


def _named(item: Item, span: tuple[int, int]) -> Iterator[Person]:
    """Yield the people that one sentence names in full, with the office it gives them."""
    body = item.body[span[0] : span[1]]
    quoted = [quote.span for quote in text.quotes(body)]
    for match in _RUN.finditer(body):
        if any(start <= match.start() < end for start, end in quoted):
            continue
        words = _TAIL.sub("", match.group()).split()
        titles, words = _titles(words)
        if len(words) < 2 or not _personal(" ".join(words)):
            continue
        name = " ".join(words)
        start = match.end() - len(match.group()) + match.group().index(name)
        if titles and not body[: match.start()].strip() and not _TITLE.fullmatch(titles[0]):
            titles[0] = titles[0].lower() if len(titles) == 1 else titles[0]
        role, behind = _office(body, start, start + len(name), titles)
        held = Support(item.guid, span) if role or behind else None
        yield Person(name, words[-1], role, behind, held)


def _titles(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part "Principal Secretary Daniel Omwenga" into the office and the name."""
    last = max((n for n, word in enumerate(words[:-1]) if _HEAD.search(word)), default=-1)
    return list(words[: last + 1]), list(words[last + 1 :])


def _personal(name: str) -> bool:
    return any(each.kind == "person" and each.text == name for each in text.names(f"They met {name}."))


def _office(body: str, start: int, end: int, titles: Sequence[str]) -> tuple[str, str]:
    """Return the office before a name, and that which stands beside it between commas."""
    after = _BEHIND.match(body, end)
    if after and not _POINTS.search(after["desc"]) and (_LEADS.match(after["desc"]) or _is_office(after["desc"])):
        return " ".join(titles), after["desc"]
    before = _BEFORE.search(body[max(0, start - 120) : start])
    if (
        before
        and body[end : end + 1] in (",", ".", "")
        and _is_office(before["desc"])
        and not _POINTS.search(before["desc"])
    ):
        desc = before["desc"]
        return "", desc[:1].lower() + desc[1:] if desc.split()[0] in ("The", "A", "An") else desc
    if titles:
        return " ".join(titles), ""
    return _premodifier(body[:start]), ""


def _is_office(desc: str) -> bool:
    """Whether words tell an office: "the ministry's head of disease control", "a nurse from Ede"."""
    head = re.split(r" (?:of|at|in|for|from|on|and|who|with) ", desc, maxsplit=1)[0]
    return _HEAD.search(head) is not None


def _premodifier(before: str) -> str:
    """Return "chief executive" of "said chief executive "; empty where no office stands right before a name."""
    words = re.findall(r"[^\s]+", before[-60:])
    if not before.endswith(" ") or not words or not _HEAD.search(words[-1]):
        return ""
    kept = [words[-1]]
    for word in reversed(words[:-1]):
        if len(kept) == 4 or not re.fullmatch(r"[\w-]+", word) or word.lower() in text.STOP_WORDS | _VERBS:
            break
        kept.insert(0, word)
    opens = before.strip() == " ".join(kept)
    first = kept[0]
    if opens and _COMMON.fullmatch(first) and not (len(kept) == 1 and _TITLE.fullmatch(first)):
        kept[0] = first[:1].lower() + first[1:]
    return " ".join(kept)


_TITLE = re.compile(
    r"(?:Justice|Superintendent|Inspector|Councillor|Senator|Governor|President|Prime Minister|Mayor|Judge)"
)

_COMMON = re.compile(
    rf"{_OFFICE}|top|match|student|association|union|opposition|party|project|team|police|army|club|company|city|state|"
    r"deputy|vice|senior|former|acting|human|village|government|military|board|federation|group|bank|court|ministry",
    re.IGNORECASE,
)
"""What is no name, though it opens a sentence: "Association head Farida Anjum", but not "Konkan captain"."""


def with_room(lines: Sequence[Line], known: People) -> list[Line]:
    """Return the lines as long as they are when all whom they name stand in full with their offices, so that limits hold."""
    grown = []
    for line in lines:
        more = 0
        for person in _in(line.text, known):
            if person.name not in line.text:
                more += len(f"{person.role} {person.behind} {person.name}".split()) - 1
            elif not _told_office(person, line.text, ""):
                more += len(f"{person.role} {person.behind}".split())
        grown.append(replace(line, length=line.length + more) if more else line)
    return grown


def _in(words: str, known: People) -> list[Person]:
    """Return whom a sentence names, in the order of the sentence, quotes left out."""
    plain = unquoted(words)
    at = {surname: re.search(rf"(?<![\w-]){re.escape(surname)}\b", plain) for surname in known if surname in plain}
    return [
        known[surname]
        for surname, match in sorted(at.items(), key=lambda each: each[1].start() if each[1] else 0)
        if match
    ]


def introduced(sentences: Sequence[Sentence], known: People, lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Return the sentences of one part, each person in full with the office at first, and by surname after that.

    Args:
        sentences: As chosen, in the order of the part.
        known: As `people` gives it.
        lines: The lines of these sentences, in the same order.
    """
    told: set[str] = set()
    written: list[Sentence] = []
    before = ""
    for sentence, line in zip(sentences, lines, strict=True):
        words = _as_before(sentence.text, line, before)
        supports = sentence.supports
        for person in _in(words, known):
            if person.name in told:
                words = _by_surname(words, person, before)
                continue
            words, added = _in_full(words, person, before, line)
            told.add(person.name)
            if added is not None and all(not _holds(each, added) for each in supports):
                supports = (*supports, added)
        written.append(replace(sentence, text=words, supports=supports))
        before = f"{before} {words}"
    return tuple(written)


def _holds(support: Support, other: Support) -> bool:
    return support.item == other.item and support.span[0] <= other.span[0] and other.span[1] <= support.span[1]


def _in_full(words: str, person: Person, before: str, line: Line) -> tuple[str, Support | None]:
    """Put the full name, and the office where the sentence gives none, at the first place of a person."""
    if person.name not in unquoted(words):
        words = _once(words, person.surname, person.name)
    if person.name not in words or person.support is None or _told_office(person, words, before):
        return words, None
    role, behind = _shown(person, before, line)
    at = words.find(person.name) + len(person.name)
    after = words[at : at + 1]
    if behind and after in (" ", ",", "."):
        words = f"{words[:at]}, {behind}{'' if after in ',.' else ','}{words[at:]}"
    if role:
        words = _once(words, person.name, f"{role} {person.name}")
    return words[:1].upper() + words[1:], person.support if role or behind else None


def _shown(person: Person, before: str, line: Line) -> tuple[str, str]:
    """Return what can stand before and behind a name: "the ministry's" only where a ministry was told of in this copy."""
    owned = _OWNED.match(person.behind)
    if owned is None or owned["noun"] is None:
        return person.role, person.behind
    here = person.support is not None and any(each.item == person.support.item for each in line.supports)
    if here and owned["noun"].lower() in before.lower():
        return person.role, person.behind
    role = owned["role"]
    return (person.role, "") if person.role or len(role.split()) > 3 else (role, "")


def _told_office(person: Person, words: str, before: str) -> bool:
    """Whether a sentence itself says who somebody is, beside the name."""
    at = words.find(person.name)
    if at < 0:
        return person.name in before
    role, behind = _office(words, at, at + len(person.name), ())
    beside = words[at + len(person.name) :]
    titled = words[:at].split()[-1:]
    return (
        bool(role or behind)
        or beside.startswith((", ", " of ", " from ", " ("))
        or bool(titled and _HEAD.search(titled[0]))
    )


def _by_surname(words: str, person: Person, before: str) -> str:
    """Return a sentence with somebody by surname who was named before, without the office that was told, too."""
    at = unquoted(words).find(person.name)
    if at < 0:
        return words
    start, end = at, at + len(person.name)
    if words[:start].endswith(", ") and _BEFORE.search(words[:start]) is None:
        return words  # "one of them, Bair Zhambalov"
    stems = frozenset(text.content_words(before))
    after = _BEHIND.match(words, end)
    ahead = _BEFORE.search(words[:start])
    if after and frozenset(text.content_words(after["desc"])) <= stems:
        end = after.end() + (1 if words[after.end() :][:2] == ", " else 0)
    elif ahead and words[end : end + 1] in ",." and frozenset(text.content_words(ahead["desc"])) <= stems:
        start = ahead.start("desc")
        end += 1 if words[end : end + 2] == ", " else 0
    elif ahead is None and (role := _premodifier(words[:start])) and frozenset(text.content_words(role)) <= stems:
        start -= len(role) + 1
    if start > 0 and re.search(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[\w]+['\u2019]s) $", words[:start]) and start < at:
        start = at  # "Norvane's project head": the owner stays with the office
    elif start == at and _premodifier(words[:start]):
        return words  # an office that is new
    return words[:start] + person.surname + words[end:]


def _as_before(words: str, line: Line, before: str) -> str:
    """Return a sentence with the copy's own "the ministry" where only one ministry was named before it, in full."""
    noun = line.stood.written.lower().removeprefix("the ")
    bare = re.sub(r"^[Tt]he ", "", line.stood.named)
    if not bare or " " in noun or not bare.lower().endswith(noun) or bare not in before:
        return words
    others = before.replace(bare, "")
    return words if noun in others.lower() else words.replace(line.stood.named, line.stood.written.capitalize(), 1)


def _once(words: str, old: str, new: str) -> str:
    """Put a name in place of another, at its first place outside quotation marks."""
    plain = unquoted(words)
    match = re.search(rf"(?<![\w-]){re.escape(old)}\b", plain)
    return words if match is None else words[: match.start()] + new + words[match.end() :]
