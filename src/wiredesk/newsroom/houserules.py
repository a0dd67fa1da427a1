"""The rules by which the house publishes without an editor: shown to all, set by a duty editor, stopped by any editor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.newsroom.acting import on_desk
from wiredesk.newsroom.policy import guarded, person
from wiredesk.site import autopilot
from wiredesk.site.public import Sector
from wiredesk.site.rules import AutoRule
from wiredesk.wire.models import Agency


@guarded
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules, and what they will send when."""
    context = {
        "rules": AutoRule.objects.select_related("by"), "coming": autopilot.waiting(now=clock.now())[:50],
        "agencies": Agency.objects.all(), "sectors": Sector.objects.all(), "shortest": autopilot.SHORTEST,
    }  # fmt: skip
    return render(request, "newsroom/rules.html", context)


@on_desk
def set_rule(request: HttpRequest) -> HttpResponse:
    """Make, change, switch on or switch off one rule."""
    delay = request.POST.get("delay", "")
    if not (delay.isascii() and delay.isdigit() and len(delay) < 7):
        raise NotAllowed(delay or "no wait", "is no number of seconds")
    words = {
        "agencies": request.POST.getlist("agency"), "sectors": request.POST.getlist("sector"), "delay": delay,
        "active": request.POST.get("active") == "on",
    }  # fmt: skip
    rule = autopilot.set_rule(request.POST.get("name", ""), words, by=person(request), now=clock.now())
    messages.success(request, f"Rule “{rule.name}” is {'on' if rule.active else 'off'}.")
    return redirect("desk:rules")


@on_desk
def stop_rules(request: HttpRequest) -> HttpResponse:
    """Stop them all at once."""
    count = autopilot.stop_all(by=person(request), now=clock.now())
    messages.success(request, f"Stopped: {count}. Nothing goes out without an editor now.")
    return redirect("desk:rules")
