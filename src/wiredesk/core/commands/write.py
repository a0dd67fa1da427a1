"""`wiredesk write`: the items of one story become a draft."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import click

from wiredesk.core import claims, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import WiredeskError
from wiredesk.core.model import Draft


@click.command(name="write", epilog="Example:  wiredesk write moscow.json kyiv.json | jq -r .headline")
@click.argument("paths", nargs=-1, required=True, type=inputs.PATHS, metavar="FILE...")
@click.option("--writer", default="extract", show_default=True, help="extract, or PROVIDER:MODEL.")
@click.option("--short", is_flag=True, help="Leave summary and body out: headline and up to 60 words.")
@click.option("--brief", is_flag=True, help="Write a brief: the short text is the body.")
@click.option("--text", "plain", is_flag=True, help="The files are plain text.")
def command(paths: tuple[str, ...], writer: str, short: bool, brief: bool, plain: bool) -> None:
    """Write one story from its items, each sentence with the spans it stands on.

    FILE is any supported agency file, ninjs lines, a folder or - for standard input. Prints one JSON object.
    """
    if writer != "extract":
        raise click.UsageError(_no_model(writer))
    failures: list[WiredeskError] = []
    items = list(inputs.items(paths, text=plain, failed=failures.append))
    for failure in failures:
        inputs.report(failure)
    if items:
        draft = writing.extract(items, claims.ledger(items))
        click.echo(json.dumps(writing.draft_to_json(_form(draft, short=short, brief=brief)), ensure_ascii=False))
    if failures or not items:
        sys.exit(1)


def _no_model(writer: str) -> str:
    if ":" not in writer:
        return f"there is no writer {writer!r}; use extract, or name a model as PROVIDER:MODEL."
    return f"this installation has no model writers, so {writer!r} can't write; use --writer extract."


def _form(draft: Draft, *, short: bool, brief: bool) -> Draft:
    if short:
        return replace(draft, summary=(), body=())
    return writing.brief(draft) if brief else draft
