"""Collecting beside others, on the same feeds in one run: items, and unchanged feeds, per CPU second.

    python benchmarks/collect.py [FEEDS [ITEMS]]

Feeds are served on 127.0.0.1 by a process of its own. Ours fetches through the guard, keeps the bytes, parses in a child
(whose time counts), counts words, reads signals and stores each item; the others fetch, parse and store a title and a body in
SQLite. Prints one JSON object. CPU seconds of a busy machine are ratios, not absolutes.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FEEDS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
ITEMS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
HOME = Path(tempfile.mkdtemp(prefix="wiredesk-collect-"))
SERVER = r"""
import socket, sys, threading
items = int(sys.argv[1])
listener = socket.create_server(("127.0.0.1", 0), backlog=256)
print(listener.getsockname()[1], flush=True)
def feed(n):
    rows = "".join(
        f"<item><title>Headline {i} of feed {n}: the port adds shifts</title><guid>urn:{n}:{i}</guid>"
        f"<pubDate>Sat, 26 Apr 2025 {i % 24:02}:00:00 GMT</pubDate><description>&lt;p&gt;The minister said <b>no one</b> "
        f"was hurt in accident {i}, and police denied it.&lt;/p&gt;&lt;p&gt;{'Words of the second paragraph go on. ' * 12}"
        f"&lt;/p&gt;</description></item>".replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") for i in range(items))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {n}</title>{rows}</channel></rss>'.encode()
def one(connection):
    got = b""
    while data := connection.recv(65536):
        got += data
        while b"\r\n\r\n" in got:
            head, _, got = got.partition(b"\r\n\r\n")
            if b"if-none-match" in head.lower():
                connection.sendall(b"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")
            else:
                body = feed(int(head.split(b" ")[1].strip(b"/") or 0))
                connection.sendall(b"HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Type: application/rss+xml\r\n"
                                   b"Content-Length: %d\r\n\r\n" % len(body) + body)
            if b"connection: close" in head.lower():
                connection.close()
                return
while True:
    connection, _ = listener.accept()
    threading.Thread(target=one, args=(connection,), daemon=True).start()
"""
server = subprocess.Popen([sys.executable, "-c", SERVER, str(ITEMS)], stdout=subprocess.PIPE, text=True)
PORT = int(server.stdout.readline()) if server.stdout else 0
os.environ |= {
    "WIREDESK_HOME": str(HOME / "home"), "WIREDESK_SECRET_KEY": "b" * 48, "WIREDESK_EGRESS_ALLOW": f"127.0.0.1:{PORT}",
    "DJANGO_SETTINGS_MODULE": "wiredesk.django_settings",
}  # fmt: skip

import django

django.setup()

from wiredesk import clock
from wiredesk.adapters import egress, parsing
from wiredesk.newsroom import founding
from wiredesk.wire import steps
from wiredesk.wire.collector import Collector
from wiredesk.wire.models import Item, Wire


def spent() -> float:
    """CPU seconds of this process and of its children that have ended."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in parts)


def timed(work: Callable[[], None]) -> float:
    """Return the CPU seconds of some work."""
    before = spent()
    work()
    return spent() - before


def ours() -> dict[str, float]:
    """Collect all feeds, and ask for them once more."""
    founding.found(editor="editor", email="", password="a long password for benchmarks", now=clock.now())
    for number in range(FEEDS):
        founding.add_wire(f"http://127.0.0.1:{PORT}/{number}", agency=f"Agency {number}", now=clock.now())
    collector = Collector()

    def fetch() -> None:
        while collector.turn(now=clock.now()) is not None:
            pass

    def read() -> None:
        with parsing.Pool() as pool:
            while steps.read(now=clock.now(), reader=pool.read) is not None:
                pass

    fetching, reading = timed(fetch), timed(read)
    assert Item.objects.count() == FEEDS * ITEMS
    Wire.objects.update(next_at=clock.now())
    unchanged = timed(fetch)
    collector.close()
    return {
        "items_per_cpu_second": FEEDS * ITEMS / (fetching + reading),
        "unchanged_feeds_per_cpu_second": FEEDS / unchanged,
        "fetch_cpu_ms_a_feed": 1000 * fetching / FEEDS,
        "read_cpu_ms_an_item": 1000 * reading / (FEEDS * ITEMS),
    }


def theirs(name: str) -> dict[str, float] | str:
    """Fetch, parse with another library, and store title and body."""
    try:
        parse = importlib.import_module(name).parse
    except ModuleNotFoundError:
        return "not installed"
    rows = sqlite3.connect(HOME / f"{name}.sqlite3")
    rows.execute("CREATE TABLE item (guid TEXT PRIMARY KEY, title TEXT, body TEXT)")
    policy = egress.Policy(allow=(f"127.0.0.1:{PORT}",))

    def collect() -> None:
        for number in range(FEEDS):
            for each in parse(egress.fetch(f"http://127.0.0.1:{PORT}/{number}", policy=policy).body)["entries"]:
                rows.execute("INSERT INTO item VALUES (?, ?, ?)", (each["id"], each["title"], each["description"]))
            rows.commit()

    return {"items_per_cpu_second": FEEDS * ITEMS / timed(collect)}


def main() -> None:
    """Measure and print."""
    try:
        found = {"feeds": FEEDS, "items_a_feed": ITEMS, "wiredesk": ours()}
        found |= {name: theirs(name) for name in ("feedparser", "fastfeedparser")}
    finally:
        server.kill()
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
