"""A matcher's window as bytes and back: a worker starts in a second, not in the minute that reading all items takes.

Nothing rests on it: the database is the truth, and a snapshot that is missing, old or broken is passed over.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import zlib
from array import array
from typing import Any, BinaryIO

from wiredesk.core.errors import Unreadable
from wiredesk.core.matching.matcher import Matcher
from wiredesk.core.matching.vocabulary import Vocabulary
from wiredesk.core.matching.window import Held, Open, Sums

_MAGIC = b"wiredesk window 1\n"
_ARRAYS = (("terms", "I"), ("weights", "f"), ("title", "I"), ("names", "I"), ("numbers", "I"), ("sketch", "I"))
_LARGEST = 2_000_000_000  # bytes of a snapshot


def dump(matcher: Matcher, out: BinaryIO, *, last: int) -> None:
    """Write a window.

    Args:
        matcher: The window.
        out: Where to write.
        last: What the caller needs to go on, such as the last key it placed.
    """
    items = list(matcher.window.items.values())
    head: dict[str, Any] = {
        "last": last,
        "newest": matcher.newest,
        "items": [[i.key, i.time, i.agency, i.guid, i.story, i.origin, i.digest] for i in items],
        "stories": [[story.key, story.first, story.last, story.square] for story in matcher.stories()],
        "lengths": {name: [len(getattr(item, name)) for item in items] for name, _ in _ARRAYS},
        "words": {
            language: [words.items, words.has_background, *words.known()] for language, words in matcher.words.items()
        },
    }
    body = io.BytesIO()
    told = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    body.write(len(told).to_bytes(8, "little") + told)
    for name, kind in _ARRAYS:
        whole = array(kind)
        for item in items:
            whole.extend(getattr(item, name))
        body.write(whole.tobytes())
    packed = zlib.compress(body.getvalue(), 1)
    out.write(_MAGIC + hashlib.sha256(packed).digest() + packed)


def load(source: BinaryIO, *, window_days: float) -> tuple[Matcher, int]:
    """Return the window that `dump` wrote, and its `last`.

    Raises:
        Unreadable: It is no snapshot of this version, or broken.
    """
    if source.read(len(_MAGIC)) != _MAGIC:
        raise Unreadable("the window", "is of another version")
    digest, packed = source.read(32), source.read(_LARGEST)
    if hashlib.sha256(packed).digest() != digest:
        raise Unreadable("the window", "is broken")
    body = zlib.decompress(packed)
    size = int.from_bytes(body[:8], "little")
    head = json.loads(body[8 : 8 + size].decode("utf-8", "surrogatepass"))
    matcher = Matcher(window_days)
    matcher.newest = head["newest"]
    for language, (items, background, stems) in head["words"].items():
        matcher.words[language] = Vocabulary.again(language, matcher.numbers, items, background, stems)
    highest = max((number for _, _, stems in head["words"].values() for _, number, _ in stems), default=-1)
    matcher.renumber(itertools.count(highest + 1))
    _items(matcher, head, body[8 + size :])
    return matcher, int(head["last"])


def _items(matcher: Matcher, head: dict[str, Any], data: bytes) -> None:
    """Put the items back in the order in which they came, and the stories in the order of their growth."""
    columns: dict[str, Any] = {}
    at = 0
    for name, kind in _ARRAYS:
        whole = array(kind)
        end = at + sum(head["lengths"][name]) * whole.itemsize
        whole.frombytes(data[at:end])
        columns[name], at = whole, end
    starts = {name: list(itertools.accumulate(head["lengths"][name], initial=0)) for name, _ in _ARRAYS}
    for key, first, last, square in head["stories"]:
        matcher.window.stories[key] = Open(key, first, last, square=square)
    for place, (key, time, agency, guid, story, origin, digest) in enumerate(head["items"]):
        cut: dict[str, Any] = {
            name: columns[name][starts[name][place] : starts[name][place + 1]] for name, _ in _ARRAYS
        }
        item = Held(key=key, time=time, agency=agency, guid=guid, story=story, origin=origin, digest=digest, **cut)
        matcher.keep(item)
        matcher.window.stories[story].items.append(item)
    for held in matcher.stories():
        held.sums = Sums.of(held.items)
