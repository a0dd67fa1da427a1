"""The words of agency copy under our sentences, numbered through a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wiredesk.core import model as core
from wiredesk.site.moments import Moment, moment
from wiredesk.wire.models import Item


@dataclass(frozen=True, slots=True)
class Source:
    """The words of agency copy that one of our sentences rests on."""

    number: int
    """Counted through the page; stands small behind the sentence."""
    quote: str
    """The span to the letter; empty when the agency withdrew the copy."""
    agency: str
    headline: str
    """Of the agency's own piece."""
    at: Moment | None
    link: str
    """The piece at the agency, where it has an address."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence."""

    anchor: str
    text: str
    sources: tuple[Source, ...]


def readable(ids: Iterable[str], *, now: datetime) -> dict[str, Item]:
    """Return the items whose words may be shown: none that is killed, held or under embargo."""
    keys = {int(each) for each in ids if each.isdigit()}
    rows = Item.objects.filter(pk__in=keys, killed=False, held=False)
    rows = rows.filter(Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now)).select_related("agency")
    return {str(each.pk): each for each in rows if isinstance(each, Item)}


def link(item: Item | None) -> str:
    """Return the piece's own page at its agency, or "" where there is none."""
    return item.link if item is not None else ""


class Sources:
    """Numbers the sources of a page, each span once."""

    def __init__(self, items: dict[str, Item], zone: str) -> None:
        self.items, self.zone = items, zone
        self.seen: dict[core.Support, Source] = {}

    def of(self, sentence: core.Sentence) -> tuple[Source, ...]:
        """Return the sources of a sentence; a span that the page has already keeps its number."""
        return tuple(self.seen.setdefault(each, self._source(each)) for each in sentence.supports)

    def _source(self, support: core.Support) -> Source:
        number = len(self.seen) + 1
        item = self.items.get(support.item)
        if item is None:
            return Source(number, "", "", "", None, "")
        start, end = support.span
        at = moment(item.version_created or item.received_at, self.zone)
        return Source(number, item.body[start:end], item.agency.name, item.headline, at, link(item))
