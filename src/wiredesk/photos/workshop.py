"""Foreign pictures made ours, and ours made smaller, in processes that can be killed; every answer is checked."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import asdict, dataclass, fields
from typing import Any

from wiredesk.adapters.parsing import Pool
from wiredesk.core.errors import Unreadable
from wiredesk.core.pictures.metadata import About, source_type

STARTS = {"avif": b"ftyp", "webp": b"WEBP", "jpg": b"\xff\xd8\xff"}
AT = {"avif": 4, "webp": 8, "jpg": 0}
LONGEST = {"creator": 300, "credit": 300, "created": 40}
MOST_WORDS = 4000

POOL = Pool(size=2, seconds=20.0, memory=1_600_000_000, reader="wiredesk.core.pictures.recode:run")
"""80 million pixels and what they become need about 700 MB; the rest is the libraries' own address space."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A foreign picture, made ours."""

    body: bytes
    digest: str
    original: str
    width: int
    height: int
    focus: tuple[float, float] | None
    about: About


def take(data: bytes, *, name: str, part: str = "") -> Taken:
    """Return a foreign picture as a clean JPEG of ours with what it says of itself.

    Args:
        data: The file, or the mail that it came in.
        name: What to call it in an error.
        part: Which attachment of a mail; empty: the data is the picture.

    Raises:
        Unreadable: It is no picture that we take; too large, too small, broken, or it killed its decoder.
    """
    answer = POOL.work(data, name=name, do="take", part=part)
    body = _picture(answer, "jpg", name)
    try:
        width, height = int(answer["width"]), int(answer["height"])
        said = {key: _words(key, answer["about"].get(key, "")) for key in (each.name for each in fields(About))}
        point = answer.get("focus")
        focus = (float(point[0]), float(point[1])) if point else None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise Unreadable(name, "was answered with no picture") from None
    if focus and not all(0 <= each <= 1 for each in focus):
        focus = None
    about = About(**(said | {"source_type": source_type(said["source_type"])}))
    # Both digests are ours: the child's word is not taken for what is kept under it.
    digest, original = hashlib.sha256(body).hexdigest(), hashlib.sha256(data).hexdigest()
    return Taken(body, digest, original, width, height, focus, about)


def size(body: bytes, *, cut: tuple[int, int], focus: tuple[float, float], form: str, about: About) -> bytes:
    """Return one size of a photo of ours.

    Args:
        body: Our own file.
        cut: Width and height in pixels.
        focus: What a cut keeps, as shares of width and height.
        form: "avif", "webp" or "jpg".
        about: What the file says of itself.

    Raises:
        Unreadable: It could not be made.
    """
    wanted = {"width": cut[0], "height": cut[1], "focus": list(focus)}
    return _picture(POOL.work(body, name="photo", do="size", cut=wanted, form=form, about=asdict(about)), form, "photo")


def _picture(answer: dict[str, Any], form: str, name: str) -> bytes:
    try:
        body = base64.b64decode(answer["picture"], validate=True)
    except (KeyError, TypeError, binascii.Error, ValueError):
        raise Unreadable(name, "was answered with no picture") from None
    start = STARTS[form]
    if body[AT[form] : AT[form] + len(start)] != start:
        raise Unreadable(name, "was answered with no picture")
    return body


def _words(key: str, value: object) -> str:
    return str(value)[: LONGEST.get(key, MOST_WORDS)] if isinstance(value, str) else ""
