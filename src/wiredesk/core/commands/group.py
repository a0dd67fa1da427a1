"""`wiredesk group`: items become stories, as a stream."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import click

from wiredesk.core import matching
from wiredesk.core.errors import WiredeskError
from wiredesk.core.matching import rows

_VERSION = "\0"  # stands between an id and the number of its version; no id has it
_EPILOG = "Example: wiredesk read inbox/ | wiredesk group --window 4 > stories.jsonl"


@click.command(epilog=_EPILOG)
@click.argument("file", default="-", type=click.Path(exists=True, dir_okay=False, allow_dash=True), metavar="[FILE]")
@click.option(
    "--window",
    metavar="DAYS",
    default=4.0,
    show_default=True,
    type=click.FloatRange(min=0, max=3650, min_open=True),
    help="How many days a story stays open after its last item.",
)
@click.option("--why", is_flag=True, help="Also print how sure each decision is, and why.")
def command(file: str, window: float, why: bool) -> None:
    """Group items into stories, each decided with what came before it only.

    FILE (or standard input) holds one JSON object a line in order of arrival: ninjs, or {"id", "time", "title",
    "text", "language"}. Prints {"id", "story", "duplicate_of", "origin"} for each, at once. A line that can't be read
    is named on standard error, and the exit code is 1; the rest is still grouped.
    """
    failed: list[int] = []
    if file == "-":
        _print(_documents(sys.stdin.buffer, "-", failed), window, why=why)
    else:
        with Path(file).open("rb") as lines:
            _print(_documents(lines, file, failed), window, why=why)
    if failed:
        raise SystemExit(1)


def _print(documents: Iterator[matching.Document], window: float, *, why: bool) -> None:
    for document, decision in matching.stream(documents, window):
        answer: dict[str, Any] = {
            "id": _public(document.id), "story": _public(decision.story), "duplicate_of": _public(decision.duplicate_of),
            "origin": _public(decision.origin),
        }  # fmt: skip
        if why:
            answer |= {"score": round(decision.score, 4), "why": list(decision.why)}
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def _public(key: str | None) -> str | None:
    """Return the id that the line had."""
    return key if key is None else key.partition(_VERSION)[0]


def _documents(lines: BinaryIO, name: str, failed: list[int]) -> Iterator[matching.Document]:
    """Yield the documents; an id that comes again is a new version of that piece, and is told apart inside only."""
    seen: Counter[str] = Counter()
    newest = rows.EPOCH
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = rows.from_row(json.loads(line.decode("utf-8-sig")), newest)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, WiredeskError) as error:
            click.echo(f"{name}:{number}: {_reason(error)}", err=True)
            failed.append(number)
            continue
        key = document.id
        seen[key] += 1
        if seen[key] > 1:
            document = replace(document, id=f"{key}{_VERSION}{seen[key]}")
        newest = max(newest, document.time)
        yield document


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"has no {error.args[0]}."
    return "is no JSON object." if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)
