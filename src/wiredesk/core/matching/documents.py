"""What comes into matching, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """An item as it comes: `time` is aware, `text` may be empty, `id` is unique in the stream."""

    id: str
    time: datetime
    title: str
    text: str
    language: str = "en"
    guid: str = ""
    agency: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an item belongs. `story` is None for a new story; `origin` is its own id where it copies nothing.

    `score` is how sure the join is, in [0, 1]; `why` says it in words; `features` are the values that were weighed,
    kept with the join so that editors' later splits and merges can be learned from.
    """

    story: str | None
    duplicate_of: str | None
    origin: str
    score: float
    why: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
