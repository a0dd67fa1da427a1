"""Fit the weights of the join on labelled streams, and print them for core/matching/weights.py.

    python benchmarks/train_matching.py ARTICLES.jsonl.gz HEADLINES.jsonl.gz

Each line is {"id", "timestamp", "title", "text", "language", "story"}. The stream runs with the true stories; each
candidate that the matcher would look at is one example: same story or not. Logistic regression by gradient descent,
from zero, without chance: the same data gives the same weights.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from wiredesk.core.matching.documents import Document
from wiredesk.core.matching.matcher import Matcher

ROUNDS = 400
RATE = 2.0
RIDGE = 1e-4


class Watched(Matcher):
    """A matcher that hands out the features of its candidates."""

    def examples(self, document: Document) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield (story, features) for each candidate."""
        reading = self._read(document)
        vector = self._vector(reading.words)
        for story, nearest in self._candidates(vector, document.time):
            yield story.key, self._features(reading, vector, story, nearest)


def documents(path: str) -> Iterator[tuple[Document, str]]:
    """Yield documents with their true story."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            stamp = row["timestamp"]
            time = datetime.fromisoformat(stamp) if isinstance(stamp, str) else datetime.fromtimestamp(stamp, UTC)
            time = time if time.tzinfo else time.replace(tzinfo=UTC)
            language = (row["language"] or "en")[:2]
            yield Document(row["id"], time, row["title"], row.get("text") or "", language), row["story"]


def examples(path: str) -> tuple[list[str], list[tuple[list[float], int, float]]]:
    """Return names of the features and (values, label, weight) of all candidates.

    A document's candidates weigh one together, so that large stories do not outvote small ones.
    """
    matcher = Watched()
    names: list[str] = []
    rows = []
    for document, story in documents(path):
        seen = list(matcher.examples(document))
        for key, values in seen:
            names = names or list(values)
            rows.append(([values[name] for name in names], int(key == story), 1.0))
        matcher.place(document, story, document.id)
    return names, rows


def fit(names: list[str], rows: list[tuple[list[float], int, float]]) -> dict[str, float]:
    """Return the weights."""
    size = len(names)
    weights, bias = [0.0] * size, 0.0
    total = sum(weight for _, _, weight in rows)
    for _ in range(ROUNDS):
        slope, slope_bias = [RIDGE * w for w in weights], 0.0
        for values, label, weight in rows:
            z = bias + sum(w * v for w, v in zip(weights, values, strict=True))
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - label) * weight / total
            slope_bias += error
            for i in range(size):
                slope[i] += error * values[i]
        weights = [w - RATE * s for w, s in zip(weights, slope, strict=True)]
        bias -= RATE * slope_bias
    return {"bias": round(bias, 3)} | {name: round(w, 3) for name, w in zip(names, weights, strict=True)}


if __name__ == "__main__":
    for label, path in zip(("ARTICLE", "HEADLINE"), sys.argv[1:3], strict=True):
        names, rows = examples(path)
        positive = sum(row[1] for row in rows)
        print(f"# {len(rows)} candidates, {positive} of the same story")
        print(f"{label} = {json.dumps(fit(names, rows))}")
