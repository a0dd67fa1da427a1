"""What a text kept of its sources, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from wiredesk.core import claims, text
from wiredesk.core.checks import Sources, word_loaded
from wiredesk.core.checks.score import supports
from wiredesk.core.model import Draft, Item, Ledger, Sentence, Stance, Support, freeze

KINDS: dict[str, tuple[str, float]] = {
    "attributions": ("sentences that rest on what somebody says, and still say who", 0.25),
    "denials": ("denials in the sources that the text tells", 0.2),
    "qualifiers": ("“about”, “at least”, “could”, “if” of the passages used that are still there", 0.15),
    "numbers": ("numbers of the text that stand in the passages it rests on", 0.15),
    "names": ("names of the text that stand in the sources", 0.1),
    "judgement": ("sentences without a word of judgement that no source uses", 0.1),
    "order": ("pairs of sentences in the order of their source", 0.05),
}
"""What is looked at, in words, and how much of the whole it is. Attributions and denials first: words in the wrong
mouth and a side left out do most harm."""

_QUALIFIERS = frozenset(
    "about around roughly approximately nearly almost least most more fewer less under over may might could would if "
    "unless reportedly allegedly alleged suspected apparently possibly probably likely unlikely preliminary initial "
    "estimated expected believed claimed some up".split()
)
NEAR = 0.4
"""Of a denial's words that a sentence of the text has, for the text to tell it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved: in which part, the words now, and the source's words."""

    kind: str
    part: str
    now: str
    was: str


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of one kind is as in the sources: `kept` of `total`."""

    kind: str
    kept: int
    total: int
    changes: tuple[Change, ...] = ()

    @property
    def share(self) -> float:
        """Kept of total, in [0, 1]; 1 where there was nothing to keep."""
        return self.kept / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Drift:
    """The report: a measure for each kind in the order of `KINDS`."""

    measures: tuple[Measure, ...]

    @property
    def number(self) -> float:
        """How far the text moved, in [0, 1]: 0 is nothing. The mean of what was lost, kinds weighted as in `KINDS`."""
        counted = [(KINDS[each.kind][1], 1 - each.share) for each in self.measures if each.total]
        return round(sum(weight * lost for weight, lost in counted) / max(1e-9, sum(w for w, _ in counted)), 4)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that moved."""
        return tuple(change for each in self.measures for change in each.changes)


def measure(draft: Draft, items: Sequence[Item], ledger: Ledger) -> Drift:
    """Return how far a text has moved from its sources.

    Args:
        draft: A draft or the text of a page; a sentence without supports is held against the passages most like it.
        items: The items of the story.
        ledger: Their claims; its disputed statements are the denials that the text must tell.
    """
    sources = Sources(items, ledger)
    rows = [_Row(part, sentence, _rests_on(sentence, sources)) for part, sentence in _parts(draft)]
    rows = [row for row in rows if row.sentence.text.strip()]
    bodies = {item.guid: item.body for item in items}
    by_kind: dict[str, Callable[[], Measure]] = {
        "attributions": lambda: _attributions(rows, ledger),
        "denials": lambda: _denials(rows, ledger),
        "qualifiers": lambda: _qualifiers(rows, bodies),
        "numbers": lambda: _numbers(rows, bodies),
        "names": lambda: _names(rows, sources),
        "judgement": lambda: _judgement(rows, sources),
        "order": lambda: _order(rows),
    }
    return Drift(tuple(by_kind[kind]() for kind in KINDS))


def drift_to_json(drift: Drift) -> dict[str, Any]:
    """Return the report as plain JSON values."""
    told = {each.kind: {"kept": each.kept, "total": each.total} for each in drift.measures}
    return {"number": drift.number, "kinds": told, "changes": [freeze(change) for change in drift.changes]}


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence of the text with the passages it rests on."""

    part: str
    sentence: Sentence
    passages: tuple[Support, ...]


