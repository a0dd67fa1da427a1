"""negation-flipped: "not" came or went, could became will, plans became did, charged became guilty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import events, kin, meaning, opposites, predicates
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.replaced import SMALL, replaced
from wiredesk.core.checks.status import status
from wiredesk.core.model import Claim, Finding, Span, Stance

NAME = "negation-flipped"
DESCRIPTION = "A “not” came or went, or what may, is planned or alleged became what will, is done or proven."

_NOT = re.compile(
    r"\b(?:not|yet to|never|nobody|none|neither|nor|without|cannot|fail(?:s|ed)? to|den(?:y"
    r"|ies|ied)|refus(?:e|es|ed)|declin(?:e|es|ed)"
    r"|reject(?:s|ed)?|no|rul(?:e|es|ed) out|unable|unlikely|stopped short|avoid(?:s"
    r"|ed)?|prevent(?:s|ed)?|lack(?:s|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
_SIDES = SMALL | frozenset("above below over under".split())
"""Words that a fair rewrite may turn together with what stands on either side of them."""
ALIKE = 0.6
"""Of a line's words that a passage shares, for the two to speak of one thing."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where a line turns around or hardens the passage it rests on."""
    if sources.holds(line.text):
        return
    for rule in (
        _replaced,
        _step,
        _opposite,
        _stance,
        _silence,
        _silent,
        _unsaid,
        _unknown,
        _never,
        _hardened,
        _negated,
        _harder,
    ):
        found = rule(line, sources)
        if found is not None:
            yield found
            return


