"""What is read, with no person in it: counts a page an hour; reports of errors; newsletter addresses."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HourCount(models.Model):
    """How often a story was read in one hour of one edition. No address, cookie or fingerprint is kept."""

    story = models.PositiveBigIntegerField()
    edition = models.SlugField(blank=True)
    hour = models.DateTimeField()
    views = models.PositiveIntegerField(default=0)
    deep = models.PositiveIntegerField(default=0, help_text="Views that reached the end of the text.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "edition", "hour"], name="one count a story an hour")]

    def __str__(self) -> str:
        return f"story {self.story}: {self.views}"


class Report(models.Model):
    """A reader's report of an error, with a public number and status."""

    class Kind(models.TextChoices):
        """What is wrong."""

        FACT = "fact", _("A fact is wrong")
        QUOTE = "quote", _("A quote or attribution is wrong")
        NAME = "name", _("A name or office is wrong")
        PICTURE = "picture", _("The picture is wrong")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """What became of it, as the reader sees it."""

        OPEN = "open", _("Waiting for an editor")
        ACCEPTED = "accepted", _("Led to a correction")
        DECLINED = "declined", _("Looked at; no change")

    number = models.CharField(max_length=12, unique=True)
    story = models.PositiveBigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=500, blank=True)
    message = models.TextField(max_length=4000)
    source = models.CharField(max_length=1000, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    corrected_in = models.PositiveIntegerField(
        null=True, blank=True, help_text="Number of the story's version that put it right."
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()}"


class Subscriber(models.Model):
    """An address that asked for the newsletter; it gets one only after the owner confirmed it."""

    class State(models.TextChoices):
        """Where the address stands."""

        ASKED = "asked"
        CONFIRMED = "confirmed"
        LEFT = "left"

    class Rhythm(models.TextChoices):
        """When letters come."""

        DAILY = "daily", _("Every morning")
        WEEKLY = "weekly", _("Every Monday morning")
        CORRECTIONS = "corrections", _("Only corrections and big stories")

    MOST_BOUNCES = 3

    email = models.EmailField(unique=True)
    edition = models.SlugField(blank=True)
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices, default=Rhythm.DAILY)
    bounces = models.PositiveSmallIntegerField(default=0)
    sectors = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    token = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="confirmed") | models.Q(confirmed_at__isnull=False),
                name="confirmed means by the owner, at a time",
            )
        ]

    def __str__(self) -> str:
        return self.email


class Letter(models.Model):
    """One newsletter to one subscriber: a row before it is sent, so that it is sent once."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"
        CLAIMED = "claimed"  # a process took it to the mail server; if that process died, nobody knows whether it went
        SENT = "sent"
        SKIPPED = "skipped"  # nothing to tell, or the reader left
        REFUSED = "refused"

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="letters")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stories = models.JSONField(default=list, help_text="Ids of the stories that it named.")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "due_at"], name="one letter a subscriber a morning")
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} {self.state}"
