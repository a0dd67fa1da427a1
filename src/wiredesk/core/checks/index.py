"""A story's sources, read once: sentences with their stems, numbers and claims, so that every rule only looks up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wiredesk.core import claims, text
from wiredesk.core.checks import kin, meaning
from wiredesk.core.checks.align import Alignment, Word, align, words
from wiredesk.core.model import Claim, Evidence, Item, Ledger, Span, Statement
from wiredesk.core.text import Name, Number

CANDIDATES = 8
"""So many passages are laid beside a sentence."""
_BLANK = re.compile(r"\s+")
_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "…": "...",
})  # fmt: skip


def plain(words: str) -> str:
    """Return words with typographic differences gone: quotation marks, dashes, spaces, ellipses."""
    return _BLANK.sub(" ", words.translate(_MARKS)).strip()


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a source. A headline is one, too; it has no span in the body."""

    item: str
    span: Span | None
    text: str
    stems: frozenset[str]
    numbers: tuple[Number, ...]
    claims: tuple[Claim, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The passage as evidence; nothing for a headline."""
        return (Evidence(self.item, self.span, self.text),) if self.span else ()


class Sources:
    """The index of a story's items and ledger."""

    def __init__(self, items: Sequence[Item], ledger: Ledger | None) -> None:
        self.items = tuple(items)
        self.ledger = ledger if ledger is not None else claims.ledger(self.items)
        self.passages = tuple(_passages(self.items, self.ledger))
        self._number = {id(passage): number for number, passage in enumerate(self.passages)}
        self.kept: dict[str, Any] = {}  # what a rule has worked out for the whole story, by rule
        self.passage_of = {claim.id: passage for passage in reversed(self.passages) for claim in passage.claims}
        self.claim_of = {claim.id: claim for claim in self.ledger.claims}
        self._index: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for stem in passage.stems:
                self._index[stem].append(number)
        self._beside: dict[str, tuple[tuple[float, Passage, Alignment], ...]] = {}
        self.replaced: dict[str, Any] = {}  # what `replaced` found, by sentence
        self._whole = {plain(passage.text).rstrip(".") for passage in self.passages}

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem that any source uses, agencies and metadata left out."""
        return frozenset(self._index)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The first five letters of the stems: enough to tell "decisive" from nothing at all."""
        return frozenset(stem[:5] for stem in self.raw if len(stem) >= 5)

    @cached_property
    def raw(self) -> frozenset[str]:
        """Every stem as it stands, before classes."""
        return frozenset(stem for passage in self.passages for stem in text.content_words(passage.text))

    @cached_property
    def related(self) -> frozenset[str]:
        """Every stem that says nearly the same as one of the sources', or a little more widely."""
        return frozenset(each for stem in self.raw for each in kin.near(stem))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in lower case, parts of hyphenated ones too."""
        return frozenset(meaning.pieces(" ".join(passage.text for passage in self.passages)))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that the sources name."""
        found: set[str] = set(self.ledger.countries)
        for item in self.items:
            found |= set(text.countries(f"{item.headline}\n\n{item.body}"))
        return frozenset(found)

    @cached_property
    def named_countries(self) -> frozenset[str]:
        """Countries that the sources name as such, by country, people or government; not those of their cities."""
        found: set[str] = set()
        for _, body in self.texts:
            parts, at = [], 0
            for place in text.places(body):
                if not place.is_country:
                    parts.append(body[at : place.span[0]])
                    at = place.span[1]
            found |= set(text.countries(" . ".join([*parts, body[at:]])))
        return frozenset(found)

    @cached_property
    def texts(self) -> tuple[tuple[Item, str], ...]:
        """Items with their body and headline in plain marks."""
        return tuple((item, plain(f"{item.headline}\n\n{item.body}")) for item in self.items)

    @cached_property
    def names(self) -> tuple[tuple[Item, Name], ...]:
        """Names in the bodies, each with its item."""
        return tuple((item, name) for item in self.items for name in text.names(item.body))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every word of a name in the bodies, as written."""
        return frozenset(word for _, name in self.names for word in re.findall(r"[^\W_]+", name.text))

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """The longer words of names that end as peoples do, in lower case."""
        ends = ("an", "ian", "ese", "ish", "ia", "land")
        return frozenset(word.lower() for word in self.name_words if len(word) > 5 and word.lower().endswith(ends))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of one word in the bodies that may be places, in lower case."""
        return frozenset(name.text.lower() for _, name in self.names if name.kind in ("place", "other"))

    @cached_property
    def short_names(self) -> frozenset[str]:
        """Given names of four and five letters, which a draft may spell out."""
        firsts = (name.text.split()[0].lower() for _, name in self.names if name.kind == "person" and " " in name.text)
        return frozenset(each for each in firsts if 4 <= len(each) <= 5)

    @cached_property
    def disputed(self) -> tuple[Statement, ...]:
        """Statements that somebody denies."""
        return tuple(each for each in self.ledger.statements if each.disputed)

    def before(self, passage: Passage) -> Passage:
        """Return the passage before one in its item: what "that" and "it" may stand for; the passage itself, if none."""
        at = self._number.get(id(passage), 0)
        last = self.passages[at - 1] if at else passage
        return last if last.item == passage.item and last.span is not None else passage

    def holds(self, sentence: str) -> bool:
        """Say whether a source has this very sentence, whole."""
        return plain(sentence).rstrip(".") in self._whole

    @cached_property
    def _raw(self) -> dict[str, set[int]]:
        """Passages by the stems of their words and of all words near to them."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, passage in enumerate(self.passages):
            for word in words(passage.text):
                found[word.raw].add(number)
        for stem, numbers in list(found.items()):
            for each, score in kin.near(stem).items():
                if score >= kin.WIDER and each != stem:
                    found[each] = found.get(each, set()) | numbers
        return found

    def beside(self, sentence: str) -> tuple[tuple[float, Passage, Alignment], ...]:
        """Return the passages that a sentence may rest on, beside it, best first: (part of its words, passage, both)."""
        known = self._beside.get(sentence)
        if known is None:
            known = self._beside[sentence] = tuple(self._aligned(sentence))
        return known

    def _aligned(self, sentence: str) -> list[tuple[float, Passage, Alignment]]:
        counts: dict[int, int] = defaultdict(int)
        for word in words(sentence):
            near = set(self._index.get(word.sense, ())) | self._raw.get(word.raw, set())
            for each in kin.near(word.raw):
                near |= self._raw_only(each)
            for number in near:
                counts[number] += 1
        ranked = sorted(counts, key=lambda each: (-counts[each], self.passages[each].span is None, each))[:CANDIDATES]
        found = [(align(sentence, self.passages[each].text), self.passages[each]) for each in ranked]
        beside = [(each.coverage, passage, each) for each, passage in found]
        return sorted(beside, key=lambda each: -each[0])

    def passages_with(self, word: Word) -> set[int]:
        """Return the numbers of the passages that have a word, its class or its kin."""
        return set(self._index.get(word.sense, ())) | self._raw.get(word.raw, set())

    def _raw_only(self, stem: str) -> set[int]:
        return self._raw.get(stem, set())

    def best(self, stems: Iterable[str], most: int = 3) -> list[tuple[float, Passage]]:
        """Return the passages that share most with a sentence: (part of its stems, passage), best first."""
        wanted = frozenset(stems)
        counts: dict[int, int] = defaultdict(int)
        for stem in wanted:
            for number in self._index.get(stem, ()):
                counts[number] += 1
        ranked = sorted(counts, key=lambda each: (-counts[each], self.passages[each].span is None, each))
        return [(counts[each] / max(1, len(wanted)), self.passages[each]) for each in ranked[:most]]


def _passages(items: Sequence[Item], ledger: Ledger) -> Iterable[Passage]:
    by_item: dict[str, list[Claim]] = defaultdict(list)
    for claim in ledger.claims:
        by_item[claim.item].append(claim)
    for item in items:
        if item.headline:
            yield _passage(item.guid, None, item.headline, claims.find_in_text(item.headline, item.guid))
        bounds = text.sentences(item.body)
        here = _by_sentence(by_item[item.guid], bounds)
        for start, end in bounds:
            inside = tuple(here.get(start, ()))
            yield _passage(item.guid, (start, end), item.body[start:end], inside)
        if item.summary and item.summary not in item.body:
            yield _passage(item.guid, None, item.summary, ())


def _by_sentence(found: Sequence[Claim], bounds: Sequence[Span]) -> dict[int, list[Claim]]:
    """Return for each sentence, by its start, the claims whose content touches it."""
    starts = [start for start, _ in bounds]
    here: dict[int, list[Claim]] = defaultdict(list)
    for claim in found:
        for a, b in claim.content:
            at = max(0, bisect_right(starts, a) - 1)
            while at < len(bounds) and bounds[at][0] < b:
                if bounds[at][1] > a and claim not in here[starts[at]]:
                    here[starts[at]].append(claim)
                at += 1
    return here


def _passage(item: str, span: Span | None, words: str, found: tuple[Claim, ...]) -> Passage:
    return Passage(item, span, words, meaning.stems(words), tuple(text.numbers(words)), found)
