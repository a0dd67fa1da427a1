"""What the sources do not bear out: one rule a file, all of them over one index of the sources.

A rule's `find` yields findings for one line (one sentence of a draft with its place), or for the whole draft.
Every finding names the words, the source's words, and what would mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.core.checks import (
    attribution_lost,
    attribution_verb,
    cause_added,
    condition_dropped,
    country_missing,
    headline_article,
    headline_disputed,
    name_unsupported,
    negation_flipped,
    number_unsupported,
    old_as_new,
    quote_changed,
    roles_swapped,
    sentence_unsupported,
    word_loaded,
)
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line, lines
from wiredesk.core.checks.score import score, supports
from wiredesk.core.model import Draft, Finding, Item, Ledger, Support

__all__ = ["RULES", "Sources", "find_support", "run", "stopped", "support_score"]

LINE_RULES = (
    headline_disputed,
    attribution_lost,
    attribution_verb,
    quote_changed,
    number_unsupported,
    name_unsupported,
    negation_flipped,
    roles_swapped,
    condition_dropped,
    cause_added,
    old_as_new,
    word_loaded,
    sentence_unsupported,
)
DRAFT_RULES = (headline_article, country_missing)

LONGEST, MOST = 2_000, 400
"""Characters of a sentence and sentences of a draft beyond which nothing is checked and the draft is stopped."""

RULES: dict[str, str] = {rule.NAME: rule.DESCRIPTION for rule in (*LINE_RULES, *DRAFT_RULES)}
"""Stable names of the rules with one line each on what they find."""


def run(draft: Draft, items: Sequence[Item], ledger: Ledger) -> tuple[Finding, ...]:
    """Return what the items and their ledger do not bear out in a draft, in the order of its parts.

    Args:
        draft: Text of any make; its own supports are not believed.
        items: The sources.
        ledger: Their claims, as `claims.ledger` gives them.
    """
    sources = Sources(items, ledger)
    found: list[Finding] = []
    for number, line in enumerate(lines(draft)):
        if len(line.text) > LONGEST or number >= MOST:
            found.append(_too_long(line, number))
            if number >= MOST:
                break
            continue
        for rule in LINE_RULES:
            found.extend(rule.find(line, sources))
    for whole in DRAFT_RULES:
        found.extend(whole.find(draft, sources))
    for name, other in draft.headlines:
        found.extend(_as_headline(name, replace(draft, headline=other), sources))
    return tuple(found)


def _as_headline(name: str, draft: Draft, sources: Sources) -> list[Finding]:
    """Hold a headline for another place (search, a letter …) to all that the headline of the page is held to."""
    line = Line("headline", draft.headline.text)
    if len(line.text) > LONGEST:
        found = [_too_long(line, 0)]
    else:
        found = [each for rule in LINE_RULES for each in rule.find(line, sources)]
        found += headline_article.find(draft, sources)
    return [replace(each, part=f"headline.{name}") for each in found]


def _too_long(line: Line, number: int) -> Finding:
    """Return the finding for what can't be looked at in a moment: it stops, since nobody has checked it."""
    what = "This sentence is" if number < MOST else f"After {MOST} sentences the draft is"
    span = (0, min(len(line.text), 80))
    return line.finding(sentence_unsupported.NAME, span, f"{what} too long to be checked. Cut it into shorter pieces.")


def stopped(findings: Iterable[Finding]) -> bool:
    """Say whether any finding keeps the draft from being published."""
    return any(finding.stops for finding in findings)


def find_support(sentence: str, items: Sequence[Item]) -> tuple[Support, ...]:
    """Return the sentences of the items on which a sentence most likely rests, best first; none where none is near."""
    return supports(sentence, Sources(items, Ledger()))


def support_score(sentence: str, items: Sequence[Item], ledger: Ledger) -> float:
    """Return how well items bear a sentence or a few out, in [0, 1]; 1 where a source has it to the letter."""
    return score(sentence, Sources(items, ledger))
