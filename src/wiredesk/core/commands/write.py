"""`wiredesk write`: the items of one story become a draft."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from wiredesk.core import claims, drafting, writing
from wiredesk.core.commands import inputs
from wiredesk.core.errors import Misconfigured, WiredeskError
from wiredesk.core.model import Draft, Item, Ledger, freeze

WithModel = Callable[[Sequence[Item], Ledger, str], Draft]
"""What writes with a model: the shell gives it, since the core reaches no network."""


@click.command(name="write", epilog="Example:  wiredesk write moscow.json kyiv.json | jq -r .headline")
@click.argument("paths", nargs=-1, required=True, type=inputs.PATHS, metavar="FILE...")
@click.option("--writer", default="extract", show_default=True, help="extract, or PROVIDER:MODEL.")
@click.option("--short", is_flag=True, help="Leave summary and body out: headline and up to 60 words.")
@click.option("--brief", is_flag=True, help="Write a brief: the short text is the body.")
@click.option("--form", type=click.Choice([*drafting.FORMS, "timeline"]), help="Print one line of this form instead.")
@click.option("--text", "plain", is_flag=True, help="The files are plain text.")
@click.pass_obj
def command(
    with_model: WithModel | None, /, paths: tuple[str, ...], writer: str, form: str | None, **flags: bool
) -> None:
    """Write one story from its items, each sentence with the spans it stands on.

    FILE is any supported agency file, ninjs lines, a folder or - for standard input. Prints one JSON object; `made`
    says which writer wrote, and why an extract stands where a model was asked for.
    """
    if writer != "extract" and (with_model is None or not (":" in writer or writer.startswith("http"))):
        raise click.UsageError(f"there is no writer {writer!r}; use extract, or name a model as PROVIDER:MODEL.")
    failures: list[WiredeskError] = []
    items = list(inputs.items(paths, text=flags["plain"], failed=failures.append))
    for failure in failures:
        inputs.report(failure)
    if items:
        draft = _written(items, writer, with_model)
        if form is not None:
            _print_lines(form, items, draft)
        else:
            made = _form(draft, short=flags["short"], brief=flags["brief"])
            click.echo(json.dumps(writing.draft_to_json(made), ensure_ascii=False))
    if failures or not items:
        sys.exit(1)


def _print_lines(form: str, items: Sequence[Item], draft: Draft) -> None:
    """Print a form as one line of JSON, or a timeline as one for each entry."""
    kept = writing.usable(items)
    ledger = claims.ledger(kept)
    if form == "timeline":
        told = list(drafting.timeline(kept, ledger))
    else:
        told = [drafting.Entry(None, "", drafting.line_of(form, kept, ledger, draft))]
    for at, agency, line in ((each.at, each.agency, each.line) for each in told):
        row = {"form": form, "text": line.text, "supports": [freeze(each) for each in line.supports]}
        row |= {"at": at.isoformat()} if at else {}
        click.echo(json.dumps(row | ({"agency": agency} if agency else {}), ensure_ascii=False))


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
