"""Publish: approved texts go out, killed ones come down, and the files that show them are written again."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Member, Story
from wiredesk.photos.models import Choice, Photo
from wiredesk.site import covering, dependents, files, gate, rights, searching
from wiredesk.site.pages import Article
from wiredesk.site.public import Release, Rendering, Version
from wiredesk.wire.models import Item

log = logging.getLogger(__name__)


def obey(*, now: datetime) -> object | None:
    """Take down the oldest public story whose copy may not be seen any more.

    That is one none of whose items may be seen, and one that has a sentence which stands on killed or held copy alone:
    its other sentences can come back with a new text, which an editor approves. So is one whose licence ran out. Of a
    live story, an entry that stands on such copy is withdrawn.
    """
    entry = covering.obey(now=now)
    if entry is not None:
        return entry
    over = rights.ended(now=now)
    if over is not None:
        _withdraw(over[0].story, note=over[1], by="licence", now=now)
        return over[0].story
    version = _unseen(now=now) or _barred()
    if version is None:
        return None
    story = version.story
    lost = story.members.filter(Q(item__killed=True) | Q(item__held=True)).select_related("item__agency")
    members = lost or story.members.select_related("item__agency")
    agencies = sorted({member.item.agency.name for member in members})
    killed = any(member.item.killed for member in members)
    note = f"{' and '.join(agencies)} {'withdrew' if killed else 'put on hold'} the copy that this story was made from."
    _withdraw(story, note=note, by=", ".join(agencies), now=now)
    return story


def _withdraw(story: Story, *, note: str, by: str, now: datetime) -> None:
    with transaction.atomic():
        gate.withdraw(story, note=note, by=by, now=now)
        Article.objects.filter(story=story).update(live=False)


def _public() -> QuerySet[Version]:
    current = Version.objects.filter(current=True).exclude(kind=Version.Kind.NOTICE)
    return current.select_related("story").order_by("pk")


def _unseen(*, now: datetime) -> Version | None:
    seen = Member.objects.filter(story=OuterRef("story"), item__in=Item.objects.usable(now=now))
    return _public().filter(~Exists(seen)).first()


def _barred() -> Version | None:
    """Return the oldest public version with a sentence that stands on killed or held copy alone."""
    barred = Member.objects.filter(Q(item__killed=True) | Q(item__held=True))
    touched = _public().filter(Exists(barred.filter(story=OuterRef("story"))))
    for pk, story, digest in touched.values_list("pk", "story", "digest"):
        items = barred.filter(story=story).order_by("item_id").values_list("item_id", flat=True)
        if _stands_on(pk, digest, tuple(str(each) for each in items)):
            return touched.get(pk=pk)
    return None


@lru_cache(maxsize=4096)
def _stands_on(version: int, digest: str, items: tuple[str, ...]) -> bool:
    """Judge a version once: it never changes. The digest tells it from one of the same number before a restore."""
    draft = writing.draft_from_json(Version.objects.values_list("content", flat=True).get(pk=version))
    sentences = (draft.headline, *draft.summary, *draft.body, *draft.short)
    return any(each.supports and all(s.item in items for s in each.supports) for each in sentences)


def uncover(*, now: datetime) -> Photo | None:
    """Write the pages without a photo that its agency killed, holds or left out; and with it, when a hold was lifted."""
    shown = Photo.objects.filter(used=True)
    photo = shown.stopped().filter(barred=False).select_related("agency").order_by("pk").first()
    if photo is None:
        stopped = shown.stopped().values("pk")
        photo = shown.filter(barred=True).exclude(pk__in=stopped).select_related("agency").order_by("pk").first()
        if photo is None:
            return None
    stories = set(Choice.objects.filter(photo=photo).values_list("story", flat=True))
    rows = Version.objects.filter(current=True).exclude(kind=Version.Kind.NOTICE)
    rows = rows.filter(Q(story__in=stories) | Q(receipt__picture__photo=photo.pk))
    with transaction.atomic():
        for version in rows.select_related("story"):
            # As a killed text does, a killed photo leaves the files before anything that waits is written.
            paths = dependents.of_story(version, now=now) | dependents.naming(version.story_id)
            dependents.enqueue(paths, now=now - dependents.FIRST)
            if not photo.barred:
                flag = f"{photo.owner} withdrew or holds the photo of this story"[:300]
                Story.objects.filter(pk=version.story_id, flag="").update(flag=flag)
        Photo.objects.filter(pk=photo.pk).update(barred=not photo.barred)
    return photo


def publish(*, now: datetime) -> Release | None:
    """Publish the oldest approved text that waits; one that the gate refuses is kept with the reason."""
    release = Release.objects.lease(Release.State.WAITING, now=now)
    if release is None:
        return None
    article = Article.objects.get(story=release.story)
    revision = article.get_latest_revision()
    try:
        if revision is None or revision.as_object().text_digest != release.digest:
            raise NotAllowed(str(article), "was changed after its approval; approve it again")
        with transaction.atomic():
            revision.publish()
            release.move(Release.State.DONE)
        searching.catch_up()
    except NotAllowed as error:
        log.warning("not published: %s", error)
        release.move(Release.State.REFUSED, error=error.reason)
    return release


def render(*, now: datetime) -> Rendering | None:
    """Write the oldest public file that waits."""
    rendering = Rendering.objects.lease(Rendering.State.WAITING, now=now)
    if rendering is None:
        return None
    shown = files.write(rendering.path) or ()
    rendering.move(Rendering.State.DONE, written_at=now, shows=f" {' '.join(str(each) for each in sorted(shown))} ")
    return rendering
