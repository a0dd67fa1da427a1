"""What is said of whom: an event word with the words around it, held against the sources' words of the same event.

No share of the line need stand in a passage: the subject and the object tell which event is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wiredesk.core import text
from wiredesk.core.checks import events, kin, meaning, opposites
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.status import Level, Status, hedged, status
from wiredesk.core.model import Span

LEFT, RIGHT = 3, 3
"""So many words of meaning on each side of an event word, in its clause, are what it is about."""
_CUT = re.compile(
    r"[;:?!]|\.\s|,\s(?!\w+ing\b)|\b(?:but|because|although|though|while|whereas|after|before|when|until|unless|if|who|which)\b"
)
_PRONOUN = re.compile(
    r"^\W*(?:he|she|it|they|both|one|this|that|the (?:\w+ )?(?:man|woman|men|women|group|company|two|pair))\b", re.I
)


class Told(NamedTuple):
    """An event word as a passage has it, and how it stands.

    `shared` is how many of the line's words around it are around it, too; `wide` how many the whole passage has.
    """

    passage: Passage
    word: Word
    status: Status
    shared: int
    wide: int


class Weaker(NamedTuple):
    """A word of the line with the weaker word of a source that tells of the same; `what` is what was made of it."""

    word: Word
    there: Told
    what: str


def around(sentence: str, word: Word) -> list[Word]:
    """Return the words of meaning that stand around a word in its clause."""
    low, high = 0, len(sentence)
    for cut in _CUT.finditer(sentence):
        if cut.end() <= word.span[0]:
            low = cut.end()
        elif cut.start() >= word.span[1]:
            high = cut.start()
            break
    near = [w for w in words(sentence) if low <= w.span[0] < high and w.span != word.span and not w.figure]
    near = [w for w in near if w.sense not in meaning.LIGHT]
    return [w for w in near if w.span[0] < word.span[0]][-LEFT:] + [w for w in near if w.span[0] > word.span[0]][:RIGHT]


def told(ours: list[Word], like: frozenset[str] | Word, sources: Sources) -> list[Told]:
    """Return where the sources have an event word (or one of some stems), the passage that shares most first."""
    found = []
    for passage in sources.passages:
        for word in words(passage.text):
            if not (word.raw in like if isinstance(like, frozenset) else _same(word, like)):
                continue
            there = around(passage.text, word)
            if _PRONOUN.match(passage.text):
                there = [*there, *words(sources.before(passage).text)]
            shared = _common([one for one in ours if not one.name], there)
            shared += shared > 0 and _common([one for one in ours if one.name], there) > 0
            wide = _common(ours, list(words(passage.text)))
            found.append(Told(passage, word, status(passage.text, word.span), shared, wide))
    return sorted(found, key=lambda each: -each.shared)


def _common(ours: list[Word], theirs: list[Word]) -> int:
    return sum(any(one.like(other) >= kin.WIDER for other in theirs) for one in ours)


def _same(word: Word, other: Word) -> bool:
    return word.raw == other.raw or word.sense == other.sense or word.like(other) >= kin.SAME


def harder(line: Line, sources: Sources) -> Iterator[Weaker]:
    """Yield a word that tells as done what the sources tell of the same in a milder word, or as open or denied."""
    if line.text.rstrip().endswith("?"):
        return
    for word in words(line.text):
        here = status(line.text, word.span)
        if word.name or word.figure or here.no is not None or here.level < Level.FACT:
            continue
        ours = around(line.text, word)
        if not ours:
            continue
        same = told(ours, word, sources)
        yield from _milder(line.text, word, ours, same, sources)
        done = events.done(line.text, word.span, headline=line.part == "headline") and not hedged(line.text)
        if done and not any(_one_thing(line.text, word, each) for each in same):
            yield from _open(word, same)


def _milder(line_text: str, word: Word, ours: list[Word], same: list[Told], sources: Sources) -> Iterator[Weaker]:
    """Yield what became of a step ("injured" to "killed"), where the milder word has more of what is around it."""
    known = max((each.wide for each in same if _sure(each)), default=0)
    ours_raw = {each.raw for each in words(line_text)}
    for here, there, what in opposites.STEPS:
        if word.raw not in here or what in ("all of them", "most of them"):
            continue
        mild = [each for each in told(ours, there, sources) if each.status.no is None and each.word.raw not in ours_raw]
        if mild and mild[0].shared > known:
            yield Weaker(word, mild[0], what)
            return


def _open(word: Word, same: list[Told]) -> Iterator[Weaker]:
    """Yield what every source that tells of it has as open, planned or denied."""
    about = [
        each
        for each in same
        if kin.base(each.word.raw) == kin.base(word.raw) and (each.shared or _PRONOUN.match(each.passage.text))
    ]
    if about and all(_weak(each) for each in same):
        yield Weaker(word, about[0], "")


def _one_thing(sentence: str, word: Word, there: Told) -> bool:
    """Say whether both have the word, to the letter, at the end of one name of a thing: "night shifts" is no event."""
    ours, theirs = sentence[: word.span[0]].split()[-1:], there.passage.text[: there.word.span[0]].split()[-1:]
    alike = word.surface == there.word.surface and [w.lower() for w in ours] == [w.lower() for w in theirs]
    return alike and bool(text.content_words(" ".join(ours)))


def _weak(each: Told) -> bool:
    """Say whether a mention is open, planned or denied, and what makes it so stands close to it."""
    marker = each.status.no or each.status.marker
    if marker is None:
        return False
    if marker[0] > each.word.span[0]:
        return True
    between = [span for span, _ in meaning.content(each.passage.text) if marker[1] <= span[0] < each.word.span[0]]
    return len(between) <= 1


def _sure(each: Told) -> bool:
    return each.status.no is None and each.status.level is Level.FACT


def surer(line: Line, sources: Sources) -> Iterator[Weaker]:
    """Yield a "will" over words that the passage behind the line has all under "could" or "may"."""
    beside = sources.beside(line.text)
    if not beside or beside[0][0] < MOSTLY:
        return
    _, passage, both = beside[0]
    for match in _WILL.finditer(line.text):
        inside = [
            (number, pair)
            for number, pair in enumerate(both.pairs)
            if pair is not None and status(line.text, both.ours[number].span).marker == match.span()
        ]
        there = [status(passage.text, both.theirs[pair].span) for _, pair in inside]
        if len(there) >= 2 and all(each.level is Level.MAY for each in there):
            pair = inside[0][1]
            yield Weaker(
                Word(match.span(), match.group(), match.group(), match.group(), False),
                Told(passage, both.theirs[pair], there[0], len(there), len(there)),
                "",
            )
            return


MOSTLY = 0.5
"""Of a line's words that a passage must have for its "could" to be the line's."""
_WILL = re.compile(r"\b(?:will|shall|is going to|are going to|is certain to|are certain to)\b", re.IGNORECASE)


class Elsewhere(NamedTuple):
    """A place of a line, and the place that the sources have for what happens there in the line."""

    span: Span
    place: str
    passage: Passage


def elsewhere(line: Line, sources: Sources) -> Elsewhere | None:
    """Return a place that no source joins to the line's event, where one joins another place to it."""
    if line.part == "headline":
        return None  # it puts together what stands in several sentences
    here = {name.text for name in text.names(line.text)}
    for name in text.names(line.text):
        if (
            name.kind not in ("place", "other")
            or line.title_case
            or _BEFORE_PLACE.search(line.text[: name.span[0]]) is None
        ):
            continue
        clause = around(line.text, _as_word(line.text, name.span))
        verbs = [word for word in clause if not word.name and events.done(line.text, word.span)]
        things = [word for word in clause if not word.name and word not in verbs]
        about = [p for p in sources.passages if name.text in p.text]
        own = [w for p in about for w in _at(p.text, name.text) if any(w.like(one) >= kin.SAME for one in things)]
        if not verbs or not own or any(_common(verbs, list(words(p.text))) for p in about):
            continue
        for passage in sources.passages:
            rivals = [n.text for n in text.names(passage.text) if n.kind in ("place", "other") and n.text not in here]
            for rival in rivals:
                there = _at(passage.text, rival)
                if _common(own, there) and _common(verbs, list(words(passage.text))):
                    return Elsewhere(name.span, rival, passage)
    return None


def _at(sentence: str, place: str) -> list[Word]:
    """Return the words right beside a place: "the Hamburg marathon", "the marathon in Hamburg"."""
    span = sentence.find(place)
    if span < 0:
        return []
    low, high = max(0, span - 24), span + len(place) + 16
    found = [w for w in words(sentence) if low <= w.span[0] and w.span[1] <= high and not w.name and not w.figure]
    return [w for w in found if w.span[1] <= span][-1:] + [w for w in found if w.span[0] >= span][:1]


_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|off|around|through|over|towards?)\s+(?:the\s+)?$", re.IGNORECASE
)


def _as_word(sentence: str, span: Span) -> Word:
    found = next((word for word in words(sentence) if word.span[0] >= span[0] and word.span[1] <= span[1]), None)
    return found or Word(span, sentence[slice(*span)], "", sentence[slice(*span)], True)
