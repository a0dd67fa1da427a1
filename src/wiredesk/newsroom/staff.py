"""Sessions and people: where somebody is signed in, and who has which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.limits import Limit
from wiredesk.newsroom import roles
from wiredesk.newsroom.acting import on_desk
from wiredesk.newsroom.policy import guarded, person
from wiredesk.record import models as record
from wiredesk.site.public import Sector
from wiredesk.wire.models import Agency

NAME = 12  # characters of a session's key that are shown and sent: enough to name it, too few to use it


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session of a person."""

    name: str
    ends: datetime
    here: bool


def of(user: User, *, now: datetime, here: str = "") -> list[SignedIn]:
    """Return the live sessions of a person, the one that asks first."""
    found = [
        SignedIn(each.session_key[:NAME], each.expire_date, each.session_key == here)
        for each in Session.objects.filter(expire_date__gt=now)
        if each.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return sorted(found, key=lambda each: (not each.here, each.ends))


def end(user: User, *, now: datetime, name: str = "", but: str = "") -> int:
    """End the sessions of a person: all, or the one of this name; never the one called `but`. Returns how many."""
    count = 0
    for each in Session.objects.filter(expire_date__gt=now):
        mine = each.get_decoded().get("_auth_user_id") == str(user.pk)
        if mine and each.session_key != but and (not name or each.session_key[:NAME] == name):
            each.delete()
            count += 1
    return count


@guarded
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in."""
    found = of(person(request), now=clock.now(), here=request.session.session_key or "")
    return render(request, "newsroom/sessions.html", {"sessions": found})


@on_desk
def end_session(request: HttpRequest) -> HttpResponse:
    """End one or all other sessions of one's own."""
    by, now = person(request), clock.now()
    count = end(by, now=now, name=request.POST.get("name", ""), but=request.session.session_key or "")
    record.append(
        "staff", f"sessions of {by.get_username()} ended", by=by.get_username(), now=now, data={"count": count}
    )
    messages.success(request, f"Ended: {count}.")
    return redirect("desk:sessions")


@guarded
def people(request: HttpRequest) -> HttpResponse:
    """Show who has which role and how many sessions."""
    now = clock.now()
    rows = []
    for user in User.objects.select_related("limit").prefetch_related("groups", "identities").order_by("username"):
        held = [each.name for each in user.groups.all()] + ([roles.ADMINISTRATOR] if user.is_superuser else [])
        rows.append((user, held, len(of(user, now=now))))
    return render(request, "newsroom/people.html", {"rows": rows})


@on_desk
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """End all sessions of a person."""
    user, by, now = get_object_or_404(User, pk=pk), person(request), clock.now()
    count = end(user, now=now, but=request.session.session_key or "")
    record.append(
        "staff", f"sessions of {user.get_username()} ended", by=by.get_username(), now=now, data={"count": count}
    )
    messages.success(request, f"Ended: {count} sessions of {user.get_username()}.")
    return redirect("desk:people")


def _listed(request: HttpRequest, name: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in request.POST.get(name, "").split(",") if each.strip()))


def _known(given: list[str], known: set[str], what: str) -> list[str]:
    wrong = next((each for each in given if each not in known), "")
    if wrong:
        raise NotAllowed(wrong[:60], f"is no {what}: there are {', '.join(sorted(known))}"[:600])
    return given


@on_desk
def set_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a person's roles to a desk or some agencies; with nothing given they hold for the whole house again."""
    user, by, now = get_object_or_404(User, pk=pk), person(request), clock.now()
    countries = [each.upper() for each in _listed(request, "countries")]
    if any(not (len(each) == 2 and each.isascii() and each.isalpha()) for each in countries):
        raise NotAllowed(", ".join(countries)[:60], "are no country codes: write two letters each")
    to = {
        "sectors": _known(_listed(request, "sectors"), set(Sector.objects.values_list("slug", flat=True)), "sector"),
        "countries": countries,
        "agencies": _known(_listed(request, "agencies"), set(Agency.objects.values_list("slug", flat=True)), "agency"),
    }
    name = user.get_username()
    if any(to.values()):
        fields = {**to, "desk": request.POST.get("desk", "").strip()[:80], "by": by.get_username(), "at": now}
        Limit.objects.update_or_create(person=user, defaults=fields)
        messages.success(request, f"The roles of {name} are held to that.")
    else:
        Limit.objects.filter(person=user).delete()
        messages.success(request, f"The roles of {name} hold for the whole house.")
    record.append("staff", f"limit of {name}", by=by.get_username(), now=now, data=to)
    return redirect("desk:people")
