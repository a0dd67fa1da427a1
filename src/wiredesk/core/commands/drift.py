"""`wiredesk drift`: how far a text has moved from its sources."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from wiredesk.core import claims, drift, writing
from wiredesk.core.commands import inputs
from wiredesk.core.commands.check import Spread, read_draft
from wiredesk.core.errors import WiredeskError


@click.command(name="drift", cls=Spread, epilog="Example:  wiredesk drift draft.json --sources moscow.json kyiv.json")
@click.argument("path", type=inputs.PATHS, metavar="DRAFT")
@click.option("--sources", "sources", multiple=True, required=True, type=inputs.PATHS, metavar="FILE...", help="Items.")
@click.option("--text", "plain", is_flag=True, help="The sources are plain text files.")
@click.option("--svg", "picture", default="", metavar="OUT", help="Also write the report as a picture.")
def command(path: str, sources: tuple[str, ...], plain: bool, picture: str) -> None:
    """Say how far a draft has moved from its sources: attributions, denials, qualifiers, numbers, names, order.

    DRAFT is JSON as `wiredesk write` prints it, or - for standard input. Prints one JSON object; `number` is 0 where
    nothing moved, 1 where nothing is left.
    """
    failures: list[WiredeskError] = []
    items = writing.usable(list(inputs.items(sources, text=plain, failed=failures.append)))
    for failure in failures:
        inputs.report(failure)
    if not items:
        raise click.UsageError("there is no source that can be read; give items after --sources.")
    try:
        draft = writing.draft_from_json(read_draft(path))
    except WiredeskError as error:
        inputs.report(error)
        sys.exit(1)
    report = drift.measure(draft, items, claims.ledger(items))
    if picture:
        Path(picture).write_text(drift.bars(report), encoding="utf-8")
    click.echo(json.dumps(drift.drift_to_json(report), ensure_ascii=False))
    if failures:
        sys.exit(1)
