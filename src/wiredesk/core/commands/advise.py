"""`wiredesk advise`: what the desk offers an editor beside a story."""

from __future__ import annotations

import json
import sys

import click

from wiredesk.core import advice, claims, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import WiredeskError


@click.command(name="advise", epilog="Example:  wiredesk advise moscow.json kyiv.json")
@click.argument("paths", nargs=-1, required=True, type=inputs.PATHS, metavar="FILE...")
@click.option("--text", "plain", is_flag=True, help="The files are plain text.")
def command(paths: tuple[str, ...], plain: bool) -> None:
    """Print what is offered beside one story: slugline, sectors, countries, places, people, open questions, silent sides.

    FILE is any supported agency file, ninjs lines, a folder or - for standard input. Prints one JSON object.
    """
    failures: list[WiredeskError] = []
    items = writing.usable(list(inputs.items(paths, text=plain, failed=failures.append)))
    for failure in failures:
        inputs.report(failure)
    if items:
        found = advice.advise(items, claims.ledger(items))
        click.echo(json.dumps(advice.advice_to_json(found), ensure_ascii=False))
    if failures or not items:
        sys.exit(1)
