"""Publish as a brief: headline, summary and the short text alone, in one go, for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import escape

from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import overriding
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Story
from wiredesk.site import actions
from wiredesk.site.public import Approval, Version


def brief(story: Story) -> core.Draft:
    """Return the story's text as a brief, with the digest that it would have.

    Raises:
        NotAllowed: It has no text or no short text, or readers have the whole story already.
    """
    if Version.objects.filter(story=story, current=True).exists():
        raise NotAllowed(str(story), "is public already: change it at its own page")
    short = _words(story)
    text = actions.text_of(story, {"body": f"<p>{escape(short)}</p>"})
    if text is None:
        raise NotAllowed(str(story), "has no text yet")
    return text


def _words(story: Story) -> str:
    _, text = actions.working_text(story)
    short = " ".join(each.text for each in text.short) if text is not None else ""
    if not short:
        raise NotAllowed(str(story), "has no short text: write one at its page")
    return short


def stops(story: Story, text: core.Draft, *, now: datetime) -> str:
    """Return why a brief may not go out as it stands, or an empty text."""
    if not story.usable(now=now):
        return "none of its items may be used now"
    check = check_text(story, text, now=now)
    if overriding.lets_out(check, text):
        return ""
    first = next(iter(overriding.stopping(check, text)), None)
    return first.message if first is not None else "a check stops it"


def send(story: Story, digest: str, *, by: User, now: datetime, opened: Sequence[int] = ()) -> Approval:
    """Make the story's page a brief, and approve exactly the words that the editor saw.

    Raises:
        NotAllowed: The words changed since, a check stops them, or the person may not.
    """
    text = brief(story)
    if text.digest != digest:
        raise NotAllowed(str(story), "was changed since you saw it: look again")
    with transaction.atomic():
        _, standing = actions.working_text(story)
        if standing is not None and standing.digest != digest:
            actions.change(story, {"body": f"<p>{escape(_words(story))}</p>"}, by=by, now=now, base=standing.digest)
        return actions.approve(story, digest, by=by, now=now, opened=opened)
