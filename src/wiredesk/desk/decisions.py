"""What people decide about stories, kept as data: acts with what undoes them, rulings, overrides, notes.

The machine reads rulings and never undoes them. `desk.models` takes these in, so that Django finds them there.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


class Act(models.Model):
    """One thing that a person did to a story, in words, with what is needed to undo it."""

    story = models.ForeignKey("desk.Story", on_delete=models.PROTECT, related_name="acts")
    other = models.ForeignKey("desk.Story", null=True, blank=True, on_delete=models.PROTECT, related_name="other_acts")
    kind = models.CharField(max_length=20)
    person = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    said = models.CharField(max_length=500)
    data = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.by}: {self.said}"


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Rulings, and what they say now."""

    def standing(self) -> RulingQuerySet:
        """Return those that nobody took back."""
        return self.filter(withdrawn=False)

    def placed(self) -> dict[int, int]:
        """Return item → story, for every item that a person placed; the newest ruling counts."""
        rows = self.standing().filter(kind=Ruling.Kind.BELONGS).order_by("pk")
        return {item: story for item, story in rows.values_list("item", "story") if item is not None}

    def apart(self, one: int, other: int) -> bool:
        """Say whether an editor keeps these two stories apart."""
        pair = Q(story=one, other=other) | Q(story=other, other=one)
        return self.standing().filter(pair, kind=Ruling.Kind.APART).exists()

    def kept_from(self, story: int) -> set[int]:
        """Return the stories that an editor keeps apart from this one."""
        rows = self.standing().filter(Q(story=story) | Q(other=story), kind=Ruling.Kind.APART)
        return {each for pair in rows.values_list("story", "other") for each in pair if each not in (None, story)}


class Ruling(models.Model):
    """What an editor decided about where items belong. The machine obeys it and never undoes it."""

    class Kind(models.TextChoices):
        """What is ruled."""

        BELONGS = "belongs", "This item belongs in this story"
        APART = "apart", "These two stories are not one"
        TOGETHER = "together", "The other story is part of this one"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    story = models.ForeignKey("desk.Story", on_delete=models.PROTECT, related_name="rulings")
    other = models.ForeignKey("desk.Story", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("wire.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="rulings")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="rulings")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    objects = RulingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="belongs") & Q(item__isnull=False)) | (~Q(kind="belongs") & Q(other__isnull=False)),
                name="a ruling names an item or another story",
            ),
        ]

    def __str__(self) -> str:
        what = f"item {self.item_id}" if self.kind == self.Kind.BELONGS else f"story {self.other_id}"
        return f"{what} {self.get_kind_display()}: story {self.story_id}"


class Override(models.Model):
    """A person lets exactly one finding on exactly these words pass, with a reason; some need a second person."""

    story = models.ForeignKey("desk.Story", on_delete=models.PROTECT, related_name="overrides")
    key = models.CharField(max_length=64, help_text="Digest of rule, words and message.")
    rule = models.CharField(max_length=40)
    words = models.TextField(help_text="The sentence or headline that the finding is about.")
    message = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "key"], condition=Q(withdrawn=False), name="a finding is overridden once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an override has a reason"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=models.F("by")), name="the second person is another one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"

    @staticmethod
    def key_of(rule: str, words: str, message: str) -> str:
        """Return the digest under which an override of this finding is kept."""
        return hashlib.sha256("\x1f".join((rule, words, message)).encode("utf-8", "surrogatepass")).hexdigest()


class Note(models.Model):
    """What a person says to colleagues: about a story, or a comment on one sentence."""

    story = models.ForeignKey("desk.Story", on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=2000)
    part = models.CharField(max_length=30, blank=True, help_text="headline, summary, body or short; empty: the story.")
    sentence = models.TextField(blank=True, help_text="The words that the comment is about, as they stood.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]
