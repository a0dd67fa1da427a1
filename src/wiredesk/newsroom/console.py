"""The newsroom's commands: make it, feed it, run it, look at it."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wiredesk.django_settings")

import click
import django

django.setup()

from django.core.management import execute_from_command_line
from django.db import DatabaseError
from rich.console import Console
from rich.table import Table

from wiredesk import clock
from wiredesk.flow import Flow
from wiredesk.newsroom import founding, keeping, partnering, roles, running, sampling, state
from wiredesk.record import models as record_models
from wiredesk.settings import settings
from wiredesk.site import dependents, searching
from wiredesk.wire import licences, push
from wiredesk.wire.models import Raw, Wire

ERR = Console(stderr=True)


def need_newsroom() -> None:
    """Stop with a sentence when there is no newsroom here."""
    try:
        Wire.objects.exists()
    except DatabaseError:
        raise click.ClickException(f"no newsroom in {settings.home}: run `wiredesk init` first") from None


def stepper(command: str, about: str) -> click.Command:
    """Return a command that runs one command's steps over what waits."""

    @click.command(name=command, help=f"{about}\n\nExample: wiredesk {command}")
    def run_step() -> None:
        need_newsroom()
        flow = Flow()
        try:
            done = flow.drain(clock.now, command=command, progress=progress())
        finally:
            flow.close()
        ERR.print(f"{command}: {done} rows")

    return run_step


