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
from wiredesk.core.writing.leaning import points_back
from wiredesk.core.writing.naming import NOBODY, ROLE, Stood, resolved
from wiredesk.core.writing.orders import instructs

MOST_SENTENCES = 400
"""Of one item; longer copy is a transcript or a list, and its first part is enough."""

SAME = 0.8
"""Of content words in common, for two lines to be one text under two ids; a rewrite has less, a copy near 1."""

_LEANS = re.compile(
    r"(?:This|That|These|Those|It|Its|They|Their|Them|He|His|She|Her|We|Our|Such|Both|Neither|Either|Others?|Another|"
    r"Then|There|Thus|Hence|Here|Instead|Similarly|Likewise|Earlier|Later|Afterwards?|Since then|After that|"
    r"Before that|Despite (?:this|that|it)|Because of (?:this|that)|As a result|Among them|One of them|Some of them|"
    r"The same|Asked|Speaking|Adding|Until then|At the time)\b"
    r"|The (?:former|latter|other|two|three|pair|men|women)(?: (?:said|was|were|is|are|has|have|had|will|would|den\w+)\b|,)"
)
_STANDS = re.compile(
    r"There (?:is|are|was|were|has|have|will|had)\b|(?:Earlier|Later|Late|Speaking) (?:on|in|at|this|to)\b"
)
"""Openings that lean on nothing although their first word may: "There were 40 people", "Earlier on Monday"."""
_NO_NEWS = re.compile(
    r"(?:Read|Click|Follow|Watch|Listen|Sign up|Subscribe|See also|Like us|Join us|Photo|Image|Video)\b[^,]{0,60}$"
    r"|.*(?:https?://|www\.|pic\.twitter|@\w)"
    r"|.*\b(?:contributed to this (?:report|story|article)|Getty Images|[Ff]ile photo|[Pp]hoto by|\(Photo:|courtesy of)\b"
    r"|[^.]{0,80}\((?:left|right|centre|center|[LRC])\)"
)
_GLUED = re.compile(r"\s*\([A-Z][A-Z .&/]{1,20}\)\s*(?:[-\u2013\u2014]+\s*)?(?=[A-Z\"\u201c])")
"""An agency's mark without a place: "(CNN)As the model"."""
_LOW = re.compile(
    r"\b(?:declin|refus)(?:ed|es|ing) (?:to (?:comment|give|elaborate|respond|answer|say|discuss|be named)|further comment)"
    r"|\b(?:did|does|do|was|were|had) not (?:immediately )?(?:respond|reply|return|comment|answer|available)"
    r"|\bcould not (?:immediately )?be reached\b|\bcould not (?:\w+ )?verify\b|\bgave no (?:more )?details\b"
)
"""What a story can do without: who would not say more."""
_SAID_WHEN = re.compile(
    r"\b(?:said|told reporters)(?: in a statement| at a news conference)?(?:(?: early| late| earlier| later)? on "
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?= (?:its|it|they|he|she|there|the|a|an|none|no|at least|at most|more than|"
    r"fewer than|less than|about|some|all|[a-z]{3,}s|\d[\d,.]*|[A-Z][\w'\u2019-]+) [^,;]*?"
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|might)\b)"
)


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
    low: bool = False  # somebody would not say more: last to be used
    said: frozenset[str] = frozenset()  # stems of what is said, without who says it and when
    length: int = 0  # words
    stood: Stood = NOBODY  # who is named here in place of "he" or "the ministry"

    @property
    def denies(self) -> bool:
        """Whether someone denies something in it."""
        return any(claim.stance is Stance.DENIES for claim in self.claims)

    @property
    def quote(self) -> bool:
        """Whether it opens with somebody's words, before it is said whose."""
        return self.text[:1] in '"\u201c\u00ab\u201e'


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
        and (item.body.strip() or item.headline.strip())
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
        claims = tuple(claim for claim in ledger.claims if claim.item == item.guid and _stands_in(claim, item.body))
        for place, span in enumerate(whole_sentences(item.body)[:MOST_SENTENCES]):
            line = _line(item, span, claims)
            if line is not None:
                found.append(
                    replace(
                        line, item=number, place=place, vague=line.vague and place > 0, leans=line.leans and place > 0
                    )
                )
    return _joined(found)


