"""Numbers that a wire counts its messages by: which of them never came.

IPTC 7901 and ANPA 1312 count each service from 1, anew each day or when the digits are used up. A number that is missing
between two that came is a message that got lost on its way; who never sees it can't ask for it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from wiredesk.wire.models import Item, Wire

LATE = timedelta(minutes=10)  # what comes out of order comes within this
WIDEST = 50  # numbers; a wider hole is the place where the count began anew
SELECTED = 0.1  # a wire on which more of its numbers are missing carries a selection, and misses none
LOOKED_AT = 500  # messages
_GUID = re.compile(r"urn:wire:(\d{8}):([a-z]*)(\d{3,5})\Z")


def missing(rows: Iterable[tuple[str, datetime]], *, now: datetime) -> list[str]:
    """Return the numbers that should have come by now, as the wire writes them, by day and service.

    Args:
        rows: Guids that the teleprinter formats make of day, service and number, and when each came.
        now: The present.
    """
    counted: dict[tuple[str, str], dict[int, tuple[int, datetime]]] = {}
    for guid, came in rows:
        if found := _GUID.match(guid):
            day, service, number = found.groups()
            known = counted.setdefault((day, service), {})
            known[int(number)] = len(number), min(came, known.get(int(number), (0, came))[1])
    gone: list[str] = []
    total = 0
    for (_, service), known in sorted(counted.items()):
        total += len(known)
        for before, after in pairwise(sorted(known)):
            width, came = known[after]
            if 1 < after - before <= WIDEST and now - came > LATE:
                gone += [f"{service}{number:0{width}}" for number in range(before + 1, after)]
    return gone if len(gone) <= SELECTED * total else []


def missing_of(wire: Wire, *, now: datetime) -> list[str]:
    """Return the numbers of the last day that never came over a wire."""
    rows = Item.objects.filter(raw__wire=wire, guid__startswith="urn:wire:", received_at__gte=now - timedelta(days=1))
    return missing(rows.order_by("-received_at").values_list("guid", "received_at")[:LOOKED_AT], now=now)
