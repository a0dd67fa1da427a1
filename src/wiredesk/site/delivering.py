"""Telling partners and hubs: each version is sent to each of them, signed, and again later when it did not arrive.

A partner gets a version at least once: a worker that dies after the post and before it noted the answer sends again, under
the same message id, by which the partner knows it (Standard Webhooks 1.0).
"""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from urllib.parse import urlencode

from wiredesk.adapters import egress
from wiredesk.core.errors import Refused, Unreachable, WiredeskError
from wiredesk.settings import settings
from wiredesk.site import dependents, export, partners
from wiredesk.site.partners import Delivery, Partner
from wiredesk.site.public import Rendering, Version

log = logging.getLogger(__name__)

TIMEOUT = 10.0
AGAIN = (60, 300, 1_800, 7_200, 21_600, 86_400)
"""Seconds after which a post that failed is tried again; after the last one it is given up."""
SOON = timedelta(seconds=5)  # until the feeds that a hub is told of are written
FEED = ("/feed.atom", "/feed.rss", "/feed.json")


def tell(*, now: datetime) -> Delivery | None:
    """Send what waits longest; a step of the flow."""
    waiting = Delivery.objects.free(Delivery.State.WAITING, now=now).filter(queued_at__lte=now)
    first = waiting.order_by("queued_at", "pk").first()
    if first is None:
        return None
    held = Delivery.objects.lease_all(waiting.filter(pk=first.pk), now=now)
    if not held:
        return first  # another process was faster, or it was tried too often and is parked
    delivery = Delivery.objects.select_related("version", "partner__edition").get(pk=held[0].pk)
    try:
        _send(delivery, now=now)
    except egress.Gone as error:
        _given_up(delivery, error, now=now)
    except Refused as error:
        delivery.move(Delivery.State.REFUSED, error=str(error)[:2000])
    except (Unreachable, WiredeskError) as error:
        _later(delivery, error, now=now)
    return delivery


def _send(delivery: Delivery, *, now: datetime) -> None:
    if delivery.partner is None:
        _ping(delivery, now=now)
        return
    partner, version = delivery.partner, delivery.version
    if not partner.active or not _due(delivery):
        delivery.move(Delivery.State.DONE, error="not for this partner any more, or a newer version is on its way")
        return
    body = json.dumps(export.as_ninjs(version), ensure_ascii=False).encode()
    message = f"story-{version.story_id}-{version.number}"
    stamp = int(now.timestamp())
    _policy_post(partner.address, body, {
        "Content-Type": "application/json", "webhook-id": message, "webhook-timestamp": str(stamp),
        "webhook-signature": partners.signature(partner, message=message, stamp=stamp, body=body),
    })  # fmt: skip
    delivery.move(Delivery.State.DONE, done_at=now)


def _due(delivery: Delivery) -> bool:
    """Say whether a version is still what the partner is to have: a kill that came meanwhile goes before it."""
    current = Version.objects.filter(pk=delivery.version_id, current=True).exists()
    return current and delivery.partner is not None and partners.wants(delivery.partner, delivery.version)


def _ping(delivery: Delivery, *, now: datetime) -> None:
    """Tell a WebSub hub which feeds changed, once they are written."""
    paths = {each for each in _paths(delivery.version, now=now) if each.endswith(FEED)}
    if Rendering.objects.filter(path__in=paths, state=Rendering.State.WAITING).exists():
        delivery.move(Delivery.State.WAITING, queued_at=now + SOON)
        return
    told = [("hub.mode", "publish"), *(("hub.url", settings.base_url + path) for path in sorted(paths))]
    _policy_post(delivery.hub, urlencode(told).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
    delivery.move(Delivery.State.DONE, done_at=now)


def _paths(version: Version, *, now: datetime) -> set[str]:
    return dependents.of_story(version, now=now) | dependents.of_lists(version)


def _policy_post(address: str, body: bytes, headers: dict[str, str]) -> None:
    policy = egress.Policy(allow=settings.egress, timeout=TIMEOUT, max_bytes=100_000, max_decoded=100_000)
    egress.send(address, policy=policy, content=body, headers=headers).good()


def _later(delivery: Delivery, error: WiredeskError, *, now: datetime) -> None:
    if delivery.tries >= len(AGAIN):
        delivery.move(Delivery.State.REFUSED, error=f"gave up after {delivery.tries + 1} tries: {error}"[:2000])
        return
    wait = max(AGAIN[delivery.tries], getattr(error, "seconds", 0) or 0)
    delivery.move(
        Delivery.State.WAITING, tries=delivery.tries + 1, queued_at=now + timedelta(seconds=min(wait, AGAIN[-1])),
        error=str(error)[:2000],
    )  # fmt: skip


def _given_up(delivery: Delivery, error: WiredeskError, *, now: datetime) -> None:
    """A partner whose address is gone for good (410) is sent nothing more until somebody adds it again."""
    delivery.move(Delivery.State.REFUSED, error=str(error)[:2000])
    if delivery.partner_id:
        Partner.objects.filter(pk=delivery.partner_id).update(active=False)
        log.warning("partner %s was ended: %s", delivery.partner, error)
