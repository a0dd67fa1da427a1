"""Same text? Copies and light rewrites, by digest and by sampled runs of words, measured by containment.

Runs of words and their containment: A. Broder, "On the resemblance and containment of documents", 1997. The choice of
runs by a word of their own, so that two texts choose alike, follows N. Heintze, "Scalable document fingerprinting", 1996.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from wiredesk.core.matching.reading import Reading
from wiredesk.core.matching.runs import Runs
from wiredesk.core.matching.window import Held

SAME = 0.5  # share of the shorter text; swept 0.3 to 0.7 by benchmarks/near_duplicates.py
NEW_WORDS = 0.3  # share of the later text that must be reused: an alert in a long report makes no copy of the report
FEWEST = 4  # runs in common or in the shorter text: fewer tell too little
FOUND_BY = 24  # runs by which a text is found
LOOKED_AT = 6  # texts compared in full


class Reuse(NamedTuple):
    """An earlier item whose words stand again in a later one."""

    key: str
    of_shorter: float  # share of the shorter text's runs that both have
    of_later: float  # share of the later text's runs that the earlier one has

    @property
    def copied(self) -> bool:
        """Whether the later text is a copy or a light rewrite, not a longer report that takes an alert in."""
        return self.of_later >= NEW_WORDS


class Texts:
    """The texts of the window, found by digest and by runs of words."""

    def __init__(self) -> None:
        self._held: dict[int, Held] = {}
        self.runs = Runs(self._held)
        self._by_digest: dict[int, Held] = {}

    def add(self, item: Held) -> None:
        """Keep a text for those that come after it."""
        self.know(item)
        self.runs.add(_found_by(item), item.number)

    def know(self, item: Held) -> None:
        """Make a text known whose runs are in the table."""
        self._held[item.number] = item
        if item.digest:
            self._by_digest.setdefault(item.digest, item)
        if item.digest:
            self._by_digest.setdefault(item.digest, item)

    def again(self, columns: tuple[array[int], array[int]]) -> None:
        """Take the table of runs that another process kept; for `snapshot.load` only."""
        self.runs = Runs(self._held, columns)

    def drop(self, item: Held) -> None:
        """Forget a text that left the window; what it was found by goes with the next `sweep`."""
        self._held.pop(item.number, None)
        if self._by_digest.get(item.digest) is item:
            del self._by_digest[item.digest]

    def sweep(self) -> None:
        """Forget the runs of texts that left."""
        self.runs.sweep()

    def reused(self, reading: Reading) -> Reuse | None:
        """Return the earlier text of which this one has most: itself again, a rewrite, or a part."""
        exact = self._by_digest.get(reading.digest) if reading.digest else None
        if exact is not None:
            return Reuse(exact.key, 1.0, 1.0)
        sketch = reading.sketch
        if len(sketch) < FEWEST:
            return None
        held = self._held
        hits = [(held[number], count) for number, count in self.runs.hits(sketch).items()]
        # Of two that share as much, the earlier one; a sketch has no order, so the key decides in the end.
        likely = sorted(hits, key=lambda hit: (-hit[1], hit[0].time, hit[0].key))[:LOOKED_AT]
        best: Reuse | None = None
        for item, _ in likely:
            found = _compare(sketch, item)
            # The one that holds most of this text: a brief made of both says less about where the words come from.
            if found is not None and (best is None or found[2:0:-1] > best[2:0:-1]):
                best = found
        return best


def _found_by(item: Held) -> list[int]:
    """Return the runs by which a text is found: those that every sketch has, first; evenly from all of the text."""
    anchored = [run for run in item.sketch if not run & 3]
    others = [run for run in item.sketch if run & 3]
    step = max(1, len(anchored) // FOUND_BY)
    return (anchored[::step] + others)[:FOUND_BY]


def _compare(sketch: frozenset[int], item: Held) -> Reuse | None:
    """Compare two sketches by the runs that both would have kept."""
    theirs = item.sketch
    if any(run & 3 for run in sketch) and any(run & 3 for run in theirs):
        ours = len(sketch)
        shared, size = sum(run in sketch for run in theirs), len(theirs)
    else:
        ours = sum(not run & 3 for run in sketch)
        mine = [run for run in theirs if not run & 3]
        shared, size = sum(run in sketch for run in mine), len(mine)
    shorter = min(ours, size)
    if shorter < FEWEST or shared < SAME * shorter or shared < FEWEST:
        return None
    return Reuse(item.key, min(1.0, shared / shorter), min(1.0, shared / ours))
