"""What the house tells of itself: corrections, the register of agencies, maps and notices for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from wiredesk import clock
from wiredesk.settings import settings
from wiredesk.site import countries, feeds, maps, seo
from wiredesk.site import frame as around
from wiredesk.site.fronts import in_format, show
from wiredesk.site.moments import Moment, moment
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


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency in the register."""

    name: str
    seat: str
    country: str
    owner: str
    licence: str
    since: str
    pieces: int
    """Pieces of copy received."""
    killed: int
    """Pieces that it withdrew later."""
    corrected: int
    """Pieces that it corrected later."""
    silent: int
    """Pieces whose text changed without a new version number."""


def corrected() -> list[Version]:
    """Return corrections of stories that stand, and notices, newest first."""
    kinds = Version.CORRECTIONS
    down = Version.objects.filter(current=True, kind=Version.Kind.NOTICE).values("story")
    rows = Version.objects.filter(Q(kind__in=kinds) | Q(kind=Version.Kind.NOTICE, current=True))
    rows = rows.exclude(Q(kind__in=kinds) & Q(story__in=down))
    return list(rows.select_related("approval", "story").order_by("-at", "-pk")[:200])


def corrections(request: HttpRequest) -> HttpResponse:
    """Show every correction and take-down."""
    title, about = "Corrections", "Every correction with its reason, and every story that was taken down, newest first."
    frame = around.frame(title, "/corrections/", description=about, feeds=around.feeds("/corrections/"))
    rows = tuple(
        CorrectionRow(
            each.path, "" if each.is_notice else each.headline, each.get_kind_display(), each.note,
            moment(each.at, frame.zone), each.number,
        )
        for each in corrected()
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


def _agency(each: Agency) -> AgencyRow:
    items = Item.objects.filter(agency=each)
    pieces = items.values("guid").distinct().count()
    fixed = items.filter(signal="correct").values("guid").distinct().count()
    killed = items.filter(killed=True).values("guid").distinct().count()
    return AgencyRow(
        each.name, each.seat, countries.name(each.country) if each.country else "", each.owner, each.licence,
        f"{each.since:%d %B %Y}".lstrip("0") if each.since else "", pieces, killed, fixed,
        items.filter(silent=True).count(),
    )  # fmt: skip


def agencies(request: HttpRequest) -> HttpResponse:
    """Show the register of agencies with rights and record."""
    title = "Agencies"
    about = "Whose copy we use, with what right, and how often they corrected or withdrew it."
    frame = around.frame(title, "/agencies/", description=about)
    page = {"title": title, "about": about, "rows": tuple(_agency(each) for each in Agency.objects.all())}
    return show(request, "agencies", page, frame, seo.listing(title, "/agencies/"))


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
    """Return robots.txt, llms.txt or trust.txt."""
    found = {"robots": maps.robots, "llms": maps.llms, "trust": maps.trust}[name]
    return HttpResponse(found(), content_type="text/plain; charset=utf-8")
