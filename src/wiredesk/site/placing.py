"""Which stories stand on a front: by the rules of ranking.py, and by what an editor pinned and barred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import need, note_act
from wiredesk.desk.models import Story
from wiredesk.site import dependents, lists, ranking
from wiredesk.site.glance import GLANCES
from wiredesk.site.public import Edition, Version
from wiredesk.site.rules import Placement

PERMISSION = "wdsite.add_approval"  # who may send a story out may say where it stands
LENGTH = 24
POOL = 5 * LENGTH  # newest stories among which a front is chosen
LONGEST = timedelta(days=7)  # a pin that nobody ends would make the front a poster


@dataclass(frozen=True, slots=True)
class Front:
    """One front as it stands."""

    versions: tuple[Version, ...]
    places: tuple[ranking.Place, ...]
    """Of each version, its place and why."""


def candidate(version: Version) -> ranking.Candidate:
    """Return a public version as the rules see it: an update with new facts is news, a correction is not."""
    seen = GLANCES.one(version)
    news = version.at if version.kind == Version.Kind.UPDATE else version.first_at
    return ranking.Candidate(
        version.story_id, news, seen.origins, seen.disputed, seen.urgency, tuple(version.countries), seen.agencies,
        tuple(version.sectors),
    )  # fmt: skip


def decided(edition: Edition | None, *, now: datetime) -> QuerySet[Placement]:
    """Return what editors decided for a front and did not run out."""
    rows = Placement.objects.filter(edition=edition).exclude(kind=Placement.Kind.HUSH)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=now))


def front(public: QuerySet[Version], edition: Edition | None, *, now: datetime, quota: float = ranking.QUOTA) -> Front:
    """Return the front of a list of public stories.

    Args:
        public: The stories that may stand there, newest first.
        edition: Whose editors' decisions count; None for a list that nobody orders by hand.
        now: Decides which pins still hold.
        quota: See `ranking.order`.
    """
    told = list(decided(edition, now=now)) if edition else []
    barred = {each.story_id for each in told if each.kind == Placement.Kind.BAR}
    pins = [each for each in told if each.kind == Placement.Kind.PIN]
    rows = list(public.exclude(story__in=barred)[:POOL])
    known = {each.story_id for each in rows}
    wanted = [each.story_id for each in pins if each.story_id not in known]
    rows += list(lists.public().filter(story__in=wanted)) if wanted else []
    GLANCES.of(rows)
    places = ranking.order([candidate(each) for each in rows], length=LENGTH, pins=_places(pins), quota=quota)
    by_story = {each.story_id: each for each in rows}
    return Front(tuple(by_story[each.story] for each in places), tuple(places))


def _places(pins: list[Placement]) -> dict[int, int]:
    """Return place to story; where two want one place the later decision has it, and the other stands below."""
    found: dict[int, int] = {}
    for each in sorted(pins, key=lambda pin: (pin.place or 1, -pin.at.timestamp())):
        place = each.place or 1
        while place in found:
            place += 1
        found[place] = each.story_id
    return found


def pin(story: Story, edition: Edition, place: int, *, until: datetime, by: User, now: datetime) -> Placement:
    """Put a story at a place of a front until a time.

    Raises:
        NotAllowed: The person may not, the place or the time is none, or nothing of the story is public.
    """
    need(by, PERMISSION, story, now=now)
    if not 1 <= place <= LENGTH:
        raise NotAllowed(f"place {place}", f"is none: a front has {LENGTH}")
    if not now < until <= now + LONGEST:
        raise NotAllowed(f"a pin until {until:%d %b %H:%M}", f"must end later, and within {LONGEST.days} days")
    if not lists.public().filter(story=story).exists():
        raise NotAllowed(str(story), "is not public, so it can't stand on a front")
    words = {"kind": Placement.Kind.PIN, "place": place, "until": until, "reason": ""}
    said = f"pinned at place {place} of {edition.name} until {until:%d %b, %H:%M} UTC"
    return _decide(story, edition, words, said, by=by, now=now)


def bar(story: Story, edition: Edition, *, reason: str, by: User, now: datetime) -> Placement:
    """Keep a story off a front until somebody takes that back; its own page and the lists keep it.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, PERMISSION, story, now=now)
    words = {"kind": Placement.Kind.BAR, "place": None, "until": None, "reason": " ".join(reason.split())[:300]}
    return _decide(story, edition, words, f"taken off the front of {edition.name}", by=by, now=now)


def hush(story: Story, *, reason: str, by: User, now: datetime) -> Placement:
    """Keep a story out of trending everywhere.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, PERMISSION, story, now=now)
    words = {"kind": Placement.Kind.HUSH, "place": None, "until": None, "reason": " ".join(reason.split())[:300]}
    return _decide(story, None, words, "kept out of trending", by=by, now=now)


def release(placement: Placement, *, by: User, now: datetime) -> None:
    """Take a decision back: the rules decide again.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, PERMISSION, placement.story, now=now)
    with transaction.atomic():
        where = placement.edition.name if placement.edition else "trending"
        note_act(placement.story, "front", f"left to the rules of {where}", by=by, now=now)
        placement.delete()
        dependents.enqueue(fronts_of(placement.edition), now=now)


def _decide(
    story: Story, edition: Edition | None, words: Mapping[str, object], said: str, *, by: User, now: datetime
) -> Placement:
    with transaction.atomic():
        rows = Placement.objects.filter(story=story, edition=edition)
        rows = rows.filter(kind="hush") if edition is None else rows.exclude(kind="hush")
        rows.delete()
        row = Placement.objects.create(story=story, edition=edition, by=by, at=now, **words)
        note_act(story, "front", said, by=by, now=now)
        dependents.enqueue(fronts_of(edition), now=now)
    return row


def fronts_of(edition: Edition | None) -> set[str]:
    """Return the files that a decision for a front touches; None: what shows trending."""
    if edition is None:
        return {"/", "/trending/", *(f"/{slug}/" for slug in Edition.objects.values_list("slug", flat=True))}
    home = lists.default_edition(lists.editions())
    return {f"/{edition.slug}/"} | ({"/"} if home == edition else set())


def ended(written: datetime, *, now: datetime) -> set[str]:
    """Return the fronts with a pin that ran out since a time."""
    rows = Placement.objects.filter(kind=Placement.Kind.PIN, until__gt=written, until__lte=now)
    return {path for each in rows.select_related("edition") for path in fronts_of(each.edition)}
