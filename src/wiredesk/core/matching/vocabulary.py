"""How often words stand in the news: counted in the stream, begun from a table where a language has one.

A stem's number is a hash of it and its language, so that nothing has to be remembered for a number to stay the same:
of 400,000 stems about twenty share their number with another.

An item counts less for a word the more items of its own story have said it already: one part in n + 1. Forty reports
of one crash make "crash" hardly more common than four do, and it is the word that tells them from all other news.
Words that come in bursts are told apart by their documents in the same way by K. Church and W. Gale, "Inverse document
frequency: a measure of deviations from Poisson", 1995.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from wiredesk.core.matching.remembered import Remembered
from wiredesk.core.matching.tokens import MOST_STEMS

HALF_AFTER = 20_000  # items of a language: then all counts are halved, so that the memory does not grow for ever

Table = tuple[float, Mapping[str, float]]


@lru_cache(maxsize=1)
def background(language: str) -> Table:
    """Return how many items the table of a language counts, and in how many of them each stem stands.

    Made by `python -m wiredesk.core.matching.train`; see its model card in docs/explanation/stories.md.
    """
    if language != "en":
        return 0, {}
    lines = (
        files("wiredesk.core.matching").joinpath("data", "background_en.txt").read_text(encoding="utf-8").split("\n")
    )
    return int(lines[0]), {stem: int(count) for stem, _, count in (line.partition(" ") for line in lines[1:]) if stem}


@lru_cache(maxsize=64)
def numbers(language: str) -> Remembered[int]:
    """Return the numbers of a language's stems: 32 bits each, the same in every process."""
    seed = zlib.crc32(language.encode("utf-8", "surrogatepass"))
    return Remembered(lambda stem: zlib.crc32(stem.encode("utf-8", "surrogatepass"), seed), MOST_STEMS)


class Vocabulary:
    """The counts that make a word of one language rare or common."""

    def __init__(self, language: str, *, table: Table | None = None) -> None:
        self.language = language
        self.items, counts = background(language) if table is None else table
        self.has_background = self.items > 0
        number = numbers(language)
        self.seen: dict[int, float] = {number[stem]: float(count) for stem, count in counts.items()}

    @classmethod
    def again(
        cls, language: str, items: float, background: bool, columns: tuple[array[int], array[float]]
    ) -> Vocabulary:
        """Return a vocabulary as its `items`, `has_background` and `columns` told it."""
        made = cls(language, table=(0, {}))
        made.items, made.has_background = items, background
        made.seen = dict(zip(*columns, strict=True))
        return made

    def columns(self) -> tuple[array[int], array[float]]:
        """Return the numbers of the stems that were seen, and in how many items each."""
        return array("I", self.seen), array("d", self.seen.values())

    def __len__(self) -> int:
        """Return how many stems are known."""
        return len(self.seen)

    def add(self, stems: Iterable[int], said: Mapping[int, int], size: int) -> None:
        """Count one more item.

        Args:
            stems: The numbers of its stems.
            said: How many items of its story have each of them, those that have none left out.
            size: How many items its story has.
        """
        seen = self.seen
        for number in stems:
            part = 1.0 / (1 + said[number]) if number in said else 1.0
            seen[number] = seen[number] + part if number in seen else part
        self.items += 1.0 / (1 + size)
        if self.items > HALF_AFTER:
            self._halve()

    def shares(self, stems: Iterable[str]) -> tuple[list[int], list[float]]:
        """Return the numbers of stems, and in which share of all items each stands, this one counted, in (0, 1)."""
        seen, total = self.seen, self.items + 2
        found = list(map(numbers(self.language).__getitem__, stems))
        return found, [(seen[number] + 1 if number in seen else 1) / total for number in found]

    def _halve(self) -> None:
        """Forget slowly: what was seen once is gone, what is common stays common."""
        self.items /= 2
        self.seen = {number: count / 2 for number, count in self.seen.items() if count >= 2}
