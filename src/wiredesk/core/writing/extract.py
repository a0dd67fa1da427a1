"""The extractive writer: the sources' own sentences, attributed, in the order of news. No model, no key.

Order of the body: what happened, who says so, who denies it, background. Every sentence is a line (see
`lines`), so it stands in a source to the letter but for a name in place of a leading "he" and the weekday in
place of "today".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wiredesk.core import text
from wiredesk.core.model import Draft, Item, Ledger, Made, Sentence, Statement
from wiredesk.core.writing.headline import headline
from wiredesk.core.writing.lines import Line, lines, usable
from wiredesk.core.writing.whence import credit, dateline

SUMMARY = (35, 60)
"""Words: what the page, its description and the feeds have room for."""

SHORT = 60
"""Words at most."""

MOST_BODY = 14
"""Sentences; 320 words of short paragraphs, beyond which agency copy repeats itself."""

MOST_WORDS = 320

NEWS = 0.3
"""Of a line's words that no line before it had, for it to be worth a place."""


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
    found = [line for line in lines(kept, ledger) if not _bare(line, ledger)]
    ranked = sorted(found, key=lambda line: (-_weight(line, found), line.item, line.place))
    body = _in_news_order(ranked, ledger)
    used = _items_used(kept, body)
    return Draft(
        headline=headline(kept, [line for line in ranked if not line.leans], ledger),
        summary=_sentences(_summary(body, ledger)),
        body=_paragraphs(body),
        short=_sentences(_short(body, ledger)),
        dateline=dateline(used, seats or {}),
        credit=credit(used, seats or {}),
        countries=ledger.countries or text.countries("\n\n".join(item.body for item in kept)),
        sectors=text.sectors("\n\n".join(f"{item.headline}\n\n{item.body}" for item in kept)) if kept else (),
        made=Made("extract"),
    )


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


def _bare(line: Line, ledger: Ledger) -> bool:
    """Whether a line says as fact what somebody in the story disputes."""
    if line.claims:
        return False
    return any(_tells(line, statement) for statement in ledger.statements if statement.disputed)


def _tells(line: Line, statement: Statement) -> bool:
    said = frozenset(text.content_words(statement.text))
    return bool(said) and len(said & line.stems) / len(said) >= 0.6


def _weight(line: Line, found: Sequence[Line]) -> float:
    """Say how much a line tells of the story: early in its item, in many items, in the story's words, attributed."""
    common = _common(found)
    central = sum(common.get(stem, 0) for stem in line.stems) / max(8, len(line.stems))
    early = 1.0 / (1 + line.place)
    new = 0.5 * early * line.item / max(1, *(each.item for each in found), 1)
    return (
        early
        + new
        + central
        + 0.2 * min(3, len(line.supports) - 1)
        + (0.2 if line.claims else 0.0)
        - _length_fault(line)
    )


def _length_fault(line: Line) -> float:
    return 0.4 if line.length > 45 or line.length < 7 else 0.0


def _common(found: Sequence[Line]) -> dict[str, float]:
    """Return for each stem the part of the items that use it."""
    users: dict[str, set[int]] = {}
    for line in found:
        for stem in line.stems:
            users.setdefault(stem, set()).add(line.item)
    total = max(1, len({line.item for line in found}))
    return {stem: len(who) / total for stem, who in users.items() if len(who) > 1 or total == 1}


def _in_news_order(ranked: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the lines of the body: what, who says, who denies, background."""
    if not ranked:
        return []
    picked = _picked(ranked, ledger)
    firsts = [line for line in picked if not line.denies and not line.leans and not line.vague]
    lead = next((line for line in firsts if line.place == 0), firsts[0] if firsts else picked[0])
    rest = [line for line in picked if line is not lead]
    says = [line for line in rest if line.claims and not line.denies]
    denies = [line for line in rest if line.denies]
    background = sorted((line for line in rest if not line.claims), key=lambda line: (line.item, line.place))
    return _kept_together([lead, *says[:2], *denies, *says[2:], *background])


def _kept_together(order: Sequence[Line]) -> list[Line]:
    """Move a line that leans on the one before it in its item right behind that one; without it, leave it out."""
    standing = [line for line in order if not line.leans]
    for line in sorted((line for line in order if line.leans), key=lambda line: (line.item, line.place)):
        before = [
            number for number, each in enumerate(standing) if each.item == line.item and each.place == line.place - 1
        ]
        if before:
            standing.insert(before[0] + 1, line)
    return standing


def _picked(ranked: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Take the best lines that tell something new; both sides of a dispute first, so that no limit cuts one off."""
    must = list(_sides(ranked, ledger))
    picked: list[Line] = []
    told: frozenset[str] = frozenset()
    words = 0
    for line in [*ranked[:1], *must, *ranked[1:]]:
        new = len(line.stems - told) / max(1, len(line.stems))
        if line in picked or (line not in must and picked and new < NEWS):
            continue
        if len(picked) == MOST_BODY or words + line.length > MOST_WORDS:
            continue
        picked.append(line)
        told |= line.stems
        words += line.length
    return picked


def _sides(ranked: Sequence[Line], ledger: Ledger) -> Iterator[Line]:
    """Yield for each disputed statement the best line that says it and the best that denies it."""
    for statement in ledger.statements:
        if statement.disputed:
            for wanted in (statement.claims, statement.denials):
                line = _holder(ranked, wanted)
                if line is not None:
                    yield line


def _holder(ranked: Sequence[Line], wanted: Sequence[str]) -> Line | None:
    return next((line for line in ranked if any(claim.id in wanted for claim in line.claims)), None)


def _disputing(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the lines of the first dispute that the body holds in full: who says it, who denies it."""
    for statement in ledger.statements:
        if statement.disputed:
            pair = [_holder(body, statement.claims), _holder(body, statement.denials)]
            both = [line for line in pair if line is not None]
            if len(both) == 2 and not any(line.leans or line.vague for line in both):
                return [both[0]] if both[0] is both[1] else both
    return []


def _summary(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the whole sentences that tell most in 35 to 60 words, both sides of a dispute among them."""
    need = _disputing(body, ledger)
    low, high = SUMMARY
    best: tuple[float, list[Line]] = (float("-inf"), [])
    near = [line for line in body[:9] if not line.leans and not line.vague] or list(body[:4])
    near += [line for line in need if line not in near]
    for size in (1, 2, 3, 4):
        for chosen in combinations(near, size):
            words = sum(line.length for line in chosen)
            if words > high and (size > 1 or best[1]):
                continue
            worth = sum(1.0 / (2 + near.index(line)) for line in chosen) + 2.0 * sum(line in need for line in chosen)
            worth -= 1.0 if need and not all(line in chosen for line in need) else 0.0
            worth -= 0.5 * max(0, low - words, words - high)
            if worth > best[0]:
                best = (worth, list(chosen))
    return best[1]


def _short(body: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return what a reader of one screen needs: the lead and the other side, up to 60 words."""
    need = _disputing(body, ledger)
    order = [*need, *([line for line in body[:5] if not line.leans and not line.vague] or body[:2])]
    chosen: list[Line] = []
    for line in order:
        if line not in chosen and sum(each.length for each in chosen) + line.length <= SHORT:
            chosen.append(line)
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
