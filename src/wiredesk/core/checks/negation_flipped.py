"""negation-flipped: "not" came or went, could became will, plans became did, charged became guilty."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import meaning
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Claim, Finding, Span, Stance

NAME = "negation-flipped"
DESCRIPTION = "A “not” came or went, or what may, is planned or alleged became what will, is done or proven."

_PLAIN_NOT = re.compile(
    r"\b(?:not|never|cannot|no longer|nobody|no one|none|neither)\b(?! (?:rule|rul|exclude|only|just))"
    r"|n['’]t\b(?! (?:rule|exclude|only|just))",
    re.IGNORECASE,
)
_NONE = re.compile(_PLAIN_NOT.pattern + r"|\bno\b(?= [a-z])", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|yet to|never|nobody|none|neither|nor|without|cannot|fail(?:s|ed)? to|den(?:y"
    r"|ies|ied)|refus(?:e|es|ed)|declin(?:e|es|ed)"
    r"|reject(?:s|ed)?|no|rul(?:e|es|ed) out|unable|unlikely|stopped short|avoid(?:s"
    r"|ed)?|prevent(?:s|ed)?|lack(?:s|ed)?)\b|n[’']t\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:could|ruled? out|threat\w*|option|may|might|can|possibl[ey]|perhaps|likely|potential(?:ly)?"
    r"|risk(?:s|ed)?|if|unless|consider\w*"
    r"|propos\w+|fears?|feared|suggest\w*|appear\w*|seem\w*|believ\w+"
    r"|thought to|suspect\w*)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|is set to|are set to|is going to|are going to|would|to)\b|[’']ll\b", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|aim(?:s|ed)?|hop(?:e|es|ed)|want(?:s|ed)?|expect(?:s|ed)?|propos(?:e|es|ed)"
    r"|seek(?:s)?|sought|will|would|due to|set to|vow(?:s|ed)?|promis(?:e|es|ed)"
    r"|pledg(?:e|es|ed)|ask(?:s|ed)?|call(?:s|ed)? for"
    r"|urg(?:e|es|ed)|offer(?:s|ed)?|consider(?:s|ed|ing)?|should|must|to be"
    r"|agreed to|ordered|going to|ready to|scheduled"
    r"|needs?|subject to|pending|requir\w+|await\w*|depend\w*|next|tomorrow|later|once|when"
    r"|forecasts?|by|until|if|demand(?:s|ed)?|threaten(?:s|ed)?)\b",
    re.IGNORECASE,
)
_STEPS = (
    # (what the draft says, what the source says instead, why)
    (
        "guilty convicted convict conviction",
        "charged accused suspected alleged charge accuse suspect allege trial arrested",
        "proven",
    ),
    ("killed dead died deaths death slain kill die", "injured wounded hurt injuries injury wound missing", "death"),
    ("injured wounded hurt", "killed dead died deaths death", "injury"),
    ("resigned resign quit", "suspended offered considering urged suspend", "leaving office"),
    ("banned ban", "restricted limit limited restrict", "a ban"),
    ("jailed imprisoned", "charged arrested fined detained", "a sentence"),
    ("confirmed confirm", "suspected possible suspect unconfirmed", "certainty"),
    ("signed sign", "agreed discussed draft negotiate talks", "a signature"),
    ("won", "leads lead leading ahead", "a result"),
    ("fell fall fallen dropped declined decreased shrank", "up rose risen increased grew", "a fall"),
    ("rose risen increased grew climbed", "down fell fallen dropped declined", "a rise"),
)
_OPPOSITES = (
    "rise rose risen increase increased grow grew growth climb climbed jump jumped "
    "gain gained higher raise raised expand expanded"
    " | fall fell fallen drop dropped decline declined decrease decreased shrink "
    "shrank lower cut reduced reduce slip slipped dip",
    "raise raised hike hiked cut lower lowered | keep kept hold held unchanged maintain maintained",
    "end ended stop stopped finish finished | continue continued continues continuing",
    "larger bigger greater | smaller",
    "win won | lose lost defeated",
    "accept accepted approve approved back backed adopt adopted | reject rejected "
    "refuse refused block blocked veto vetoed",
    "open opened reopen reopened | close closed shut",
    "buy bought import imports | sell sold export exports",
    "arrive arrived enter entered | leave left departed quit",
    "support supported support favour favoured | oppose opposed criticised condemn condemned",
    "strengthen strengthened | weaken weakened",
    "hire hired | fire fired sack sacked dismiss dismissed",
    "more | fewer less",
    "north northern | south southern",
    "east eastern | west western",
    "largest biggest highest most | smallest lowest least",
    "include included | exclude excluded",
    "legal lawful | illegal unlawful",
    "safe | unsafe dangerous",
    "release released free freed | detain detained arrest arrested jail jailed",
    "ease eased lift lifted relax | tighten tightened impose imposed",
    "extend extended | shorten shortened",
    "confirm confirmed | deny denied",
    "succeed succeeded success | fail failed failure",
    "widen widened | narrow narrowed",
)
ALIKE = 0.6
"""Of a line's words that a passage shares, for the two to speak of one thing."""


