"""What became of an event on its way into a line: a plan that was done, a may that is a will, a "not" come or gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.checks import amounts, forms, kin, meaning, opposites
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.status import Level, Status, hedged, status
from wiredesk.core.model import Span

NEAR = 0.4
"""Of a line's words that a passage must share for its events to be the line's."""

_NEGATIVE = re.compile(
    r"\b(?:not?|never|none|nobody|neither|nor|without|cannot|few|fewer|little|lack\w*|fail\w*|refus\w+|declin\w+|den(?:y|ies"
    r"|ied|ying)|reject\w*|unable|unlikely|un\w{4,}|rul\w+ out|avoid\w*|prevent\w*|instead|rather|only|yet to|stop\w*|against"
    r"|nothing|nowhere|too (?:early|soon|late)"
    r"|halt\w*|end\w*|short of|absen\w+|free of|still|have yet|has yet|away from|miss\w*|oppos\w+|block\w*"
    r"|dismiss\w*|hardly|barely|disput\w+|contest\w*|exclud\w+|except|withh\w+|undecided|unclear|unknown|zero|lost|loses?|"
    r"barred|ban\w*|empty|quit\w*|scrap\w*|cancel\w*|drop\w*|ignor\w+|spared?|escap\w+|safe|open|unhurt|intact|alone)\b|n['’]t\b",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those some any no each every another such of in on at for with by "
    "from to".split()
)
_AUX = frozenset(
    "is are was were am be been being has have had will would could should can may might must shall do does did not".split()
)


_EITHER = frozenset(
    "cost cut hit set led put split spread bid left found shot rose wound hurt read shut beat cast forecast burst felt saw thought "
    "lay lead spoke broadcast run lost".split()
)
"""Past tenses that are nouns as well: behind "the", "a" or "of" they are."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An event of a line as one passage has it."""

    passage: Passage
    word: Word
    status: Status
    coverage: float


def negative(sentence: str) -> bool:
    """Say whether a sentence has anything of a "no" in it."""
    return _NEGATIVE.search(sentence) is not None


def mentions(line: Line, number: int, sources: Sources, *, near: float = NEAR) -> list[Mention]:
    """Return where the sources have the line's word, in passages that share enough of its other words."""
    beside = sources.beside(line.text)
    least = max(near, beside[0][0] - 0.3) if beside else near
    found = []
    for coverage, passage, both in beside:
        pair = both.pairs[number]
        if pair is None or both.scores[number] < kin.SAME or coverage < least or both.covered_without(number)[1] < 1:
            continue
        there = both.theirs[pair]
        found.append(Mention(passage, there, status(passage.text, there.span), coverage))
    return found


def done(sentence: str, span: Span, *, headline: bool = False) -> bool:
    """Say whether a word looks like a verb that tells what was done: past tense, or present as headlines have it."""
    word = sentence[span[0] : span[1]].lower()
    before = re.findall(r"[\w'’]+", sentence[max(0, span[0] - 30) : span[0]])
    last = before[-1].lower() if before else ""
    if last in _DETERMINERS:
        return False
    if word in _EITHER and _DETERMINERS.intersection(each.lower() for each in before[-3:]):
        return False
    if forms.past(sentence, span):
        return True
    present = word.endswith("s") and not word.endswith("ss") and bool(last) and last not in _AUX
    return (
        present
        and kin.verb(text.stem(word))
        and not amounts.is_unit(word)
        and (headline or before[-1][0].isupper() or len(before) <= 2)
    )


def hardened(line: Line, sources: Sources) -> Iterator[tuple[Span, Mention]]:
    """Yield a word of the line with a passage that has as planned, possible or asked for what the line has as done."""
    beside = sources.beside(line.text)
    if not beside or beside[0][0] < 0.5 or line.text.rstrip().endswith("?") or hedged(line.text):
        return
    for number, word in enumerate(beside[0][2].ours):
        here = status(line.text, word.span)
        if here.no or here.level < Level.PLAN or word.name or word.figure:
            continue
        there = mentions(line, number, sources, near=beside[0][0] - 0.2)
        if not there or any(each.status.no or not _governed(each) for each in there):
            continue
        if there[0].coverage >= 0.5:
            span = _harder(line, word, here, there)
            if span is not None:
                yield span, there[0]


def _harder(line: Line, word: Word, here: Status, there: list[Mention]) -> Span | None:
    """Return where a line has as certain what all mentions have as less, or None."""
    most = max(each.status.level for each in there)
    if here.level is not Level.FACT:
        marker = line.text[slice(*here.marker)].lower() if here.marker else ""
        sure = marker != "to" or line.part == "headline"
        return (here.marker or word.span) if most is Level.MAY and sure else None
    if most is Level.MAY:
        if _open_marker(there[0]) and (_predicate(line.text, word.span) or _first_after(there[0])):
            return word.span
        if _decided(line.text, word.span):
            return word.span
    headline = line.part == "headline"
    limit = Level.PLAN if headline and not forms.past(line.text, word.span) else Level.WILL
    return word.span if most <= limit and done(line.text, word.span, headline=headline) else None


