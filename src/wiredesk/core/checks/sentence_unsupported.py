"""sentence-unsupported: words with a meaning that nothing in the sources bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import attribution_verb, forms, kin, meaning, word_loaded
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "sentence-unsupported"
DESCRIPTION = "What a sentence says, or a thing or cause added to it, stands in no source."

_ADDED = re.compile(
    r"\b(?:and|or|plus)\s+(?:(?:the|a|an|its|their|his|her|of|in|to|for|with|by|new)\s+)*$", re.IGNORECASE
)
_CAUSE = re.compile(
    r"\b(?:after|because of|because|due to|amid|despite|following|over|caused by"
    r"|thanks to|in response to|sparking|prompting"
    r"|triggering|fuelled by|fueled by|driven by|leading to|causing"
    r"|blamed on)\s+(?:(?:the|a|an|its|their|his|her|of|new|growing)\s+)*$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[’']?s?(?:\s+(?!(?:was|were|is|are|has|had|have|will|would)\b)\w+){0,2}?"
    r"(?:\s+(?:in|on|at|to|of|for|from|by|with|near|as|after|before)\b|\s*[.,;:]|\s*$)"
)
"""Behind a thing that a list adds, at most two words stand before the list ends; behind a subject stands its verb."""
MOST, LEAST = 0.6, 3
"""A line stops with so large a part of its words, and so many of them, without support."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for the words of a line that no source bears out: stops for a thing added or most of a line."""
    if sources.holds(line.text):
        return
    words = [(span, stem) for span, stem in line.content if stem not in meaning.LIGHT]
    bare = [(span, stem) for span, stem in words if not borne(line.words(span), stem, sources)]
    cues = [span for claim in line.claims for span in claim.cue]
    bare = [each for each in bare if not any(a <= each[0][0] < b for a, b in cues)]
    bare = [(span, stem) for span, stem in bare if not _capital(line, span) and not _judged(line.words(span))]
    if not bare:
        return
    best = sources.best(line.stems, 1)
    evidence = best[0][1].evidence if best else ()
    if len(bare) >= LEAST and len(bare) >= MOST * len(words):
        span = (bare[0][0][0], bare[-1][0][1])
        shown = ", ".join(f"“{line.words(each)}”" for each, _ in bare[:5])
        message = f"No source bears out {shown}. Keep to what the sources say, or add the source that says it."
        yield line.finding(NAME, span, message, evidence=evidence)
        return
    for span, stem in bare:
        stops = _stops(line, span, stem, bare, sources)
        message = f"“{line.words(span)}” stands in no source. Take it out, or add the source that says it."
        yield line.finding(NAME, span, message, evidence=evidence, warns=0.0 if stops else 0.3)


def borne(word: str, stem: str, sources: Sources) -> bool:
    """Say whether the sources have a word, its class, or a word of the same root."""
    if stem in sources.stems or word.lower() in sources.words or meaning.FOLLOWS.get(stem) in sources.stems:
        return True
    if stem.startswith("@"):
        return stem[1:].upper() in sources.countries
    raw = text.stem(word)
    if raw in sources.raw or raw in sources.related or any(each in sources.raw for each in kin.near(raw)):
        return True
    root = raw.removeprefix("re") if len(raw) > 6 and raw.startswith("re") else raw
    return not raw.startswith("re") and len(root) >= 6 and root[:5] in sources.prefixes


def _judged(word: str) -> bool:
    """Say whether a word is the affair of word-loaded or attribution-verb: one finding a word."""
    stem = text.stem(word)
    return stem in word_loaded.REASONS or stem in attribution_verb.REASONS


def _capital(line: Line, span: Span) -> bool:
    """Names are name-unsupported's affair, except where every word has a capital."""
    return span[0] > 0 and line.text[span[0]].isupper() and not line.title_case


def _stops(line: Line, span: Span, stem: str, bare: list[tuple[Span, str]], sources: Sources) -> bool:
    before = line.text[: span[0]]
    does = before.rstrip().endswith((" and", " or")) and re.match(r"\s+to\s", line.text[span[1] :]) is not None
    added = not does and _ADDED.search(before) and _ITEM.match(line.text, span[1]) and not forms.past(line.text, span)
    if added or (_CAUSE.search(before) and _mostly(line, span, bare)):
        return not line.words(span).lower().endswith("ly")
    if stem == "=accuse" and (_DENIED.search(line.text) or _OF_MONEY.match(line.text, span[1])):
        return False  # "a charge that Ethiopia rejects": what was said is called so
    if any(each in sources.raw for each in _ALSO.get(text.stem(line.words(span)), ())):
        return False
    return stem in EVENTS or text.stem(line.words(span)) in WHO


_OF_MONEY = re.compile(r"\s+(?:more|less|extra|for|customers|fees?|up to|between|[\d$£€])")
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|reject\w*|disput\w+|dismiss\w*|contest\w*)\b", re.IGNORECASE)
_ALSO = {
    text.stem(word): frozenset(map(text.stem, others.split()))
    for word, others in {
        "raid": "robbery rob robbed heist burglary search searched",
        "strike": "attack struck walkout bombing",
        "blaze": "fire burn burning burned",
        "probe": "investigation inquiry investigate",
        "unrest": "protest riot violence clashes",
        "clash": "fight fighting battle",
        "shooting": "shot gun fired gunman",
        "sale": "takeover buy bid acquire",
        "drowning": "sank water",
        "crash": "collision derailed hit overturned",
    }.items()
}
"""Words for an event that another word of a source may stand behind, though a dictionary does not join them."""


def _mostly(line: Line, span: Span, bare: list[tuple[Span, str]]) -> bool:
    """Say whether more than half of a phrase is without support: in "over doping test" the test is there."""
    cut = re.search(r"[,;:.]|\b(?:in|on|at|as|and|which|that|said|says)\b|$", line.text[span[1] :])
    end = span[1] + (cut.start() if cut else 0)
    phrase = [each for each, _ in line.content if span[0] <= each[0] < end]
    return 2 * sum(span[0] <= each[0] < end for each, _ in bare) > len(phrase)


EVENTS = frozenset(
    [
        "=kill",
        "=injure",
        "=attack",
        "=seize",
        "=steal",
        "=resign",
        "=sack",
        "=arrest",
        "=jail",
        "=destroy",
        "=fire",
        "=flood",
        "=quake",
        "=protest",
        "=capture",
        "=convict",
        "=accuse",
        "=investigate",
        "=strike",
        "=delay",
        "=rescue",
        "=breach",
        "=sell",
        "=buy",
        "=win",
        "=election",
    ]
)
"""Classes of events that nobody may add."""

WHO = frozenset(
    text.stem(word)
    for word in [
        "adults",
        "pensioners",
        "teenagers",
        "students",
        "soldiers",
        "civilians",
        "migrants",
        "refugees",
        "tourists",
        "muslims",
        "christians",
        "jews",
        "foreigners",
        "immigrants",
        "helicopter",
        "helicopters",
        "drone",
        "drones",
        "missile",
        "missiles",
        "tank",
        "tanks",
        "bomb",
        "bombs",
        "gun",
        "guns",
        "knife",
    ]
)
"""Kinds of people and of arms that nobody may add."""
