"""How well the sources bear a sentence out, as one number, and where."""

from __future__ import annotations

from wiredesk.core import text
from wiredesk.core.checks import (
    attribution_lost,
    headline_disputed,
    meaning,
    name_unsupported,
    negation_flipped,
    number_unsupported,
    quote_changed,
    sentence_unsupported,
)
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Support

_WEIGHTS = (
    (number_unsupported, 0.35),
    (name_unsupported, 0.35),
    (quote_changed, 0.05),
    (negation_flipped, 0.15),
    (headline_disputed, 0.15),
    (attribution_lost, 0.05),
)
"""How far a finding of a rule takes a sentence down; numbers and names tell most."""
NEAR = 0.34
"""Of a sentence's words that a passage shares, for it to count as support."""


def supports(sentence: str, sources: Sources, most: int = 3) -> tuple[Support, ...]:
    """Return the passages a sentence most likely rests on."""
    wanted = meaning.stems(sentence) - meaning.LIGHT
    found: list[tuple[float, Support]] = []
    for share, passage in sources.best(wanted, most * 2):
        if passage.span is not None and share >= NEAR and (not found or share >= found[0][0] - 0.25):
            found.append((share, Support(passage.item, passage.span)))
    return tuple(support for _, support in found[:most])


def score(words: str, sources: Sources) -> float:
    """Return how well the sources bear words out: the mean and the worst of their sentences, together."""
    each = [_sentence(words[a:b], sources) for a, b in text.sentences(words)]
    if not each:
        return 0.0
    return round(0.5 * sum(each) / len(each) + 0.5 * min(each), 4)


def _sentence(words: str, sources: Sources) -> float:
    if sources.holds(words):
        return 1.0
    line = Line("body.0", words)
    content = [(span, stem) for span, stem in line.content if stem not in meaning.LIGHT]
    if not content:
        return 0.5
    borne = sum(sentence_unsupported.borne(line.words(span), stem, sources) for span, stem in content) / len(content)
    near = sources.best([stem for _, stem in content], 1)
    together = near[0][0] if near else 0.0
    value = 0.55 * borne + 0.45 * together
    for rule, weight in _WEIGHTS:
        if any(finding.stops for finding in rule.find(line, sources)):
            value *= 1 - weight
    return value
