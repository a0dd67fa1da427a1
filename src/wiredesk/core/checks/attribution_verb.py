"""attribution-verb: the verb of an attribution judges what is said, and the sources use no such verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import claims, text
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Claim, Finding

NAME = "attribution-verb"
DESCRIPTION = "The verb of an attribution judges what is said (admit, reveal, refute), and no source uses it."

MILD = frozenset(
    [
        "note",
        "explain",
        "clarify",
        "warn",
        "remind",
        "know",
        "learn",
        "realise",
        "realize",
        "discover",
        "acknowledge",
        "maintain",
        "expose",
        "prove",
        "lament",
    ]
)
"""Verbs that an editor may want; they are pointed out and stop nothing."""

MORE = {
    "applaud": "sums up the speaker's mood",
    "gloat": "mocks the speaker",
    "rejoice": "sums up the speaker's mood",
    "trumpet": "hints at advertising",
    "rail": "is louder than the words it reports",
    "fume": "judges the mood",
    "thunder": "is louder than the words it reports",
    "gush": "mocks the speaker",
    "whine": "mocks the speaker",
    "confirm": "says that it is true and was in doubt",
}
"""Judging verbs beyond the cue lexicon's own, with reasons."""


def _reasons() -> dict[str, tuple[str, str]]:
    found = {text.stem(lemma): (lemma, note) for lemma, note in MORE.items()}
    for lemma, cue in claims.CUES.items():
        if cue.judgement:
            found[text.stem(lemma)] = (lemma, cue.note)
    return found


REASONS = _reasons()


_THING = re.compile(
    r"\b(?:stud(?:y|ies)|surveys?|polls?|data|figures?|reports?|tests?|x-rays?|scans?|audits?|reviews?|analys[ie]s|documents?|records?"
    r"|results?|research|investigations?|inquir(?:y|ies)|examinations?|footage|videos?|images?|photos?|maps?|numbers|statistics"
    r"|tall(?:y|ies)|counts?|autops(?:y|ies)|letters?|emails?|papers?|measurements?|trials?|filings?)$",
    re.IGNORECASE,
)
"""What reveals or proves and is nobody's voice: no speaker is judged."""
_PRONOUN = re.compile(r"^(?:it|that|this|which)$", re.IGNORECASE)


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each verb that judges and that no source uses of a speaker."""
    if sources.holds(line.text):
        return
    used = _used(sources)
    seen: set[tuple[int, int]] = set()
    for claim in line.claims:
        found = _judging(line, claim)
        if found is None or found[0] in seen or found[1] in used:
            continue
        span, stem = found
        seen.add(span)
        lemma, reason = REASONS[stem]
        passages = [each for _, each in sources.best(line.stems, 4) if each.claims]
        said = f" The source has “{passages[0].claims[0].cue_text}”." if passages else ""
        yield line.finding(
            NAME,
            span,
            f"“{line.words(span)}” {reason}, and no source uses it.{said} Write “said”.",
            evidence=passages[0].evidence if passages else (),
            warns=0.5 if lemma in MILD else 0.0,
        )


def _used(sources: Sources) -> frozenset[str]:
    return frozenset(text.stem(word) for claim in sources.ledger.claims for word in claim.cue_text.split()) | {
        stem for stem in sources.raw if stem in REASONS and stem not in ("admit", "claim", "note")
    }


def _judging(line: Line, claim: Claim) -> tuple[tuple[int, int], str] | None:
    """Return the span and stem of a judging verb in a claim's cue; a noun without a speaker is none."""
    if (
        not claim.source
        or _THING.search(claim.source_text)
        or (len(line.claims) > 1 and _PRONOUN.match(claim.source_text))
    ):
        return None  # "said it revealed nothing": a thing reveals, nobody is judged
    for start, end in claim.cue:
        for a, b in text.words(line.text[start:end]):
            stem = text.stem(line.text[start + a : start + b])
            if stem in REASONS:
                return (start + a, start + b), stem
    return None