_DECIDED = re.compile(
    r"\b(?:grant|approv|accept|adopt|pass|sign|reject|refus|agree|order|introduc|impos|endors|clear|authori[sz]|ratif|veto)"
    r"(?:e[ds]?|s|ed|ied|ing|d)?(?: to)?\s+(?:(?:the|a|an|its|his|her|their|this|that)\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _decided(sentence: str, span: Span) -> bool:
    """Say whether a word is what somebody has decided on: "granted the request"."""
    return _DECIDED.search(sentence[max(0, span[0] - 50) : span[0]]) is not None


_PREDICATE = re.compile(r"\b(?:is|was|are|were|has|have|had|be|been)(?: (?:a|an|the|very|also|now))?\s$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:could|may|might|whether|if|perhaps|possibl\w+|suspected|believed)$", re.IGNORECASE)


def _predicate(sentence: str, span: Span) -> bool:
    """Say whether a word is what a sentence says of something: "was faulty", "has an ocean"."""
    return _PREDICATE.search(sentence[max(0, span[0] - 20) : span[0]]) is not None


def _first_after(mention: Mention) -> bool:
    """Say whether a word is the very verb behind "may" or "could"."""
    marker = mention.status.marker
    if mention.word.surface.endswith("ly"):
        return False
    between = mention.passage.text[marker[1] : mention.word.span[0]] if marker else "?"
    return re.fullmatch(r"\s+(?:(?:also|still|yet|\w+ly)\s+)?(?:be\s+|have\s+)?", between) is not None


def _open_marker(mention: Mention) -> bool:
    marker = mention.status.marker
    return marker is not None and _OPEN.search(mention.passage.text[slice(*marker)]) is not None


def _governed(mention: Mention) -> bool:
    """Say whether what makes a word planned or possible stands close to it, no more than one word of weight between."""
    marker = mention.status.marker
    if marker is None:
        return False
    between = [span for span, _ in meaning.content(mention.passage.text) if marker[1] <= span[0] < mention.word.span[0]]
    return len(between) <= 1 or _open_marker(mention)


def negated(line: Line, sources: Sources) -> Iterator[tuple[Span, Mention, bool]]:
    """Yield a word of the line that every near passage denies, or that only the line denies (True)."""
    beside = sources.beside(line.text)
    if not beside or beside[0][0] < 0.5:
        return
    some = negative(line.text)
    for number, word in enumerate(beside[0][2].ours):
        here = status(line.text, word.span)
        there = [] if word.figure else mentions(line, number, sources)
        if not there or there[0].coverage < 0.5:
            continue
        if here.no is None and not some:
            if all(each.status.no for each in there) and _first(there[0]):
                yield word.span, there[0], False
        elif here.no is not None and not word.name and here.level >= Level.WILL:
            quiet = not any(each.status.no or _open(each) for each in there)
            if _cued(line, here.no) or not _beside(line, here.no, word.span):
                continue
            if any(opposites.opposite(word.raw, other.raw) for other in words(there[0].passage.text)):
                continue  # "did not leave" for "stayed behind"
            if quiet and there[0].status.level >= Level.PLAN and there[0].coverage >= 0.6:
                yield here.no, there[0], True


def _beside(line: Line, no: Span, word: Span) -> bool:
    """Say whether nothing of weight stands between a "no" and a word."""
    return not any(no[1] <= span[0] < word[0] for span, _ in line.content)


def _cued(line: Line, no: Span) -> bool:
    """Say whether a "no" is an attribution's own: who rejects an account denies no word of it."""
    return any(a <= no[0] < b for claim in line.claims for a, b in claim.cue)


_WHETHER = re.compile(r"\s+(?:whether|if)\b")


def _open(mention: Mention) -> bool:
    """Say whether a passage denies something too, or leaves the word open ("deciding whether")."""
    passage = mention.passage.text
    return bool(_NEGATIVE.search(passage) or _WHETHER.match(passage, mention.word.span[1]))


_NO_SIGN = re.compile(
    r"no (?:evidence|sign|indication|proof|suggestion|reason|question)s? (?:that|of)\b", re.IGNORECASE
)


def _first(mention: Mention) -> bool:
    """Say whether a mention stands right behind the word that denies it, nothing of weight between them."""
    no = mention.status.no
    if no is None:
        return False
    if _NO_SIGN.match(mention.passage.text, no[0]):
        return True
    if mention.word.span[0] - no[1] > 45:
        return False
    return not any(no[1] <= span[0] < mention.word.span[0] for span, _ in meaning.content(mention.passage.text))
