"""What the house tells of itself: corrections, the register of agencies, maps and notices for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from wiredesk import clock
from wiredesk.readers.models import Report
from wiredesk.settings import settings
from wiredesk.site import countries, feeds, lists, maps, seo
from wiredesk.site import frame as around
from wiredesk.site.fronts import in_format, show
from wiredesk.site.glance import GLANCES, HEAVY
from wiredesk.site.moments import Moment, day, moment
from wiredesk.site.public import Version
from wiredesk.wire.models import Agency, Item


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction or take-down."""

    href: str
    headline: str
    """Empty for a story that was taken down: none of its words are shown."""
    what: str
    note: str
    at: Moment
    number: int
    reports: tuple[str, ...]
    """Public numbers of the readers' reports that it came out of."""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency in the register, with counts that are no rating."""

    name: str
    href: str
    seat: str
    country: str
    owner: str
    licence: str
    since: str
    pieces: int
    """Pieces of copy received."""
    used: int
    """Pieces on which a public story rests."""
    killed: int
    """Pieces that it withdrew later."""
    corrected: int
    """Pieces that it corrected later."""
    silent: int
    """Pieces whose text changed without a new version number."""
    alone: int
    """Statements in our newest stories that no other agency's copy had."""
    denied: int
    """Those of them that somebody denies in another agency's copy."""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One agency: its row of the register, and the newest stories made with its copy."""

    row: AgencyRow
    stories: tuple[around.Teaser, ...]


LOOKED = 2000  # newest stories whose ledgers are counted


def corrected() -> list[Version]:
    """Return corrections of stories that stand, and notices, newest first."""
    kinds = Version.CORRECTIONS
    down = Version.objects.filter(current=True, kind=Version.Kind.NOTICE).values("story")
    rows = Version.objects.filter(Q(kind__in=kinds) | Q(kind=Version.Kind.NOTICE, current=True))
    rows = rows.exclude(Q(kind__in=kinds) & Q(story__in=down))
    return list(rows.select_related("approval", "story").order_by("-at", "-pk")[:200])


def corrections_of(stories: Iterable[int]) -> dict[int, list[Version]]:
    """Return by story its corrections of every kind, oldest first, without their heavy columns."""
    found: dict[int, list[Version]] = {}
    rows = Version.objects.filter(story__in=list(stories), kind__in=Version.CORRECTIONS)
    for each in rows.defer(*HEAVY).order_by("story", "number"):
        found.setdefault(each.story_id, []).append(each)
    return found


def correction_of(report: Report) -> Version | None:
    """Return the correction that a reader's report led to: the one named at the desk, else the first after it."""
    if report.story is None or report.state != Report.State.ACCEPTED:
        return None
    rows = [each for each in corrections_of([report.story]).get(report.story, ()) if each.at >= report.at]
    named = [each for each in rows if each.number == report.corrected_in]
    return next(iter(named or rows), None)


def _reported(stories: set[int]) -> dict[tuple[int, int], list[str]]:
    """Return by story and version the numbers of the reports that the desk says led to it."""
    told: dict[tuple[int, int], list[str]] = {}
    rows = Report.objects.filter(story__in=stories, state=Report.State.ACCEPTED, corrected_in__isnull=False)
    for story, version, number in rows.order_by("number").values_list("story", "corrected_in", "number"):
        told.setdefault((story or 0, version or 0), []).append(number)
    return told


