"""Pages of stories. Views take nothing from session, cookie or address: the worker writes their answers to files."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from wiredesk import clock
from wiredesk.core import pictures
from wiredesk.core.errors import Unreadable
from wiredesk.core.rights import DATA, FEED
from wiredesk.desk.models import Story
from wiredesk.settings import settings
from wiredesk.site import export, feeds, illustration, lists, rights, seo, story
from wiredesk.site import frame as around
from wiredesk.site import versions as history
from wiredesk.site.glance import GLANCES
from wiredesk.site.public import Edition, Version

GONE = 410
NOT_IN_FEEDS = "An agency of this story does not license its copy for feeds. The page has the text."
NOT_LICENSED = 451  # "unavailable for legal reasons"


def current(pk: int | str) -> Version:
    """Return what readers see under a story's id; a merged story is the one that it went into.

    Raises:
        Http404: Nothing of it was ever public.
    """
    key, seen = int(pk), set[int]()
    while key not in seen:
        seen.add(key)
        into = Story.objects.filter(pk=key).values_list("merged_into", flat=True).first()
        if into is None or not Version.objects.filter(story=into, current=True).exists():
            break
        key = into
    return get_object_or_404(
        Version.objects.select_related("approval", "story__picture_choice"), story=key, current=True
    )


def moved(version: Version, pk: str, slug: str, rest: str = "") -> HttpResponse | None:
    """Return a redirect where the address is not the story's own."""
    own = f"/story/{pk}-{slug}/" == version.path
    return None if own else HttpResponsePermanentRedirect(f"{version.path}{rest}")


def _edition(version: Version) -> Edition | None:
    return around.tell(lists.home_edition(lists.editions(), version.countries, version.language))


def story_page(request: HttpRequest, pk: str, slug: str = "") -> HttpResponse:
    """Show a story, or the notice that stands where it was."""
    version = current(pk)
    redirect = moved(version, pk, slug)
    if redirect is not None:
        return redirect
    edition = _edition(version)
    if version.is_notice:
        return _notice(request, version, edition)
    now = clock.now()
    page = story.page(version, edition, now=now, picture=illustration.photo(version, now=now))
    told = GLANCES.one(version).headlines
    frame = around.frame(
        version.headline,
        version.path,
        edition=edition,
        description=" ".join(line.text for line in page.summary),
        kind="article",
        feeds=around.feeds(version.path),
        **_shared(page.picture),
        canonical=history.canonical(version) or settings.base_url + version.path,
        alternates=_alternates(version, page),
        search=told.get("search", ""),
        social=told.get("social", ""),
    )
    data = seo.story(version, page, frame)
    return render(request, "site/story.html", {"page": page, "frame": frame, "data": data})


def _alternates(version: Version, page: story.StoryPage) -> tuple[around.Link, ...]:
    """Return this page and its true translations, each page naming all of them; none where it has none."""
    if not page.translations:
        return ()
    own = around.Link(version.language, settings.base_url + version.path)
    return (own, *(around.Link(each.language, each.href) for each in page.translations))


def _shared(picture: story.Photo | None) -> dict[str, object]:
    if picture is None:
        return {}
    return {"image": settings.base_url + picture.share, "image_size": picture.share_size, "image_alt": picture.alt}


def _notice(request: HttpRequest, version: Version, edition: Edition | None) -> HttpResponse:
    page = history.notice(version, edition.zone if edition else "UTC", edition)
    frame = around.frame(
        gettext("This story was taken down"), version.path, edition=edition, robots="noindex", description=page.note
    )
    return render(request, "site/notice.html", {"page": page, "frame": frame})


def story_json(request: HttpRequest, pk: str) -> HttpResponse:
    """Return a story as data."""
    version = current(pk)
    if version.story_id != int(pk):
        return HttpResponsePermanentRedirect(f"/story/{version.story_id}.json")
    if version.is_notice:
        return _gone(version)
    if not rights.may(version, DATA):
        return _kept_back(version)
    body = json.dumps(export.story(version, now=clock.now()), ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _kept_back(version: Version) -> HttpResponse:
    note = "An agency of this story does not license its copy as data. The page has the text."
    body = json.dumps({"story": version.story_id, "status": "not licensed", "note": note, "url": version.path})
    return HttpResponse(body, status=NOT_LICENSED, content_type="application/json; charset=utf-8")


def _gone(version: Version) -> HttpResponse:
    body = json.dumps({"story": version.story_id, "status": "taken down", "note": version.note}, ensure_ascii=False)
    return HttpResponse(body, status=GONE, content_type="application/json; charset=utf-8")


def story_feed(request: HttpRequest, pk: str, slug: str, end: str) -> HttpResponse:
    """Return the versions of one story as a feed, newest first."""
    version = current(pk)
    redirect = moved(version, pk, slug, f"feed.{end}")
    if redirect is not None:
        return redirect
    if version.is_notice:
        return HttpResponse("This story was taken down.\n", status=GONE, content_type="text/plain; charset=utf-8")
    if not rights.may(version, FEED):
        return HttpResponse(f"{NOT_IN_FEEDS}\n", status=NOT_LICENSED, content_type="text/plain; charset=utf-8")
    rows = history.shown(version, now=clock.now())
    found = feeds.feed(version.headline, version.path, rows, numbered=True)
    return HttpResponse(feeds.written(found, end), content_type=feeds.TYPES[end])


def story_versions(request: HttpRequest, pk: str, slug: str = "") -> HttpResponse:
    """Show every version of a story and what each changed."""
    version = current(pk)
    redirect = moved(version, pk, slug, "versions/")
    if redirect is not None:
        return redirect
    edition = _edition(version)
    if version.is_notice:
        return _notice(request, version, edition)
    page = history.page(version, edition.zone if edition else "UTC", now=clock.now())
    title = gettext("Versions: %(headline)s") % {"headline": version.headline}
    frame = around.frame(title, f"{version.path}versions/", edition=edition, robots="noindex, follow")
    return render(request, "site/versions.html", {"page": page, "frame": frame})


def picture(request: HttpRequest, pk: str, end: str, dark: str = "") -> HttpResponse:
    """Return the picture of a story as SVG or PNG, with what it says of its making inside."""
    version = current(pk)
    if version.is_notice:
        return HttpResponse(status=GONE)
    svg = illustration.drawn(version, now=clock.now(), dark=bool(dark)).svg
    if end == "svg":
        return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    try:
        return HttpResponse(pictures.png(svg), content_type="image/png")
    except Unreadable:  # no font here has the headline's letters: a card without them, rather than none
        return HttpResponse(pictures.png(pictures.card(settings.site_name, "")), content_type="image/png")


def photo(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """Return one size of the photo that a story shows; what it showed before is gone."""
    version = current(pk)
    if version.is_notice:
        return HttpResponse(status=GONE)
    found = illustration.sized(version, name, now=clock.now())
    return HttpResponse(status=GONE) if found is None else HttpResponse(found[0], content_type=found[1])
