"""Where a text leaves the style of the house, and what the house would write. Nothing here stops a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wiredesk.core import claims, text
from wiredesk.core.model import Draft, Finding, Span
from wiredesk.core.style.amounts import converted, counted, timed
from wiredesk.core.style.apply import phrases, placed, spelt
from wiredesk.core.style.guide import Guide

RULE = "style"
"""The class of these findings at the desk; the checks know no such rule."""


@dataclass(frozen=True, slots=True)
class Told:
    """Which words, and what to say of them."""

    span: Span
    message: str


def findings(draft: Draft, guide: Guide, *, edition: str = "") -> tuple[Finding, ...]:
    """Return where a draft or a page leaves the style of the house.

    Args:
        draft: Its parts in sentences.
        guide: The house's style.
        edition: Slug of the edition for which places are named; empty for all.

    Returns:
        Findings of rule "style" in reading order; none of them stops. Spans count in the sentence of body parts and in
        the whole of headline, summary, short and credit, as those of the checks do.
    """
    parts = [("headline", draft.headline.text), ("summary", " ".join(each.text for each in draft.summary))]
    parts += [(f"body.{number}", each.text) for number, each in enumerate(draft.body)]
    parts.append(("short", " ".join(each.text for each in draft.short)))
    found = [
        Finding(part, told.span, RULE, told.message, stops=False, score=1.0)
        for part, words in parts
        for told in _sorted(words, guide, edition)
    ]
    credit = guide.credit.partition("{agencies}")[0].strip()
    if draft.credit and credit and not draft.credit.startswith(credit):
        told = f"The house credits agencies with “{guide.credit.replace('{agencies}', 'AGENCY (CITY)')}”."
        found.append(Finding("credit", (0, len(draft.credit)), RULE, told, stops=False, score=1.0))
    return tuple(found)


def _sorted(words: str, guide: Guide, edition: str) -> list[Told]:
    if not words:
        return []
    quoted = [quote.span for quote in text.quotes(words)]
    ways: tuple[Callable[[], Iterator[Told]], ...] = (
        lambda: _spelling(words, guide, edition),
        lambda: _avoided(words, guide),
        lambda: _titles(words, guide),
        lambda: _verbs(words, guide),
        lambda: (Told(*each) for each in counted(words, guide)),
        lambda: (Told(*each) for each in converted(words, guide)),
        lambda: (Told(*each) for each in timed(words, guide)),
    )
    told = [each for way in ways for each in way()]
    return sorted(
        (each for each in told if not any(start <= each.span[0] < end for start, end in quoted)),
        key=lambda each: each.span,
    )


def _spelling(words: str, guide: Guide, edition: str) -> Iterator[Told]:
    for swap in spelt(words, guide):
        yield Told((swap.start, swap.end), f"The house spells “{words[swap.start : swap.end]}” “{swap.now}”.")
    for swap in placed(words, guide.names(edition)):
        yield Told((swap.start, swap.end), f"The house writes “{swap.now}” for “{words[swap.start : swap.end]}”.")


def _avoided(words: str, guide: Guide) -> Iterator[Told]:
    pattern = phrases(guide.avoid)
    for match in pattern.finditer(words) if pattern else ():
        instead = guide.avoid.get(match.group().lower(), guide.avoid.get(match.group(), ""))
        what = f"write: {instead}" if instead else "leave it out"
        yield Told(match.span(), f"The house avoids “{match.group()}”; {what}.")


def _titles(words: str, guide: Guide) -> Iterator[Told]:
    for title in guide.leave_out:
        for match in re.finditer(rf"(?<![\w.]){re.escape(title)} (?=[A-ZÀ-Þ])", words):
            yield Told((match.start(), match.end() - 1), f"The house gives no “{title}” before a name.")
    pattern = phrases(guide.short_titles, fold=False)
    for match in pattern.finditer(words) if pattern else ():
        if re.match(r" [A-ZÀ-Þ]", words[match.end() :]):
            yield Told(match.span(), f"The house writes “{guide.short_titles[match.group()]}” for “{match.group()}”.")


def _verbs(words: str, guide: Guide) -> Iterator[Told]:
    if not guide.verbs:
        return
    allowed = {text.stem(verb) for verb in guide.verbs} | {
        text.stem(form) for verb in guide.verbs for form in _FORMS.get(verb, ())
    }
    seen: set[int] = set()
    for claim in claims.find_in_text(words, ""):
        for start, end in claim.cue[:1]:
            stems = {text.stem(word.lower()) for word in re.findall(r"[A-Za-z]+", words[start:end])}
            if start in seen or not claim.source or not stems or stems & allowed:
                continue
            seen.add(start)
            told = f"“{words[start:end]}” is not among the house's words for saying; where it is no more than that: “{guide.instead}”."
            yield Told((start, end), told)


_FORMS = {
    "say": ("said", "says", "saying"),
    "tell": ("told", "tells"),
    "write": ("wrote", "written"),
    "find": ("found",),
    "show": ("shown", "showed"),
    "deny": ("denied", "denies"),
    "speak": ("spoke", "spoken"),
    "think": ("thought",),
    "know": ("knew", "known"),
    "put": ("puts",),
}
"""Forms that a stem does not join to their verb."""
