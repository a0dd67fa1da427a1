"""What stands around a story at the desk: its history, stories near it, colleagues, and newer versions of its copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from rapidfuzz import fuzz

from wiredesk.desk.actions import called
from wiredesk.desk.models import Act, Member, Story
from wiredesk.newsroom import undoing

NEAR = 30  # stories offered for merging and moving
LIKE = 60.0  # of 100: below, a sentence of the newer version is another one, not the same one changed
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"”’)]*")


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history."""

    at: datetime
    by: str
    words: str
    act: Act | None = None  # when it can be undone
    undone: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a story."""

    history: list[Happened]
    near: list[tuple[int, str]]
    colleagues: list[tuple[str, str]]
    undo: Act | None


def around(story: Story, *, by: User | None) -> Around:
    """Return a story's surroundings as one person sees them."""
    staff = User.objects.filter(is_active=True).filter(
        Q(is_superuser=True)
        | Q(groups__permissions__codename="change_story", groups__permissions__content_type__app_label="desk")
    )
    colleagues = [(each.get_username(), called(each)) for each in staff.distinct().order_by("username") if each != by]
    last = undoing.last(by, story=story) if by is not None else None
    return Around(history(story), near(story), colleagues, last)


def history(story: Story) -> list[Happened]:
    """Return all that happened to a story, newest first: copy, drafts, people, versions."""
    found = [
        Happened(each["item__received_at"], each["item__agency__name"], f"sent “{each['item__headline'][:80]}”")
        for each in story.members.values("item__received_at", "item__agency__name", "item__headline")
    ]
    found += [
        Happened(each["made_at"], each["writer"], "wrote a draft") for each in story.drafts.values("made_at", "writer")
    ]
    for version in story.versions.select_related("approval").defer("content", "ledger", "receipt"):
        by = version.approval.name if version.approval else version.rule or "the house"
        note = f": {version.note}" if version.note else ""
        found.append(Happened(version.at, by, f"version {version.number}, {version.get_kind_display().lower()}{note}"))
    for act in Act.objects.filter(Q(story=story) | Q(other=story)).select_related("other"):
        where = "" if act.story_id == story.pk else f" (at story {act.story_id})"
        undone = f"undone by {act.undone_by}" if act.undone_at else ""
        found.append(Happened(act.at, act.by, act.said + where, act if undoing.can_undo(act) else None, undone))
    return sorted(found, key=lambda each: each.at, reverse=True)


def near(story: Story) -> list[tuple[int, str]]:
    """Return stories that may belong together with this one: of its places or countries first, then the newest."""
    others = Story.objects.filter(merged_into__isnull=True).exclude(pk=story.pk)
    words = [f"|place:{each.lower()}|" for each in story.places[:3]]
    words += [f"|country:{each.lower()}|" for each in story.countries[:3]]
    alike = Q(pk__in=[])
    for each in words:
        alike |= Q(facets__contains=each)
    found = list(others.filter(alike).order_by("-news_at")[:NEAR]) if words else []
    if len(found) < NEAR:
        seen = [each.pk for each in found]
        found += list(others.exclude(pk__in=seen).order_by("-news_at")[: NEAR - len(found)])
    first = {}
    for key, headline in Member.objects.filter(story__in=found).order_by("-pk").values_list("story", "item__headline"):
        first[key] = headline
    return [(each.pk, str(each.slugline or first.get(each.pk, "")).strip()[:90]) for each in found]


def newest_versions(members: list[Member]) -> dict[str, str]:
    """Return, for each item that a newer version replaced, the newest version's body."""
    newest: dict[tuple[int, str], Member] = {}
    for each in members:
        key = (each.item.agency_id, each.item.guid)
        if key not in newest or newest[key].item.sequence < each.item.sequence:
            newest[key] = each
    return {
        str(each.item_id): newest[each.item.agency_id, each.item.guid].item.body
        for each in members
        if newest[each.item.agency_id, each.item.guid].item_id != each.item_id
    }


def instead(words: str, newer: str) -> tuple[str, bool]:
    """Return what a newer version says instead of some words, and whether it says nothing like them.

    Returns:
        ("", False) when the words stand there to the letter, whatever the spaces.
    """
    flat = " ".join(words.split())
    if flat in " ".join(newer.split()):
        return "", False
    sentences = [each.group().strip() for each in SENTENCE.finditer(newer[:100_000]) if each.group().strip()]
    best = max(sentences, key=lambda each: fuzz.ratio(flat, each), default="")
    return (best, False) if best and fuzz.ratio(flat, best) >= LIKE else ("", True)