def progress() -> Callable[[str], None] | None:
    """Return what shows progress: a counter on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return None
    counts: dict[str, int] = {}

    def show(name: str) -> None:
        counts[name] = counts.get(name, 0) + 1
        line = "  ".join(f"{step} {count}" for step, count in counts.items())
        sys.stderr.write(f"\r\x1b[2K{line[:150]}")
        sys.stderr.flush()

    return show


collect = stepper("collect", "Ask all wires that are due, and read what they sent.")
group_step = stepper("group", "Put waiting items into stories.")
attribute = stepper("attribute", "Read who says what in the stories that wait.")
write_step = stepper("write", "Write drafts of the stories that wait.")
check_step = stepper("check", "Check the drafts that wait.")
publish = stepper("publish", "Publish what is approved, obey kills, and write the files that changed.")


@click.command()
@click.option("--editor", default="editor", show_default=True, help="Name of the first editor.")
@click.option("--email", default="", help="The editor's address.")
@click.option("--password", default="", help="Empty: one is made and printed once.")
def init(editor: str, email: str, password: str) -> None:
    """Make a new newsroom: database, secret key, first editor.

    Example: wiredesk init --editor ana
    """
    made = founding.found(editor=editor, email=email, password=password, now=clock.now())
    click.echo(f"Newsroom in {settings.home.resolve()}")
    if made:
        click.echo(f"First editor: {editor}   password: {made}")
    click.echo("Next: wiredesk add FEED --agency NAME, then wiredesk run")


@click.command()
@click.argument("address")
@click.option("--agency", required=True, help="Who sends it.")
@click.option("--seat", default="", help="The agency's city.")
@click.option("--format", "format_", default="", help="Empty: found by content.")
@click.option("--profile", default="")
@click.option("--language", default="")
@click.option("--name", default="", help="The wire's own name; empty: made from the agency's.")
def add(address: str, agency: str, format_: str, **about: str) -> None:
    """Add a wire and collect it once: http(s)://, ftps://, sftp://, imaps://, a folder, `push`, or `-` for one file.

    Example: wiredesk add https://agency.example/feed.xml --agency "Example Agency"
    """
    need_newsroom()
    wire = founding.add_wire(address, agency=agency, now=clock.now(), format=format_, **about)
    if wire.kind == Wire.Kind.PUSH:
        click.echo(f"{agency} posts to {push.address_of(wire)}")
        click.echo(f"and signs each post with this secret (X-Hub-Signature-256), or bears it: {push.secret_of(wire)}")
        return
    if wire.kind == Wire.Kind.INPUT:
        founding.take(wire, sys.stdin.buffer.read(founding.MOST_INPUT + 1), now=clock.now())
    flow = Flow()
    try:
        flow.drain(clock.now, command="collect", progress=progress())
    finally:
        flow.close()
    wire.refresh_from_db()
    if wire.error:
        raise click.ClickException(f"{address}: {wire.error}")
    click.echo(f"{wire.agency.name}: {wire.received} items received, {wire.shown} new, {wire.quarantined} quarantined")


@click.command()
@click.argument("file", required=False, type=click.File("rb"))
def rights(file: BinaryIO | None) -> None:
    """Print the agencies' licences as TOML, or set those that a file holds.

    What was published, and may not be any more, comes down at once; see docs/how-to/licences.md.

    Example: wiredesk rights > rights.toml
    """
    need_newsroom()
    if file is None:
        click.echo(licences.as_toml(), nl=False)
        return
    try:
        tables = tomllib.loads(file.read().decode("utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file.name}: can't be read as TOML: {error}") from None
    changed = licences.write(tables, by="rights", now=clock.now())
    dependents.enqueue(dependents.everything(now=clock.now()), now=clock.now())
    click.echo(f"{changed} licences changed. Next: wiredesk publish", err=True)


@click.command()
@click.argument("name", required=False, default="")
@click.option("--address", default=None, help="Where stories are sent; empty: the partner fetches them.")
@click.option("--edition", default=None, help="Only what this edition shows.")
@click.option("--new-keys", is_flag=True, help="Make both keys anew; the old ones are worthless.")
@click.option("--end", is_flag=True, help="Send nothing more, and take the key back.")
def partner(name: str, address: str | None, edition: str | None, new_keys: bool, end: bool) -> None:
    """Give another house our stories as ninjs 3.1: it fetches with a key, or is sent them, signed.

    Copy goes to partners only where its agency's licence names the destination "partner".
    Without a name, lists the partners.

    Example: wiredesk partner coast-radio --address https://coast.example/hook
    """
    need_newsroom()
    if not name:
        for each in partnering.listed():
            click.echo(each)
        return
    made = partnering.settle(name, address=address, edition=edition, new_keys=new_keys, end=end, now=clock.now())
    click.echo(made)


@click.command()
@click.option("--web", is_flag=True, help="The web server only.")
@click.option("--worker", is_flag=True, help="Collector and worker only.")
@click.option("--port", type=int, default=settings.port, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def run(web: bool, worker: bool, port: int, host: str) -> None:
    """Run web server, collector and worker in one process group. Ctrl-C stops it.

    Example: wiredesk run
    """
    running.fit_to_run()
    need_newsroom()
    if worker and not web:
        running.work()
    elif web and not worker:
        running.serve(host, port)
    else:
        click.echo(f"{settings.site_name} on {settings.base_url} (desk: {settings.base_url}/desk/)", err=True)
        running.both(host, port)


@click.command()
@click.option("--id", "ids", type=int, multiple=True, help="Only this raw file; may be given again.")
@click.option("--all", "everything", is_flag=True, help="Also what was read before.")
def replay(ids: tuple[int, ...], everything: bool) -> None:
    """Read quarantined (or old) raw copy again, after a fix.

    Example: wiredesk replay
    """
    need_newsroom()
    rows = Raw.objects.all() if everything or ids else Raw.objects.filter(state__in=(Raw.State.QUARANTINED, "parked"))
    if ids:
        rows = rows.filter(pk__in=ids)
    count = rows.update(state=Raw.State.WAITING, queued_at=clock.now(), attempts=0, lease="", leased_until=None)
    flow = Flow()
    try:
        flow.drain(clock.now, command="collect", progress=progress())
    finally:
        flow.close()
    left = Raw.objects.filter(state=Raw.State.QUARANTINED).count()
    click.echo(f"{count} files read again, {left} in quarantine")
    sys.exit(1 if left else 0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a table.")
def status(as_json: bool) -> None:
    """Show wires, queues, quarantine, last errors.

    Example: wiredesk status --json
    """
    need_newsroom()
    said = state.status(now=clock.now())
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    out = Console()
    wires = Table("agency", "address", "health", "received", "shown", "duplicate", "quarantined", "what is wrong")
    for wire in said["wires"]:
        names = ("agency", "address", "health", "received", "shown", "duplicate", "quarantined", "health_sentence")
        wires.add_row(*(str(wire[name]) for name in names))
    out.print(wires)
    queues = Table("step", "waiting", "oldest, seconds")
    for name, queue in said["queues"].items():
        queues.add_row(name, str(queue["waiting"]), f"{queue['oldest_seconds']:.0f}")
    out.print(queues)
    for row in said["quarantine"]:
        out.print(f"quarantine {row['id']} {row['name']}: {row['reason']}", markup=False)
    for row in said["quarantined_items"]:
        out.print(f"quarantined item {row['id']} of raw {row['raw']}: {row['reason']}", markup=False)
    for row in said["parked"]:
        out.print(f"parked {row['step']} {row['id']}: {row['error']}", markup=False)


@click.command()
def rebuild() -> None:
    """Write every public file again; a file whose content is the same keeps every byte.

    Example: wiredesk rebuild
    """
    need_newsroom()
    dependents.enqueue(dependents.everything(now=clock.now()), now=clock.now())
    searching.send_all()
    flow = Flow()
    try:
        click.echo(f"{flow.drain(clock.now, command='publish', progress=progress())} files")
    finally:
        flow.close()


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write one file with the whole newsroom.

    Example: wiredesk backup monday.tar.gz
    """
    need_newsroom()
    keeping.backup(file)
    click.echo(f"{file}: {file.stat().st_size} bytes")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="This replaces the newsroom's database. Go on?")
