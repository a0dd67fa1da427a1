"""Which public stories may stand where: the licences of the agencies whose copy they are made from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from wiredesk.core import rights
from wiredesk.site.public import Edition, Version
from wiredesk.wire import licences


def within(versions: QuerySet[Version], destination: str, edition: Edition | None = None) -> QuerySet[Version]:
    """Leave out the stories that stand on copy which may not go there."""
    barred = _barred(destination, edition)
    if not barred:
        return versions
    versions = versions.annotate(agency_slugs=Cast("agencies", TextField()))
    for slug in barred:
        versions = versions.exclude(agency_slugs__contains=f'"{slug}"')
    return versions


def kept(versions: Iterable[Version], destination: str, edition: Edition | None = None) -> list[Version]:
    """Leave out the same of versions that were fetched already."""
    barred = _barred(destination, edition)
    return [each for each in versions if not barred.intersection(each.agencies)]


def may(version: Version, destination: str) -> bool:
    """Say whether one story may go to a destination."""
    if destination in rights.NAMED:
        every = licences.every()
        known = [every.get(slug) for slug in version.agencies]
        return bool(known) and all(each is not None and rights.allows(each, destination) for each in known)
    return not _barred(destination, None).intersection(version.agencies)


def _barred(destination: str, edition: Edition | None) -> set[str]:
    named = edition.slug if edition is not None else ""
    return {slug for slug, terms in licences.every().items() if not rights.allows(terms, destination, edition=named)}


def ended(*, now: datetime) -> tuple[Version, str] | None:
    """Return the oldest public story that may not stay any more, and why in a sentence for the reader."""
    for slug, terms in licences.every().items():
        if terms.archive_days is None and (terms.ends is None or terms.archive or now.date() <= terms.ends):
            continue
        rows = within_agency(Version.objects.filter(current=True).exclude(kind=Version.Kind.NOTICE), slug)
        over = terms.ends is not None and now.date() > terms.ends and not terms.archive
        if not over and terms.archive_days is not None:
            rows = rows.filter(first_at__lt=now - timedelta(days=terms.archive_days - 1))
        for version in rows.select_related("story").order_by("pk"):
            why = rights.ended(terms, today=now.date(), first=version.first_at.date())
            if why:
                return version, why
    return None


def within_agency(versions: QuerySet[Version], slug: str) -> QuerySet[Version]:
    """Keep the stories that stand on an agency's copy."""
    return versions.annotate(agency_slugs=Cast("agencies", TextField())).filter(agency_slugs__contains=f'"{slug}"')
