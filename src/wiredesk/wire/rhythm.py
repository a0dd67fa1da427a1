"""How a wire is doing: whether it answers, and whether it is strangely quiet by its own rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from wiredesk.wire import numbers
from wiredesk.wire.models import Item, Wire

FEWEST = 20  # gaps from which a rhythm is read
QUANTILE = 0.99  # of its gaps: nights and week-ends are among them, once they were seen
ROOM = 1.5  # times that
LEAST = timedelta(minutes=10)
LOOKED_AT = 500  # arrivals, about a week of a busy wire
NAMED = 12  # numbers that never came, in a sentence
FAILING = 3  # failures in a row; one or two are a server that was restarted


@dataclass(frozen=True, slots=True)
class Health:
    """How a wire is doing, in a word and in a sentence."""

    word: str
    """`ok`, `new`, `quiet`, `gaps`, `failing`, `gone`, `paused` or `parked`."""
    sentence: str
    quiet_after: timedelta | None = None
    """How long a silence is usual; None while too little came."""


def usual(arrivals: Sequence[datetime]) -> timedelta | None:
    """Return the silence that is usual between arrivals, from its quantile of gaps; None when there are too few.

    Args:
        arrivals: Rising; those of one moment count as one.
    """
    moments = sorted(set(arrivals))
    gaps = sorted(later - earlier for earlier, later in pairwise(moments))
    if len(gaps) < FEWEST:
        return None
    return max(gaps[min(int(len(gaps) * QUANTILE), len(gaps) - 1)] * ROOM, LEAST)


def health(wire: Wire, *, now: datetime) -> Health:
    """Say how a wire is doing."""
    if wire.state != Wire.State.ACTIVE:
        said = {"gone": "The agency says that it is gone for good.", "paused": "It is paused."}
        return Health(wire.state, wire.error or said.get(wire.state, "It was given up after three tries."))
    found = Item.objects.filter(raw__wire=wire).order_by("-received_at").values_list("received_at", flat=True)
    arrivals = list(found[:LOOKED_AT])
    limit = usual(arrivals)
    if wire.failures >= FAILING:
        return Health("failing", f"It failed {wire.failures} times in a row: {wire.error}", limit)
    if not arrivals:
        return Health("new", "Nothing came yet.")
    silence = now - arrivals[0]
    if limit is not None and silence > limit:
        return Health(
            "quiet", f"Nothing came for {_spoken(silence)}; longer than {_spoken(limit)} is strange for it.", limit
        )
    if gone := numbers.missing_of(wire, now=now):
        named = ", ".join(gone[:NAMED]) + (f" and {len(gone) - NAMED} more" if len(gone) > NAMED else "")
        return Health("gaps", f"Numbers of the last day that never came: {named}. Ask the agency for them.", limit)
    return Health("ok", wire.error, limit)


def _spoken(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 72 * 60 else f"{minutes // 1440} days"
