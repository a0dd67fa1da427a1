"""Measure the checks on our own pairs: `PYTHONPATH=src python tests/core/checks/pair_scores.py [SET…]` prints each miss.

A set is a file of tests/corpus/checks without its ending; all of them where none is named.
"""

import json
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from wiredesk.core import checks, claims, writing
from wiredesk.core.model import Finding, Item

FIRST = ("pairs", "second", "third", "fourth", "fifth")
"""The sets of EARLIER for which every rule's floor was set first."""
EARLIER = ("pairs", "second", "third", "fourth", "fifth", "sixth", "seventh")
"""Sets that the rules were mended with until little was left."""
LATER = ("eighth", "ninth")
"""Sets that the rules were mended with once: nearer to what other copy gives."""
CORPUS = Path(__file__).parents[2] / "corpus" / "checks"


@cache
def pairs(*sets: str) -> tuple[dict, ...]:
    """Return the pairs: a text, its part, small sources, and whether it is to be stopped and by which rule."""
    found = []
    for path in sorted(CORPUS.iterdir()):
        if sets and path.stem not in sets:
            continue
        words = path.read_text(encoding="utf-8")
        found += [json.loads(line) for line in words.splitlines()] if path.suffix == ".jsonl" else _stories(words)
    return tuple(found)


def _stories(words: str) -> list[dict]:
    found = []
    for story in tomllib.loads(words)["story"]:
        sources = [{**each, "body": each["body"].strip()} for each in story["source"]]
        for kind in ("good", "bad"):
            for number, each in enumerate(story[kind], 1):
                pair = {"id": f"{story['name']}-{kind}-{number}", "stop": kind == "bad", "rule": "", **each}
                found.append({**pair, "sources": sources})
    return found


def findings(pair: dict) -> tuple[Finding, ...]:
    """Check one text against its sources."""
    items = [Item(each["item"], each["headline"], each["body"], agency=each["agency"]) for each in pair["sources"]]
    return checks.run(writing.draft_from_json({pair["part"]: pair["text"]}), items, claims.ledger(items))


@cache
def stops(*sets: str) -> tuple[tuple[dict, frozenset[str]], ...]:
    """Return each pair with the rules that stop it."""
    return tuple((pair, frozenset(each.rule for each in findings(pair) if each.stops)) for pair in pairs(*sets))


def score(*sets: str) -> tuple[float, float]:
    """Return the part of the bad ones that is stopped, and of the good ones that passes."""
    total, right = Counter(), Counter()
    for pair, rules in stops(*sets):
        total[pair["stop"]] += 1
        right[pair["stop"]] += bool(rules) == pair["stop"]
    return right[True] / total[True], right[False] / total[False]


def rows(*sets: str) -> dict[str, tuple[float, float, int, int]]:
    """Return for each rule: precision of its stops, recall of its own mistakes, how often it stops, how many it has.

    A stop is right on any bad text; a mistake is found when any rule stops it.
    """
    fired, hit, own, caught = Counter(), Counter(), Counter(), Counter()
    for pair, rules in stops(*sets):
        for rule in rules:
            fired[rule] += 1
            hit[rule] += pair["stop"]
        if pair["stop"]:
            own[pair["rule"]] += 1
            caught[pair["rule"]] += bool(rules)
    return {
        rule: (hit[rule] / max(1, fired[rule]), caught[rule] / max(1, own[rule]), fired[rule], own[rule])
        for rule in sorted({*fired, *own})
    }


def main() -> None:
    """Print every pair that comes out wrong, a row for each rule, and both figures."""
    sets = sys.argv[1:]
    for pair, rules in stops(*sets):
        if bool(rules) != pair["stop"]:
            print("MISS" if pair["stop"] else "FALSE", pair["id"], pair["rule"], pair["text"])
            for each in findings(pair):
                print("     ", each.rule, "stops" if each.stops else "warns", each.message)
        elif pair["stop"] and pair["rule"] not in rules:
            print("OTHER", pair["id"], pair["rule"], "->", sorted(rules), pair["text"])
    for rule, (precision, recall, fired, own) in rows(*sets).items():
        print(f"{rule:22} stops {fired:3}, precision {precision:.2f}; of its {own:3} mistakes found {recall:.2f}")
    print("bad stopped {:.3f}, good passed {:.3f}".format(*score(*sets)))


if __name__ == "__main__":
    main()
