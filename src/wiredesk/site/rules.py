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
