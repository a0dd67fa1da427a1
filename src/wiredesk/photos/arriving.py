"""Pictures that an item names become rows that wait for their bytes; a newer version's list replaces the older one's."""

from __future__ import annotations

import hashlib
from datetime import datetime

from wiredesk.core.model import Media
from wiredesk.photos.models import Photo
from wiredesk.wire.models import Item

MOST = 12
"""Photos of one item that are fetched; a gallery of fifty is the agency's page, not a story's."""


def gather(item: Item, *, now: datetime) -> int:
    """Make a row for each picture of an item; run again, it makes none twice.

    A picture of an older version stays with the newer one that has it too, in the newer one's words; one that the newer
    version leaves out is used no more.

    Args:
        item: Copy that has found its story.
        now: The present.

    Returns:
        How many are new.
    """
    core = item.as_core()
    wanted = {_ref(each): each for each in core.media if each.kind == "picture"}
    for photo in Photo.objects.filter(agency_id=item.agency_id, item__guid=item.guid) if item.current else ():
        _follow(photo, item, wanted.pop(photo.ref, None))
    rows = [
        Photo(
            item=item, agency_id=item.agency_id, guid=media.guid[:500], ref=ref, alone=not item.body,
            href=_href(media, core.format), state=Photo.State.WAITING, queued_at=now, received_at=now,
            **_said(media), **_point(media),
        )
        for ref, media in list(wanted.items())[:MOST]
    ]  # fmt: skip
    return len(Photo.objects.bulk_create(rows, ignore_conflicts=True))


def _follow(photo: Photo, item: Item, media: Media | None) -> None:
    """Let a photo go on with the newer version, in its words; or mark it as left out."""
    row = Photo.objects.filter(pk=photo.pk)
    if media is None:
        row.exclude(state=Photo.State.LEFT).update(state=Photo.State.LEFT, lease="", leased_until=None)
        return
    words = {name: value for name, value in _said(media).items() if value}
    back = {"state": Photo.State.READY if photo.digest else Photo.State.WAITING}
    row.update(item=item, **words, **(back if photo.state == Photo.State.LEFT else {}))


def _ref(media: Media) -> str:
    """Tell a picture from the others of its item: by the agency's name for it, its address, or its file's name."""
    named = media.guid or media.href or media.headline
    return named if len(named) <= 500 else hashlib.sha256(named.encode()).hexdigest()


def _href(media: Media, form: str) -> str:
    """Return where the bytes are: an address, `cid:` or the name of a mail's attachment, "" for a file that is it."""
    return "" if form == "picture" else media.href[:2000] or media.headline[:2000]


def _said(media: Media) -> dict[str, str]:
    return {
        "headline": media.headline[:500], "caption": media.caption[:4000], "alt": media.alt[:2000],
        "credit": media.credit[:300], "rights": media.copyright[:4000], "terms": media.usage_terms[:4000],
    }  # fmt: skip


def _point(media: Media) -> dict[str, float]:
    return {"focus_x": media.focus[0], "focus_y": media.focus[1]} if media.focus else {}
