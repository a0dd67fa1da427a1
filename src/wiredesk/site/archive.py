"""Lists by day: their second and every further page. A day that is over never moves, so a link to it stays true."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from wiredesk.site import lists
from wiredesk.site.moments import zone_of
from wiredesk.site.public import Edition, Version


def day_of(at: datetime, zone: str) -> date:
    """Return the day on which a moment falls in a zone."""
    return at.astimezone(zone_of(zone)).date()


def bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return when a day begins and when the next one does, in UTC; a day of clock change has 23 or 25 hours."""
    here: ZoneInfo = zone_of(zone)
    start = datetime.combine(day, time(), tzinfo=here)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=here)
    return start.astimezone(UTC), end.astimezone(UTC)


def within(versions: QuerySet[Version], day: date, zone: str) -> QuerySet[Version]:
    """Keep the stories first published on a day."""
    start, end = bounds(day, zone)
    return versions.filter(first_at__gte=start, first_at__lt=end)


def neighbours(versions: QuerySet[Version], day: date, zone: str) -> tuple[date | None, date | None]:
    """Return the nearest earlier and later days on which these lists have stories."""
    start, end = bounds(day, zone)
    older = versions.filter(first_at__lt=start).order_by("-first_at").values_list("first_at", flat=True).first()
    newer = versions.filter(first_at__gte=end).order_by("first_at").values_list("first_at", flat=True).first()
    return day_of(older, zone) if older else None, day_of(newer, zone) if newer else None


def bases(version: Version) -> list[tuple[str, QuerySet[Version], str]]:
    """Return the lists in which a story stands: path, stories, zone."""
    editions = list(Edition.objects.all())
    default = lists.default_edition(editions)
    found = [("/latest/", lists.public(), default.zone if default else "UTC")]
    for edition in editions:
        if edition.shows(version.countries):
            found.append((f"/{edition.slug}/", lists.of_edition(edition), edition.zone))
            found += [(f"/{edition.slug}/{s}/", lists.of_edition(edition, s), edition.zone) for s in version.sectors]
    for code in version.countries:
        told = lists.home_edition(editions, [code])
        zone = told.zone if told else "UTC"
        found.append((f"/country/{code.lower()}/", lists.of_countries(lists.public(), [code]), zone))
    return found


def paths(version: Version, *, alone: bool) -> set[str]:
    """Return the pages by day that show a story.

    Args:
        version: The story.
        alone: Whether it may be the first of its day, so that the days beside it get a new way on.
    """
    found = set()
    for base, versions, zone in bases(version):
        day = day_of(version.first_at, zone)
        found.add(f"{base}{day}/")
        if alone:
            found |= {f"{base}{each}/" for each in neighbours(versions, day, zone) if each is not None}
    return found