def _stands_in(claim: Claim, body: str) -> bool:
    """Whether a claim counts in this very body: an earlier version of an item has its guid, too."""
    who = " ".join(" ".join(body[start:end] for start, end in claim.source).split())
    return who == " ".join(claim.source_text.split()) and all(end <= len(body) for _, end in claim.content)


def whole_sentences(body: str) -> list[Span]:
    """Return the spans of sentences without furniture; a quote of several sentences stays in one piece with its speaker."""
    furniture = text.furniture(body)
    glued = _GLUED.match(body)
    furniture = [*furniture, glued.span()] if glued else furniture
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
    sentence, stood = resolved(item.body, span, own)
    if sentence is None or not _reads_alone(sentence) or _is_headline(sentence, item):
        return None
    settled = settle_days(" ".join(sentence.split()), item)
    if settled is None:
        return None
    settled = _with_that(settled)
    return Line(
        text=settled,
        item=0,
        place=0,
        supports=(Support(item.guid, span),),
        claims=own,
        stems=_stems(settled),
        figures=tuple(sorted(number.value for number in text.numbers(settled))),
        agencies=frozenset({item.agency} if item.agency else ()),
        leans=points_back(settled, own),
        vague=ROLE.match(settled) is not None and not text.names(settled[4:40]),
        low=_LOW.search(settled) is not None,
        said=frozenset().union(*(_stems(claim.content_text) for claim in own)),
        length=count_words(settled),
        stood=stood,
    )


def _with_that(sentence: str) -> str:
    """Return the sentence with "that" where a day stands between saying and what is said, as it reads at once."""
    found = _SAID_WHEN.search(sentence)
    if found is None or any(start < found.end() < end for start, end in (each.span for each in text.quotes(sentence))):
        return sentence
    return f"{sentence[: found.end()]} that{sentence[found.end() :]}"


def _is_headline(sentence: str, item: Item) -> bool:
    """Whether the copy repeats its headline in its body, as some wires do."""
    bare = item.headline.strip().rstrip(".").casefold()
    return sentence.strip().rstrip(".").casefold() == bare


def _speaks_in(claim: Claim, span: Span) -> bool:
    """Whether the sentence holds who says it (or how, where the copy names nobody) and some of what is said."""
    who = claim.source or claim.cue
    return _touches(who, span) and _touches(claim.content, span)


def _touches(pieces: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in pieces)


def _reads_alone(sentence: str) -> bool:
    """Whether it begins and ends like a sentence, leans on nothing before it and is of a length to print."""
    if not 4 <= count_words(sentence) <= 70 or _leans(sentence.lstrip("\"\u201c'\u2018")):
        return False
    if _NO_NEWS.match(sentence) or instructs(sentence):
        return False
    return sentence.rstrip("\"'\u201d\u2019\u00bb)").endswith((".", "!", "?", "\u3002", "\u0964", "\u061f"))


def _leans(sentence: str) -> bool:
    return _LEANS.match(sentence) is not None and _STANDS.match(sentence) is None


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
        alike = max(common / max(1, len(line.stems | other.stems)), _alike(line, other))
        if alike >= SAME and other.figures == line.figures and other.denies == line.denies:
            return number
    return None


def _alike(line: Line, other: Line) -> float:
    """Return how alike two lines are in what is said, where both have one claim by the same source and no more."""
    if len(line.claims) != 1 or len(other.claims) != 1 or min(len(line.said), len(other.said)) < 4:
        return 0.0
    if not _stems(line.claims[0].source_text) & _stems(other.claims[0].source_text):
        return 0.0
    beside, there = _beside(line), _beside(other)
    return 0.0 if beside - there and there - beside else len(line.said & other.said) / len(line.said | other.said)


def _beside(line: Line) -> frozenset[str]:
    """Return the stems of what a line tells beside its claim: who, how and on which day do not count."""
    claim = line.claims[0]
    return line.stems - line.said - _stems(f"{claim.source_text} {claim.cue_text}") - _HOW


_HOW = _stems(
    "told reporters in a statement at a news conference Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "early late earlier later according said announced reported"
)
