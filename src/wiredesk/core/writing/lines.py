"""The sentences of a story's items that can stand alone, made ready for use, copies joined.

A line is a sentence of one item, or a safe compression of it: the dateline and a leading "But" or "However" are
gone, a leading "he" is the name the claims give, "today" is the weekday of the item. Nothing else changes, and
what can't be made to stand alone is left out: half a quote, "This comes after", a claim whose source stands in
another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wiredesk.core import text
from wiredesk.core.model import Claim, Item, Ledger, PubStatus, Signal, Span, Stance, Support
from wiredesk.core.writing.days import settle_days

MOST_SENTENCES = 400
"""Of one item; longer copy is a transcript or a list, and its first part is enough."""

SAME = 0.8
"""Of content words in common, for two lines to be one text under two ids; a rewrite has less, a copy near 1."""

_CONNECTIVE = re.compile(
    r"(?:But|And|Yet|So|However|Meanwhile|Nevertheless|Nonetheless|Moreover|Furthermore|In addition|Still|Also),?\s+"
)
_LEANS = re.compile(
    r"(?:This|That|These|Those|It|Its|They|Their|Them|He|His|She|Her|We|Our|Such|Both|Neither|Either|Others?|Another|"
    r"Then|There|Thus|Hence|Here|Instead|Similarly|Likewise|Earlier|Later|Afterwards?|Since then|After that|"
    r"Before that|Despite (?:this|that|it)|Because of (?:this|that)|As a result|Among them|One of them|Some of them|"
    r"The same|The former|The latter|The other|Asked|Speaking|Adding|Until then|At the time)\b"
)
_NO_NEWS = re.compile(
    r"(?:Read|Click|Follow|Watch|Listen|Sign up|Subscribe|See also|Like us|Join us|Photo|Image|Video)\b[^,]{0,60}$"
    r"|.*(?:https?://|www\.|pic\.twitter|@\w)"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
_POINTS_BACK = re.compile(
    r"(?:that )?(?:(?:it|this|these|those|such|both|they|some|most|more)\b|(?:\w+ ){1,3}of (?:them|these|those)\b"
    r"|(?:that|so)[.,]?$)",
    re.IGNORECASE,
)
_THINGS = frozenset({"it", "they", "we"})
_PERSONS = re.compile(
    r"(?:chair|president|minister|director|mayor|governor|spokes|secretary|chief|head|leader|judge|coach|captain|"
    r"professor|doctor|officer|owner|manager|ambassador|general|commander|king|queen|pope|author|official)"
)
_ROLE = re.compile(r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?: [a-z][\w-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that can stand alone, with where it stands and what it says."""

    text: str
    item: int  # number of the item in the order of the story
    place: int  # number of the sentence in its item
    supports: tuple[Support, ...]
    claims: tuple[Claim, ...] = ()
    stems: frozenset[str] = frozenset()
    figures: tuple[float, ...] = ()
    agencies: frozenset[str] = frozenset()
    leans: bool = False  # it is only clear right after the sentence before it in its item
    vague: bool = False  # it begins with "the union" and nothing says which

    @property
    def denies(self) -> bool:
        """Whether someone denies something in it."""
        return any(claim.stance is Stance.DENIES for claim in self.claims)

    @property
    def length(self) -> int:
        """Words."""
        return count_words(self.text)


def count_words(value: str) -> int:
    """Count words as a reader does: what stands between spaces and holds a letter or digit."""
    return sum(any(each.isalnum() for each in word) for word in value.split())


@cache
def _stems(value: str) -> frozenset[str]:
    return frozenset(text.content_words(value))


def usable(items: Sequence[Item]) -> list[Item]:
    """Return the items that may be written from, oldest first.

    Items that are killed or canceled, and those that another one corrects or replaces, are not among them.
    """
    replaced = {guid for item in items if item.signal is not Signal.NONE for guid in item.refers_to}
    latest: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: (_stamp(item), item.version)):
        latest[item.guid] = item
    kept = [
        item
        for item in latest.values()
        if item.pub_status is not PubStatus.CANCELED
        and item.signal is not Signal.KILL
        and item.guid not in replaced
        and item.body.strip()
    ]
    return sorted(kept, key=lambda item: (_stamp(item), item.guid))


