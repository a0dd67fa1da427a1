"""The desk's pages. Who may read each stands in policy.py; what changes something stands in acting.py and writing.py."""

from __future__ import annotations

import re

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Draft, Story
from wiredesk.newsroom import beside, live, state, storydesk, trouble
from wiredesk.newsroom import board as boards
from wiredesk.newsroom.acting import on_desk
from wiredesk.newsroom.filters import Filters
from wiredesk.newsroom.models import SavedView
from wiredesk.newsroom.policy import guarded, person
from wiredesk.readers.models import Report
from wiredesk.site import house, versions
from wiredesk.wire.models import Agency, Item

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MOST_VIEWS = 20


@guarded
def board(request: HttpRequest) -> HttpResponse:
    """Show one view of the board."""
    filters = Filters.read(request.GET.dict())
    return render(request, "newsroom/board.html", {"board": boards.board(filters, by=person(request), now=clock.now())})


def _since(request: HttpRequest) -> live.Place:
    said = [request.GET.get(name, "") for name in ("after", "after", "acts")]
    story, item, act = (int(each) if each.isascii() and each.isdigit() and len(each) < 19 else 0 for each in said)
    return story, item, act


@guarded
def stream(request: HttpRequest) -> HttpResponse:
    """Tell of arrivals and changes as they happen; the list on the screen does not move."""
    events = live.stream(Filters.read(request.GET.dict()), _since(request), by=person(request))
    answer = StreamingHttpResponse(events, content_type="text/event-stream; charset=utf-8")
    answer["X-Accel-Buffering"] = "no"
    return answer  # type: ignore[return-value]


@guarded
def fresh(request: HttpRequest) -> HttpResponse:
    """Tell the same once, for who can't listen."""
    filters = Filters.read(request.GET.dict())
    return JsonResponse(live.news(filters, _since(request), by=person(request), now=clock.now()))


@guarded
def colours(request: HttpRequest) -> HttpResponse:
    """Serve the agencies' colours as a style sheet, because the desk's policy allows no style in a page."""
    rules = [
        f".a-{each.slug} {{ --agency: {each.colour}; }}"
        for each in Agency.objects.exclude(colour="")
        if COLOUR.fullmatch(each.colour)
    ]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/css; charset=utf-8")


@guarded
def ticker(request: HttpRequest) -> HttpResponse:
    """Show one view as bare lines, for a window of its own."""
    filters = Filters.read(request.GET.dict())
    return render(
        request, "newsroom/ticker.html", {"board": boards.board(filters, by=person(request), now=clock.now())}
    )


def _keep(request: HttpRequest, *, shared: bool) -> HttpResponse:
    by = person(request)
    owner = None if shared else by
    filters = boards.of_address(request.POST.get("query", ""))
    if request.POST.get("do") == "drop":
        SavedView.objects.filter(owner=owner, pk=request.POST.get("view") or 0).delete()
        return redirect("desk:board")
    name = " ".join(request.POST.get("name", "").split())[:60]
    if not name:
        raise NotAllowed("a view", "needs a name")
    if SavedView.objects.filter(owner=owner).count() >= MOST_VIEWS:
        raise NotAllowed(name, f"is one too many: drop one of the {MOST_VIEWS} first")
    SavedView.objects.update_or_create(
        owner=owner, name=name, defaults={"query": filters.kept, "made_by": by.get_username(), "at": clock.now()}
    )
    messages.success(request, f"Kept as “{name}”.")
    return redirect(f"/desk/{filters.kept}")


@on_desk
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the view on the screen under a name, for oneself, or drop one."""
    return _keep(request, shared=False)


@on_desk
def share_view(request: HttpRequest) -> HttpResponse:
    """Keep the view on the screen under a name, for the desk, or drop one."""
    return _keep(request, shared=True)


@guarded
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one story with all that an editor decides by."""
    found = get_object_or_404(Story.objects.select_related("taken_by"), pk=pk)
    if found.merged_into_id:
        return redirect("desk:story", pk=found.merged_into_id)
    desk = storydesk.desk(found, by=person(request), now=clock.now())
    return render(request, "newsroom/story.html", {"desk": desk})


@guarded
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has this story open, and say who else has, and whether its text changed."""
    found = get_object_or_404(Story, pk=pk)
    writing = request.POST.get("writing") == "yes"
    others = live.at_story(found, by=person(request), writing=writing, now=clock.now())
    return JsonResponse({"others": others, "news": found.news_at.isoformat(), "digest": storydesk.digest(found)})


@guarded
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two drafts of a story, or the page with a draft."""
    found = get_object_or_404(Story, pk=pk)
    rows = list(Draft.objects.filter(story=found).order_by("-pk")[:30])
    if not rows:
        raise Http404("no draft yet")
    keys = {str(each.pk): each for each in rows}
    one = keys.get(request.GET.get("one", ""), rows[min(1, len(rows) - 1)])
    other = keys.get(request.GET.get("other", ""), rows[0])
    left, right = storydesk.plain_parts(one.as_core()), storydesk.plain_parts(other.as_core())
    parts = [(name, versions.words(left[name], right[name])) for name in left if left[name] or right[name]]
    context = {"story": found, "drafts": rows, "one": one, "other": other, "parts": parts}
    return render(request, "newsroom/drafts.html", context)


@guarded
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a story as lines for other rooms, what a newer draft changes, and what a correction would say."""
    found = get_object_or_404(Story, pk=pk)
    return render(request, "newsroom/lines.html", {"lines": beside.lines(found, now=clock.now())})


@guarded
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item as the agency sent it, with what changed since the version before."""
    found = get_object_or_404(Item.objects.select_related("agency", "raw"), pk=pk)
    versions_of = Item.objects.filter(agency=found.agency, guid=found.guid).order_by("-sequence")
    before = versions_of.filter(sequence__lt=found.sequence).first()
    pieces = versions.words(before.body, found.body) if before and len(before.body) + len(found.body) < 40_000 else ()
    context = {
        "item": found, "core": found.as_core(), "earlier": versions_of.exclude(pk=pk), "before": before, "pieces": pieces,
    }  # fmt: skip
    return render(request, "newsroom/item.html", context)


@guarded
def wires(request: HttpRequest) -> HttpResponse:
    """Show wires and queues, and first whatever waits for a person's hand."""
    now = clock.now()
    return render(request, "newsroom/wires.html", {"state": state.status(now=now), "trouble": trouble.trouble(now=now)})


@guarded
def reports(request: HttpRequest) -> HttpResponse:
    """Show readers' reports of errors, open ones first."""
    found = Report.objects.order_by(F("pk").desc())[:200]
    rows = sorted(found, key=lambda each: each.state != Report.State.OPEN)
    fixed = house.corrections_of({each.story for each in rows if each.story})
    for row in rows:
        row.fixes = [each for each in fixed.get(row.story or 0, ()) if each.at >= row.at]  # type: ignore[attr-defined]
    return render(request, "newsroom/reports.html", {"reports": rows, "states": Report.State.choices})
