"""What a person does with a story's text: take up, change, approve, spike, take down. Always with `by=`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.html import escape

from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk import regrouping, runs
from wiredesk.desk.actions import called, need, note_act
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Act, Draft, Story
from wiredesk.record import models as record
from wiredesk.site import dependents, gate
from wiredesk.site.pages import VARIANTS, Article, ArticleIndex
from wiredesk.site.public import Approval, Release, Version

EDITABLE = ("title", "summary", "body", "short", "dateline", "credit", *(f"{each}_headline" for each in VARIANTS))


def working_text(story: Story) -> tuple[Article | None, core.Draft | None]:
    """Return the page (as last edited) and the text that an approval would be of."""
    article = Article.objects.filter(story=story).first()
    if article is not None:
        latest = article.get_latest_revision_as_object()
        return latest, latest.as_draft()
    draft = newest_draft(story)
    return None, draft.as_core() if draft else None


def take_up(story: Story, *, by: User, now: datetime) -> Article:
    """Make the page from the newest draft, once; a page that stands is returned as last edited.

    Raises:
        NotAllowed: There is no checked draft, or the person may not.
    """
    need(by, "wdsite.change_article", story, now=now)
    article = Article.objects.filter(story=story).first()
    if article is not None:
        return article.get_latest_revision_as_object()  # type: ignore[no-any-return]
    draft = newest_draft(story)
    if draft is None:
        raise NotAllowed(str(story), "has no draft yet: wait for the desk to write and check one")
    return make_page(story, draft, owner=by, now=now)


def make_page(story: Story, draft: Draft, *, owner: User | None, now: datetime) -> Article:
    """Make the page of a draft; when someone was faster, theirs is returned."""
    article = Article(story=story, draft=draft, slug=f"story-{story.pk}", live=False, owner=owner)
    article.fill(draft.as_core())
    try:
        with transaction.atomic():
            ArticleIndex.objects.get().add_child(instance=article)
            article.save_revision(user=owner)
            Draft.objects.filter(pk=draft.pk).update(state=Draft.State.TAKEN)
        runs.became(draft, "taken", by=owner.get_username() if owner else "rule", now=now)
    except IntegrityError:  # someone was faster
        return Article.objects.get(story=story).get_latest_revision_as_object()  # type: ignore[no-any-return]
    return article


def text_of(story: Story, words: Mapping[str, str]) -> core.Draft | None:
    """Return a text as it would stand with these words, without keeping it; None when there is nothing to change yet."""
    article, _ = working_text(story)
    if article is None:
        draft = newest_draft(story)
        if draft is None:
            return None
        article = Article(story=story, draft=draft)
        article.fill(draft.as_core())
    for name, value in words.items():
        if name in EDITABLE:
            setattr(article, name, value)
    return article.as_draft()


def newest_draft(story: Story) -> Draft | None:
    """Return the newest draft that was checked and that nobody took up."""
    drafts = story.drafts.filter(state__in=(Draft.State.CHECKED, Draft.State.STOPPED))
    return drafts.order_by("-pk").first()


class Changed(NotAllowed):
    """Someone else saved other words since the form was opened; nothing is lost, nothing is overwritten."""


def change(story: Story, words: Mapping[str, str], *, by: User, now: datetime, base: str = "") -> Article:
    """Change the words of a story's page; readers see nothing of it before an approval.

    Args:
        story: The story.
        words: New values of title, summary, body (paragraphs of HTML), short, dateline or credit.
        by: Who changes.
        now: The present.
        base: Digest of the text that the words were typed over; empty: whatever stands.

    Raises:
        Changed: Another text than `base` stands by now.
        NotAllowed: The person may not, or there is nothing to change yet.
        ValueError: A name that can't be changed.
    """
    unknown = set(words) - set(EDITABLE)
    if unknown:
        raise ValueError(f"can't change {', '.join(sorted(unknown))}")
    taken = take_up(story, by=by, now=now)
    with transaction.atomic():
        article: Article = Article.objects.select_for_update().get(pk=taken.pk).get_latest_revision_as_object()
        if base and article.as_draft().digest != base:
            raise Changed(
                str(article), "was changed by somebody while you wrote; your words stand below, not yet saved"
            )
        before = article.get_latest_revision()
        for name, value in words.items():
            setattr(article, name, _within(name, value))
        after = article.save_revision(user=by, changed=True)
        note_act(story, "change", f"changed {', '.join(words)}", by=by, now=now, before=before.pk, after=after.pk)
    check_text(story, article.as_draft(), now=now)
    return article


def _within(name: str, value: str) -> str:
    """Return the words of a field, or refuse a headline that its place would cut.

    Raises:
        NotAllowed: It is longer than its place shows.
    """
    most = VARIANTS.get(name.removesuffix("_headline"), 0) if name.endswith("_headline") else 0
    told = " ".join(value.split()) if most else value
    if most and len(told) > most:
        raise NotAllowed(f"“{told}”", f"has {len(told)} characters; this place shows {most}")
    return told


def adopt(story: Story, sentences: Sequence[str], *, by: User, now: datetime, base: str = "") -> Article:
    """Take up single sentences of another draft, as paragraphs at the end.

    Raises:
        NotAllowed: None is chosen, they stand in the text already, or see `change`.
    """
    article = take_up(story, by=by, now=now)
    new = [each for each in sentences if not any(each in block for block in article.paragraphs)]
    if not new:
        raise NotAllowed(str(article), "takes up nothing: tick sentences that it does not have yet")
    body = article.body + "".join(f"<p>{escape(each)}</p>" for each in new)
    return change(story, {"body": body}, by=by, now=now, base=base)


def undo_change(act: Act, *, by: User, now: datetime) -> None:
    """Put back the words that stood before, as a new revision.

    Raises:
        NotAllowed: The words were changed again since.
    """
    article = Article.objects.get(story=act.story_id)
    latest = article.get_latest_revision_as_object()
    if latest.text_digest != article.revisions.get(pk=act.data["after"]).as_object().text_digest:
        raise NotAllowed(str(article), "was changed again since: edit it")
    earlier = article.revisions.get(pk=act.data["before"]).as_object()
    earlier.save_revision(user=by)
    check_text(act.story, earlier.as_draft(), now=now)


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
    need(by, "wdsite.add_approval", story, now=now)
    article = take_up(story, by=by, now=now)
    text = article.as_draft()
    if text.digest != digest:
        raise NotAllowed(str(article), "was changed since you opened it: read it again, then approve")
    if kind in Version.CORRECTIONS and not note.strip():
        raise NotAllowed(str(article), "a correction needs a sentence for the reader")
    name = called(by)
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
        Release.objects.filter(story=story, state__in=Release.PENDING).delete()
        Release.objects.create(
            story=story, digest=digest, kind=kind, note=note, state=Release.State.WAITING, queued_at=now
        )
        flag = Story.objects.values_list("flag", flat=True).get(pk=story.pk)
        Story.objects.filter(pk=story.pk).update(flag="", spiked=False)
        changed = article.draft is None or article.draft.digest != digest
        runs.became(article.draft, f"approved {'edited' if changed else 'unchanged'}", by=by.get_username(), now=now)
        note_act(story, "approve", "approved it", by=by, now=now, digest=digest, flag=flag, new=new)
    return approval


def undo_approve(act: Act, *, by: User, now: datetime) -> None:
    """Take an approval back before the text is out.

    Raises:
        NotAllowed: It is out already.
    """
    waiting = Release.objects.filter(story=act.story_id, digest=act.data["digest"], state__in=Release.PENDING)
    if not waiting.delete()[0]:
        raise NotAllowed(str(act.story), "is out already: correct it or take it down")
    if act.data["new"]:
        Approval.objects.filter(story=act.story_id, digest=act.data["digest"]).delete()
    if act.data["flag"]:
        Story.objects.filter(pk=act.story_id, flag="").update(flag=act.data["flag"])


def spike(story: Story, *, by: User, now: datetime) -> None:
    """Put a story aside: its drafts go, its items stay.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, "wdsite.change_article", story, now=now)
    with transaction.atomic():
        done = Story.objects.filter(pk=story.pk, spiked=False).update(spiked=True)
        Release.objects.filter(story=story, state__in=Release.PENDING).delete()
        if done:
            runs.became(newest_draft(story), "thrown away", by=by.get_username(), now=now)
            note_act(story, "spike", "spiked it", by=by, now=now)


