"""Measure the extractive writer beside lead-3 and TextRank: by the checks, by ROUGE, by seconds and memory.

    python benchmarks/writing.py                          the 200 generated stories and the sample stories
    python benchmarks/writing.py --reference FILE.jsonl.gz [--label 1]
                                                          documents with a summary by people: `source`, `text`, `label`

ROUGE is F1 over stems (Lin 2004), against the reference summary, at the same length for all three ways: the number of
whole sentences that is nearest to the reference in words. TextRank is Mihalcea and Tarau's (2004): sentences as nodes,
shared words over the logarithms of their lengths as weights, damping 0.85.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / each) for each in ("src", "tests/core/writing")]

import writing_scores

from wiredesk.core import checks, claims, text, writing
from wiredesk.core.model import Draft, Item, Sentence

Way = Callable[[Sequence[Item], int], list[str]]


def lead(items: Sequence[Item], words: int) -> list[str]:
    """Return the first sentences of the first item, dateline off."""
    return _up_to(_sentences(items[:1]), words)


def textrank(items: Sequence[Item], words: int) -> list[str]:
    """Return the sentences that share most words with others, in their order."""
    found = _sentences(items)[:120]
    stems = [frozenset(text.content_words(each)) for each in found]
    weights = [
        [
            len(one & two) / (log(len(one) + 1) + log(len(two) + 1)) if one and two and i != j else 0.0
            for j, two in enumerate(stems)
        ]
        for i, one in enumerate(stems)
    ]
    sums = [sum(row) or 1.0 for row in weights]
    rank = [1.0] * len(found)
    for _ in range(30):
        rank = [
            0.15 + 0.85 * sum(rank[j] * weights[j][i] / sums[j] for j in range(len(found))) for i in range(len(found))
        ]
    best = sorted(range(len(found)), key=lambda i: -rank[i])
    chosen = _up_to([found[i] for i in best], words)
    return [each for each in found if each in chosen]


def extract(items: Sequence[Item], words: int) -> list[str]:
    """Return the first sentences of our body."""
    draft = writing.extract(items, claims.ledger(items))
    return _up_to([each.text for each in draft.body], words)


def _sentences(items: Sequence[Item]) -> list[str]:
    found = []
    for item in items:
        opening = text.dateline(item.body)
        body = item.body[opening.span[1] :] if opening else item.body
        found += [body[start:end] for start, end in text.sentences(body)]
    return found


def _up_to(sentences: Sequence[str], words: int) -> list[str]:
    """Take whole sentences until another would lead farther from the number of words."""
    chosen: list[str] = []
    total = 0
    for each in sentences:
        more = len(each.split())
        if chosen and abs(total + more - words) > abs(total - words):
            break
        chosen.append(each)
        total += more
    return chosen


def rouge(written: str, reference: str) -> tuple[float, float, float]:
    """Return ROUGE-1, ROUGE-2 and ROUGE-L as F1 over stems."""
    one, two = ([text.stem(each[a:b].lower()) for a, b in text.words(each)] for each in (written, reference))
    return _f1(Counter(one), Counter(two)), _f1(_pairs(one), _pairs(two)), _longest(one, two)


def _pairs(stems: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(stems))


def _f1(ours: Counter, theirs: Counter) -> float:
    both = sum((ours & theirs).values())
    return 2 * both / max(1, sum(ours.values()) + sum(theirs.values()))


def _longest(one: Sequence[str], two: Sequence[str]) -> float:
    row = [0] * (len(two) + 1)
    for each in one:
        before = 0
        for j, other in enumerate(two, 1):
            before, row[j] = row[j], before + 1 if each == other else max(row[j], row[j - 1])
    return 2 * row[-1] / max(1, len(one) + len(two))


def documents(path: Path, label: int) -> Iterator[tuple[Item, str]]:
    """Yield (document, summary by people), each document once."""
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("label", label) == label and row["source"] not in seen:
                seen.add(row["source"])
                yield Item(str(row["id"]), "", row["source"], language="en"), row["text"]


def compare(cases: Sequence[tuple[Item, str]], ways: dict[str, Way]) -> None:
    """Print ROUGE of each way, and how many of its texts the checks stop."""
    for name, way in ways.items():
        totals, stopped, seconds = [0.0, 0.0, 0.0], 0, 0.0
        for item, reference in cases:
            started = time.perf_counter()
            told = way([item], len(reference.split()))
            seconds += time.perf_counter() - started
            totals = [total + each for total, each in zip(totals, rouge(" ".join(told), reference), strict=True)]
            draft = Draft(body=tuple(Sentence(each) for each in told))
            found = checks.run(draft, [item], claims.ledger([item]))
            stopped += checks.stopped(found) or _leans(told)
        told_all = "  ".join(f"{each / len(cases):.3f}" for each in totals)
        print(
            f"{name:9} ROUGE-1 -2 -L  {told_all}   unfit {stopped / len(cases):.3f}   {1000 * seconds / len(cases):.1f} ms"
        )


def _leans(told: Sequence[str]) -> bool:
    """Whether a sentence can't be read alone: it opens with "He" or "But", or ends in the middle of a quote."""
    return any(
        each.split()[:1] in (["He"], ["She"], ["They"], ["But"], ["It"], ["This"]) or each.count('"') % 2
        for each in told
    )


def speed() -> None:
    """Print seconds for a story of ten items of 400 words, the best of five, and the memory of the process."""
    pieces = [item for _, items, _ in writing_scores.samples() for item in items][:60]
    items = [
        Item(f"t{n}", pieces[n].headline, "\n\n".join(each.body for each in pieces[n * 3 : n * 3 + 3]), agency=f"A{n}")
        for n in range(10)
    ]
    ledger = claims.ledger(items)
    best = min(_timed(items, ledger) for _ in range(5))
    words = sum(len(item.body.split()) for item in items)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ten items, {words} words: {1000 * best:.0f} ms without the ledger; {memory} MB")


def _timed(items: Sequence[Item], ledger: object) -> float:
    started = time.perf_counter()
    writing.extract(items, ledger)  # type: ignore[arg-type]
    return time.perf_counter() - started


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description="Measure the extractive writer.")
    parser.add_argument("--reference", type=Path, help="JSON Lines, gzip: source, text, label")
    parser.add_argument("--label", type=int, default=1, help="which label means borne out (default 1)")
    arguments = parser.parse_args()
    if arguments.reference:
        cases = list(documents(arguments.reference, arguments.label))
        print(f"{len(cases)} documents of {arguments.reference.name}")
        compare(cases, {"lead": lead, "TextRank": textrank, "ours": extract})
        return
    for name, scores in (("generated", writing_scores.generated()), ("samples", writing_scores.sampled())):
        figures = ("clean", "headlines", "summaries", "sourced", "formed")
        print(name, scores.stories, {each: round(scores.part(each), 3) for each in figures}, *scores.failed)
    speed()


if __name__ == "__main__":
    main()
