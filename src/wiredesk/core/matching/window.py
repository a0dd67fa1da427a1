"""The items and stories of the last days in memory, small: arrays of numbers for each item, sums for large stories only."""

from __future__ import annotations

import heapq
import math
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

INDEXED = 18  # heaviest terms of an item by which it is found
LATEST = 300  # newest items behind one term that are looked at
MOST_LOOKS = 2_000  # entries looked at for one item, rarest terms first
SWEEP = 2_000  # forgotten items after which the lists are cleaned of them; in a large window, a quarter of it
SUMMED = 8  # items that are put into a story's sums together
SUMMED_TERMS = 600  # terms of a large story that are kept, its heaviest


@dataclass(slots=True, eq=False)
class Held:
    """An item in the window. Its terms fall in weight; the weights together are of length 1. `story` "" is forgotten."""

    key: str
    number: int  # counted from 1 as items come; no two have one
    time: float  # days
    terms: array[int]
    weights: array[float]
    marks: array[int]  # the title's terms, and behind them the numbers'
    titled: int  # how many of `marks` are the title's
    sketch: array[int]
    digest: int
    language: str
    agency: str
    guid: str
    story: str = ""
    origin: str = ""

    @property
    def title(self) -> array[int]:
        """The title's terms."""
        return self.marks[: self.titled]

    @property
    def numbers(self) -> array[int]:
        """The terms that are numbers."""
        return self.marks[self.titled :]


@dataclass(slots=True)
class Sums:
    """What a large story's items say together: for each of its heaviest terms the weight, and how many items have it."""

    terms: array[int]
    weights: array[float]
    counts: array[int]

    @classmethod
    def of(cls, items: list[Held], before: Sums | None) -> Sums:
        """Return the sums of some items and those before them."""
        weight, count = {}, {}
        if before is not None:
            weight = dict(zip(before.terms, before.weights, strict=True))
            count = dict(zip(before.terms, before.counts, strict=True))
        for item in items:
            for term, value in zip(item.terms, item.weights, strict=True):
                weight[term] = weight.get(term, 0.0) + value
                count[term] = count.get(term, 0) + 1
        terms = weight if len(weight) <= SUMMED_TERMS else heapq.nlargest(SUMMED_TERMS, weight, key=weight.__getitem__)
        return cls(
            array("I", terms), array("d", [weight[term] for term in terms]), array("I", [count[term] for term in terms])
        )


@dataclass(slots=True, eq=False)
class Open:
    """A story in the window. `square` is the squared length of the sum of its items' weights."""

    key: str
    first: float
    last: float
    items: list[Held] = field(default_factory=list)
    square: float = 0.0
    sums: Sums | None = None
    summed: int = 0  # items whose terms are in the sums; the others speak for themselves

    def add(self, item: Held) -> dict[int, int]:
        """Take an item in; returns how many of those before it had each of its terms."""
        own = dict(zip(item.terms, item.weights, strict=True))
        product, said = self.against(own)
        self.square += sum([value * value for value in item.weights]) + 2.0 * product
        self.first, self.last = min(self.first, item.time), max(self.last, item.time)
        self.items.append(item)
        self.fold()
        return said

    def fold(self) -> None:
        """Put the items that speak for themselves into the sums, as soon as they are many."""
        while len(self.items) - self.summed > SUMMED:
            self.sums = Sums.of(self.items[self.summed : self.summed + SUMMED], self.sums)
            self.summed += SUMMED

    def against(self, vector: dict[int, float]) -> tuple[float, dict[int, int]]:
        """Return the product of a vector with the sum of the items, and how many items have each of its terms."""
        total, counts = 0.0, dict[int, int]()
        if self.sums is not None:
            together = zip(self.sums.terms, self.sums.weights, self.sums.counts, strict=True)
            for term, value, count in [each for each in together if each[0] in vector]:
                total += vector[term] * value
                counts[term] = count
        for item in self.items[self.summed :]:
            for term, value in [pair for pair in zip(item.terms, item.weights, strict=True) if pair[0] in vector]:
                total += vector[term] * value
                counts[term] = counts.get(term, 0) + 1
        return total, counts

    def length(self) -> float:
        """Return the length of the sum of the items' weights."""
        return math.sqrt(self.square) if self.square > 0 else 1.0


