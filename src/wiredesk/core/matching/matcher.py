"""A streaming join: each item is decided with what came before it, inside a window of days."""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from wiredesk.core.matching import join
from wiredesk.core.matching.credit import credited
from wiredesk.core.matching.documents import Decision, Document
from wiredesk.core.matching.reading import Reading, read
from wiredesk.core.matching.reasons import reasons
from wiredesk.core.matching.same_text import Reuse, Texts
from wiredesk.core.matching.vocabulary import Table, Vocabulary
from wiredesk.core.matching.window import Held, Open, Window, dot

CANDIDATES = 12  # stories scored in full
FEW_VOTES = 1.0  # cosines summed: where fewer voted, as in a young stream, being the only one says little
FAINT = 0.3  # of the best cosine: a story whose nearest item is less like is not looked at
NEIGHBOURS = {True: 60, False: 30}  # items compared in full: for a headline, for an article
KEPT_TERMS = 80  # heaviest terms of an item that are kept: what is behind them weighs next to nothing
SURE = 0.5  # a join at this or more
YOUNG = 50  # items: before so many came, the stream's own words are not counted well enough to tell rare from common,
CAREFUL = 0.65  # and a join needs this much
LINKED = ("urn:", "tag:", "http://", "https://")  # a guid that begins so means one piece, whoever sends it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Candidate = tuple[Open, dict[str, float], list[tuple[float, Held]]]


