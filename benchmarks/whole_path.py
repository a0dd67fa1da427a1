"""The whole path on generated copy: items a second, and seconds from arrival to page.

    python benchmarks/whole_path.py [ITEMS]

A newsroom of its own in a temporary folder, one process, the extractive writer. Prints one JSON object, then the
functions that cost most.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
HOME = Path(tempfile.mkdtemp(prefix="wiredesk-bench-"))
os.environ |= {
    "WIREDESK_HOME": str(HOME / "home"),
    "WIREDESK_SECRET_KEY": "b" * 48,
    "DJANGO_SETTINGS_MODULE": "wiredesk.django_settings",
    "WIREDESK_POLL_SECONDS": "1000",
}

import django

django.setup()

from django.contrib.auth.models import User

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Story
from wiredesk.flow import Flow
from wiredesk.newsroom import founding
from wiredesk.site import actions
from wiredesk.site.public import Version


def main() -> None:
    """Generate, collect, work, approve, publish, and say how long it took."""
    wires = HOME / "wires"
    script = Path(__file__).with_name("generate.py")
    subprocess.run([sys.executable, str(script), "--items", str(ITEMS), "--seed", "1", "--out", str(wires)], check=True)
    founding.found(editor="editor", email="", password="a long password for benchmarks", now=clock.now())
    time.sleep(2.2)
    founding.add_wire(str(wires), agency="Generated Wire", now=clock.now())
    by = User.objects.get()
    flow = Flow()
    counts: dict[str, float] = {}
    profile = cProfile.Profile()
    start = time.perf_counter()
    profile.enable()
    for command in ("collect", "group", "attribute", "write", "check"):
        before = time.perf_counter()
        flow.drain(clock.now, command=command)
        counts[command] = round(time.perf_counter() - before, 2)
    before = time.perf_counter()
    approved = 0
    for story in Story.objects.order_by("pk"):
        _, text = actions.working_text(story)
        try:
            if text is not None:
                actions.approve(story, text.digest, by=by, now=clock.now())
                approved += 1
        except NotAllowed:
            continue
    counts["approve"] = round(time.perf_counter() - before, 2)
    before = time.perf_counter()
    flow.drain(clock.now, command="publish")
    counts["publish"] = round(time.perf_counter() - before, 2)
    profile.disable()
    total = time.perf_counter() - start
    flow.close()
    waits = sorted(
        (version.at - version.story.members.order_by("item__received_at").first().item.received_at).total_seconds()
        for version in Version.objects.select_related("story")
    )
    print(json.dumps({
        "items": ITEMS, "stories": Story.objects.count(), "approved": approved, "published": len(waits),
        "seconds": round(total, 1), "items_per_second": round(ITEMS / total, 1), "seconds_by_step": counts,
        "arrival_to_version_median": waits[len(waits) // 2] if waits else None,
        "arrival_to_version_99": waits[int(len(waits) * 0.99)] if waits else None,
    }, indent=1))  # fmt: skip
    pstats.Stats(profile).sort_stats("tottime").print_stats(12)


if __name__ == "__main__":
    main()
