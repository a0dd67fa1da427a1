"""The story desk's pictures: what came with the copy, what stands on the page and why, choosing and bringing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from wiredesk import clock
from wiredesk.core.errors import NotAllowed, Unreadable
from wiredesk.desk.models import Story
from wiredesk.newsroom.acting import back, numbers, on_story
from wiredesk.newsroom.policy import guarded, person
from wiredesk.photos import store, workshop
from wiredesk.photos.models import Choice, Photo
from wiredesk.site import photography, picturing

THUMB = 480  # pixels: the width in which the desk shows a photo


@dataclass(frozen=True, slots=True)
class Candidate:
    """One photo that came with a story's copy."""

    photo: Photo
    fault: str
    """Why it may not be shown; empty: it may."""
    chosen: bool

    @property
    def alt(self) -> str:
        """What the form begins with: the agency's words for it."""
        return self.photo.alt or self.photo.caption


@dataclass(frozen=True, slots=True)
class Wall:
    """The photos of a story, and what was chosen."""

    choice: Choice | None
    candidates: tuple[Candidate, ...]


def wall(story: Story, *, now: datetime) -> Wall:
    """Return the photos that came with a story's copy or were brought for it."""
    choice = Choice.objects.filter(story=story).select_related("photo__agency").first()
    items = [member.item for member in story.members.select_related("item").order_by("item__received_at", "pk")]
    chosen = choice.photo_id if choice is not None else None
    found = [Candidate(photo, fault, photo.pk == chosen) for photo, fault in photography.candidates(items, now=now)]
    if choice is not None and choice.photo is not None and all(each.photo.pk != chosen for each in found):
        found.insert(0, Candidate(choice.photo, photography.may_show(choice.photo, now=now), True))
    return Wall(choice, tuple(found))


@guarded
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a photo small, to staff alone; also one that readers may not see."""
    row = get_object_or_404(Photo, pk=pk)
    if not row.digest:
        raise Http404
    name = f"desk-{THUMB}.jpg"
    body = store.kept(row.digest, name)
    if body is None:
        height = max(1, round(THUMB * (row.height or 1) / (row.width or 1)))
        try:
            body = workshop.size(
                store.get(row.digest), cut=(THUMB, height), focus=(0.5, 0.5), form="jpg", about=row.about
            )
        except Unreadable:
            raise Http404 from None
        store.keep(row.digest, name, body)
    return HttpResponse(body, content_type="image/jpeg")


@on_story
def picture(request: HttpRequest, story: Story) -> HttpResponse:
    """Choose one of the photos, let the rules draw, or leave it to the rules."""
    by, now, how = person(request), clock.now(), request.POST.get("how", "choose")
    if how == "draw":
        picturing.draw(story, by=by, now=now)
    elif how == "rules":
        picturing.give_back(story, by=by, now=now)
    else:
        wanted = Photo.objects.filter(pk=(numbers(request, "photo") or [0])[0]).select_related("agency").first()
        if wanted is None:
            raise NotAllowed("no photo", "was named: choose one of those that came")
        picturing.choose(
            story, wanted, alt=request.POST.get("alt", ""), caption=request.POST.get("caption", ""), by=by, now=now,
            focus=_focus(request),
        )  # fmt: skip
    messages.success(request, "Set. The page is written again with this picture.")
    return back(request, story)


def _focus(request: HttpRequest) -> tuple[float, float] | None:
    """Read the point that cuts keep, in hundredths from the left and the top."""
    said = [request.POST.get(name, "").strip() for name in ("left", "top")]
    if not all(each.isascii() and each.isdigit() and len(each) < 4 for each in said):
        return None
    return int(said[0]) / 100, int(said[1]) / 100


@on_story
def bring(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a photo from a person's own disk."""
    file = request.FILES.get("file")
    if file is None:
        raise NotAllowed("no file", "was sent: choose one")
    if file.size is None or file.size > picturing.MOST_BYTES:
        raise NotAllowed("the photo", f"is larger than {picturing.MOST_BYTES // 1_000_000} MB")
    words = {name: request.POST.get(name, "") for name in ("alt", "caption", "credit", "terms")}
    try:
        picturing.bring(story, file.read(), words, by=person(request), now=clock.now())
    except Unreadable as error:
        raise NotAllowed("the photo", error.reason) from error
    messages.success(request, "Taken. The story shows it.")
    return back(request, story)
