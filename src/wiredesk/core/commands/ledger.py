"""`wiredesk ledger`: who says, confirms and denies what in the items of one story."""

from __future__ import annotations

import json

import click

from wiredesk.core import claims
from wiredesk.core.commands import inputs
from wiredesk.core.errors import WiredeskError


@click.command("ledger")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=inputs.PATHS)
@click.option("--text", is_flag=True, help="Take files as plain text; spans count exactly that text.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], text: bool) -> None:
    """Print the ledger of one story: its claims, what they state together, who confirms, who denies.

    FILE is an agency file, ninjs lines as `wiredesk read` prints them, a folder, or - for standard input.

    Example: wiredesk ledger moscow.xml kyiv.xml
    """
    failures: list[WiredeskError] = []
    items = list(inputs.items(paths, text, failed=failures.append))
    found = claims.ledger_to_json(claims.ledger(items))
    click.echo(json.dumps(found, ensure_ascii=False))
    for error in failures:
        inputs.report(error)
    context.exit(1 if failures else 0)
