"""The fronts as readers see them, each place with its reasons; an editor pins, orders and bars."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Story
from wiredesk.newsroom.acting import back, on_desk, on_story
from wiredesk.newsroom.policy import guarded, person
from wiredesk.site import lists, placing, translations
from wiredesk.site.public import Edition
from wiredesk.site.rules import Placement

HOURS = (2, 6, 24, 72)  # how long a pin may stand, as offered
USUAL = 6


@guarded
def fronts(request: HttpRequest) -> HttpResponse:
    """Show one edition's front with the reason for each place, and what editors decided."""
    editions = lists.editions()
    wanted = request.GET.get("edition", "")
    edition = next((each for each in editions if each.slug == wanted), lists.default_edition(editions))
    now = clock.now()
    found = placing.front(lists.of_edition(edition), edition, now=now) if edition else placing.Front((), ())
    context = {
        "edition": edition, "editions": editions, "rows": list(zip(found.versions, found.places, strict=True)),
        "decided": placing.decided(edition, now=now).select_related("story", "by") if edition else (),
        "hushed": Placement.objects.filter(kind=Placement.Kind.HUSH).select_related("story", "by"),
        "hours": HOURS, "usual": USUAL, "places": range(1, placing.LENGTH + 1),
    }  # fmt: skip
    return render(request, "newsroom/fronts.html", context)


@on_desk
def place(request: HttpRequest) -> HttpResponse:
    """Pin a story, bar it, keep it out of trending, or leave it to the rules again."""
    sent, by, now = request.POST, person(request), clock.now()
    what = sent.get("do", "")
    edition = Edition.objects.filter(slug=sent.get("edition", "")).first()
    if what == "release":
        placing.release(get_object_or_404(Placement, pk=_number(sent.get("placement", ""))), by=by, now=now)
        return _back(request, edition, "The rules decide again.")
    story = get_object_or_404(Story, pk=_number(sent.get("story", "")))
    if what == "hush":
        placing.hush(story, reason=sent.get("reason", ""), by=by, now=now)
        return _back(request, edition, "Kept out of trending.")
    if edition is None:
        raise NotAllowed(sent.get("edition", "") or "no edition", "is no edition")
    if what == "bar":
        placing.bar(story, edition, reason=sent.get("reason", ""), by=by, now=now)
        return _back(request, edition, f"Taken off the front of {edition.name}.")
    until = now + timedelta(hours=_number(sent.get("hours", "")) or USUAL)
    row = placing.pin(story, edition, _number(sent.get("place", "")), until=until, by=by, now=now)
    return _back(request, edition, f"Pinned at place {row.place}.")


@on_story
def translation(request: HttpRequest, story: Story) -> HttpResponse:
    """Say that another story is this one in another language, or take that back."""
    by, now = person(request), clock.now()
    if request.POST.get("do") == "unlink":
        translations.unlink(story, by=by, now=now)
        messages.success(request, "No longer linked with its translations.")
        return back(request, story)
    number = _number(request.POST.get("other", ""))
    other = Story.objects.filter(pk=number).first()
    if other is None:
        raise NotAllowed(f"story {number}" if number else "no number", "is no story")
    translations.link(story, other, by=by, now=now)
    messages.success(request, f"Linked with story {other.pk}.")
    return back(request, story)


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0


def _back(request: HttpRequest, edition: Edition | None, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{reverse('desk:fronts')}?edition={edition.slug if edition else ''}")
