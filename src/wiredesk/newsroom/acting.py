"""What a person does at the desk, by POST: regroup, take, note, spike, undo, mend trouble. A refusal is a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk import limits, regrouping
from wiredesk.desk.models import Act, Note, Story
from wiredesk.newsroom import trouble, undoing
from wiredesk.newsroom.policy import WAYS, guarded, person
from wiredesk.readers import actions as readers
from wiredesk.readers.models import Report
from wiredesk.site import actions as site
from wiredesk.site import dependents

View = Callable[..., HttpResponse]


def back(request: HttpRequest, story: Story | None = None) -> HttpResponse:
    """Return to where the form stood: a page of the desk, the story, or the board."""
    wanted = request.POST.get("back", "")
    if wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return redirect(wanted)
    return redirect("desk:story", pk=story.pk) if story is not None else redirect("desk:board")


def on_story(view: View) -> View:
    """Run an action on a story; a refusal is a sentence on the page that it came from, never a lost text."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: int) -> HttpResponse:
        story = get_object_or_404(Story, pk=pk)
        way = WAYS[view.__name__]
        try:
            if way.held:
                limits.hold(person(request), (story,), permission=way.permission, now=clock.now())
            return view(request, story)
        except NotAllowed as error:
            messages.error(request, f"Not done: {error}.")
            return back(request, story)

    return guarded(wrapped)


def on_desk(view: View) -> View:
    """Run an action that is not of one story."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as error:
            messages.error(request, f"Not done: {error}.")
            return back(request)

    return guarded(wrapped)


def numbers(request: HttpRequest, name: str) -> list[int]:
    """Return the whole numbers that a form sent under a name."""
    return [int(each) for each in request.POST.getlist(name) if each.isascii() and each.isdigit() and len(each) < 19]


def other_story(request: HttpRequest) -> Story:
    """Return the story that a form names by number or by its address.

    Raises:
        NotAllowed: It names none.
    """
    said = request.POST.get("to", "").strip()
    digits = "".join(each if each.isascii() and each.isdigit() else " " for each in said).split()
    story = Story.objects.filter(pk=int(digits[0])).first() if digits and len(digits[0]) < 19 else None
    if story is None:
        raise NotAllowed(said or "no number", "is no story: give its number, as on the board")
    return story


@on_desk
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one act, or the last one of the person who asks."""
    by = person(request)
    wanted = numbers(request, "act")
    act = Act.objects.filter(pk=wanted[0]).first() if wanted else undoing.last(by)
    if act is None:
        raise NotAllowed("nothing", "of yours is left to undo")
    undoing.undo(act, by=by, now=clock.now())
    messages.success(request, f"Undone: {act.said} (story {act.story_id}).")
    return back(request, act.story)


@on_desk
def merge(request: HttpRequest) -> HttpResponse:
    """Merge the ticked stories into the one named, or into the first of them."""
    ticked = list(Story.objects.filter(pk__in=numbers(request, "story")).order_by("started_at", "pk"))
    into = other_story(request) if request.POST.get("to", "").strip() else (ticked[0] if ticked else None)
    others = [each for each in ticked if each != into]
    if into is None or not others:
        raise NotAllowed("one story", "can't be merged: tick those that belong together")
    for each in others:
        site.merge(each, into, by=person(request), now=clock.now())
    messages.success(request, f"Merged into story {into.pk}. Undo takes it apart again.")
    return redirect("desk:story", pk=into.pk)


@on_story
def split(request: HttpRequest, story: Story) -> HttpResponse:
    """Split the ticked items off."""
    new = regrouping.split(story, numbers(request, "item"), by=person(request), now=clock.now())
    messages.success(request, f"Story {new.pk} has them now. The machine will not join the two again.")
    return redirect("desk:story", pk=story.pk)


@on_story
def move(request: HttpRequest, story: Story) -> HttpResponse:
    """Move the ticked items to another story."""
    to = other_story(request)
    regrouping.move(story, numbers(request, "item"), to, by=person(request), now=clock.now())
    messages.success(request, f"Moved to story {to.pk}.")
    return redirect("desk:story", pk=story.pk)


@on_story
def take(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a story, take it over, give it back, or hand it to somebody."""
    by, now, how = person(request), clock.now(), request.POST.get("how", "take")
    if how == "back":
        desk.let_go(story, by=by, now=now)
    elif how == "give":
        to = User.objects.filter(username=request.POST.get("person", "")).first()
        if to is None:
            raise NotAllowed(request.POST.get("person", "") or "nobody", "is not on the staff: choose a name")
        desk.hand_over(story, to=to, by=by, now=now)
    else:
        desk.take(story, by=by, now=now, over=how == "over")
    return back(request, story)


@on_story
def settle(request: HttpRequest, story: Story) -> HttpResponse:
    """Set slugline, places, countries or sectors."""
    facts: dict[str, object] = {}
    if "slugline" in request.POST:
        facts["slugline"] = request.POST["slugline"]
    for name in ("places", "countries", "sectors"):
        if name in request.POST:
            facts[name] = request.POST[name].split(",")
    site.settle(story, facts, by=person(request), now=clock.now())
    messages.success(request, "Set. The machine leaves it alone from now on.")
    return back(request, story)


@on_story
def note(request: HttpRequest, story: Story) -> HttpResponse:
    """Leave a note on the story or a comment on one of its sentences."""
    part, _, sentence = request.POST.get("about", "").partition("|")
    desk.comment(story, request.POST.get("text", ""), by=person(request), now=clock.now(), part=part, sentence=sentence)
    return back(request, story)


@on_story
def resolve(request: HttpRequest, story: Story) -> HttpResponse:
    """Mark a note as done, or open it again."""
    for each in Note.objects.filter(story=story, pk__in=numbers(request, "note")):
        desk.resolve(each, by=person(request), now=clock.now(), done=request.POST.get("do") != "open")
    return back(request, story)


@on_story
def spike(request: HttpRequest, story: Story) -> HttpResponse:
    """Put a story aside."""
    site.spike(story, by=person(request), now=clock.now())
    messages.success(request, f"Spiked story {story.pk}. It stands under “Spiked”; z takes it back.")
    return back(request) if request.POST.get("back") else redirect("desk:board")


@on_story
def unspike(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a story back."""
    site.unspike(story, by=person(request), now=clock.now())
    return back(request, story)


@on_desk
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a quarantined file again, or ignore it for a reason."""
    said = trouble.read_again(
        pk, by=person(request), now=clock.now(), ignore=request.POST.get("do") == "ignore",
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, said)
    return redirect("desk:wires")


@on_desk
def retry(request: HttpRequest, queue: str, pk: int) -> HttpResponse:
    """Give a parked row to its step again, or drop it for a reason."""
    said = trouble.retry(
        queue, pk, by=person(request), now=clock.now(), drop=request.POST.get("do") == "ignore",
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, said)
    return redirect("desk:wires")


@on_desk
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a reader's report; the reader sees state and answer under its number."""
    number = request.POST.get("version", "")
    told = readers.answer(
        pk, state=request.POST.get("state", ""), text=request.POST.get("answer", ""),
        corrected_in=int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None,
        by=person(request).get_username(), now=clock.now(),
    ) if request.POST.get("state") in Report.State.values else None  # fmt: skip
    if told is not None:
        dependents.enqueue({"/corrections/"}, now=clock.now())
        messages.success(request, f"The reader sees it under {told.number}.")
    return redirect("desk:reports")
