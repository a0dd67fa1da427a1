"""old-as-new: what the sources date to the past stands without a date, as if it were today's news."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.checks import events
from wiredesk.core.checks.align import Alignment
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "old-as-new"
DESCRIPTION = "What the sources date to an earlier time stands without a date, as if it were new."

_OLD = re.compile(
    r"\b(?:in|(?<!time )(?<!times )(?<!most )(?<!records )(?<!began )since|of|from"
    r"|during|back in)\s+(?:(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+)?(?:19|20)\d\d\b|\b(?:last|previous|the previous)\s+(?:year|month|decade|century|summer|winter|spring|autumn)\b"
    r"|\b(?:\w+\s+)?(?:years?|months?|decades?)\s+(?:ago|earlier)\b|\bearlier this year\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:last|previous\w*|earlier|ago|former\w*|before|since|old|past|had|once|already|history|then|again"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b|\bin May\b",
    re.IGNORECASE,
)


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for an undated line that rests on a dated sentence about earlier times and on no other."""
    if sources.holds(line.text) or _DATED.search(line.text):
        return
    beside = sources.beside(line.text)
    if not beside or beside[0][0] < 0.5 or len(beside[0][2].ours) < 3:
        return
    for coverage, passage, both in beside[:4]:
        old = next(
            (each for each in _OLD.finditer(passage.text) if not _AHEAD.search(passage.text[: each.start()])), None
        )
        if coverage < 0.45 or old is None or not _dates(passage, both, old.span()):
            continue
        alone = coverage >= 0.65 and both is beside[0][2] and not _fresh(line, coverage, passage, beside)
        if not alone and not _only_then(line, passage, both, sources):
            continue
        message = f"The source dates this “{old.group()}”: “{passage.text}” Give the time."
        yield line.finding(NAME, (0, len(line.text)), message, evidence=passage.evidence)
        return


_AHEAD = re.compile(r"\b(?:by|until|before|through|end|half|quarter)(?: (?:the|early|late|mid))?\s*$", re.IGNORECASE)


def _only_then(line: Line, passage: Passage, both: Alignment, sources: Sources) -> bool:
    """Say whether what happens in the line, and its number, the sources have in the dated passage only."""
    for number, pair in enumerate(both.pairs):
        word = both.ours[number]
        if pair is None or word.name or not events.done(line.text, word.span):
            continue
        others = [p for p in sources.passages if p is not passage and word.sense in p.stems]
        figures = {each.value for each in line.numbers} & {each.value for each in passage.numbers}
        alone = figures and not any(each.value in figures for p in others for each in p.numbers)
        if not others or alone:
            return True
    return False


def _fresh(line: Line, coverage: float, top: Passage, beside: tuple[tuple[float, Passage, Alignment], ...]) -> bool:
    """Say whether a passage about today has as much of the line: numbers count as words here."""
    figures = {number.value for number in line.numbers}
    lost = figures & {number.value for number in top.numbers}
    for share, passage, _ in beside[1:]:
        if _OLD.search(passage.text):
            continue
        here = {number.value for number in passage.numbers}
        if share >= coverage - 0.15 and lost <= here:
            return True
    return False


def _dates(passage: Passage, both: Alignment, old: Span) -> bool:
    """Say whether the date stands in the clause that the line rests on."""
    taken = [both.theirs[pair].span for pair in both.pairs if pair is not None]
    cuts = [match.start() for match in re.finditer(r"[;:,]|\b(?:and|but|which|who|after)\b", passage.text)]
    low = max([cut for cut in cuts if cut < old[0]], default=0)
    high = min([cut for cut in cuts if cut >= old[1]], default=len(passage.text))
    if high < len(passage.text) and passage.text[high] == "," and low == 0:
        high = min([cut for cut in cuts if cut > high], default=len(passage.text))  # "In 2009, six people died"
    return sum(low <= span[0] < high for span in taken) >= 0.6 * len(taken)
