"""Headers for each part of the house, and the second factor for staff."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wiredesk.newsroom.signing import SECOND
from wiredesk.settings import settings
from wiredesk.site.headers import PUBLIC

Answer = Callable[[HttpRequest], HttpResponse]

DESK_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Wagtail's admin has inline scripts and styles without a nonce; readers never meet this policy.
CMS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
STAFF = ("/desk/", "/accounts/")


def headers(answer: Answer) -> Answer:
    """Add the policy of the part of the house that a path belongs to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in PUBLIC:
            response.headers.setdefault(name, value)
        if request.path.startswith("/cms/"):
            response.headers["Content-Security-Policy"] = CMS_POLICY
        elif request.path.startswith(STAFF):
            response.headers["Content-Security-Policy"] = DESK_POLICY
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def second_factor(answer: Answer) -> Answer:
    """Send staff without a second factor to set one up, where the house requires it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        guarded = request.path.startswith(("/desk/", "/cms/"))
        required = guarded and settings.second_factor == "required" and request.user.is_authenticated
        if required and not is_mfa_enabled(request.user) and request.session.get(SECOND) != request.user.pk:
            return redirect("/accounts/2fa/")
        return answer(request)

    return middleware
