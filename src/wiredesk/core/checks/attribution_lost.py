"""attribution-lost: what the sources only have somebody say stands without a speaker, or with another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import meaning
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.speakers import named, same_speaker
from wiredesk.core.model import Claim, Finding, Stance

NAME = "attribution-lost"
DESCRIPTION = "What the sources have somebody say stands without a speaker, with another one, or with many for one."

_SAYS = re.compile(
    r"\b(?:according to|alleged(?:ly)?|reported(?:ly)?|accus\w+|suspected|charged"
    r"|disput\w+|said|says|say|told|den(?:y|ies|ied)"
    r"|plans?|expect\w*|promis\w+|order\w*|vow\w*|call\w* (?:for|on)|urg\w+|ask\w*|claim\w*|in the words of|account"
    r"|puts?\b.{1,60}\bat|estimat\w+|counted|spoke of|blam\w+|argu\w+|warn\w*|believ\w+|suspic\w+)\b|[\"“”]",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(officials|experts|analysts|witnesses|sources|doctors|scientists|residents|critics|researchers|observers"
    r"|lawmakers|economists|investigators|observers|ministers)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\byear-old\b|^(?:one|some|several|others|another|many|both|his|her|their|the (?:man"
    r"|woman|couple|family|star|mother|father|boy|girl)\b)",
    re.IGNORECASE,
)
COVERED = 0.65
"""Of a line's words that stand within the claim, for the claim to be what it rests on."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where a line says as fact, or of somebody else, what a source only attributes."""
    if sources.holds(line.text):
        return
    stems = line.stems - meaning.LIGHT
    if line.claims or _SAYS.search(line.text):
        yield from _widened(line, sources)
        yield from _changed(line, sources)
        return
    if len(stems) < 2:
        return
    found = _only_said(line, stems, sources)
    if found is None:
        return
    passage, claim = found
    who = named(claim) or claim.source_text or "its source"
    message = f"“{line.text}” stands as fact; the source has it from “{who}”. Attribute it to {who}."
    yield line.finding(
        NAME, (0, len(line.text)), message, evidence=passage.evidence, warns=0.5 if line.part == "headline" else 0.0
    )


def _only_said(line: Line, stems: frozenset[str], sources: Sources) -> tuple[Passage, Claim] | None:
    """Return the passage and claim on which a line rests, unless a source says it by itself just as well."""
    best: tuple[float, Passage, Claim] | None = None
    plain = 0.0
    for _, passage in sources.best(stems, 12):
        inside = 0.0
        for claim in passage.claims:
            said = meaning.stems(claim.content_text)
            share = len(stems & said) / len(stems)
            inside = max(inside, share)
            if claim.source and share >= (COVERED if len(stems) > 2 else 1.0) and (best is None or share > best[0]):
                best = (share, passage, claim)
        whole = len(stems & passage.stems) / len(stems)
        if (passage.span is not None and whole - inside > 0.25) or (not passage.claims and passage.span is not None):
            plain = max(plain, whole)
    if best is None or plain >= best[0] - 0.1:
        return None
    return best[1], best[2]


def _all(words: str) -> frozenset[str]:
    """Return classes and figures of words."""
    return meaning.stems(words) | frozenset(f"#{number.value:g}" for number in text.numbers(words))


def _widened(line: Line, sources: Sources) -> Iterator[Finding]:
    """Many speakers for the source's one: "experts say"."""
    for claim in line.claims:
        match = _MANY.search(claim.source_text)
        if match is None or match.group(1).lower() in sources.words or not claim.source:
            continue
        start = claim.source[0][0]
        span = (start + match.start(1), start + match.end(1))
        best = [p for _, p in sources.best(line.stems, 3) if any(named(c) for c in p.claims)]
        if line.words(span) != match.group(1) or not best:
            continue
        who = next(named(c) for c in best[0].claims if named(c))
        message = f"“{match.group(1)}” are many; the source has it from “{who}”. Name that one."
        yield line.finding(NAME, span, message, evidence=best[0].evidence)


def _changed(line: Line, sources: Sources) -> Iterator[Finding]:
    """Another speaker than the source's."""
    for claim in line.claims:
        stems = _all(claim.content_text)
        if (
            not named(claim)
            or not claim.source
            or _VAGUE.search(claim.source_text)
            or len(stems) < 2
            or claim.stance is Stance.DENIES
        ):
            continue
        near = [
            (len(stems & _all(other.content_text)) / len(stems), other)
            for other in sources.ledger.claims
            if named(other)
        ]
        close = [other for share, other in near if share >= 0.6]
        if not close or any(same_speaker(claim, other, sources) for share, other in near if share >= 0.4):
            continue
        if any(len(stems & p.stems) >= 0.6 * len(stems) for p in sources.passages if not p.claims and p.span):
            continue
        passage = next((p for p in sources.passages if close[0] in p.claims), None)
        message = f"This is given to “{claim.source_text}”; the source has it from “{named(close[0])}”. Name that one."
        yield line.finding(NAME, claim.source[0], message, evidence=passage.evidence if passage else ())
        return
