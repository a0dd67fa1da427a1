"""The demo: sample agencies on a second port, the whole path, a demo editor, and stories left waiting at the desk."""

from __future__ import annotations

import sys
import time
import tomllib
from datetime import datetime

import click
from django.contrib.auth.models import User

from wiredesk import clock
from wiredesk.core import formats
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Draft, Story
from wiredesk.flow import Flow
from wiredesk.newsroom import founding, running
from wiredesk.settings import settings
from wiredesk.site import actions
from wiredesk.site.pages import OpinionIndex, OpinionPage
from wiredesk.site.public import Version
from wiredesk.wire import samples
from wiredesk.wire.models import Agency, Wire
from wiredesk.wire.samples import serve as sample_server

EDITOR, PASSWORD = "editor", "demo-desk-2025"
SETTLE = 2.1  # seconds that a dropped file must stay the same before it is read
LEFT_WAITING = 2  # besides those that a check stops
STOPPED_EXAMPLE = "{headline} as 4,000 cheer"  # what a hurried hand might type; the checks must stop it


def demo(*, port: int, serve: bool) -> None:
    """Make (or reuse) the demo newsroom, take the samples through the path, serve."""
    now = clock.now()
    say(f"Newsroom in {settings.home}")
    founding.found(editor=EDITOR, email="editor@localhost", password=PASSWORD, now=now)
    User.objects.filter(username=EDITOR, first_name="").update(first_name="Dana", last_name="Demo")
    if not (settings.home / "wires").exists():
        drop_copy(kills=False)
        time.sleep(SETTLE)
    server, _ = sample_server.serve(samples.FOLDER, port=port + 1)
    say(f"Sample agencies on http://127.0.0.1:{server.server_port}")
    add_wires(server.server_port, now=now)
    flow = Flow()
    try:
        drain(flow)
        if not Version.objects.exists():
            approve_what_may(by=User.objects.get(username=EDITOR))
            opinion()
            drain(flow)
            say("Two agencies kill a piece of their copy")
            drop_copy(kills=True)
            time.sleep(SETTLE)
            Wire.objects.filter(kind=Wire.Kind.FOLDER).update(next_at=clock.now())
            drain(flow)
    finally:
        flow.close()
    farewell(port)
    if not serve:
        server.shutdown()
        return
    running.fit_to_run()
    running.both("127.0.0.1", port)


def say(line: str) -> None:
    """Show progress on standard error."""
    click.echo(line, err=True)


def add_wires(port: int, *, now: datetime) -> None:
    """Add the sample agencies and their wires, or move them to this port."""
    manifest = tomllib.loads((samples.FOLDER / "samples.toml").read_text(encoding="utf-8"))
    for row in manifest["agencies"]:
        Agency.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"], "seat": row["city"], "country": row["country"], "colour": row["colour"],
                "credit": row["credit"], "canonical": row["canonical"], "licence": row["licence_note"],
                "owner": "Nobody: this agency does not exist",
            },
        )  # fmt: skip
    for row in manifest["wires"]:
        agency = Agency.objects.get(slug=row["agency"])
        if row["kind"] == "http":
            address = f"http://127.0.0.1:{port}/{row['path']}"
        else:
            address = str((settings.home / "wires" / row["agency"]).resolve())
        wire = Wire.objects.filter(agency=agency).first()
        if wire is None:
            founding.add_wire(address, agency=agency.name, language=row["language"], now=now)
        elif wire.address != address or wire.error:
            Wire.objects.filter(pk=wire.pk).update(address=address, next_at=now, etag="", last_modified="", error="")


