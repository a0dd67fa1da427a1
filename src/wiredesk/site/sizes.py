"""In which sizes a story's photo is made, and at which addresses they stand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from wiredesk.core import pictures
from wiredesk.site import photography
from wiredesk.site.photography import Shown
from wiredesk.site.public import Version

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
SHARED = {"wide": (1200, 675), "four": (1200, 900), "square": (1200, 1200)}
"""Sizes for those who show our stories: sharing, search engines (16:9, 4:3, 1:1)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One size of a photo, as its address names it."""

    shape: str
    width: int
    height: int
    form: str

    @property
    def name(self) -> str:
        """The end of its address."""
        return f"{self.shape}-{self.width}.{self.form}"


def asks(shown: Shown) -> list[Ask]:
    """Return every size that a photo is made in: for the page in three formats, for sharing as JPEG."""
    widest = min(max(photography.WIDTHS), _widest(shown))
    widths = [each for each in photography.WIDTHS if each < widest] + [widest]
    ratio = _ratio(shown)
    found = [Ask("page", each, round(each / ratio), form) for form in TYPES for each in widths]
    return found + [Ask(shape, *_shared(shown, size), "jpg") for shape, size in SHARED.items()]


def _shared(shown: Shown, size: tuple[int, int]) -> tuple[int, int]:
    """Return a size for sharing; the whole photo where it must not be cut, and none larger than it is."""
    width, height = shown.photo.width or size[0], shown.photo.height or size[1]
    if shown.uncut:
        wide = min(size[0], width)
        return wide, round(wide * height / width)
    scale = min(1.0, width / size[0], height / size[1])
    return round(size[0] * scale), round(size[1] * scale)


def _ratio(shown: Shown) -> float:
    """Return width to height on the page."""
    own = (shown.photo.width or 16) / (shown.photo.height or 9)
    return own if shown.uncut or own < photography.NARROW else photography.RATIO


def _widest(shown: Shown) -> int:
    """Return the width of the largest cut that the photo has pixels for."""
    width, height = shown.photo.width or 1200, shown.photo.height or 675
    return max(1, min(width, round(height * _ratio(shown)), 2560))


def key(shown: Shown) -> str:
    """Name a photo with its cut and its words: another word in its metadata is another file at another address."""
    photo, picture = shown.photo, shown.picture
    said = (photo.digest, shown.focus, shown.uncut, picture.alt, picture.caption, repr(about(shown)))
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def about(shown: Shown) -> pictures.About:
    """Return what the files of a photo say of it here: its owner's words, and the editor's where there are any."""
    return replace(shown.photo.about, alt=shown.picture.alt, caption=shown.picture.caption)


def paths(version: Version, *, now: datetime) -> set[str]:
    """Return the addresses of the sizes of the photo that a version shows now."""
    if version.is_notice:
        return set()
    shown = photography.chosen(version, now=now)
    if shown is None:
        return set()
    base = f"/story/{version.story_id}/photo/{key(shown)}-"
    return {f"{base}{each.name}" for each in asks(shown)}
