"""`wiredesk backfill`: archives of millions of items become stories, in pieces that run side by side and can be resumed.

First every piece of the archive is read, and its documents are laid down by day. Then the days are grouped in shards,
each with the days before it that its stories may reach back to; stories of two shards are one where the later shard's
holds items of the earlier's. What is done stands in the folder, and is not done again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import click

from wiredesk.adapters import archives, engines
from wiredesk.core.errors import NotAllowed
from wiredesk.core.matching import Document, Matcher

SHARD = 12  # days grouped by one worker at a time
OVERLAP = 6  # days before a shard that are grouped again: the window, and two days in which the words settle
_MARK = "\0"  # between an item's id and the place where it stands: an id may come again, with each new version
_EPILOG = "Example: wiredesk backfill archive/ export.jsonl --out stories/ --workers 4"


class Read(NamedTuple):
    """A piece to read, and where its documents go."""

    piece: archives.Piece
    number: int
    folder: str


class Shard(NamedTuple):
    """Days to group: decisions are kept from `first` to before `end`."""

    first: date
    end: date
    window: float
    folder: str


def read(task: Read) -> tuple[int, int]:
    """Lay a piece's documents down by day; returns how many were read, and how many could not be."""
    folder = Path(task.folder)
    done = folder / "read" / f"{task.number:06d}.json"
    if done.exists():
        counts = json.loads(done.read_text(encoding="utf-8"))
        return counts["items"], counts["failed"]
    lines: dict[date, list[str]] = {}
    items, failed = 0, []
    for found in archives.documents(task.piece):
        if isinstance(found, str):
            failed.append(found)
            continue
        items += 1
        row = asdict(found) | {"id": f"{found.id}{_MARK}{task.number}.{items}", "time": found.time.isoformat()}
        lines.setdefault(found.time.astimezone(UTC).date(), []).append(json.dumps(row, ensure_ascii=False))
    for day, rows in lines.items():
        _write(folder / "days" / day.isoformat() / f"{task.number:06d}.jsonl", rows)
    _write(folder / "failed" / f"{task.number:06d}.txt", failed)
    _write(done, [json.dumps({"items": items, "failed": len(failed)})])
    return items, len(failed)


def group(task: Shard) -> int:
    """Group a shard's days; returns how many decisions it kept."""
    folder = Path(task.folder)
    done = folder / "grouped" / f"{task.first}.jsonl"
    before = folder / "grouped" / f"{task.first}.before.jsonl"
    if not done.exists():
        matcher = Matcher(task.window)
        kept: list[str] = []
        earlier: list[str] = []
        for document in _in_order(folder, task.first - timedelta(days=OVERLAP), task.end):
            decision = matcher.decide(document)
            story = decision.story or document.id
            matcher.place(document, story, decision.origin)
            answer = json.dumps([document.id, story, decision.duplicate_of, decision.origin], ensure_ascii=False)
            (kept if document.time.astimezone(UTC).date() >= task.first else earlier).append(answer)
        _write(before, earlier)
        _write(done, kept)
    with done.open("rb") as lines:
        return sum(1 for _ in lines)


def _in_order(folder: Path, first: date, end: date) -> Iterator[Document]:
    """Yield the documents of some days by time, one day in memory at a time; equal times keep the archive's order."""
    day = first
    while day < end:
        documents = []
        for path in sorted((folder / "days" / day.isoformat()).glob("*.jsonl")):
            with path.open(encoding="utf-8") as lines:
                documents += [_document(json.loads(line)) for line in lines]
        yield from sorted(documents, key=lambda each: each.time)
        day += timedelta(days=1)


def _document(row: dict[str, Any]) -> Document:
    return replace(Document(**row), time=datetime.fromisoformat(row["time"]))


