"""A day, a month or a year in the place of another: every word else of the line is the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.replaced import replaced
from wiredesk.core.model import Evidence, Finding, Span

NAME = "number-unsupported"
_TIMES = (
    re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    re.compile(r"\b(?:19|20)\d\d\b"),
    re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"),
    re.compile(r"\b(?:yesterday|today|tomorrow)\b"),
    re.compile(r"\b(?:last|this|next)(?= (?:week|month|year|summer|winter|spring|autumn|quarter)\b)"),
)
CLOSE = 0.74
"""Of a line's words that a passage must have, for its date to be the line's."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for a time that the sources have, only not for this."""
    for each in replaced(line.text, sources):
        if each.kind in ("month", "unit"):
            yield _finding(line, each.ours.span, each.theirs.surface, each.passage.evidence)
    beside = sources.beside(line.text)
    if not beside or beside[0][0] < CLOSE or beside[0][2].covered_without()[1] < 2:
        return
    top = beside[0][1]
    others = [passage.text for coverage, passage, _ in beside[1:] if coverage >= 0.5]
    for pattern in _TIMES:
        ours = list(pattern.finditer(line.text))
        theirs = {match.group() for match in pattern.finditer(top.text)}
        if len(ours) != 1 or not theirs or ours[0].group() in theirs:
            continue
        if any(ours[0].group() in other for other in others):
            continue
        yield _finding(line, ours[0].span(), " or ".join(sorted(theirs)), top.evidence)
        return


def _finding(line: Line, span: Span, there: str, evidence: tuple[Evidence, ...]) -> Finding:
    message = f"“{line.words(span)}” stands where the source has “{there}”. Use the source's."
    return line.finding(NAME, span, message, evidence=evidence)
