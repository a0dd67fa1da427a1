"""Photo and Choice: pictures that we hold, with what their owner says of them, and what an editor chose for a story."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from wiredesk.core import model as core
from wiredesk.core.pictures.metadata import About
from wiredesk.leases import Leased, LeasedQuerySet
from wiredesk.wire.models import Agency, Barred, Item

STOPS = (Barred.Kind.KILL, Barred.Kind.HOLD)


class PhotoQuerySet(LeasedQuerySet["Photo"]):
    """Photos, and which of them may be seen."""

    def usable(self, *, now: datetime) -> PhotoQuerySet:
        """Return the photos that are here and that no kill, hold or embargo bars."""
        free = Q(item__isnull=True) | (
            Q(item__killed=False, item__held=False)
            & (Q(item__embargoed_until__isnull=True) | Q(item__embargoed_until__lte=now))
        )
        return self.filter(free, state=Photo.State.READY).filter(~_named_in_an_order())

    def stopped(self) -> PhotoQuerySet:
        """Return the photos that their agency killed, holds or left out of a newer version."""
        lost = Q(item__killed=True) | Q(item__held=True) | Q(state=Photo.State.LEFT)
        return self.filter(lost | Q(_named_in_an_order()))


def _named_in_an_order() -> Exists:
    """Say whether an order names the picture itself, by the agency's own name for it."""
    orders = Barred.objects.filter(agency=OuterRef("agency"), guid=OuterRef("guid"), kind__in=STOPS)
    return Exists(orders.exclude(guid=""))


class Photo(Leased):
    """One picture: pixels that we wrote anew, and what its owner says of it. Staff's own has no item."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"  # for its bytes
        READY = "ready"
        REFUSED = "refused"  # by our own rules; the error says why
        LEFT = "left"  # a newer version of its item has it no more
        PARKED = "parked"

    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="photos")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="photos")
    guid = models.CharField(max_length=500, blank=True, db_index=True, help_text="The agency's own name for it.")
    ref = models.CharField(max_length=500, blank=True, help_text="What tells it from the item's other pictures.")
    href = models.CharField(max_length=2000, blank=True, help_text="Where its bytes are; empty: the item's own file.")
    alone = models.BooleanField(default=False, help_text="An item by itself; nobody said which text it belongs to.")
    headline = models.CharField(max_length=500, blank=True)
    caption = models.TextField(blank=True)
    alt = models.TextField(blank=True)
    creator = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=300, blank=True)
    rights = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    source_type = models.CharField(max_length=200, blank=True, help_text="IPTC digital source type, as the file says.")
    created = models.CharField(max_length=40, blank=True, help_text="When it was taken, as the file says.")
    width = models.PositiveIntegerField(null=True, blank=True, help_text="Pixels of the original, upright.")
    height = models.PositiveIntegerField(null=True, blank=True)
    focus_x = models.FloatField(default=0.5)
    focus_y = models.FloatField(default=0.5)
    digest = models.CharField(max_length=64, blank=True, db_index=True, help_text="Of our own file.")
    original = models.CharField(max_length=64, blank=True, help_text="Digest of the bytes as they came.")
    received_at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="photos"
    )
    used = models.BooleanField(default=False, db_index=True, help_text="A page shows it, or showed it.")
    barred = models.BooleanField(default=False, help_text="The pages that showed it were told that they may not.")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "ref"], condition=Q(item__isnull=False), name="a picture of an item is kept once"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.caption[:80] or f"photo {self.pk}"

    @property
    def owner(self) -> str:
        """Whose it is, in a word for editors and readers."""
        return self.agency.name if self.agency is not None else "the house"

    @property
    def about(self) -> About:
        """What its files say of it."""
        return About(
            creator=self.creator, credit=self.credit, rights=self.rights, source_type=self.source_type,
            caption=self.caption, alt=self.alt, terms=self.terms, created=self.created,
        )  # fmt: skip

    def as_core(self) -> core.Media:
        """Return the picture as the core knows it; its address is our own key."""
        return core.Media(
            "picture", f"photo:{self.pk}", "image/jpeg", headline=self.headline, caption=self.caption,
            credit=self.credit or self.creator, copyright=self.rights, usage_terms=self.terms, width=self.width,
            height=self.height, guid=self.guid, alt=self.alt, focus=(self.focus_x, self.focus_y),
            source_type=self.source_type,
        )  # fmt: skip


class Choice(models.Model):
    """What an editor chose for a story, in place of what the rules would take; its words are the editor's."""

    story = models.OneToOneField("desk.Story", on_delete=models.CASCADE, related_name="picture_choice")
    photo = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="choices", help_text="Empty: a drawn one."
    )
    alt = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    focus_x = models.FloatField(default=0.5)
    focus_y = models.FloatField(default=0.5)
    name = models.CharField(max_length=200, help_text="Who chose, as colleagues and readers see it.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(photo__isnull=True) | ~Q(alt=""), name="a chosen photo says what it shows"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.photo or 'a drawn picture'}"
