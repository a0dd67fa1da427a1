"""What the desk offers beside a text: advice, style, drift; and on a page of its own: lines, timeline, what changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from wiredesk import writers
from wiredesk.core import advice, drafting, drift, style, writing
from wiredesk.core import model as core
from wiredesk.desk import overriding
from wiredesk.desk.models import Story
from wiredesk.settings import settings
from wiredesk.site import actions

KEPT = 3600
"""Seconds that a panel is kept; another text or another state of the copy has another key."""

MOST_RELATED = 6
LOOKED = 300  # newest stories among which related ones are sought


@dataclass(frozen=True, slots=True)
class Styled:
    """A finding of the house's style with the words it is about."""

    part: str
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside a text on the story desk."""

    advice: advice.Advice
    style: tuple[Styled, ...]
    drift: drift.Drift | None
    picture: str  # SVG of the drift report, by our own code; empty without a text
    limit: float

    @property
    def drawn(self) -> SafeString:
        """The picture of the report; every word in it is escaped where it is made."""
        return mark_safe(self.picture)  # noqa: S308

    @property
    def far(self) -> bool:
        """Whether the text moved farther from its sources than the house wants told."""
        return self.drift is not None and self.drift.number > self.limit

    @property
    def open(self) -> int:
        """How many things an editor is asked."""
        return len(self.advice.questions) + len(self.advice.missing)


@dataclass(frozen=True, slots=True)
class Room:
    """The story as one line for another room than a page."""

    form: str
    text: str
    low: int
    high: int

    @property
    def fits(self) -> bool:
        """Whether it has the length that the room shows whole."""
        return self.low <= len(self.text) <= self.high


@dataclass(frozen=True, slots=True)
class Offered:
    """One difference between the text that stands and a newer draft, with its number in the draft; -1 for none."""

    change: drafting.Change
    number: int


@dataclass(frozen=True, slots=True)
class Lines:
    """What the page of lines shows."""

    story: Story
    rooms: tuple[Room, ...]
    timeline: tuple[drafting.Entry, ...]
    changes: tuple[Offered, ...]
    draft: int  # number of the newer draft; 0 for none
    digest: str
    corrections: tuple[tuple[str, str], ...]  # agency, what an item said and says
    related: tuple[tuple[int, str, str], ...]  # story, its name, why


def panel(story: Story, text: core.Draft | None, *, now: datetime) -> Panel:
    """Return what stands beside a text of a story.

    Args:
        story: Whose usable items and ledger are read.
        text: The page or the draft as it stands; None while there is none.
        now: Decides which items an embargo still bars.
    """
    members = story.usable(now=now)
    state = [each.item_id for each in members], story.news_at, story.statements, text.digest if text else ""
    key = f"beside-{hashlib.sha256(repr((state, writers.house_style())).encode()).hexdigest()}"
    held = cache.get(key)
    if isinstance(held, Panel):
        return held
    items, ledger = [each.item.as_core() for each in members], story.as_ledger()
    report = drift.measure(text, items, ledger) if text is not None and items else None
    made = Panel(
        advice=advice.advise(items, ledger),
        style=_styled(text) if text is not None else (),
        drift=report,
        picture=drift.bars(report) if report is not None else "",
        limit=settings.drift_notice,
    )
    cache.set(key, made, KEPT)
    return made


def _styled(text: core.Draft) -> tuple[Styled, ...]:
    return tuple(
        Styled(each.part.partition(".")[0], overriding.words_of(each.part, text)[slice(*each.span)], each.message)
        for each in style.findings(text, writers.house_style())
    )


def lines(story: Story, *, now: datetime) -> Lines:
    """Return the story in other rooms than a page, and what an update or a correction would say."""
    items = [each.item.as_core() for each in story.usable(now=now)]
    kept, ledger = writing.usable(items), story.as_ledger()
    article, text = actions.working_text(story)
    newer = actions.newest_draft(story) if article is not None else None
    return Lines(
        story=story,
        rooms=_rooms(kept, ledger, text) if text is not None and kept else (),
        timeline=drafting.timeline(kept, ledger),
        changes=changes(text, newer.as_core()) if text is not None and newer is not None else (),
        draft=newer.pk if newer is not None else 0,
        digest=text.digest if text is not None else "",
        corrections=_corrections(story),
        related=related(story),
    )


def _rooms(items: list[core.Item], ledger: core.Ledger, text: core.Draft) -> tuple[Room, ...]:
    return tuple(
        Room(form, drafting.line_of(form, items, ledger, text).text, low, high)
        for form, (low, high) in drafting.FORMS.items()
    )


def changes(text: core.Draft, newer: core.Draft) -> tuple[Offered, ...]:
    """Return what a newer draft changes in a person's text, each with the number by which it can be taken up."""
    numbers = {each.text: number for number, each in enumerate(newer.body)}
    return tuple(Offered(each, numbers.get(each.now.text, -1)) for each in drafting.update(text, newer))


def _corrections(story: Story) -> tuple[tuple[str, str], ...]:
    """Return what the agencies changed in the words of their items, each newest version beside the one before it."""
    versions: dict[tuple[int, str], list[core.Item]] = {}
    names: dict[tuple[int, str], str] = {}
    for member in story.members.select_related("item__agency").order_by("item__sequence"):
        key = (member.item.agency_id, member.item.guid)
        versions.setdefault(key, []).append(member.item.as_core())
        names[key] = member.item.agency.name
    pairs = [(names[key], drafting.correction(each[-2], each[-1])) for key, each in versions.items() if len(each) > 1]
    return tuple((name, words) for name, words in pairs if words)


def related(story: Story) -> tuple[tuple[int, str, str], ...]:
    """Return the stories that share places, or a country and a sector, with this one: the most in common first."""
    places, lands, sectors = set(story.places), set(story.countries), set(story.sectors)
    found: list[tuple[int, Story, str]] = []
    others = Story.objects.filter(merged_into__isnull=True).exclude(pk=story.pk).order_by("-news_at")[:LOOKED]
    for other in others:
        shared = sorted(places & set(other.places))
        alike = bool(lands & set(other.countries)) and bool(sectors & set(other.sectors))
        if shared or alike:
            why = ", ".join(shared[:3]) or ", ".join(sorted(lands & set(other.countries)))
            found.append((2 * len(shared) + alike, other, why))
    found.sort(key=lambda each: -each[0])
    return tuple((other.pk, _name(other), why) for _, other, why in found[:MOST_RELATED])


def _name(story: Story) -> str:
    member = story.members.select_related("item").order_by("-pk").first()
    return story.slugline or (member.item.headline[:90] if member is not None else str(story))
