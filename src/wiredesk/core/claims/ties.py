"""Which claims of a story exclude each other: denials tied to what they deny, numbers that do not fit together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wiredesk.core.claims import compare
from wiredesk.core.claims.events import opposed
from wiredesk.core.claims.meaning import Meaning
from wiredesk.core.model import Claim, Stance

BARE = frozenset({"it", "that", "this"})
_OWN = re.compile(r"(?:his|her|their|its) ", re.IGNORECASE)
COMMON = 120  # claims; a stem that more of them share tells nothing apart


@dataclass(slots=True)
class Row:
    """One claim with what is known of it while statements are built."""

    claim: Claim
    number: int
    meaning: Meaning
    parts: tuple[Meaning, ...]
    party: str
    side: str
    time: datetime | None
    denied: list[int] = field(default_factory=list)  # numbers of the rows that deny this one

    @property
    def turns(self) -> bool:
        """Whether any part of the claim denies or is negated."""
        return any(part.denies or part.negative or part.refused for part in self.parts)


def pairs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that share an event class, an actor or a word, each once."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for stem in row.meaning.stems | row.meaning.actors:
            index[stem].append(at)
    seen: set[tuple[int, int]] = set()
    for where in index.values():
        if len(where) > COMMON:
            continue
        for i, one in enumerate(where):
            for other in where[i + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def tie_denials(rows: Sequence[Row], near: Sequence[tuple[int, int]]) -> None:
    """Write into each row which other rows deny it; `near` are the `pairs` that can be set against each other."""
    turning = [row.turns for row in rows]
    for one, other in near:
        a, b = rows[one], rows[other]
        if a.party and b.party and a.party != b.party and _may_differ(a, b, turning[one] or turning[other]):
            _tie(a, b, one, other)
    _also_deny(rows)
    tied = {at for row in rows for at in row.denied}
    for at, row in enumerate(rows):
        found = None
        if row.meaning.denies and at not in tied:
            found = _likeliest(rows, at)
        if found is None and any(map(compare.points_back, row.parts)):
            found = _pointed_at(rows, at)
        if found is not None:
            rows[found].denied.append(at)
        corrected = _corrected(rows, at) if compare.points_at_number(row.meaning) else None
        if corrected is not None:
            rows[corrected].denied.append(at)
            row.denied.append(corrected)


def _also_deny(rows: Sequence[Row]) -> None:
    """Add who denies through another: the lawyer of "his client", and the officer who speaks next for a body that denies."""
    for row in rows:
        for at in list(row.denied):
            denier = rows[at]
            if not denier.turns:
                continue
            for near in (at - 1, at + 1):
                if not 0 <= near < len(rows) or near in row.denied or rows[near].party in ("", row.party):
                    continue
                other = rows[near]
                spoken = _OWN.match(denier.claim.source_text) and _overlap(other.claim, denier.claim, nested=True)
                officer = near > at and other.side and other.side == denier.side and other.party != denier.party
                officer = officer and (denier.meaning.denies or other.turns or other.meaning.points)
                if other.claim.item == denier.claim.item and (spoken or officer):
                    row.denied.append(near)


def _may_differ(a: Row, b: Row, turns: bool) -> bool:
    """Say quickly whether two claims of two parties can be set against each other at all."""
    one, other = a.meaning, b.meaning
    if len(one.stems & other.stems) < 2 and not (
        one.voice & (other.stems | other.actors) or other.voice & (one.stems | one.actors)
    ):
        short = min(len(part.stems) for row in (a, b) for part in row.parts) <= compare.SHORT
        if not short:
            return False
    differ = turns or bool(one.quantities and other.quantities) or opposed(one.classes, other.classes)
    return differ and not _overlap(a.claim, b.claim)


def _overlap(one: Claim, other: Claim, *, nested: bool = False) -> bool:
    """Say whether one claim stands inside the other, as nested speech does, and is not a denial of it (unless `nested`)."""
    if one.item != other.item or (not nested and Stance.DENIES in (one.stance, other.stance)):
        return False
    return one.content[0][0] < other.content[-1][1] and other.content[0][0] < one.content[-1][1]


def _tie(a: Row, b: Row, one: int, other: int) -> None:
    explicit = a.meaning.denies or b.meaning.denies
    if a.side and a.side == b.side and not explicit:
        return  # a government and its ministry are one side: a later word of one replaces the other's
    if a.meaning.quantities and b.meaning.quantities and _any(compare.numbers_differ, a, b):
        if not (_later(b, a) and _any(compare.toll_rose, b, a)) and not (
            _later(a, b) and _any(compare.toll_rose, a, b)
        ):
            a.denied.append(other)
            b.denied.append(one)
    elif explicit:
        if _denies(b, a):
            a.denied.append(other)
        elif _denies(a, b):
            b.denied.append(one)
    elif _denies(b, a) or _denies(a, b):
        a.denied.append(other)  # two plain statements that exclude each other: each is disputed
        b.denied.append(one)


def _later(late: Row, early: Row) -> bool:
    """Say whether one claim stands in a later item than the other."""
    if late.claim.item == early.claim.item:
        return False
    return late.number > early.number if not (late.time and early.time) else late.time > early.time


def replaces(late: Row, early: Row) -> bool:
    """Say whether a later claim of one party or side replaces an earlier one: another number, or the opposite."""
    if not _later(late, early):
        return False
    return any(
        compare.numbers_differ(new, old) or compare.number_rose(new, old) or compare.denies(new, old)
        for new in late.parts
        for old in early.parts
    )


def _any(test: Callable[[Meaning, Meaning], bool], a: Row, b: Row) -> bool:
    return any(test(one, other) for one in a.parts for other in b.parts)


def _denies(a: Row, b: Row) -> bool:
    """Say whether some part of one claim denies some part of the other."""
    for one in a.parts:
        for other in b.parts:
            turns = one.denies or one.negative or one.refused or opposed(one.classes, other.classes)
            if turns and compare.denies(one, other):
                return True
    return False


def _likeliest(rows: Sequence[Row], at: int) -> int | None:
    """Return the statement of another party that an explicit denial in other words means: the one most like it."""
    best, most = None, compare.BEST
    for k, row in enumerate(rows):
        if row.party != rows[at].party and row.party and not _overlap(row.claim, rows[at].claim):
            alike = max(compare.likeness(rows[at].meaning, part) for part in row.parts)
            if alike >= most and not (best is not None and alike == most):
                best, most = k, alike
    return best


def _pointed_at(rows: Sequence[Row], at: int) -> int | None:
    """Return the statement that "rejected the accusation" means: the nearest about the one who rejects."""
    denier = rows[at]
    about, before, worded, shared = None, None, None, None
    most = 0
    said = frozenset(stem for part in denier.parts for stem in part.stems - part.classes)
    for k in range(at - 1, -1, -1):
        row = rows[k]
        if row.party == denier.party or row.meaning.vague or row.meaning.denies or row.meaning.open:
            continue
        if about is None and denier.meaning.voice & (row.meaning.actors | row.meaning.stems):
            about = k
        if before is None and row.claim.item == denier.claim.item:
            before = k
        if row.party and not denier.meaning.denies and len(said & row.meaning.stems) > most:
            shared, most = k, len(said & row.meaning.stems)
        if worded is None and _same_word(denier.claim.content_text, row.claim.cue_text):
            worded = k
    # A bare "that" is what was said last; "the accusation" may stand further up, or in other copy.
    bare = denier.claim.content_text.strip(" ,.").lower() in BARE
    order = (before, about, worded) if bare else (shared, about, before, worded)
    return next((each for each in order if each is not None), None)


def _corrected(rows: Sequence[Row], at: int) -> int | None:
    """Return the statement that "the real figure is above 200" corrects: the nearest one before it with a count."""
    for k in range(at - 1, -1, -1):
        other = rows[k]
        apart = other.party and rows[at].party and other.party != rows[at].party
        if apart and not other.meaning.denies and compare.other_count(rows[at].meaning, other.meaning):
            return k
    return None


def _same_word(content: str, cue: str) -> bool:
    """Say whether "the report" points at what was "reported", "the accusation" at what was "accused"."""
    starts = {word[:5] for word in content.lower().split() if len(word) > 4}
    return any(word[:5] in starts for word in cue.lower().split() if len(word) > 4)