def _stamp(item: Item) -> float:
    when = item.version_created or item.first_created
    return when.timestamp() if when else float("inf")


def lines(items: Sequence[Item], ledger: Ledger) -> list[Line]:
    """Return the lines of all items, in their order, copies joined.

    Args:
        items: As `usable` returns them.
        ledger: Their claims.
    """
    found: list[Line] = []
    for number, item in enumerate(items):
        claims = tuple(claim for claim in ledger.claims if claim.item == item.guid)
        for place, span in enumerate(_whole_sentences(item.body)[:MOST_SENTENCES]):
            line = _line(item, span, claims)
            if line is not None:
                found.append(replace(line, item=number, place=place, vague=line.vague and place > 0))
    return _joined(found)


def _whole_sentences(body: str) -> list[Span]:
    """Return sentences without furniture; a quote of several sentences stays in one piece with its speaker."""
    furniture = text.furniture(body)
    dateline = text.dateline(body)
    if dateline is not None:
        furniture = [*furniture, dateline.span]
    joined: list[Span] = []
    open_since: int | None = None
    for start, end in text.sentences(body):
        first = start if open_since is None else open_since
        if "\n\n" in body[first:end]:
            first = start
        open_since = None if _balanced(body[first:end]) else first
        if open_since is None:
            trimmed = _without(body, (first, end), furniture)
            if trimmed is not None:
                joined.append(trimmed)
    return joined


def _balanced(value: str) -> bool:
    return (
        value.count('"') % 2 == 0
        and value.count("\u201c") == value.count("\u201d")
        and value.count("\u00ab") == value.count("\u00bb")
        and value.count("(") == value.count(")")
    )


def _without(body: str, span: Span, furniture: Sequence[Span]) -> Span | None:
    start, end = span
    for first, last in sorted(furniture):
        if first <= start < last:
            start = last
        elif start < first < end:
            end = first
    while start < end and (body[start].isspace() or body[start] in "-\u2013\u2014:"):
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _line(item: Item, span: Span, claims: Sequence[Claim]) -> Line | None:
    """Make a line of one sentence, or None where it can't stand alone."""
    own = tuple(claim for claim in claims if _speaks_in(claim, span))
    if not own and any(_touches(claim.content, span) for claim in claims):
        return None  # the source of what it says stands in another sentence
    sentence = _resolved(item.body, span, own)
    if sentence is None or not _reads_alone(sentence) or _is_headline(sentence, item):
        return None
    settled = settle_days(" ".join(sentence.split()), item)
    if settled is None:
        return None
    return Line(
        text=settled,
        item=0,
        place=0,
        supports=(Support(item.guid, span),),
        claims=own,
        stems=_stems(settled),
        figures=tuple(sorted(number.value for number in text.numbers(settled))),
        agencies=frozenset({item.agency} if item.agency else ()),
        leans=_points_back(settled, own),
        vague=_ROLE.match(settled) is not None and not text.names(settled[4:40]),
    )


def _is_headline(sentence: str, item: Item) -> bool:
    """Whether the copy repeats its headline in its body, as some wires do."""
    bare = item.headline.strip().rstrip(".").casefold()
    return sentence.strip().rstrip(".").casefold() == bare


def _points_back(settled: str, claims: Sequence[Claim]) -> bool:
    """Whether what is said begins with a word for something said before: "he said it opened the way"."""
    return any(_POINTS_BACK.match(claim.content_text.lstrip('"\u201c ')) for claim in claims)


def is_role(written: str) -> bool:
    """Whether a source is named by a pronoun or a role only: "he", "the ministry"."""
    bare = written.strip()
    return bare.lower() in _PRONOUNS or _ROLE.fullmatch(bare) is not None


def _speaks_in(claim: Claim, span: Span) -> bool:
    """Whether the sentence holds who says it (or how, where the copy names nobody) and some of what is said."""
    who = claim.source or claim.cue
    return _touches(who, span) and _touches(claim.content, span)


