"""Which items have a run of words: a table in two arrays, an eighth of what a dict of the same would take."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable

COMMON = 60  # items with one run: such a run is furniture, and finds nothing
_LEAST = 1 << 10  # places in the smallest table
_SPREAD = 0x9E3779B1  # 2^32 by the golden ratio: neighbours are spread over the table (D. Knuth, TAOCP 3, 6.4)


class Runs:
    """An open-addressed table from runs (32 bits) to numbers of items (1 and up), several to a run.

    Args:
        standing: The items that count. Those that left stay in the table until `sweep`, and count for nothing.
        columns: The table that `columns` told, instead of an empty one.
    """

    def __init__(self, standing: Container[int], columns: tuple[array[int], array[int]] | None = None) -> None:
        self._standing = standing
        self._runs, self._items = columns or _empty(_LEAST)
        self._used = sum(map(bool, self._items))

    def columns(self) -> tuple[array[int], array[int]]:
        """Return the table: runs, and the items that have them, 0 where nothing stands."""
        return self._runs, self._items

    def add(self, runs: Iterable[int], item: int) -> None:
        """Keep that an item has these runs; a run that COMMON items have already tells nothing, and is left out."""
        keys, items = self._runs, self._items
        shift, mask = _shift(len(items)), len(items) - 1
        for run in runs:
            place = (run * _SPREAD & 0xFFFFFFFF) >> shift
            known = 0
            while items[place]:
                known += keys[place] == run and items[place] in self._standing
                if known > COMMON:
                    break
                place = (place + 1) & mask
            else:
                keys[place], items[place] = run, item
                self._used += 1
        if self._used * 2 > mask:
            self._lay_out(len(items) * 2)

    def hits(self, runs: Iterable[int]) -> dict[int, int]:
        """Return the items that have any of these runs, and how many of them."""
        keys, items = self._runs, self._items
        shift, mask = _shift(len(items)), len(items) - 1
        found: dict[int, int] = {}
        for run in runs:
            place = (run * _SPREAD & 0xFFFFFFFF) >> shift
            if not items[place]:
                continue
            having = []
            while item := items[place]:
                if keys[place] == run and item in self._standing:
                    having.append(item)
                place = (place + 1) & mask
            if len(having) <= COMMON:
                for item in having:
                    found[item] = found.get(item, 0) + 1
        return found

    def sweep(self) -> None:
        """Take out the items that left."""
        left = sum(item in self._standing for item in self._items)
        places = _LEAST
        while left * 3 > places:
            places *= 2
        self._lay_out(places)

    def _lay_out(self, places: int) -> None:
        """Put what stands into a table of so many places."""
        standing = [each for each in zip(self._runs, self._items, strict=True) if each[1] in self._standing]
        keys, items = self._runs, self._items = _empty(places)
        self._used = len(standing)
        shift, mask = _shift(places), places - 1
        for run, item in standing:
            place = (run * _SPREAD & 0xFFFFFFFF) >> shift
            while items[place]:
                place = (place + 1) & mask
            keys[place], items[place] = run, item


def _empty(places: int) -> tuple[array[int], array[int]]:
    return array("I", bytes(4 * places)), array("I", bytes(4 * places))


def _shift(places: int) -> int:
    """Return by how many bits a hash of 32 is shortened to a place."""
    return 33 - places.bit_length()