class Matcher:
    """The stories of the last days, in memory. The database is the truth; `place` rebuilds this from it.

    Args:
        window_days: How long a story is open after its last item.
        calibrations: Weights by kind instead of those we ship.
        tables: Background tables by language instead of those we ship.
    """

    def __init__(
        self,
        window_days: float = 4.0,
        *,
        calibrations: dict[str, dict[str, float]] | None = None,
        tables: Mapping[str, Table] | None = None,
    ) -> None:
        self._days = window_days
        self._calibrations = join.weights() if calibrations is None else calibrations
        self._tables = tables
        self.last_number = 0
        self.words: dict[str, Vocabulary] = {}
        self.window = Window()
        self.texts = Texts()
        self._by_guid: dict[int, Held] = {}
        self._active: Counter[str] = Counter()
        self.newest: float | None = None
        self._last: tuple[Document, Reading] | None = None
        self._asked: tuple[int, float, join.Asked] | None = None

    def __len__(self) -> int:
        """Return how many items are in the window."""
        return len(self.window.items)

    def stories(self) -> Iterator[Open]:
        """Yield the stories of the window, the one that grew last at the end."""
        yield from self.window.stories.values()

    def words_known(self) -> int:
        """Return how many stems are remembered, of all languages."""
        return sum(len(words) for words in self.words.values())

    def decide(
        self, document: Document, *, forbidden: Collection[str] = frozenset(), must: str | None = None
    ) -> Decision:
        """Return where a document belongs; nothing is kept until `place`.

        Args:
            document: The item as it came.
            forbidden: Stories that it may not join, because a person took it, or the piece it is a version of, out.
            must: The story that a person put it into: `story` of the answer is this; only copy and origin are found.
        """
        decision = self._decide(self._read(document), forbidden)
        if must is not None and decision.story != must:
            return Decision(must, decision.duplicate_of, decision.origin, 1.0, ("an editor put it here",))
        return decision

    def _decide(self, reading: Reading, forbidden: Collection[str]) -> Decision:
        document = reading.document
        earlier = self._version_of(document)
        if earlier is not None and earlier.story not in forbidden:
            return Decision(earlier.story, None, document.id, 1.0, ("a new version of the same piece",))
        reuse = self.texts.reused(reading)
        if reuse is not None:
            item = self.window.items[reuse.key]
            if self._may_join(self.window.stories[item.story], _days(document.time), forbidden):
                return self._reusing(reading, item, reuse)
        asked = self._ask(reading)
        best: tuple[float, Candidate] | None = None
        for candidate in self.candidates(asked, forbidden=forbidden):
            sure = join.score(candidate[1], self._calibrations[asked.kind])
            if best is None or sure > best[0]:
                best = sure, candidate
        if best is None or best[0] < (CAREFUL if self.last_number < YOUNG else SURE):
            return Decision(None, None, document.id, best[0] if best is not None else 0.0)
        sure, (story, values, near) = best
        source = self._source(document, story)
        why = reasons(asked, story, values, near)
        return Decision(
            story.key, None, source.origin if source else document.id, sure,
            (*why, f"credits {source.agency}") if source else why, tuple((name, round(v, 4)) for name, v in values.items()),
        )  # fmt: skip

    def _version_of(self, document: Document) -> Held | None:
        """Return the earlier version: one agency and guid, or an address that means one piece whoever sends it."""
        if not document.guid:
            return None
        item = self._of_guid(document.agency, document.guid)
        if item is None and document.guid.startswith(LINKED):
            return self._of_guid("", document.guid)
        return item

    def _of_guid(self, agency: str, guid: str) -> Held | None:
        item = self._by_guid.get(hash((agency, guid)))
        return item if item is not None and item.guid == guid and agency in ("", item.agency) else None

    def _reusing(self, reading: Reading, item: Held, reuse: Reuse) -> Decision:
        """Return the decision on a text whose words stand in an earlier one."""
        if reuse.copied:
            why = f"{round(reuse.of_later * 100)} percent of its words stand in an earlier item"
            return Decision(item.story, item.key, item.origin, reuse.of_shorter, (why,))
        source = self._source(reading.document, self.window.stories[item.story])
        why = f"takes in {round(reuse.of_shorter * 100)} percent of an earlier item's words"
        return Decision(item.story, None, source.origin if source else reading.document.id, reuse.of_shorter, (why,))

    def _source(self, document: Document, story: Open) -> Held | None:
        """Return the first item of the agency, among those of the story, that this one says it takes its words from."""
        first: dict[str, Held] = {}
        for item in story.items:
            if item.agency:
                first.setdefault(item.agency, item)
        agency = credited(document, first)
        return first[agency] if agency is not None else None

    def place(self, document: Document, story: str, origin: str) -> None:
        """Keep a document in its story; also used to rebuild the window. A known document moves to the story named."""
        if document.id in self.window.items:
            self.window.move(document.id, story)
            return
        reading = self._read(document)
        time = _days(document.time)
        self._advance(time)
        asked = self._ask(reading)
        self.last_number += 1
        heaviest = tuple(asked.vector.items())[:KEPT_TERMS]
        item = Held(
            key=document.id, number=self.last_number, time=time, terms=array("I", [term for term, _ in heaviest]),
            weights=array("f", [weight for _, weight in heaviest]),
            marks=array("I", [*sorted(asked.title), *sorted(asked.numbers)]), titled=len(asked.title),
            sketch=array("I", sorted(reading.sketch)), digest=reading.digest, language=sys.intern(reading.language),
            agency=sys.intern(document.agency), guid=document.guid if document.guid != document.id else document.id,
            origin=origin if origin and origin != document.id else document.id,
        )  # fmt: skip
        self._know(item)
        self.texts.add(item)
        held = self.window.stories.get(story)
        size = len(held.items) if held is not None else 0
        said = self.window.add(item, story)
        self._vocabulary(reading.language).add(asked.vector, said, size)

    def keep(self, item: Held) -> None:
        """Make an item known again whose story and runs are known; for `snapshot.load` only."""
        item.language, item.agency = sys.intern(item.language), sys.intern(item.agency)
        self._know(item)
        self.window.index(item)

    def _know(self, item: Held) -> None:
        """Make an item known by its guid and its text."""
        if item.guid:
            self._by_guid[hash((item.agency, item.guid))] = item
            if item.guid.startswith(LINKED):
                self._by_guid[hash(("", item.guid))] = item
        self.texts.know(item)
        self._active[item.language] += 1

    def move(self, key: str, story: str) -> None:
        """Put a document that is held into another story, because a person did; one that is not held is passed over.

        A story that loses its last document is forgotten. Copies of the document stay where they are.
        """
        self.window.move(key, story)

    def merge(self, story: str, into: str) -> None:
        """Put all documents of a story into another, because a person did."""
        self.window.merge(story, into)

    def candidates(self, asked: join.Asked, *, forbidden: Collection[str] = frozenset()) -> Iterator[Candidate]:
        """Yield the open stories that an item may belong to, with what they have in common and their items near it."""
        time = _days(asked.reading.document.time)
        found = self.window.like(asked.vector, NEIGHBOURS[asked.reading.short])
        near = sorted(
            ((dot(asked.vector, item), place) for place, item in enumerate(found)), key=lambda n: (-n[0], n[1])
        )
        voted = sum(cosine for cosine, _ in near[: join.VOTERS])
        behind: defaultdict[str, list[tuple[float, Held]]] = defaultdict(list)
        votes: defaultdict[str, float] = defaultdict(float)
        for rank, (cosine, place) in enumerate(near):
            story = found[place].story
            behind[story].append((cosine, found[place]))
            votes[story] += cosine if rank < join.VOTERS else 0.0
        first = list(behind)[:CANDIDATES]
        best = [*(behind[key][0][0] for key in first[:2]), 0.0]
        crowd = self._crowd(asked.reading.language)
        for key in first:
            if behind[key][0][0] < FAINT * near[0][0]:
                break
            held = self.window.stories[key]
            if self._may_join(held, time, forbidden):
                share = votes[key] / max(voted, FEW_VOTES)
                field = join.Field(share, best[1] if key == first[0] else best[0], crowd)
                yield held, join.features(asked, held, behind[key], field, time), behind[key]

    def _crowd(self, language: str) -> float:
        least, most = join.CROWDED
        return max(least, min(most, math.log10(self._active[language] + 1)))

    def asks(self, document: Document) -> join.Asked:
        """Return a document as the numbers that `candidates` wants."""
        return self._ask(self._read(document))

    def _ask(self, reading: Reading) -> join.Asked:
        words = self._vocabulary(reading.language)
        if self._asked is None or self._asked[:2] != (id(reading), words.items):
            self._asked = id(reading), words.items, join.ask(reading, words)
        return self._asked[2]

    def _vocabulary(self, language: str) -> Vocabulary:
        words = self.words.get(language)
        if words is None:
            table = None if self._tables is None else self._tables.get(language, (0, {}))
            words = self.words[language] = Vocabulary(language, table=table)
        return words

    def _read(self, document: Document) -> Reading:
        if self._last is None or self._last[0] is not document:
            self._last, self._asked = (document, read(document)), None
        return self._last[1]

    def _may_join(self, story: Open, time: float, forbidden: Collection[str]) -> bool:
        """Say whether an item of this time may join; items come out of order, so both sides of the window count."""
        return story.key not in forbidden and story.first - self._days <= time <= story.last + self._days

    def _advance(self, time: float) -> None:
        """Let go of what is older than the window."""
        if self.newest is None or time > self.newest:
            self.newest = time
        for item in self.window.forget_before(self.newest - self._days):
            self.texts.drop(item)
            self._active[item.language] -= 1
            for name in (hash((item.agency, item.guid)), hash(("", item.guid))):
                if self._by_guid.get(name) is item:
                    del self._by_guid[name]
        if self.window.sweep():
            self.texts.sweep()


def _days(time: datetime) -> float:
    return (time - _EPOCH).total_seconds() / 86_400


def stream(documents: Iterable[Document], window_days: float = 4.0) -> Iterator[tuple[Document, Decision]]:
    """Yield each document with its decision, made with what came before it only.

    A story's name is the id of its first document, and stands in every decision.
    """
    matcher = Matcher(window_days)
    for document in documents:
        decision = matcher.decide(document)
        if decision.story is None:
            decision = replace(decision, story=document.id)
        matcher.place(document, str(decision.story), decision.origin)
        yield document, decision