def _sides(line: str) -> tuple[frozenset[str], frozenset[str]]:
    left, right = (frozenset(text.stem(word) for word in side.split()) for side in line.split("|"))
    return left, right


_PAIRS = tuple(pair for line in _OPPOSITES for pair in (_sides(line), _sides(line)[::-1]))
_UPS = tuple(
    (frozenset(map(text.stem, ours.split())), frozenset(map(text.stem, theirs.split())), what)
    for ours, theirs, what in _STEPS
)


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where a line turns around or hardens the passage it rests on."""
    if sources.holds(line.text):
        return
    stems = line.stems - meaning.LIGHT
    raw = {text.stem(line.text[a:b]): (a, b) for a, b in text.words(line.text)}
    near = [(share, passage) for share, passage in sources.best(stems, 6) if share >= 0.4]
    found = (
        _step(line, raw, near, sources)
        or _opposite(line, raw, near, sources)
        or _stance(line, sources)
        or _silence(line, sources)
        or _never(line, sources)
        or _not(line, near, sources)
        or _modal(line, stems, near)
    )
    if found is not None:
        yield found


def _finding(line: Line, span: Span, passage: Passage, message: str) -> Finding:
    return line.finding(NAME, span, message, evidence=passage.evidence)


def _raw(passage: Passage) -> frozenset[str]:
    return frozenset(text.stem(passage.text[a:b]) for a, b in text.words(passage.text))


def _step(line: Line, raw: dict[str, Span], near: list[tuple[float, Passage]], sources: Sources) -> Finding | None:
    """What is alleged became proven, the injured dead: our word is in no source, the source's is another."""
    for ours, theirs, what in _UPS:
        here = [stem for stem in raw if stem in ours]
        if not here or ours & sources.raw:
            continue
        for _, passage in near:
            there = [passage.text[a:b] for a, b in text.words(passage.text) if text.stem(passage.text[a:b]) in theirs]
            if there and not any(text.stem(each) in raw for each in there):
                span = raw[here[0]]
                message = f"“{line.words(span)}” says {what}; the source says “{there[0]}”. Use its word."
                return _finding(line, span, passage, message)
    return None


def _opposite(line: Line, raw: dict[str, Span], near: list[tuple[float, Passage]], sources: Sources) -> Finding | None:
    """Our word is the opposite of the one in the passage that is nearest, and near passages do not have ours."""
    if not near or near[0][0] < ALIKE - 0.1:
        return None
    close = [passage for share, passage in near if share >= near[0][0] - 0.2]
    around = frozenset().union(*(_raw(passage) for passage in close))
    for ours, theirs in _PAIRS:
        here = [stem for stem in raw if stem in ours]
        if not here or ours & around or any(stem in theirs for stem in raw):
            continue
        there = [(p, p.text[a:b]) for p in close for a, b in text.words(p.text) if text.stem(p.text[a:b]) in theirs]
        span = raw[here[0]]
        there = [each for each in there if _beside(line.text, span) & _beside(each[0].text, _at(*each))]
        if there and not _before(line.text, span, _NOT) and not _negated(there[0][0], there[0][1]):
            message = f"“{line.words(span)}” is the opposite of the source's “{there[0][1]}”. Use the source's word."
            return _finding(line, span, there[0][0], message)
    return None


def _at(passage: Passage, word: str) -> Span:
    start = passage.text.find(word)
    return start, start + len(word)


def _beside(words: str, span: Span) -> frozenset[str]:
    """Return the words of meaning near a word: three on each side."""
    near = meaning.content(words)
    before = [stem for (_, end), stem in near if end <= span[0]][-3:]
    return frozenset(before + [stem for (start, _), stem in near if start >= span[1]][:3])


def _negated(passage: Passage, word: str) -> bool:
    at = passage.text.find(word)
    return _before(passage.text, (at, at + len(word)), _NOT) is not None


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
        passage = next((p for p in sources.passages if same[0] in p.claims), None)
        if passage is not None:
            message = f"“{ours.cue_text}” turns around the source's “{same[0].cue_text}”. Use the source's."
            return _finding(line, ours.cue[0], passage, message)
    return None


