"""What the house's own data bears out: its names of places and its rates of exchange are sources, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.core import text
from wiredesk.core.model import Draft, Finding, Item
from wiredesk.core.style.guide import Guide

NEAR = 0.06
"""How far a converted amount may be from the rate's: it is told with two or three figures."""

_NAMES, _NUMBERS = frozenset({"name-unsupported", "country-missing"}), frozenset({"number-unsupported"})
_RATE = re.compile(r"\((?P<told>[^()]*?) at the rate of (?P<date>[^()]+)\)")


def unwarranted(found: Sequence[Finding], draft: Draft, items: Sequence[Item], guide: Guide) -> tuple[Finding, ...]:
    """Return the findings without those that the house's own data answers.

    "Kyiv" is borne out where a source says "Kiev" and the house writes "Kyiv" for it; "5.4 million dollars at the rate
    of 1 April 2025" where the sentence has the amount in the other money and the guide has that rate of that day.

    Args:
        found: What the checks say of the draft.
        draft: The text.
        items: Its sources.
        guide: The house's style.
    """
    names = _written_for(items, guide)
    kept = []
    for finding in found:
        words, about = _words(draft, finding)
        if finding.rule in _NAMES and about and about in names:
            continue
        if finding.rule in _NUMBERS and _at_the_rate(words, finding.span, guide):
            continue
        kept.append(finding)
    return tuple(kept)


def _written_for(items: Sequence[Item], guide: Guide) -> frozenset[str]:
    """Return the house's names of places that stand for one in the sources."""
    copy = " ".join(f"{item.headline} {item.body} {item.located}" for item in items)
    tables = [guide.places, *guide.editions.values()]
    return frozenset(
        now
        for table in tables
        for was, now in table.items()
        if re.search(rf"(?<![\w-]){re.escape(was)}(?![\w-])", copy)
    )


def _words(draft: Draft, finding: Finding) -> tuple[str, str]:
    """Return the text of the part that a finding counts in, and the words it is about without a possessive."""
    part, _, number = finding.part.partition(".")
    if part == "body" and number.isdecimal() and int(number) < len(draft.body):
        words = draft.body[int(number)].text
    elif part == "headline":
        words = draft.headline.text
    elif part in ("summary", "short"):
        words = " ".join(each.text for each in getattr(draft, part))
    else:
        words = ""
    return words, re.sub(r"['\u2019]s?$", "", words[slice(*finding.span)])


def _at_the_rate(words: str, span: tuple[int, int], guide: Guide) -> bool:
    """Whether a number stands in a bracket that tells the amount before it in the house's money, at its rate, with its day."""
    for match in _RATE.finditer(words):
        if not match.start() <= span[0] < match.end() or match["date"].strip() != guide.rates_date:
            continue
        before = [each for each in text.numbers(words[: match.start()]) if each.kind == "money"]
        told = [each for each in text.numbers(match["told"]) if each.kind == "money"]
        if not before or len(told) != 1 or told[0].unit != re.sub(r"s$", "", guide.money):
            return False
        rate = guide.rates.get(before[-1].unit, 0.0)
        return bool(rate) and abs(told[0].value - before[-1].value * rate) <= NEAR * before[-1].value * rate
    return False
