"""A line word by word beside the passage it rests on: what pairs, what is left over, and what stands in whose place.

No parser: two words pair when they are of one class or near kin, best pairs first; a word of the line that pairs with
nothing stands in the place of the passage's own left-over word between the same neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.checks import kin, meaning
from wiredesk.core.model import Span

PAIRED = 0.65
"""How near two words must be to pair."""
NAME = 1.5
"""How much a name weighs beside another word."""
MOST_WORDS = 120
"""Of a passage, so many words are looked at: real sentences have fewer, and no text may take for ever."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning, with its place, stem and class."""

    span: Span
    raw: str
    sense: str
    surface: str
    name: bool
    before: str = ""

    @property
    def figure(self) -> bool:
        """Whether it is a number."""
        return self.raw.startswith("#")

    def like(self, other: Word) -> float:
        """Return how near the other word is, in [0, 1]; names pair with themselves only."""
        if self.raw == other.raw:
            return 1.0
        if self.sense == other.sense:
            return 0.0 if self.sense.startswith("@") and (_city(self.surface) or _city(other.surface)) else 1.0
        if (self.name and other.name) or self.figure or other.figure:
            return 0.0
        return kin.akin(self.raw, other.raw)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts side by side: for each word of the first the number of the second's, or None, and how near it is."""

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    pairs: tuple[int | None, ...]
    scores: tuple[float, ...]

    @property
    def coverage(self) -> float:
        """The part of our words that pair; names weigh half as much again."""
        weights = [NAME if word.name else 1.0 for word in self.ours]
        borne = sum(weight * score for weight, score in zip(weights, self.scores, strict=True))
        return borne / sum(weights) if weights else 0.0

    def covered_without(self, *numbers: int) -> tuple[float, int]:
        """Return the part of our other words that pair closely, and how many do."""
        out = {*numbers, *(each for number in numbers for each in self._run(number))}
        rest = [score for each, score in enumerate(self.scores) if each not in out and not self.ours[each].figure]
        close = sum(score >= kin.SAME for score in rest)
        return (close / len(rest) if rest else 0.0), close

    def _run(self, number: int) -> list[int]:
        """Return the words of one name that all pair with nothing: "Cole Whitaker" is one."""
        if not self.ours[number].name:
            return []
        found = []
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(self.ours) and self.ours[at].name and self.pairs[at] is None and abs(at - number) <= 3:
                found.append(at)
                at += step
        return found

    def instead(self, number: int) -> int | None:
        """Return which of their words, left over, stands where our word stands, or None.

        Both neighbours on their side must be there in order, or one of them right beside it.
        """
        taken = {each for each in self.pairs if each is not None}
        free = [each for each, word in enumerate(self.theirs) if each not in taken and not word.figure]
        left = self._anchor(number, -1)
        right = self._anchor(number, 1)
        best: tuple[int, int] | None = None
        for each in free:
            far = self._far(number, each, left, right)
            if far is not None and (best is None or far < best[0]):
                best = (far, each)
        return None if best is None else best[1]

    def same_before(self, number: int, place: int) -> bool:
        """Say whether the very word before ours stands before theirs: "from Makassar" and "from Kendari"."""
        first = min([number, *self._run(number)])
        there = place
        while (
            there > 0
            and self.theirs[there - 1].name
            and self.theirs[there - 1].surface.lower().startswith(self.theirs[there].before or "?")
        ):
            there -= 1
        return self.ours[first].before.replace("the", "") == self.theirs[there].before.replace("the", "")

    def apart(self, number: int) -> bool:
        """Say whether a paired word stands elsewhere on their side: beside none of its neighbours' partners."""
        here = self.pairs[number]
        beside = [anchor for step in (-1, 1) if (anchor := self._anchor(number, step)) is not None]
        return here is not None and all(abs(here - pair) > far for far, pair in beside)

    def _anchor(self, number: int, step: int) -> tuple[int, int] | None:
        """Return the nearest paired word of ours on one side: (how far, where it stands on their side)."""
        far = 1
        at = number + step
        while 0 <= at < len(self.ours) and far <= 3:
            pair = self.pairs[at]
            if pair is not None:
                return far, pair
            at += step
            far += 1
        return None

    def _far(self, number: int, each: int, left: tuple[int, int] | None, right: tuple[int, int] | None) -> int | None:
        from_left = abs(each - left[1] - left[0]) if left and each > left[1] else None
        from_right = abs(right[1] - each - right[0]) if right and each < right[1] else None
        if left and right:
            if from_left is None or from_right is None:
                return None
            return (
                from_left + from_right if min(from_left, from_right) == 0 and max(from_left, from_right) <= 3 else None
            )
        one = from_left if left else from_right
        edge = (number == 0 and each == 0) or (number == len(self.ours) - 1 and each == len(self.theirs) - 1)
        if one is None or one > 0:
            return None
        return one + (0 if edge else 1)


