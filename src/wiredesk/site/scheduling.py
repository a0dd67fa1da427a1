"""Texts that go out at a time, and those that a rule sends. The worker looks many times a second; there is no cron."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import need, note_act
from wiredesk.desk.models import Draft, Story
from wiredesk.site import actions, autopilot
from wiredesk.site.public import Approval, Release

PERMISSION = "wdsite.add_approval"


def schedule(
    story: Story, digest: str, *, at: datetime, by: User, now: datetime, opened: Sequence[int] = (), note: str = ""
) -> Approval:
    """Approve exactly these words, to go out at a time.

    Args:
        story: The story.
        digest: Digest of the text on the editor's screen.
        at: When it goes out, within five seconds.
        by: Who approves.
        now: The present.
        opened: Items that the editor opened.
        note: For the reader of an update.

    Raises:
        NotAllowed: The time is past, or see `actions.approve`.
    """
    if at <= now:
        raise NotAllowed(f"{at:%d %b %H:%M} UTC", "is past: choose a later time, or approve it now")
    with transaction.atomic():
        approval = actions.approve(story, digest, by=by, now=now, opened=opened, note=note)
        news_at = Story.objects.values_list("news_at", flat=True).get(pk=story.pk)
        Release.objects.filter(story=story, state=Release.State.WAITING).update(
            state=Release.State.SCHEDULED, go_at=at, news_at=news_at
        )
        note_act(story, "schedule", f"set it for {at:%-d %b %Y %H:%M:%S} UTC", by=by, now=now, digest=digest)
    return approval


def unschedule(story: Story, *, by: User, now: datetime) -> None:
    """Take a text out of the schedule; its approval stands.

    Raises:
        NotAllowed: The person may not, or it is not scheduled.
    """
    need(by, PERMISSION, story, now=now)
    with transaction.atomic():
        pending = Release.objects.filter(story=story, state__in=(Release.State.SCHEDULED, Release.State.ASKING))
        if not pending.delete()[0]:
            raise NotAllowed(str(story), "is not scheduled, or is out already")
        note_act(story, "unschedule", "took it out of the schedule", by=by, now=now)


def send(story: Story, *, by: User, now: datetime) -> None:
    """Let a scheduled text stand although news came: at its time, or now where that is past.

    Raises:
        NotAllowed: The person may not, or nothing asks.
    """
    need(by, PERMISSION, story, now=now)
    with transaction.atomic():
        row = Story.objects.get(pk=story.pk)
        asking = Release.objects.filter(story=story, state=Release.State.ASKING)
        if not asking.update(state=Release.State.SCHEDULED, news_at=row.news_at, error=""):
            raise NotAllowed(str(story), "does not ask for anything")
        Story.objects.filter(pk=story.pk).update(flag="")
        note_act(story, "send", "let it go out although news came", by=by, now=now)


def due(*, now: datetime) -> Release | None:
    """Give the next scheduled text to the publisher when its time is there, or let it ask when its story got news."""
    waiting = Release.objects.filter(state=Release.State.SCHEDULED).select_related("story").order_by("go_at", "pk")
    release = waiting.filter(Q(story__news_at__gt=F("news_at")) | ~Q(story__flag="")).first()
    if release is not None:
        why = release.story.flag or "a new item came after it was scheduled"
        mine = Release.objects.filter(pk=release.pk, state=Release.State.SCHEDULED)
        mine.update(state=Release.State.ASKING, error=f"{why}: look, then send it or take it out")
        return release
    release = waiting.filter(go_at__lte=now).first()
    if release is not None:
        mine = Release.objects.filter(pk=release.pk, state=Release.State.SCHEDULED)
        mine.update(state=Release.State.WAITING, queued_at=now)
    return release


def rule(*, now: datetime) -> Draft | None:
    """Send the first draft whose rule and wait allow it: a page, labelled as written by software."""
    for draft, by_rule, at in autopilot.waiting(now=now):
        if at > now:
            return None
        with transaction.atomic():
            article = actions.make_page(draft.story, draft, owner=None, now=now)
            if article.text_digest != draft.digest:
                continue  # somebody took it up meanwhile
            Release.objects.create(
                story=draft.story, digest=draft.digest, rule=by_rule.name, state=Release.State.WAITING, queued_at=now
            )
        return draft
    return None
