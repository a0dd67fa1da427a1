"""Fronts and lists: site, edition, sector, country, latest, trending, shots, opinion, corrections, agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from wiredesk import clock
from wiredesk.settings import settings
from wiredesk.site import countries, feeds, lists, maps, seo
from wiredesk.site import frame as around
from wiredesk.site.moments import Moment, moment
from wiredesk.site.pages import OpinionPage
from wiredesk.site.public import Edition, Sector, Version
from wiredesk.wire.models import Agency, Item

FRONT = 24
NEWEST = 6  # of these the story with most independent origins leads


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A front: one story large, the rest below."""

    title: str
    lead: around.Teaser | None
    stories: tuple[around.Teaser, ...]
    sectors: tuple[around.Link, ...]
    """Sectors of this front."""
    blocks: around.Blocks
    front: bool
    """Whether it is the front of the site or of an edition."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A plain list of stories."""

    title: str
    about: str
    """One sentence on what stands here and in which order."""
    stories: tuple[around.Teaser, ...]
    kind: str
    """"latest", "trending" or "shots"."""


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


@dataclass(frozen=True, slots=True)
class OpinionText:
    """One opinion, blog or interview."""

    title: str
    kind: str
    author: str
    about_author: str
    summary: str
    body: str
    """Rich text as Wagtail stores it; the template renders it."""
    created: Moment | None
    updated: Moment | None
    blocks: around.Blocks


def _show(
    request: HttpRequest, name: str, page: object, frame: around.Frame, data: tuple[SafeString, ...]
) -> HttpResponse:
    return render(request, f"site/{name}.html", {"page": page, "frame": frame, "data": data})


def _feed(found: feeds.Feed, end: str) -> HttpResponse:
    return HttpResponse(feeds.written(found, end), content_type=feeds.TYPES[end])


def _front(
    request: HttpRequest, title: str, path: str, versions: Iterable[Version], edition: Edition | None
) -> HttpResponse:
    frame = around.frame(title, path, edition=edition, feeds=around.feeds(path), description=_about(title))
    rows = around.teasers(led(list(versions)), frame.zone)
    slug = edition.slug if edition else ""
    links = tuple(around.Link(each.name, f"/{slug}/{each.slug}/") for each in Sector.objects.all()) if slug else ()
    page = FrontPage(
        title, rows[0] if rows else None, rows[1:], links, around.blocks(edition, frame.zone),
        path == "/" or path.count("/") == 2,
    )  # fmt: skip
    return _show(request, "front", page, frame, seo.listing(title, path))


def led(versions: list[Version]) -> list[Version]:
    """Return a front's stories with the weightiest of the newest first, the rest by first publication."""
    first = max(versions[:NEWEST], key=around.weight, default=None)
    return [each for each in versions if each is first] + [each for each in versions if each is not first]


def _about(title: str) -> str:
    return f"{title}: sourced stories from agency wires, with who says what and who denies it."


def home(request: HttpRequest) -> HttpResponse:
    """Show the front of the site: the edition of all countries."""
    edition = lists.default_edition(list(Edition.objects.all()))
    return _front(request, settings.site_name, "/", lists.public()[:FRONT], edition)


def home_feed(request: HttpRequest, end: str) -> HttpResponse:
    """Return the feed of the site."""
    return _feed(feeds.feed(settings.site_name, "/", lists.public()[: feeds.LENGTH]), end)


def _edition(slug: str) -> Edition:
    return get_object_or_404(Edition, slug=slug)


def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the front of an edition."""
    found = _edition(slug)
    return _front(request, found.name, f"/{slug}/", lists.of_edition(found)[:FRONT], found)


def edition_feed(request: HttpRequest, slug: str, end: str) -> HttpResponse:
    """Return the feed of an edition."""
    found = _edition(slug)
    title = f"{settings.site_name}: {found.name}"
    return _feed(feeds.feed(title, f"/{slug}/", lists.of_edition(found)[: feeds.LENGTH]), end)


def sector(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """Show a sector of an edition."""
    found, named = _edition(slug), get_object_or_404(Sector, slug=topic)
    title = f"{named.name}, {found.name}"
    return _front(request, title, f"/{slug}/{topic}/", lists.of_edition(found, topic)[:FRONT], found)


def sector_feed(request: HttpRequest, slug: str, topic: str, end: str) -> HttpResponse:
    """Return the feed of a sector of an edition."""
    found, named = _edition(slug), get_object_or_404(Sector, slug=topic)
    title = f"{settings.site_name}: {named.name}, {found.name}"
    versions = lists.of_edition(found, topic)[: feeds.LENGTH]
    return _feed(feeds.feed(title, f"/{slug}/{topic}/", versions), end)


def _code(code: str) -> str:
    if code.upper() not in countries.names():
        raise Http404
    return code.upper()


def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show the stories of a country."""
    known = _code(code)
    if code != code.lower():
        return HttpResponsePermanentRedirect(f"/country/{code.lower()}/")
    told = lists.home_edition(list(Edition.objects.all()), [known])
    versions = lists.of_countries(lists.public(), [known])[:FRONT]
    return _front(request, countries.name(known), f"/country/{code}/", versions, told)


