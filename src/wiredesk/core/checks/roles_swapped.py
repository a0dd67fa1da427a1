"""roles-swapped: who does what to whom is the other way round in the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from wiredesk.core import text
from wiredesk.core.checks import kin
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "roles-swapped"
DESCRIPTION = "Who does what to whom is the other way round in the sources."

_BE = frozenset("is are was were be been being gets got".split())
_TO_WHOM = frozenset("over against on at to from of".split())
"""Words behind a noun that lead to whom it happens: "a win over", "an attack on"."""
_LEADS_OFF = frozenset(
    "of in on at for with by from to and or that after before over against as but while when than".split()
)
"""Words behind a verb after which no plain object follows."""
_ITS = frozenset("its their his her that who which".split())
_TURNED = frozenset(map(text.stem, "lost loses lose losing defeat defeats".split()))
"""Who loses to another is beaten by him; a defeat of somebody is not his."""
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Deed(NamedTuple):
    """Who does it, to whom, and the word that says what."""

    doer: Word
    verb: Word
    whom: Word


@lru_cache(maxsize=4_096)
def deeds(sentence: str, first: bool = False) -> tuple[Deed, ...]:
    """Return what one name does to another in a sentence, read from the order of words: active, passive, "win over".

    Args:
        sentence: One sentence.
        first: Its first word is a name, too; the sentence itself can't tell.
    """
    found = words(sentence)
    if first and found and found[0].span[0] == 0:
        found = (replace(found[0], name=True), *found[1:])
    names = [word for word in found if word.name or (word.sense[:1] == "@")]
    if len(names) < 2:
        return ()
    plain = [word for word in found if not (word.name or word.figure or _somebody(word))]
    direct = [deed for word in plain if (deed := _deed(sentence, word, names)) is not None]
    return (*direct, *(deed for word in plain if (deed := _from_whom(sentence, word, names)) is not None))


def _somebody(word: Word) -> bool:
    """Say whether a word is one who does it, not the deed: "winner"."""
    return word.surface.endswith(("er", "ers", "or", "ors", "ist", "ists")) and not kin.verb(word.raw)


def _deed(sentence: str, verb: Word, names: list[Word]) -> Deed | None:
    before = [name for name in names if name.span[1] <= verb.span[0]]
    after = [name for name in names if name.span[0] >= verb.span[1]]
    if not before or not after:
        return None
    gap = _between(sentence, before[-1].span[1], verb.span[0])
    next_gap = _between(sentence, verb.span[1], after[0].span[0])
    if gap is None or next_gap is None or len(gap) > 6 or len(next_gap) > 4 or _ITS.intersection(gap):
        return None
    first, second = _head(before, sentence), after[0]
    if next_gap and next_gap[-1] == "by" and (set(gap) & _BE or not gap):
        return Deed(second, verb, first)
    if verb.raw in _TURNED and next_gap and next_gap[-1] == "to":
        return Deed(second, verb, first)
    if (next_gap and next_gap[-1] in _TO_WHOM) or not _LEADS_OFF.intersection(next_gap):
        return None if set(gap[-2:]) & _BE else Deed(first, verb, second)
    return None


def _from_whom(sentence: str, verb: Word, names: list[Word]) -> Deed | None:
    """Return who does something from somebody: "Torino sign Addo on loan from Lyon"."""
    before = [name for name in names if name.span[1] <= verb.span[0]]
    gap = _between(sentence, before[-1].span[1], verb.span[0]) if before else None
    if (
        gap is None
        or len(gap) > 3
        or not kin.verb(verb.raw)
        or sentence[: verb.span[0]].rstrip()[-1:].isdigit()
        or _ITS.intersection(gap)
        or set(gap[-2:]) & _BE
    ):
        return None
    for name in names:
        behind = _between(sentence, verb.span[1], name.span[0]) if name.span[0] > verb.span[1] else None
        if behind and behind[-1] == "from" and len(behind) <= 14:
            from_verb = replace(verb, raw=f"{verb.raw} from", sense=f"{verb.sense} from")
            return Deed(_head(before, sentence), from_verb, name)
    return None


def _head(before: list[Word], sentence: str) -> Word:
    """Return the last name before a verb; the first word of it where it has several."""
    at = len(before) - 1
    while at > 0 and sentence[before[at - 1].span[1] : before[at].span[0]] == " ":
        at -= 1
    return before[at]


def _between(sentence: str, start: int, end: int) -> list[str] | None:
    """Return the words between two places, or None where a clause ends between them."""
    part = sentence[start:end]
    if re.search(r"[;:.?!\"“”]|, (?!a )", part):
        return None
    return [match.group().lower() for match in _PIECE.finditer(part)]


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where the sources only have the deed the other way round."""
    if sources.holds(line.text):
        return
    for ours in deeds(line.text, _opens(line.text, sources)):
        same: list[tuple[Deed, Span]] = []
        turned: list[tuple[Deed, int]] = []
        for number, passage in enumerate(sources.passages):
            for theirs in deeds(passage.text, _opens(passage.text, sources)):
                if not _one_verb(ours.verb, theirs.verb):
                    continue
                if _one(ours.doer, theirs.doer) and _one(ours.whom, theirs.whom):
                    same.append((theirs, theirs.verb.span))
                elif _one(ours.doer, theirs.whom) and _one(ours.whom, theirs.doer):
                    turned.append((theirs, number))
        if turned and not same:
            passage = sources.passages[turned[0][1]]
            span = (ours.verb.span[0], ours.verb.span[1])
            message = (
                f"“{ours.doer.surface} … {ours.verb.surface} … {ours.whom.surface}” is the other way round in the source: "
                f"“{passage.text}” Turn it round."
            )
            yield line.finding(NAME, span, message, evidence=passage.evidence)
            return


def _opens(sentence: str, sources: Sources) -> bool:
    """Say whether the first word of a sentence is a name elsewhere in the sources."""
    opening = re.match(r"[^\W_]+", sentence)
    return opening is not None and opening.group() in sources.name_words


def _one(ours: Word, theirs: Word) -> bool:
    return ours.raw == theirs.raw or (ours.sense == theirs.sense and ours.sense[:1] == "@")


def _one_verb(ours: Word, theirs: Word) -> bool:
    turned = (ours.raw in _TURNED, theirs.raw in _TURNED)
    return ours.sense == theirs.sense or kin.akin(ours.raw, theirs.raw) >= kin.DERIVED or turned == (True, True)
