"""The one way to the public: a text goes out only with a passing check and the approval that the house asks for.

It stands in the model's own save (pages.py), so the admin, the API, scheduled publishing, bulk actions and a shell all
pass it; and readers are shown Versions alone, so a row changed behind its back shows nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import transaction

from wiredesk.core import model as core
from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import overriding, rights
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Check, Draft, Member, Story
from wiredesk.photos.models import Photo
from wiredesk.record import models as record
from wiredesk.settings import settings
from wiredesk.site import autopilot, dependents, partners, photography
from wiredesk.site.public import Approval, Release, Version
from wiredesk.wire.models import Item

BRIEF_RULE = "brief with every check passed"


def permit(story: Story, text: core.Draft, *, now: datetime) -> tuple[Check, Approval | None, str]:
    """Return what lets this text out: its check, and its approval or the house rule that needs none.

    Raises:
        NotAllowed: Says what is missing.
    """
    if not story.usable(now=now):
        raise NotAllowed(str(story), "no item of it may be published: killed, on hold or under embargo")
    if story.decided.get("killed"):
        raise NotAllowed(str(story), f"was killed at the desk: {story.decided['killed']}")
    for finding in rights.findings(story, text, now=now):
        if finding.stops:  # a licence is no matter of judgement: nobody at the desk can override it
            raise NotAllowed(text.headline.text, finding.message)
    check = check_text(story, text, now=now)
    if not overriding.lets_out(check, text):
        first = next(iter(overriding.stopping(check, text)), None)
        raise NotAllowed(text.headline.text, f"a check stops it: {first.message if first else 'no sources'}")
    approval = Approval.objects.filter(story=story, digest=text.digest).first()
    if approval is not None:
        return check, approval, ""
    if rule := autopilot.lets_out(story, check, now=now):
        return check, None, rule
    if settings.approval == "briefs-free" and story.origins < 2 and not check.findings.exists():
        return check, None, BRIEF_RULE
    raise NotAllowed(text.headline.text, "nobody approved exactly these words: open the story at the desk and approve")


def receipt(
    story: Story, text: core.Draft, check: Check, approval: Approval | None, *, now: datetime
) -> dict[str, Any]:
    """Return how this story was made, for the reader."""
    draft = Draft.objects.filter(story=story, digest=text.digest).order_by("-pk").first()
    members: list[Member] = story.usable(now=now)
    return {
        "items": [
            {
                "item": member.item_id,
                "agency": member.item.agency.name,
                "guid": member.item.guid,
                "headline": member.item.headline,
                "link": member.item.link,
                "at": (member.item.version_created or member.item.received_at).isoformat(),
                "received_at": member.item.received_at.isoformat(),
                "duplicate": member.duplicate_of_id is not None,
                "origin": member.origin_id,
                "urgency": member.item.urgency,
            }
            for member in members
        ],
        "origins": story.origins,
        "writer": draft.writer if draft else (approval.name if approval else text.made.writer),
        "machine": draft is not None,
        "checks": {
            "at": check.at.isoformat(),
            "warnings": check.findings.filter(stops=False).count(),
            "overridden": check.findings.filter(stops=True).count(),
        },
        "approved": {"by": approval.name, "at": approval.at.isoformat()} if approval else None,
        "digest": text.digest,
        "picture": _photo([member.item for member in members], text, now=now),
    }


def _photo(items: list[Item], text: core.Draft, *, now: datetime) -> dict[str, Any]:
    """Return which photo the rules take for a text, or why none; the page keeps to it."""
    found, lacking = photography.for_rules(items, text, now=now)
    if found is None or found.media is None:
        return {"photo": None, "lacking": lacking}
    return {"photo": photography.key_of(found.media), "reason": found.reason}


def language(story: Story, *, now: datetime) -> str:
    """Return the language of a story's copy: that of most of its items; English where none says."""
    told = Counter(member.item.language.split("-")[0].lower() for member in story.usable(now=now))
    told.pop("", None)
    return told.most_common(1)[0][0] if told else "en"


def release(story: Story, text: core.Draft, *, now: datetime) -> Version:
    """Make the public version of a text, if it is not the one that readers see already.

    Raises:
        NotAllowed: See `permit`.
    """
    with transaction.atomic():
        current = Version.objects.select_for_update().filter(story=story, current=True).first()
        if current is not None and current.digest == text.digest and not current.is_notice:
            return current
        check, approval, rule = permit(story, text, now=now)
        wanted = Release.objects.filter(story=story, digest=text.digest).order_by("-pk").first()
        first = current is None
        kind = (wanted.kind if wanted and not first else "") or (Version.Kind.FIRST if first else Version.Kind.UPDATE)
        return _add(
            story, current, kind=kind, digest=text.digest, headline=text.headline.text, check_run=check,
            content=writing.draft_to_json(text), ledger=core.freeze(story.as_ledger()),
            receipt=receipt(story, text, check, approval, now=now), approval=approval, rule=rule,
            note=wanted.note if wanted else "", countries=list(text.countries or story.countries),
            sectors=list(text.sectors or story.sectors), language=language(story, now=now),
            agencies=list(rights.agencies(story, text, now=now)), at=now,
        )  # fmt: skip


def withdraw(story: Story, *, note: str, by: str, now: datetime) -> Version | None:
    """Take a story down: its address keeps a notice. Returns None when nothing of it is public."""
    with transaction.atomic():
        current = Version.objects.select_for_update().filter(story=story, current=True).first()
        if current is None or current.is_notice:
            return None
        note = note or "This story was taken down."
        record.append("take-down", f"story {story.pk}", by=by, now=now, data={"note": note, "after": current.number},
                      once=f"take-down:{story.pk}:{current.number}")  # fmt: skip
        return _add(
            story, current, kind=Version.Kind.NOTICE, digest="", headline=current.headline, content={}, note=note,
            countries=current.countries, sectors=current.sectors, language=current.language, at=now,
        )  # fmt: skip


def _add(story: Story, current: Version | None, *, at: datetime, **fields: Any) -> Version:
    number = current.number + 1 if current else 1
    first_at = current.first_at if current else at
    if current:
        Version.objects.filter(pk=current.pk).update(current=False)
    version = Version(story=story, number=number, first_at=first_at, at=at, **fields)
    if not version.is_notice:
        record.append(
            "publish", f"story {story.pk} version {number}", by=version.approval.name if version.approval else version.rule,
            now=at, data={"digest": version.digest}, once=f"publish:{story.pk}:{number}:{version.digest}",
        )  # fmt: skip
    version.save(force_insert=True)
    Photo.objects.filter(pk=(version.receipt.get("picture") or {}).get("photo") or 0).update(used=True)
    Release.objects.filter(story=story, digest=version.digest).update(state=Release.State.DONE)
    dependents.mark(version, current, now=at)
    partners.mark(version, now=at)
    return version
