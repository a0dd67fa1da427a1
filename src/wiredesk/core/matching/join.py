"""Same event? What an item and a story have in common, weighed by a logistic regression."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from wiredesk.core.matching.reading import Reading
from wiredesk.core.matching.vocabulary import Vocabulary
from wiredesk.core.matching.window import Held, Open

FEATURES = (
    "centre", "nearest", "second", "centre_by_size", "size", "likely", "vote", "length", "days", "single", "title",
    "numbers", "margin", "crowd",
)  # fmt: skip
UNSAID = 0.2  # weight of the background when a story's words are weighed: a story may yet say what it has not said
VOTERS = 10  # nearest items that vote
FAR = 4.0  # days
CROWDED = (1.3, 3.3)  # 20 items to 2,000, as powers of ten: about what the streams that teach have
ALONE = 0.13  # a cosine: where no other story comes near, as in a young stream, an item is not near to one for that
_LEAST = 1e-4  # what a term tells that stands in every item


@dataclass(slots=True)
class Asked:
    """An item that looks for its story, in numbers of its language's vocabulary."""

    reading: Reading
    vector: dict[int, float]  # falls in weight, of length 1
    idf: dict[int, float]  # how much a term tells, in nats: the logarithm of how few items have it
    total: float  # of them all
    share: dict[int, float]  # of all items in which the term stands
    title: frozenset[int]
    numbers: frozenset[int]
    kind: str  # which calibration
    number: Mapping[str, int]  # of each stem

    def number_of(self, stem: str) -> int:
        """Return the number of one of its stems."""
        return self.number[stem]


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """Return the calibrations we ship, by kind: article, headline, headline in a language without a background table."""
    source = files("wiredesk.core.matching").joinpath("data", "weights.json").read_text(encoding="utf-8")
    read: dict[str, dict[str, float]] = json.loads(source)["weights"]
    return read


def ask(reading: Reading, words: Vocabulary) -> Asked:
    """Return an item as numbers of its language's vocabulary."""
    terms, parts = words.shares(reading.words)
    tells = [_LEAST - math.log(part) for part in parts]
    idf = dict(zip(terms, tells, strict=True))
    number = dict(zip(reading.words, terms, strict=True))
    raw = {
        term: tell if count == 1 else (1.0 + math.log(count)) * tell
        for term, tell, count in zip(terms, tells, reading.words.values(), strict=True)
    }
    size = math.sqrt(sum([value * value for value in raw.values()])) or 1.0
    return Asked(
        reading=reading,
        vector={term: raw[term] / size for term in sorted(raw, key=raw.__getitem__, reverse=True)},
        idf=idf,
        total=sum(idf.values()) or 1.0,
        share=dict(zip(terms, parts, strict=True)),
        title=frozenset(number[stem] for stem in reading.title),
        numbers=frozenset(number[stem] for stem in reading.numbers),
        kind="article" if not reading.short else "headline" if words.has_background else "headline_bare",
        number=number,
    )


class Field(NamedTuple):
    """What a story stands among."""

    vote: float  # its share of the cosines of the nearest items of all stories
    other: float  # the best cosine of an item of another story; 0 where there is none
    crowd: float  # how many items of the language are open, as a power of ten, within CROWDED


def features(
    asked: Asked, story: Open, near: Sequence[tuple[float, Held]], field: Field, time: float
) -> dict[str, float]:
    """Return what an item and a story have in common.

    Args:
        asked: The item.
        story: An open story.
        near: The story's items that are most alike, best first, with their cosines; at least one.
        field: What the story stands among.
        time: The item's, in days.

    Returns:
        A value for each of FEATURES; shares lie in [0, 1], `likely` about in [-1, 1], `days` in [0, 4].
    """
    idf, share = asked.idf, asked.share
    product, counts = story.against(asked.vector)
    size = len(story.items)
    centre = product / story.length()
    bare = math.log(UNSAID)
    told = bare * (len(idf) - len(counts))
    said = (1 - UNSAID) / (size + 0.5)
    told += sum([math.log(said * count / share[term] + UNSAID) for term, count in counts.items()])
    nearest = near[0][1]
    beside = [item for _, item in near[:3]]
    return {
        "centre": centre,
        "nearest": near[0][0],
        "second": near[1][0] if len(near) > 1 else 0.0,
        "centre_by_size": centre * math.log(size),
        "size": math.log(size),
        "likely": told / asked.total,
        "vote": field.vote,
        "length": min(len(idf), 12) / 10,
        # To the nearest items, not to the story's last: a story that never rests would be near to everything.
        "days": min(FAR, sum(abs(time - item.time) for item in beside) / len(beside)),
        "single": 1.0 if size == 1 else 0.0,
        "title": _overlap(asked.title, nearest.title, idf),
        "numbers": min(2, len(asked.numbers.intersection(*_joined(beside)))) / 2 if asked.numbers else 0.0,
        "crowd": field.crowd,
        "margin": near[0][0] - max(ALONE, field.other),
    }


def _joined(items: Sequence[Held]) -> list[set[int]]:
    return [{number for item in items for number in item.numbers}]


def _overlap(ours: frozenset[int], theirs: Sequence[int], idf: Mapping[int, float]) -> float:
    """Return the shared weight of two titles; what only the other has weighs as much as a middling word of ours."""
    if not ours or not theirs:
        return 0.0
    both = sum(idf[term] for term in theirs if term in ours)
    own = sum(idf[term] for term in ours)
    other = sum(term not in ours for term in theirs) * own / len(ours)
    return both / (own + other)


def score(values: Mapping[str, float], kind: Mapping[str, float]) -> float:
    """Return how sure it is that the item belongs to the story, in [0, 1]."""
    summed = kind["bias"] + sum(weight * values[name] for name, weight in kind.items() if name != "bias")
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, summed))))
