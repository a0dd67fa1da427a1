"""condition-dropped: the source makes it depend on something, and the line says it without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.checks.align import Alignment
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.status import hedged
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
