"""Who is called what: the office, trade or people that a text puts beside a name, before it or between commas."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wiredesk.core import text
from wiredesk.core.checks import forms, kin, meaning
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Span

REACH = 70
"""Characters before and behind a name in which it is described."""
_PIECE = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_STOP = text.STOP_WORDS | frozenset(
    "said says say told tells added adds when while where which who whose that as by from with against for on in at to of".split()
)
_BREAK = re.compile(r"[,;:\"“”()]|\.\s|\s[-–—]\s")
_ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|one of|[\w\s]+['’]s?)\s", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\s(?:of|at|in|for|from|on|with|to|who|which|that|is|was|has|had|said|says)\b.*$", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:is|was|are|were|be|been|may|might|could|would|will|has|have|had|said|that|who)\b")
_SAID = re.compile(r"\b(?:said|says|say|told|added|reported|is|was|were|has|had|will)\b")
_TO_DO = re.compile(r"(?:to|will|would|can|could|may|might|must|should|did|does|do|not)$", re.IGNORECASE)
_BEHIND = re.compile(r"(?:['’]s)?,\s(?:(?:aged )?\d{1,3},\s)?(?P<words>[^,.;:\"“”]{2,60})[,.;]")
_AS_SOMEBODY = frozenset(
    map(
        text.stem,
        "counterpart fellow colleague successor predecessor opponent rival peer namesake twin partner former ex".split(),
    )
)
"""Who is called so has the office of somebody else, or had it."""
_ANYBODY = frozenset(
    map(
        text.stem,
        "man woman person people official member spokesman spokeswoman spokesperson citizen resident national player star "
        "head leader chief boss figure politician head name group side team firm company".split(),
    )
)
"""What nearly anybody may be called."""


class Called(NamedTuple):
    """A name with the words that say what it is."""

    name: str
    span: Span
    roles: tuple[Word, ...]


@lru_cache(maxsize=4_096)
def called(sentence: str) -> tuple[Called, ...]:
    """Return the names of a sentence that somebody or something is called by, each with what it is said to be."""
    found = []
    for name in text.names(sentence):
        if name.kind == "place" or text.countries(name.text):
            continue
        spans = tuple(_beside(sentence, name.span))
        if spans:
            inside = [w for w in words(sentence) if any(a <= w.span[0] and w.span[1] <= b for a, b in spans)]
            found.append(Called(key(name.text), name.span, tuple(inside)))
    return tuple(found)


def key(name: str) -> str:
    """Return the word by which a name is known again: the last, in lower case."""
    return name.replace("’", "'").removesuffix("'s").split()[-1].lower()


def _beside(sentence: str, span: Span) -> Iterator[Span]:
    low = max(0, span[0] - REACH)
    before = sentence[low : span[0]]
    if before.rstrip().endswith(","):
        cut = max((m.end() for m in _BREAK.finditer(before.rstrip()[:-1])), default=0)
        phrase = before[cut:].lstrip()
        at = low + len(before) - len(phrase)
        apart = sentence[span[1] : span[1] + 1] in (",", ";")  # "A steering fault may be the cause, Maras said"
        if apart and _ARTICLE.match(phrase) and (low == 0 or cut) and not _VERB.search(phrase):
            yield at, at + len(_PREPOSITION.sub("", phrase))
    else:
        start = span[0]
        for match in reversed(list(_PIECE.finditer(before))):
            gap = before[match.end() : start - low]
            lowered = match.group().lower()
            acts = lowered.endswith("s") and kin.verb(text.stem(lowered))
            if gap.strip() or acts or lowered.rstrip(".") in _STOP:
                if _TO_DO.match(match.group()):
                    start = span[0]  # "used to manage Obras"
                break
            start = low + match.start()
        if start < span[0]:
            yield start, span[0]
    behind = _BEHIND.match(sentence, span[1])
    if (
        behind
        and not _SAID.search(behind["words"])
        and (_ARTICLE.match(behind["words"]) or behind["words"][0].islower())
    ):
        first = _PIECE.match(behind["words"])
        if first and first.group().lower() not in _STOP - {"the", "a", "an", "its", "his", "her", "their"}:
            at = behind.start("words")
            yield at, at + len(_PREPOSITION.sub("", behind["words"]))


def _acts(phrase: str) -> bool:
    """Say whether what stands behind a name and a comma goes on with a verb: "Mei Ru, 50, parked her car"."""
    first = _PIECE.match(phrase)
    return first is not None and (forms.past(phrase, first.span()) or kin.verb(text.stem(first.group())))


def _known(sources: Sources) -> dict[str, list[Word]]:
    """Return for each name what the sources call it; worked out once for a story."""
    known: dict[str, list[Word]] | None = sources.kept.get("described")
    if known is None:
        known = sources.kept["described"] = defaultdict(list)
        for passage in sources.passages:
            for each in called(passage.text):
                known[each.name].extend(each.roles)
    return known


class Mistaken(NamedTuple):
    """A word of a line that describes another than the one it stands beside."""

    span: Span
    name: str
    owner: str


def mistaken(line: Line, sources: Sources) -> Mistaken | None:
    """Return a description that the sources give to another name only, where they describe this one otherwise."""
    known = _known(sources)
    for each in called(line.text):
        own = known.get(each.name, [])
        if not own or line.title_case:
            continue
        for role in each.roles:
            if role.raw in _ANYBODY or role.raw in _AS_SOMEBODY or role.sense in meaning.LIGHT or _has(own, role):
                continue
            if any(word.raw in _AS_SOMEBODY for word in (*own, *each.roles)) and role.sense[:1] != "@":
                continue
            owner = next((name for name, roles in known.items() if name != each.name and _has(roles, role)), None)
            if owner is not None and not _together(role, each.name, sources):
                span = (min(role.span[0], each.span[0]), max(role.span[1], each.span[1]))
                return Mistaken(span, each.name, owner)
    return None


def _has(roles: list[Word], role: Word) -> bool:
    if role.sense[:1] == "@":
        return any(word.sense == role.sense for word in roles)
    return any(word.like(role) >= kin.WIDER or word.raw == role.raw for word in roles)


def _together(role: Word, name: str, sources: Sources) -> bool:
    """Say whether a source has the word in one clause with the name, in whatever way."""
    for passage in sources.passages:
        for clause in re.split(r"[.;:]\s|,\s", passage.text):
            if name in clause.lower() and any(word.like(role) >= kin.DERIVED for word in words(clause)):
                return True
    return False
