"""Same event? A streaming join: each item is decided with what came before it, inside a window of days."""

from __future__ import annotations

import heapq
import math
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wiredesk.core.matching.documents import Decision, Document, Reading, read
from wiredesk.core.matching.same_text import Texts
from wiredesk.core.matching.weights import ARTICLE, HEADLINE

CANDIDATES = 12  # stories scored in full
TERMS = 18  # heaviest terms of an item that look for candidates
TOO_MANY = 400  # items behind one term: such a term finds no event


@dataclass(slots=True)
class _Story:
    key: str
    first: datetime
    last: datetime
    items: list[str] = field(default_factory=list)
    centre: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    numbers: set[str] = field(default_factory=set)


class Matcher:
    """The stories of the last days, in memory. The database is the truth; `place` rebuilds this from it.

    Args:
        window_days: How long a story is open after its last item.
    """

    def __init__(self, window_days: float = 4.0) -> None:
        self._window = timedelta(days=window_days)
        self._texts = Texts()
        self._readings: dict[str, Reading] = {}
        self._story_of: dict[str, str] = {}
        self._origin_of: dict[str, str] = {}
        self._by_guid: dict[tuple[str, str], str] = {}
        self._stories: OrderedDict[str, _Story] = OrderedDict()  # the one that grew last stands last
        self._behind: dict[str, dict[str, None]] = defaultdict(dict)
        self._seen: Counter[str] = Counter()
        self._count = 0
        self._newest: datetime | None = None
        self._last: Reading | None = None

    def decide(
        self, document: Document, *, forbidden: Collection[str] = frozenset(), must: str | None = None
    ) -> Decision:
        """Return where a document belongs; nothing is kept until `place`.

        Args:
            document: The item as it came.
            forbidden: Stories that it may not join, because a person took it, or the piece it is a version of, out.
            must: The story that a person put it into: `story` of the answer is this; only copy and origin are found.
        """
        reading = self._read(document)
        decision = self._decide(reading, forbidden)
        if must is not None and decision.story != must:
            return Decision(must, decision.duplicate_of, decision.origin, 1.0, ("an editor put it here",))
        return decision

    def _decide(self, reading: Reading, forbidden: Collection[str]) -> Decision:
        document = reading.document
        earlier = self._by_guid.get((document.agency, document.guid)) if document.guid else None
        if earlier is not None and self._story_of[earlier] not in forbidden:
            return Decision(self._story_of[earlier], None, document.id, 1.0, ("a new version of the same piece",))
        copy = self._texts.copied(reading)
        if copy is not None and self._may_join(self._stories[self._story_of[copy[0]]], document.time, forbidden):
            key, share = copy
            said = f"{round(share * 100)} percent of the words stand in an earlier item"
            return Decision(self._story_of[key], key, self._origin_of[key], share, (said,))
        best, score, why = self._best(reading, forbidden)
        if best is None:
            return Decision(None, None, document.id, score, ())
        credited = self._texts.credited(reading, best.items)
        origin = self._origin_of[credited] if credited else document.id
        if credited:
            why = (*why, "credits another agency's item")
        return Decision(best.key, None, origin, score, why)

    def place(self, document: Document, story: str, origin: str) -> None:
        """Keep a document in its story; also used to rebuild the window. A known document moves to the story named."""
        reading = self._read(document)
        key = document.id
        if key in self._readings:
            self.move(key, story)
            return
        self._advance(document.time)
        self._readings[key] = reading
        self._story_of[key], self._origin_of[key] = story, origin or key
        if document.guid:
            self._by_guid[document.agency, document.guid] = key
        self._texts.add(reading)
        self._count += 1
        self._seen.update(reading.words.keys())
        for term in reading.words:
            self._behind[term][key] = None
        self._join(reading, story)

    def move(self, key: str, story: str) -> None:
        """Put a document that is held into another story, because a person did; one that is not held is passed over.

        A story that loses its last document is forgotten. Copies of the document stay where they are.
        """
        old = self._story_of.get(key)
        if old is None or old == story:
            return
        left = self._stories.pop(old)
        left.items.remove(key)
        self._story_of[key] = story
        if left.items:
            # What the story knows is read anew from those that stay; its place in the order is by its last item.
            self._stories[old] = _Story(old, left.first, left.last)
            for other in left.items:
                self._join(self._readings[other], old)
        self._join(self._readings[key], story)

    def merge(self, story: str, into: str) -> None:
        """Put all documents of a story into another, because a person did."""
        held = self._stories.get(story)
        for key in list(held.items) if held is not None else ():
            self.move(key, into)

    def _join(self, reading: Reading, story: str) -> None:
        time = reading.document.time
        held = self._stories.setdefault(story, _Story(story, time, time))
        self._stories.move_to_end(story)
        held.items.append(reading.document.id)
        held.centre.update(reading.words)
        held.names.update(reading.names)
        held.numbers |= reading.numbers
        held.first = min(held.first, time)
        held.last = max(held.last, time)

    def _read(self, document: Document) -> Reading:
        if self._last is None or self._last.document != document:
            self._last = read(document)
        return self._last

    def _idf(self, term: str) -> float:
        return math.log((self._count + 2) / (self._seen[term] + 1))

    def _best(self, reading: Reading, forbidden: Collection[str]) -> tuple[_Story | None, float, tuple[str, ...]]:
        weights = HEADLINE if reading.short else ARTICLE
        vector = self._vector(reading.words)
        best: tuple[_Story | None, float, tuple[str, ...]] = (None, 0.0, ())
        for story, nearest in self._candidates(vector, reading.document.time, forbidden):
            values = self._features(reading, vector, story, nearest)
            score = 1 / (1 + math.exp(-(weights["bias"] + sum(weights[name] * v for name, v in values.items()))))
            if score > best[1]:
                best = story, score, self._reasons(reading, story, values)
        return best if best[1] >= 0.5 else (None, best[1], ())

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        raw = {term: (1 + math.log(count)) * self._idf(term) for term, count in words.items()}
        size = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {term: value / size for term, value in raw.items()}

    def _centre(self, words: Counter[str]) -> dict[str, float]:
        """Return the plain mean: a large story of headlines keeps what most of them say, not every word once said."""
        raw = {term: count * self._idf(term) for term, count in words.items()}
        size = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {term: value / size for term, value in raw.items()}

    def _candidates(
        self, vector: dict[str, float], time: datetime, forbidden: Collection[str] = frozenset()
    ) -> list[tuple[_Story, str]]:
        """Return the stories that share the heaviest terms, each with its nearest item."""
        scores: defaultdict[str, float] = defaultdict(float)
        for term, value in sorted(vector.items(), key=lambda each: -each[1])[:TERMS]:
            behind = self._behind.get(term)
            if behind and len(behind) <= TOO_MANY:
                for key in behind:
                    scores[key] += value * value
        stories: dict[str, str] = {}
        for key in heapq.nlargest(60, scores, key=scores.__getitem__):
            stories.setdefault(self._story_of[key], key)
            if len(stories) >= CANDIDATES:
                break
        held = ((self._stories[story], nearest) for story, nearest in stories.items())
        return [(story, nearest) for story, nearest in held if self._may_join(story, time, forbidden)]

    def _may_join(self, story: _Story, time: datetime, forbidden: Collection[str]) -> bool:
        return story.key not in forbidden and self._is_open(story, time)

    def _is_open(self, story: _Story, time: datetime) -> bool:
        """Say whether an item of this time may join; items come out of order, so both sides of the window count."""
        return story.first - self._window <= time <= story.last + self._window

    def _features(self, reading: Reading, vector: dict[str, float], story: _Story, nearest: str) -> dict[str, float]:
        other = self._readings[nearest]
        hours = abs((reading.document.time - story.last).total_seconds()) / 3600
        shared_names = [name for name in reading.names if story.names[name]]
        total = sum(self._idf(name) for name in reading.names) or 1.0
        return {
            "centre": _cosine(vector, self._centre(story.centre) if reading.short else self._vector(story.centre)),
            "nearest": _cosine(vector, self._vector(other.words)),
            "title": _overlap(reading.title, other.title, self._idf),
            "names": sum(self._idf(name) for name in shared_names) / total,
            "numbers": min(len(reading.numbers & story.numbers), 3) / 3,
            "days": min(hours / 24, 5.0),
            "size": math.log(len(story.items)),
        }

    def _reasons(self, reading: Reading, story: _Story, values: dict[str, float]) -> tuple[str, ...]:
        names = [name for name in reading.names if story.names[name]]
        numbers = reading.numbers & story.numbers
        why = [f"{round(values['nearest'] * 100)} percent alike"]
        if names:
            why.append(f"{len(names)} names in common: {', '.join(sorted(names)[:3])}")
        if numbers:
            why.append(f"{len(numbers)} numbers in common")
        return tuple(why)

    def _advance(self, time: datetime) -> None:
        """Let go of what is older than the window."""
        if self._newest is None or time > self._newest:
            self._newest = time
        while self._stories:
            oldest = next(iter(self._stories.values()))
            if self._newest - oldest.last <= self._window:
                break
            self._forget(oldest)

    def _forget(self, story: _Story) -> None:
        for key in story.items:
            reading = self._readings.pop(key)
            self._texts.drop(key)
            self._by_guid.pop((reading.document.agency, reading.document.guid), None)
            for term in reading.words:
                self._behind[term].pop(key, None)
                if not self._behind[term]:
                    del self._behind[term]
            del self._story_of[key], self._origin_of[key]
        del self._stories[story.key]


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[term] for term, value in one.items() if term in other)


def _overlap(one: frozenset[str], other: frozenset[str], idf: Callable[[str], float]) -> float:
    both = sum(idf(term) for term in one & other)
    either = sum(idf(term) for term in one | other)
    return both / either if either > 0 else 0.0


def stream(documents: Iterable[Document], window_days: float = 4.0) -> Iterator[tuple[Document, str, str | None, str]]:
    """Yield (document, story, duplicate_of, origin) for each document, decided with what came before it only.

    A story's name is the id of its first document.
    """
    matcher = Matcher(window_days)
    for document in documents:
        decision = matcher.decide(document)
        story = decision.story or document.id
        matcher.place(document, story, decision.origin)
        yield document, story, decision.duplicate_of, decision.origin
