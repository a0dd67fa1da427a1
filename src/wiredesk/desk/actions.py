"""What a person does with a story as such: take it, hand it over, set its facts, leave notes. Always with `by=`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from wiredesk.core.errors import NotAllowed
from wiredesk.desk import limits
from wiredesk.desk.models import Act, Note, Story
from wiredesk.desk.steps import wake
from wiredesk.record import models as record

FACTS = ("slugline", "places", "countries", "sectors")
MOST_PLACES = 20


def called(person: User) -> str:
    """Return the name by which colleagues and readers know a person."""
    return person.get_full_name() or person.get_username()


def need(by: User, permission: str, *stories: Story, now: datetime) -> None:
    """Refuse who lacks a permission, or whose roles are held to a desk outside which a story is; record the refusal.

    Raises:
        NotAllowed: The person lacks it, or works at another desk.
    """
    if by.is_active and by.has_perm(permission):
        limits.hold(by, stories, permission=permission, now=now)
        return
    record.append("refusal", permission, by=by.get_username() or "nobody", now=now)
    raise NotAllowed(by.get_username() or "nobody", "may not do this: ask a duty editor for the role")


def note_act(
    story: Story, kind: str, said: str, *, by: User, now: datetime, other: Story | None = None, **data: Any
) -> Act:
    """Write down what a person did, in words, with what undoes it; the record keeps it, too."""
    record.append("act", f"story {story.pk}", by=by.get_username(), now=now, data={"kind": kind, "said": said[:500]})
    return Act.objects.create(
        story=story, other=other, kind=kind, person=by, by=called(by), at=now, said=said[:500], data=data
    )


def take(story: Story, *, by: User, now: datetime, over: bool = False) -> None:
    """Take a story: colleagues see who works on it.

    Args:
        story: The story.
        by: Who takes it.
        now: The present.
        over: Take it although someone else has it; the other one is named in the history.

    Raises:
        NotAllowed: Someone else has it, or the person may not.
    """
    need(by, "desk.change_story", story, now=now)
    free = Q() if over else Q(taken_by__isnull=True) | Q(taken_by=by)
    before = Story.objects.select_related("taken_by").get(pk=story.pk).taken_by
    with transaction.atomic():
        if not Story.objects.filter(free, pk=story.pk).update(taken_by=by, taken_at=now):
            holder = called(before) if before else "someone"
            raise NotAllowed(str(story), f"{holder} has it: ask, or take it over")
        if before != by:
            said = f"took it over from {called(before)}" if before else "took it"
            note_act(story, "take", said, by=by, now=now, before=before.pk if before else None, after=by.pk)


def let_go(story: Story, *, by: User, now: datetime) -> None:
    """Give a story back, so that anyone may take it.

    Raises:
        NotAllowed: The person does not have it.
    """
    need(by, "desk.change_story", story, now=now)
    with transaction.atomic():
        if not Story.objects.filter(pk=story.pk, taken_by=by).update(taken_by=None, taken_at=None):
            raise NotAllowed(str(story), "is not yours to give back")
        note_act(story, "take", "gave it back", by=by, now=now, before=by.pk, after=None)


def hand_over(story: Story, *, to: User, by: User, now: datetime) -> None:
    """Hand a story to a colleague, who must be able to work on it; also how a story is assigned.

    Raises:
        NotAllowed: The person or the colleague may not.
    """
    need(by, "desk.change_story", story, now=now)
    if not (to.is_active and to.has_perm("desk.change_story")):
        raise NotAllowed(called(to), "can't work on stories: choose a reporter or an editor")
    limits.hold(to, (story,), permission="desk.change_story", now=now)
    with transaction.atomic():
        before = Story.objects.get(pk=story.pk).taken_by_id
        Story.objects.filter(pk=story.pk).update(taken_by=to, taken_at=now)
        note_act(story, "take", f"gave it to {called(to)}", by=by, now=now, before=before, after=to.pk)


def undo_take(act: Act, *, by: User, now: datetime) -> None:
    """Give a story back to whom it was with before.

    Raises:
        NotAllowed: It has changed hands since.
    """
    was = act.data["after"]
    same = Q(taken_by=was) if was else Q(taken_by__isnull=True)
    before = User.objects.filter(pk=act.data["before"]).first() if act.data["before"] else None
    changes = {"taken_by": before, "taken_at": now if before else None}
    if not Story.objects.filter(same, pk=act.story_id).update(**changes):
        raise NotAllowed(str(act.story), "has changed hands since")


def settle(story: Story, facts: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Set slugline, places, countries or sectors; the machine leaves alone what a person set.

    Args:
        story: The story.
        facts: New values: a text for `slugline`, lists of texts for the others.
        by: Who sets them.
        now: The present.

    Raises:
        NotAllowed: The person may not, or a country has no two-letter code.
        ValueError: A fact of another name.
    """
    need(by, "desk.change_story", story, now=now)
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise ValueError(f"can't set {', '.join(sorted(unknown))}")
    clean = {name: _clean(name, value) for name, value in facts.items()}
    row = Story.objects.get(pk=story.pk)
    changed = {name: value for name, value in clean.items() if getattr(row, name) != value}
    if not changed:
        return
    before = {name: [name in row.decided, getattr(row, name)] for name in changed}
    said = "; ".join(
        f"{name}: {value if isinstance(value, str) else ', '.join(value)}" for name, value in changed.items()
    )
    with transaction.atomic():
        wake(row, now=now, **changed, decided=row.decided | changed)
        note_act(row, "settle", f"set {said}", by=by, now=now, before=before, after=changed)


def _clean(name: str, value: Any) -> Any:
    if name == "slugline":
        return " ".join(str(value).split())[:200]
    texts = list(dict.fromkeys(" ".join(str(each).split())[:100] for each in value if str(each).strip()))
    if name == "countries":
        texts = [each.upper() for each in texts]
        wrong = [each for each in texts if not (len(each) == 2 and each.isascii() and each.isalpha())]
        if wrong:
            raise NotAllowed(wrong[0], "is no country code: write two letters, as in KE or UA")
    return texts[:MOST_PLACES]


def undo_settle(act: Act, *, by: User, now: datetime) -> None:
    """Put back what stood before; what the machine had found is the machine's again.

    Raises:
        NotAllowed: It was set anew since.
    """
    row = Story.objects.get(pk=act.story_id)
    if any(getattr(row, name) != value for name, value in act.data["after"].items()):
        raise NotAllowed(str(row), "was set anew since")
    decided = dict(row.decided)
    changes = {}
    for name, (held, value) in act.data["before"].items():
        changes[name] = value
        decided.pop(name, None)
        if held:
            decided[name] = value
    wake(row, now=now, **changes, decided=decided)


def comment(
    story: Story, text: str, *, by: User, now: datetime, part: str = "", sentence: str = ""
) -> Note:  # fmt: skip
    """Leave a note on a story, or a comment on one of its sentences.

    Raises:
        NotAllowed: The person may not, or there are no words.
    """
    need(by, "desk.change_story", story, now=now)
    if not text.strip():
        raise NotAllowed(str(story), "a note needs words")
    return Note.objects.create(
        story=story, by=by, at=now, text=text.strip()[:2000], part=part[:30], sentence=sentence[:2000]
    )


def resolve(note: Note, *, by: User, now: datetime, done: bool = True) -> None:
    """Mark a note as done with, or open it again.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, "desk.change_story", note.story, now=now)
    changes: dict[str, Any] = {"done_at": now, "done_by": called(by)} if done else {"done_at": None, "done_by": ""}
    Note.objects.filter(pk=note.pk).update(**changes)
