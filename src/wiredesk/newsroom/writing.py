"""Writing and publishing at the desk: change, take up sentences, check while typing, approve, schedule, override, kill."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from wiredesk import clock, writers
from wiredesk.core import style
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import checking, overriding
from wiredesk.desk.models import Draft, Finding, Override, Story
from wiredesk.newsroom import storydesk
from wiredesk.newsroom.acting import back, on_story
from wiredesk.newsroom.policy import guarded, person
from wiredesk.site import actions, briefs, scheduling


def typed(request: HttpRequest) -> dict[str, str]:
    """Return the words that a form sent, the body as paragraphs of HTML."""
    words = {name: request.POST[name].strip() for name in actions.EDITABLE if name in request.POST and name != "body"}
    if "body" in request.POST:
        blocks = request.POST["body"].replace("\r\n", "\n").split("\n\n")
        words["body"] = "".join(f"<p>{escape(' '.join(block.split()))}</p>" for block in blocks if block.strip())
    return words


@on_story
def change(request: HttpRequest, story: Story) -> HttpResponse:
    """Save changed words; readers see nothing of it yet. Where someone else saved meanwhile, both texts are shown."""
    by, now = person(request), clock.now()
    try:
        actions.change(story, typed(request), by=by, now=now, base=request.POST.get("base", ""))
    except actions.Changed as error:
        desk = storydesk.desk(story, by=by, now=now)
        lost = {name: request.POST.get(name, "") for name in actions.EDITABLE}
        messages.error(request, f"Not saved: {error.reason}.")
        return render(request, "newsroom/story.html", {"desk": desk, "typed": lost}, status=409)
    messages.success(request, "Saved and checked. Not yet public.")
    return redirect("desk:story", pk=story.pk)


@on_story
def adopt(request: HttpRequest, story: Story) -> HttpResponse:
    """Take up chosen sentences of a newer draft, at the end of the text."""
    draft = get_object_or_404(Draft, story=story, pk=request.POST.get("draft", "0"))
    chosen = {int(each) for each in request.POST.getlist("sentence") if each.isascii() and each.isdigit()}
    body = draft.as_core().body
    sentences = [body[number].text for number in sorted(chosen) if number < len(body)]
    actions.adopt(story, sentences, by=person(request), now=clock.now(), base=request.POST.get("base", ""))
    messages.success(request, f"Taken up: {len(sentences)}. They stand at the end; move them where they belong.")
    return redirect("desk:story", pk=story.pk)


@on_story
def probe(request: HttpRequest, story: Story) -> HttpResponse:
    """Check the words of a form without keeping anything; the exact text is checked again when it is saved."""
    text = actions.text_of(story, typed(request))
    if text is None:
        return JsonResponse({"findings": []})
    found = (*checking.probe(story, text, now=clock.now()), *style.findings(text, writers.house_style()))
    said = [
        {
            "part": each.part.partition(".")[0], "stops": each.stops, "message": each.message, "rule": each.rule,
            "words": overriding.words_of(each.part, text)[slice(*each.span)][:200],
        }
        for each in found
    ]  # fmt: skip
    return JsonResponse({"findings": sorted(said, key=lambda each: not each["stops"])})


@on_story
def approve(request: HttpRequest, story: Story) -> HttpResponse:
    """Approve exactly the text on the screen: to go out now, or at a time."""
    opened = [int(each) for each in request.POST.getlist("opened") if each.isascii() and each.isdigit()]
    by, now, digest = person(request), clock.now(), request.POST.get("digest", "")
    note, at = request.POST.get("note", ""), request.POST.get("at", "").strip()
    if at:
        wanted = moment(at)
        scheduling.schedule(story, digest, at=wanted, by=by, now=now, opened=opened, note=note)
        messages.success(request, f"Approved. It goes out on {wanted:%-d %B at %H:%M:%S} UTC.")
        return redirect("desk:board")
    actions.approve(story, digest, by=by, now=now, opened=opened, kind=request.POST.get("kind", ""), note=note)
    messages.success(request, "Approved. It goes out now. Until it is out, z takes it back.")
    return redirect("desk:board")


@guarded
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the words of a story as a brief, for the window that asks before it goes out."""
    story = get_object_or_404(Story, pk=pk)
    try:
        text = briefs.brief(story)
    except NotAllowed as error:
        return JsonResponse({"why": error.reason})
    agencies = {str(m.item_id): m.item.agency.name for m in story.usable(now=clock.now())}
    words = [
        {"text": each.text, "from": ", ".join(dict.fromkeys(agencies.get(s.item, "") for s in each.supports))}
        for each in (text.headline, *text.summary, *text.body)
    ]
    why = briefs.stops(story, text, now=clock.now())
    return JsonResponse({"why": why, "digest": text.digest, "words": words, "credit": text.credit})


