"""Sign-in through the house's own OpenID Connect provider, where one is set: who somebody is, and which roles they have.

The provider says who signs in and in which groups they are; which group has which role is a setting of ours. An
administrator is never made that way, and an account that stands here already is never taken over by a like name or
e-mail: an administrator links it (People).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from wiredesk import clock
from wiredesk.adapters import openid
from wiredesk.core.errors import NotAllowed, WiredeskError
from wiredesk.newsroom import roles, staff
from wiredesk.newsroom.acting import on_desk
from wiredesk.newsroom.models import Identity
from wiredesk.newsroom.policy import person
from wiredesk.record import models as record
from wiredesk.settings import settings

ASKED = "openid"  # where the session keeps its question
SECOND = "openid_second"  # for whom the provider saw a second factor in this session
FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris"})  # RFC 8176
NAME = re.compile(r"[^\w.@+-]+")


def client() -> openid.Client:
    """Return who we are at the provider."""
    return openid.Client(settings.oidc_client, settings.oidc_secret, f"{settings.base_url}/accounts/openid/back/")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider, with a question that only its answer fits."""
    if not settings.oidc_issuer:
        raise Http404("no provider is set")
    try:
        provider = openid.discover(settings.oidc_issuer, allow=settings.egress)
    except WiredeskError as error:
        return _failed(request, error)
    question = openid.Question.new()
    request.session[ASKED] = asdict(question)
    return redirect(openid.address(provider, client(), question, scope=settings.oidc_scope))


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take what the browser brings back; whatever does not fit is refused and recorded."""
    if not settings.oidc_issuer:
        raise Http404("no provider is set")
    now = clock.now()
    kept = request.session.pop(ASKED, None)
    try:
        question = openid.Question(**kept) if kept else None
        if question is None or request.GET.get("state", "") != question.state:
            raise NotAllowed(settings.oidc_issuer, "answers a question that this browser did not ask: sign in again")
        if "code" not in request.GET:
            raise NotAllowed(settings.oidc_issuer, "did not sign you in")
        if request.GET.get("iss", settings.oidc_issuer) != settings.oidc_issuer:  # RFC 9207
            raise NotAllowed(settings.oidc_issuer, "was asked, and another provider answers")
        provider = openid.discover(settings.oidc_issuer, allow=settings.egress)
        said = openid.claims(
            provider, client(), question, request.GET["code"], wanted=settings.oidc_groups, allow=settings.egress
        )
        user = known(said, now=now)
    except WiredeskError as error:
        return _failed(request, error)
    answer: HttpResponse = perform_login(request, user, email_verification="none")
    if settings.oidc_second_factor == "provider" and FACTORS & set(_list(said.get("amr"))):
        request.session[SECOND] = user.pk
    return answer


def _failed(request: HttpRequest, error: WiredeskError) -> HttpResponse:
    record.append("refusal", "sign-in", by="nobody", now=clock.now(), data={"why": str(error)[:500]})
    messages.error(request, f"Not signed in: {error}.")
    return redirect("account_login")


def _list(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str)]


def wanted_roles(said: Mapping[str, Any]) -> set[str]:
    """Return the roles that a person's groups have here.

    Raises:
        NotAllowed: The setting names a role that there is not.
    """
    mapped = settings.roles_of_groups
    unknown = sorted(set(mapped.values()) - set(roles.ROLES))
    if unknown:
        raise NotAllowed("WIREDESK_OIDC_ROLES", f"names no role “{unknown[0]}”; there are {', '.join(roles.ROLES)}")
    return {mapped[each] for each in _list(said.get(settings.oidc_groups)) if each in mapped}


def known(said: Mapping[str, Any], *, now: datetime) -> User:
    """Return the person of an ID token, with exactly the roles that the provider's groups have now.

    Raises:
        NotAllowed: None of the groups has a role here, the account is off, or its name is somebody's already.
    """
    held = wanted_roles(said)
    issuer, subject = settings.oidc_issuer, str(said["sub"])
    with transaction.atomic():
        identity = Identity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
        if identity is None:
            if not held:
                raise NotAllowed(_name(said), "is in no group that has a role here: ask an administrator")
            user = _made(said, issuer, subject, now=now)
        else:
            user = identity.user
    _set(user, held, now=now)
    if not user.is_active:
        raise NotAllowed(user.get_username(), "is switched off here")
    if not held and not user.is_superuser:
        staff.end(user, now=now)
        raise NotAllowed(user.get_username(), "is in no group that has a role here any more: ask an administrator")
    return user


def _name(said: Mapping[str, Any]) -> str:
    wanted = str(said.get("preferred_username") or said.get("email") or said["sub"])
    return NAME.sub("-", wanted)[:150].strip("-") or "somebody"


def _made(said: Mapping[str, Any], issuer: str, subject: str, *, now: datetime) -> User:
    name = _name(said)
    if User.objects.filter(username__iexact=name).exists():
        raise NotAllowed(
            name, f"has an account here already: an administrator links it to “{subject[:100]}” under People"
        )
    user = User(username=name, email=str(said.get("email") or "")[:254])
    user.first_name, user.last_name = str(said.get("given_name") or "")[:150], str(said.get("family_name") or "")[:150]
    user.set_unusable_password()
    user.save()
    Identity.objects.create(user=user, issuer=issuer, subject=subject, at=now)
    record.append("staff", f"user {name}", by="openid", now=now, data={"issuer": issuer, "subject": subject})
    return user


def _set(user: User, held: set[str], *, now: datetime) -> None:
    """Give a person these roles and no other; groups that are no roles are left alone."""
    before = set(user.groups.filter(name__in=roles.ROLES).values_list("name", flat=True))
    if before == held:
        return
    user.groups.remove(*Group.objects.filter(name__in=before - held))
    user.groups.add(*Group.objects.filter(name__in=held))
    said = {"before": sorted(before), "after": sorted(held)}
    record.append("staff", f"roles of {user.get_username()}", by="openid", now=now, data=said)


@on_desk
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Link an account that stands here to a person at the provider."""
    user, by, now = get_object_or_404(User, pk=pk), person(request), clock.now()
    subject = request.POST.get("subject", "").strip()
    if not settings.oidc_issuer or not 0 < len(subject) <= 255:
        raise NotAllowed(user.get_username(), "is linked by what the provider calls the person (its “sub”)")
    taken = Identity.objects.filter(issuer=settings.oidc_issuer, subject=subject).exclude(user=user)
    if taken.exists():
        raise NotAllowed(subject[:100], "is linked to another account")
    Identity.objects.update_or_create(user=user, issuer=settings.oidc_issuer, defaults={"subject": subject, "at": now})
    record.append(
        "staff", f"{user.get_username()} linked", by=by.get_username(), now=now,
        data={"issuer": settings.oidc_issuer, "subject": subject},
    )  # fmt: skip
    messages.success(request, f"{user.get_username()} signs in through the provider from now on, with its roles.")
    return redirect("desk:people")