def dot(vector: dict[int, float], item: Held) -> float:
    """Return the product of a vector with an item's weights: their cosine, when both are of length 1."""
    return sum([vector[term] * value for term, value in zip(item.terms, item.weights, strict=True) if term in vector])


class Window:
    """Items, found by their heaviest terms, and stories, in the order of their growth."""

    def __init__(self) -> None:
        self.items: dict[str, Held] = {}
        self.stories: OrderedDict[str, Open] = OrderedDict()
        self._behind: dict[int, Held | list[Held]] = {}
        self._gone = 0

    def add(self, item: Held, story: str) -> dict[int, int]:
        """Keep an item in its story; returns how many of the story's items had each of its terms."""
        self.index(item)
        return self._join(item, story)

    def index(self, item: Held) -> None:
        """Make an item known by its key and its heaviest terms."""
        self.items[item.key] = item
        known = self._behind
        for term in item.terms[:INDEXED]:
            behind = known.get(term)
            if behind is None:
                known[term] = item
            elif isinstance(behind, Held):
                known[term] = [behind, item]
            else:
                behind.append(item)
                if len(behind) > 2 * LATEST:
                    del behind[:LATEST]

    def _join(self, item: Held, story: str) -> dict[int, int]:
        held = self.stories.get(story)
        if held is None:
            held = self.stories[story] = Open(story, item.time, item.time)
        item.story = held.key
        self.stories.move_to_end(story)
        return held.add(item)

    def move(self, key: str, story: str) -> None:
        """Put an item into another story; one that is not held is passed over."""
        item = self.items.get(key)
        if item is None or item.story == story:
            return
        left = self.stories.pop(item.story)
        staying = [each for each in left.items if each is not item]
        if staying:
            # What the story knows is read anew from those that stay.
            renewed = self.stories[left.key] = Open(left.key, staying[0].time, staying[0].time)
            for each in staying:
                renewed.add(each)
        self._join(item, story)

    def merge(self, story: str, into: str) -> None:
        """Put all items of a story into another."""
        held = self.stories.pop(story, None) if story != into else None
        for item in held.items if held is not None else ():
            self._join(item, into)

    def like(self, vector: dict[int, float], most: int) -> list[Held]:
        """Return the items that share the heaviest terms of a vector (whose terms fall in weight), most alike first."""
        scores: dict[Held, float] = {}
        looks = 0
        for place, (term, value) in enumerate(vector.items()):
            if place >= INDEXED or looks >= MOST_LOOKS:
                break
            behind = self._behind.get(term)
            if behind is None:
                continue
            square = value * value
            latest = [behind] if isinstance(behind, Held) else behind[-LATEST:]
            for item in latest:
                scores[item] = scores[item] + square if item in scores else square
            looks += len(latest)
        # Sorting is stable: items that score alike stay in the order in which they were found.
        found = sorted(scores, key=scores.__getitem__, reverse=True)
        return [item for item in found[: most * 2] if item.story][:most]

    def forget_before(self, time: float) -> Iterator[Held]:
        """Let go of the stories whose last item is older, and yield their items."""
        while self.stories:
            oldest = next(iter(self.stories.values()))
            if oldest.last >= time:
                return
            del self.stories[oldest.key]
            for item in oldest.items:
                del self.items[item.key]
                item.story = ""
                self._gone += 1
                yield item

    def sweep(self) -> bool:
        """Take out of the lists what left, when it is much; done for many at once, since each list is read whole."""
        if self._gone < max(SWEEP, len(self.items) // 4):
            return False
        self._gone = 0
        for term, behind in list(self._behind.items()):
            kept = [item for item in (behind if isinstance(behind, list) else [behind]) if item.story]
            if len(kept) > 1:
                self._behind[term] = kept
            elif kept:
                self._behind[term] = kept[0]
            else:
                del self._behind[term]
        return True
