"""Which public stories are one text in other languages: only what a person said is so, never a guess."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import need, note_act
from wiredesk.desk.models import Story
from wiredesk.settings import settings
from wiredesk.site import dependents, lists
from wiredesk.site.frame import Link
from wiredesk.site.public import Version
from wiredesk.site.rules import Translation

PERMISSION = "wdsite.add_approval"
NAMES = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية", "hi": "हिन्दी", "sw": "Kiswahili"}


def link(story: Story, other: Story, *, by: User, now: datetime) -> None:
    """Say that two public stories are one text in two languages.

    Args:
        story: One of them.
        other: The other; what is linked with it already is linked with `story` too.
        by: Who read both.
        now: The present.

    Raises:
        NotAllowed: The person may not; one is not public; or two of them would be in one language.
    """
    need(by, PERMISSION, story, other, now=now)
    if story.pk == other.pk:
        raise NotAllowed(str(story), "is no translation of itself")
    with transaction.atomic():
        stories = _joined(story.pk) | _joined(other.pk)
        told = {each.story_id: each for each in lists.public().filter(story__in=stories)}
        for each in (story, other):
            if each.pk not in told:
                raise NotAllowed(str(each), "is not public: publish it first")
        languages = [each.language for each in told.values()]
        twice = next((each for each in languages if languages.count(each) > 1), "")
        if twice:
            raise NotAllowed(str(story), f"would have two texts in {NAMES.get(twice, twice)}")
        first = min(stories)
        for pk in stories:
            Translation.objects.update_or_create(story_id=pk, defaults={"text": first, "by": by, "at": now})
        note_act(story, "translation", f"is the same text as story {other.pk}", by=by, now=now, other=other)
        _again(stories, now=now)


def unlink(story: Story, *, by: User, now: datetime) -> None:
    """Say that a story is no translation of the others after all.

    Raises:
        NotAllowed: The person may not, or it is linked with none.
    """
    need(by, PERMISSION, story, now=now)
    stories = _joined(story.pk)
    if len(stories) < 2:
        raise NotAllowed(str(story), "is linked with no translation")
    with transaction.atomic():
        rest = stories - {story.pk}
        Translation.objects.filter(story=story).delete()
        if len(rest) == 1:
            Translation.objects.filter(story__in=rest).delete()
        else:
            Translation.objects.filter(story__in=rest).update(text=min(rest))
        note_act(story, "translation", "is no translation after all", by=by, now=now)
        _again(stories, now=now)


def _joined(pk: int) -> set[int]:
    """Return a story with those of the same text."""
    text = Translation.objects.filter(story=pk).values_list("text", flat=True).first()
    if text is None:
        return {pk}
    return set(Translation.objects.filter(text=text).values_list("story", flat=True)) | {pk}


def of(version: Version) -> tuple[Link, ...]:
    """Return the other public texts that a version is a translation of: name of the language, address, language."""
    others = _joined(version.story_id) - {version.story_id}
    if not others:
        return ()
    rows = lists.public().filter(~Q(language=version.language), story__in=others).order_by("language")
    return tuple(
        Link(NAMES.get(each.language, each.language), settings.base_url + each.path, each.language) for each in rows
    )


def _again(stories: set[int], *, now: datetime) -> None:
    """Have the pages of all of them written again."""
    for each in Version.objects.filter(story__in=stories, current=True):
        dependents.enqueue({each.path}, now=now)
