"""Readers: CPU of one page from our server, nginx and bare Wagtail, and what a burst of publications does to them.

    python benchmarks/readers.py [STORIES]

A newsroom of its own in a temporary folder, stories of one piece of copy each, all published. Measures, in one run:

- milliseconds of server CPU for one story page and one front: our server (one process), nginx on the same folder with the
  shipped configuration (where nginx is installed), and the same page made by Django for each reader;
- readers' latency at rest, and while as many new versions as there are stories go out as fast as the worker can;
- whether, after the burst, every file is what a rebuild would write.

Prints one JSON object. CPU is the servers' own, from /proc; the reader's does not count.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 500
HOME = Path(tempfile.mkdtemp(prefix="wiredesk-readers-"))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


PORT = free_port()
os.environ |= {
    "WIREDESK_HOME": str(HOME), "WIREDESK_SECRET_KEY": "b" * 48, "DJANGO_SETTINGS_MODULE": "wiredesk.django_settings",
    "WIREDESK_BASE_URL": f"http://127.0.0.1:{PORT}",
}  # fmt: skip

import django

django.setup()

from django.contrib.auth.models import User

from wiredesk import clock
from wiredesk.core import formats
from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Member, Story
from wiredesk.flow import Flow
from wiredesk.newsroom import founding
from wiredesk.settings import settings
from wiredesk.site import actions, dependents, files
from wiredesk.site.actions import EDITABLE
from wiredesk.site.public import Rendering, Version
from wiredesk.wire.models import Agency, Item, Raw, Wire

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
CONF = Path(__file__).parents[1] / "deploy" / "nginx.conf"
ASKED = 2000  # requests for one figure of CPU
RATE = 50  # requests a second while latency is measured
REST = 10  # seconds of rest that are measured
TOWNS = ("Abar", "Belun", "Corvin", "Dalga", "Ezen", "Farrow", "Galli", "Hollen", "Ivers", "Jaros", "Kettle", "Lindq")
BODY = (
    "{town}, November 24 ({agency}) - The council of {town} said on Tuesday that it would spend {n} million crowns on "
    "the harbour road.\n\nThe mayor, Ida {town}sen, said that work would begin in {m} weeks and that buses would take "
    "another way until then.\n\nThe shopkeepers' association said it had not been asked. The road was last mended {k} "
    "years ago, the council said."
)


def copy(number: int, version: int) -> core.Item:
    """Return one invented piece of copy; the second version has another figure."""
    town = f"{TOWNS[number % 12]}{TOWNS[number // 12 % 12].lower()}{'aeiou'[number // 144 % 5]}"
    text = BODY.format(town=town, agency="Alder Wire", n=number % 90 + 4 + version, m=number % 7 + 2, k=number % 19 + 3)
    return core.Item(
        guid=f"urn:alder:{number}", headline=f"{town} council to spend millions on harbour road",
        body=text, version=str(version), agency="Alder Wire", language="en", first_created=clock.now(),
        version_created=clock.now(),
    )  # fmt: skip


def arrive(version: int) -> None:
    """Store a version of every piece, each in a story of its own, ready to be attributed."""
    now = clock.now()
    wire = Wire.objects.get()
    for number in range(COUNT):
        made = copy(number, version)
        raw = Raw.objects.create(
            wire=wire, digest=made.digest, body=made.body.encode(), received_at=now, queued_at=now, state="read"
        )
        item = Item.objects.create(
            raw=raw, agency=wire.agency, guid=made.guid, version=made.version, digest=made.digest, headline=made.headline,
            body=made.body, language="en", first_created=now, version_created=now, received_at=now, queued_at=now,
            state="grouped", sequence=version, data=formats.ninjs.dump(made),
        )  # fmt: skip
        if version == 1:
            story = Story.objects.create(state=Story.State.ATTRIBUTE, queued_at=now, started_at=now, news_at=now)
        else:
            member = Member.objects.select_related("story").get(item__guid=made.guid)
            story = member.story
            member.delete()
            Story.objects.filter(pk=story.pk).update(state=Story.State.ATTRIBUTE, queued_at=now, news_at=now)
        Member.objects.create(story=story, item=item, origin=item)


def drafted(flow: Flow) -> int:
    """Run the desk's steps and approve every draft; returns how many were approved."""
    for command in ("attribute", "write", "check"):
        flow.drain(clock.now, command=command)
    by, done = User.objects.get(), 0
    for story in Story.objects.order_by("pk"):
        draft = actions.newest_draft(story)
        page, text = actions.working_text(story)
        if page is not None and draft is not None:  # the person's text stands: give it the new draft's words
            page.fill(draft.as_core())
            words = {name: getattr(page, name) for name in EDITABLE}
            text = actions.change(story, words, by=by, now=clock.now()).as_draft()
        if text is None:
            continue
        try:
            actions.approve(story, text.digest, by=by, now=clock.now())
        except NotAllowed:
            continue
        done += 1
    return done


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used so far."""
    ticks = 0
    for each in (pid, *children(pid)):
        parts = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """Return the ids of a process's children, and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for each in (task / "children").read_text().split():
            found += [int(each), *children(int(each))]
    return found