def country_feed(request: HttpRequest, code: str, end: str) -> HttpResponse:
    """Return the feed of a country."""
    versions = lists.of_countries(lists.public(), [_code(code)])[: feeds.LENGTH]
    title = f"{settings.site_name}: {countries.name(code)}"
    return _feed(feeds.feed(title, f"/country/{code.lower()}/", versions), end)


def _list(request: HttpRequest, kind: str, title: str, about: str, versions: Iterable[Version]) -> HttpResponse:
    frame = around.frame(title, f"/{kind}/", description=about)
    page = ListPage(title, about, around.teasers(versions, frame.zone), kind)
    return _show(request, "list", page, frame, seo.listing(title, f"/{kind}/"))


def latest(request: HttpRequest) -> HttpResponse:
    """Show the newest stories by first publication."""
    about = "Newest first, by first publication. A story that changed later says so."
    return _list(request, "latest", "Latest news", about, lists.public()[: lists.LENGTH])


def trending(request: HttpRequest) -> HttpResponse:
    """Show what is read most."""
    versions, title = around.popular(lists.public(), limit=20)
    about = (
        "What readers open now, counted by page and hour; older hours fade. No reader is counted by name or address."
        if title == "Trending"
        else "Too few readers were counted to rank, so these are the stories with most independent origins."
    )
    return _list(request, "trending", "Trending", about, versions)


def shots(request: HttpRequest) -> HttpResponse:
    """Show every story in up to 60 words."""
    about = "Each story in 60 words or fewer, with how many independent origins it has and how it was made."
    return _list(request, "shots", "Shots", about, lists.public()[: lists.LENGTH])


def opinion(request: HttpRequest) -> HttpResponse:
    """Show opinion, blog and interview, newest first."""
    title = "Opinion, blog, interview"
    about = "Written by the people named, not by the desk and not by software."
    frame = around.frame(title, "/opinion/", description=about)
    page = {"title": title, "about": about, "texts": around.opinions(lists.LENGTH)}
    return _show(request, "opinion", page, frame, seo.listing(title, "/opinion/"))


def opinion_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one opinion, blog or interview."""
    found = get_object_or_404(OpinionPage.objects.live(), slug=slug)
    frame = around.frame(found.title, f"/opinion/{slug}/", description=found.summary, kind="article")
    first, last = found.first_published_at, found.last_published_at
    changed = last if first and last and (last - first).total_seconds() > 60 else None
    page = OpinionText(
        found.title, found.get_kind_display(), found.author, found.about_author, found.summary, found.body,
        moment(first, frame.zone) if first else None, moment(changed, frame.zone) if changed else None,
        around.blocks(None, frame.zone),
    )  # fmt: skip
    return _show(request, "opinion_page", page, frame, seo.opinion(found, frame))


def corrected() -> list[Version]:
    """Return corrections of stories that stand, and notices, newest first."""
    kinds = (Version.Kind.CORRECTION, Version.Kind.AGENCY_CORRECTION)
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
    return _show(
        request,
        "corrections",
        {"title": title, "about": about, "rows": rows},
        frame,
        seo.listing(title, "/corrections/"),
    )


def corrections_feed(request: HttpRequest, end: str) -> HttpResponse:
    """Return the feed of corrections; a story that was taken down has no words left to send."""
    rows = [each for each in corrected() if not each.is_notice][: feeds.LENGTH]
    return _feed(feeds.feed(f"{settings.site_name}: corrections", "/corrections/", rows, numbered=True), end)


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
    return _show(request, "agencies", page, frame, seo.listing(title, "/agencies/"))


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the site."""
    return HttpResponse(maps.sitemap(), content_type="application/xml; charset=utf-8")


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the newest stories."""
    now: datetime = clock.now()
    return HttpResponse(maps.news_sitemap(now=now), content_type="application/xml; charset=utf-8")


def plain(request: HttpRequest, name: str) -> HttpResponse:
    """Return robots.txt, llms.txt or trust.txt."""
    found = {"robots": maps.robots, "llms": maps.llms, "trust": maps.trust}[name]
    return HttpResponse(found(), content_type="text/plain; charset=utf-8")
