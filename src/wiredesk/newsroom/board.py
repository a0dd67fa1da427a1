"""What the board shows: stories that wait, oldest first, in an order that never moves under the editor's hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from wiredesk.desk.models import Check, Draft, Member, Story
from wiredesk.site.public import Release, Version
from wiredesk.wire.models import Item

VIEWS = {
    "waiting": "Waiting",
    "stopped": "Stopped",
    "published": "Published",
    "disputed": "Disputed",
    "spiked": "Spiked",
    "all": "All",
}
PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One story on the board."""

    story: Story
    headline: str
    agencies: list[str]
    items: int
    copies: int
    urgency: int | None
    marks: list[tuple[str, str]]  # (kind, words)
    at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The board's context."""

    view: str
    views: list[tuple[str, str, int]]
    rows: list[Row]
    newest: int
    embargoed: list[Item]


def stories(view: str) -> list[Story]:
    """Return the stories of one view, oldest arrival first; ties keep their numbers' order."""
    drafts = Draft.objects.filter(story=OuterRef("pk"), state__in=(Draft.State.CHECKED, Draft.State.STOPPED))
    public = Version.objects.filter(story=OuterRef("pk"), current=True)
    waiting_out = Release.objects.filter(story=OuterRef("pk"), state=Release.State.WAITING)
    found = Story.objects.filter(merged_into__isnull=True).annotate(
        has_draft=Exists(drafts), is_public=Exists(public), going_out=Exists(waiting_out),
        is_stopped=Exists(drafts.filter(state=Draft.State.STOPPED)),
    )  # fmt: skip
    open_ = Q(has_draft=True) | Q(article__isnull=False, is_public=False)
    filters = {
        "waiting": Q(spiked=False, going_out=False) & open_,
        "stopped": Q(spiked=False, is_stopped=True),
        "published": Q(is_public=True),
        "disputed": Q(disputed=True, spiked=False),
        "spiked": Q(spiked=True),
        "all": Q(),
    }
    return list(
        found.filter(filters[view]).order_by("started_at", "pk")
        .annotate(item_count=Count("members", distinct=True))
        .prefetch_related(
            Prefetch("members", Member.objects.select_related("item__agency").defer("item__data").order_by("pk")),
            Prefetch("drafts", Draft.objects.exclude(state=Draft.State.STALE).order_by("pk")),
            Prefetch("versions", Version.objects.filter(current=True).defer("ledger", "content")),
        )[:PAGE]
    )  # fmt: skip


def board(view: str, *, now: datetime) -> Board:
    """Return the board of one view."""
    rows = [row(story) for story in stories(view)]
    counts = [(name, label, len(rows) if name == view else _count(name)) for name, label in VIEWS.items()]
    newest = Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    embargoed = list(Item.objects.filter(embargoed_until__gt=now, killed=False, current=True).select_related("agency"))
    return Board(view, counts, rows, newest, embargoed)


def _count(view: str) -> int:
    return len(stories(view))


def row(story: Story) -> Row:
    """Return what the board says of one story."""
    members = list(story.members.all())
    drafts = list(story.drafts.all())
    versions = list(story.versions.all())
    headline = str(drafts[-1]) if drafts else (versions[-1].headline if versions else "")
    if not headline and members:
        headline = members[0].item.headline
    agencies = list(dict.fromkeys(member.item.agency.name for member in members))
    urgencies = [member.item.urgency for member in members if member.item.urgency]
    copies = sum(member.duplicate_of_id is not None for member in members)
    return Row(
        story, headline, agencies, len(members), copies, min(urgencies, default=None),
        marks(story, drafts, versions, members), story.started_at,
    )  # fmt: skip


def marks(story: Story, drafts: list[Draft], versions: list[Version], members: list[Member]) -> list[tuple[str, str]]:
    """Return the words that mark a story: never a colour alone."""
    found = []
    latest = drafts[-1].state if drafts else ""
    if latest == Draft.State.STOPPED:
        found.append(("stop", "stopped by a check"))
    if any(member.item.killed for member in members):
        found.append(("stop", "kill"))
    if any(member.item.held for member in members):
        found.append(("stop", "hold"))
    if any(member.item.signal == "correct" for member in members):
        found.append(("warn", "correction"))
    if story.disputed:
        found.append(("warn", "disputed"))
    if story.flag:
        found.append(("warn", "look again"))
    for version in versions:
        found.append(("done", "taken down" if version.is_notice else f"published, version {version.number}"))
    if versions and latest in (Draft.State.CHECKED, Draft.State.STOPPED):
        found.append(("news", "new copy since"))
    if story.spiked:
        found.append(("done", "spiked"))
    return found


def last_check(story: Story, digest: str) -> Check | None:
    """Return the newest check of exactly this text."""
    return Check.objects.filter(story=story, digest=digest).order_by("-pk").first()
