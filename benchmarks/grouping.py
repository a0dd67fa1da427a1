"""Measure what grouping costs as the window fills, beside a plain TF-IDF single pass on the same items.

    python benchmarks/grouping.py [--active 1000 10000 50000] [--words 300] [--reference 10000]

Prints, for each number of active items: items per second of processor time, milliseconds an item, the
most memory that the process held, and how long a worker takes to start from its snapshot.
The items are invented words with the frequencies of a language (Zipf's law), each story with words of its own, a third
of them copies and rewrites. `--reference` says up to which number the single pass runs along; it looks at every open
story that shares a word, and takes minutes at 50,000.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import math
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from wiredesk.core.matching import Document, Matcher, snapshot

SYLLABLES = tuple(
    a + b for a in "b c d f g h k l m n p r s t v w br dr gr st tr".split() for b in "a e i o u ai ea".split()
)
VOCABULARY = 40_000
BATCH = 500  # items timed together


class Press:
    """Invents items without end; the same seed gives the same items."""

    def __init__(self, words: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words = words
        self.vocabulary = sorted({self._word() for _ in range(VOCABULARY)})
        self.random.shuffle(self.vocabulary)
        self.rising = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.vocabulary))))

    def _word(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((1, 2, 2, 3, 3, 4))))

    def _pick(self) -> str:
        return self.vocabulary[bisect.bisect(self.rising, self.random.random() * self.rising[-1])]

    def _text(self, own: list[str]) -> str:
        told = [self.random.choice(own) if self.random.random() < 0.12 else self._pick() for _ in range(self.words)]
        for i in range(0, len(told), 18):
            told[i] = told[i].capitalize()
            told[min(i + 17, len(told) - 1)] += "."
        return " ".join(told)

    def items(self, gap: timedelta) -> Iterator[tuple[Document, str]]:
        """Yield items and their true story, one every `gap`; most stories have few items, some have many."""
        now = datetime(2025, 4, 24, tzinfo=UTC)
        recent: list[tuple[str, list[str], str]] = []
        for number in itertools.count():
            now += gap
            key = f"item-{number}"
            if not recent or self.random.random() < 0.4:
                own = [self._pick() for _ in range(8)] + [self._word().capitalize() + "an" for _ in range(8)]
                story, text = key, self._text(own)
            else:
                story, own, last = self.random.choice(recent)
                text = self._rewrite(last) if self.random.random() < 0.5 else self._text(own)
            recent = [*recent[-300:], (story, own, text)]
            title = " ".join([*self.random.sample(own, 5), self._pick(), self._pick()])
            yield Document(key, now, title, text, agency=f"Agency {self.random.randint(1, 9)}"), story

    def _rewrite(self, text: str) -> str:
        told = text.split(" ")
        for _ in range(len(told) // 40):
            told[self.random.randrange(len(told))] = self._pick()
        return " ".join(told[: self.random.randint(len(told) * 2 // 3, len(told))])


class SinglePass:
    """The plain way: cosine of TF-IDF vectors with the centre of every open story that shares a word."""

    def __init__(self, threshold: float = 0.3) -> None:
        self.threshold = threshold
        self.seen: Counter[str] = Counter()
        self.stories: list[tuple[Counter[str], list[float]]] = []
        self.behind: dict[str, set[int]] = {}
        self.items = 0

    def add(self, document: Document) -> int:
        """Put a document into the most likely story, or a new one; return its number."""
        words = Counter(f"{document.title} {document.text}".lower().split())
        self.items += 1
        self.seen.update(words.keys())
        vector = {w: (1 + math.log(n)) * math.log((self.items + 1) / self.seen[w]) for w, n in words.items()}
        size = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vector = {w: v / size for w, v in vector.items()}
        best, most = -1, self.threshold
        scores: Counter[int] = Counter()
        for word, value in vector.items():
            for story in self.behind.get(word, ()):
                scores[story] += value * self.stories[story][0][word]
        for story, product in scores.items():
            cosine = product / math.sqrt(self.stories[story][1][0])
            if cosine > most:
                best, most = story, cosine
        if best < 0:
            best = len(self.stories)
            self.stories.append((Counter(), [0.0]))
        centre, square = self.stories[best]
        for word, value in vector.items():
            square[0] += 2 * value * centre[word] + value * value
            centre[word] += value
            self.behind.setdefault(word, set()).add(best)
        return best


def restarted(matcher: Matcher) -> tuple[float, float]:
    """Write the window and read it again, as a worker does that starts; returns processor seconds of reading, and MB."""
    with tempfile.TemporaryFile() as file:
        snapshot.dump(matcher, file, last=0)
        size = file.tell() / 2**20
        file.seek(0)
        began = time.process_time()
        again, _ = snapshot.load(file, window_days=4.0)
        spent = time.process_time() - began
    assert len(again) == len(matcher)
    return spent, size


def memory() -> float:
    """Return the most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def f_measure(pairs: list[tuple[str, str]]) -> float:
    """Return BCubed F of (true story, story) pairs."""
    true, said, both = Counter(t for t, _ in pairs), Counter(s for _, s in pairs), Counter(pairs)
    precision = sum(n * n / said[s] for (_, s), n in both.items()) / len(pairs)
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Fill windows of several sizes and print the curve."""
    parser = argparse.ArgumentParser(description="Measure the cost of grouping.")
    parser.add_argument("--active", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--words", type=int, default=300, help="words an item; 0 gives headlines")
    parser.add_argument(
        "--reference", type=int, default=2_000, help="the single pass runs up to this many active items"
    )
    arguments = parser.parse_args()
    print("active   items/s   ms/item   memory MB   B3 F    start s   file MB   | single pass items/s   B3 F")
    for active in arguments.active:
        press = Press(arguments.words)
        matcher = Matcher(4.0)
        stream = press.items(timedelta(days=4.0) / active)
        pairs, spent = [], 0.0
        # The window is full after `active` items; what is timed comes after that.
        for number, (document, story) in enumerate(itertools.islice(stream, active + BATCH * 2)):
            began = time.process_time()
            decision = matcher.decide(document)
            key = decision.story or document.id
            matcher.place(document, key, decision.origin)
            spent += time.process_time() - began if number >= active else 0.0
            pairs.append((story, key))
        rate = BATCH * 2 / spent
        line = f"{len(matcher):6d}   {rate:7.0f}   {1000 / rate:7.2f}   {memory():9.0f}   {f_measure(pairs):.3f}"
        line += "   {:7.2f}   {:7.1f}".format(*restarted(matcher))
        if active <= arguments.reference:
            plain = SinglePass()
            stream = Press(arguments.words).items(timedelta(days=4.0) / active)
            pairs, spent = [], 0.0
            for number, (document, story) in enumerate(itertools.islice(stream, active + BATCH * 2)):
                began = time.process_time()
                pairs.append((story, str(plain.add(document))))
                spent += time.process_time() - began if number >= active else 0.0
            line += f"   | {BATCH * 2 / spent:15.0f}   {f_measure(pairs):.3f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
