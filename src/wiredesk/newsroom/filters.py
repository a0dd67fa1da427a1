"""What the board is filtered by: read from an address, written back to one, and applied to stories and items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from wiredesk.desk.facets import plain
from wiredesk.desk.models import Check, Draft, Member, Story
from wiredesk.site.pages import Article
from wiredesk.site.public import Edition, Release, Version
from wiredesk.wire.models import Item

DAYS = 14  # what a view looks back; older stories are found by the search of the site and by number
STORIES, ITEMS = "stories", "items"
OPEN = (Draft.State.CHECKED, Draft.State.STOPPED)

STORY_STATES = {
    "waiting": "Waiting",
    "stopped": "Stopped",
    "mine": "Mine",
    "disputed": "Disputed",
    "scheduled": "Scheduled",
    "published": "Published",
    "spiked": "Spiked",
    "all": "All",
}
ITEM_STATES = {"all": "All", "orders": "Orders", "embargoed": "Embargoed", "copies": "Copies"}


@dataclass(frozen=True, slots=True)
class Filters:
    """One view of the board. Every field is a word of its address."""

    of: str = STORIES
    view: str = "waiting"
    agency: str = ""
    sector: str = ""
    country: str = ""
    edition: str = ""
    language: str = ""
    urgency: str = ""  # at most this number; 1 is the highest
    words: str = ""
    before: str = ""  # an older page begins after this time and number

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """Read filters from an address; what can't be understood is left out."""
        given = {each.name: " ".join(str(query.get(each.name, "")).split())[:100] for each in fields(cls)}
        of = ITEMS if given["of"] == ITEMS else STORIES
        states = ITEM_STATES if of == ITEMS else STORY_STATES
        given |= {"of": of, "view": given["view"] if given["view"] in states else next(iter(states))}
        if not given["urgency"].isdigit():
            given["urgency"] = ""
        if place(given["before"]) is None:
            given["before"] = ""
        return cls(**given)

    @property
    def states(self) -> dict[str, str]:
        """The states that this list can show."""
        return ITEM_STATES if self.of == ITEMS else STORY_STATES

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is chosen."""
        return any(
            getattr(self, name) for name in ("agency", "sector", "country", "edition", "language", "urgency", "words")
        )

    def address(self, **changes: str) -> str:
        """Return the query of this view with some fields changed; defaults are left out."""
        changed = replace(self, **changes)
        plain_view = next(iter(changed.states))
        pairs = [(each.name, getattr(changed, each.name)) for each in fields(self)]
        said = [
            (name, value)
            for name, value in pairs
            if value and (name, value) not in (("of", STORIES), ("view", plain_view))
        ]
        return f"?{urlencode(said)}"

    @property
    def kept(self) -> str:
        """The address under which the view is kept: without a place in the list."""
        return self.address(before="")


def place(text: str) -> tuple[datetime, int] | None:
    """Return the time and number after which a page begins, from `TIME_NUMBER`, or None."""
    said, _, number = text.rpartition("_")
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return (found, int(number)) if found.tzinfo and number.isdigit() else None


def after(text: str, by: str) -> Q:
    """Return what stands after a place in a list that falls by this time; ties fall by number."""
    found = place(text)
    if found is None:
        return Q()
    at, number = found
    return Q(**{f"{by}__lt": at}) | Q(**{by: at, "pk__lt": number})


def _facets(filters: Filters) -> Q:
    """Return what the story's facets must hold; decided when its copy arrived."""
    wanted = Q()
    for name in ("agency", "sector", "country", "language"):
        value = plain(getattr(filters, name))
        if value:
            wanted &= Q(facets__contains=f"|{name}:{value}|")
    if filters.urgency:
        wanted &= _any(f"|urgency:{number}|" for number in range(1, min(int(filters.urgency), 9) + 1))
    if filters.edition:
        edition = Edition.objects.filter(slug=filters.edition).first()
        if edition is not None and edition.countries:
            wanted &= _any(f"|country:{plain(str(each))}|" for each in edition.countries)
    for word in plain(filters.words).split():
        wanted &= Q(facets__contains=word)
    return wanted


def _any(pieces: object) -> Q:
    found = Q(pk__in=[])
    for piece in pieces:  # type: ignore[attr-defined]
        found |= Q(facets__contains=piece)
    return found


def stories(filters: Filters, *, by: User | None, now: datetime) -> QuerySet[Story]:
    """Return the stories of a view, unordered, of the last two weeks."""
    found = Story.objects.filter(merged_into__isnull=True, news_at__gt=now - timedelta(days=DAYS))
    found = found.filter(_facets(filters))
    drafts = Draft.objects.filter(story=OuterRef("pk"))
    public = Version.objects.filter(story=OuterRef("pk"), current=True)
    pending = Release.objects.filter(story=OuterRef("pk"), state__in=Release.PENDING)
    page = Article.objects.filter(story=OuterRef("pk"))
    if filters.view == "waiting":
        work = Exists(drafts.filter(state__in=OPEN)) | (Exists(page) & ~Exists(public))
        return found.filter(Q(spiked=False) & work & ~Exists(pending))
    stopped_drafts = Draft.objects.filter(state=Draft.State.STOPPED)
    newer = Check.objects.filter(story=OuterRef("story"), pk__gt=OuterRef("pk"))
    stopped_texts = Check.objects.filter(~Exists(newer), passed=False)  # what a person typed last
    narrow = {
        "stopped": Q(spiked=False)
        & (Q(pk__in=stopped_drafts.values("story")) | Q(pk__in=stopped_texts.values("story"))),
        "mine": Q(taken_by=by),
        "disputed": Q(disputed=True, spiked=False),
        "scheduled": Q(pk__in=Release.objects.filter(state__in=Release.PENDING).values("story")),
        "published": Q(pk__in=Version.objects.filter(current=True).values("story")),
        "spiked": Q(spiked=True),
        "all": Q(),
    }
    return found.filter(narrow[filters.view])


def items(filters: Filters, *, now: datetime) -> QuerySet[Item]:
    """Return the items of a view, unordered, of the last two weeks; a story's facets say which belong."""
    found = Item.objects.filter(received_at__gt=now - timedelta(days=DAYS))
    if filters.agency:
        found = found.filter(agency__slug=filters.agency)
    if filters.language:
        found = found.filter(language=filters.language)
    if filters.urgency:
        found = found.filter(urgency__lte=int(filters.urgency))
    for word in filters.words.split():
        found = found.filter(headline__icontains=word)
    by_story = replace(filters, agency="", language="", urgency="", words="")
    if by_story.narrowed:
        found = found.filter(member__story__in=Story.objects.filter(_facets(by_story)).values("pk"))
    narrow = {
        "all": Q(),
        # Three short look-ups instead of a walk over all items.
        "orders": Q(pk__in=Item.objects.filter(killed=True).values("pk"))
        | Q(pk__in=Item.objects.filter(held=True).values("pk"))
        | Q(pk__in=Item.objects.filter(signal__in=("kill", "hold", "correct")).values("pk")),
        "embargoed": Q(embargoed_until__gt=now),
        "copies": Q(pk__in=Member.objects.filter(duplicate_of__isnull=False).values("item")),
    }
    return found.filter(narrow[filters.view])
