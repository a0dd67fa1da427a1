"""What the board shows: stories or items, newest first, in an order that never moves under the editor's hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, Q
from django.db.models.fields.json import KT
from django.http import QueryDict

from wiredesk.desk.actions import called
from wiredesk.desk.models import Act, Draft, Member, Story
from wiredesk.newsroom import filters as filtering
from wiredesk.newsroom import trouble
from wiredesk.newsroom.filters import ITEMS, Filters
from wiredesk.newsroom.models import SavedView
from wiredesk.site.public import Edition, Release, Sector, Version
from wiredesk.wire.models import Agency, Item

PAGE = 30  # rows; a page stays under 30 kB
COUNTED = 1000  # a count says "999+" from here on, so that no count reads the whole table
REGROUPING = ("merge", "split", "move")
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One story or item on the board."""

    key: int
    headline: str
    agencies: list[tuple[str, str]]  # (slug, name)
    at: datetime
    items: int = 0
    copies: int = 0
    origins: int = 0
    urgency: int | None = None
    marks: list[Mark] = field(default_factory=list)
    slugline: str = ""
    topics: list[str] = field(default_factory=list)
    taken: str = ""
    spiked: bool = False
    story: int | None = None  # of an item


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept view with its count."""

    view: SavedView
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The board's context."""

    filters: Filters
    views: list[tuple[str, str, str, bool]]  # (address, label, count, whether it is this one)
    kept: list[Kept]
    rows: list[Row]
    newest: int  # the newest story (or item) on the whole board when the page was made
    acts: int  # the newest act then
    older: str  # address of the page after this one, or ""
    embargoed: int
    trouble: int
    choices: dict[str, list[tuple[str, str]]]


def board(filters: Filters, *, by: User, now: datetime) -> Board:
    """Return one view of the board as a person sees it."""
    rows = item_rows(filters, now=now) if filters.of == ITEMS else story_rows(filters, by=by, now=now)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    views = [
        (
            filters.address(view=name, before=""),
            label,
            count(Filters(of=filters.of, view=name), by=by, now=now),
            name == filters.view,
        )
        for name, label in filters.states.items()
    ]
    saved = SavedView.objects.filter(Q(owner=by) | Q(owner__isnull=True)).order_by("name")[:20]
    return Board(
        filters, views, [_kept(each, filters, by=by, now=now) for each in saved], rows, newest(filters), newest_act(),
        filters.address(before=f"{rows[-1].at.isoformat()}_{rows[-1].key}") if more else "",
        Item.objects.filter(embargoed_until__gt=now, killed=False, current=True).count(), trouble.waiting(), choices(),
    )  # fmt: skip


def _kept(view: SavedView, filters: Filters, *, by: User, now: datetime) -> Kept:
    wanted = of_address(view.query)
    return Kept(view, count(wanted, by=by, now=now), wanted.kept == filters.kept)


def of_address(query: str) -> Filters:
    """Return the filters that a kept address names."""
    return Filters.read(QueryDict(query.removeprefix("?")).dict())


def count(filters: Filters, *, by: User, now: datetime) -> str:
    """Say how many rows a view has, up to 999."""
    rows: Any = filtering.items(filters, now=now) if filters.of == ITEMS else filtering.stories(filters, by=by, now=now)
    found = rows.order_by()[:COUNTED].count()
    return f"{COUNTED - 1}+" if found >= COUNTED else str(found)


def newest(filters: Filters) -> int:
    """Return the number of the newest story or item."""
    model: Any = Item if filters.of == ITEMS else Story
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0)


