"""A matcher's window as bytes and back: a worker starts in a second, not in the minute that reading all items takes.

Nothing rests on it: the database is the truth, and a snapshot that is missing, old or broken is passed over.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import zlib
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

from wiredesk.core.errors import Unreadable
from wiredesk.core.matching.matcher import Matcher
from wiredesk.core.matching.vocabulary import Vocabulary
from wiredesk.core.matching.window import Held, Open

_MAGIC = b"wiredesk window 2\n"
_ARRAYS = (("terms", "I"), ("weights", "f"), ("marks", "I"), ("sketch", "I"))
_TOLD = ("key", "number", "time", "titled", "digest", "language", "agency", "guid", "story", "origin")
_TOGETHER = 1_000  # items written as one block, so that neither side holds all of it twice
_LARGEST = 100_000_000  # bytes of a block


def dump(matcher: Matcher, out: BinaryIO, *, last: int) -> None:
    """Write a window.

    Args:
        matcher: The window.
        out: Where to write.
        last: What the caller needs to go on, such as the last key it placed.
    """
    items = list(matcher.window.items.values())
    out.write(_MAGIC)
    head = {
        "last": last,
        "newest": matcher.newest,
        "last_number": matcher.last_number,
        "items": len(items),
        "stories": [[s.key, s.first, s.last, s.square, [i.number for i in s.items]] for s in matcher.stories()],
        "words": [[w.language, w.items, w.has_background] for w in matcher.words.values()],
    }
    _write(out, head, [])
    _write(out, None, matcher.texts.runs.columns())
    for words in matcher.words.values():
        _write(out, None, words.columns())
    for at in range(0, len(items), _TOGETHER):
        block = items[at : at + _TOGETHER]
        columns = [
            array(kind, itertools.chain.from_iterable(getattr(item, name) for item in block)) for name, kind in _ARRAYS
        ]
        told = [
            [[getattr(item, name) for name in _TOLD], [len(getattr(item, name)) for name, _ in _ARRAYS]]
            for item in block
        ]
        _write(out, told, columns)


def load(source: BinaryIO, *, window_days: float) -> tuple[Matcher, int]:
    """Return the window that `dump` wrote, and its `last`.

    Raises:
        Unreadable: It is no snapshot of this version, or broken.
    """
    if source.read(len(_MAGIC)) != _MAGIC:
        raise Unreadable("the window", "is of another version")
    matcher = Matcher(window_days)
    head, _ = _read(source, ())
    matcher.newest, matcher.last_number = head["newest"], head["last_number"]
    _, (runs, numbers) = _read(source, "II")
    matcher.texts.again((runs, numbers))
    for language, items, background in head["words"]:
        _, (stems, seen) = _read(source, "Id")
        matcher.words[language] = Vocabulary.again(language, items, background, (stems, seen))
    by_number: dict[int, Held] = {}
    keys = {key: key for key, *_ in head["stories"]}
    while len(by_number) < head["items"]:
        told, columns = _read(source, [kind for _, kind in _ARRAYS])
        for item in _items(told, columns):
            item.story = keys[item.story]
            by_number[item.number] = item
            matcher.keep(item)
    for key, first, latest, square, numbers in head["stories"]:
        story = Open(key, first, latest, [by_number[number] for number in numbers], square)
        story.fold()
        matcher.window.stories[key] = story
    return matcher, int(head["last"])


def _items(told: list[Any], columns: list[array[Any]]) -> Iterator[Held]:
    """Yield the items of one block."""
    at = [0] * len(_ARRAYS)
    for values, lengths in told:
        cut: dict[str, Any] = dict(zip(_TOLD, values, strict=True))
        for place, (name, _) in enumerate(_ARRAYS):
            cut[name] = columns[place][at[place] : at[place] + lengths[place]]
            at[place] += lengths[place]
        if cut["origin"] == cut["key"]:
            cut["origin"] = cut["key"]  # one string, not two
        if cut["guid"] == cut["key"]:
            cut["guid"] = cut["key"]
        yield Held(**cut)


def _write(out: BinaryIO, told: Any, columns: Any) -> None:
    """Write a block: how long it is, its digest, and packed: what is told, and columns of numbers."""
    head = json.dumps([told, [len(column) for column in columns]], ensure_ascii=False).encode("utf-8", "surrogatepass")
    body = b"".join([len(head).to_bytes(8, "little"), head, *(column.tobytes() for column in columns)])
    packed = zlib.compress(body, 1)
    out.write(len(packed).to_bytes(8, "little") + hashlib.sha256(packed).digest() + packed)


def _read(source: BinaryIO, kinds: Any) -> tuple[Any, list[array[Any]]]:
    """Return what a block tells, and its columns."""
    size, digest = int.from_bytes(source.read(8), "little"), source.read(32)
    packed = source.read(min(size, _LARGEST))
    if hashlib.sha256(packed).digest() != digest:
        raise Unreadable("the window", "is broken")
    body = zlib.decompress(packed)
    at = 8 + int.from_bytes(body[:8], "little")
    told, lengths = json.loads(body[8:at].decode("utf-8", "surrogatepass"))
    columns = []
    for kind, length in zip(kinds, lengths, strict=True):
        column: array[Any] = array(kind)
        end = at + length * column.itemsize
        column.frombytes(body[at:end])
        columns.append(column)
        at = end
    return told, columns
