"""The extractive writer: the sources' own sentences, attributed, in the order of news. No model, no key.

Order of the body: what happened, who says so, who denies it, background. Every sentence is a line (see
`lines`), so it stands in a source to the letter but for a name in place of a leading "he" and the weekday in
place of "today".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wiredesk.core import text
from wiredesk.core.model import Draft, Item, Ledger, Made, Sentence
from wiredesk.core.writing.headline import headline, headlines
from wiredesk.core.writing.lines import Line, lines, usable
from wiredesk.core.writing.order import bare, holder, in_news_order, ranked
from wiredesk.core.writing.people import People, introduced, people, with_room
from wiredesk.core.writing.whence import credit, dateline

SUMMARY = (35, 60)
"""Words: what the page, its description and the feeds have room for."""

SHORT = 60
"""Words at most."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """The writer that needs nothing but the items."""

    seats: Mapping[str, str] | None = None

    def write(self, items: Sequence[Item], ledger: Ledger) -> Draft:
        """Return an extract of the items; see `extract`."""
        return extract(items, ledger, seats=self.seats)


def extract(items: Sequence[Item], ledger: Ledger, *, seats: Mapping[str, str] | None = None) -> Draft:
    """Write a story from its items' own sentences.

    Args:
        items: The items of one story in any order; killed and canceled ones are left out.
        ledger: Their claims.
        seats: Agency name to the city it reports from, where the copy has no dateline.

    Returns:
        A draft whose every sentence names the spans it stands on; empty where nothing can be used.
    """
    kept = usable(items)
    best, body, full = _read(kept, ledger)
    used = _items_used(kept, body) or kept
    summary, short = _summary(body, ledger), _short(body, ledger)
    return Draft(
        headline=headline(
            kept, [*body[:1], *(line for line in best if not line.leans and line not in body[:1])], ledger
        ),
        summary=introduced(_sentences(summary), full, summary),
        body=introduced(_paragraphs(body), full, body),
        short=introduced(_sentences(short), full, short),
        dateline=dateline(used, seats or {}),
        credit=credit(used, seats or {}),
        countries=ledger.countries or text.countries("\n\n".join(item.body for item in kept)),
        sectors=text.sectors("\n\n".join(f"{item.headline}\n\n{item.body}" for item in kept)) if kept else (),
        made=Made("extract"),
    )


def headline_offers(items: Sequence[Item], ledger: Ledger, *, room: tuple[int, int]) -> list[Sentence]:
    """Return every headline that the items bear out, best first, for other rooms than that of a page.

    Args:
        items: The items of one story.
        ledger: Their claims.
        room: Characters aimed at, from and to.
    """
    kept = usable(items)
    best, body, _ = _read(kept, ledger)
    return headlines(kept, _for_headline(best, body), ledger, room=room)


def _read(kept: Sequence[Item], ledger: Ledger) -> tuple[list[Line], list[Line], People]:
    """Return the lines best first, those of the body in news order, and people by surname."""
    found = [line for line in lines(kept, ledger) if not bare(line, ledger)]
    full = people(kept, ledger)
    best = ranked(with_room(found, full))
    return best, in_news_order(best, ledger), full


def _for_headline(best: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    return [*body[:1], *(line for line in best if not line.leans and line not in body[:1])]


def brief(draft: Draft) -> Draft:
    """Return the draft as a brief: its short text is its body, for a story with one origin and nothing of ours."""
    return Draft(
        headline=draft.headline,
        summary=draft.summary,
        body=draft.short,
        short=draft.short,
        dateline=draft.dateline,
        credit=draft.credit,
        countries=draft.countries,
        sectors=draft.sectors,
        made=draft.made,
    )


def _disputing(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the lines of the first dispute that the body holds in full: who says it, who denies it."""
    for statement in ledger.statements:
        if statement.disputed:
            pair = [holder(body, statement.claims), holder(body, statement.denials)]
            both = [line for line in pair if line is not None]
            if len(both) == 2 and not any(line.leans or line.vague for line in both) and _of_one_thing(*both):
                return [both[0]] if both[0] is both[1] else both
    return []


def _of_one_thing(one: Line, two: Line) -> bool:
    """Whether a reader sees that a denial is of what the other line says: they share a word beside who speaks."""
    return one is two or bool((one.stems & two.said) | (two.stems & one.said))


def _summary(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the lead and the whole sentences that tell most beside it in 35 to 60 words, both sides of a dispute."""
    need, first = _needed(body, ledger, SUMMARY[1])
    low, high = SUMMARY
    near = [line for line in body[:9] if not (line.leans or line.vague or line.low)] or list(body[:2])
    near = [*first, *(line for line in near if line not in first)]
    near += [line for line in need if line not in near]
    best: tuple[float, list[Line]] = (float("-inf"), near[:1])
    for size in (0, 1, 2, 3):
        for others in combinations(near[len(first) :], size):
            chosen = [*first, *others]
            words = sum(line.length for line in chosen)
            if not chosen or (words > high and len(chosen) > 1):
                continue
            worth = sum(1.0 / (2 + near.index(line)) for line in chosen) + 2.0 * sum(line in need for line in chosen)
            worth -= 1.0 if need and not all(line in chosen for line in need) else 0.0
            worth -= 0.5 * max(0, low - words) + _told_twice(chosen) + 0.1 * sum(line.quote for line in others)
            if worth > best[0]:
                best = (worth, chosen)
    return [line for line in body if line in best[1]]


def _needed(body: Sequence[Line], ledger: Ledger, most: int) -> tuple[list[Line], list[Line]]:
    """Return the two sides of the dispute, and the lead where it fits beside them."""
    need = _disputing(body, ledger)
    lead = list(body[:1])
    words = sum(line.length for line in dict.fromkeys([*lead, *need]))
    return need, [] if need and words > most >= sum(line.length for line in need) else lead


def _told_twice(chosen: Sequence[Line]) -> float:
    """Return what a choice loses where two of its lines say nearly the same."""
    return sum(
        1.0
        for one, other in combinations(chosen, 2)
        if len(one.stems & other.stems) > 0.6 * min(len(one.stems), len(other.stems))
    )


def _short(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return what a reader of one screen needs: the lead and the other side, up to 60 words."""
    near = [line for line in body[:6] if not (line.leans or line.vague or line.low)] or list(body[:1])
    chosen: list[Line] = []
    need, first = _needed(body, ledger, SHORT)
    for line in [*first, *need, *near]:
        if line not in chosen and sum(each.length for each in chosen) + line.length <= SHORT:
            chosen += [] if line not in need and _told_twice([*chosen, line]) else [line]
    return [line for line in body if line in chosen]


def _sentences(chosen: Sequence[Line]) -> tuple[Sentence, ...]:
    return tuple(Sentence(line.text, line.supports) for line in chosen)


def _paragraphs(body: Sequence[Line]) -> tuple[Sentence, ...]:
    """Return the body as short paragraphs: two lines stand together only where they did in the source."""
    written: list[Sentence] = []
    number = -1
    before: Line | None = None
    alone = True
    for line in body:
        follows = before is not None and alone and line.item == before.item and line.place == before.place + 1
        together = follows and before is not None and line.length + before.length <= 45
        number += 0 if together else 1
        alone = not together
        written.append(Sentence(line.text, line.supports, number))
        before = line
    return tuple(written)


def _items_used(items: Sequence[Item], body: Sequence[Line]) -> list[Item]:
    """Return the items whose words the body uses, in the order in which it uses them."""
    by_guid = {item.guid: item for item in items}
    guids = dict.fromkeys(support.item for line in body for support in line.supports)
    return [by_guid[guid] for guid in guids]
