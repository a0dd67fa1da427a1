"""A story's text held against the licences of the agencies whose copy it stands on."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from wiredesk.core import model as core
from wiredesk.core import rights
from wiredesk.desk.models import Story
from wiredesk.settings import settings
from wiredesk.wire import licences


def findings(story: Story, text: core.Draft, *, now: datetime) -> tuple[core.Finding, ...]:
    """Return what the licences forbid about publishing a text here and now, in sentences."""
    items = _items(story, now=now)
    terms = licences.of({item.agency for item in items.values()})
    if not terms:
        return ()
    use = rights.Use(text, items, urlsplit(settings.base_url).hostname or "", now.date())
    return tuple(found for each in terms.values() for found in rights.violations(each, use))


def credited(story: Story, text: core.Draft, *, now: datetime) -> core.Draft:
    """Return a text with the credit wordings that the licences ask for."""
    items = _items(story, now=now)
    terms = licences.of({item.agency for item in items.values()})
    return rights.credited(text, terms.values(), items) if terms else text


def agencies(story: Story, text: core.Draft, *, now: datetime) -> tuple[str, ...]:
    """Return the slugs of the agencies on whose copy a text stands, sorted."""
    slugs = {member.item.agency.name: member.item.agency.slug for member in story.usable(now=now)}
    return tuple(sorted(slugs[name] for name in rights.agencies(text, _items(story, now=now))))


def _items(story: Story, *, now: datetime) -> dict[str, core.Item]:
    return {item.guid: item for item in (member.item.as_core() for member in story.usable(now=now))}
