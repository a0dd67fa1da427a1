"""The stories of the last days in the memory of one worker. The database is the truth; this follows it."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Count, Max

from wiredesk.core import matching
from wiredesk.core.errors import Unreadable
from wiredesk.core.matching import snapshot
from wiredesk.desk.models import Member, Ruling
from wiredesk.settings import settings
from wiredesk.wire.models import Item

WINDOW_DAYS = 4.0  # swept 3 to 5 days; see docs/explanation/stories.md
KEPT_EVERY = 2_000  # items taken in between two snapshots: reading so many again takes two seconds


class Window:
    """The window of a worker, kept beside the database from time to time so that a start takes seconds."""

    def __init__(self) -> None:
        self._matcher = matching.Matcher(window_days=WINDOW_DAYS)
        self._last = 0
        self._rulings: tuple[int, int] | None = None
        self._begun = False
        self._taken = 0

    def follow(self, *, now: datetime) -> None:
        """Take in what this and other processes grouped since the last look, and what editors ruled."""
        since = now - timedelta(days=WINDOW_DAYS + 1)
        if not self._begun:
            self._begin()
        standing = Ruling.objects.standing().aggregate(count=Count("pk"), last=Max("pk"))
        rulings = (standing["count"], standing["last"] or 0)
        if rulings != self._rulings:
            if self._rulings is not None:
                placed = Member.objects.filter(pk__lte=self._last, item__received_at__gt=since)
                for item, story in placed.order_by("pk").values_list("item_id", "story_id").iterator():
                    self._matcher.move(str(item), str(story))
            self._rulings = rulings
        members = Member.objects.filter(pk__gt=self._last, item__received_at__gt=since)
        for member in members.select_related("item__agency").order_by("pk").iterator():
            self._matcher.place(document(member.item), str(member.story_id), str(member.origin_id))
            self._last = max(self._last, member.pk)
            self._taken += 1
        if self._taken >= KEPT_EVERY:
            self._keep()

    def decide(self, item: Item) -> matching.Decision:
        """Return which story the item belongs to, and of which item it is a copy."""
        return self._matcher.decide(document(item))

    def _begin(self) -> None:
        """Start from the snapshot, if it tells of this database: what it holds must be where the database has it."""
        self._begun = True
        try:
            with _path().open("rb") as source:
                found, last = snapshot.load(source, window_days=WINDOW_DAYS)
        except (OSError, Unreadable):
            return
        keys = set(found.window.items)
        if not keys:
            return
        known = Member.objects.filter(pk__lte=last, item_id__gte=min(map(int, keys))).values_list("item_id", "story_id")
        stories = {str(item): str(story) for item, story in known.iterator()}
        if not keys <= stories.keys():
            return  # of another database, or of this one before an older backup was restored
        for key in list(found.window.items):
            found.move(key, stories[key])
        self._matcher, self._last = found, last

    def _keep(self) -> None:
        """Write the snapshot whole or not at all; where it can't be written, the next start takes longer."""
        self._taken = 0
        part = _path().with_suffix(f".{os.getpid()}.part")
        try:
            with part.open("wb") as out:
                snapshot.dump(self._matcher, out, last=self._last)
            part.replace(_path())
        except OSError:
            part.unlink(missing_ok=True)


def _path() -> Path:
    return settings.home / "window.bin"


def document(item: Item) -> matching.Document:
    """Return what matching needs to know of an item; its id is our own key."""
    # The agency's own time, unless it lies in the future: a feed that is read for the first time brings old copy, too.
    written = item.version_created or item.first_created or item.received_at
    return matching.Document(
        id=str(item.pk), time=min(written, item.received_at), title=item.headline, text=item.body, language=item.language,
        guid=item.guid, agency=item.agency.name, credit=str(item.data.get("wiredesk", {}).get("credit", "")),
    )  # fmt: skip