def newest_act() -> int:
    """Return the number of the newest act."""
    return int(Act.objects.aggregate(last=Max("pk"))["last"] or 0)


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what the filters can be set to."""
    return {
        "agency": list(Agency.objects.values_list("slug", "name")),
        "sector": list(Sector.objects.values_list("slug", "name")),
        "edition": list(Edition.objects.values_list("slug", "name")),
    }


def story_rows(filters: Filters, *, by: User, now: datetime) -> list[Row]:
    """Return up to a page of stories and one more, newest copy first; ties by number."""
    found = filtering.stories(filters, by=by, now=now)
    found = found.filter(filtering.after(filters.before, "news_at"))
    stories = list(
        found.select_related("taken_by").order_by("-news_at", "-pk")
        .defer("statements", "parties", "facets", "places", "decided")[: PAGE + 1]
    )  # fmt: skip
    facts = Facts([each.pk for each in stories])
    return [facts.row(story, now=now) for story in stories]


class Facts:
    """What the rows of some stories need to know, in one query a kind."""

    def __init__(self, keys: list[int]) -> None:
        self._members = _by_story(
            Member.objects.filter(story__in=keys)
            .order_by("pk")
            .values(
                "story",
                "duplicate_of",
                "item__agency__slug",
                "item__agency__name",
                "item__urgency",
                "item__killed",
                "item__held",
                "item__signal",
                "item__embargoed_until",
                "item__headline",
            )
        )
        drafts = Draft.objects.filter(story__in=keys).exclude(state=Draft.State.STALE).order_by("pk")
        self._drafts = _by_story(drafts.annotate(headline=KT("content__headline")).values("story", "state", "headline"))
        versions = Version.objects.filter(story__in=keys, current=True)
        self._versions = _by_story(versions.values("story", "number", "kind", "headline"))
        pending = Release.objects.filter(story__in=keys, state__in=(*Release.PENDING, Release.State.REFUSED))
        self._releases = _by_story(pending.order_by("pk").values("story", "state", "go_at"))
        acts = Act.objects.filter(story__in=keys, kind__in=REGROUPING, undone_at__isnull=True)
        self._acts = _by_story(acts.values("story", "at"))

    def row(self, story: Story, *, now: datetime) -> Row:
        """Return what the board says of one story."""
        members = self._members.get(story.pk, [])
        drafts = self._drafts.get(story.pk, [])
        versions = self._versions.get(story.pk, [])
        headline = drafts[-1]["headline"] if drafts else versions[-1]["headline"] if versions else ""
        if not headline and members:
            headline = members[0]["item__headline"]
        urgency = min((each["item__urgency"] for each in members if each["item__urgency"]), default=None)
        agencies = list(dict.fromkeys((each["item__agency__slug"], each["item__agency__name"]) for each in members))
        return Row(
            key=story.pk, headline=headline or "", agencies=agencies, at=story.news_at, items=len(members),
            copies=sum(each["duplicate_of"] is not None for each in members), origins=story.origins, urgency=urgency,
            marks=self._marks(story, urgency, now=now), slugline=story.slugline,
            topics=[*story.sectors[:2], *story.countries[:3]],
            taken=called(story.taken_by) if story.taken_by else "", spiked=story.spiked,
        )  # fmt: skip

    def _marks(self, story: Story, urgency: int | None, *, now: datetime) -> list[Mark]:
        """Return the words that mark a story: never a colour alone."""
        drafts = self._drafts.get(story.pk, [])
        latest = drafts[-1]["state"] if drafts else ""
        versions = self._versions.get(story.pk, [])
        found = of_members(self._members.get(story.pk, []), now=now)
        if urgency is not None and urgency <= 2:
            found.insert(0, ("stop", "alert"))
        if latest == Draft.State.STOPPED:
            found.insert(0, ("stop", "stopped by a check"))
        if story.disputed:
            found.append(("warn", "disputed"))
        if story.flag:
            found.append(("warn", "look again"))
        found += of_releases(self._releases.get(story.pk, []))
        for version in versions:
            notice = version["kind"] == Version.Kind.NOTICE
            found.append(("done", "taken down" if notice else f"published, version {version['number']}"))
        if versions and latest in filtering.OPEN:
            found.append(("news", "new copy since"))
        if any((now - each["at"]).days < 1 for each in self._acts.get(story.pk, [])):
            found.append(("done", "regrouped"))
        if story.spiked:
            found.append(("done", "spiked"))
        return found


def of_members(members: Iterable[dict[str, Any]], *, now: datetime) -> list[Mark]:
    """Return the marks that a story has from its items."""
    rows = list(members)
    found: list[Mark] = []
    for name, words in (("item__killed", "kill"), ("item__held", "hold")):
        if any(each[name] for each in rows):
            found.append(("stop", words))
    if any(each["item__embargoed_until"] and each["item__embargoed_until"] > now for each in rows):
        found.append(("stop", "embargo"))
    if any(each["item__signal"] == "correct" for each in rows):
        found.append(("warn", "correction"))
    return found


def of_releases(releases: Iterable[dict[str, Any]]) -> list[Mark]:
    """Return the mark of the newest release, where it is not out."""
    rows = list(releases)
    if not rows:
        return []
    last = rows[-1]
    if last["state"] == Release.State.SCHEDULED:
        return [("news", f"goes out {last['go_at']:%-d %b %H:%M} UTC")]
    if last["state"] == Release.State.ASKING:
        return [("stop", "schedule asks you: news came")]
    if last["state"] == Release.State.REFUSED:
        return [("stop", "release refused")]
    return [("news", "going out")]


def _by_story(rows: Iterable[Any]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["story"], []).append(row)
    return found


def item_rows(filters: Filters, *, now: datetime) -> list[Row]:
    """Return up to a page of items and one more, newest first; copies stand folded under their first as a number."""
    found = filtering.items(filters, now=now)
    found = found.filter(filtering.after(filters.before, "received_at"))
    if filters.view == "all":
        found = found.exclude(member__duplicate_of__isnull=False)
    rows = list(
        found.order_by("-received_at", "-pk").values(
            "pk", "headline", "agency__slug", "agency__name", "received_at", "urgency", "signal", "killed", "held",
            "embargoed_until", "silent", "current", "sequence", "member__story",
        )[: PAGE + 1]
    )  # fmt: skip
    copies: dict[int, int] = {}
    for key in Member.objects.filter(duplicate_of__in=[each["pk"] for each in rows]).values_list(
        "duplicate_of", flat=True
    ):
        copies[key or 0] = copies.get(key or 0, 0) + 1
    return [
        Row(
            key=each["pk"], headline=each["headline"], agencies=[(each["agency__slug"], each["agency__name"])],
            at=each["received_at"], urgency=each["urgency"], copies=copies.get(each["pk"], 0),
            marks=_item_marks(each, now=now), story=each["member__story"],
        )
        for each in rows
    ]  # fmt: skip


def _item_marks(item: Mapping[str, Any], *, now: datetime) -> list[Mark]:
    until = item["embargoed_until"]
    said = (
        (item["killed"], ("stop", "kill")),
        (item["held"], ("stop", "hold")),
        (until and until > now, ("stop", f"embargo until {until:%-d %b %H:%M} UTC" if until else "")),
        ((item["urgency"] or 9) <= 2, ("stop", "alert")),
        (item["silent"], ("warn", "changed without a word")),
        (item["signal"] and not item["killed"], ("warn", str(item["signal"]))),
        (not item["current"], ("done", "replaced")),
        (item["sequence"] > 1, ("done", f"version {item['sequence']}")),
        (item["member__story"] is None and not item["killed"], ("done", "in no story yet")),
    )
    return [mark for holds, mark in said if holds]
