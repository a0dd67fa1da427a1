"""Roles that hold for one desk or some agencies only, where an administrator set that.

A role says what somebody may do; a limit says at which stories. Reading is not limited. Who has no limit works for the
whole house, and so does an administrator.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from wiredesk.core.errors import NotAllowed
from wiredesk.record import models as record


class Placed(Protocol):
    """What a limit asks of a story; models.py takes this module in, so it can't be named here."""

    pk: Any
    sectors: Any
    countries: Any
    members: Any


class Limit(models.Model):
    """To which stories a person's roles are held: a desk's sectors and countries, and agencies."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="limit")
    desk = models.CharField(max_length=80, blank=True, help_text="What the desk is called.")
    sectors = models.JSONField(default=list, blank=True, help_text="Slugs; a story of one of them is within.")
    countries = models.JSONField(default=list, blank=True, help_text="ISO codes; a story of one of them is within.")
    agencies = models.JSONField(default=list, blank=True, help_text="Slugs; a story with copy of others is outside.")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(sectors=[], countries=[], agencies=[]), name="a limit limits something"
            ),
        ]

    def __str__(self) -> str:
        parts = (self.sectors, self.countries, self.agencies)
        said = "; ".join(", ".join(str(each) for each in part) for part in parts if part)
        return f"{self.desk}: {said}" if self.desk else said

    def holds(self, story: Placed) -> bool:
        """Say whether a story is within: of the desk's sectors and countries, with copy of these agencies alone."""
        mine = not self.sectors or set(self.sectors) & set(story.sectors)
        mine = mine and (not self.countries or set(self.countries) & set(story.countries))
        if not mine or not self.agencies:
            return bool(mine)
        theirs = set(story.members.values_list("item__agency__slug", flat=True))
        return bool(theirs) and theirs <= set(self.agencies)


def outside(by: User, story: Placed) -> str:
    """Return why a story is outside what a person's roles are held to, or an empty text."""
    if by.is_superuser:
        return ""
    limit = Limit.objects.filter(person=by).first()
    if limit is None or limit.holds(story):
        return ""
    return f"is outside your desk ({limit}): ask a colleague there, or an administrator for more"


def hold(by: User, stories: Iterable[Placed], *, permission: str, now: datetime) -> None:
    """Refuse who works outside their desk, and record the refusal.

    Raises:
        NotAllowed: One of the stories is outside.
    """
    for story in stories:
        why = outside(by, story)
        if why:
            record.append(
                "refusal", permission, by=by.get_username(), now=now, data={"story": story.pk, "why": why[:300]}
            )
            raise NotAllowed(str(story), why)


def limited(by: User) -> bool:
    """Say whether a person's roles are held to anything."""
    return not by.is_superuser and Limit.objects.filter(person=by).exists()
