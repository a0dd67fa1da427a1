"""attribution-verb: the verb of an attribution judges what is said, and the sources use no such verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import claims, text
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Claim, Finding, Span

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
    "lie": "calls the speaker a liar",
    "pretend": "calls the speaker a liar",
    "feign": "calls the speaker a liar",
    "moan": "mocks the speaker",
    "rant": "mocks the speaker",
    "ramble": "mocks the speaker",
    "sneer": "judges the mood",
    "crow": "mocks the speaker",
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
    for span, stem in (*_cues(line), *_saying(line)):
        if span in seen or stem in used or (REASONS[stem][0] in _DOUBTS and _contested(line, span, sources)):
            continue
        seen.add(span)
        lemma, reason = REASONS[stem]
        yield _finding(line, span, reason, sources, mild=lemma in MILD)
    for match in _HOW.finditer(line.text):
        word = match["before"] or match["behind"]
        span = match.span("before" if match["before"] else "behind")
        if word.lower() not in sources.words:
            yield _finding(line, span, "judges how it was said", sources, mild=False)


_DOUBTS = frozenset(["claim", "allege", "contend"])
_CONTESTED = re.compile(
    r"\b(?:den(?:y|ies|ied)|disput\w+|reject\w*|contradict\w*|no (?:evidence|proof|sign)|no truth|untrue)\b", re.I
)
_ACCUSING = frozenset(map(text.stem, "allege accuse claim blame".split()))


_BUT = re.compile(r"\b(?:but|while|whereas|although|though)\b", re.IGNORECASE)


_TURN = re.compile(r"[,;:–—]|\b(?:which|but|while|whereas|although|though|and)\b", re.IGNORECASE)


def _contested(line: Line, cue: Span, sources: Sources) -> bool:
    """Say whether doubt is the matter itself: the line tells who denies it, or the sources have it as an accusation."""
    if _BUT.search(line.text) and len({claim.source_text for claim in line.claims if claim.source}) > 1:
        return True
    for match in _CONTESTED.finditer(line.text):
        # "claimed that his client denied it" only says what he said; a denial beside it stands behind a turn.
        if match.start() < cue[0] or _TURN.search(line.text, cue[1], match.start()):
            return True
    # Only the passage that this line tells: that somebody else is accused of something makes no claim of what is said.
    nearest = [each for _, each in sources.best(line.stems, 1)]
    cues = {text.stem(word) for each in nearest for claim in each.claims for word in _WORD.findall(claim.cue_text)}
    return bool(cues & _ACCUSING)


def _finding(line: Line, span: Span, reason: str, sources: Sources, *, mild: bool) -> Finding:
    passages = [each for _, each in sources.best(line.stems, 4) if each.claims]
    said = f" The source has “{passages[0].claims[0].cue_text}”." if passages else ""
    message = f"“{line.words(span)}” {reason}, and no source uses it.{said} Write “said”."
    evidence = passages[0].evidence if passages else ()
    return line.finding(NAME, span, message, evidence=evidence, warns=0.5 if mild else 0.0)


_ADVERB = (
    r"(?:falsely|wrongly|rightly|correctly|bravely|boldly|stubbornly|defiantly|angrily|coldly|smugly|proudly|cynically"
    r"|desperately|grudgingly|sheepishly|famously|bluntly|brazenly|shamelessly|arrogantly|implausibly|absurdly"
    r"|unconvincingly|ominously|triumphantly|dishonestly|misleadingly|baselessly|lamely|feebly|nervously)"
)
_HOW = re.compile(
    rf"\b(?:(?P<before>{_ADVERB})\s+(?:said|says|say|stated|asserted|asserts|told|insisted|claimed|claims|denied|denies|called"
    rf"|calls|declared|announced|argued|replied|maintained|blamed|accused)"
    rf"|(?:said|stated|asserted|denied|replied|declared|argued)\s+(?P<behind>{_ADVERB}))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:\s+(?:on \w+ |in \w+ |to \w+ )?(?:that|how|why)\b|,?\s*[\"“:]|\s+(?:he|she|it|they|there)\b)", re.IGNORECASE
)
_NO_VERB = re.compile(
    r"\b(?:the|a|an|his|her|its|their|this|that|these|those|no|any|such|each|of|for|was|were|is|are|be|been)\s+$",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")


def _saying(line: Line) -> Iterator[tuple[Span, str]]:
    """Yield judging verbs that lead a statement in, whatever else was made of the sentence: "confessed that he"."""
    for match in _WORD.finditer(line.text):
        stem = text.stem(match.group())
        if stem not in REASONS or REASONS[stem][0] in ("know", "learn", "prove", "discover") or match.start() == 0:
            continue
        before = line.text[: match.start()]
        speaker = before.split()[-1].strip(",") if before.split() else ""
        leads = _SPEAKS.match(line.text, match.end()) or REASONS[stem][0] in ("feign", "pretend")
        if leads and not _NO_VERB.search(before) and not _THING.search(speaker):
            yield match.span(), stem


def _cues(line: Line) -> Iterator[tuple[Span, str]]:
    for claim in line.claims:
        found = _judging(line, claim)
        if found is not None:
            yield found


def _used(sources: Sources) -> frozenset[str]:
    return frozenset(text.stem(word) for claim in sources.ledger.claims for word in claim.cue_text.split()) | {
        stem for stem in sources.raw if stem in REASONS and stem not in ("admit", "claim", "note")
    }


_OBJECT = re.compile(
    r"\b(?:reject|den(?:y|i)|disput|dismiss|refut|contest|contradict|back|support|echo|repeat)\w*\s+(?:the |this |that )?$",
    re.I,
)


def _is_noun(line: Line, start: int) -> bool:
    """Say whether a word is what somebody rejects, and no verb: "rejects claim"."""
    return _OBJECT.search(line.text[:start]) is not None


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
            if stem in REASONS and not _is_noun(line, start + a):
                return (start + a, start + b), stem
    return None
