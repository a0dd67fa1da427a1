"""Waits in words, copy with fragments, jumps: what the desk's templates can't say themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wiredesk import clock
from wiredesk.desk import limits, overriding
from wiredesk.desk.models import Finding, Override, Story
from wiredesk.newsroom import beside, storydesk, telling
from wiredesk.settings import settings as configured

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86400


@register.filter
def waited(at: datetime | float | None) -> str:
    """Say how long something has waited: "4 min", "3 h", "2 d"; seconds or the time since when."""
    if at is None:
        return ""
    seconds = at if isinstance(at, (int, float)) else (clock.now() - at).total_seconds()
    for length, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if seconds >= length:
            return f"{int(seconds // length)} {unit}"
    return f"{max(int(seconds), 0)} s"


@register.filter
def moment(at: datetime | str | None) -> SafeString | str:
    """Show a time to the minute, with the zone said."""
    if isinstance(at, str) and at:
        at = datetime.fromisoformat(at)
    if not at:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(timespec="minutes"), f"{at.day} {at:%b %Y %H:%M} UTC"
    )


@register.filter
def second(at: datetime | None) -> SafeString | str:
    """Show a time to the second."""
    if at is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), f"{at.day} {at:%b %Y %H:%M:%S} UTC"
    )


@register.filter
def two(found: Finding | Override) -> bool:
    """Say whether the house wants two people to let this pass."""
    return overriding.needs_two(found.rule)


@register.simple_tag
def override_of(finding: Finding, desk: storydesk.Desk) -> Override | None:
    """Return what people said to let this finding pass."""
    return desk.overrides.get(finding.pk)


@register.simple_tag
def outside_of(user: User, story: Story) -> str:
    """Return why a story is outside what a person's roles are held to, or an empty text."""
    return limits.outside(user, story)


@register.simple_tag
def live_of(story: Story) -> telling.Telling:
    """Return the live entries of a story, for the desk."""
    return telling.of(story)


@register.simple_tag
def live_offers(story: Story) -> list[tuple[datetime | None, str, str]]:
    """Return lines that the copy of a story offers for live entries."""
    return telling.offers(story, now=clock.now())


@register.filter
def place(evidence: Mapping[str, Any]) -> str:
    """Return the fragment of the words that a finding rests on."""
    return storydesk.place(str(evidence["item"]), (evidence["span"][0], evidence["span"][1]))


@register.filter
def claimed(claim: Any) -> str:
    """Return the fragment of what a claim says."""
    return storydesk.place(claim.item, claim.content[0]) if claim.content else f"item-{claim.item}"


@register.simple_tag
def line_of(finding: Finding, desk: storydesk.Desk) -> str:
    """Return the fragment of the sentence that a finding speaks of."""
    return storydesk.key(finding, desk.text) if desk.text is not None else "draft"


@register.simple_tag
def site_name() -> str:
    """Return the newsroom's name."""
    return str(settings.WAGTAIL_SITE_NAME)


@register.simple_tag
def provider_name() -> str:
    """Return what the button of the house's provider says, or an empty text where none is set."""
    return configured.oidc_name if configured.oidc_issuer else ""


@register.simple_tag
def beside_text(desk: storydesk.Desk) -> beside.Panel:
    """Return what the desk offers beside the text that stands: questions, style, drift."""
    return beside.panel(desk.story, desk.text, now=clock.now())


@register.simple_tag
def copy_text(copy: storydesk.Copy) -> SafeString:
    """Show an item's body in paragraphs; what the page points to is marked and has a fragment."""
    body = copy.core.body
    blocks, start = [], 0
    for block in body.split("\n\n"):
        blocks.append(format_html("<p>{}</p>", _block(copy, start, start + len(block))))
        start += len(block) + 2
    return format_html_join("", "{}", ((each,) for each in blocks))


def _block(copy: storydesk.Copy, start: int, end: int) -> SafeString:
    """Return one paragraph, cut at every begin and end of a place."""
    inside = [each for each in copy.places if each[0] < end and each[1] > start]
    cuts = sorted({start, end} | {cut for each in inside for cut in each if start < cut < end})
    begins = {each[0] for each in inside}
    pieces = []
    for left, right in pairwise(cuts):
        words = copy.core.body[left:right]
        if left in begins:
            pieces.append(
                format_html('<span class="at" id="{}"></span>', storydesk.place(copy.core.guid, (left, right)))
            )
        covered = any(each[0] <= left and right <= each[1] for each in inside)
        pieces.append(format_html("<mark>{}</mark>" if covered else "{}", words))
    return format_html_join("", "{}", ((each,) for each in pieces))
