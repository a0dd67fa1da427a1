"""The dated entries of a live story: rows, and what readers see of them.

A story that is public can grow by short entries, each with a time, its sources and a check of its exact words. The page
shows `told(story)`; nothing else of an entry is public. What a person does with entries stands in covering.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from wiredesk.core import model as core
from wiredesk.core import writing
from wiredesk.desk.models import Check, Story
from wiredesk.wire.models import Item

USER = settings.AUTH_USER_MODEL


class Coverage(models.Model):
    """Since when a story is told live, and until when."""

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="coverage")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.story} live since {self.started_at:%Y-%m-%d %H:%M}"


class LiveEntry(models.Model):
    """One dated entry of a live story. Its words are never changed: a correction is a new entry in its place."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"  # written, not posted
        PUBLIC = "public"
        REPLACED = "replaced"  # by a corrected one
        WITHDRAWN = "withdrawn"
        DROPPED = "dropped"  # never posted

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="live_entries")
    at = models.DateTimeField(db_index=True, help_text="When what it tells happened or was said.")
    content = models.JSONField(help_text="Headline and sentences with their sources, as a draft.")
    digest = models.CharField(max_length=64)
    main = models.BooleanField(default=False, help_text="One of the main points.")
    items = models.ManyToManyField(Item, related_name="live_entries", help_text="The copy that it stands on.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    check_run = models.ForeignKey(Check, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    posted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    posted_name = models.CharField(max_length=200, blank=True, help_text="The name that readers see.")
    posted_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    note = models.CharField(max_length=500, blank=True, help_text="For the reader: what was wrong, or why it is gone.")

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name_plural = "live entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "dropped"))
                | Q(check_run__isnull=False, posted_by__isnull=False, posted_at__isnull=False),
                name="an entry is posted by a person and checked",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or (self.text.body[0].text if self.text.body else "")

    @property
    def text(self) -> core.Draft:
        """The words with their sources."""
        return writing.draft_from_json(self.content)

    @property
    def headline(self) -> str:
        """Its own headline, or an empty text."""
        return str(self.content.get("headline", ""))


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as readers may see it."""

    number: int
    """For its fragment, `live-NUMBER`; a corrected entry keeps the first one's."""
    at: datetime
    headline: str
    sentences: tuple[core.Sentence, ...]
    main: bool
    by: str
    posted_at: datetime
    correction: str
    """For the reader: what was wrong before; empty: it was never corrected."""


@dataclass(frozen=True, slots=True)
class Live:
    """A story that is told live, or was."""

    started_at: datetime
    ended_at: datetime | None
    """None: it goes on."""
    entries: tuple[Told, ...]
    """Newest first."""

    @property
    def changed_at(self) -> datetime:
        """When readers last got something new."""
        return max((each.posted_at for each in self.entries), default=self.started_at)

    @property
    def items(self) -> frozenset[str]:
        """The copy on which the entries stand."""
        lines = (line for each in self.entries for line in each.sentences)
        return frozenset(support.item for line in lines for support in line.supports)


def told(story: int, *, now: datetime) -> Live | None:
    """Return the public entries of a story, those of stories merged into it too; None where it is not told live.

    An entry any of whose copy is killed, on hold or under embargo is left out, whether or not the worker withdrew it
    already.
    """
    own = Q(story=story) | Q(story__merged_into=story)
    coverage = list(Coverage.objects.filter(own).order_by("started_at"))
    if not coverage:
        return None
    barred = Item.objects.filter(Q(killed=True) | Q(held=True) | Q(embargoed_until__gt=now))
    rows = LiveEntry.objects.filter(own, state=LiveEntry.State.PUBLIC).exclude(items__in=barred)
    ends = [each.ended_at for each in coverage]
    ended = None if None in ends else max((each for each in ends if each), default=None)
    return Live(coverage[0].started_at, ended, tuple(_told(each) for each in rows.order_by("-at", "-pk")))


def _told(row: LiveEntry) -> Told:
    text = row.text
    posted = row.posted_at or row.written_at
    first = row
    while first.replaces is not None:
        first = first.replaces
    return Told(first.pk, row.at, text.headline.text, text.body, row.main, row.posted_name, posted, row.note)
