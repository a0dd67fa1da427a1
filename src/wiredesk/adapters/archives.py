"""Archives of agency copy as documents: JSON Lines, WARC, folders of agency files, one piece of work at a time."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from wiredesk.core import formats
from wiredesk.core.errors import WiredeskError
from wiredesk.core.matching import Document, rows

PIECE = 64 * 1024 * 1024  # bytes of a JSON Lines file that are read as one piece of work
FILES = 500  # agency files read as one piece of work
LARGEST = 20 * 1024 * 1024  # bytes of one record or file
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_WARC = (".warc", ".warc.gz")


class Piece(NamedTuple):
    """A part of an archive that one worker reads: lines of a file from one byte to another, a WARC, or some files."""

    kind: str  # "lines", "warc", "files"
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0  # 0: to the end


def pieces(paths: list[Path]) -> list[Piece]:
    """Cut archives into pieces of work, in a fixed order."""
    found: list[Piece] = []
    for path in paths:
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        loose: list[str] = []
        for file in files:
            name = file.name.lower()
            if name.endswith(_WARC):
                found.append(Piece("warc", (str(file),)))
            elif name.endswith(".gz") and name.endswith(_LINES):
                found.append(Piece("lines", (str(file),)))
            elif name.endswith(_LINES):
                size = file.stat().st_size
                found += [Piece("lines", (str(file),), at, min(size, at + PIECE)) for at in range(0, size, PIECE)]
            else:
                loose.append(str(file))
        found += [Piece("files", tuple(loose[at : at + FILES])) for at in range(0, len(loose), FILES)]
    return found


def documents(piece: Piece) -> Iterator[Document | str]:
    """Yield what a piece holds: documents, and for what can't be read a sentence that says where and why."""
    if piece.kind == "lines":
        yield from _lines(piece)
    elif piece.kind == "warc":
        yield from _warc(piece.paths[0])
    else:
        for path in piece.paths:
            yield from _file(Path(path).read_bytes()[:LARGEST], path)


def _file(data: bytes, name: str) -> Iterator[Document | str]:
    try:
        items = list(formats.read(data, name=name))
    except (WiredeskError, ValueError, RecursionError) as error:
        yield f"{name}: {error}"
        return
    for item in items:
        time = item.version_created or item.first_created
        yield rows.from_item(item, rows.EPOCH) if time else f"{name}: {item.guid} has no time"


def _lines(piece: Piece) -> Iterator[Document | str]:
    """Yield the lines that begin in the piece; one that runs over its end belongs to it."""
    path = Path(piece.paths[0])
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as source:
        at = piece.start
        if at:
            # The byte before tells whether a line begins here; what was begun earlier is another's.
            source.seek(at - 1)
            at += len(source.readline()) - 1
        newest = rows.EPOCH
        while not piece.end or at < piece.end:
            line = source.readline(LARGEST)
            if not line:
                return
            where = f"{path}: byte {at}"
            at += len(line)
            if not line.strip():
                continue
            try:
                document = rows.from_row(json.loads(line.decode("utf-8-sig")), newest)
            except (ValueError, TypeError, KeyError, OverflowError, RecursionError, WiredeskError) as error:
                yield f"{where}: {'has no ' + str(error.args[0]) if isinstance(error, KeyError) else error}"
                continue
            newest = document.time
            yield document


def _warc(path: str) -> Iterator[Document | str]:
    """Yield the items of the responses of a WARC file (ISO 28500); requests and metadata are passed over."""
    with gzip.open(path) if path.endswith(".gz") else Path(path).open("rb") as source:
        stream = io.BufferedReader(source)
        while True:
            head = _head(stream)
            if head is None:
                return
            length = int(head.get("content-length", "0") or 0)
            body = stream.read(min(length, LARGEST))
            stream.seek(max(0, length - len(body)), io.SEEK_CUR)
            if head.get("warc-type") != "response":
                continue
            answer = io.BytesIO(body)
            status = answer.readline(1_000).split()
            while answer.readline(10_000).strip():
                continue
            if len(status) > 1 and status[1] == b"200":
                yield from _file(answer.read(), head.get("warc-target-uri", path).strip("<>"))


def _head(stream: BinaryIO) -> dict[str, str] | None:
    """Return the next record's named fields in lower case, or None at the end."""
    line = stream.readline(10_000)
    while line and not line.strip():
        line = stream.readline(10_000)
    if not line.startswith(b"WARC/"):
        return None
    found: dict[str, str] = {}
    while (line := stream.readline(10_000)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found
