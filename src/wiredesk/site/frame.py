"""What stands around every page: names, menus, blocks. The field notes are the reference for themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from wiredesk import clock
from wiredesk.readers import trending
from wiredesk.settings import settings
from wiredesk.site import countries, lists
from wiredesk.site.glance import GLANCES, Glance, Side
from wiredesk.site.making import Making, label
from wiredesk.site.moments import Moment, moment
from wiredesk.site.pages import OpinionPage, StandardPage
from wiredesk.site.public import Edition, Sector, Version

BLOCK = 4
RTL = ("ar", "fa", "he", "ur", "ps")


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    name: str
    href: str
    language: str = ""
    """Of the name, where it is not the page's own."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """A story in a list."""

    story: int
    """The story's id, which never changes."""
    href: str
    """Its address."""
    headline: str
    summary: str
    short: str
    """Up to 60 words, for shots."""
    sector: str
    """Name of its first sector, or empty."""
    countries: tuple[Link, ...]
    first: Moment
    """When it was first published."""
    updated: Moment | None
    """When it last changed for readers; None for a first version."""
    change: str
    """What the last version is: "Updated", "Corrected" …; empty for a first version."""
    origins: int
    """How many independent origins it has."""
    agencies: tuple[str, ...]
    making: Making
    """How it was made."""
    says: Side | None
    """Who says the first disputed statement; None where nothing is disputed."""
    denies: Side | None


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion, blog or interview in a list."""

    href: str
    title: str
    kind: str
    """The visible label."""
    author: str
    author_href: str
    summary: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """The columns beside a story."""

    related: tuple[Any, ...]
    """Stories of the same people and places (related.py)."""
    trending: tuple[Teaser, ...]
    trending_title: str
    """"Trending", or what the list shows while too few readers were counted."""
    opinion: tuple[Opinion, ...]
    shots: tuple[Teaser, ...]
    latest: tuple[Teaser, ...]
    """Newest by first publication, without the page itself."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that a page needs around its own content."""

    title: str
    """The headline: H1, title and Open Graph say the same words."""
    path: str
    """The canonical path."""
    description: str = ""
    robots: str = "max-image-preview:large"
    """Content of the robots meta element."""
    site: str = settings.site_name
    base: str = settings.base_url
    sample: bool = False
    """Whether every page says that it holds sample copy."""
    language: str = "en"
    direction: str = "ltr"
    zone: str = "UTC"
    edition: Link | None = None
    """The edition in which this page is told."""
    editions: tuple[Link, ...] = ()
    sectors: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    """Feeds of this page: Atom, RSS, JSON."""
    connect: tuple[Link, ...] = ()
    """Accounts elsewhere, linked with rel=me."""
    canonical: str = ""
    """The canonical address; another house's where a brief's agency asks for it."""
    kind: str = "website"
    """Open Graph type."""
    image: str = ""
    """Address of the picture for those who share the page."""
    image_alt: str = ""
    image_size: tuple[int, int] = (1200, 675)
    alternates: tuple[Link, ...] = ()
    """True translations of this page: language and address."""
    search: str = ""
    """A headline for search engines, in the title element; empty: the title."""
    social: str = ""
    """A headline for those who share the page; empty: the title."""
    menu: tuple[Link, ...] = field(default=())
    """The standard pages, for the foot."""


def connect() -> tuple[Link, ...]:
    """Return the accounts elsewhere that the owner set, as `NAME=ADDRESS` with commas."""
    pairs = (each.partition("=") for each in str(getattr(settings, "connect", "")).split(","))
    return tuple(Link(name.strip(), href.strip()) for name, _, href in pairs if href.strip().startswith("https://"))


def standard() -> tuple[Link, ...]:
    """Return the pages of the house, in the order in which the owner keeps them."""
    return tuple(Link(each.title, f"/{each.slug}/") for each in StandardPage.objects.live().order_by("path"))


def feeds(base: str) -> tuple[Link, ...]:
    """Return the three feeds that stand under a path."""
    return tuple(Link(name, f"{base}feed.{end}") for name, end in (("Atom", "atom"), ("RSS", "rss"), ("JSON", "json")))


def tell(edition: Edition | None) -> Edition | None:
    """Speak the language of an edition from here on, by default that of the edition of all countries.

    The views' wrapper (`urls.py`) takes the language back when the answer is made.
    """
    told = edition or lists.default_edition(lists.editions())
    _speak(told)
    return told


def _speak(edition: Edition | None) -> None:
    """Activate an edition's language; where we have no words of it, those that lack are English."""
    translation.activate(edition.language if edition else "en")


