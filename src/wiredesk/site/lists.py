"""Which stories stand in which list: only what is public now, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from wiredesk.core.rights import PAGE
from wiredesk.site import rights
from wiredesk.site.glance import HEAVY
from wiredesk.site.public import Edition, Version

LENGTH = 40
_known: ContextVar[list[Edition] | None] = ContextVar("editions", default=None)


def editions() -> list[Edition]:
    """Return the editions in the owner's order; read once while one page is made (`one_page`)."""
    known = _known.get()
    if known is None:
        return list(Edition.objects.all())
    if not known:
        known.extend(Edition.objects.all())
    return known


@contextmanager
def one_page() -> Iterator[None]:
    """Keep what the owner set while one page is made."""
    token = _known.set([])
    try:
        yield
    finally:
        _known.reset(token)


def public() -> QuerySet[Version]:
    """Return the versions that readers may see, by first publication, newest first, without their heavy columns.

    What lists show of those is read once and kept (glance.py).
    """
    found = Version.objects.filter(current=True, story__merged_into__isnull=True).exclude(kind=Version.Kind.NOTICE)
    return rights.within(found, PAGE).defer(*HEAVY).order_by("-first_at", "-pk")


def of_countries(versions: QuerySet[Version], codes: Iterable[str]) -> QuerySet[Version]:
    """Keep the stories that have one of these countries; no codes keep all."""
    wanted = Q()
    for code in codes:
        wanted |= Q(country_codes__contains=f'"{code.upper()}"')
    return versions.annotate(country_codes=Cast("countries", TextField())).filter(wanted)


def of_sector(versions: QuerySet[Version], slug: str) -> QuerySet[Version]:
    """Keep the stories of a sector."""
    return versions.annotate(sector_slugs=Cast("sectors", TextField())).filter(sector_slugs__contains=f'"{slug}"')


def of_edition(edition: Edition, sector: str = "") -> QuerySet[Version]:
    """Return an edition's stories, of one sector where it is named.

    A story stands in the editions of its own language; one in whose language there is no edition stands in all.
    """
    versions = of_countries(in_tongue(edition), edition.countries)
    return of_sector(versions, sector) if sector else versions


def in_tongue(edition: Edition) -> QuerySet[Version]:
    """Return the stories that an edition could tell: in its language, or in one that no edition has, and licensed."""
    others = {each.tongue for each in editions()} - {edition.tongue}
    return rights.within(public().exclude(language__in=others), PAGE, edition)


def home_edition(editions: list[Edition], countries: list[str], language: str = "en") -> Edition | None:
    """Return the edition in which a story is told: of its language, the one that shares most countries with it.

    Ties keep the owner's order; an edition of all countries is the last resort.
    """
    editions = [each for each in editions if each.tongue == language] or editions
    shared = [(len(set(each.countries) & set(countries)), each) for each in editions]
    best = max((count for count, _ in shared), default=0)
    if best:
        return next(each for count, each in shared if count == best)
    return default_edition(editions)


def default_edition(editions: list[Edition]) -> Edition | None:
    """Return the edition of all countries, or the first."""
    return next((each for each in editions if not each.countries), editions[0] if editions else None)
