"""Rules by which the house publishes by itself: set by a duty editor, off until switched on, each page labelled."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AutoRule(models.Model):
    """Which checked texts go out without an editor, after which wait."""

    class Kind(models.TextChoices):
        """What may go out by itself."""

        BRIEF = "brief", "Briefs of one agency with no finding at all"

    name = models.CharField(max_length=50, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.BRIEF)
    agencies = models.JSONField(default=list, help_text="Slugs; a story with copy of another agency waits.")
    sectors = models.JSONField(default=list, blank=True, help_text="Slugs; empty: every sector.")
    delay = models.PositiveIntegerField(default=600, help_text="Seconds between the check and the page.")
    active = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """What an editor decided about one story in one list: pinned at a place, barred, or kept out of trending."""

    class Kind(models.TextChoices):
        """What was decided."""

        PIN = "pin", "Pinned"
        BAR = "bar", "Not on this front"
        HUSH = "hush", "Not in trending"

    edition = models.ForeignKey("wdsite.Edition", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="placements")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    place = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a pin, counted from 1.")
    until = models.DateTimeField(null=True, blank=True, db_index=True, help_text="A pin always ends.")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("edition", "place", "-at")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "edition"], condition=~models.Q(kind="hush"), name="one decision a story a front"
            ),
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(kind="hush"), name="a story is kept out of trending once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="pin") | models.Q(place__gte=1, until__isnull=False, edition__isnull=False),
                name="pinned means at a place, on a front, until a time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.story}"


class Translation(models.Model):
    """Two stories are one text in two languages, said by a person who read both."""

    story = models.OneToOneField("desk.Story", on_delete=models.CASCADE, related_name="translation")
    text = models.PositiveBigIntegerField(db_index=True, help_text="Number of the story that was there first.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.story_id} says what {self.text} says"
