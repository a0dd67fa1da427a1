"""What readers see, as rows: editions, sectors, approvals and public versions.

Readers see Versions, never the fields of a page: whatever way a page is changed, only the gate (gate.py) makes a
Version, and only of a text that passed its check and, where the house asks for one, has an approval.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wiredesk.desk.models import Check, Story
from wiredesk.leases import Leased, LeasedQuerySet


class Sector(models.Model):
    """A topic of the site, mapped to IPTC Media Topics."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    media_topics = models.JSONField(default=list)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """A region and a language, with a zone, a front and feeds."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    countries = models.JSONField(default=list, help_text="ISO codes whose stories it shows; empty: all (Global).")
    language = models.CharField(max_length=20, default="en")
    zone = models.CharField(max_length=60, default="UTC")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def shows(self, countries: list[str]) -> bool:
        """Say whether a story of these countries belongs here, as far as countries decide it."""
        return not self.countries or bool(set(self.countries) & set(countries))

    @property
    def tongue(self) -> str:
        """The language without its region: "en" of "en-GB"."""
        return self.language.split("-")[0].lower()


def address(story: int, title: str) -> str:
    """Return a story's path: the id decides, the words are for people."""
    return f"/story/{story}-{slugify(title)[:80].strip('-') or 'story'}/"


class Approval(models.Model):
    """Who passed which exact text when, and what they had before them."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="The name that readers see.")
    at = models.DateTimeField()
    opened = models.JSONField(default=list, help_text="Items that the editor opened.")
    changed = models.BooleanField(default=False, help_text="Whether a person changed the machine's words.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "digest"], name="a text is approved once"),
            models.CheckConstraint(
                condition=~Q(digest="") & ~Q(name="") & Q(at__isnull=False),
                name="approved means by a person, at a time, of this digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


class Version(models.Model):
    """What readers see, or saw: one published state of a story. Never changed; a new one takes its place."""

    class Kind(models.TextChoices):
        """What readers are told about it."""

        FIRST = "first", _("First published")
        UPDATE = "update", _("Updated with new facts")
        CORRECTION = "correction", _("Corrected")
        CLARIFICATION = "clarify", "Clarified"
        AGENCY_CORRECTION = "agency", _("Corrected by the agency")
        LEGAL = "legal", "Changed for legal reasons"
        NOTICE = "notice", _("Taken down")

    CORRECTIONS = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.AGENCY_CORRECTION, Kind.LEGAL)

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    digest = models.CharField(max_length=64)
    headline = models.CharField(max_length=500)
    content = models.JSONField(help_text="The text with its sources, as `wiredesk write` prints a draft.")
    ledger = models.JSONField(default=dict, help_text="Who says what, as it stood.")
    receipt = models.JSONField(default=dict, help_text="How this story was made.")
    check_run = models.ForeignKey(Check, null=True, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey(Approval, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60, blank=True, help_text="The house rule that let it pass without approval.")
    note = models.TextField(blank=True, help_text="For the reader: what changed and why.")
    language = models.CharField(max_length=20, default="en", help_text="Of its words, as BCP 47.")
    countries = models.JSONField(default=list)
    sectors = models.JSONField(default=list)
    agencies = models.JSONField(default=list, help_text="Slugs of the agencies on whose copy the text stands.")
    first_at = models.DateTimeField(db_index=True)
    at = models.DateTimeField(db_index=True)
    current = models.BooleanField(default=True, db_index=True)

    class Meta:
        ordering = ("story", "number")
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="a version has one number"),
            models.UniqueConstraint(fields=["story"], condition=Q(current=True), name="one version is current"),
            models.CheckConstraint(
                condition=Q(kind="notice") | (Q(check_run__isnull=False) & (Q(approval__isnull=False) | ~Q(rule=""))),
                name="published means checked, and approved or passed by a rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} (version {self.number})"

    @property
    def is_notice(self) -> bool:
        """Whether the story was taken down."""
        return self.kind == self.Kind.NOTICE

    @property
    def path(self) -> str:
        """Where the story stands."""
        return address(self.story_id, self.headline)


class Release(Leased):
    """An approved text on its way out, or a scheduled one."""

    class State(models.TextChoices):
        """Where it is."""

        SCHEDULED = "scheduled"  # until its time comes
        ASKING = "asking"  # its time came, but so did news: a person decides
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        PARKED = "parked"

    PENDING = (State.SCHEDULED, State.ASKING, State.WAITING)

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="releases")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, default="")
    note = models.TextField(blank=True)
    go_at = models.DateTimeField(null=True, blank=True, db_index=True, help_text="When it is to go out.")
    news_at = models.DateTimeField(null=True, blank=True, help_text="The story's newest item when it was scheduled.")
    rule = models.CharField(max_length=60, blank=True, help_text="The rule by which the house sends it by itself.")

    objects = LeasedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"release of {self.story}"


class Rendering(Leased):
    """A public file that shows something that changed, and must be written again or taken away."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"
        DONE = "done"
        PARKED = "parked"

    path = models.CharField(max_length=500, unique=True)
    written_at = models.DateTimeField(null=True, blank=True)
    shows = models.TextField(default="", blank=True, help_text="Ids of the stories that it names, between spaces.")

    objects = LeasedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.path
