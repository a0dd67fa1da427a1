"""Fronts and lists: site, edition, sector, country, latest, trending, shots, opinion, corrections, agencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiredesk import clock
from wiredesk.settings import settings
from wiredesk.site import archive, countries, feeds, illustration, lists, moments, placing, ranking, seo
from wiredesk.site import frame as around
from wiredesk.site.moments import Moment, moment
from wiredesk.site.pages import OpinionPage
from wiredesk.site.public import Edition, Sector, Version
from wiredesk.site.story import Photo

SECONDS = 4  # stories with their summary below the lead; the rest stand by headline
PICTURED = ("photo", "map", "graphic")  # a card says the headline again, so a front shows none


@dataclass(frozen=True, slots=True)
class Section:
    """Stories of one sector on a front, by headline."""

    name: str
    href: str
    """The sector's own front; empty for none."""
    stories: tuple[around.Teaser, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A front: one story large, some with their summary, the rest by headline under their sectors."""

    title: str
    lead: around.Teaser | None
    picture: Photo | None
    """Of the lead; None where it has a card alone."""
    seconds: tuple[around.Teaser, ...]
    sections: tuple[Section, ...]
    sectors: tuple[around.Link, ...]
    """Sectors of this front."""
    blocks: around.Blocks
    front: bool
    """Whether it is the front of the site or of an edition."""
    older: around.Link | None
    """The day of the last story here, where the list goes on; None for an empty list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A plain list of stories."""

    title: str
    about: str
    """One sentence on what stands here and in which order."""
    stories: tuple[around.Teaser, ...]
    kind: str
    """"latest", "trending", "shots" or "day"."""
    older: around.Link | None = None
    """Where the list goes on: the day before, or the day of the last story."""
    newer: around.Link | None = None
    whole: around.Link | None = None
    """Of a day: the list that it is a part of."""
    deep: tuple[around.Teaser, ...] = ()
    """Of trending: what most of its readers read to the end."""


@dataclass(frozen=True, slots=True)
class OpinionText:
    """One opinion, blog or interview."""

    title: str
    kind: str
    author: str
    author_href: str
    about_author: str
    summary: str
    body: str
    """Rich text as Wagtail stores it; the template renders it."""
    created: Moment | None
    updated: Moment | None
    blocks: around.Blocks


def show(
    request: HttpRequest, name: str, page: object, frame: around.Frame, data: tuple[SafeString, ...]
) -> HttpResponse:
    """Return a page of the site with its structured data."""
    return render(request, f"site/{name}.html", {"page": page, "frame": frame, "data": data})


def in_format(found: feeds.Feed, end: str) -> HttpResponse:
    """Return a feed as an answer."""
    return HttpResponse(feeds.written(found, end), content_type=feeds.TYPES[end])


def _front(
    request: HttpRequest, title: str, path: str, public: QuerySet[Version], edition: Edition | None, *, whole: bool
) -> HttpResponse:
    """Show a front; `whole` is one that editors order by hand: of the site or an edition, not of a sector or country."""
    now = clock.now()
    frame = around.frame(title, path, edition=edition, feeds=around.feeds(path), description=_about(title))
    found = placing.front(public, edition if whole else None, now=now, quota=ranking.QUOTA if whole else 1).versions
    rows = around.teasers(found, frame.zone)
    slug = edition.slug if edition else ""
    links = tuple(around.Link(each.name, f"/{slug}/{each.slug}/") for each in Sector.objects.all()) if slug else ()
    page = FrontPage(
        title, rows[0] if rows else None, _picture(found[0], now) if found else None, rows[1 : 1 + SECONDS],
        _sections(found[1 + SECONDS :], rows[1 + SECONDS :], slug if whole else ""), links,
        around.blocks(edition, frame.zone), whole, _older("/latest/" if path == "/" else path, found, frame.zone),
    )  # fmt: skip
    return show(request, "front", page, frame, seo.listing(title, path, rows))


def _picture(version: Version, now: datetime) -> Photo | None:
    found = illustration.photo(version, now=now)
    return found if found.kind in PICTURED else None


def _sections(versions: Sequence[Version], rows: Sequence[around.Teaser], slug: str) -> tuple[Section, ...]:
    """Return stories under their sectors, in the order of the best of each; a sector of one stands with the others."""
    groups: dict[str, list[around.Teaser]] = {}
    for version, row in zip(versions, rows, strict=True):
        groups.setdefault(next(iter(version.sectors), "") if slug else "", []).append(row)
    names = around.sector_names()
    found = [
        Section(names[each], f"/{slug}/{each}/", tuple(told))
        for each, told in groups.items()
        if len(told) > 1 and each in names
    ]
    shown = {row.story for each in found for row in each.stories}
    rest = tuple(row for row in rows if row.story not in shown)
    return (*found, *((Section(gettext("More news"), "", rest),) if rest else ()))


def _older(base: str, shown: Sequence[Version], zone: str) -> around.Link | None:
    """Return the way on from a list: the day of its oldest story."""
    if not shown:
        return None
    day = archive.day_of(min(each.first_at for each in shown), zone)
    return around.Link(moments.day(day), f"{base}{day}/")


def _day(
    request: HttpRequest, name: str, base: str, versions: QuerySet[Version], when: str, told: Edition | None
) -> HttpResponse:
    """Show the stories of a list that were first published on one day."""
    frame = around.frame("", base, edition=told)
    try:
        day = date.fromisoformat(when)
        rows = list(archive.within(versions, day, frame.zone))
    except (ValueError, OverflowError):
        raise Http404 from None
    if not rows:
        raise Http404
    title = f"{name}, {moments.day(day)}"
    about = gettext("Every story first published on this day, newest first.")
    older, newer = (
        around.Link(moments.day(each), f"{base}{each}/") if each else None
        for each in archive.neighbours(versions, day, frame.zone)
    )
    frame = around.frame(
        title,
        f"{base}{day}/",
        edition=told,
        description=f"{title}: {about}",
        feeds=around.feeds(base.replace("/latest/", "/")),
    )
    page = ListPage(title, about, around.teasers(rows, frame.zone), "day", older, newer, around.Link(name, base))
    return show(request, "list", page, frame, seo.listing(title, frame.path, page.stories))


def _about(title: str) -> str:
    return gettext("%(title)s: sourced stories from agency wires, with who says what and who denies it.") % {
        "title": title
    }


def home(request: HttpRequest) -> HttpResponse:
    """Show the front of the site: the edition of all countries."""
    edition = lists.default_edition(lists.editions())
    found = lists.of_edition(edition) if edition else lists.public()
    return _front(request, settings.site_name, "/", found, edition, whole=True)


def home_feed(request: HttpRequest, end: str) -> HttpResponse:
    """Return the feed of the site."""
    return in_format(feeds.feed(settings.site_name, "/", lists.public()[: feeds.LENGTH]), end)


def _edition(slug: str) -> Edition:
    found = get_object_or_404(Edition, slug=slug)
    around.tell(found)
    return found


def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the front of an edition."""
    found = _edition(slug)
    return _front(request, found.name, f"/{slug}/", lists.of_edition(found), found, whole=True)


def edition_day(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """Show one day of an edition."""
    found = _edition(slug)
    return _day(request, found.name, f"/{slug}/", lists.of_edition(found), day, found)


def edition_feed(request: HttpRequest, slug: str, end: str) -> HttpResponse:
    """Return the feed of an edition."""
    found = _edition(slug)
    title = f"{settings.site_name}: {found.name}"
    return in_format(feeds.feed(title, f"/{slug}/", lists.of_edition(found)[: feeds.LENGTH]), end)


def sector(request: HttpRequest, slug: str, topic: str) -> HttpResponse:
    """Show a sector of an edition."""
    found, named = _edition(slug), get_object_or_404(Sector, slug=topic)
    title = f"{gettext(named.name)}, {found.name}"
    return _front(request, title, f"/{slug}/{topic}/", lists.of_edition(found, topic), found, whole=False)


def sector_day(request: HttpRequest, slug: str, topic: str, day: str) -> HttpResponse:
    """Show one day of a sector of an edition."""
    found, named = _edition(slug), get_object_or_404(Sector, slug=topic)
    versions = lists.of_edition(found, topic)
    return _day(request, f"{gettext(named.name)}, {found.name}", f"/{slug}/{topic}/", versions, day, found)


def sector_feed(request: HttpRequest, slug: str, topic: str, end: str) -> HttpResponse:
    """Return the feed of a sector of an edition."""
    found, named = _edition(slug), get_object_or_404(Sector, slug=topic)
    title = f"{settings.site_name}: {named.name}, {found.name}"
    versions = lists.of_edition(found, topic)[: feeds.LENGTH]
    return in_format(feeds.feed(title, f"/{slug}/{topic}/", versions), end)


def _code(code: str) -> str:
    if code.upper() not in countries.names():
        raise Http404
    return code.upper()


def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show the stories of a country."""
    known = _code(code)
    if code != code.lower():
        return HttpResponsePermanentRedirect(f"/country/{code.lower()}/")
    told = around.tell(lists.home_edition(lists.editions(), [known]))
    versions = lists.of_countries(lists.public(), [known])
    return _front(request, countries.name(known), f"/country/{code}/", versions, told, whole=False)


def country_day(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """Show one day of a country."""
    known = _code(code)
    told = around.tell(lists.home_edition(lists.editions(), [known]))
    versions = lists.of_countries(lists.public(), [known])
    return _day(request, countries.name(known), f"/country/{code.lower()}/", versions, day, told)


def country_feed(request: HttpRequest, code: str, end: str) -> HttpResponse:
    """Return the feed of a country."""
    versions = lists.of_countries(lists.public(), [_code(code)])[: feeds.LENGTH]
    title = f"{settings.site_name}: {countries.name(code)}"
    return in_format(feeds.feed(title, f"/country/{code.lower()}/", versions), end)


def _list(
    request: HttpRequest, kind: str, title: str, about: str, versions: Iterable[Version], deep: Iterable[Version] = ()
) -> HttpResponse:
    frame = around.frame(title, f"/{kind}/", description=about)
    rows = list(versions)
    older = None if kind == "trending" else _older("/latest/", rows, frame.zone)
    page = ListPage(title, about, around.teasers(rows, frame.zone), kind, older, deep=around.teasers(deep, frame.zone))
    return show(request, "list", page, frame, seo.listing(title, f"/{kind}/", page.stories))


def latest(request: HttpRequest) -> HttpResponse:
    """Show the newest stories by first publication."""
    about = gettext("Newest first, by first publication. A story that changed later says so.")
    return _list(request, "latest", gettext("Latest news"), about, lists.public()[: lists.LENGTH])


def latest_day(request: HttpRequest, day: str) -> HttpResponse:
    """Show one day of all stories."""
    return _day(request, gettext("Latest news"), "/latest/", lists.public(), day, None)


def trending(request: HttpRequest) -> HttpResponse:
    """Show what is read most."""
    versions, title = around.popular(lists.public(), limit=20)
    about = (
        gettext(
            "What readers open now, counted by page and hour; older hours fade. No reader is counted by name or address."
        )
        if title == gettext("Trending")
        else gettext("Too few readers were counted to rank, so these are the stories with most independent origins.")
    )
    deep = around.deepest(lists.public(), limit=10) if title == gettext("Trending") else []
    return _list(request, "trending", gettext("Trending"), about, versions, deep)


def shots(request: HttpRequest) -> HttpResponse:
    """Show every story in up to 60 words."""
    about = gettext("Each story in 60 words or fewer, with how many independent origins it has and how it was made.")
    return _list(request, "shots", gettext("Shots"), about, lists.public()[: lists.LENGTH])


def opinion(request: HttpRequest) -> HttpResponse:
    """Show opinion, blog and interview, newest first."""
    title = gettext("Opinion, blog, interview")
    about = gettext("Written by the people named, not by the desk and not by software.")
    frame = around.frame(title, "/opinion/", description=about)
    page = {"title": title, "about": about, "texts": around.opinions(lists.LENGTH)}
    return show(request, "opinion", page, frame, seo.listing(title, "/opinion/"))


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every text of one author, newest first."""
    path = f"/author/{slug}/"
    texts = [each for each in OpinionPage.objects.live().order_by("-first_published_at") if each.author_path == path]
    if not texts:
        raise Http404
    name, about = texts[0].author, next((each.about_author for each in texts if each.about_author), "")
    frame = around.frame(name, path, description=about, kind="profile")
    page = {"title": name, "about": about, "texts": tuple(around.opinion_of(each) for each in texts)}
    return show(request, "opinion", page, frame, seo.profile(name, about, path))


def opinion_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one opinion, blog or interview."""
    found = get_object_or_404(OpinionPage.objects.live(), slug=slug)
    frame = around.frame(found.title, f"/opinion/{slug}/", description=found.summary, kind="article")
    first, last = found.first_published_at, found.last_published_at
    changed = last if first and last and (last - first).total_seconds() > 60 else None
    page = OpinionText(
        found.title, found.get_kind_display(), found.author, found.author_path, found.about_author, found.summary, found.body,
        moment(first, frame.zone) if first else None, moment(changed, frame.zone) if changed else None,
        around.blocks(None, frame.zone),
    )  # fmt: skip
    return show(request, "opinion_page", page, frame, seo.opinion(found, frame))
