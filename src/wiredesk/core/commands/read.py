"""`wiredesk read`: any agency's files as ninjs 3.1, one line an item."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from wiredesk.core import formats
from wiredesk.core.errors import Misconfigured, Unreadable
from wiredesk.core.formats import profiles
from wiredesk.core.formats.finish import LOST

_EPILOG = "Example: wiredesk read inbox/ story.xml - > items.jsonl"


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "kind",
    metavar="NAME",
    type=click.Choice(formats.FORMATS),
    help="Read as this format; found by content otherwise.",
)
@click.option("--profile", metavar="NAME", help="Read with the ways of this source.")
def command(paths: tuple[str, ...], kind: str | None, profile: str | None) -> None:
    """Read agency files and print a ninjs 3.1 object per item and line.

    PATH is a file, a folder (all files in it) or - for standard input. What can't be read is named on standard
    error, and so is an item that loses too many of its words, which is printed as withheld; the exit code is 1 then,
    and everything readable is still printed.
    """
    if profile:
        try:
            profiles.load(profile)
        except Misconfigured as error:
            raise click.UsageError(str(error)) from None
    failed = False
    for path in _files(paths):
        try:
            reading = formats.read_with_warnings(_bytes(path), name=path, format=kind, profile=profile)
        except Unreadable as error:
            click.echo(f"{path}: {error.reason}", err=True)
            failed = True
            continue
        for warning in reading.warnings:
            click.echo(f"{path}: {warning}", err=True)
        for item in reading.items:
            for lost in (each for each in item.warnings if each.startswith(LOST)):
                click.echo(f"{path}: {item.guid} {lost}", err=True)
                failed = True
            line = json.dumps(formats.ninjs.dump(item), ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()
    if failed:
        raise SystemExit(1)


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            yield path
            continue
        yield from (
            str(each) for each in sorted(Path(path).rglob("*")) if each.is_file() and not _is_hidden(each, path)
        )


def _is_hidden(file: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(path, f"can't be opened: {error.strerror}") from None