def unspike(story: Story, *, by: User, now: datetime) -> None:
    """Take a story back from the spike.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, "wdsite.change_article", story, now=now)
    with transaction.atomic():
        if Story.objects.filter(pk=story.pk, spiked=True).update(spiked=False):
            note_act(story, "unspike", "took it back from the spike", by=by, now=now)


def take_down(story: Story, *, note: str, by: User, now: datetime, kill: bool = False) -> None:
    """Take a public story down with a sentence for the reader; its address keeps the notice.

    Args:
        story: The story.
        note: What readers are told.
        by: Who takes it down.
        now: The present.
        kill: Bar the story for good: nothing of it goes out again until a duty editor revives it.

    Raises:
        NotAllowed: The person may not, there is no sentence, or nothing of the story is public.
    """
    need(by, "wdsite.delete_version", story, now=now)
    said = note.strip()
    if not said:
        raise NotAllowed(str(story), "a notice needs a sentence for the reader")
    with transaction.atomic():
        shown = gate.withdraw(story, note=said, by=by.get_username(), now=now)
        if shown is None and not kill:
            raise NotAllowed(str(story), "is not public")
        Article.objects.filter(story=story).update(live=False)
        Release.objects.filter(story=story, state__in=Release.PENDING).delete()
        if kill:
            decided = Story.objects.values_list("decided", flat=True).get(pk=story.pk)
            Story.objects.filter(pk=story.pk).update(spiked=True, decided=decided | {"killed": said})
        note_act(story, "kill" if kill else "down", f"{'killed' if kill else 'took down'} it: {said}", by=by, now=now)


def revive(story: Story, *, by: User, now: datetime) -> None:
    """Lift a kill of the desk's own; the story waits at the desk again, and nothing of it is public by that.

    Raises:
        NotAllowed: The person may not, or the story was not killed here.
    """
    need(by, "wdsite.delete_version", story, now=now)
    with transaction.atomic():
        decided = Story.objects.select_for_update().get(pk=story.pk).decided
        if "killed" not in decided:
            raise NotAllowed(str(story), "was not killed at the desk")
        decided.pop("killed")
        Story.objects.filter(pk=story.pk).update(spiked=False, decided=decided)
        note_act(story, "revive", "lifted the kill", by=by, now=now)


def settle(story: Story, facts: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Set facts of a story and of its page; what readers see changes with the next version.

    Raises:
        NotAllowed: See `desk.actions.settle`.
    """
    desk.settle(story, facts, by=by, now=now)
    article = Article.objects.filter(story=story).first()
    if article is None or not {"countries", "sectors"} & set(facts):
        return
    row = Story.objects.get(pk=story.pk)
    latest = article.get_latest_revision_as_object()
    latest.countries, latest.sectors = row.countries, row.sectors
    latest.save_revision(user=by)


def merge(story: Story, into: Story, *, by: User, now: datetime) -> Act:
    """Merge a story into another one; what readers see of both leads to the other one.

    Raises:
        NotAllowed: Readers see the first story and not the other one, or see `regrouping.merge`.
    """
    public = {each.story_id: each for each in Version.objects.filter(current=True, story__in=(story, into))}
    if story.pk in public and into.pk not in public:
        raise NotAllowed(str(story), f"is public and story {into.pk} is not: merge that one into this one")
    with transaction.atomic():
        act = regrouping.merge(story, into, by=by, now=now)
        Release.objects.filter(story=story, state__in=Release.PENDING).delete()
        if story.pk in public:
            dependents.mark(public[story.pk], None, now=now)
    return act


def undo_merge(act: Act, *, by: User, now: datetime) -> None:
    """Part two stories again, for readers too.

    Raises:
        NotAllowed: See `regrouping.undo_merge`.
    """
    regrouping.undo_merge(act, by=by, now=now)
    version = Version.objects.filter(current=True, story=act.other_id).first()
    if version is not None:
        dependents.mark(version, None, now=now)
