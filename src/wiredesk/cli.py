"""`wiredesk …`: each command is loaded when it is asked for, so that the text tools never wait for the newsroom."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from wiredesk import __version__
from wiredesk.core.errors import WiredeskError
from wiredesk.core.model import Draft, Item, Ledger

TEXT = "wiredesk.core.commands"
HOUSE = "wiredesk.newsroom.console"

# name: (module, attribute, one line of help, which --help of the whole shows without loading anything)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": (f"{TEXT}.read", "command", "Read agency files; print one ninjs object a line."),
    "group": (f"{TEXT}.group", "command", "Group items into stories, as a stream."),
    "backfill": ("wiredesk.adapters.backfill", "command", "Group archives of millions of items into stories."),
    "claims": (f"{TEXT}.claims", "command", "Print who says what in each item."),
    "ledger": (f"{TEXT}.ledger", "command", "Print one story's ledger: who says, confirms, denies."),
    "check": (f"{TEXT}.check", "command", "Check a draft, headline or sentence against its sources."),
    "drift": (f"{TEXT}.drift", "command", "Say how far a text has moved from its sources."),
    "advise": (f"{TEXT}.advise", "command", "Print open questions and suggestions for one story."),
    "style": (f"{TEXT}.style", "command", "Say where a text leaves the style of the house."),
    "write": (f"{TEXT}.write", "command", "Write a draft of one story (or run the newsroom's step)."),
    "picture": (f"{TEXT}.picture", "command", "Draw a map or card of one story, or inspect a picture."),
    "init": (HOUSE, "init", "Make a new newsroom: database, secret key, first editor."),
    "add": (HOUSE, "add", "Add a wire and collect it once."),
    "collect": (HOUSE, "collect", "Ask all wires that are due, and read what they sent."),
    "attribute": (HOUSE, "attribute", "Read who says what in the stories that wait."),
    "publish": (HOUSE, "publish", "Publish what is approved, and write the files."),
    "rights": (HOUSE, "rights", "Print the agencies' licences, or set them from a file."),
    "partner": (HOUSE, "partner", "Give a partner a key to our stories, or list the partners."),
    "run": (HOUSE, "run", "Run web server, collector and worker."),
    "replay": (HOUSE, "replay", "Read quarantined or old raw copy again."),
    "status": (HOUSE, "status", "Show wires, queues, quarantine, last errors."),
    "rebuild": (HOUSE, "rebuild", "Write every public file again."),
    "backup": (HOUSE, "backup", "Write one file with the whole newsroom."),
    "restore": (HOUSE, "restore", "Bring a newsroom back from a backup; kills stay."),
    "export": (HOUSE, "export", "Print all items, stories and versions as JSON Lines."),
    "record": (HOUSE, "record", "Verify or print the append-only record."),
    "roles": (HOUSE, "roles_table", "Print who may do what at the desk."),
    "demo": (HOUSE, "demo", "Run the sample wires through the whole path and serve the site."),
    "manage": (HOUSE, "manage", "Django's own commands, for administrators."),
}
GIVEN = "wiredesk.given"
STEPS = {"group", "write", "check"}  # also steps of the newsroom, when given nothing to work on


class Lazy(click.Group):
    """A group that imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the path."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Note what a command is given, which tells a text tool from a step of the newsroom."""
        ctx.meta[GIVEN] = args[1:]
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import and return one command."""
        if name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[name]
        given = ctx.meta.get(GIVEN, [])
        # `group` alone reads standard input where something is piped into it; the others need a file to be text tools.
        piped = name == "group" and not (sys.stdin is not None and sys.stdin.isatty())
        if name in STEPS and not given and not piped:
            module, attribute = HOUSE, f"{name}_step"
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, _, about) in COMMANDS.items()])


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wiredesk")
@click.pass_context
def cli(context: click.Context) -> None:
    """Agency wires in, sourced stories out.

    Example: wiredesk read feed.xml | wiredesk group
    """
    context.obj = _with_model


def _with_model(items: Sequence[Item], ledger: Ledger, spec: str) -> Draft:
    """Write with a model, for `wiredesk write --writer`: settings and network are loaded only then."""
    draft: Draft = importlib.import_module("wiredesk.writers").write(items, ledger, spec=spec)
    return draft


def main() -> None:
    """Run the command line; an expected error is one sentence and exit code 1 or 2."""
    try:
        cli(prog_name="wiredesk")
    except WiredeskError as error:
        click.echo(f"wiredesk: {error}", err=True)
        sys.exit(2)