def frame(title: str, path: str, *, edition: Edition | None = None, **more: object) -> Frame:
    """Return what stands around a page.

    Args:
        title: The page's headline.
        path: Its canonical path.
        edition: In which edition it is told; by default the one of all countries.
        **more: Fields of `Frame` that differ from their defaults.
    """
    editions = lists.editions()
    told = edition or lists.default_edition(editions)
    _speak(told)
    slug = told.slug if told else ""
    language = told.language if told else "en"
    given: dict[str, object] = {
        "sample": settings.sample,
        "language": language,
        "direction": "rtl" if language.split("-")[0] in RTL else "ltr",
        "zone": told.zone if told else "UTC",
        "edition": Link(told.name, f"/{slug}/") if told else None,
        "editions": tuple(
            Link(each.name, f"/{each.slug}/", each.language if told and each.tongue != told.tongue else "")
            for each in editions
        ),
        "sectors": tuple(Link(gettext(each.name), f"/{slug}/{each.slug}/") for each in Sector.objects.all())
        if slug
        else (),
        "feeds": feeds("/"),
        "connect": connect(),
        "canonical": settings.base_url + path,
        "menu": standard(),
    }
    return Frame(title=title, path=path, **(given | more))  # type: ignore[arg-type]


def teasers(versions: Iterable[Version], zone: str) -> tuple[Teaser, ...]:
    """Return stories as they stand in a list, in their order; names of sectors are read once."""
    names, rows = sector_names(), list(versions)
    return tuple(teaser(row, seen, zone, names) for row, seen in zip(rows, GLANCES.of(rows), strict=True))


def teaser(version: Version, seen: Glance, zone: str, names: Mapping[str, str]) -> Teaser:
    """Return a story as it stands in a list."""
    later = version.number > 1
    return Teaser(
        story=version.story_id,
        href=version.path,
        headline=version.headline,
        summary=seen.summary,
        short=seen.short,
        sector=names.get(next(iter(version.sectors), ""), ""),
        countries=country_links(version.countries),
        first=moment(version.first_at, zone),
        updated=moment(version.at, zone) if later else None,
        change=version.get_kind_display() if later else "",
        origins=seen.origins,
        agencies=seen.agencies,
        making=label(seen.hands),
        says=seen.says,
        denies=seen.denies,
    )


def sector_names() -> dict[str, str]:
    """Return slug to name, for every sector."""
    return {slug: gettext(name) for slug, name in Sector.objects.values_list("slug", "name")}


def country_links(codes: Sequence[str]) -> tuple[Link, ...]:
    """Return countries by name with their pages."""
    return tuple(Link(countries.name(code), f"/country/{code.lower()}/") for code in codes)


def opinions(limit: int) -> tuple[Opinion, ...]:
    """Return the newest opinion pages."""
    pages = OpinionPage.objects.live().order_by("-first_published_at", "-pk")[:limit]
    return tuple(opinion_of(each) for each in pages)


def opinion_of(page: OpinionPage) -> Opinion:
    """Return an opinion, blog or interview as it stands in a list."""
    return Opinion(
        f"/opinion/{page.slug}/", page.title, page.get_kind_display(), page.author, page.author_path, page.summary
    )


def blocks(edition: Edition | None, zone: str, *, without: int = 0, related: tuple[Any, ...] = ()) -> Blocks:
    """Return the columns beside a page.

    Args:
        edition: Whose stories they show; None for all.
        zone: In which their times are told.
        without: The story of the page itself, left out of latest.
        related: Stories that belong beside the page's own.
    """
    public = lists.of_edition(edition) if edition else lists.public()
    if public.exclude(story=without)[:BLOCK].count() < BLOCK:
        public = (
            lists.in_tongue(edition) if edition else lists.public()
        )  # an edition with little of its own shows the world's
    latest = teasers(public.exclude(story=without)[: 2 * BLOCK], zone)
    read, title = popular(public.exclude(story=without), limit=BLOCK)
    return Blocks(
        related=related,
        trending=teasers(read, zone),
        trending_title=title,
        opinion=opinions(BLOCK),
        shots=latest[:BLOCK],
        latest=latest,
    )


def popular(public: QuerySet[Version], *, limit: int) -> tuple[list[Version], str]:
    """Return what readers read now; while too few were counted, what has most independent origins.

    Args:
        public: The stories that may be listed, such as those of an edition; readers of all pages count.
        limit: How many at most.
    """
    public = public.exclude(story__placements__kind="hush")
    ranked = trending.ranked(now=clock.now(), limit=25 * limit)
    found = {each.story_id: each for each in public.filter(story__in=ranked)}
    rows = [found[story] for story in ranked if story in found][:limit]
    if len(rows) == limit:
        return rows, gettext("Trending")
    newest = list(public[: 10 * limit])
    seen = dict(zip((each.pk for each in newest), GLANCES.of(newest), strict=True))
    newest.sort(key=lambda each: (seen[each.pk].origins, seen[each.pk].disputed), reverse=True)
    return newest[:limit], gettext("Most sources")


def deepest(public: QuerySet[Version], *, limit: int) -> list[Version]:
    """Return what most of its readers read to the end, best first; nothing while too few were counted.

    Args:
        public: The stories that may be listed.
        limit: How many at most.
    """
    public = public.exclude(story__placements__kind="hush")
    ranked = trending.deepest(now=clock.now(), limit=5 * limit)
    found = {each.story_id: each for each in public.filter(story__in=ranked)}
    return [found[story] for story in ranked if story in found][:limit]


def weight(version: Version) -> tuple[int, bool]:
    """Return by what a story stands higher on a front: independent origins, then a dispute."""
    seen = GLANCES.one(version)
    return seen.origins, seen.disputed
