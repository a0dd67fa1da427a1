"""`wiredesk claims`: every attributed statement of items, one line of JSON each."""

from __future__ import annotations

import json

import click

from wiredesk.core import claims
from wiredesk.core.commands import inputs
from wiredesk.core.errors import WiredeskError


@click.command("claims")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=inputs.PATHS)
@click.option("--text", is_flag=True, help="Take files as plain text; spans count exactly that text.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], text: bool) -> None:
    """Print who says what in agency items, a line of JSON per claim.

    FILE is an agency file, ninjs lines as `wiredesk read` prints them, a folder, or - for standard input.

    Example: wiredesk read wires/ | wiredesk claims -
    """
    failures: list[WiredeskError] = []
    for item in inputs.items(paths, text, failed=failures.append):
        for claim in claims.find(item):
            click.echo(json.dumps(claims.claim_to_json(claim), ensure_ascii=False))
    for error in failures:
        inputs.report(error)
    context.exit(1 if failures else 0)
