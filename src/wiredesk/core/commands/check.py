"""`wiredesk check`: does what a draft says stand in its sources?"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from wiredesk.core import checks, claims, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import Unreadable, WiredeskError
from wiredesk.core.model import Draft, Item, Sentence, freeze

EXAMPLE = "Example:  wiredesk check draft.json --sources moscow.json kyiv.json"


@click.command(name="check", epilog=EXAMPLE, context_settings={"ignore_unknown_options": False})
@click.argument("paths", nargs=-1, type=inputs.PATHS, metavar="[DRAFT] [FILE...]")
@click.option("--sources", "sources", multiple=True, type=inputs.PATHS, metavar="FILE...", help="Items, one or more.")
@click.option("--headline", metavar="TEXT", help="Check this headline.")
@click.option("--summary", metavar="TEXT", help="Check this summary.")
@click.option("--sentence", metavar="TEXT", help="Check this sentence.")
@click.option("--text", "plain", is_flag=True, help="The sources are plain text files.")
@click.option("--score", is_flag=True, help="Also print how far the sources bear each part out.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], sources: tuple[str, ...], **options: Any) -> None:
    """Check a draft, a headline, a summary or a sentence against its sources; print one finding a line.

    DRAFT is JSON with headline, summary, body, short, any of them optional, or - for standard input. Exit code 1
    if anything stops it.
    """
    typed = {name: options[name] for name in ("headline", "summary", "sentence") if options[name] is not None}
    path, files = _taken(paths, sources, bool(typed))
    failures: list[WiredeskError] = []
    items = list(inputs.items(files, text=options["plain"], failed=failures.append))
    for failure in failures:
        inputs.report(failure)
    if not items:
        raise click.UsageError("there is no source that can be read; give items after --sources.")
    try:
        draft = _typed(_read(path), typed)
    except WiredeskError as error:
        inputs.report(error)
        context.exit(1)
    context.exit(1 if _checked(draft, typed.get("sentence"), items, options["score"]) or failures else 0)
