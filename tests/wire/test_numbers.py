"""Numbers by which a wire counts: what never came is named, what is late, rotates or is a selection is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wiredesk.core import model as core
from wiredesk.newsroom import founding
from wiredesk.wire import intake, numbers, rhythm
from wiredesk.wire.models import Raw, Wire

NOW = datetime(2025, 4, 26, 12, tzinfo=UTC)


def rows(*taken: int, day: str = "20250426", service: str = "bdt", ago: int = 60) -> list[tuple[str, datetime]]:
    return [(f"urn:wire:{day}:{service}{n:04}", NOW - timedelta(minutes=ago)) for n in taken]


ALL = tuple(range(1, 60))


@pytest.mark.parametrize(
    ("came", "gone"),
    [
        (rows(*ALL), []),
        (rows(*(n for n in ALL if n not in (7, 8))), ["bdt0007", "bdt0008"]),
        (list(reversed(rows(*ALL))), []),
        (rows(*ALL, ago=60) + rows(61, ago=2), []),
        (rows(*range(9950, 10000)) + rows(*range(1, 50)), []),
        (rows(*ALL) + rows(*(n for n in ALL if n != 9), day="20250425"), ["bdt0009"]),
        (rows(*ALL) + rows(*range(70, 99, 2), service="vid"), []),
        ([("urn:newsml:x:1", NOW)], []),
    ],
)
def test_a_number_that_never_came_is_named_and_one_that_is_late_or_was_never_meant_for_us_is_not(came, gone):
    assert numbers.missing(came, now=NOW) == gone


@pytest.mark.django_db(databases=["default", "record"])
def test_a_wire_with_a_gap_says_so_in_its_health() -> None:
    wire = founding.add_wire("https://agency.example/feed", agency="Rift Wire", now=NOW)
    raw = Raw.objects.create(wire=wire, digest="d", body=b"", received_at=NOW, queued_at=NOW, state=Raw.State.READ)
    for number in (n for n in range(1, 30) if n != 12):
        item = core.Item(f"urn:wire:20250426:rft{number:04}", f"Headline {number}", f"Body {number}.")
        intake.store(raw, item, now=NOW - timedelta(minutes=50 - number))
    told = rhythm.health(Wire.objects.get(pk=wire.pk), now=NOW - timedelta(minutes=20))
    assert (told.word, "rft0012" in told.sentence) == ("gaps", True)
