"""The desk's pages. Reading needs the role of a reader of wires; each action asks for its own permission."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Story
from wiredesk.newsroom import board as boards
from wiredesk.newsroom import state, storydesk
from wiredesk.readers.models import Report
from wiredesk.site import actions
from wiredesk.wire.models import Item, Raw

View = Callable[..., HttpResponse]


def reader(view: View) -> View:
    """Let in who may read the wires; others are sent to sign in, or refused."""
    return login_required(permission_required("desk.view_story", raise_exception=True)(view))


def person(request: HttpRequest) -> User:
    """Return who is signed in; `reader` let nobody else come this far.

    Raises:
        NotAllowed: Nobody is.
    """
    if not isinstance(request.user, User):
        raise NotAllowed("nobody", "is signed in")
    return request.user


def action(view: View) -> View:
    """Run an action that came by POST; a refusal is a sentence on the story, never a lost text."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int) -> HttpResponse:
        story = get_object_or_404(Story, pk=pk)
        try:
            return view(request, story)
        except NotAllowed as error:
            messages.error(request, f"Not done: {error.reason}.")
            return redirect("desk:story", pk=pk)

    return reader(require_POST(wrapped))


@reader
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the stories of one view."""
    view = request.GET.get("view", "waiting")
    if view not in boards.VIEWS:
        view = "waiting"
    return render(request, "newsroom/board.html", {"board": boards.board(view, now=clock.now())})


@reader
@require_GET
def fresh(request: HttpRequest) -> HttpResponse:
    """Say how many stories came after the newest one on the screen; the list itself does not move."""
    after = request.GET.get("after", "0")
    number = int(after) if after.isdigit() else 0
    return JsonResponse({"new": Story.objects.filter(pk__gt=number).count()})


@reader
@require_GET
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one story with all that an editor decides by."""
    found = get_object_or_404(Story, pk=pk)
    if found.merged_into_id:
        return redirect("desk:story", pk=found.merged_into_id)
    return render(request, "newsroom/story.html", {"desk": storydesk.desk(found, now=clock.now())})


@reader
@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item as the agency sent it."""
    found = get_object_or_404(Item.objects.select_related("agency", "raw"), pk=pk)
    earlier = Item.objects.filter(agency=found.agency, guid=found.guid).exclude(pk=pk).order_by("-sequence")
    return render(request, "newsroom/item.html", {"item": found, "core": found.as_core(), "earlier": earlier})


@action
def approve(request: HttpRequest, story: Story) -> HttpResponse:
    """Approve exactly the text on the screen."""
    opened = [int(each) for each in request.POST.getlist("opened") if each.isdigit()]
    actions.approve(
        story, request.POST.get("digest", ""), by=person(request), now=clock.now(), opened=opened,
        kind=request.POST.get("kind", ""), note=request.POST.get("note", ""),
    )  # fmt: skip
    messages.success(request, "Approved. It goes out now.")
    return redirect("desk:board")


@action
def change(request: HttpRequest, story: Story) -> HttpResponse:
    """Save changed words; readers see nothing of it yet."""
    words = {name: request.POST[name].strip() for name in actions.EDITABLE if name in request.POST and name != "body"}
    if "body" in request.POST:
        blocks = request.POST["body"].replace("\r\n", "\n").split("\n\n")
        words["body"] = "".join(f"<p>{escape(' '.join(block.split()))}</p>" for block in blocks if block.strip())
    actions.change(story, words, by=person(request), now=clock.now())
    messages.success(request, "Saved and checked. Not yet public.")
    return redirect("desk:story", pk=story.pk)


@action
def spike(request: HttpRequest, story: Story) -> HttpResponse:
    """Put a story aside."""
    actions.spike(story, by=person(request), now=clock.now())
    messages.success(request, f"Spiked story {story.pk}. It stands under “Spiked”; u takes it back.")
    return redirect("desk:board")


@action
def unspike(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a story back."""
    actions.unspike(story, by=person(request), now=clock.now())
    return redirect("desk:story", pk=story.pk)


@action
def down(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a public story down with a notice."""
    actions.take_down(story, note=request.POST.get("note", ""), by=person(request), now=clock.now())
    messages.success(request, "Taken down. Its address keeps the notice.")
    return redirect("desk:story", pk=story.pk)


@reader
@require_GET
def wires(request: HttpRequest) -> HttpResponse:
    """Show wires, queues, quarantine and parked rows."""
    return render(request, "newsroom/wires.html", {"state": state.status(now=clock.now())})


@login_required
@permission_required("wire.change_wire", raise_exception=True)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a quarantined file again, or ignore it."""
    raw = get_object_or_404(Raw, pk=pk)
    ignore = request.POST.get("do") == "ignore"
    changes = {"state": Raw.State.IGNORED if ignore else Raw.State.WAITING, "queued_at": clock.now(), "attempts": 0}
    Raw.objects.filter(pk=raw.pk, state__in=(Raw.State.QUARANTINED, Raw.State.PARKED)).update(**changes)
    messages.success(request, "Ignored." if ignore else "It is read again now.")
    return redirect("desk:wires")


@reader
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Show readers' reports of errors, open ones first."""
    found = sorted(Report.objects.all()[:200], key=lambda each: each.state != Report.State.OPEN)
    return render(request, "newsroom/reports.html", {"reports": found, "states": Report.State.choices})


@login_required
@permission_required("readers.change_report", raise_exception=True)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a reader's report; the reader sees state and answer under its number."""
    if request.POST.get("state") in Report.State.values:
        Report.objects.filter(pk=pk).update(state=request.POST["state"], answer=request.POST.get("answer", "")[:2000])
    return redirect("desk:reports")
