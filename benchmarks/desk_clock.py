"""Time what an editor waits for, in service: `python benchmarks/desk_clock.py [ITEMS]`, in a folder of its own.

Starts the web server and a worker as `wiredesk run` does, posts one item after the other to a push wire, and listens as a
board does. Prints seconds (median, 99 %, worst) from the post of an item until the board's list of items, and that of
stories, says that something new is there; and from an approval until readers get the page. The copy is made up.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

HOME = Path(tempfile.mkdtemp(prefix="wiredesk-clock-"))
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    PORT = probe.getsockname()[1]
os.environ |= {
    "WIREDESK_HOME": str(HOME), "WIREDESK_SECRET_KEY": secrets.token_urlsafe(50), "WIREDESK_SECOND_FACTOR": "optional",
    "WIREDESK_BASE_URL": f"http://127.0.0.1:{PORT}", "DJANGO_SETTINGS_MODULE": "wiredesk.django_settings",
}  # fmt: skip

import django

django.setup()

from django.contrib.auth.models import User
from django.test import Client
from generate import Maker, ninjs

from wiredesk import clock
from wiredesk.desk.models import Draft
from wiredesk.newsroom import founding
from wiredesk.site.public import Version
from wiredesk.wire import push

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
LONGEST = 30.0  # seconds that one item, or one page, is waited for
BETWEEN = 0.7  # seconds between two items, about 5,000 an hour


class Board(threading.Thread):
    """One board that listens: how many new rows its list told of, and when it told of each."""

    def __init__(self, view: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self.view, self.cookie = view, cookie
        self.told: list[float] = []

    def run(self) -> None:
        """Listen until the server ends."""
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        line.request("GET", f"/desk/stream/?{self.view}&after=0&acts=0", headers={"Cookie": self.cookie})
        answer = line.getresponse()
        while said := answer.readline():
            if said.startswith(b"data: "):
                new = int(json.loads(said[6:])["new"])
                self.told += [time.monotonic()] * (new - len(self.told))


def served() -> None:
    """Wait until the server answers."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            if asked("GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("the server does not start")


def asked(method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
    """Ask the server; return status and body."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    line.request(method, path, body=body.encode() or None, headers=headers)
    answer = line.getresponse()
    found = answer.status, answer.read()
    line.close()
    return found


def said(what: str, seconds: list[float], lost: int) -> None:
    """Print median, 99 % and worst of some waits."""
    if not seconds:
        print(f"{what}: none of {lost}")
        return
    ordered = sorted(seconds)
    most = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    print(
        f"{what}: median {statistics.median(ordered):.2f} s, 99 % {most:.2f} s, worst {ordered[-1]:.2f} s, "
        f"{len(ordered)} of {len(ordered) + lost}"
    )


def arrivals(cookie: str) -> None:
    """Post items one after the other while two boards listen."""
    wire = founding.add_wire("push", agency="Clock Wire", name="clock", now=clock.now())
    secret = push.secret_of(wire)
    boards = {"item": Board("of=items", cookie), "story": Board("view=all", cookie)}
    for each in boards.values():
        each.start()
    time.sleep(1)
    sent = []
    for copy in Maker(11).items(ITEMS):
        sent.append(time.monotonic())
        status, answer = asked("POST", "/push/clock/", ninjs(copy), Authorization=f"Bearer {secret}")
        if status >= 300:
            sys.exit(f"the push wire answers {status}: {answer[:200]!r}")
        time.sleep(BETWEEN)
    ends = time.monotonic() + LONGEST
    while len(boards["item"].told) < len(sent) and time.monotonic() < ends:
        time.sleep(0.1)
    told = boards["item"].told
    said("item posted to shown among items", [b - a for a, b in zip(sent, told, strict=False)], len(sent) - len(told))
    print(f"stories told of: {len(boards['story'].told)}")


def approvals(client: Client, cookie: str) -> None:
    """Approve what passed its checks, and wait for each page."""
    answered, made, seconds, lost = [], [], [], 0
    drafts = Draft.objects.filter(state=Draft.State.CHECKED).order_by("pk")
    for draft in list(drafts)[:ITEMS]:
        began = time.monotonic()
        path = f"/desk/story/{draft.story_id}/approve/"
        form = urlencode({"digest": draft.digest, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})
        kind = "application/x-www-form-urlencoded"
        asked("POST", path, form, Cookie=cookie, **{"Content-Type": kind, "Referer": f"http://127.0.0.1:{PORT}/"})
        answered.append(time.monotonic() - began)
        row = None
        while time.monotonic() - began < LONGEST:
            known = row is not None
            row = Version.objects.filter(story=draft.story_id, current=True).first()
            if row is not None and not known:
                made.append(time.monotonic() - began)
            if row is not None and asked("GET", row.path)[0] == 200:
                seconds.append(time.monotonic() - began)
                break
            time.sleep(0.02)
        else:
            lost += 1
    said("approved to answered", answered, 0)
    said("approved to made a version", made, lost)
    said("approved to served to readers", seconds, lost)


def main() -> None:
    """Make a newsroom, serve it, measure, stop it."""
    founding.found(editor="clock", email="", password=secrets.token_urlsafe(20), now=clock.now())
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get())
    client.get("/accounts/2fa/")
    client.get("/desk/")
    cookie = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    command = [sys.executable, "-m", "wiredesk", "run"]
    parts = [
        subprocess.Popen([*command, "--worker"]), subprocess.Popen([*command, "--web", "--port", str(PORT)])
    ]  # fmt: skip
    try:
        served()
        arrivals(cookie)
        approvals(client, cookie)
    finally:
        for each in parts:
            each.terminate()
        for each in parts:
            each.wait(timeout=30)


if __name__ == "__main__":
    main()
