"""Scores of the attribution rules on our own marked articles, word by word: see tests/corpus/attribution/README.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from wiredesk.core import claims

CORPUS = Path(__file__).parents[2] / "corpus" / "attribution"
ROLES = {"s": "source", "c": "cue", "t": "content"}
WORD = re.compile(r"\w+|[^\w\s]")


class Marked(NamedTuple):
    """An article without its marks, and where they were: role -> spans in the text."""

    name: str
    text: str
    spans: dict[str, list[tuple[int, int]]]


class Score(NamedTuple):
    """Of the words that are marked (recall) and of those the rules mark (precision), the share that is both."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def parse(name: str, source: str) -> Marked:
    """Take the marks out of an article.

    Raises:
        ValueError: A mark is not closed.
    """
    text: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES.values()}
    stack: list[tuple[str, int]] = []
    at = length = 0
    while at < len(source):
        if opening := re.match(r"\[([sct]) ", source[at : at + 3]):
            stack.append((ROLES[opening[1]], length))
            at += 3
        elif source[at] == "]" and stack:
            role, start = stack.pop()
            spans[role].append((start, length))
            at += 1
        else:
            text.append(source[at])
            at, length = at + 1, length + 1
    if stack:
        raise ValueError(f"{name}: a mark opens and does not close")
    return Marked(name, "".join(text), spans)


def articles() -> list[Marked]:
    """Return the articles of the corpus."""
    out = []
    for path in sorted(CORPUS.glob("*.txt")):
        parts = re.split(r"^=== (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        out += [parse(name, body.strip("\n")) for name, body in zip(parts[::2], parts[1::2], strict=True)]
    return out


def score() -> dict[str, Score]:
    """Measure the rules on the corpus; role -> score."""
    count = {role: [0, 0, 0] for role in ROLES.values()}
    for article in articles():
        words = [m.span() for m in WORD.finditer(article.text)]
        found = claims.find_in_text(article.text, article.name)
        for role, (both, ours, theirs) in count.items():
            gold = _words(words, article.spans[role])
            guess = _words(words, [span for claim in found for span in getattr(claim, role)])
            count[role] = [both + len(gold & guess), ours + len(guess), theirs + len(gold)]
    return {role: Score(both / ours, both / theirs) for role, (both, ours, theirs) in count.items()}


def _words(words: list[tuple[int, int]], spans: list[tuple[int, int]]) -> set[int]:
    return {i for i, (a, b) in enumerate(words) for start, end in spans if a < end and b > start}


if __name__ == "__main__":
    for role, each in score().items():
        print(f"{role:8s} P {each.precision:.3f} R {each.recall:.3f} F {each.f:.3f}")
