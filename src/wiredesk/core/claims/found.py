"""An attribution as token ranges, before it becomes a Claim."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.core.claims.sources import Range
from wiredesk.core.model import Stance


@dataclass(slots=True)
class Found:
    """An attribution as token ranges, before it becomes a Claim."""

    cue: list[Range]
    source: list[Range]
    content: list[Range]
    lemma: str
    stance: Stance
    frame: str = "s"
    negated: bool = False
