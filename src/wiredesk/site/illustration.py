"""The picture of a story: a photo that may be shown, else a map, bars or a card, drawn from the copy."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from wiredesk.core import model as core
from wiredesk.core import pictures, writing
from wiredesk.core.errors import Unreadable
from wiredesk.photos import store, workshop
from wiredesk.photos.models import Choice
from wiredesk.site import photography, sizes
from wiredesk.site.photography import Shown
from wiredesk.site.public import Version
from wiredesk.site.story import Photo, SourceSet, items_of
from wiredesk.wire.models import Item

NAME = re.compile(r"(?P<key>[0-9a-f]{12})-(?P<shape>page|wide|four|square)-(?P<width>\d{2,4})\.(?P<form>avif|webp|jpg)")

SIZES = "(min-width: 42rem) 38rem, calc(100vw - 2rem)"
"""How wide the picture stands on the page, as its style sheet says."""


def chosen(version: Version, *, now: datetime, dark: bool = False) -> pictures.Picture:
    """Return the picture of a version.

    Args:
        version: A public version, not a notice.
        now: Decides which items and photos an order or an embargo bars.
        dark: Of a drawn picture: light on dark.
    """
    choice = photography.choice_of(version)
    shown = photography.of(version, choice, now=now)
    return shown.picture if shown is not None else drawn(version, choice, now=now, dark=dark)


def drawn(version: Version, choice: Choice | None = None, *, now: datetime, dark: bool = False) -> pictures.Picture:
    """Return the map, bars or card of a version, also where it shows a photo.

    Args:
        version: A public version, not a notice.
        choice: What an editor chose; it says why there is no photo.
        now: Decides which items an embargo bars.
        dark: Light on dark.
    """
    readable = items_of(version, now=now)
    return _drawn(_Drawing(version, tuple(readable.values()), dark, _lacking(version, choice)))


def _lacking(version: Version, choice: Choice | None) -> str:
    if choice is not None and choice.photo_id is None:
        return f"{choice.name} chose no photo."
    if choice is not None:
        return "The photo that was chosen may not be shown any more."
    kept = version.receipt.get("picture") or {}
    return "The photo that stood here may not be shown any more." if kept.get("photo") else str(kept.get("lacking", ""))


class _Drawing:
    """What a picture is drawn from, alike when that is alike: a page, its picture and its sizes share one drawing."""

    def __init__(self, version: Version, items: tuple[Item, ...], dark: bool, lacking: str) -> None:
        self.version, self.items, self.dark, self.lacking = version, items, dark, lacking
        self._key = (version.pk, version.digest, version.headline, tuple(each.pk for each in items), dark, lacking)

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
    return pictures.choose(items, ledger, draft, dark=dark, lacking=given.lacking)


def photo(version: Version, *, now: datetime) -> Photo:
    """Return the picture as the page shows it."""
    choice = photography.choice_of(version)
    shown = photography.of(version, choice, now=now)
    if shown is not None:
        return _of_photo(version, shown)
    picture = drawn(version, choice, now=now)
    base = f"/story/{version.story_id}/picture"
    return Photo(
        f"{base}.svg", f"{base}-dark.svg", picture.alt, picture.caption, picture.credit, picture.kind,
        picture.source_type, picture.reason, share=f"{base}.png",
    )  # fmt: skip


def _of_photo(version: Version, shown: Shown) -> Photo:
    picture, base = shown.picture, f"/story/{version.story_id}/photo/{sizes.key(shown)}-"
    every = sizes.asks(shown)
    page = [each for each in every if each.shape == "page"]
    sets = tuple(
        SourceSet(
            sizes.TYPES[form], ", ".join(f"{base}{each.name} {each.width}w" for each in page if each.form == form)
        )
        for form in sizes.TYPES
    )
    plain = [each for each in page if each.form == "jpg"]
    middle = next((each for each in plain if each.width >= 800), plain[-1])
    shared = {each.shape: each for each in every if each.shape in sizes.SHARED}
    return Photo(
        f"{base}{middle.name}", "", picture.alt, picture.caption, picture.credit, picture.kind, picture.source_type,
        picture.reason, sets=sets, sizes=SIZES, width=middle.width, height=middle.height,
        share=f"{base}{shared['wide'].name}", share_size=(shared["wide"].width, shared["wide"].height),
        others=tuple((f"{base}{shared[shape].name}", shared[shape].width, shared[shape].height) for shape in ("four", "square")),
        rights=shown.photo.rights, creator=shown.photo.creator,
    )  # fmt: skip


def sized(version: Version, name: str, *, now: datetime) -> tuple[bytes, str] | None:
    """Return a size of the photo that a version shows, and its media type; None where that is no size of it now.

    It is made once, in a process that can be killed, and kept.

    Args:
        version: A public version, not a notice.
        name: The end of its address, as `sizes.paths` gives it.
        now: Decides whether the photo may still be shown.
    """
    shown, asked = photography.chosen(version, now=now), NAME.fullmatch(name)
    if shown is None or asked is None or asked["key"] != sizes.key(shown):
        return None
    wanted = next((each for each in sizes.asks(shown) if f"{asked['key']}-{each.name}" == name), None)
    if wanted is None:
        return None
    body = store.kept(shown.photo.digest, name)
    if body is None:
        try:
            body = workshop.size(
                store.get(shown.photo.digest), cut=(wanted.width, wanted.height), focus=shown.focus, form=wanted.form,
                about=sizes.about(shown),
            )  # fmt: skip
        except Unreadable:
            return None
        store.keep(shown.photo.digest, name, body)
    return body, sizes.TYPES[wanted.form]