def _touches(pieces: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in pieces)


def _resolved(body: str, span: Span, claims: Sequence[Claim]) -> str | None:
    """Return the sentence with its leading connective gone and its leading pronoun or role named."""
    start, end = span
    connective = _CONNECTIVE.match(body, start, end)
    if connective:
        start = connective.end()
    sentence = body[start:end]
    for claim in claims:
        for first, last in claim.source[:1]:
            if start <= first < end and _names_nobody(body[start:first]):
                named = _named(claim, body[first:last], body[max(0, start - 400) : start])
                if named is None:
                    return None
                sentence = body[start:first] + named + body[last:end]
                return sentence[:1].upper() + sentence[1:]
    return sentence[:1].upper() + sentence[1:]


def _names_nobody(before: str) -> bool:
    return not text.names(before) and '"' not in before and "\u201c" not in before


def _named(claim: Claim, written: str, before: str) -> str | None:
    """Return how to name a source in a sentence that stands alone; None where a pronoun has no certain name.

    Words in the wrong mouth are the worst that can be written, so a pronoun is named only by whom the sentence just
    before names last.
    """
    bare = written.strip().lower()
    speaker = claim.speaker or ""
    if bare in _PRONOUNS:
        return speaker if speaker and may_be(bare, speaker) and _named_last(speaker, before, bare) else None
    return speaker if speaker and is_role(written) and may_be(bare, speaker) else written


def _named_last(speaker: str, before: str, pronoun: str) -> bool:
    """Whether the last sentence of what stands before names this speaker, and no other person after that."""
    spans = text.sentences(before)
    last = before[slice(*spans[-1])] if spans else ""
    if pronoun in _THINGS:
        return speaker.lower().removeprefix("the ") in last.lower()
    persons = [name.text for name in text.names(last) if name.kind in ("person", "other")]
    surname = speaker.split()[-1]
    return bool(persons) and surname in persons[-1]


def may_be(role: str, speaker: str) -> bool:
    """Whether a name can stand for a pronoun or a role: "it" is no person, "the union" not its leader."""
    persons = any(name.kind == "person" for name in text.names(speaker))
    if role in _PRONOUNS:
        return role not in _THINGS or not persons
    if set(role.split()[1:]) & set(speaker.lower().split()):
        return True
    return persons and _PERSONS.search(role) is not None


def _reads_alone(sentence: str) -> bool:
    """Whether it begins and ends like a sentence, leans on nothing before it and is of a length to print."""
    if not 4 <= count_words(sentence) <= 70 or _LEANS.match(sentence.lstrip("\"\u201c'\u2018")):
        return False
    if _NO_NEWS.match(sentence):
        return False
    return sentence.rstrip("\"'\u201d\u2019\u00bb)").endswith((".", "!", "?", "\u3002", "\u0964", "\u061f"))


def _joined(found: Sequence[Line]) -> list[Line]:
    """Join the lines that are one text under several ids; the one nearest its item's top stands, with all supports."""
    kept: list[Line] = []
    holders: dict[str, list[int]] = {}
    for line in found:
        twin = _twin(line, kept, holders)
        if twin is None:
            for stem in line.stems:
                holders.setdefault(stem, []).append(len(kept))
            kept.append(line)
        else:
            first, other = sorted((kept[twin], line), key=lambda each: each.place)
            kept[twin] = replace(
                first,
                supports=(*first.supports, *other.supports),
                claims=(*first.claims, *other.claims),
                agencies=first.agencies | other.agencies,
            )
    return kept


def _twin(line: Line, kept: Sequence[Line], holders: dict[str, list[int]]) -> int | None:
    shared: dict[int, int] = {}
    for stem in line.stems:
        for number in holders.get(stem, ())[:200]:
            shared[number] = shared.get(number, 0) + 1
    for number, common in sorted(shared.items()):
        other = kept[number]
        alike = common / max(1, len(line.stems | other.stems))
        if alike >= SAME and other.figures == line.figures and other.denies == line.denies:
            return number
    return None
