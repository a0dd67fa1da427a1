"""What was worked out once for a word and is asked for again: quick, and never larger than it was told to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer", str, int)


class Remembered(dict[str, Answer]):
    """Answers to words, kept in two generations: when the young one is full it becomes the old one, and the oldest go.

    Asked by `map(self.__getitem__, words)`, which is how fast this must be: what is known never leaves the dict's own code.

    Args:
        answer: Works out what is not remembered.
        most: Answers in one generation.
    """

    def __init__(self, answer: Callable[[str], Answer], most: int) -> None:
        super().__init__()
        self._answer: Callable[[str], Answer] = answer
        self._most = most
        self._old: dict[str, Answer] = {}

    def __missing__(self, word: str) -> Answer:
        found = self._old.get(word)
        if found is None:
            found = self._answer(word)
        if len(self) >= self._most:
            self._old = dict(self)
            self.clear()
        self[word] = found
        return found