def drop_copy(*, kills: bool) -> None:
    """Drop the sample files into the newsroom's own folders; the kills come later, as they do in life."""
    manifest = tomllib.loads((samples.FOLDER / "samples.toml").read_text(encoding="utf-8"))
    for row in manifest["wires"]:
        if row["kind"] != "folder":
            continue
        target = settings.home / "wires" / row["agency"]
        target.mkdir(parents=True, exist_ok=True)
        for file in sorted((samples.FOLDER / row["path"]).iterdir()):
            body = file.read_bytes()
            is_kill = b"canceled" in body
            if is_kill == kills and not (target / file.name).exists():
                (target / file.name).write_bytes(body)


def kill_files() -> list[bytes]:
    """Return the sample files in which an agency kills a piece."""
    return [body for file in sorted(samples.FOLDER.glob("folder/*/*")) if b"canceled" in (body := file.read_bytes())]


def drain(flow: Flow) -> None:
    """Run the whole path until nothing waits, with a line of progress."""
    counts: dict[str, int] = {}

    def progress(step: str) -> None:
        counts[step] = counts.get(step, 0) + 1
        if sys.stderr.isatty():
            line = "  ".join(f"{name} {count}" for name, count in counts.items())
            sys.stderr.write(f"\r\x1b[2K  {line[:150]}")
            sys.stderr.flush()

    flow.drain(clock.now, progress=progress)
    if counts:
        say(("\r\x1b[2K" if sys.stderr.isatty() else "") + "  " + "  ".join(f"{k} {v}" for k, v in counts.items()))


def approve_what_may(*, by: User) -> None:
    """Approve what passed every check, but leave two for the visitor, and one that a check stops."""
    ready = list(Story.objects.filter(drafts__state=Draft.State.CHECKED).distinct().order_by("pk"))
    later = {item.guid for body in kill_files() for item in formats.read(body)}
    calm = [s for s in ready if not s.disputed and not s.members.filter(item__guid__in=later).exists()]
    left = calm[-LEFT_WAITING:]
    hurried = calm[-LEFT_WAITING - 1]
    for story in ready:
        if story in left or story == hurried:
            continue
        _, text = actions.working_text(story)
        if text is None:
            continue
        try:
            opened = [member.item_id for member in story.usable(now=clock.now())]
            actions.approve(story, text.digest, by=by, now=clock.now(), opened=opened)
        except NotAllowed as error:
            say(f"  left at the desk: {error}")
    article = actions.take_up(hurried, by=by, now=clock.now())
    actions.change(hurried, {"title": STOPPED_EXAMPLE.format(headline=article.title)}, by=by, now=clock.now())


def opinion() -> None:
    """Add one text by a person, which says that it is a sample."""
    index = OpinionIndex.objects.get()
    if index.get_children().exists():
        return
    index.add_child(
        instance=OpinionPage(
            title="Why we print who says it",
            slug="why-we-print-who-says-it",
            author="Dana Demo",
            about_author="Editor of the demo newsroom; she does not exist.",
            summary="A claim without its speaker is half a sentence. This sample column says why the ledger stands "
            "beside every story here.",
            body="<p>When two sides tell one day in two ways, a headline can carry one of them or both. Carrying one is "
            "shorter. It is also a choice that the reader never sees.</p><p>So this desk prints the speaker with the "
            "words, counts a text once however often it was copied, and leaves the verdict to those who read.</p>"
            "<p>This column is a sample written for Wiredesk.</p>",
        )
    )


def farewell(port: int) -> None:
    """Print the addresses, and the demo login."""
    base = f"http://127.0.0.1:{port}"
    story = Version.objects.filter(current=True).exclude(kind=Version.Kind.NOTICE).order_by("-story__disputed", "pk")
    first = story.first()
    waiting = Story.objects.filter(drafts__state__in=(Draft.State.CHECKED, Draft.State.STOPPED)).distinct().count()
    click.echo(f"Front page  {base}/")
    click.echo(f"Desk        {base}/desk/   login {EDITOR}, password {PASSWORD}   ({waiting} stories wait)")
    if first is not None:
        click.echo(f"A story     {base}{first.path}")
    click.echo("Ctrl-C stops it.", err=True)
