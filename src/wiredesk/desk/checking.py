"""Checking one exact text against a story's sources as they stand now, and keeping the result."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from wiredesk import writers
from wiredesk.core import checks, style
from wiredesk.core import model as core
from wiredesk.desk import rights
from wiredesk.desk.models import Check, Finding, Story


def sources_digest(story: Story, items: list[core.Item], barred: tuple[core.Finding, ...] = ()) -> str:
    """Return the digest of what a check rests on: the texts of the usable items, the statements, what licences say."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(f"{item.guid} {item.digest}\n".encode())
    for statement in story.statements:
        digest.update(repr(sorted(statement.items())).encode())
    for finding in barred:
        digest.update(f"{finding.rule} {finding.message}\n".encode())
    return digest.hexdigest()


def check_text(story: Story, text: core.Draft, *, now: datetime) -> Check:
    """Return the check of exactly this text against today's sources, running it when there is none.

    Args:
        story: Whose ledger and items the text is held against.
        text: The words; their digest names the check.
        now: Decides which items an embargo still bars.
    """
    items = [member.item.as_core() for member in story.usable(now=now)]
    barred = rights.findings(story, text, now=now)
    sources = sources_digest(story, items, barred)
    standing = Check.objects.filter(story=story, digest=text.digest, sources=sources).first()
    if standing is not None:
        return standing
    found = (*_run(story, text, items), *barred) if items else ()
    passed = bool(items) and not checks.stopped(found)
    with transaction.atomic():
        check, new = Check.objects.get_or_create(
            story=story, digest=text.digest, sources=sources, defaults={"passed": passed, "at": now}
        )
        if new:
            Finding.objects.bulk_create(Finding.of(check, each) for each in found)
    return check


def probe(story: Story, text: core.Draft, *, now: datetime) -> tuple[core.Finding, ...]:
    """Return what the checks say of a text that is still being written; nothing is kept."""
    items = [member.item.as_core() for member in story.usable(now=now)]
    barred = rights.findings(story, text, now=now)
    return (*_run(story, text, items), *barred) if items else ()


def _run(story: Story, text: core.Draft, items: list[core.Item]) -> tuple[core.Finding, ...]:
    """Return what the checks find that the house's own names of places and rates do not answer."""
    return style.unwarranted(checks.run(text, items, story.as_ledger()), text, items, writers.house_style())