_COMMENT = re.compile(
    r"(?:declin|refus)\w+ to (?:comment|respond|answer|say)|(?:not"
    r"|n['’]t) (?:immediately )?(?:respond|reply|comment|answer|return)"
    r"|could not be reached",
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


_FATEFUL = frozenset("=kill =injure =arrest =accuse =convict =jail =sack =resign =fail =lost =agree".split()) | {
    "charg"
}


def _never(line: Line, sources: Sources) -> Finding | None:
    """What every source says did not happen, happened."""
    if _NOT.search(line.text):
        return None
    for span, word in line.content:
        if word not in _FATEFUL and text.stem(line.words(span)) not in _RAW_FATEFUL:
            continue
        stem = text.stem(line.words(span))
        mentions = [
            (p, s)
            for p in sources.passages
            for s, each in meaning.content(p.text)
            if (each == word if word in _WHOLE else text.stem(p.text[s[0] : s[1]]) == stem)
        ]
        if mentions and all(_before(p.text, s, _NONE) for p, s in mentions):
            passage = mentions[0][0]
            return _finding(
                line, span, passage, f"“{line.words(span)}”: the source says that it is not so: “{passage.text}”"
            )
    return None


_WHOLE = frozenset("=kill =injure".split())
_RAW_FATEFUL = frozenset(map(text.stem, "charged failed signed set paid agreed hurt broken arrested damaged".split()))


def _one_voice(ours: Claim, theirs: Claim) -> bool:
    one = meaning.stems(f"{ours.speaker or ''} {ours.source_text}")
    return bool(one & meaning.stems(f"{theirs.speaker or ''} {theirs.source_text}"))


def _alike(content: frozenset[str], claim: Claim) -> bool:
    theirs = meaning.stems(claim.content_text) - meaning.LIGHT
    return len(content & theirs) >= ALIKE * min(len(content), len(theirs)) and len(content & theirs) >= 2


def _not(line: Line, near: list[tuple[float, Passage]], sources: Sources) -> Finding | None:
    """A "not" before a word that every source has without one, or the other way round."""
    close = [passage for share, passage in near if share >= max(ALIKE, near[0][0] - 0.25)]
    for span, word in line.content if close else ():
        passage = next((each for each in close if word in each.stems), None)
        if passage is None or word in meaning.LIGHT:
            continue
        ours = _before(line.text, span, _PLAIN_NOT)
        pattern = _NOT if ours else _NONE
        theirs = [
            _before(p.text, s, pattern) for p in sources.passages for s, each in meaning.content(p.text) if each == word
        ]
        if any(bool(each) == bool(ours) for each in theirs) or _anywhere(line, passage, bool(ours)):
            continue
        if ours and any(_NOT.search(p.text) for _, p in near):
            continue
        if ours:
            message = f"“{line.words(ours)}” is not in the source here: “{passage.text}” Take it out."
        else:
            message = f"The source has a “not” or its like before “{line.words(span)}”: “{passage.text}” Put it back."
        return _finding(line, ours or span, passage, message)
    return None


def _anywhere(line: Line, passage: Passage, ours: bool) -> bool:
    """Say whether the other side has a negation too, only elsewhere: a rewrite may move it."""
    return bool(_NOT.search(passage.text if ours else line.text))


def _before(words: str, span: Span, pattern: re.Pattern[str], reach: int = 32) -> Span | None:
    """Return where a pattern stands shortly before a word, in its clause."""
    low = max(0, span[0] - reach)
    cut = max(words.rfind(mark, low, span[0]) for mark in (",", ";", ":", ".", " but ", " and "))
    low = max(low, cut + 1)
    found = None
    for match in pattern.finditer(words, low, span[0]):
        found = match.span()
    return found


def _modal(line: Line, stems: frozenset[str], near: list[tuple[float, Passage]]) -> Finding | None:
    """Every near passage only says that something may be, or is planned; the line says that it will be, or is."""
    close = [passage for share, passage in near if share >= max(ALIKE, near[0][0] - 0.25)]
    if not close or _MAY.search(line.text) or line.text.rstrip().endswith("?"):
        return None
    may = [_then(_MAY_STRICT, passage, line) for passage in close]
    if all(may) and may[0] is not None:
        word = may[0].group()
        will = _WILL.search(line.text)
        span = will.span() if will and will.group().lower() in ("will", "would", "shall") else (0, len(line.text))
        return _finding(line, span, close[0], f"The source only says “{word}”: “{close[0].text}” Keep “{word}”.")
    plans = [_then(_PLAN_STRICT, passage, line) for passage in close]
    if (
        all(plans)
        and plans[0] is not None
        and not _PLAN.search(line.text)
        and line.part != "headline"
        and not re.search(r"\bto\b", line.text)
    ):
        word = plans[0].group()
        return _finding(
            line, (0, len(line.text)), close[0], f"The source has it as a plan (“{word}”): “{close[0].text}” Keep that."
        )
    return None


_MAY_STRICT = re.compile(r"\b(?:could|may|might)\b(?! not)")
_PLAN_STRICT = re.compile(
    r"\b(?:plan(?:s|ned)? to|intend(?:s|ed)? to|aims? to|aimed to|hop(?:es|ed) to|wants? to|considering|will"
    r"|would(?!-)|needs?|requires?|awaits?|awaiting|pending|subject to|depends on)\b"
)


def _then(pattern: re.Pattern[str], passage: Passage, line: Line) -> re.Match[str] | None:
    """Return the modal of a passage whose verb, right behind it, the line uses."""
    for match in pattern.finditer(passage.text):
        verb = next(
            (
                passage.text[match.end() + a : match.end() + b]
                for a, b in text.words(passage.text[match.end() : match.end() + 40])
                if passage.text[match.end() + a : match.end() + b].lower() not in text.STOP_WORDS
            ),
            "",
        )
        done = next(
            (line.text[a:b] for a, b in text.words(line.text) if text.stem(line.text[a:b]) == text.stem(verb)), ""
        )
        if match.group() in ("will", "would") and not done.endswith("ed"):
            continue  # "takes charge" may well stand for "will take charge"
        if done:
            return match
    return None
