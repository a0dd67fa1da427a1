"""Undo: the last thing that a person did to a story is taken back, for as long as that makes sense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk import regrouping
from wiredesk.desk.models import Act, Story
from wiredesk.record import models as record
from wiredesk.site import actions as site
from wiredesk.site.public import Release

LOOK_BACK = 20  # acts of a person that are offered for undoing, newest first


def _unspike(act: Act, *, by: User, now: datetime) -> None:
    Story.objects.filter(pk=act.story_id).update(spiked=False)


def _spike(act: Act, *, by: User, now: datetime) -> None:
    Story.objects.filter(pk=act.story_id).update(spiked=True)


# kind of act: (the permission that undoing it needs, what undoes it)
UNDO: dict[str, tuple[str, Callable[..., None]]] = {
    "take": ("desk.change_story", desk.undo_take),
    "settle": ("desk.change_story", desk.undo_settle),
    "change": ("wdsite.change_article", site.undo_change),
    "approve": ("wdsite.add_approval", site.undo_approve),
    "spike": ("wdsite.change_article", _unspike),
    "unspike": ("wdsite.change_article", _spike),
    "merge": (regrouping.PERMISSION, site.undo_merge),
    "split": (regrouping.PERMISSION, regrouping.undo_place),
    "move": (regrouping.PERMISSION, regrouping.undo_place),
}


def can_undo(act: Act) -> bool:
    """Say whether this act has a way back that still makes sense, as far as a look can tell."""
    if act.kind not in UNDO or act.undone_at is not None:
        return False
    if act.kind == "approve":
        return Release.objects.filter(story=act.story_id, digest=act.data["digest"], state__in=Release.PENDING).exists()
    return True


def undo(act: Act, *, by: User, now: datetime) -> None:
    """Take one act back, once.

    Raises:
        NotAllowed: It has no way back, was taken back, the story went on since, or the person may not.
    """
    if act.kind not in UNDO:
        raise NotAllowed(str(act.story), "this can't be undone: readers have seen it, or it stands on record")
    permission, way_back = UNDO[act.kind]
    desk.need(by, permission, act.story, now=now)
    with transaction.atomic():
        mine = Act.objects.filter(pk=act.pk, undone_at__isnull=True)
        if not mine.update(undone_at=now, undone_by=desk.called(by)):
            raise NotAllowed(str(act.story), "was undone already")
        way_back(act, by=by, now=now)
    record.append(
        "act", f"story {act.story_id}", by=by.get_username(), now=now,
        data={"kind": "undo", "said": f"undid: {act.said}", "of": act.pk},
    )  # fmt: skip


def last(by: User, *, story: Story | None = None) -> Act | None:
    """Return the newest act of a person that is not undone yet, of one story or of all."""
    acts = Act.objects.filter(person=by, undone_at__isnull=True, kind__in=UNDO).select_related("story", "other")
    if story is not None:
        acts = acts.filter(story=story) | acts.filter(other=story)
    return next((act for act in acts.order_by("-pk")[:LOOK_BACK] if can_undo(act)), None)
