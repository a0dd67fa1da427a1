"""What a person does with a story's text: take up, change, approve, spike, take down. Always with `by=`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Draft, Story
from wiredesk.record import models as record
from wiredesk.site import gate
from wiredesk.site.pages import Article, ArticleIndex
from wiredesk.site.public import Approval, Release, Version

EDITABLE = ("title", "summary", "body", "short", "dateline", "credit")


def need(by: User, permission: str, *, now: datetime) -> None:
    """Refuse who lacks a permission, and record the refusal.

    Raises:
        NotAllowed: The person lacks it.
    """
    if by.is_active and by.has_perm(permission):
        return
    record.append("refusal", permission, by=by.get_username() or "nobody", now=now)
    raise NotAllowed(by.get_username() or "nobody", "may not do this: ask a duty editor for the role")


def working_text(story: Story) -> tuple[Article | None, core.Draft | None]:
    """Return the page (as last edited) and the text that an approval would be of."""
    article = Article.objects.filter(story=story).first()
    if article is not None:
        latest = article.get_latest_revision_as_object()
        return latest, latest.as_draft()
    draft = story.drafts.filter(state__in=(Draft.State.CHECKED, Draft.State.STOPPED)).order_by("-pk").first()
    return None, draft.as_core() if draft else None


def take_up(story: Story, *, by: User, now: datetime) -> Article:
    """Make the page from the newest draft, once; a page that stands is returned as last edited.

    Raises:
        NotAllowed: There is no checked draft, or the person may not.
    """
    need(by, "wdsite.change_article", now=now)
    article = Article.objects.filter(story=story).first()
    if article is not None:
        return article.get_latest_revision_as_object()  # type: ignore[no-any-return]
    draft = story.drafts.filter(state__in=(Draft.State.CHECKED, Draft.State.STOPPED)).order_by("-pk").first()
    if draft is None:
        raise NotAllowed(str(story), "has no draft yet: wait for the desk to write and check one")
    article = Article(story=story, draft=draft, slug=f"story-{story.pk}", live=False, owner=by)
    article.fill(draft.as_core())
    try:
        with transaction.atomic():
            ArticleIndex.objects.get().add_child(instance=article)
            article.save_revision(user=by)
            Draft.objects.filter(pk=draft.pk).update(state=Draft.State.TAKEN)
    except IntegrityError:  # someone was faster
        return Article.objects.get(story=story).get_latest_revision_as_object()  # type: ignore[no-any-return]
    return article


def change(story: Story, words: Mapping[str, str], *, by: User, now: datetime) -> Article:
    """Change the words of a story's page; readers see nothing of it before an approval.

    Args:
        story: The story.
        words: New values of title, summary, body (paragraphs of HTML), short, dateline or credit.
        by: Who changes.
        now: The present.

    Raises:
        NotAllowed: The person may not, or there is nothing to change yet.
        ValueError: A name that can't be changed.
    """
    unknown = set(words) - set(EDITABLE)
    if unknown:
        raise ValueError(f"can't change {', '.join(sorted(unknown))}")
    article = take_up(story, by=by, now=now)
    for name, value in words.items():
        setattr(article, name, value)
    article.save_revision(user=by, changed=True)
    check_text(story, article.as_draft(), now=now)
    return article


def approve(
    story: Story, digest: str, *, by: User, now: datetime, opened: Sequence[int] = (), kind: str = "", note: str = ""
) -> Approval:
    """Pass exactly the words that the editor saw, and send them out.

    Args:
        story: The story.
        digest: Digest of the text as it stood on the editor's screen.
        by: Who approves.
        now: The present.
        opened: Items that the editor opened.
        kind: What readers are told of a later version: update or correction; empty: an update.
        note: For the reader: what changed and why; a correction needs one.

    Raises:
        NotAllowed: The text changed since, a check stops it, its items may not be seen, or the person may not.
    """
    need(by, "wdsite.add_approval", now=now)
    article = take_up(story, by=by, now=now)
    text = article.as_draft()
    if text.digest != digest:
        raise NotAllowed(str(article), "was changed since you opened it: read it again, then approve")
    if kind == Version.Kind.CORRECTION and not note.strip():
        raise NotAllowed(str(article), "a correction needs a sentence for the reader")
    name = by.get_full_name() or by.get_username()
    with transaction.atomic():
        approval, new = Approval.objects.get_or_create(
            story=story, digest=digest,
            defaults={
                "by": by, "name": name, "at": now, "opened": list(opened),
                "changed": article.draft is None or article.draft.digest != digest,
            },
        )  # fmt: skip
        gate.permit(story, text, now=now)
        if new:
            record.append("approve", f"story {story.pk}", by=by.get_username(), now=now,
                          data={"digest": digest, "opened": list(opened)}, once=f"approve:{story.pk}:{digest}")  # fmt: skip
        Release.objects.filter(story=story, state=Release.State.WAITING).delete()
        Release.objects.create(
            story=story, digest=digest, kind=kind, note=note, state=Release.State.WAITING, queued_at=now
        )
        Story.objects.filter(pk=story.pk).update(flag="", spiked=False)
    return approval


def spike(story: Story, *, by: User, now: datetime) -> None:
    """Put a story aside: its drafts go, its items stay.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, "wdsite.change_article", now=now)
    with transaction.atomic():
        Story.objects.filter(pk=story.pk).update(spiked=True)
        Release.objects.filter(story=story, state=Release.State.WAITING).delete()


def unspike(story: Story, *, by: User, now: datetime) -> None:
    """Take a story back from the spike.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, "wdsite.change_article", now=now)
    Story.objects.filter(pk=story.pk).update(spiked=False)


def take_down(story: Story, *, note: str, by: User, now: datetime) -> None:
    """Take a public story down with a sentence for the reader; its address keeps the notice.

    Raises:
        NotAllowed: The person may not, there is no sentence, or nothing of the story is public.
    """
    need(by, "wdsite.delete_version", now=now)
    if not note.strip():
        raise NotAllowed(str(story), "a notice needs a sentence for the reader")
    with transaction.atomic():
        if gate.withdraw(story, note=note.strip(), by=by.get_username(), now=now) is None:
            raise NotAllowed(str(story), "is not public")
        Article.objects.filter(story=story).update(live=False)
