"""A wire's own rhythm, and how it is doing in a word and a sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from wiredesk.newsroom import founding, state
from wiredesk.wire import rhythm
from wiredesk.wire.models import Item, Raw, Wire

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def arrivals(now: datetime, *minutes: float) -> list[datetime]:
    times, at = [], now
    for gap in reversed(minutes):
        times.append(at)
        at -= timedelta(minutes=gap)
    return [at, *reversed(times)]


def test_a_busy_wire_is_strangely_quiet_sooner_than_a_slow_one(now: datetime) -> None:
    busy, slow = rhythm.usual(arrivals(now, *[5] * 60)), rhythm.usual(arrivals(now, *[300] * 60))
    assert busy is not None
    assert slow is not None
    assert timedelta(minutes=5) < busy < timedelta(hours=1)
    assert timedelta(hours=5) < slow < timedelta(hours=24)


def test_nights_are_part_of_a_rhythm(now: datetime) -> None:
    days = [30, 20, 40, 10, 30, 20, 30, 40, 600] * 7
    found = rhythm.usual(arrivals(now, *days))
    assert found is not None
    assert found >= timedelta(hours=10)


def test_too_few_arrivals_have_no_rhythm(now: datetime) -> None:
    assert rhythm.usual(arrivals(now, *[5] * 10)) is None
    assert rhythm.usual([]) is None
    assert rhythm.usual([now] * 100) is None  # one file with a hundred items is one arrival


@pytest.fixture
def wire(now: datetime) -> Wire:
    return founding.add_wire("push", agency="Rift Wire", now=now)


def came(wire: Wire, times: list[datetime]) -> None:
    raw = Raw.objects.create(wire=wire, digest="d", body=b"", received_at=times[0], queued_at=times[0], state="read")
    Item.objects.bulk_create(
        Item(raw=raw, agency=wire.agency, guid=f"g{n}", digest=f"d{n}", headline="h", body="b", received_at=at,
             queued_at=at, state="grouped", data={})
        for n, at in enumerate(times)
    )  # fmt: skip


def test_health_is_told_in_words(wire: Wire, now: datetime) -> None:
    assert rhythm.health(wire, now=now).word == "new"
    came(wire, arrivals(now, *[5] * 60))
    assert rhythm.health(wire, now=now + timedelta(minutes=6)).word == "ok"
    quiet = rhythm.health(wire, now=now + timedelta(hours=5))
    assert quiet.word == "quiet"
    assert "Nothing came for 5 hours" in quiet.sentence
    wire.failures, wire.error = 4, "answers 500"
    failing = rhythm.health(wire, now=now)
    assert (failing.word, "4 times" in failing.sentence, "answers 500" in failing.sentence) == ("failing", True, True)
    wire.state = Wire.State.GONE
    assert rhythm.health(wire, now=now).word == "gone"


def test_status_says_it_for_each_wire(wire: Wire, now: datetime) -> None:
    came(wire, arrivals(now, *[5] * 60))
    said = state.status(now=now + timedelta(hours=5))["wires"][0]
    assert said["health"] == "quiet"
    assert "strange" in said["health_sentence"]
    assert said["quiet_after"] > 0
    assert said["received"] == said["shown"] + said["duplicate"] + said["quarantined"]
