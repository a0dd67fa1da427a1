"""What keeps a model from costing too much, in money, in tokens and in waiting."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from wiredesk.core.drafting import Answer
from wiredesk.core.errors import NotAllowed

IN_A_ROW = 3
"""Failures after which a model is left alone."""

REST, LONGEST_REST = 30.0, 900.0
"""Seconds: the first rest, doubled each time up to the longest."""

MOST_KEPT = 2000
"""Answers on disk; the oldest go first."""


@dataclass
class Budget:
    """Limits of one story and of the day.

    Args:
        price: Dollars for a million tokens (in, out); 0 where it is not known, and then only tokens count.
        story: Millionths of a dollar for one story.
        day: Millionths of a dollar for a day.
        day_tokens: Tokens for a day.
        spent: Of today, before: (tokens, millionths of a dollar).
    """

    price: tuple[float, float] = (0.0, 0.0)
    story: int = 100_000
    day: int = 5_000_000
    day_tokens: int = 2_000_000
    spent: tuple[int, int] = (0, 0)
    _story: int = 0

    def cost(self, taken: int, out: int) -> int:
        """Return what tokens cost, in millionths of a dollar."""
        return round(taken * self.price[0] + out * self.price[1])

    def check(self, name: str, taken: int, out: int) -> None:
        """Refuse a question that might cost more than is left.

        Raises:
            NotAllowed: It might.
        """
        most = self.cost(taken, out)
        if self._story + most > self.story:
            raise NotAllowed(name, "was not asked: the story might cost more than it may")
        if self.spent[1] + most > self.day or self.spent[0] + taken + out > self.day_tokens:
            raise NotAllowed(name, "was not asked: what may be spent today is spent")

    def spend(self, tokens: int, cost: int) -> None:
        """Count an answer."""
        self._story += cost
        self.spent = (self.spent[0] + tokens, self.spent[1] + cost)

    def new_story(self, spent: tuple[int, int]) -> None:
        """Begin a story; `spent` is what the day has cost until now."""
        self._story, self.spent = 0, spent


class Breaker:
    """Leaves a model alone for a while after failures in a row, so that stories do not wait for it one by one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0

    def check(self, name: str) -> None:
        """Refuse while the model rests.

        Raises:
            NotAllowed: It does.
        """
        if self._clock() < self._until:
            raise NotAllowed(name, f"was not asked: it failed {self._failures} times in a row and is left alone")

    def failed(self) -> None:
        """Count a failure."""
        self._failures += 1
        if self._failures >= IN_A_ROW:
            self._until = self._clock() + min(LONGEST_REST, REST * 2.0 ** (self._failures - IN_A_ROW))

    def worked(self) -> None:
        """Forget the failures."""
        self._failures, self._until = 0, 0.0


class Answers:
    """Answers by digest of all that decides them, in files that are whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"

    def get(self, key: str) -> Answer | None:
        """Return a kept answer, which costs nothing; None where there is none that can be read."""
        try:
            kept = json.loads(self._path(key).read_text("utf-8"))
            return Answer(**{**kept, "tokens": 0, "cost": 0})
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer; a disk that is full keeps none, and nobody waits for it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(answer), file)
            os.replace(name, self._path(key))
            for old in sorted(self._folder.glob("*.json"), key=lambda each: each.stat().st_mtime)[:-MOST_KEPT]:
                old.unlink(missing_ok=True)
        except OSError:
            return