def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction and take-down."""
    title, about = (
        gettext("Corrections"),
        gettext("Every correction with its reason, and every story that was taken down, newest first."),
    )
    frame = around.frame(title, "/corrections/", description=about, feeds=around.feeds("/corrections/"))
    found = corrected()
    reported = _reported({each.story_id for each in found})
    rows = tuple(
        CorrectionRow(
            each.path, "" if each.is_notice else each.headline, each.get_kind_display(), each.note,
            moment(each.at, frame.zone), each.number,
            tuple(reported.get((each.story_id, each.number), ())),
        )
        for each in found
    )  # fmt: skip
    return show(
        request,
        "corrections",
        {"title": title, "about": about, "rows": rows},
        frame,
        seo.listing(title, "/corrections/"),
    )


def corrections_feed(request: HttpRequest, end: str) -> HttpResponse:
    """Return the feed of corrections; a story that was taken down has no words left to send."""
    rows = [each for each in corrected() if not each.is_notice][: feeds.LENGTH]
    return in_format(feeds.feed(f"{settings.site_name}: corrections", "/corrections/", rows, numbered=True), end)


@dataclass(frozen=True, slots=True)
class _Ledgers:
    """What the newest stories tell of all agencies at once."""

    used: Counter[int]
    alone: Counter[str]
    denied: Counter[str]


def _ledgers() -> _Ledgers:
    seen = GLANCES.of(lists.public()[:LOOKED])
    return _Ledgers(
        Counter(item for each in seen for item in set(each.items)),
        Counter(name for each in seen for name in each.alone),
        Counter(name for each in seen for name in each.denied),
    )


def _row(each: Agency, told: _Ledgers) -> AgencyRow:
    items = Item.objects.filter(agency=each)
    used = items.filter(pk__in=list(told.used)).values("guid").distinct().count() if told.used else 0
    return AgencyRow(
        each.name, f"/agency/{each.slug}/", each.seat, countries.name(each.country) if each.country else "",
        each.owner, each.licence, day(each.since) if each.since else "",
        items.values("guid").distinct().count(), used,
        items.filter(killed=True).values("guid").distinct().count(),
        items.filter(signal="correct").values("guid").distinct().count(),
        items.filter(silent=True).values("guid").distinct().count(), told.alone[each.name], told.denied[each.name],
    )  # fmt: skip


def agencies(request: HttpRequest) -> HttpResponse:
    """Show the register of agencies with rights and record."""
    title = gettext("Agencies")
    about = gettext("Whose copy we use, with what right, and how often they corrected or withdrew it.")
    frame, told = around.frame(title, "/agencies/", description=about), _ledgers()
    page = {"title": title, "about": about, "rows": tuple(_row(each, told) for each in Agency.objects.all())}
    return show(request, "agencies", page, frame, seo.listing(title, "/agencies/"))


def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one agency with its record and the newest stories made with its copy."""
    found = get_object_or_404(Agency, slug=slug)
    newest = list(lists.public()[:LOOKED])
    seen = GLANCES.of(newest)
    with_it = [row for row, each in zip(newest, seen, strict=True) if found.name in each.agencies]
    path = f"/agency/{slug}/"
    about = gettext("%(agency)s: its record here, and the newest stories with its copy.") % {"agency": found.name}
    frame = around.frame(found.name, path, description=about)
    page = AgencyPage(_row(found, _ledgers()), around.teasers(with_it[: lists.LENGTH], frame.zone))
    return show(request, "agency", page, frame, seo.listing(found.name, path, page.stories))


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the site."""
    return HttpResponse(maps.sitemap(), content_type="application/xml; charset=utf-8")


def month_sitemap(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Return the map of one month."""
    return HttpResponse(maps.month_sitemap(int(year), int(month)), content_type="application/xml; charset=utf-8")


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the newest stories."""
    now: datetime = clock.now()
    return HttpResponse(maps.news_sitemap(now=now), content_type="application/xml; charset=utf-8")


def plain(request: HttpRequest, name: str) -> HttpResponse:
    """Return robots.txt, llms.txt, trust.txt, or what an installed site needs."""
    found, kind = {
        "robots": (maps.robots, "text/plain"), "llms": (maps.llms, "text/plain"), "trust": (maps.trust, "text/plain"),
        "offline": (maps.offline, "text/javascript"), "manifest": (maps.manifest, "application/manifest+json"),
    }[name]  # fmt: skip
    return HttpResponse(found(), content_type=f"{kind}; charset=utf-8")
