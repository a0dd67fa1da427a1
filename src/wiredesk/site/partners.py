"""Who gets our stories by machine: partners with a key, and hubs that tell the readers of our feeds.

A partner fetches stories as ninjs 3.1 with its key, or is sent them. Both keys are made from the house's own secret and
the partner's name, so none stands in the database; a new round makes both anew. Copy of an agency goes to a partner only
where the agency's licence names that destination.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from django.db import models

from wiredesk.core.rights import PARTNER
from wiredesk.leases import Leased, LeasedQuerySet
from wiredesk.settings import settings
from wiredesk.site import rights
from wiredesk.site.public import Edition, Version


class Partner(models.Model):
    """A house that takes our stories by machine."""

    name = models.SlugField(unique=True)
    address = models.URLField(max_length=500, blank=True, help_text="Where stories are sent; empty: it fetches them.")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)
    round = models.PositiveSmallIntegerField(default=1, help_text="A new one makes the old keys worthless.")
    since = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Delivery(Leased):
    """One version on its way to one partner, or the news of it on its way to a hub."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"  # given up; the reason stands in error
        PARKED = "parked"

    partner = models.ForeignKey(Partner, null=True, on_delete=models.CASCADE, related_name="deliveries")
    hub = models.CharField(max_length=500, blank=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="deliveries")
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "version"], name="a version goes to a partner once"),
            models.UniqueConstraint(
                fields=["hub", "version"], condition=~models.Q(hub=""), name="a hub hears of a version once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} to {self.partner or self.hub}"


def key_of(partner: Partner) -> str:
    """Return the key with which a partner fetches."""
    return made_key(partner.name, partner.round)


def made_key(name: str, number: int) -> str:
    """Return the key of a name and round, whether or not there is such a partner."""
    return base64.urlsafe_b64encode(_made("partner key", name, number)).decode().rstrip("=")


def secret_of(partner: Partner) -> str:
    """Return what we sign with, in the form of the Standard Webhooks specification 1.0."""
    return "whsec_" + base64.b64encode(_made("partner secret", partner.name, partner.round)).decode()


def signature(partner: Partner, *, message: str, stamp: int, body: bytes) -> str:
    """Return the signature of a message (Standard Webhooks 1.0: HMAC-SHA256 of "id.timestamp.body")."""
    key = _made("partner secret", partner.name, partner.round)
    signed = hmac.new(key, f"{message}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()


def _made(purpose: str, name: str, number: int) -> bytes:
    return hmac.new(settings.secret_key.encode(), f"{purpose}:{name}:{number}".encode(), hashlib.sha256).digest()


def mark(version: Version, *, now: datetime) -> None:
    """Queue a new version for all who are to hear of it; called in the transaction that makes it."""
    rows = [
        Delivery(partner=partner, version=version, state=Delivery.State.WAITING, queued_at=now)
        for partner in Partner.objects.filter(active=True).exclude(address="").select_related("edition")
        if wants(partner, version)
    ]
    rows += [Delivery(hub=hub, version=version, state=Delivery.State.WAITING, queued_at=now) for hub in settings.hubs]
    Delivery.objects.bulk_create(rows)


def wants(partner: Partner, version: Version) -> bool:
    """Say whether a version is for a partner: of its edition, and of agencies that license it for partners.

    A notice is for who may have had the story before.
    """
    if partner.edition is not None and not partner.edition.shows(version.countries):
        return False
    if version.is_notice:
        before = Version.objects.filter(story=version.story_id).exclude(kind=Version.Kind.NOTICE)
        return any(rights.may(each, PARTNER) for each in before)
    return rights.may(version, PARTNER)
