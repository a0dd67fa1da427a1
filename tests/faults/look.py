"""Print what a newsroom holds, as one JSON object; run as a process of its own."""

from __future__ import annotations

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "wiredesk.django_settings"

import django

django.setup()

from django.contrib.auth.models import User

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Draft, Member, Story
from wiredesk.newsroom import board as boards
from wiredesk.newsroom import state
from wiredesk.newsroom.filters import Filters
from wiredesk.record.models import Entry, broken_at
from wiredesk.settings import settings
from wiredesk.site import actions
from wiredesk.site.public import Version
from wiredesk.wire.models import Item, Raw


def look() -> dict[str, object]:
    """Return counts, and the newsroom's state in words that do not depend on row numbers."""
    stories = {}
    # Whether an older version was grouped before the newer one came is chance; where the newest one is, is not.
    for member in Member.objects.filter(item__current=True).select_related("item"):
        stories.setdefault(member.story_id, []).append(member.item.guid)
    versions = Version.objects.filter(current=True)
    now = clock.now()
    return {
        "raws": Raw.objects.count(),
        "items": sorted(f"{guid} {digest}" for guid, digest in Item.objects.values_list("guid", "digest")),
        "current": sorted(Item.objects.filter(current=True, killed=False).values_list("guid", flat=True)),
        "waiting": sum(each["waiting"] for each in state.queues(now=now).values()),
        "parked": len(state.status(now=now)["parked"]),
        "stories": sorted(sorted(each) for each in stories.values()),
        "texts": sorted({str(d.content["headline"]) for d in Draft.objects.exclude(state="stale")}),
        "versions": sorted(Version.objects.values_list("headline", "number")),
        "published": Entry.objects.filter(kind="publish").count(),
        "chain": broken_at() is None,
        "files": sorted(v.path for v in versions if (settings.public / v.path.lstrip("/") / "index.html").exists()),
        "paths": sorted(v.path for v in versions),
        "torn": [str(p) for p in settings.public.rglob("*.part")] if settings.public.exists() else [],
    }


def approve() -> dict[str, object]:
    """Approve everything that a check lets pass."""
    by = User.objects.get()
    done = 0
    for story in Story.objects.order_by("pk"):
        _, text = actions.working_text(story)
        if text is None:
            continue
        try:
            actions.approve(story, text.digest, by=by, now=clock.now())
            done += 1
        except NotAllowed:
            continue
    return {"approved": done}


def board() -> dict[str, object]:
    """Return how many stories wait at the desk, and how many a check stops."""
    by, now = User.objects.get(), clock.now()
    views = [Filters(view=view) for view in ("waiting", "stopped")]
    return {each.view: len(boards.story_rows(each, by=by, now=now)) for each in views}


print(json.dumps({"approve": approve, "board": board, "state": look}[sys.argv[1]]()))
