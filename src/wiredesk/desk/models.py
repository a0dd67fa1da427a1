"""Story, Claim, Draft, Check, Finding: what we make of what came in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from wiredesk.core import model as core
from wiredesk.core import writing
from wiredesk.desk.decisions import Act, Note, Override, Ruling
from wiredesk.desk.limits import Limit
from wiredesk.leases import Leased, LeasedQuerySet
from wiredesk.wire.models import Item

__all__ = ["Act", "Check", "Claim", "Draft", "Finding", "Limit", "Member", "Note", "Override", "Ruling", "Story"]


class Story(Leased):
    """Items about one event. Its id lives for ever; merged stories redirect."""

    class State(models.TextChoices):
        """Which step the story waits for."""

        ATTRIBUTE = "attribute"
        WRITE = "write"
        READY = "ready"
        PARKED = "parked"

    slugline = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(db_index=True)
    news_at = models.DateTimeField(db_index=True, help_text="When its newest item came.")
    countries = models.JSONField(default=list)
    places = models.JSONField(default=list)
    sectors = models.JSONField(default=list)
    parties = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    disputed = models.BooleanField(default=False)
    origins = models.PositiveIntegerField(default=1)
    spiked = models.BooleanField(default=False)
    flag = models.CharField(max_length=300, blank=True, help_text="What an editor must know: a kill, a correction.")
    decided = models.JSONField(default=dict, help_text="What an editor set, which the machine leaves alone.")
    facets = models.TextField(default="", blank=True, help_text="What the board filters by, as |name:value| words.")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="taken_stories"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged",
        db_index=False,  # SQLite would use an index of it, in which nearly all rows are the same, and sort them all
    )  # fmt: skip

    objects = LeasedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        indexes = [
            models.Index(
                models.F("news_at").desc(),
                models.F("id").desc(),
                condition=models.Q(merged_into__isnull=True),
                name="board",
            ),
        ]

    def __str__(self) -> str:
        return self.slugline or f"story {self.pk}"

    def usable(self, *, now: datetime) -> list[Member]:
        """Return the members whose items may be seen now, oldest first."""
        return list(
            self.members.filter(item__in=Item.objects.usable(now=now))
            .select_related("item__agency", "origin", "duplicate_of")
            .order_by("item__received_at", "item_id")
        )

    def as_ledger(self) -> core.Ledger:
        """Return claims and statements as the core knows them; item ids are our own keys."""
        return core.Ledger(
            claims=tuple(claim.as_core() for claim in self.claims.order_by("pk")),
            statements=tuple(core.thaw(core.Statement, each) for each in self.statements),
            parties=tuple(core.thaw(core.Party, each) for each in self.parties),
            countries=tuple(self.countries),
            places=tuple(self.places),
        )


class Member(models.Model):
    """An item in its story, why it is there, and where its text first came from."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="members")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="member")
    duplicate_of = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    origin = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="descendants")
    score = models.FloatField(default=1.0)
    why = models.JSONField(default=list)
    features = models.JSONField(default=dict, help_text="What was weighed when it joined, for learning from editors.")
    passages = models.JSONField(default=list, help_text="Which of its words stand in which earlier item.")
    by = models.CharField(max_length=150, default="machine")
    lost = models.BooleanField(default=False, help_text="Its agency killed or holds it, and the story knows.")

    def __str__(self) -> str:
        return f"{self.item} in {self.story}"


class Claim(models.Model):
    """Who says what, as spans of one item's body."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="claims")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="claims")
    key = models.CharField(max_length=12, help_text="c1, c2, … within the story.")
    stance = models.CharField(max_length=10)
    source_text = models.TextField(blank=True)
    content_text = models.TextField()
    data = models.JSONField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.source_text}: {self.content_text[:60]}"

    def as_core(self) -> core.Claim:
        """Return the claim as the core knows it."""
        return core.thaw(core.Claim, self.data)


class Draft(Leased):
    """Machine text with its sources, written once and never changed."""

    class State(models.TextChoices):
        """Where the draft is on its way."""

        WRITTEN = "written"
        CHECKED = "checked"
        STOPPED = "stopped"  # checked, and a finding stops it
        TAKEN = "taken"  # a page was made from it
        SPIKED = "spiked"
        STALE = "stale"  # newer copy came, or a source was killed
        PARKED = "parked"

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="drafts")
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    writer = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    objects = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.content.get("headline", ""))

    def as_core(self) -> core.Draft:
        """Return the draft as the core knows it."""
        return writing.draft_from_json(self.content)


class Check(models.Model):
    """What the checks said of exactly one text against exactly one state of the ledger."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="checks")
    digest = models.CharField(max_length=64)
    sources = models.CharField(max_length=64, help_text="Digest of the items and ledger it was checked against.")
    passed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "digest", "sources"], name="one check of one text and ledger"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:8]} {'passed' if self.passed else 'stopped'}"


class Finding(models.Model):
    """What the sources do not bear out."""

    check_run = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="findings")
    part = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    message = models.TextField()
    stops = models.BooleanField()
    score = models.FloatField()
    evidence = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"

    @classmethod
    def of(cls, check: Check, found: core.Finding) -> Finding:
        """Make a row of what a check said."""
        evidence: list[Any] = [core.freeze(each) for each in found.evidence]
        return cls(
            check_run=check,
            part=found.part,
            start=found.span[0],
            end=found.span[1],
            rule=found.rule,
            message=found.message,
            stops=found.stops,
            score=found.score,
            evidence=evidence,
        )
