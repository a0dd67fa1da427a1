"""cause-added: the draft says that one thing comes of another, and no source joins the two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import align, kin
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "cause-added"
DESCRIPTION = "The draft gives a cause (because of, due to, led to) that no source gives for this."

_DUE_TO_DO = (
    r"be|have|give|start|begin|end|open|close|meet|vote|rule|appear|testify|take|leave|return|arrive|speak|visit|face|hold|make|go"
    r"|come|run|report|publish|sign|decide|announce|play|launch|land|travel|resume|finish|expire|stand|hear|present|release|become"
    r"|get|join|move|reopen|complete|deliver|pay|step|retire|fly|sail|receive|discuss|consider|host|compete|perform|debate|answer"
)
_BECAUSE = re.compile(
    rf"\b(?:because(?: of)?|due to(?! (?:{_DUE_TO_DO})\b)|owing to"
    r"|as a result of|thanks to|caused by|triggered by|sparked by|prompted by|fuell?ed by"
    r"|driven by|resulting from|in response to|in retaliation for|brought about by|stemming from|attributed to)\s+",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(?:because|due to|owing|result\w*|thanks|caus\w+|trigger\w*|spark\w*|prompt\w*|fuel\w*|driv\w+|drove|respon\w+|after"
    r"|as|amid|by|from|over|since|led|lead\w*|follow\w*|blam\w+|attribut\w*|retaliat\w+|reason\w*|put down|weigh\w*|for|on"
    r"|boost\w*|hit|hurt|forc\w+|so that|which|made|why)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:because|due to|owing to|result\w*|thanks to|caus(?:e|es|ed|ing)|trigger\w*|spark\w*|prompt\w*|led to|leads? to|following"
    r"|blam\w+|attribut\w*|retaliat\w+|reasons?|response|after|therefore|so|that is why|this|these|forc(?:e|es|ed|ing)|but|fear\w*"
    r"|since|made|put down|hence|thus)\b",
    re.IGNORECASE,
)
"""What joins two sentences as cause and effect: a preposition can't."""
OPENING = 24
"""Characters in which a sentence may take up the one before it as its cause."""
_REASON = re.compile(r"\b(?:reasons?|causes?|blam\w+|attribut\w+)\b", re.IGNORECASE)
_UNKNOWN = re.compile(r"\b(?:cause|reason)\b.{0,40}\b(?:not|unknown|unclear|yet)\b", re.IGNORECASE)


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
        quoted = any(match.end() <= quote.span[0] < end for quote in text.quotes(line.text))
        if quoted or not cause or not effect or any(_joined(p, end, cause, effect) for p, end in _windows(sources)):
            continue
        span = (match.start(), end)
        best = sources.beside(line.text)
        message = (
            f"No source says that this is {line.words(span).strip()}. Take the cause out, or say whose view it is."
        )
        yield line.finding(NAME, span, message, evidence=best[0][1].evidence if best else ())
        return


def _windows(sources: Sources) -> Iterator[tuple[str, int]]:
    """Yield each passage, and each two that follow one another: a cause may stand in the next sentence."""
    before: Passage | None = None
    for passage in sources.passages:
        yield passage.text, len(passage.text)
        if before is not None and before.item == passage.item:
            yield f"{before.text} {passage.text}", len(before.text)
        before = passage


def _joined(window: str, first: int, cause: list[align.Word], effect: list[align.Word]) -> bool:
    """Say whether a window has most of the cause, something of the effect, and a word that joins between them."""
    if _UNKNOWN.search(window):
        return False
    there = align.words(window)
    causes = [other.span for other in there if any(word.like(other) >= kin.SAME for word in cause)]
    effects = [other.span for other in there if any(word.like(other) >= kin.WIDER for word in effect)]
    known = sum(any(word.like(other) >= kin.WIDER for other in there) for word in effect)
    borne = sum(any(word.like(other) >= kin.WIDER for other in there) for word in cause)
    plain = [word for word in effect if not word.name]
    had = sum(any(word.like(other) >= kin.WIDER for other in there) for word in plain)
    if had < 0.5 * len(plain):
        return False  # whom it happens to is there, and what happens is not
    if known < max(min(2, len(effect)), 0.4 * len(effect)) or borne < 0.5 * len(cause):
        return False
    return any(_between(window, first, a, b) for a in causes for b in effects)


def _between(window: str, first: int, one: Span, other: Span) -> bool:
    """Say whether a word joins two places: any that may within a sentence, one that must from a sentence to the next."""
    low, high = min(one[1], other[1]), max(one[0], other[0])
    if low <= first <= high:
        return bool(_STRONG.search(window[first : first + OPENING]) or _REASON.search(window, first))
    return _JOINS.search(window[low:high]) is not None
