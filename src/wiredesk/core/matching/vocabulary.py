"""How often words stand in the news: counted in the stream, begun from a table where a language has one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

HALF_AFTER = 20_000  # items of a language: then all counts are halved, so that the memory does not grow for ever


@lru_cache(maxsize=1)
def background(language: str) -> tuple[int, dict[str, int]]:
    """Return how many items the table of a language counts, and in how many of them each stem stands.

    Made by `python -m wiredesk.core.matching.train`; see its model card in docs/explanation/stories.md.
    """
    if language != "en":
        return 0, {}
    lines = (
        files("wiredesk.core.matching").joinpath("data", "background_en.txt").read_text(encoding="utf-8").split("\n")
    )
    return int(lines[0]), {stem: int(count) for stem, _, count in (line.partition(" ") for line in lines[1:]) if stem}


class Vocabulary:
    """Numbers for the stems of one language, with the counts that make a word rare or common."""

    def __init__(
        self, language: str, numbers: Iterable[int], *, table: tuple[int, dict[str, int]] | None = None
    ) -> None:
        self.items, counts = background(language) if table is None else table
        self.has_background = self.items > 0
        self.numbers = iter(numbers)
        self._known: dict[str, int] = {}
        self.seen: dict[int, float] = {}
        for stem, count in counts.items():
            self.seen[self.number(stem)] = count

    @classmethod
    def again(
        cls,
        language: str,
        numbers: Iterable[int],
        items: int,
        background: bool,
        stems: Iterable[tuple[str, int, float]],
    ) -> Vocabulary:
        """Return a vocabulary as `known` told it."""
        made = cls(language, numbers, table=(0, {}))
        made.items, made.has_background = items, background
        for stem, number, seen in stems:
            made._known[stem] = number
            if seen:
                made.seen[number] = seen
        return made

    def known(self) -> list[list[tuple[str, int, float]]]:
        """Return the stems with their numbers, and in how many items each was seen; one list, for `again`."""
        return [[(stem, number, self.seen.get(number, 0)) for stem, number in self._known.items()]]

    def __len__(self) -> int:
        """Return how many stems are known."""
        return len(self._known)

    def number(self, stem: str) -> int:
        """Return a stem's number, the same for as long as the stem is known; no number is used twice."""
        known = self._known.get(stem)
        if known is None:
            known = self._known[stem] = next(self.numbers)
        return known

    def add(self, numbers: Iterable[int]) -> None:
        """Count one more item with these stems."""
        self.items += 1
        seen = self.seen
        for number in numbers:
            seen[number] = seen.get(number, 0) + 1
        if self.items > HALF_AFTER:
            self._halve()

    def shares(self, stems: Iterable[str]) -> dict[str, tuple[int, float]]:
        """Return for each stem its number and in which share of all items it stands, this one counted, in (0, 1)."""
        seen, total, known = self.seen, self.items + 2, self._known
        found = {}
        for stem in stems:
            number = known.get(stem)
            if number is None:
                number = known[stem] = next(self.numbers)
            found[stem] = number, (seen.get(number, 0) + 1) / total
        return found

    def _halve(self) -> None:
        """Forget slowly: what was seen once is gone, what is common stays common."""
        self.items //= 2
        self.seen = {number: count / 2 for number, count in self.seen.items() if count >= 2}
        self._known = {stem: number for stem, number in self._known.items() if number in self.seen}
