"""How much of what people marked the claims rules find, on data that stands outside the repository.

    python benchmarks/claims.py attribution FILE     articles: {"text", "attributions": [{"source", "content"}]}, spans as lists
    python benchmarks/claims.py pairs FILE           pairs of sentences with a label: which of them the ledger sets against
                                                     each other when two people say them

FILE is JSON Lines, packed with gzip or not. A statement is found when its content shares at least half of all words
with a marked one, best pairs first; its source is right when the sources share a word, or when both have none.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wiredesk.core import claims
from wiredesk.core.model import Item

WORD = re.compile(r"\w+|[^\w\s]")
LEAST = 0.5
CONTRADICTED = frozenset({"REFUTES", "contradiction", "1", 1})
FIELDS = (("evidence", "claim"), ("premise", "hypothesis"), ("claim_a", "claim_b"))


def rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON Lines."""
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8")
    yield from (json.loads(line) for line in text.splitlines() if line.strip())


def covered(spans: Any, words: list[tuple[int, int]]) -> set[int]:
    """Return the numbers of the words that spans touch."""
    return {n for start, end in spans for n, (a, b) in enumerate(words) if a < end and b > start}


def attribution(path: str) -> None:
    """Print precision, recall and F of statements, without and with their source, and articles a second."""
    marked = said = found = sourced = articles = 0
    seconds = 0.0
    for row in rows(path):
        words = [match.span() for match in WORD.finditer(row["text"])]
        started = time.process_time()
        read = claims.find_in_text(row["text"], "")
        seconds += time.process_time() - started
        gold = [(covered(each["content"], words), covered(each["source"], words)) for each in row["attributions"]]
        ours = [(covered(each.content, words), covered(each.source, words)) for each in read]
        gold, ours = [each for each in gold if each[0]], [each for each in ours if each[0]]
        fits = (
            (len(g[0] & o[0]) / len(g[0] | o[0]), i, j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if g[0] & o[0]
        )
        left, right = set(range(len(gold))), set(range(len(ours)))
        for share, i, j in sorted(fits, reverse=True):
            if share >= LEAST and i in left and j in right:
                left.remove(i)
                right.remove(j)
                found += 1
                sourced += bool(gold[i][1] & ours[j][1]) or not (gold[i][1] or ours[j][1])
        marked, said, articles = marked + len(gold), said + len(ours), articles + 1
    for name, hits in (("statements", found), ("with source", sourced)):
        print(f"{name:12} P {hits / said:.3f} R {hits / marked:.3f} F {2 * hits / (said + marked):.3f}")
    print(f"{articles / seconds:.0f} articles a second")


def pairs(path: str) -> None:
    """Print precision and recall of the disputes that the ledger marks between two people who say the sentences."""
    counts = {(dispute, label): 0 for dispute in (True, False) for label in (True, False)}
    for row in rows(path):
        one, other = next((row[a], row[b]) for a, b in FIELDS if a in row)
        items = [
            Item(name, "", f"{name} said that {text.strip()}")
            for name, text in (("Ana Ruiz", one), ("Tom Kunin", other))
        ]
        disputed = any(each.disputed for each in claims.ledger(items).statements)
        counts[disputed, row.get("label", row.get("relation")) in CONTRADICTED] += 1
    hits, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    print(
        f"disputes P {hits / max(1, hits + wrong):.3f} R {hits / max(1, hits + missed):.3f} ({hits + wrong} of {sum(counts.values())})"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("attribution", "pairs"):
        sys.exit(__doc__)
    {"attribution": attribution, "pairs": pairs}[sys.argv[1]](sys.argv[2])