def restore(file: Path) -> None:
    """Bring a newsroom back from a backup; what was killed since stays killed.

    Example: wiredesk restore monday.tar.gz
    """
    again = keeping.restore(file)
    click.echo(f"restored; {again} kills and holds of the record obeyed again. Next: wiredesk rebuild")


@click.command()
def export() -> None:
    """Print all items, stories and versions as JSON Lines.

    Example: wiredesk export > newsroom.jsonl
    """
    need_newsroom()
    for row in keeping.rows():
        click.echo(json.dumps(row, ensure_ascii=False))


@click.command()
@click.option("--print", "show", is_flag=True, help="Print the entries too, one JSON object a line.")
@click.option("--kind", multiple=True, help="Print these kinds only; may be given again.")
@click.option("--verify", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Verify a printed file.")
def record(show: bool, kind: tuple[str, ...], verify: Path | None) -> None:
    """Verify (and print) the append-only record; exit code 1 when its chain is broken.

    Example: wiredesk record --print > audit.jsonl
    """
    if verify is not None:
        with verify.open(encoding="utf-8") as file:
            count, broken_hash = record_models.verified(json.loads(line) for line in file if line.strip())
        if broken_hash:
            raise click.ClickException(f"{verify}: the chain is broken after {count} entries, at {broken_hash}")
        click.echo(f"{verify}: {count} entries, chain holds", err=True)
        return
    need_newsroom()
    if show:
        for entry in record_models.Entry.objects.order_by("pk").iterator():
            if not kind or entry.kind in kind:
                click.echo(json.dumps(record_models.exported(entry), ensure_ascii=False))
    broken = record_models.broken_at()
    if broken is not None:
        raise click.ClickException(f"the chain is broken at entry {broken.pk}: {broken}")
    click.echo(f"{record_models.Entry.objects.count()} entries, chain holds", err=True)


@click.command("roles")
def roles_table() -> None:
    """Print who may do what: roles and actions, as Markdown.

    Example: wiredesk roles
    """
    click.echo(roles.table())


@click.command()
@click.option("--port", type=int, default=settings.port, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the newsroom.")
def demo(port: int, no_serve: bool) -> None:
    """Run the sample wires through the whole path and serve the site.

    Example: WIREDESK_HOME=demo wiredesk demo
    """
    sampling.demo(port=port, serve=not no_serve)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands.

    Example: wiredesk manage createsuperuser
    """
    execute_from_command_line(["wiredesk manage", *arguments])