def joined(folder: Path, shards: list[Shard]) -> Iterator[dict[str, str | None]]:
    """Yield the answers of all shards in order, one name for each story: the id of its first item."""
    named: dict[str, str] = {}  # the story of each item of the shards before, as far back as the overlap reaches
    for shard in shards:
        votes: dict[str, Counter[str]] = {}
        for key, story, _, _ in _rows(folder / "grouped" / f"{shard.first}.before.jsonl"):
            if key in named:
                votes.setdefault(story, Counter())[named[key]] += 1
        names = {story: min(counts, key=lambda name: (-counts[name], name)) for story, counts in votes.items()}
        mine: dict[str, str] = {}
        for key, story, copy, origin in _rows(folder / "grouped" / f"{shard.first}.jsonl"):
            mine[key] = name = names.setdefault(story, key)
            told = {"id": key, "story": name, "duplicate_of": copy, "origin": origin}
            yield {field: value and value.partition(_MARK)[0] for field, value in told.items()}
        named = mine  # no overlap reaches behind the shard before, since a shard is longer


def _rows(path: Path) -> Iterator[tuple[str, str, str | None, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, story, copy, origin = json.loads(line)
            yield key, story, copy, origin


def _write(path: Path, lines: list[str]) -> None:
    """Write a file whole or not at all: a worker may be killed at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8", errors="backslashreplace") as out:
        out.writelines(f"{line}\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def shards_of(folder: Path, window: float) -> list[Shard]:
    """Return the shards that the days laid down need; long gaps between days have none."""
    days = sorted(date.fromisoformat(path.name) for path in (folder / "days").glob("*"))
    found: list[Shard] = []
    for day in days:
        if not found or day >= found[-1].end:
            found.append(Shard(day, day + timedelta(days=SHARD), window, str(folder)))
    return found


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the work and its result."
)
@click.option(
    "--engine", type=click.Choice(engines.ENGINES), default="local", show_default=True, help="Where the work runs."
)
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 256), help="Processes, without a scheduler."
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="A running Dask scheduler, which reads and writes the same paths.",
)
@click.option(
    "--window",
    default=4.0,
    show_default=True,
    type=click.FloatRange(0.1, 5.0),
    metavar="DAYS",
    help="As of wiredesk group.",
)
def command(paths: tuple[Path, ...], out: Path, engine: str, workers: int, scheduler: str, window: float) -> None:
    """Group archives of agency copy into stories: JSON Lines, WARC, folders of agency files.

    Writes OUT/stories.jsonl, a line {"id", "story", "duplicate_of", "origin"} for each item in order of time, and prints
    how many items came in and went out. Run again after a stop, it goes on where it was. What can't be read is named in
    OUT/failed, and the exit code is 1.
    """
    tasks = [
        Read(piece, number, str(out))
        for number, piece in enumerate(archives.pieces([path.absolute() for path in paths]))
    ]
    _same_work(out, tasks, window)
    counts = list(engines.run(read, tasks, engine=engine, workers=workers, scheduler=scheduler))
    came, failed = sum(items for items, _ in counts), sum(lost for _, lost in counts)
    shards = shards_of(out, window)
    kept = sum(engines.run(group, shards, engine=engine, workers=workers, scheduler=scheduler))
    part, written, stories = out / "stories.jsonl.part", 0, set()
    with part.open("w", encoding="utf-8") as lines:
        for answer in joined(out, shards):
            written += 1
            stories.add(answer["story"])
            lines.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if not came == kept == written:
        raise NotAllowed(
            str(out), f"{came} items were read, {kept} grouped, {written} written: delete the folder and begin anew"
        )
    part.replace(out / "stories.jsonl")
    click.echo(json.dumps({"read": came, "unreadable": failed, "written": written, "stories": len(stories)}))
    if failed:
        raise SystemExit(1)


def _same_work(out: Path, tasks: list[Read], window: float) -> None:
    """Refuse a folder that holds other work: pieces of two archives would be mixed."""
    told = [[*task.piece, [os.path.getsize(path) for path in task.piece.paths]] for task in tasks]
    plan = hashlib.sha256(json.dumps([told, window]).encode()).hexdigest()
    path = out / "plan"
    if path.exists() and path.read_text(encoding="utf-8").strip() != plan:
        raise NotAllowed(
            str(out), "holds the work on another archive, or on this one before it changed; choose another folder"
        )
    _write(path, [plan])
