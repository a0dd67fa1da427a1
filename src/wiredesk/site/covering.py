"""What a person does with the dated entries of a live story: write, post, correct, withdraw, end. Always with `by=`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from wiredesk.core import checks, writing
from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import called, need, note_act
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Story
from wiredesk.record import models as record
from wiredesk.site import dependents
from wiredesk.site.coverage import Coverage, LiveEntry
from wiredesk.site.public import Version

WRITE = "wdsite.change_article"
POST = "wdsite.add_approval"
AHEAD = timedelta(minutes=2)  # a clock beside the desk may go this much before ours


def public(story: Story) -> Version:
    """Return the version that readers see.

    Raises:
        NotAllowed: They see none: entries grow on a page that is there.
    """
    version = Version.objects.filter(story=story, current=True).exclude(kind=Version.Kind.NOTICE).first()
    if version is None:
        raise NotAllowed(str(story), "is not public: publish it first, then tell it live")
    return version


def write(
    story: Story, words: Mapping[str, Any], *, by: User, now: datetime, replaces: LiveEntry | None = None
) -> LiveEntry:
    """Write an entry; readers see nothing of it before somebody posts it.

    Args:
        story: A public story.
        words: `text`, and where wanted `headline`, `at` (when it happened; else now), `main`, and `note` for the reader
            of a correction.
        by: Who writes.
        now: The present.
        replaces: The entry in whose place this one is meant to stand.

    Raises:
        NotAllowed: The person may not, there are no words, the time lies ahead, a sentence has no source in the story's
            copy, or a posted entry is corrected without a note.
    """
    need(by, WRITE, story, now=now)
    public(story)
    at = words.get("at") or (replaces.at if replaces else now)
    if at > now + AHEAD:
        raise NotAllowed(f"{at:%d %b %H:%M} UTC", "lies ahead: an entry tells what happened")
    note = str(words.get("note", "")).strip()[:500]
    shown = LiveEntry.objects.filter(pk=replaces.pk if replaces else 0, state=LiveEntry.State.PUBLIC)
    if shown.exists() and not note:
        raise NotAllowed(str(replaces), "is corrected with a sentence for the reader: what was wrong")
    text = sourced(story, str(words.get("headline", "")), str(words.get("text", "")), now=now)
    with transaction.atomic():
        entry = LiveEntry.objects.create(
            story=story, at=at, content=writing.draft_to_json(text), digest=text.digest, main=bool(words.get("main")),
            by=by, written_at=now, note=note, replaces=replaces,
        )  # fmt: skip
        entry.items.set({int(each.item) for sentence in (text.headline, *text.body) for each in sentence.supports})
        if replaces is not None:
            waiting = LiveEntry.objects.filter(pk=replaces.pk, state=LiveEntry.State.WAITING)
            if waiting.update(state=LiveEntry.State.DROPPED):
                LiveEntry.objects.filter(pk=entry.pk).update(replaces=replaces.replaces)
    check_text(story, text, now=now)
    return entry


def sourced(story: Story, headline: str, body: str, *, now: datetime) -> core.Draft:
    """Return words as a text, each sentence with the words of the story's copy that bear it out.

    Raises:
        NotAllowed: There are no words, or a sentence has no source.
    """
    paragraphs = [" ".join(each.split()) for each in body.replace("\r\n", "\n").split("\n\n") if each.strip()]
    if not paragraphs:
        raise NotAllowed(str(story), "an entry needs words")
    text = writing.draft_from_json({"headline": " ".join(headline.split())[:200], "body": paragraphs})
    items = [member.item.as_core() for member in story.usable(now=now)]
    found = tuple(replace(each, supports=checks.find_support(each.text, items)) for each in text.body)
    lost = next((each.text for each in found if not each.supports), "")
    if lost:
        raise NotAllowed(f"“{lost[:120]}”", "has no source in the copy of this story: say what the copy says")
    title = replace(text.headline, supports=checks.find_support(text.headline.text, items) if headline.strip() else ())
    return replace(text, headline=title, body=found)


def post(entry: LiveEntry, *, by: User, now: datetime) -> None:
    """Post an entry: readers see exactly these words. In the place of an entry that it corrects, with the note.

    Raises:
        NotAllowed: A check or a licence stops it, its copy may not be seen now, it was posted or dropped, or the person
            may not. Nobody lets a finding of an entry pass: write it otherwise.
    """
    need(by, POST, entry.story, now=now)
    version = public(entry.story)
    check = check_text(entry.story, entry.text, now=now)
    if not check.passed:
        first = check.findings.filter(stops=True).first()
        raise NotAllowed(str(entry), f"a check stops it: {first.message if first else 'its copy may not be used now'}")
    usable = {member.item_id for member in entry.story.usable(now=now)}
    if not set(entry.items.values_list("pk", flat=True)) <= usable:
        raise NotAllowed(str(entry), "stands on copy that was killed, held or moved: write it anew")
    with transaction.atomic():
        waiting = LiveEntry.objects.filter(pk=entry.pk, state=LiveEntry.State.WAITING)
        if not waiting.update(
            state=LiveEntry.State.PUBLIC, check_run=check, posted_by=by, posted_name=called(by), posted_at=now
        ):
            raise NotAllowed(str(entry), "was posted or dropped already")
        if entry.replaces_id is not None:
            shown = LiveEntry.objects.filter(pk=entry.replaces_id, state=LiveEntry.State.PUBLIC)
            if not shown.update(state=LiveEntry.State.REPLACED):
                raise NotAllowed(str(entry), "corrects an entry that is gone: write it as a new one")
        Coverage.objects.get_or_create(story=entry.story, defaults={"started_at": min(entry.at, now)})
        record.append(
            "publish", f"story {entry.story_id} entry {entry.pk}", by=by.get_username(), now=now,
            data={"digest": entry.digest, "corrects": entry.replaces_id, "note": entry.note},
        )  # fmt: skip
        said = "corrected an entry" if entry.replaces_id else "posted an entry"
        note_act(entry.story, "post", f"{said}: {entry}", by=by, now=now, entry=entry.pk)
        dependents.enqueue(dependents.of_story(version, now=now), now=now)


def withdraw(entry: LiveEntry, *, by: User, now: datetime, note: str = "") -> None:
    """Take an entry away: one that waits is dropped, a public one leaves the page.

    Raises:
        NotAllowed: The person may not, or it is gone already.
    """
    waits = LiveEntry.objects.filter(pk=entry.pk, state=LiveEntry.State.WAITING)
    need(by, WRITE if waits.exists() else POST, entry.story, now=now)
    with transaction.atomic():
        if waits.update(state=LiveEntry.State.DROPPED):
            return
        _take_away(entry, note=note.strip()[:500], by=by.get_username(), now=now)
        note_act(entry.story, "withdraw", f"withdrew an entry: {entry}", by=by, now=now, entry=entry.pk)


def _take_away(entry: LiveEntry, *, note: str, by: str, now: datetime) -> None:
    shown = LiveEntry.objects.filter(pk=entry.pk, state=LiveEntry.State.PUBLIC)
    if not shown.update(state=LiveEntry.State.WITHDRAWN, note=note):
        raise NotAllowed(str(entry), "is gone already")
    record.append(
        "take-down", f"story {entry.story_id} entry {entry.pk}", by=by, now=now,
        data={"digest": entry.digest, "note": note},
    )  # fmt: skip
    home = entry.story.merged_into or entry.story
    version = Version.objects.filter(story=home, current=True).first()
    if version is not None:
        dependents.enqueue(dependents.of_story(version, now=now), now=now - dependents.FIRST)


def obey(*, now: datetime) -> LiveEntry | None:
    """Withdraw the oldest public entry that stands on killed or held copy; a person may write it anew."""
    barred = Q(items__killed=True) | Q(items__held=True)
    entry = LiveEntry.objects.filter(barred, state=LiveEntry.State.PUBLIC).order_by("pk").first()
    if entry is None:
        return None
    with transaction.atomic():
        _take_away(entry, note="Its agency withdrew the copy that it was made from.", by="machine", now=now)
    return entry


def end(story: Story, *, by: User, now: datetime, again: bool = False) -> None:
    """Say that a live story is at its end, or that it goes on.

    Raises:
        NotAllowed: The person may not, or it is not live, or not ended.
    """
    need(by, POST, story, now=now)
    rows = Coverage.objects.filter(story=story, ended_at__isnull=not again)
    with transaction.atomic():
        if not rows.update(ended_at=None if again else now):
            raise NotAllowed(str(story), "was not ended" if again else "is not told live")
        note_act(story, "live", "goes on live" if again else "ended the live coverage", by=by, now=now)
        version = Version.objects.filter(story=story, current=True).first()
        if version is not None:
            dependents.enqueue(dependents.of_story(version, now=now), now=now)