@on_story
def send_brief(request: HttpRequest, story: Story) -> HttpResponse:
    """Publish a story as a brief: exactly the words that the window showed."""
    briefs.send(story, request.POST.get("digest", ""), by=person(request), now=clock.now())
    messages.success(request, f"Brief of story {story.pk} approved. It goes out now. Until it is out, z takes it back.")
    return back(request)


def moment(said: str) -> datetime:
    """Return a time that a form gave as UTC.

    Raises:
        NotAllowed: It is no time.
    """
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise NotAllowed(said[:40], "is no time: write it as 2025-04-26T14:30") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@on_story
def unschedule(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a text out of the schedule."""
    scheduling.unschedule(story, by=person(request), now=clock.now())
    messages.success(request, "It does not go out. Its approval stands.")
    return redirect("desk:story", pk=story.pk)


@on_story
def send(request: HttpRequest, story: Story) -> HttpResponse:
    """Let a scheduled text go out although news came."""
    scheduling.send(story, by=person(request), now=clock.now())
    messages.success(request, "It goes out at its time, or now where that is past.")
    return redirect("desk:story", pk=story.pk)


@on_story
def override(request: HttpRequest, story: Story) -> HttpResponse:
    """Let one finding on exactly this text pass."""
    _, text = actions.working_text(story)
    finding = Finding.objects.filter(pk=request.POST.get("finding") or 0, check_run__story=story).first()
    if text is None or finding is None or finding.check_run.digest != text.digest:
        raise NotAllowed(str(story), "was changed or checked again since: look at its findings again")
    made = overriding.override(
        finding, text, reason=request.POST.get("reason", ""), by=person(request), now=clock.now()
    )
    if overriding.holds(made):
        messages.success(request, "It passes now, with your reason on record.")
    else:
        messages.success(request, "Your reason is on record. A second person must let it pass, too.")
    return redirect("desk:story", pk=story.pk)


@on_story
def second(request: HttpRequest, story: Story) -> HttpResponse:
    """Be the second person of an override."""
    made = get_object_or_404(Override, story=story, pk=request.POST.get("override") or 0)
    overriding.second(made, by=person(request), now=clock.now())
    messages.success(request, "It passes now, with both names on record.")
    return redirect("desk:story", pk=story.pk)


@on_story
def down(request: HttpRequest, story: Story) -> HttpResponse:
    """Take a public story down with a notice, kill it, or lift a kill."""
    by, now, do = person(request), clock.now(), request.POST.get("do", "")
    if do == "revive":
        actions.revive(story, by=by, now=now)
        messages.success(request, "The kill is lifted. Nothing is public by that.")
        return redirect("desk:story", pk=story.pk)
    actions.take_down(story, note=request.POST.get("note", ""), by=by, now=now, kill=do == "kill")
    messages.success(
        request, "Killed. Nothing of it goes out." if do == "kill" else "Taken down. Its address keeps the notice."
    )
    return redirect("desk:story", pk=story.pk)
