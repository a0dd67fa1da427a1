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


class Spread(click.Command):
    """A command whose `--sources` takes every path up to the next option, as people type it."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put `--sources` before each path that follows it."""
        spread: list[str] = []
        listing = False
        for each in args:
            if each.startswith("-") and each != inputs.STDIN:
                listing = each == "--sources"
                spread += [] if listing else [each]
            else:
                spread += ["--sources", each] if listing else [each]
        return super().parse_args(context, spread)


@click.command(name="check", cls=Spread, epilog=EXAMPLE)
@click.argument("paths", nargs=-1, type=inputs.PATHS, metavar="[DRAFT] [FILE...]")
@click.option("--sources", "sources", multiple=True, type=inputs.PATHS, metavar="FILE...", help="Items, one or more.")
@click.option("--headline", metavar="TEXT", help="Check this headline.")
@click.option("--summary", metavar="TEXT", help="Check this summary.")
@click.option("--sentence", metavar="TEXT", help="Check this sentence.")
@click.option("--text", "plain", is_flag=True, help="The sources are plain text files.")
@click.option("--score", is_flag=True, help="Also print how far the sources bear each part out.")
@click.pass_context
def command(context: click.Context, /, paths: tuple[str, ...], sources: tuple[str, ...], **options: Any) -> None:
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
        draft = _typed(read_draft(path), typed)
    except WiredeskError as error:
        inputs.report(error)
        context.exit(1)
    context.exit(1 if _checked(draft, items, options["score"]) or failures else 0)


def _taken(paths: tuple[str, ...], sources: tuple[str, ...], typed: bool) -> tuple[str | None, list[str]]:
    """Return the draft's path, if there is one, and the sources'."""
    if not sources:
        raise click.UsageError("there is nothing to check against; give items after --sources.")
    if len(paths) > 1:
        raise click.UsageError("there is one DRAFT at a time; items stand after --sources.")
    if not paths and not typed:
        raise click.UsageError("there is nothing to check; give DRAFT, --headline, --summary or --sentence.")
    return (paths[0] if paths else None), list(sources)


def read_draft(path: str | None) -> dict[str, Any]:
    """Return the JSON object of a draft; an empty one for no path.

    Raises:
        Unreadable: It is no JSON object.
    """
    if path is None:
        return {}
    data = sys.stdin.buffer.read() if path == inputs.STDIN else Path(path).read_bytes()
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(path, "is not JSON; give a draft as `wiredesk write` prints it.") from error
    if not isinstance(given, dict):
        raise Unreadable(path, "is not a draft; a draft is a JSON object with headline, summary, body.")
    return given


def _typed(given: dict[str, Any], typed: dict[str, str]) -> Draft:
    """Return the draft with what was typed in place of its parts; a sentence is added to the body."""
    parts = {name: words for name, words in typed.items() if name != "sentence"}
    draft = writing.draft_from_json({**given, **parts})
    if "sentence" in typed:
        draft = replace(draft, body=(*draft.body, Sentence(typed["sentence"])))
    return draft


def _checked(draft: Draft, items: list[Item], score: bool) -> bool:
    """Print findings, and scores where asked; say whether anything stops the draft."""
    ledger = claims.ledger(items)
    findings = checks.run(draft, items, ledger)
    for finding in findings:
        click.echo(json.dumps(freeze(finding), ensure_ascii=False))
    for part, words in _parts(draft) if score else ():
        click.echo(json.dumps({"part": part, "supported": checks.support_score(words, items, ledger)}))
    return checks.stopped(findings)


def _parts(draft: Draft) -> list[tuple[str, str]]:
    parts = [("headline", draft.headline.text), ("summary", " ".join(each.text for each in draft.summary))]
    parts += [(f"body.{number}", each.text) for number, each in enumerate(draft.body)]
    parts.append(("short", " ".join(each.text for each in draft.short)))
    return [(part, words) for part, words in parts if words]
