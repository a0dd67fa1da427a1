"""Accounts are made by an administrator or the house's provider, never by whoever comes along; sign-ins are recorded."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import User
from django.http import HttpRequest

from wiredesk import clock
from wiredesk.record import models as record


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only, written to the record."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign a person in, after the second factor where one is asked for."""
        super().login(request, user)
        record.append("sign-in", f"user {user.get_username()}", by=user.get_username(), now=clock.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that a name and password did not fit; the password stands nowhere."""
        super().authentication_failed(request, **credentials)
        name = str(credentials.get("username") or credentials.get("email") or "nobody")[:150]
        record.append("refusal", "sign-in", by=name, now=clock.now(), data={"why": "wrong name or password"})