def _parts(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    yield "headline", draft.headline
    yield from (("summary", each) for each in draft.summary)
    yield from ((f"body.{number}", each) for number, each in enumerate(draft.body))
    yield from (("short", each) for each in draft.short)


def _rests_on(sentence: Sentence, sources: Sources) -> tuple[Support, ...]:
    bodies = {item.guid: len(item.body) for item in sources.items}
    given = tuple(s for s in sentence.supports if s.item in bodies and 0 <= s.span[0] < s.span[1] <= bodies[s.item])
    return given or supports(sentence.text, sources)


def _words(row: _Row, bodies: dict[str, str]) -> str:
    return " ".join(bodies[each.item][slice(*each.span)] for each in row.passages)


def _attributions(rows: Sequence[_Row], ledger: Ledger) -> Measure:
    kept, changes = 0, []
    bearing = 0
    for row in rows:
        stems = frozenset(text.content_words(row.sentence.text))
        said = [
            claim
            for claim in ledger.claims
            if claim.source
            and any(s.item == claim.item and _inside(claim.content, s) for s in row.passages)
            and _of(stems, claim.content_text) >= 0.5
        ]
        if not said:
            continue
        bearing += 1
        if claims.attribution(row.sentence.text) is not None or claims.find_in_text(row.sentence.text, ""):
            kept += 1
        else:
            who = said[0].speaker or said[0].source_text
            changes.append(Change("attributions", row.part, row.sentence.text, f"{who} {said[0].cue_text}"))
    return Measure("attributions", kept, bearing, tuple(changes))


def _inside(pieces: Sequence[tuple[int, int]], support: Support) -> bool:
    return any(start < support.span[1] and support.span[0] < end for start, end in pieces)


def _of(stems: frozenset[str], words: str) -> float:
    """Return how much of a sentence's words stand in some other words."""
    return len(stems & frozenset(text.content_words(words))) / max(1, len(stems))


def _denials(rows: Sequence[_Row], ledger: Ledger) -> Measure:
    """Count the denials of disputed statements that some sentence tells as a denial, or in the denier's own words."""
    kept, total, changes = 0, 0, []
    spans = {(s.item, s.span) for row in rows for s in row.sentence.supports}
    for statement in ledger.statements:
        denials = [ledger.claim(each) for each in statement.denials]
        if not statement.disputed or not denials:
            continue
        total += 1
        told = any(_tells(row, denial.content_text, denial.stance) for row in rows for denial in denials) or any(
            item == denial.item and start < denial.content[0][1] and denial.content[0][0] < end
            for item, (start, end) in spans
            for denial in denials
        )
        kept += told
        if not told:
            who = denials[0].speaker or denials[0].source_text
            changes.append(Change("denials", "text", "", f"{who} {denials[0].cue_text} {denials[0].content_text}"))
    return Measure("denials", kept, total, tuple(changes))


def _tells(row: _Row, content: str, stance: Stance) -> bool:
    wanted = frozenset(text.content_words(content))
    here = frozenset(text.content_words(row.sentence.text))
    if len(wanted & here) < NEAR * max(1, len(wanted)):
        return False
    found = claims.find_in_text(row.sentence.text, "")
    return any(each.stance is stance for each in found) if stance is Stance.DENIES else bool(found)


def _qualifiers(rows: Sequence[_Row], bodies: dict[str, str]) -> Measure:
    kept, total, changes = 0, 0, []
    for row in rows:
        here = _lower(row.sentence.text)
        drawn = _words(row, bodies)
        for at, word in enumerate(there := [drawn[a:b] for a, b in text.words(drawn)]):
            if word.lower() not in _QUALIFIERS or not _used(there[at + 1 : at + 4], row.sentence.text):
                continue
            total += 1
            if word.lower() in here:
                kept += 1
            else:
                changes.append(Change("qualifiers", row.part, row.sentence.text, " ".join(there[at : at + 4])))
    return Measure("qualifiers", kept, total, tuple(changes))


def _used(behind: Sequence[str], sentence: str) -> bool:
    """Whether the words behind a qualifier are in the sentence, so that it should be, too."""
    wanted = frozenset(text.content_words(" ".join(behind)))
    return bool(wanted) and wanted <= frozenset(text.content_words(sentence))


def _lower(words: str) -> frozenset[str]:
    return frozenset(words[a:b].lower() for a, b in text.words(words))


def _numbers(rows: Sequence[_Row], bodies: dict[str, str]) -> Measure:
    kept, total, changes = 0, 0, []
    for row in rows:
        drawn = _words(row, bodies)
        there = {each.value for each in text.numbers(drawn)}
        for number in text.numbers(row.sentence.text):
            total += 1
            if number.value in there:
                kept += 1
            else:
                changes.append(Change("numbers", row.part, row.sentence.text[slice(*number.span)], drawn[:200]))
    return Measure("numbers", kept, total, tuple(changes))


def _names(rows: Sequence[_Row], sources: Sources) -> Measure:
    kept, total, changes = 0, 0, []
    for row in rows:
        for name in text.names(row.sentence.text):
            total += 1
            words = _lower(name.text)
            if words <= sources.words:
                kept += 1
            else:
                changes.append(Change("names", row.part, name.text, ""))
    return Measure("names", kept, total, tuple(changes))


def _judgement(rows: Sequence[_Row], sources: Sources) -> Measure:
    kept, changes = 0, []
    for row in rows:
        added = [
            word
            for word in _lower(row.sentence.text)
            if text.stem(word) in word_loaded.REASONS and word not in sources.words
        ]
        kept += not added
        changes += [Change("judgement", row.part, word, "") for word in added]
    return Measure("judgement", kept, len(rows), tuple(changes))


def _order(rows: Sequence[_Row]) -> Measure:
    """Count pairs of body sentences that stand in the order of the item from which both come."""
    kept, total = 0, 0
    body = [row.passages[0] for row in rows if row.part.startswith("body") and row.passages]
    for one, two in combinations(body, 2):
        if one.item == two.item and one.span != two.span:
            total += 1
            kept += one.span <= two.span
    return Measure("order", kept, total)
