"""Which public files show a story: the pages, feeds and maps to write again when it changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from wiredesk.site import archive, sizes
from wiredesk.site.public import Edition, Rendering, Sector, Version
from wiredesk.wire.models import Agency

FEEDS = ("feed.atom", "feed.rss", "feed.json")
LISTS = ("/", "/latest/", "/trending/", "/shots/", "/corrections/", "/agencies/", "/opinion/", "/methods/")
MAPS = ("/sitemap.xml", "/news-sitemap.xml")
FIRST = timedelta(minutes=5)  # what is taken down leaves the files before anything that waits shorter is written
FIXED = ("/offline.js", "/site.webmanifest", "/robots.txt", "/llms.txt", "/.well-known/trust.txt")


def of_story(version: Version, *, now: datetime) -> set[str]:
    """Return the paths of the story itself, at the address of this version's headline."""
    base, pk = version.path, version.story_id
    pictures = {f"/story/{pk}/picture.svg", f"/story/{pk}/picture-dark.svg", f"/story/{pk}/picture.png"}
    # Sizes that were written stay marked, so that those of a photo which is shown no more are taken away.
    pictures |= set(Rendering.objects.filter(path__startswith=f"/story/{pk}/photo/").values_list("path", flat=True))
    pictures |= sizes.paths(version, now=now)
    return {base, f"/story/{pk}.json", f"{base}versions/", *pictures, *(f"{base}{feed}" for feed in FEEDS)}


def of_lists(version: Version) -> set[str]:
    """Return the paths of lists, feeds and maps where this version stands or stood."""
    paths = {*LISTS, *MAPS, *(f"/{feed}" for feed in FEEDS), *(f"/corrections/{feed}" for feed in FEEDS)}
    for edition in Edition.objects.all():
        if not edition.shows(version.countries):
            continue
        for base in (f"/{edition.slug}/", *(f"/{edition.slug}/{sector}/" for sector in version.sectors)):
            paths |= {base, *(f"{base}{feed}" for feed in FEEDS)}
    for country in version.countries:
        paths |= {f"/country/{country.lower()}/", *(f"/country/{country.lower()}/{feed}" for feed in FEEDS)}
    agencies = {str(each["agency"]) for each in version.receipt.get("items", [])}
    slugs = Agency.objects.filter(name__in=agencies).values_list("slug", flat=True)
    paths |= {f"/agency/{slug}/" for slug in slugs}
    paths.add(f"/sitemap-{version.first_at:%Y-%m}.xml")
    return paths | archive.paths(version, alone=version.number == 1 or version.is_notice)


def everything(*, now: datetime) -> set[str]:
    """Return every public path: what a rebuild writes."""
    paths = {*LISTS, *MAPS, *FIXED, *(f"/{feed}" for feed in FEEDS), *(f"/corrections/{feed}" for feed in FEEDS)}
    for edition in Edition.objects.all():
        for base in (f"/{edition.slug}/", *(f"/{edition.slug}/{s.slug}/" for s in Sector.objects.all())):
            paths |= {base, *(f"{base}{feed}" for feed in FEEDS)}
    for version in Version.objects.filter(current=True):
        paths |= of_story(version, now=now) | of_lists(version)
    return paths


def enqueue(paths: set[str], *, now: datetime) -> None:
    """Mark files to be written again. A row that is being written is marked too: its holder's lease is lost."""
    standing = set(Rendering.objects.filter(path__in=paths).values_list("path", flat=True))
    Rendering.objects.filter(path__in=standing).update(
        state=Rendering.State.WAITING, queued_at=now, lease="", leased_until=None, attempts=0
    )
    new = [Rendering(path=path, state=Rendering.State.WAITING, queued_at=now) for path in sorted(paths - standing)]
    Rendering.objects.bulk_create(new, ignore_conflicts=True)


def mark(version: Version, before: Version | None, *, now: datetime) -> None:
    """Mark all files that show this version or showed the one before it."""
    paths = of_story(version, now=now) | of_lists(version)
    if before is not None:
        # Who names a story may show its words, too: the shots beside other stories, the fronts of other editions.
        paths |= of_story(before, now=now) | of_lists(before) | naming(version.story_id)
    enqueue(paths, now=now - FIRST if version.kind == Version.Kind.NOTICE else now)


def naming(story: int) -> set[str]:
    """Return the files that name a story, such as the pages beside whose text it is listed."""
    return set(Rendering.objects.filter(shows__contains=f" {story} ").values_list("path", flat=True))
