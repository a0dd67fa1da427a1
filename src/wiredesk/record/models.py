"""The record: one table that only grows, each row holding the hash of the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connections, models, transaction


class Entry(models.Model):
    """One thing that happened and must stay known, also after an older backup is restored."""

    class Kind(models.TextChoices):
        """What happened."""

        KILL = "kill", "An agency killed an item"
        HOLD = "hold", "An agency asked to hold an item"
        FREE = "free", "An agency sent a usable version of an item on hold"
        PUBLISH = "publish", "A version went out"
        TAKE_DOWN = "take-down", "A page was taken down"
        APPROVE = "approve", "A person approved a text"
        OVERRIDE = "override", "A person overrode a finding"
        MAIL = "mail", "A newsletter went out"
        SUBSCRIBE = "subscribe", "A reader confirmed an address"
        UNSUBSCRIBE = "unsubscribe", "A reader left"
        SIGN_IN = "sign-in", "A person signed in"
        REFUSAL = "refusal", "An action was refused"
        ACT = "act", "A person did something at the desk"
        RUN = "run", "A model wrote, and what became of it"
        STAFF = "staff", "Wires, users or rights were changed"

    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=400)
    by = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    once = models.CharField(max_length=400, null=True, unique=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.kind} {self.subject}"

    def computed(self) -> str:
        """Return the hash that this row must have, from its content and the row before it."""
        said = [self.previous, self.at.isoformat(), self.kind, self.subject, self.by, self.once or "", self.data]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def append(
    kind: str, subject: str, *, by: str, now: datetime, data: dict[str, Any] | None = None, once: str | None = None
) -> Entry:
    """Add one entry. With `once`, the entry of that name that stands already is returned instead of a second one."""
    with transaction.atomic(using="record"):
        connection = connections["record"]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(7261)")
        if once is not None:
            standing = Entry.objects.filter(once=once).first()
            if standing is not None:
                return standing
        last = Entry.objects.order_by("-pk").values_list("hash", flat=True).first() or ""
        entry = Entry(at=now, kind=kind, subject=subject[:400], by=by, data=data or {}, once=once, previous=last)
        entry.hash = entry.computed()
        entry.save(force_insert=True)
        return entry


def exported(entry: Entry) -> dict[str, Any]:
    """Return an entry with all that its hash is made from, so that the chain can be verified elsewhere."""
    return {
        "id": entry.pk, "at": entry.at.isoformat(), "kind": entry.kind, "subject": entry.subject, "by": entry.by,
        "data": entry.data, "once": entry.once or "", "previous": entry.previous, "hash": entry.hash,
    }  # fmt: skip


def verified(rows: Iterable[dict[str, Any]]) -> tuple[int, str]:
    """Verify exported entries; returns how many there are, and the hash at which the chain breaks, or "".

    A file that begins in the middle is verified from its first entry on. Whoever keeps the newest hash of an export
    can tell later whether a chain was cut or written anew.
    """
    last, count = None, 0
    for row in rows:
        said = [row["previous"], row["at"], row["kind"], row["subject"], row["by"], row["once"], row["data"]]
        own = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        if own != row["hash"] or (last is not None and row["previous"] != last):
            return count, str(row["hash"])
        last, count = row["hash"], count + 1
    return count, ""


def broken_at() -> Entry | None:
    """Return the first entry whose hash or link is wrong, or None when the chain holds."""
    last = ""
    for entry in Entry.objects.order_by("pk").iterator():
        if entry.previous != last or entry.hash != entry.computed():
            return entry
        last = entry.hash
    return None