def reworded(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield what `find` does from the words alone, without who says what: a text may be held against itself."""
    for rule in (_replaced, _hardened, _negated):
        found = rule(line, sources)
        if found is not None:
            yield found
            return


def _finding(line: Line, span: Span, passage: Passage, message: str) -> Finding:
    return line.finding(NAME, span, message, evidence=passage.evidence)


def _raw(words: str) -> dict[str, Span]:
    return {text.stem(words[a:b]): (a, b) for a, b in text.words(words)}


def _near(line: Line, sources: Sources) -> list[tuple[float, Passage]]:
    stems = line.stems - meaning.LIGHT
    return [(share, passage) for share, passage in sources.best(stems, 6) if share >= 0.4]


def _replaced(line: Line, sources: Sources) -> Finding | None:
    """A single word in the place of its opposite, or of a milder one."""
    for each in replaced(line.text, sources):
        if each.kind == "denied" and not events.negative(line.text):
            message = f"“{each.ours.surface}”: the source has that it is not so: “{each.passage.text}” Use its words."
            return _finding(line, each.ours.span, each.passage, message)
        if each.kind in ("opposite", "step") and not _denied(line.text, each.ours.span, each.passage, each.theirs.span):
            there = each.theirs.surface
            if each.kind == "opposite":
                message = f"“{each.ours.surface}” is the opposite of the source's “{there}”. Use the source's word."
            else:
                what = opposites.step(each.ours.raw, each.theirs.raw)
                message = f"“{each.ours.surface}” says {what}; the source says “{there}”. Use its word."
            return _finding(line, each.ours.span, each.passage, message)
    return None


def _denied(words: str, span: Span, passage: Passage, there: Span) -> bool:
    """Say whether just one of two words is denied: "did not rise" may stand for "fell"."""
    return (status(words, span).no is None) != (status(passage.text, there).no is None)


def _step(line: Line, sources: Sources) -> Finding | None:
    """What is alleged became proven, the injured dead: our word is in no source, the source's is another."""
    raw = _raw(line.text)
    for ours, theirs, what in opposites.STEPS:
        here = [stem for stem in raw if stem in ours and status(line.text, raw[stem]).no is None]
        known = any(meaning.canonical(stem) in sources.stems for stem in here if meaning.canonical(stem) != stem)
        if not here or known or ours & sources.raw or what == "all of them" or what == "most of them":
            continue
        for _, passage in _near(line, sources):
            there = [passage.text[a:b] for a, b in text.words(passage.text) if text.stem(passage.text[a:b]) in theirs]
            if there and not any(text.stem(each) in raw for each in there):
                span = raw[here[0]]
                message = f"“{line.words(span)}” says {what}; the source says “{there[0]}”. Use its word."
                return _finding(line, span, passage, message)
    return None


def _opposite(line: Line, sources: Sources) -> Finding | None:
    """Our word is the opposite of the one in the passage that is nearest, and near passages do not have ours."""
    near = _near(line, sources)
    if not near or near[0][0] < ALIKE - 0.1:
        return None
    close = [passage for share, passage in near if share >= near[0][0] - 0.2]
    around = frozenset().union(*(frozenset(_raw(passage.text)) for passage in close))
    raw = _raw(line.text)
    for stem, span in raw.items():
        against = opposites.OPPOSITE.get(stem)
        if (
            not against
            or line.words(span).lower() in _SIDES
            or (stem in ("up", "down") and line.words(span).lower() != stem)
            or stem in around
            or against & set(raw)
            or any(kin.akin(stem, each) for each in around)
        ):
            continue
        if re.match(r"declin\w+ to [a-z]", line.text[span[0] : span[1] + 5], re.IGNORECASE):
            continue  # "declined to comment" is no fall
        there = [(p, s) for p in close for each, s in _raw(p.text).items() if each in against]
        there = [(p, s) for p, s in there if _beside(line.text, span) & _beside(p.text, s)]
        if there and not _denied(line.text, span, *there[0]):
            word = there[0][0].text[slice(*there[0][1])]
            message = f"“{line.words(span)}” is the opposite of the source's “{word}”. Use the source's word."
            return _finding(line, span, there[0][0], message)
    return None


def _beside(words: str, span: Span) -> frozenset[str]:
    """Return the words of meaning near a word: three on each side."""
    near = meaning.content(words)
    before = [stem for (_, end), stem in near if end <= span[0]][-3:]
    return frozenset(before + [stem for (start, _), stem in near if start >= span[1]][:3])


def _stance(line: Line, sources: Sources) -> Finding | None:
    """Who denied now says it, or the other way round."""
    if len({claim.stance for claim in line.claims}) > 1:
        return None
    for ours in line.claims:
        content = meaning.stems(ours.content_text) - meaning.LIGHT
        if not ours.source or not ours.cue or len(content) < 2 or _NOT.search(ours.content_text):
            continue
        same = [c for c in sources.ledger.claims if _one_voice(ours, c) and _alike(content, c)]
        if not same or any((c.stance is Stance.DENIES) == (ours.stance is Stance.DENIES) for c in same):
            continue
        if any(_NOT.search(c.content_text) for c in same):
            continue
        passage = sources.passage_of.get(same[0].id)
        if passage is not None:
            message = f"“{ours.cue_text}” turns around the source's “{same[0].cue_text}”. Use the source's."
            return _finding(line, ours.cue[0], passage, message)
    return None


_COMMENT = re.compile(
    r"(?:declin|refus)\w+ to (?:comment|respond|answer|say)|(?:not"
    r"|n['’]t) (?:\w+ly )?(?:respond|reply|comment|answer|return)"
    r"|could not be reached|\b(?:made|had|gave|offered|issued) no (?:immediate |public |further )?(?:comment|response|statement)",
    re.IGNORECASE,
)


def _silence(line: Line, sources: Sources) -> Finding | None:
    """Silence became a denial or a confirmation."""
    for ours in line.claims:
        if not ours.source or ours.stance not in (Stance.DENIES, Stance.CONFIRMS) or _COMMENT.search(line.text):
            continue
        who = meaning.stems(ours.source_text)
        theirs = [
            c
            for c in sources.ledger.claims
            if _one_voice(ours, c) and not _COMMENT.search(c.cue_text + " " + c.content_text)
        ]
        silent = [p for p in sources.passages if _COMMENT.search(p.text) and who & p.stems]
        if silent and not any(c.stance is ours.stance for c in theirs):
            message = f"“{ours.cue_text}” is more than the source has: “{silent[0].text}” Silence is no answer; say so."
            return _finding(line, ours.cue[0], silent[0], message)
    return None


def _silent(line: Line, sources: Sources) -> Finding | None:
    """Who only declined to comment, or did not, has no view in the line either."""
    if _COMMENT.search(line.text) or not any(_COMMENT.search(p.text) for p in sources.passages):
        return None
    for name in text.names(line.text):
        word = line.words(name.span).split()[-1]
        before, after = line.text[: name.span[0]].strip(), line.text[name.span[1] :].split()
        if (before and before[-1] not in ",;:" and len(before.split()) > 1) or not after:
            continue
        about = [p for p in sources.passages if re.search(rf"\b{re.escape(word)}\b", p.text)]
        verb = next(iter(text.words(line.text[name.span[1] :])), None)
        told = verb is not None and events.done(line.text, (name.span[1] + verb[0], name.span[1] + verb[1]))
        if told and about and all(_COMMENT.search(p.text) for p in about):
            message = f"Of “{name.text}” the source has only: “{about[0].text}” Silence is no view; say so."
            return _finding(line, name.span, about[0], message)
    return None


_RULED_OUT = re.compile(r"\b(?P<no>not|n['’]t|never)?\s*\brul(?:e|es|ed|ing) out\b", re.IGNORECASE)
_WHO_KNOWS = re.compile(
    r"\b(?:who|why|what|how|where|whether|cause|reason|motive)\b.{0,80}\b(?:unknown|unclear|not (?:yet )?(?:known|clear)|a mystery)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:unknown|unclear|not|n['’]t|may|might|could|whether|possibl\w+|suspect\w*|think\w*|believ\w*)\b",
    re.IGNORECASE,
)


def _unknown(line: Line, sources: Sources) -> Finding | None:
    """What nobody knows, the line knows; what is not ruled out is ruled out, or the other way round."""
    for coverage, passage, both in sources.beside(line.text)[:3]:
        where = _WHO_KNOWS.search(passage.text)
        inside = [w for w in both.theirs if where and where.start() <= w.span[0] < where.end()]
        taken = sum(both.theirs[pair] in inside for pair in both.pairs if pair is not None)
        if where and taken >= 2 and coverage >= 0.4 and not _OPEN.search(line.text):
            message = f"The source says that this is not known: “{passage.text}” Keep that."
            return _finding(line, (0, len(line.text)), passage, message)
        ours, theirs = _RULED_OUT.search(line.text), _RULED_OUT.search(passage.text)
        if ours and theirs and coverage >= 0.5 and bool(ours["no"]) != bool(theirs["no"]):
            message = f"“{ours.group().strip()}” turns the source round: “{passage.text}” Use its words."
            return _finding(line, ours.span(), passage, message)
    return None


_UNSAID = re.compile(
    r"\b(?:did not|didn['’]t|would not|wouldn['’]t|declined to|refused to|could not|has not|have not|had not)"
    r" (?:immediately )?(?:say|said|specif\w+|name|identif\w+|give|disclose|elaborate|reveal|explain|confirm)\b",
    re.IGNORECASE,
)


def _unsaid(line: Line, sources: Sources) -> Finding | None:
    """What a source would not say, it says in the line."""
    for ours in line.claims:
        content = meaning.stems(ours.content_text) - meaning.LIGHT
        if not ours.source or not content or _UNSAID.search(line.text) or _NOT.search(ours.cue_text):
            continue
        for theirs in sources.ledger.claims:
            there = meaning.stems(theirs.content_text) - meaning.LIGHT
            if not _one_voice(ours, theirs) or len(content & there) < 0.5 * len(content) or not there:
                continue
            passage = sources.passage_of.get(theirs.id)
            if passage is not None and _UNSAID.search(theirs.cue_text):
                message = f"The source does not have this from “{ours.source_text}”: “{passage.text}” Keep that."
                return _finding(line, ours.cue[0], passage, message)
    return None


_FATEFUL = frozenset(
    "=kill =injure =arrest =accuse =convict =jail =sack =resign =fail =lost =agree =attack =shoot =steal =breach "
    "=cancel =delay".split()
) | {"charg"}


def _never(line: Line, sources: Sources) -> Finding | None:
    """What every source says did not happen, happened."""
    if _NOT.search(line.text):
        return None
    for span, word in line.content:
        if word not in _FATEFUL and text.stem(line.words(span)) not in _RAW_FATEFUL:
            continue
        stem = text.stem(line.words(span))
        found = [
            (p, s)
            for p in sources.passages
            for s, each in meaning.content(p.text)
            if (each == word if word in _WHOLE else text.stem(p.text[s[0] : s[1]]) == stem)
        ]
        if found and all(status(p.text, s).no for p, s in found):
            passage = found[0][0]
            message = f"“{line.words(span)}”: the source says that it is not so: “{passage.text}”"
            return _finding(line, span, passage, message)
    return None


_WHOLE = frozenset("=kill =injure".split())
_RAW_FATEFUL = frozenset(map(text.stem, "charged failed signed set paid agreed hurt broken arrested damaged".split()))


def _one_voice(ours: Claim, theirs: Claim) -> bool:
    one = meaning.stems(f"{ours.speaker or ''} {ours.source_text}")
    return bool(one & meaning.stems(f"{theirs.speaker or ''} {theirs.source_text}"))


def _alike(content: frozenset[str], claim: Claim) -> bool:
    theirs = meaning.stems(claim.content_text) - meaning.LIGHT
    return len(content & theirs) >= ALIKE * min(len(content), len(theirs)) and len(content & theirs) >= 2


def _hardened(line: Line, sources: Sources) -> Finding | None:
    """Every near passage only says that something may be, or is planned; the line says that it will be, or is."""
    for span, mention in events.hardened(line, sources):
        marker = mention.status.marker
        word = mention.passage.text[slice(*marker)] if marker else mention.word.surface
        message = f"“{line.words(span)}” is more than the source has: “{mention.passage.text}” Keep its “{word}”."
        return _finding(line, span, mention.passage, message)
    return None


def _negated(line: Line, sources: Sources) -> Finding | None:
    """A "not" before a word that every near passage has without one, or the other way round."""
    for span, mention, ours in events.negated(line, sources):
        where = mention.passage.text
        if ours:
            message = f"“{line.words(span)}” is not in the source here: “{where}” Take it out."
        else:
            no = where[slice(*mention.status.no)] if mention.status.no else "not"
            message = f"The source has “{no}” before “{line.words(span)}”: “{where}” Put it back."
        return _finding(line, span, mention.passage, message)
    return None


def _harder(line: Line, sources: Sources) -> Finding | None:
    """What is told of somebody is told of the same one in a milder word, or as open, in every source."""
    for each in (*predicates.harder(line, sources), *predicates.surer(line, sources)):
        there, passage = each.there, each.there.passage
        word = line.words(each.word.span)
        if each.what:
            message = (
                f"“{word}” says {each.what}; the source says “{there.word.surface}”: “{passage.text}” Use its word."
            )
        else:
            marker = there.status.no or there.status.marker
            kept = passage.text[slice(*marker)] if marker else there.word.surface
            message = f"“{word}” is more than the source has: “{passage.text}” Keep its “{kept}”."
        return _finding(line, each.word.span, passage, message)
    return None
