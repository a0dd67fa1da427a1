"""Publishing without an editor, by a rule that a duty editor set: which texts, after which wait, and the stop for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from wiredesk.core.errors import NotAllowed
from wiredesk.desk import limits
from wiredesk.desk.actions import need
from wiredesk.desk.models import Check, Draft, Story
from wiredesk.record import models as record
from wiredesk.site.public import Release, Version
from wiredesk.site.rules import AutoRule
from wiredesk.wire.models import Agency

PERMISSION = "wdsite.change_autorule"
STOP = "wdsite.add_approval"  # any editor may stop all rules; only a duty editor starts one
SHORTEST = 60  # seconds; an editor must have the time to see what will go out


def matching(story: Story, check: Check, *, now: datetime) -> AutoRule | None:
    """Return the active rule that covers a checked brief, or None.

    A brief is a story of one origin, undisputed, that nobody took, changed, spiked or flagged, with no finding at all.
    """
    if story.disputed or story.spiked or story.flag or story.taken_by_id or story.origins > 1 or story.decided:
        return None
    if not check.passed or check.findings.exists():
        return None
    agencies = {member.item.agency.slug for member in story.usable(now=now)}
    for rule in AutoRule.objects.filter(active=True):
        covered = agencies and agencies <= set(rule.agencies)
        if covered and (not rule.sectors or set(rule.sectors) & set(story.sectors)):
            return rule
    return None


def lets_out(story: Story, check: Check, *, now: datetime) -> str:
    """Return the name under which a rule lets a text out now, after its wait, or an empty text."""
    draft = Draft.objects.filter(story=story, digest=check.digest).order_by("-pk").first()
    if draft is None:  # somebody's own words never go out by a rule
        return ""
    rule = matching(story, check, now=now)
    ready = rule is not None and check.at + timedelta(seconds=rule.delay) <= now
    return f"rule “{rule.name}”" if rule is not None and ready else ""


def waiting(*, now: datetime) -> list[tuple[Draft, AutoRule, datetime]]:
    """Return the drafts that a rule will send, with the rule and when, soonest first."""
    if not AutoRule.objects.filter(active=True).exists():
        return []
    seen = Version.objects.filter(story=OuterRef("story"))
    on_the_way = Release.objects.filter(story=OuterRef("story"))
    drafts = Draft.objects.filter(state=Draft.State.CHECKED, story__origins=1, story__spiked=False).filter(
        ~Exists(seen), ~Exists(on_the_way), story__merged_into__isnull=True
    )
    found = []
    for draft in drafts.select_related("story").order_by("pk")[:200]:
        check = Check.objects.filter(story=draft.story, digest=draft.digest).order_by("-pk").first()
        rule = matching(draft.story, check, now=now) if check is not None else None
        if check is not None and rule is not None:
            found.append((draft, rule, check.at + timedelta(seconds=rule.delay)))
    return sorted(found, key=lambda each: each[2])


def set_rule(name: str, words: Mapping[str, Any], *, by: User, now: datetime) -> AutoRule:
    """Make a rule or change it. A new rule is off until it is switched on.

    Args:
        name: The rule's name, as readers of the page's receipt see it.
        words: `agencies` and `sectors` (lists of slugs), `delay` in seconds, `active`.
        by: Who sets it.
        now: The present.

    Raises:
        NotAllowed: The person may not, no agency is named, or the wait is too short.
    """
    need(by, PERMISSION, now=now)
    if limits.limited(by):
        raise NotAllowed(name[:50] or "a rule", "holds for the whole house, and your roles are held to a desk")
    name = " ".join(name.split())[:50]
    agencies: Sequence[str] = words.get("agencies") or ()
    known = set(Agency.objects.filter(slug__in=agencies).values_list("slug", flat=True))
    if not name or not known:
        raise NotAllowed(name or "a rule", "needs a name and at least one agency")
    delay = int(words.get("delay") or 0)
    if delay < SHORTEST:
        raise NotAllowed(name, f"must wait at least {SHORTEST} seconds, so that an editor can see what goes out")
    fields = {
        "agencies": sorted(known), "sectors": sorted(words.get("sectors") or ()), "delay": delay,
        "active": bool(words.get("active")), "by": by, "at": now,
    }  # fmt: skip
    with transaction.atomic():
        rule, _ = AutoRule.objects.update_or_create(name=name, defaults=fields)
        said = {key: value for key, value in fields.items() if key not in ("by", "at")}
        record.append("staff", f"rule {name}", by=by.get_username(), now=now, data=said)
    return rule


def stop_all(*, by: User, now: datetime) -> int:
    """Switch every rule off at once, and call back what they sent that is not out yet; returns how many were on.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, STOP, now=now)
    with transaction.atomic():
        stopped = AutoRule.objects.filter(active=True).update(active=False)
        Release.objects.filter(state__in=Release.PENDING).exclude(rule="").delete()
        record.append("staff", "all rules stopped", by=by.get_username(), now=now, data={"rules": stopped})
    return stopped
