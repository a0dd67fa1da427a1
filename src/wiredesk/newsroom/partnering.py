"""Partners as an administrator sees them: made, changed, ended, with their keys in words."""

from __future__ import annotations

import re
from datetime import datetime

from wiredesk.adapters import egress
from wiredesk.core.errors import NotAllowed
from wiredesk.record import models as record
from wiredesk.settings import settings
from wiredesk.site import partners
from wiredesk.site.partners import Delivery, Partner
from wiredesk.site.public import Edition


def settle(
    name: str, *, address: str | None, edition: str | None, new_keys: bool, end: bool, now: datetime
) -> str:  # fmt: skip
    """Make or change a partner; returns what to tell it.

    Raises:
        NotAllowed: The name or the edition can't be used.
        Refused: The address is none to which we may send.
    """
    if not re.fullmatch(r"[a-z0-9][-a-z0-9]{0,49}", name):
        raise NotAllowed(name, "is no name for a partner: take small letters, digits and hyphens")
    if address:
        egress.check(address, policy=egress.Policy(allow=settings.egress))
    row = Partner.objects.filter(name=name).first() or Partner(name=name, since=now)
    if end and row.pk is None:
        raise NotAllowed(name, "is no partner of ours")
    row.active = not end
    if address is not None:
        row.address = address
    if edition is not None:
        row.edition = Edition.objects.filter(slug=edition).first()
        if edition and row.edition is None:
            raise NotAllowed(edition, "is no edition of ours: give its slug, as in its address")
    if (new_keys or end) and row.pk is not None:
        row.round += 1
    row.save()
    said = {"address": row.address, "edition": edition, "round": row.round, "active": row.active}
    record.append("staff", f"partner {name}", by="partner", now=now, data=said)
    if end:
        return f"{name} gets nothing more, and its keys are worthless."
    return _keys(row)


def _keys(row: Partner) -> str:
    lines = [
        f"{row.name} fetches {settings.base_url}/partner/{row.name}/items.json",
        f"with the header   Authorization: Bearer {partners.key_of(row)}",
    ]
    if row.address:
        lines += [f"and is sent stories at {row.address}", f"signed with the secret {partners.secret_of(row)}"]
    return "\n".join(lines)


def listed() -> list[str]:
    """Return one line for each partner: what it gets, and how the last post to it went."""
    return [_line(row) for row in Partner.objects.select_related("edition")]


def _line(row: Partner) -> str:
    parts = [row.name, "active" if row.active else "ended", row.edition.slug if row.edition else "all editions"]
    if row.address:
        last = Delivery.objects.filter(partner=row, done_at__isnull=False).order_by("-done_at").first()
        waiting = Delivery.objects.filter(partner=row, state=Delivery.State.WAITING)
        failed = Delivery.objects.filter(partner=row, state=Delivery.State.REFUSED).order_by("-pk").first()
        parts.append(f"sent to {row.address}, last {last.done_at:%Y-%m-%d %H:%M}" if last else f"sent to {row.address}")
        parts.append(f"{waiting.count()} wait")
        if failed is not None:
            parts.append(f"last given up: {failed.error}")
    else:
        parts.append("fetches")
    return "  ".join(parts)
