"""Time the board with two weeks of copy: `python benchmarks/desk_board.py [ITEMS]`, in a folder of its own.

Prints, for each view, the server's time (median and worst of the runs) and the bytes of the page, and the size of an
event. The rows are made up; nothing of them is anybody's copy.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="wiredesk-bench-"))
os.environ |= {"WIREDESK_HOME": str(HOME), "WIREDESK_SECRET_KEY": "k" * 40, "WIREDESK_SECOND_FACTOR": "optional"}
os.environ["DJANGO_SETTINGS_MODULE"] = "wiredesk.django_settings"

import django

django.setup()

from django.contrib.auth.models import User
from django.test import Client

from wiredesk import clock
from wiredesk.desk.models import Draft, Member, Story
from wiredesk.newsroom import founding, live
from wiredesk.newsroom.filters import Filters
from wiredesk.wire.models import Agency, Item, Raw, Wire

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
RUNS = 7
A_STORY = 2.5  # items of one story, on the average
WORDS = "ministry port harvest court strike river election clinic budget rail school storm vote grain union".split()
CODES = "KE UG TZ RU UA PE IN NP DE FR BR NG GH PH ID".split()
SECTORS = ["health", "politics", "transport", "education", "sports"]


def fill() -> None:
    """Make the agencies, items, stories and drafts of two weeks."""
    chance, now = random.Random(7), clock.now()
    agencies = [Agency.objects.create(slug=f"agency-{n}", name=f"Agency {n}", colour="#336699") for n in range(40)]
    wires = [
        Wire.objects.create(
            agency=each, kind="folder", address=f"/w/{each.slug}", next_at=now, queued_at=now, state="active"
        )
        for each in agencies
    ]
    body = " ".join(chance.choices(WORDS, k=400))
    stories = int(ITEMS / A_STORY)
    ages = sorted((chance.random() * 14 for _ in range(stories)), reverse=True)
    Story.objects.bulk_create(
        (
            Story(
                state="ready", queued_at=now, started_at=now - timedelta(days=age), news_at=now - timedelta(days=age),
                countries=[chance.choice(CODES)], sectors=[chance.choice(SECTORS)], disputed=chance.random() < 0.1,
                spiked=chance.random() < 0.3,
                facets=f"|agency:agency-{chance.randrange(40)}|urgency:{chance.randint(1, 9)}|language:en"
                f"|country:{chance.choice(CODES).lower()}|sector:{chance.choice(SECTORS)}|{' '.join(chance.choices(WORDS, k=8))}|",
            )
            for age in ages
        ),
        batch_size=2000,
    )  # fmt: skip
    keys = list(Story.objects.order_by("pk").values_list("pk", "news_at"))
    raws = [
        Raw.objects.create(wire=wire, digest=wire.address, body=b"x", received_at=now, queued_at=now, state="read")
        for wire in wires
    ]
    for start in range(0, ITEMS, 5000):
        rows, homes = [], []
        for number in range(start, min(start + 5000, ITEMS)):
            key, at = keys[int(number / A_STORY) % len(keys)]
            which = chance.randrange(40)
            homes.append(key)
            rows.append(
                Item(
                    raw=raws[which],
                    agency=agencies[which],
                    guid=f"g{number}",
                    digest=f"d{number}",
                    state="grouped",
                    queued_at=at,
                    headline=" ".join(chance.choices(WORDS, k=9)).capitalize(),
                    body=body,
                    language="en",
                    urgency=chance.randint(1, 9),
                    received_at=at,
                    version_created=at,
                    data={"headlines": [{"value": body}]},
                )
            )
        made = Item.objects.bulk_create(rows)
        Member.objects.bulk_create(
            Member(story_id=home, item=item, origin=item) for home, item in zip(homes, made, strict=True)
        )
    Draft.objects.bulk_create(
        (
            Draft(
                story_id=key, state=chance.choices(["checked", "stopped", "stale", "taken"], [60, 3, 27, 10])[0], queued_at=at,
                made_at=at, digest="d", writer="extract", content={"headline": " ".join(chance.choices(WORDS, k=9)), "body": [body]},
            )
            for key, at in keys
        ),
        batch_size=2000,
    )  # fmt: skip


VIEWS = (
    "", "?view=stopped", "?view=mine", "?view=disputed", "?view=published", "?view=spiked", "?view=all", "?view=all&words=zebra",
    "?agency=agency-3&country=KE", "?view=all&urgency=2&sector=health", "?of=items", "?of=items&agency=agency-3&words=harvest",
    "?of=items&words=zebra", "?of=items&view=orders", "?of=items&view=embargoed", "?of=items&country=KE", "?of=items&view=copies",
)  # fmt: skip


def main() -> None:
    """Fill, time, print."""
    founding.found(editor="bench", email="", password="a long password for tests", now=clock.now())
    began = time.perf_counter()
    fill()
    print(f"{Item.objects.count()} items, {Story.objects.count()} stories in {time.perf_counter() - began:.0f} s")
    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.get()
    client.force_login(user)
    client.get("/desk/")
    for view in VIEWS:
        times, size = [], 0
        for _ in range(RUNS):
            began = time.process_time()
            size = len(client.get(f"/desk/{view}").content)
            times.append((time.process_time() - began) * 1000)
        print(
            f"{view or '?view=waiting':45} {statistics.median(times):7.0f} ms  worst {max(times):7.0f}  {size:6} bytes"
        )
    began = time.process_time()
    said = live.event(live.news(Filters(), (0, 0, 0), by=user, now=clock.now()))
    print(f"an event: {len(said)} bytes, {(time.process_time() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
