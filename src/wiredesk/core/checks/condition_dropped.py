"""condition-dropped: the source makes it depend on something, and the line says it without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.checks import align, kin
from wiredesk.core.checks.align import Alignment
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.status import hedged, status
from wiredesk.core.model import Finding, Span

NAME = "condition-dropped"
DESCRIPTION = "The source says it under a condition (if, unless, provided), and the draft leaves the condition out."

_IF = re.compile(
    r"\b(?:(?<!even )(?<!as )(?<!what )(?<!ask )(?<!asked )(?<!know )(?<!see )(?<!only )if(?! not\b)|only if|unless|provided"
    r"(?: that|(?= the| it| they| he| she))|on (?:the )?condition(?: that)?|as long as|so long as|subject to|in the event (?:of|that)"
    r"|depending on|only (?:when|after|once)|once(?= (?:the|a|it|they|all|both)\b)|contingent on)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:if|unless|provided|condition\w*|as long as|subject|depend\w*|contingent|only|once|after|when|until|without|requires?"
    r"|needs?|should|could|might|may|would have|pending|approval|in return|exchange|otherwise)\b",
    re.IGNORECASE,
)
LEAST, MOST = 0.6, 0.34
"""Of the words beside the condition the line must have so many; of the condition's own, no more than so many."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where a line has what depends on something and not what it depends on."""
    turned = None if sources.holds(line.text) else _in_any_case(line, sources) or _needless(line, sources)
    if turned is not None:
        yield turned
        return
    if sources.holds(line.text) or _KEPT.search(line.text):
        return
    beside = sources.beside(line.text)
    if any(coverage >= 0.75 and not _IF.search(passage.text) for coverage, passage, _ in beside):
        return
    for coverage, passage, both in beside[:2]:
        if coverage < 0.6 or (line.part == "headline" and hedged(line.text)):
            continue
        for match in _IF.finditer(passage.text):
            span = _dropped(passage, both, match.span())
            if span is None:
                continue
            condition = passage.text[slice(*span)].strip(" ,.")
            message = f"The source says this on a condition: “{condition}”. Put the condition back."
            yield line.finding(NAME, (0, len(line.text)), message, evidence=passage.evidence)
            return


_ANY_CASE = re.compile(
    r"\b(?:whatever|whether or not|regardless(?: of)?|no matter|in any case|irrespective(?: of)?|even if|come what may|anyway"
    r"|unconditional\w*|in any event|either way)\b",
    re.IGNORECASE,
)


def _in_any_case(line: Line, sources: Sources) -> Finding | None:
    """Find "whatever the company offers" for the source's "if there is no offer"."""
    found = _ANY_CASE.search(line.text)
    if found is None:
        return None
    behind = [word for word in align.words(line.text) if word.span[0] >= found.end()]
    for coverage, passage, _ in sources.beside(line.text)[:6]:
        condition = None if _ANY_CASE.search(passage.text) else _IF.search(passage.text)
        if condition is None:
            continue
        inside = [word for word in align.words(passage.text) if word.span[0] >= condition.end()]
        same = any(one.like(other) >= kin.SAME for one in behind for other in inside)
        if coverage >= 0.4 or (same and coverage >= 0.2):
            shown = passage.text[condition.start() :].split(". ")[0].strip(" .")
            message = f"“{found.group()}”: the source says this on a condition: “{shown}”. Keep the condition."
            return line.finding(NAME, found.span(), message, evidence=passage.evidence)
    return None


_NEEDLESS = re.compile(
    r"\b(?:without (?:the |a |an |any |their |his |her |its )?(?:further |other |prior )?(?P<a>[a-z]+)"
    r"|no (?:other |further |more |such |additional )?(?P<b>[a-z]+) (?:is|are|was|were|will be|would be) (?:needed|required|necessary)"
    r"|(?:need|needs|does not need|do not need|need not) (?:no|any) (?:other |further )?(?P<c>[a-z]+)"
    r"|(?:not need|not require) (?:the |a |an |any |their )?(?:other |further )?(?P<d>[a-z]+))\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\b(?:must|needs?|needed|requires?|required|has to|have to|cannot .{1,60}(?:before|until|without)|subject to|depends? on"
    r"|only (?:if|with|after)|necessary|mandatory|compulsory|obliged)\b",
    re.IGNORECASE,
)


def _needless(line: Line, sources: Sources) -> Finding | None:
    """Find "without the consent" and "no approval is needed" where the source says that it must be had."""
    for match in _NEEDLESS.finditer(line.text):
        name = next(each for each in "abcd" if match[each])
        for word in align.words(line.text):
            if word.span[0] != match.start(name):
                continue
            for passage in sources.passages:
                there = [
                    w for w in align.words(passage.text) if word.like(w) >= kin.DERIVED or word.raw[:5] == w.raw[:5]
                ]
                needed = _NEEDED.search(passage.text)
                if there and needed and not status(passage.text, there[0].span).no and "without" not in passage.text:
                    message = f"“{match.group()}”: the source says that it is needed: “{passage.text}” Keep that."
                    return line.finding(NAME, match.span(), message, evidence=passage.evidence)
    return None


def _dropped(passage: Passage, both: Alignment, at: Span) -> Span | None:
    """Return the condition that the line leaves out, or None where it has it, or has nothing that depends on it."""
    first = passage.text[: at[0]].strip(' "“”')
    cut = re.search(r"[,;.]|$", passage.text[at[1] :])
    end = at[1] + (cut.start() if cut else 0)
    taken = {pair for pair in both.pairs if pair is not None}
    inside = [number for number, word in enumerate(both.theirs) if at[1] <= word.span[0] < end]
    if first and first[-1:] != ",":  # "will fall if …": what depends stands before it, in its clause
        low = max(passage.text.rfind(mark, 0, at[0]) for mark in (",", ";", " but ", " and "))
        beside = [number for number, word in enumerate(both.theirs) if low < word.span[0] < at[0]]
    else:
        stop = re.search(r"[;.]|$", passage.text[end + 1 :])
        high = end + 1 + (stop.start() if stop else 0)
        beside = [number for number, word in enumerate(both.theirs) if end < word.span[0] < high]
    said = [span for claim in passage.claims for span in (*claim.source, *claim.cue)]
    offset = passage.span[0] if passage.span else 0
    spans = [both.theirs[number].span for number in beside]
    beside = [
        number
        for number, span in zip(beside, spans, strict=True)
        if not any(a <= span[0] + offset < b for a, b in said)
    ]
    if not inside or not beside:
        return None
    kept = sum(number in taken for number in inside) / len(inside)
    had = sum(number in taken for number in beside)
    if kept > MOST or had < min(2, len(beside)) or had < LEAST * min(len(beside), 4):
        return None
    return at[0], end
