"""How well the sources bear a sentence out, as one number, and where.

A weighted sum of what can be counted, put into [0, 1]: does each word stand in a passage with its neighbours, do names
and numbers stand there, does a rule find something.
"""

from __future__ import annotations

import math

from wiredesk.core import text
from wiredesk.core.checks import (
    align,
    amounts,
    attribution_lost,
    headline_disputed,
    meaning,
    name_unsupported,
    negation_flipped,
    number_unsupported,
    quote_changed,
    roles_swapped,
    sentence_unsupported,
)
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.replaced import replaced
from wiredesk.core.model import Support

RULES = (
    number_unsupported,
    name_unsupported,
    quote_changed,
    negation_flipped,
    headline_disputed,
    attribution_lost,
    roles_swapped,
    sentence_unsupported,
)
NAMES = (
    "words beside their neighbours",
    "the three words that stand most alone",
    "names beside their neighbours",
    "names that are there",
    "numbers that are there",
    "numbers beside their neighbours",
    "pairs of words in order",
    "nothing stands in the place of another word",
    *(f"nothing from {rule.NAME}" for rule in RULES),
)
"""What is counted; each in [0, 1], higher is better borne out."""
WEIGHTS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 2.0, 1.6, 1.2, 0.5, 1.6, 0.8, 0.3, 1.5, 0.8)
BIAS = -12.5
"""Set by hand in round numbers: fitted to our own pairs, on which the rules were tuned, all weight goes to the rules.
Figures in docs/explanation/checks.md."""
REACH = 3
"""Words on each side that are a word's neighbours."""
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
    """Return how well the sources bear words out, in [0, 1]; 1 where they have every sentence to the letter."""
    sentences = [words[a:b] for a, b in text.sentences(words)]
    if not sentences:
        return 0.0
    if all(sources.holds(each) for each in sentences):
        return 1.0
    value = BIAS + sum(weight * each for weight, each in zip(WEIGHTS, features(sentences, sources), strict=True))
    return round(min(0.999, 1 / (1 + math.exp(-value))), 4)


def features(sentences: list[str], sources: Sources) -> tuple[float, ...]:
    """Return what is counted of some sentences together, as `NAMES` lists it."""
    tokens = [token for each in sentences for token in _tokens(each, sources)]
    named = [token for token in tokens if token.word.name]
    counted = [token for token in tokens if token.word.figure]
    lines = [Line("body.0", each) for each in sentences]
    found = [any(f.stops for line in lines for f in rule.find(line, sources)) for rule in RULES]
    turned = any(
        r.kind in ("opposite", "step", "name", "month", "unit") for s in sentences for r in replaced(s, sources)
    )
    return (
        _mean([(token.beside * token.paired, token.weight) for token in tokens]),
        _lowest([token.beside for token in tokens], 3),
        _lowest([token.beside for token in named], 2),
        _mean([(token.there, 1.0) for token in named]),
        _mean([(token.there, 1.0) for token in counted]),
        _lowest([token.beside for token in counted], 1),
        sum(_in_order(each, sources) for each in sentences) / len(sentences),
        float(not turned),
        *(float(not each) for each in found),
    )


class _Token:
    """A word of a sentence: how near the sources have it, with how many of its neighbours, and how rare it is there."""

    __slots__ = ("beside", "paired", "there", "weight", "word")

    def __init__(self, word: align.Word, paired: float, beside: float, there: float, weight: float) -> None:
        self.word, self.paired, self.beside, self.there, self.weight = word, paired, beside, there, weight


def _tokens(sentence: str, sources: Sources) -> list[_Token]:
    found = []
    beside = sources.beside(sentence)
    ours = align.words(sentence)
    for number, word in enumerate(ours):
        paired = max((both.scores[number] for _, _, both in beside), default=0.0)
        near = max((_neighbours(both, number) for _, _, both in beside if both.pairs[number] is not None), default=0.0)
        passages = sources.passages_with(word)
        there = 1.0 if passages else float(_figure_there(word, sources))
        weight = math.log((len(sources.passages) + 2) / (len(passages) + 1))
        found.append(_Token(word, paired, near, there, weight))
    return found


def _figure_there(word: align.Word, sources: Sources) -> bool:
    """Say whether a number that no passage has as it stands is a rounding of one."""
    if not word.figure:
        return False
    ours = text.Number((0, 0), float(word.raw[1:]), "count", "", "about")
    return any(amounts.same_value(ours, n._replace(kind="count")) for p in sources.passages for n in p.numbers)


def _neighbours(both: align.Alignment, number: int) -> float:
    """Return the part of a word's neighbours that stand near its partner, the nearest counting most."""
    here = both.pairs[number]
    total = borne = 0.0
    for other in range(max(0, number - REACH), min(len(both.ours), number + REACH + 1)):
        if other == number or here is None:
            continue
        weight = 1 / abs(other - number)
        total += weight
        there = both.pairs[other]
        if there is not None:
            borne += weight * (1.0 if abs(there - here) <= abs(other - number) + 2 else 0.6)
    return borne / total if total else 1.0


def _in_order(sentence: str, sources: Sources) -> float:
    """Return the part of neighbouring words that a passage has close together in the same order."""
    beside = sources.beside(sentence)
    last = len(align.words(sentence)) - 1
    if last < 1:
        return beside[0][0] if beside else 0.0
    good = 0
    for at in range(last):
        for _, _, both in beside:
            one, other = both.pairs[at], both.pairs[at + 1]
            if one is not None and other is not None and 0 < other - one <= 2:
                good += 1
                break
    return good / last


def _mean(values: list[tuple[float, float]]) -> float:
    total = sum(weight for _, weight in values)
    return sum(value * weight for value, weight in values) / total if total else 1.0


def _lowest(values: list[float], most: int) -> float:
    low = sorted(values)[:most]
    return sum(low) / len(low) if low else 1.0
