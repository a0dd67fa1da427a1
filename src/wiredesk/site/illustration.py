"""The picture of a story: a locator map or a card, drawn from the copy; never a drawing by a model."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from wiredesk.core import model as core
from wiredesk.core import pictures, writing
from wiredesk.site.public import Version
from wiredesk.site.story import Photo, items_of

WIDTH, HEIGHT = pictures.WIDE


def chosen(version: Version, *, now: datetime, dark: bool = False) -> pictures.Picture:
    """Return the picture of a version.

    Photos of agencies are not stored yet, so none is chosen.

    Args:
        version: A public version, not a notice.
        now: Decides which items an embargo bars.
        dark: Light on dark.
    """
    items = [replace(each.as_core(), media=()) for each in items_of(version, now=now).values()]
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
