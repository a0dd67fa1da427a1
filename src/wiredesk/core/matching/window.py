"""The items and stories of the last days in memory, small: arrays of numbers for each item, sums for large stories only."""

from __future__ import annotations

import math
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

INDEXED = 18  # heaviest terms of an item by which it is found
LATEST = 300  # newest items behind one term that are looked at
MOST_LOOKS = 2_000  # entries looked at for one item, rarest terms first
SWEEP = 4_000  # forgotten items after which the lists are cleaned of them
SUMMED = 8  # items: a larger story is known by its sums, a smaller one by its items


@dataclass(slots=True, eq=False)
class Held:
    """An item in the window. Its terms fall in weight; the weights together are of length 1. `story` "" is forgotten."""

    key: str
    time: float  # days
    terms: array[int]
    weights: array[float]
    title: array[int]
    names: array[int]
    numbers: array[int]
    sketch: array[int]
    digest: str
    agency: str
    guid: str
    story: str = ""
    origin: str = ""


@dataclass(slots=True)
class Sums:
    """What a large story's items say together: weight and number of items for each term."""

    weight: dict[int, float] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, items: list[Held]) -> Sums | None:
        """Return the sums of a large story; None for one that is known by its items."""
        if len(items) <= SUMMED:
            return None
        sums = cls()
        for item in items:
            sums.add(item)
        return sums

    def add(self, item: Held) -> None:
        """Add one item."""
        weight, count = self.weight, self.count
        for term, value in zip(item.terms, item.weights, strict=True):
            weight[term] = weight.get(term, 0.0) + value
            count[term] = count.get(term, 0) + 1


@dataclass(slots=True, eq=False)
class Open:
    """A story in the window. `square` is the squared length of the sum of its items' weights."""

    key: str
    first: float
    last: float
    items: list[Held] = field(default_factory=list)
    square: float = 0.0
    sums: Sums | None = None

    def add(self, item: Held) -> None:
        """Take an item in."""
        own = dict(zip(item.terms, item.weights, strict=True))
        self.square += sum(value * value for value in own.values()) + 2.0 * self.against(own)[0]
        self.first, self.last = min(self.first, item.time), max(self.last, item.time)
        self.items.append(item)
        if self.sums is not None:
            self.sums.add(item)
        else:
            self.sums = Sums.of(self.items)

    def against(self, vector: dict[int, float]) -> tuple[float, dict[int, int]]:
        """Return the product of a vector with the sum of the items, and how many items have each of its terms."""
        if self.sums is not None:
            weight, count = self.sums.weight, self.sums.count
            shared = [term for term in vector if term in weight]
            return sum([vector[term] * weight[term] for term in shared]), {term: count[term] for term in shared}
        total, counts = 0.0, dict[int, int]()
        for item in self.items:
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
        self._behind: defaultdict[int, list[Held]] = defaultdict(list)
        self._gone = 0

    def add(self, item: Held, story: str) -> None:
        """Keep an item in its story."""
        self.index(item)
        self._join(item, story)

    def index(self, item: Held) -> None:
        """Make an item known by its key and its heaviest terms."""
        self.items[item.key] = item
        for term in item.terms[:INDEXED]:
            self._behind[term].append(item)

    def _join(self, item: Held, story: str) -> None:
        item.story = story
        held = self.stories.get(story)
        if held is None:
            held = self.stories[story] = Open(story, item.time, item.time)
        self.stories.move_to_end(story)
        held.add(item)

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
            if behind:
                square = value * value
                for item in behind[-LATEST:]:
                    scores[item] = scores.get(item, 0.0) + square
                looks += min(len(behind), LATEST)
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
            if self._gone >= SWEEP:
                self._sweep()

    def _sweep(self) -> None:
        """Take out of the lists what left; done for many at once, since each list is read whole."""
        self._gone = 0
        for term in list(self._behind):
            kept = [item for item in self._behind[term] if item.story]
            if kept:
                self._behind[term] = kept
            else:
                del self._behind[term]
