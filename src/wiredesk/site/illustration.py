"""The picture of a story: a locator map or a card, drawn from the copy; never a drawing by a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from wiredesk.core import model as core
from wiredesk.core import pictures, writing
from wiredesk.site.public import Version
from wiredesk.site.story import Photo, items_of
from wiredesk.wire.models import Item

WIDTH, HEIGHT = pictures.WIDE


def chosen(version: Version, *, now: datetime, dark: bool = False) -> pictures.Picture:
    """Return the picture of a version.

    Photos of agencies are not stored yet, so none is chosen.

    Args:
        version: A public version, not a notice.
        now: Decides which items an embargo bars.
        dark: Light on dark.
    """
    readable = items_of(version, now=now)
    return _drawn(_Drawing(version, tuple(readable.values()), dark))


class _Drawing:
    """What a picture is drawn from, alike when that is alike: a page, its picture and its sizes share one drawing."""

    def __init__(self, version: Version, items: tuple[Item, ...], dark: bool) -> None:
        self.version, self.items, self.dark = version, items, dark
        self._key = (version.pk, version.digest, version.headline, tuple(each.pk for each in items), dark)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawing) and self._key == other._key


@lru_cache(maxsize=64)
def _drawn(given: _Drawing) -> pictures.Picture:
    version, dark = given.version, given.dark
    items = [replace(each.as_core(), media=()) for each in given.items]
    draft = writing.draft_from_json(version.content)
    ledger = core.Ledger(
        countries=tuple(version.ledger.get("countries", ())), places=tuple(version.ledger.get("places", ()))
    )
    return pictures.choose(items, ledger, draft, dark=dark)


def photo(version: Version, *, now: datetime) -> Photo:
    """Return the picture as the page shows it."""
    picture = chosen(version, now=now)
    base = f"/story/{version.story_id}/picture"
    return Photo(
        f"{base}.svg", f"{base}-dark.svg", picture.alt, picture.caption, picture.credit, picture.kind,
        picture.source_type, picture.reason,
    )  # fmt: skip
