"""Same text? Copies and light rewrites, by digest and by sampled word shingles, and by whom they credit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from wiredesk.core.matching.documents import Reading

# Swept 0.3 to 0.7 on rewrites made by edits; 0.5 keeps updates that add a paragraph and drops shared background.
SAME = 0.5
FEWEST = 4  # sampled shingles: fewer tell too little
_CREDIT = r"(?:reported|reports|said in a report|news agency|\(via\b|according to)"


class Texts:
    """The texts of the window, found by shingle and by digest."""

    def __init__(self) -> None:
        self._by_shingle: dict[int, set[str]] = defaultdict(set)
        self._by_digest: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._agencies: dict[str, list[str]] = defaultdict(list)
        self._readings: dict[str, Reading] = {}

    def add(self, reading: Reading) -> None:
        """Keep a text for those that come after it."""
        key = reading.document.id
        self._readings[key] = reading
        self._sizes[key] = len(reading.shingles)
        for shingle in reading.shingles:
            self._by_shingle[shingle].add(key)
        if reading.digest:
            self._by_digest.setdefault(reading.digest, key)
        if reading.document.agency:
            self._agencies[reading.document.agency].append(key)

    def drop(self, key: str) -> None:
        """Forget a text that left the window."""
        reading = self._readings.pop(key, None)
        if reading is None:
            return
        for shingle in reading.shingles:
            holders = self._by_shingle[shingle]
            holders.discard(key)
            if not holders:
                del self._by_shingle[shingle]
        if self._by_digest.get(reading.digest) == key:
            del self._by_digest[reading.digest]
        self._sizes.pop(key, None)
        if reading.document.agency:
            self._agencies[reading.document.agency].remove(key)

    def copied(self, reading: Reading) -> tuple[str, float] | None:
        """Return the earlier text that this one repeats, and which share of the shorter one it is."""
        exact = self._by_digest.get(reading.digest) if reading.digest else None
        if exact is not None:
            return exact, 1.0
        if len(reading.shingles) < FEWEST:
            return None
        shared: Counter[str] = Counter()
        for shingle in reading.shingles:
            holders = self._by_shingle.get(shingle)
            if holders and len(holders) < 200:  # what two hundred texts share is furniture
                shared.update(holders)
        best: tuple[str, float] | None = None
        for key, count in shared.most_common(20):
            smaller = min(self._sizes[key], len(reading.shingles))
            share = count / smaller if smaller >= FEWEST else 0.0
            if share >= SAME and (best is None or share > best[1]):
                best = key, share
        return best

    def credited(self, reading: Reading, candidates: list[str]) -> str | None:
        """Return the item of another agency, among those of the story, that this one says it takes its words from."""
        own = reading.document.agency
        said = f"{reading.document.credit}\n{reading.document.text[:400]}\n{reading.document.text[-300:]}"
        for key in candidates:
            other = self._readings.get(key)
            if other is None or not other.document.agency or other.document.agency == own:
                continue
            name = re.escape(other.document.agency)
            if re.search(rf"{name}(?:\W{{1,3}}{_CREDIT}|\))|{_CREDIT}\s+(?:the\s+)?{name}|\({name}", said):
                return key
        return None
