"""The dated entries of a live story as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.site import coverage
from wiredesk.site.moments import Moment, moment
from wiredesk.site.sourcing import Line, Source, Sources


@dataclass(frozen=True, slots=True)
class LiveLine:
    """One dated entry of a live story."""

    anchor: str
    at: Moment
    posted: Moment
    headline: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    agencies: str
    """The agencies of its sources, by name."""
    main: bool
    by: str
    correction: str
    """For the reader: what was wrong before; empty for none."""


@dataclass(frozen=True, slots=True)
class LivePart:
    """The entries of a story that is told live, or was; newest first."""

    started: Moment
    ended: Moment | None
    entries: tuple[LiveLine, ...]


def live(told: coverage.Live, sources: Sources, zone: str) -> LivePart:
    """Return the entries with their sources, numbered on from those of the text."""
    made = []
    for each in told.entries:
        anchor = f"live-{each.number}"
        lines = tuple(Line(f"{anchor}-{n}", s.text, sources.of(s)) for n, s in enumerate(each.sentences, start=1))
        used = {source.number: source for line in lines for source in line.sources}
        names = ", ".join(dict.fromkeys(source.agency for source in used.values()))
        made.append(
            LiveLine(
                anchor, moment(each.at, zone), moment(each.posted_at, zone), each.headline, lines,
                tuple(used.values()), names, each.main, each.by, each.correction,
            )
        )  # fmt: skip
    return LivePart(moment(told.started_at, zone), moment(told.ended_at, zone) if told.ended_at else None, tuple(made))
