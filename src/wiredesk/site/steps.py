"""Publish: approved texts go out, killed ones come down, and the files that show them are written again."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Member, Story
from wiredesk.site import files, gate
from wiredesk.site.pages import Article
from wiredesk.site.public import Release, Rendering, Version
from wiredesk.wire.models import Item

log = logging.getLogger(__name__)


def obey(*, now: datetime) -> Story | None:
    """Take down the oldest public story none of whose items may be seen any more."""
    seen = Member.objects.filter(story=OuterRef("story"), item__in=Item.objects.usable(now=now))
    version = (
        Version.objects.filter(current=True).exclude(kind=Version.Kind.NOTICE).filter(~Exists(seen))
        .select_related("story").order_by("pk").first()
    )  # fmt: skip
    if version is None:
        return None
    story = version.story
    agencies = sorted({member.item.agency.name for member in story.members.select_related("item__agency")})
    killed = story.members.filter(item__killed=True).exists()
    note = f"{' and '.join(agencies)} {'withdrew' if killed else 'put on hold'} the copy that this story was made from."
    with transaction.atomic():
        gate.withdraw(story, note=note, by=", ".join(agencies), now=now)
        Article.objects.filter(story=story).update(live=False)
    return story


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
    except NotAllowed as error:
        log.warning("not published: %s", error)
        release.move(Release.State.REFUSED, error=error.reason)
    return release


def render(*, now: datetime) -> Rendering | None:
    """Write the oldest public file that waits."""
    rendering = Rendering.objects.lease(Rendering.State.WAITING, now=now)
    if rendering is None:
        return None
    files.write(rendering.path)
    rendering.move(Rendering.State.DONE, written_at=now)
    return rendering
