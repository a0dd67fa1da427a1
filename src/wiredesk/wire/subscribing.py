"""WebSub: asking a hub to push what is new, and asking again before its lease ends. Polling goes on beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.db.models import Q

from wiredesk.adapters import egress
from wiredesk.core.errors import WiredeskError
from wiredesk.settings import settings
from wiredesk.wire import push
from wiredesk.wire.models import Wire

LEASE = 10 * 86_400  # seconds that we ask for; the hub decides
EARLY = timedelta(hours=6)  # before the end of a lease
PATIENCE = timedelta(hours=1)  # for a hub's verification, and between two attempts
TIMEOUT = 10.0


def subscribe(*, now: datetime) -> Wire | None:
    """Ask the hub of one wire whose subscription is missing or about to end; returns the wire."""
    if not _reachable():
        return None
    missing = Q(hub_state=Wire.HubState.NONE) | Q(hub_state=Wire.HubState.ASKED, hub_until__lte=now)
    ending = Q(hub_state=Wire.HubState.VERIFIED, hub_until__lte=now + EARLY)
    tried = Q(hub_asked_at__isnull=True) | Q(hub_asked_at__lte=now - PATIENCE)
    rows = Wire.objects.filter(missing | ending, tried, state=Wire.State.ACTIVE, kind=Wire.Kind.HTTP).exclude(hub="")
    wire = rows.exclude(name="").order_by("pk").first()
    if wire is None or not rows.filter(pk=wire.pk).update(hub_asked_at=now):
        return None  # another process was faster
    state = {"hub_state": Wire.HubState.ASKED, "hub_until": now + PATIENCE}
    if wire.hub_state == Wire.HubState.VERIFIED:
        state = {}  # it stands until the hub verifies the new one
    Wire.objects.filter(pk=wire.pk).update(**state)
    said = _ask(wire)
    if said:
        Wire.objects.filter(pk=wire.pk).update(hub_error=said[:300])
    return wire


def _ask(wire: Wire) -> str:
    """Ask; returns what went wrong, or ""."""
    asked = {
        "hub.mode": "subscribe", "hub.topic": wire.topic, "hub.callback": push.callback_of(wire),
        "hub.secret": push.secret_of(wire), "hub.lease_seconds": str(LEASE),
    }  # fmt: skip
    try:
        egress.send(
            wire.hub, policy=egress.Policy(allow=settings.egress, timeout=TIMEOUT), content=urlencode(asked).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ).good()  # fmt: skip
    except WiredeskError as error:
        return f"the hub {error.reason}"
    return ""


def _reachable() -> bool:
    """Say whether a hub can reach us: never on a machine that only answers itself."""
    if settings.websub != "auto":
        return settings.websub == "on"
    host = urlsplit(settings.base_url).hostname or ""
    return host not in ("127.0.0.1", "localhost", "::1")
