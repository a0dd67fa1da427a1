"""`wiredesk group`: items become stories, as a stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from wiredesk.core import formats, matching
from wiredesk.core.errors import WiredeskError

_EPILOG = "Example: wiredesk read inbox/ | wiredesk group --window 4 > stories.jsonl"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = 1e11  # seconds reach this in the year 5138: a larger number counts milliseconds


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
            "id": document.id, "story": decision.story, "duplicate_of": decision.duplicate_of, "origin": decision.origin,
        }  # fmt: skip
        if why:
            answer |= {"score": round(decision.score, 4), "why": list(decision.why)}
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def _documents(lines: BinaryIO, name: str, failed: list[int]) -> Iterator[matching.Document]:
    """Yield the documents; an id that comes again gets the line's number behind it, so that each line has its own."""
    seen: set[str] = set()
    newest = _EPOCH
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = _document(json.loads(line.decode("utf-8-sig")), newest)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError, WiredeskError) as error:
            click.echo(f"{name}:{number}: {_reason(error)}", err=True)
            failed.append(number)
            continue
        if document.id in seen:
            click.echo(f"{name}:{number}: the id {document.id} came before; left out.", err=True)
            failed.append(number)
            continue
        seen.add(document.id)
        newest = max(newest, document.time)
        yield document


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"has no {error.args[0]}."
    return "is no JSON object." if isinstance(error, json.JSONDecodeError | RecursionError) else str(error)


def _document(row: Any, newest: datetime) -> matching.Document:
    if not isinstance(row, dict):
        raise TypeError("is no JSON object.")
    if "uri" in row:
        return _from_item(row, newest)
    text = {key: str(row.get(key) or "") for key in ("title", "text", "language", "guid", "agency", "credit")}
    text["language"] = text["language"] or "en"
    return matching.Document(id=str(row["id"]), time=_time(row["time"]), **text)


def _from_item(row: dict[str, Any], newest: datetime) -> matching.Document:
    item = formats.ninjs.load(row)
    # An item without a time came when it came: no earlier than what stands before it.
    return matching.Document(
        id=item.guid, time=item.version_created or item.first_created or newest, title=item.headline, text=item.body,
        language=item.language or "en", guid=item.guid, agency=item.agency, credit=item.credit,
    )  # fmt: skip


def _time(value: Any) -> datetime:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000 if abs(value) > _MILLISECONDS else value, UTC)
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"time {str(value)[:40]!r} is neither ISO 8601 nor seconds since 1970.") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
