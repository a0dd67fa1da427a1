"""A row is the queue: a step leases the oldest row that waits, and a lease runs out when its holder dies.

One conditional UPDATE decides who gets a row, so that four processes never hold the same one. A row that three
holders in a row did not finish is parked, with its error, where a person sees it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from wiredesk.core.errors import NotAllowed
from wiredesk.settings import settings

TRIES = 3  # a job that crashes its worker three times is parked and shown
PARKED = "parked"


class LeaseLost(NotAllowed):
    """The row changed hands, or was changed, while a step worked on it; what the step made is thrown away."""


Row = TypeVar("Row", bound="Leased", covariant=True)


class LeasedQuerySet(models.QuerySet[Row]):
    """Rows that steps take one after the other."""

    def free(self, state: str, *, now: datetime) -> Self:
        """Return the rows in this state that nobody holds."""
        return self.filter(state=state).filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now))

    def lease(self, state: str, *, now: datetime) -> Row | None:
        """Lease the oldest free row in this state, or return None when there is none.

        Two processes can choose the same row; the conditional UPDATE lets one of them have it, and the other
        chooses again.
        """
        while True:
            row = self.free(state, now=now).order_by("queued_at", "pk").first()
            if row is None:
                return None
            token = secrets.token_hex(8)
            changes: dict[str, object] = {
                "leased_until": now + timedelta(seconds=settings.lease_seconds),
                "lease": token,
                "attempts": F("attempts") + 1,
            }
            parked = row.attempts >= TRIES
            if parked:
                changes = {"state": PARKED, "parked_from": state, "leased_until": None, "lease": ""}
                changes["error"] = row.error or f"gave up after {TRIES} tries"
            mine = self.model._default_manager.filter(pk=row.pk, state=state, lease=row.lease)
            if mine.update(**changes) and not parked:
                row.refresh_from_db()
                return row

    def lease_all(self, rows: Self, *, now: datetime, tries: int = TRIES) -> list[Row]:
        """Lease all of these rows that are still free, in one go and under one token; those tried too often are parked.

        Args:
            rows: Free rows, chosen by the caller.
            now: The present.
            tries: After how many holders that did not finish a row is parked.
        """
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        token = secrets.token_hex(8)
        until = now + timedelta(seconds=settings.lease_seconds)
        chosen = list(rows.values_list("pk", "attempts", "state"))
        tired = [(pk, state) for pk, attempts, state in chosen if attempts >= tries]
        for pk, state in tired:
            self.model._default_manager.filter(free, pk=pk, state=state).update(
                state=PARKED, parked_from=state, leased_until=None, lease="", error=f"gave up after {tries} tries"
            )
        fresh = [pk for pk, attempts, _ in chosen if attempts < tries]
        mine = self.model._default_manager.filter(free, pk__in=fresh)
        if not fresh or not mine.update(leased_until=until, lease=token, attempts=F("attempts") + 1):
            return []
        return list(rows.model._default_manager.filter(pk__in=fresh, lease=token))


class Leased(models.Model):
    """A row that waits for a step, is held by one, or is done."""

    state = models.CharField(max_length=12, db_index=True)
    queued_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_from = models.CharField(max_length=12, blank=True, default="")
    error = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    def move(self, state: str, **changes: object) -> None:
        """Give the row back in another state, together with other changes, if the lease is still ours.

        Raises:
            LeaseLost: Someone else holds or changed the row. Raised inside the step's transaction, it undoes it.
        """
        changes |= {"state": state, "leased_until": None, "lease": "", "attempts": 0}
        changes.setdefault("error", "")
        mine = type(self)._default_manager.filter(pk=self.pk, lease=self.lease)
        if not mine.update(**changes):
            raise LeaseLost(str(self), "was changed while a step worked on it")
        for name, value in changes.items():
            setattr(self, name, value)

    def fail(self, error: Exception) -> None:
        """Note why a try failed; the lease stays until it runs out, so that a broken row is not tried in a loop."""
        type(self)._default_manager.filter(pk=self.pk, lease=self.lease).update(error=str(error)[:2000])
