"""Measure the checks on our own pairs: `PYTHONPATH=src python tests/core/checks/pair_scores.py` prints each miss."""

import json
from collections import Counter
from pathlib import Path

from wiredesk.core import checks, claims, writing
from wiredesk.core.model import Finding, Item

PAIRS = Path(__file__).parents[2] / "corpus" / "checks" / "pairs.jsonl"


def pairs() -> list[dict]:
    """Return the pairs: a text, its part, small sources, and whether it is to be stopped and by which rule."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def findings(pair: dict) -> tuple[Finding, ...]:
    """Check one text against its sources."""
    items = [Item(each["item"], each["headline"], each["body"], agency=each["agency"]) for each in pair["sources"]]
    return checks.run(writing.draft_from_json({pair["part"]: pair["text"]}), items, claims.ledger(items))


def score() -> tuple[float, float]:
    """Return the part of the bad ones that is stopped, and of the good ones that passes."""
    total, right = Counter(), Counter()
    for pair in pairs():
        total[pair["stop"]] += 1
        right[pair["stop"]] += checks.stopped(findings(pair)) == pair["stop"]
    return right[True] / total[True], right[False] / total[False]


def main() -> None:
    """Print every pair that comes out wrong, a row for each rule, and both figures."""
    hit, fired = Counter(), Counter()
    for pair in pairs():
        found = [each for each in findings(pair) if each.stops]
        rules = {each.rule for each in found}
        for rule in rules:
            fired[rule] += 1
            hit[rule] += pair["stop"]
        if bool(found) != pair["stop"]:
            print("MISS" if pair["stop"] else "FALSE", pair["id"], pair["rule"], pair["text"])
            for each in found:
                print("     ", each.rule, each.message)
        elif pair["stop"] and pair["rule"] not in rules:
            print("OTHER", pair["id"], pair["rule"], "->", sorted(rules), pair["text"])
    for rule in sorted(fired):
        print(f"{rule:22} fires on {fired[rule]}, rightly on {hit[rule]}")
    print("bad stopped {:.3f}, good passed {:.3f}".format(*score()))


if __name__ == "__main__":
    main()
