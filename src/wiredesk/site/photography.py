"""Which photo a story shows: the editor's choice, else the one that stood with the approved text, while it may be seen.

A page never changes its photo by itself: what the rules took when the text went out is kept with the version, and a
photo that comes later is offered at the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from wiredesk.core import model as core
from wiredesk.core import pictures, rights
from wiredesk.photos.models import Choice, Photo
from wiredesk.settings import settings
from wiredesk.site.public import Version
from wiredesk.wire import licences
from wiredesk.wire.models import Item

RATIO = 16 / 9
WIDTHS = (480, 800, 1200, 1600)
NARROW = 1.3
"""A photo that is narrower than this, as a portrait is, is shown whole: a cut to 16:9 would lose half of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo on a page, in whose words, and why."""

    photo: Photo
    picture: pictures.Picture
    focus: tuple[float, float]
    uncut: bool
    """Whether its licence forbids cutting."""


def may_show(photo: Photo, *, now: datetime, destination: str = rights.PAGE) -> str:
    """Return why a photo may not be shown, in a sentence; "" when it may."""
    if not Photo.objects.usable(now=now).filter(pk=photo.pk).exists():
        return "Its agency withdrew it, holds it, or it is not here yet."
    if photo.agency is None:
        return ""
    terms = licences.of([photo.agency.name]).get(photo.agency.name)
    site = urlsplit(settings.base_url).hostname or ""
    return rights.picture_fault(terms, site=site, today=now.date(), destination=destination) if terms else ""


def chosen(version: Version, *, now: datetime) -> Shown | None:
    """Return the photo that a public version shows; None where it shows a drawn picture."""
    return of(version, choice_of(version), now=now)


def choice_of(version: Version) -> Choice | None:
    """Return what an editor chose for a story."""
    if Version._meta.get_field("story").is_cached(version):  # fetched together with its choice (views.current)
        choice: Choice | None = getattr(version.story, "picture_choice", None)
        return choice
    return Choice.objects.filter(story=version.story_id).select_related("photo__agency", "photo__item").first()


def of(version: Version, choice: Choice | None, *, now: datetime) -> Shown | None:
    """Return the photo that a version shows, given the editor's choice."""
    if choice is not None:
        return _by_choice(choice, now=now)
    kept = version.receipt.get("picture") or {}
    if not kept.get("photo"):
        return None
    photo = Photo.objects.filter(pk=kept["photo"]).select_related("agency", "item").first()
    if photo is None or may_show(photo, now=now):
        return None
    return _shown(
        photo, pictures.as_photo(photo.as_core(), str(kept.get("reason", ""))), (photo.focus_x, photo.focus_y)
    )


def _by_choice(choice: Choice, *, now: datetime) -> Shown | None:
    photo = choice.photo
    if photo is None or may_show(photo, now=now):
        return None
    picture = pictures.as_photo(photo.as_core(), f"A photo of {photo.owner}, chosen by {choice.name}.")
    picture = replace(picture, alt=choice.alt, caption=choice.caption or picture.caption)
    return _shown(photo, picture, (choice.focus_x, choice.focus_y))


def _shown(photo: Photo, picture: pictures.Picture, focus: tuple[float, float]) -> Shown:
    terms = licences.of([photo.agency.name]).get(photo.agency.name) if photo.agency else None
    return Shown(photo, picture, focus, bool(terms and terms.must_not_alter))


def for_rules(items: Iterable[Item], draft: core.Draft, *, now: datetime) -> tuple[pictures.Picture | None, str]:
    """Return the photo that the rules take for a text; or None, and in a sentence what is lacking.

    Only a photo that its agency sent with one of the text's own items counts: one that came alone belongs to whatever
    its agency meant, and a person says to what.

    Args:
        items: The readable items of the story.
        draft: The text; its headline must not be the alternative text.
        now: The present.
    """
    rows = list(items)
    there = list(candidates(rows, now=now))
    given: dict[int, list[core.Media]] = {}
    lacking = ""
    for photo, fault in there:
        if not fault and not photo.alone:
            given.setdefault(photo.item_id or 0, []).append(photo.as_core())
        elif fault:
            lacking = lacking or f"A photo of {photo.owner} could not be used: {fault[:1].lower()}{fault[1:]}"
    found, missing = pictures.photo_of(
        [replace(each.as_core(), media=tuple(given.get(each.pk, ()))) for each in rows], draft
    )
    return found, "" if found else (lacking or missing)


def candidates(items: Sequence[Item], *, now: datetime) -> Iterator[tuple[Photo, str]]:
    """Yield the photos that came with items, in the order of the items, each with why it may not be shown."""
    keys = [each.pk for each in items]
    photos = list(Photo.objects.filter(item__in=keys).select_related("agency", "item").order_by("pk"))
    usable = set(Photo.objects.usable(now=now).filter(item__in=keys).values_list("pk", flat=True))
    terms = licences.of({photo.agency.name for photo in photos if photo.agency})
    site = urlsplit(settings.base_url).hostname or ""
    for photo in sorted(photos, key=lambda each: (keys.index(each.item_id or 0), each.pk)):
        own = terms.get(photo.agency.name) if photo.agency else None
        fault = rights.picture_fault(own, site=site, today=now.date()) if own else ""
        if photo.state == Photo.State.WAITING:
            fault = fault or "It is not here yet."
        elif photo.pk not in usable:
            fault = photo.error or "Its agency withdrew it or holds it."
        yield photo, fault


def key_of(media: core.Media) -> int:
    """Return the number of the photo that a candidate of `for_rules` stands for."""
    return int(media.href.removeprefix("photo:"))
