"""`wiredesk style`: where a text leaves the style of the house."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from wiredesk.core import style, writing
from wiredesk.core.commands import inputs
from wiredesk.core.commands.check import read_draft
from wiredesk.core.errors import Misconfigured, WiredeskError
from wiredesk.core.model import freeze


@click.command(name="style", epilog="Example:  wiredesk style draft.json --guide our-style.toml --edition south-asia")
@click.argument("path", type=inputs.PATHS, metavar="DRAFT")
@click.option("--guide", "guide", type=click.Path(exists=True, dir_okay=False), help="House style in TOML, not ours.")
@click.option("--edition", default="", metavar="SLUG", help="Name places as this edition does.")
@click.option("--apply", "put", is_flag=True, help="Print the draft with spelling and credit put right instead.")
def command(path: str, guide: str | None, edition: str, put: bool) -> None:
    """Say where a draft leaves the style of the house: spelling, numbers, measures, titles, places, times, words.

    DRAFT is JSON as `wiredesk write` prints it, or - for standard input. Prints one finding a line, as `wiredesk check`
    does; none of them stops a text, and the exit code is 0.
    """
    try:
        wanted = style.load(Path(guide).read_text("utf-8"), name=guide) if guide else style.house()
    except (Misconfigured, UnicodeDecodeError) as error:
        raise click.UsageError(f"the guide can't be used: {error}.") from None
    try:
        draft = writing.draft_from_json(read_draft(path))
    except WiredeskError as error:
        inputs.report(error)
        sys.exit(1)
    if put:
        click.echo(json.dumps(writing.draft_to_json(style.applied(draft, wanted)), ensure_ascii=False))
        return
    for finding in style.findings(draft, wanted, edition=edition):
        click.echo(json.dumps(freeze(finding), ensure_ascii=False))
