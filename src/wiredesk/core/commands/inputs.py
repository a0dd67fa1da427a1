"""What a text tool is given, as items: files, folders, `-`, agency formats, ninjs lines, plain text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable, WiredeskError
from wiredesk.core.model import Item

STDIN = "-"

PATHS = click.Path(exists=True, allow_dash=True, path_type=str)
"""The type of a PATH argument: a missing file is wrong use (exit code 2), an unreadable one is an answer (1)."""


def items(
    paths: Iterable[str], text: bool = False, failed: Callable[[WiredeskError], None] | None = None
) -> Iterator[Item]:
    """Yield the items of files, folders and standard input, in the order given.

    Args:
        paths: Files, folders (every file in them, by name) or `-` for standard input.
        text: Take each file as plain text: guid is the path as given, body the exact text of the file.
        failed: Called with what could not be read, and the rest goes on; without it the first failure is raised.

    Yields:
        Items; a file of several items (ninjs lines, a feed) gives several.

    Raises:
        Unreadable: No format understands a file, and no `failed` was given.
    """
    for path in paths:
        for name in _files(path):
            try:
                yield from _items_of(name, text)
            except WiredeskError as error:
                if failed is None:
                    raise
                failed(error)


def report(error: WiredeskError) -> None:
    """Say on standard error what could not be read, as `PATH: reason`."""
    click.echo(str(error), err=True)


def _files(path: str) -> Iterator[str]:
    """Yield the path itself, or the files of a folder by name; hidden files are left out."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    for each in sorted(Path(path).rglob("*")):
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(path).parts):
            yield str(each)


def _bytes_of(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(name, f"can't be opened ({error.strerror}).") from error


def _items_of(name: str, text: bool) -> Iterator[Item]:
    data = _bytes_of(name)
    if text:
        yield Item(guid=name, headline="", body=_plain(data, name))
        return
    objects = _ninjs_objects(data)
    if objects is None:
        yield from formats.read(data, name=name)
        return
    for each in objects:
        yield formats.ninjs.load(each)


def _plain(data: bytes, name: str) -> str:
    """Decode to the letter: no newline is changed, because offsets count this very text."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(name, "is neither UTF-8 nor Windows-1252 text; convert it to UTF-8.") from error


def _ninjs_objects(data: bytes) -> list[dict[str, Any]] | None:
    """Return the ninjs objects of one object, an array or JSON Lines, or None where it is something else."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    try:
        parsed = _parsed(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return parsed if parsed and all(isinstance(each, dict) and "uri" in each for each in parsed) else None


def _parsed(content: str) -> list[Any]:
    try:
        whole = json.loads(content)
    except ValueError:
        return [json.loads(line) for line in content.split("\n") if line.strip()]
    return whole if isinstance(whole, list) else [whole]
