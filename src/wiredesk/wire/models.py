"""Agency, Wire, Raw, Item: what comes in, kept for ever as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from wiredesk.core import formats
from wiredesk.core import model as core
from wiredesk.leases import Leased, LeasedQuerySet


class Agency(models.Model):
    """Who sends us copy, and what their licence lets us do with it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    seat = models.CharField(max_length=100, blank=True, help_text="City, as in “With reporting by NAME (CITY)”.")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    owner = models.CharField(max_length=200, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    credit = models.CharField(max_length=200, blank=True, help_text="Wording by contract; empty: the name.")
    canonical = models.BooleanField(default=False, help_text="Briefs point to the agency's own page as canonical.")
    outside_models = models.BooleanField(default=False, help_text="The text may be sent to a model outside the house.")
    licence = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """What an agency's licence lets us do with its copy; what is left empty limits nothing (core/rights.py)."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="terms")
    sites = models.JSONField(default=list, help_text="Hosts that may publish.")
    editions = models.JSONField(default=list, help_text="Slugs of editions that may show it.")
    destinations = models.JSONField(default=list, help_text="Of page, feed, newsletter, data, search.")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True, help_text="The last day on which copy may be published.")
    archive = models.BooleanField(default=True, help_text="What was published may stay when the licence has ended.")
    archive_days = models.PositiveIntegerField(null=True, blank=True, help_text="Days that a text may stay.")
    pictures = models.BooleanField(default=True)
    max_words = models.PositiveIntegerField(null=True, blank=True, help_text="Words of its copy in one story.")
    must_not_alter = models.BooleanField(default=False, help_text="Sentences may be chosen, but not changed.")

    def __str__(self) -> str:
        return f"licence of {self.agency}"


class Wire(Leased):
    """One channel of an agency: an address or a folder that is looked at again and again."""

    class State(models.TextChoices):
        """What happens to the wire."""

        ACTIVE = "active"
        GONE = "gone"  # the agency said 410
        PAUSED = "paused"
        PARKED = "parked"

    class Kind(models.TextChoices):
        """How copy comes."""

        HTTP = "http"
        FOLDER = "folder"
        FTPS = "ftps"
        SFTP = "sftp"
        IMAP = "imap"
        PUSH = "push"  # the agency sends it to us
        INPUT = "input"  # somebody pipes it in

    class HubState(models.TextChoices):
        """Where a WebSub subscription stands."""

        NONE = "", "none"
        ASKED = "asked"
        VERIFIED = "verified"
        DENIED = "denied"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="wires")
    name = models.SlugField(max_length=60, blank=True, help_text="Names its section in the file of wire secrets.")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    address = models.CharField(max_length=1000, unique=True)
    host = models.CharField(
        max_length=260, blank=True, db_index=True, help_text="One wire of a host is asked at a time."
    )
    format = models.CharField(max_length=30, blank=True, help_text="Empty: found by content.")
    profile = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=20, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    hub = models.CharField(max_length=1000, blank=True, help_text="WebSub: where to ask for news to be pushed.")
    topic = models.CharField(max_length=1000, blank=True, help_text="WebSub: what the hub calls this wire.")
    hub_state = models.CharField(max_length=10, choices=HubState.choices, blank=True)
    hub_until = models.DateTimeField(null=True, blank=True, help_text="When the subscription, or the wait, ends.")
    hub_asked_at = models.DateTimeField(null=True, blank=True)
    hub_error = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ("agency__name", "address")
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=~Q(name=""), name="a wire's name is its own"),
        ]

    def __str__(self) -> str:
        return f"{self.agency.name} ({self.address})"

    @staticmethod
    def host_of(kind: Kind, address: str) -> str:
        """Return the host of an address; "" for a folder and for what comes by itself."""
        if kind in (Wire.Kind.FOLDER, Wire.Kind.PUSH, Wire.Kind.INPUT):
            return ""
        return (urlsplit(address).hostname or "")[:260]


class Seen(models.Model):
    """A delivery that is stored: a file by its name, size and time, so that it is not fetched at each visit."""

    wire = models.ForeignKey(Wire, on_delete=models.CASCADE, related_name="seen")
    mark = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "seen"
        constraints = [models.UniqueConstraint(fields=["wire", "mark"], name="a delivery is taken once")]

    def __str__(self) -> str:
        return self.mark


class Raw(Leased):
    """Bytes as they came: the root of provenance."""

    class State(models.TextChoices):
        """Where the bytes are on their way."""

        WAITING = "waiting"
        READ = "read"
        QUARANTINED = "quarantined"
        IGNORED = "ignored"
        PARKED = "parked"

    wire = models.ForeignKey(Wire, on_delete=models.PROTECT, related_name="raws")
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    name = models.CharField(max_length=1000, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    handle = models.CharField(max_length=100, blank=True, help_text="What a mailbox calls the message.")
    settled = models.BooleanField(default=True, help_text="Whether the mailbox knows that it is stored.")
    copies = models.PositiveIntegerField(default=0, help_text="How often the same bytes came again.")
    received = models.PositiveIntegerField(default=0, help_text="Items in it, or 1 where it can't be read.")
    shown = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wire", "digest"], name="a wire's bytes are kept once")]

    def __str__(self) -> str:
        return self.name or f"raw {self.pk}"


class ItemQuerySet(LeasedQuerySet["Item"]):
    """Items, and which of them may be seen."""

    def usable(self, *, now: datetime) -> ItemQuerySet:
        """Return the newest versions that no kill, hold or embargo bars."""
        return self.filter(current=True, killed=False, held=False).filter(
            Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now)
        )

    def free(self, state: str, *, now: datetime) -> ItemQuerySet:
        """Return waiting items; an embargoed or held one is left alone until it may be seen."""
        return (
            super()
            .free(state, now=now)
            .filter(held=False)
            .filter(Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now))
        )


class Item(Leased):
    """One version of one piece of agency copy. The copy is never changed; the flags are what the agency said later."""

    class State(models.TextChoices):
        """Where the item is on its way."""

        WAITING = "waiting"
        GROUPED = "grouped"
        NOTICE = "notice"  # kills, holds and older versions: kept, shown at the desk, never grouped
        QUARANTINED = "quarantined"  # words were lost in reading; held until it is read again after a fix
        PARKED = "parked"

    raw = models.ForeignKey(Raw, on_delete=models.PROTECT, related_name="items")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="items")
    guid = models.CharField(max_length=500, db_index=True)
    digest = models.CharField(max_length=64)
    version = models.CharField(max_length=100, blank=True)
    sequence = models.PositiveIntegerField(default=1, help_text="Our own count of this piece's versions, by arrival.")
    current = models.BooleanField(default=True)
    silent = models.BooleanField(default=False, help_text="The body changed under an old version number.")
    signal = models.CharField(max_length=10, blank=True, db_index=True)
    pub_status = models.CharField(max_length=10, default="usable")
    headline = models.TextField()
    body = models.TextField()
    language = models.CharField(max_length=20, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)
    located = models.CharField(max_length=200, blank=True)
    first_created = models.DateTimeField(null=True, blank=True)
    version_created = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_index=True)
    embargoed_until = models.DateTimeField(null=True, blank=True, db_index=True)
    killed = models.BooleanField(default=False, db_index=True)
    held = models.BooleanField(default=False, db_index=True)
    data = models.JSONField(help_text="The whole item as ninjs 3.1.")

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["agency", "guid", "sequence"], name="versions of a piece are counted once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency.slug}: {self.headline[:80]}"

    @property
    def link(self) -> str:
        """The piece's own page at its agency, where it has one on the web; wire copy decides it, so nothing else."""
        for each in self.data.get("renditions", []):
            href = str(each.get("href", ""))
            if each.get("name") == "web" and href.startswith(("http://", "https://")):
                return href
        return ""

    def as_core(self) -> core.Item:
        """Return the item as the core knows it, under an id that is unique across agencies: our own key."""
        data: dict[str, Any] = dict(self.data)
        item = formats.ninjs.load(data)
        return replace(item, guid=str(self.pk), agency=self.agency.name)


class Barred(models.Model):
    """A piece that its agency killed, holds or replaced, known by identity, also when the order came before it."""

    class Kind(models.TextChoices):
        """Which order."""

        KILL = "kill"  # for ever
        HOLD = "hold"  # until a newer usable version comes
        REPLACED = "replaced"  # by a piece under another guid, which is used instead

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="barred")
    guid = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    version = models.CharField(max_length=100, blank=True, help_text="Of the order, where it has the piece's guid.")
    version_created = models.DateTimeField(null=True, blank=True, help_text="The agency's time of the order.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "guid", "kind"], name="an order stands once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.guid}"