def ask(port: int, path: str, times: int) -> None:
    """Ask for a page over one kept connection."""
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(times):
        talk.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
        answer = talk.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
    talk.close()


def cost(pid: int, port: int, path: str, times: int = ASKED) -> float:
    """Return the milliseconds of CPU that a server needs for one request."""
    ask(port, path, min(times, 50))
    before = cpu(pid)
    ask(port, path, times)
    return round((cpu(pid) - before) / times * 1000, 3)


class Reader(threading.Thread):
    """Asks for pages at a fixed rate, and notes how long each took, counted from when it was due."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(daemon=True)
        self.paths, self.spent, self.failed, self.stop = paths, [], 0, threading.Event()

    def run(self) -> None:
        """Ask until told to stop."""
        begin, number = time.perf_counter(), 0
        while not self.stop.is_set():
            due = begin + number / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                ask(PORT, self.paths[number % len(self.paths)], 1)
            except (OSError, RuntimeError):
                self.failed += 1
            self.spent.append((time.perf_counter() - due) * 1000)
            number += 1

    def figures(self) -> dict[str, float]:
        """Return median and 99th percentile in milliseconds."""
        self.stop.set()
        self.join()
        row = sorted(self.spent)
        return {"median_ms": round(statistics.median(row), 2), "p99_ms": round(row[int(len(row) * 0.99)], 2),
                "requests": len(row), "failed": self.failed}  # fmt: skip


def nginx(folder: Path) -> tuple[subprocess.Popen[bytes], int] | None:
    """Start nginx with the shipped configuration, or return None where there is none."""
    if NGINX is None:
        return None
    port = free_port()
    text = CONF.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/var/lib/wiredesk/public", str(settings.public.resolve())).replace(
        "    brotli_static on;\n", ""
    )
    places = "".join(f" {n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    top = f"user root;\ndaemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
    conf = folder / "nginx.conf"
    conf.write_text(f"{top}http {{\n{places}\n access_log off;\n{text}\n}}\n", "utf-8")
    running = subprocess.Popen([NGINX, "-c", str(conf), "-p", str(folder)], stderr=subprocess.DEVNULL)
    wait(port)
    return running, port


def wait(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("no server came")


def made_by_django(path: str) -> float:
    """Return the milliseconds of CPU that one rendering of a page needs in this process."""
    files.render(path)
    before = time.process_time()
    for _ in range(20):
        files.render(path)
    return round((time.process_time() - before) / 20 * 1000, 2)


def wrong() -> list[str]:
    """Return the paths whose file is not what a rebuild would write."""
    found = []
    for path in sorted(dependents.everything(now=clock.now())):
        answer, file = files.render(path), files.place(path)
        fresh = bytes(answer.content) if answer.status_code == 200 else None
        if fresh != (file.read_bytes() if file.exists() else None):
            found.append(path)
    return found


def main() -> None:
    """Publish, measure at rest, publish again while readers read, compare."""
    founding.found(editor="editor", email="", password="a long password for benchmarks", now=clock.now())
    agency = Agency.objects.create(slug="alder", name="Alder Wire", seat="Oslo", country="NO", licence="Invented.")
    Wire.objects.create(agency=agency, kind="folder", address="/nowhere", next_at=clock.now() + timedelta(days=9),
                        queued_at=clock.now(), state="active")  # fmt: skip
    flow = Flow()
    arrive(1)
    said: dict[str, object] = {"stories": COUNT, "approved": drafted(flow)}
    flow.drain(clock.now, command="publish")
    dependents.enqueue(dependents.everything(now=clock.now()), now=clock.now())
    flow.drain(clock.now, command="publish")
    versions = list(Version.objects.filter(current=True).order_by("pk"))
    story = versions[0].path
    said["page_bytes"] = files.place(story).stat().st_size
    web = subprocess.Popen([sys.executable, "-m", "wiredesk", "run", "--web", "--port", str(PORT)])
    wait(PORT)
    beside = nginx(Path(tempfile.mkdtemp(prefix="wiredesk-nginx-")))
    try:
        said["cpu_ms"] = {
            "ours": {"story": cost(web.pid, PORT, story), "front": cost(web.pid, PORT, "/")},
            "nginx": {"story": cost(beside[0].pid, beside[1], story), "front": cost(beside[0].pid, beside[1], "/")}
            if beside else None,
            "made by Django for each reader": {"story": made_by_django(story), "front": made_by_django("/")},
        }  # fmt: skip
        reader = Reader(["/", *(each.path for each in versions[:40])])
        reader.start()
        time.sleep(REST)
        said["at_rest"] = reader.figures()
        arrive(2)
        said["approved_again"] = drafted(flow)
        reader = Reader(["/", *(each.path for each in versions[:40])])
        reader.start()
        begin = time.perf_counter()
        flow.drain(clock.now, command="publish")
        said["burst_seconds"] = round(time.perf_counter() - begin, 1)
        said["in_the_burst"] = reader.figures()
        said["published_in_the_burst"] = Version.objects.filter(number=2).count()
        said["files_written"] = Rendering.objects.filter(state="done").count()
        said["wrong_files"] = wrong()
    finally:
        flow.close()
        web.terminate()
        web.wait(20)
        if beside:
            beside[0].terminate()
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
