"""A story told live, at the desk: its entries, those that wait, lines that the copy offers, and what a person does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from wiredesk import clock
from wiredesk.core import drafting
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Finding, Story
from wiredesk.newsroom.acting import numbers, on_story
from wiredesk.newsroom.policy import person
from wiredesk.newsroom.writing import moment
from wiredesk.site import covering
from wiredesk.site.coverage import Coverage, LiveEntry

MOST = 100  # entries on the screen
STANDING = (LiveEntry.State.WAITING, LiveEntry.State.PUBLIC)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry at the desk."""

    entry: LiveEntry
    body: str
    findings: list[Finding]
    moved: bool
    """Whether an agency sent a newer version of the copy that it stands on."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the desk shows of a live story."""

    coverage: Coverage | None
    rows: list[Row]

    @property
    def waiting(self) -> int:
        """How many entries wait to be posted."""
        return sum(each.entry.state == LiveEntry.State.WAITING for each in self.rows)


def of(story: Story) -> Telling:
    """Return the entries of a story that are public or wait, newest first."""
    entries = LiveEntry.objects.filter(story=story, state__in=STANDING).select_related("by", "posted_by", "replaces")
    rows = list(entries.order_by("-at", "-pk")[:MOST])
    moved = set(
        LiveEntry.objects.filter(Q(items__current=False), pk__in=[each.pk for each in rows]).values_list(
            "pk", flat=True
        )
    )
    return Telling(
        Coverage.objects.filter(story=story).first(),
        [Row(each, _body(each), _findings(each), each.pk in moved) for each in rows],
    )


def _body(entry: LiveEntry) -> str:
    blocks: dict[int, list[str]] = {}
    for each in entry.text.body:
        blocks.setdefault(each.paragraph, []).append(each.text)
    return "\n\n".join(" ".join(each) for each in blocks.values())


def _findings(entry: LiveEntry) -> list[Finding]:
    if entry.state != LiveEntry.State.WAITING:
        return []
    found = Finding.objects.filter(check_run__story=entry.story_id, check_run__digest=entry.digest)
    newest = found.order_by("-check_run").values_list("check_run", flat=True).first()
    return list(found.filter(check_run=newest)) if newest else []


def offers(story: Story, *, now: datetime) -> list[tuple[datetime | None, str, str]]:
    """Return lines that the copy offers for entries: when, whose, which words; newest first."""
    items = [member.item.as_core() for member in story.usable(now=now)]
    return [(each.at, each.agency, each.line.text) for each in reversed(drafting.timeline(items, story.as_ledger()))]


def _entry(request: HttpRequest, story: Story) -> LiveEntry:
    wanted = numbers(request, "entry")
    return get_object_or_404(LiveEntry, story=story, pk=wanted[0] if wanted else 0)


def _there(story: Story) -> HttpResponse:
    return redirect(f"/desk/story/{story.pk}/#live")


@on_story
def tell(request: HttpRequest, story: Story) -> HttpResponse:
    """Write an entry or a correction of one; post it at once where that is asked for and allowed."""
    by, now = person(request), clock.now()
    at = request.POST.get("at", "").strip()
    words = {name: request.POST.get(name, "") for name in ("headline", "text", "note")}
    given = words | {"at": moment(at) if at else None, "main": request.POST.get("main") == "on"}
    replaces = _entry(request, story) if request.POST.get("entry") else None
    entry = covering.write(story, given, by=by, now=now, replaces=replaces)
    if request.POST.get("do") != "post":
        messages.success(request, "Written and checked. It waits to be posted.")
        return _there(story)
    try:
        covering.post(entry, by=by, now=now)
    except NotAllowed as error:
        messages.error(request, f"Written, not posted: {error}.")
    else:
        messages.success(request, "Posted. Readers see it in a moment.")
    return _there(story)


@on_story
def post(request: HttpRequest, story: Story) -> HttpResponse:
    """Post an entry that waits."""
    covering.post(_entry(request, story), by=person(request), now=clock.now())
    messages.success(request, "Posted. Readers see it in a moment.")
    return _there(story)


@on_story
def untell(request: HttpRequest, story: Story) -> HttpResponse:
    """Drop an entry that waits, or take a public one off the page."""
    covering.withdraw(_entry(request, story), by=person(request), now=clock.now(), note=request.POST.get("note", ""))
    messages.success(request, "It is gone.")
    return _there(story)


@on_story
def end_live(request: HttpRequest, story: Story) -> HttpResponse:
    """Say that the live coverage is at its end, or goes on."""
    covering.end(story, by=person(request), now=clock.now(), again=request.POST.get("do") == "again")
    return _there(story)
