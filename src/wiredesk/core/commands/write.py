"""`wiredesk write`: the items of one story become a draft."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from wiredesk.core import claims, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import Misconfigured, WiredeskError
from wiredesk.core.model import Draft, Item, Ledger

WithModel = Callable[[Sequence[Item], Ledger, str], Draft]
"""What writes with a model: the shell gives it, since the core reaches no network."""


@click.command(name="write", epilog="Example:  wiredesk write moscow.json kyiv.json | jq -r .headline")
@click.argument("paths", nargs=-1, required=True, type=inputs.PATHS, metavar="FILE...")
@click.option("--writer", default="extract", show_default=True, help="extract, or PROVIDER:MODEL.")
@click.option("--short", is_flag=True, help="Leave summary and body out: headline and up to 60 words.")
@click.option("--brief", is_flag=True, help="Write a brief: the short text is the body.")
@click.option("--text", "plain", is_flag=True, help="The files are plain text.")
@click.pass_obj
def command(
    with_model: WithModel | None, /, paths: tuple[str, ...], writer: str, short: bool, brief: bool, plain: bool
) -> None:
    """Write one story from its items, each sentence with the spans it stands on.

    FILE is any supported agency file, ninjs lines, a folder or - for standard input. Prints one JSON object; `made`
    says which writer wrote, and why an extract stands where a model was asked for.
    """
    if writer != "extract" and (with_model is None or not (":" in writer or writer.startswith("http"))):
        raise click.UsageError(f"there is no writer {writer!r}; use extract, or name a model as PROVIDER:MODEL.")
    failures: list[WiredeskError] = []
    items = list(inputs.items(paths, text=plain, failed=failures.append))
    for failure in failures:
        inputs.report(failure)
    if items:
        draft = _form(_written(items, writer, with_model), short=short, brief=brief)
        click.echo(json.dumps(writing.draft_to_json(draft), ensure_ascii=False))
    if failures or not items:
        sys.exit(1)


def _written(items: Sequence[Item], writer: str, with_model: WithModel | None) -> Draft:
    kept = writing.usable(items)
    ledger = claims.ledger(kept)
    if writer == "extract" or with_model is None:
        draft = writing.extract(kept, ledger)
    else:
        try:
            draft = with_model(kept, ledger, writer)
        except Misconfigured as error:
            raise click.UsageError(f"{error.reason}; or use --writer extract.") from None
    if draft.made.note:
        click.echo(draft.made.note, err=True)
    return draft


def _form(draft: Draft, *, short: bool, brief: bool) -> Draft:
    if short:
        return replace(draft, summary=(), body=())
    return writing.brief(draft) if brief else draft