@lru_cache(maxsize=4_096)
def _city(word: str) -> bool:
    """Say whether a word names a place that is no country: a city is not its country."""
    return any(not place.is_country for place in text.places(word))


_TELLING = frozenset("up down before after above below more less fewer most least all both every first last".split())
"""Words that `meaning` leaves out as light, and that turn a sentence round."""
_LAST = re.compile(r"([^\W_]+)(?:['’]s)?[^\w]{0,3}$")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@lru_cache(maxsize=4_096)
def words(sentence: str) -> tuple[Word, ...]:
    """Return the words of a sentence that carry meaning."""
    found = []
    figures = {
        number.span: f"#{number.value:g}"
        for number in text.numbers(sentence)
        if number.kind not in ("date", "time", "ordinal")
    }
    telling = [(m.span(), m.group().lower()) for m in _PIECE.finditer(sentence) if m.group().lower() in _TELLING]
    content = dict(meaning.content(sentence))
    for span, sense in sorted({**dict(telling), **content, **figures}.items())[:MOST_WORDS]:
        surface = sentence[span[0] : span[1]]
        if sense.startswith("#"):
            found.append(Word(span, sense, sense, surface, False))
            continue
        name = surface[:1].isupper() and (span[0] > 0 or bool(text.countries(surface)))
        last = _LAST.search(sentence, max(0, span[0] - 30), span[0])
        raw = text.stem(surface)
        if sense[:1] != "@" and sense not in (raw, meaning.canonical(raw)):
            raw = sense.lstrip("=")  # "go on" is one word here: continue
        found.append(Word(span, raw, sense, surface, name, last[1].lower() if last else ""))
    return tuple(found)


@lru_cache(maxsize=2_048)
def align(ours: str, theirs: str) -> Alignment:
    """Return two sentences side by side."""
    here, there = words(ours), words(theirs)
    likes = [
        (score, number, each)
        for number, word in enumerate(here)
        for each, other in enumerate(there)
        if (score := word.like(other)) >= PAIRED
    ]
    close = {(number, each) for _, number, each in likes}
    ranked = sorted(likes, key=lambda like: (-_rank(like, close, len(here), len(there)), like[1], like[2]))
    pairs: list[int | None] = [None] * len(here)
    scores = [0.0] * len(here)
    taken: set[int] = set()
    for score, number, each in ranked:
        if pairs[number] is None and each not in taken:
            pairs[number], scores[number] = each, score
            taken.add(each)
    for score, number, each in ranked:  # a word that the line says twice
        if pairs[number] is None and score >= kin.SAME:
            pairs[number], scores[number] = each, score
    return Alignment(here, there, tuple(pairs), tuple(scores))


def _rank(like: tuple[float, int, int], close: set[tuple[int, int]], ours: int, theirs: int) -> float:
    score, number, each = like
    beside = sum((number + step, each + step) in close for step in (-1, 1))
    return score + 0.15 * beside - 0.05 * abs(number / max(1, ours) - each / max(1, theirs))
