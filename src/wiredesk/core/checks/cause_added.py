"""cause-added: the draft says that one thing comes of another, and no source joins the two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.checks import align, kin
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding

NAME = "cause-added"
DESCRIPTION = "The draft gives a cause (because of, due to, led to) that no source gives for this."

_BECAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|as a result of|thanks to|caused by|triggered by|sparked by|prompted by|fuell?ed by"
    r"|driven by|resulting from|in response to|in retaliation for|brought about by|stemming from|attributed to)\s+",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:because|due|owing|result\w*|thanks|caus\w+|trigger\w*|spark\w*|prompt\w*|fuel\w*|driv\w+|driven|drove|respon\w+|after"
    r"|as|amid|by|from|over|since|led|lead\w*|with|follow\w*|blam\w+|attribut\w*|retaliat\w+|hit|hurt|for|on|so|reason|why|when"
    r"|put down|thereby|which|weigh\w*|boost\w*|help\w*|forc\w+|mean\w*|made)\b",
    re.IGNORECASE,
)


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for a cause that stands in no source together with what it is said to cause."""
    if sources.holds(line.text):
        return
    for match in _BECAUSE.finditer(line.text):
        stop = re.search(r"[,;.]|\b(?:said|says|according)\b|$", line.text[match.end() :])
        end = match.end() + (stop.start() if stop else 0)
        words = align.words(line.text)
        cause = [word for word in words if match.end() <= word.span[0] < end]
        effect = [word for word in words if word.span[0] < match.start()]
        if not cause or not effect or any(_joined(p, cause, effect) for p in _windows(sources)):
            continue
        span = (match.start(), end)
        best = sources.beside(line.text)
        message = (
            f"No source says that this is {line.words(span).strip()}. Take the cause out, or say whose view it is."
        )
        yield line.finding(NAME, span, message, evidence=best[0][1].evidence if best else ())
        return


def _windows(sources: Sources) -> Iterator[str]:
    """Yield each passage, and each two that follow one another: a cause may stand in the next sentence."""
    before: Passage | None = None
    for passage in sources.passages:
        yield passage.text
        if before is not None and before.item == passage.item:
            yield f"{before.text} {passage.text}"
        before = passage


def _joined(window: str, cause: list[align.Word], effect: list[align.Word]) -> bool:
    if not _JOINS.search(window):
        return False
    there = align.words(window)

    def has(words: list[align.Word], part: float) -> bool:
        found = sum(any(word.like(other) >= kin.WIDER for other in there) for word in words)
        return found >= part * len(words)

    return has(cause, 0.5) and has(effect[-4:], 0.25)
