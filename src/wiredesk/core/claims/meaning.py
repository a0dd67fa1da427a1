"""What a claim's content says, in a form that can be compared: stems, event classes, actors, quantities, polarity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.claims.events import FALSE, IRREGULAR, SAYINGS, canonical
from wiredesk.core.claims.phrases import put_plainly
from wiredesk.core.model import Claim, Stance

_NOT = re.compile(
    r"(?:\b(?:not|never|nobody|none|neither|nor|without|failed to|fails to|failing to|cannot)\b|n[’']t\b)"
    r"(?! (?:\w+ )?(?:only|just|all|every|always|necessarily|much|many|fully|entirely|solely)\b)"
    r"|\bno\b(?! (?:more|fewer|less|later|longer|one knows|matter))|\bnothing\b(?! (?:more|less|but))",
    re.IGNORECASE,
)
_UNTRUE = re.compile(r"\bnot (?:true|correct|accurate)\b|\bno truth\b|\buntrue\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:its|their|our|his|her|my|it|they|we|he|she|i)\b", re.IGNORECASE)
_VAGUE = frozenset(
    text.stem(word)
    for word in """wrongdoing involvement responsibility link role all any it them this that they guilty innocent
    innocence truth""".split()
)
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|predict|project|hope|target|estimate|would (?:cost|raise|bring|add))", re.IGNORECASE
)
_NO_MORE = re.compile(r"\b(?:no|not) (?:more|fewer|less) than\b", re.IGNORECASE)
_TURNED = {"more_than": "at_most", "fewer_than": "at_least", "at_least": "at_least"}
_CUT = re.compile(r"[.!?;…]\s+|,? and that |, (?:and|but|while|whereas|although|though|adding) ", re.IGNORECASE)
MOST_PARTS = 12
LONGEST = 1200  # characters of a claim that are compared
_WEAK_DENIAL = re.compile(r"\b(?:reject|dismiss|repudiat|disown|contest|challeng)", re.IGNORECASE)
NARROW, ROUGH = 0.02, 0.15  # how far "14,000" and "about 14,000" reach
_MODAL = re.compile(
    r"\b(?:should|must|needs? to|needed to|ought|could|may|might|if|unless|better|let|cannot|can[’']t|wants? to|wanted to)\b"
    r"|^\W*(?:do not|don[’']t)\b|\?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|did|does|do|will|would|can|made|took|fell|rose|lost|won|held|left|went"
    r"|came|gave|got|put|saw|ran|led|shot|hit|cut|sent|stood|stole|knew|knows|known|found|became|began|brought|built|bought"
    r"|caught|chose|drew|drove|fought|flew|grew|heard|kept|meant|met|paid|rode|sank|sold|spoke|spent|struck|threw|wrote"
    r"|broke|burnt|fled|gone|hid|hurt|sought|beat|lied|lies|died|told|holds|works|withdrew|forced|\w{2,}ed|\w{2,}ing)\b"
    r"|[’'](?:s|re|ve|ll|d)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"nobody|no\b|none|nothing|neither", re.IGNORECASE)
_PAST = re.compile(r"\b[a-z]\w+ed\b")
_NUMBER_OF = re.compile(
    r"(?:\b(?:was|is|were|are|be|at|reached|stood|totalled|hit|rose to|fell to))\s*$", re.IGNORECASE
)
_POLLS = re.compile(r"\b(?:polls?|surveys?|pollsters?)\b", re.IGNORECASE)
_NAMES_GROUP = re.compile(
    r"\b(?:top|bottom|richest|poorest|upper|lower|goal of|target of|limit of|cap of)\s*$", re.IGNORECASE
)
_ENDS_AFTER = re.compile(r"\s*(?:$|[.,;:!?)”\"’]|(?:in|on|at|and|but|after|since)\b)")
REACH, SCOPE = 80, 6  # characters and content words behind a negation that it can turn
SHORTEST_ROOT = 4  # letters
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
# Words that say nothing of an event, as stems.
_EMPTY = frozenset(
    text.stem(word) for word in "not never no nothing none also yet still now then fewer least most about".split()
)
_HEADS = 3  # content words after a number that may say what is counted


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the range of values that its words allow, with what is counted."""

    low: float
    high: float
    kind: str
    heads: frozenset[str]

    @property
    def bounded(self) -> bool:
        """Whether the range ends on both sides."""
        return self.low > float("-inf") and self.high < float("inf")

    def against(self, other: Quantity) -> bool:
        """Say whether two ranges of one quantity do not meet."""
        same = self.kind == other.kind and bool(self.heads & other.heads)
        return same and (self.high < other.low or other.high < self.low)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The comparable side of one claim."""

    stems: frozenset[str]
    classes: frozenset[str]
    actors: frozenset[str]
    quantities: tuple[Quantity, ...]
    negative: bool
    untrue: bool  # calls something false
    denies: bool  # the cue denies
    voice: frozenset[str]  # who speaks, as actors
    expected: bool  # a forecast, not a count
    factual: bool  # says how things are, not what is wanted
    named: frozenset[str]  # actors that the content itself names

    verbs: frozenset[str]  # stems of verbs in the past, and the classes of events
    scope: frozenset[str]  # stems that stand right behind a negation
    modal: bool  # what should, could or might be, not what is
    stated: bool  # has a verb of its own: "the plan" alone says nothing that could be true
    owned: bool  # "his own figures": two of them are two things
    polled: bool  # a poll: two of them differ without a quarrel
    vague: bool  # only points at a statement ("the accusation", "it") and has no content of its own


def parts(claim: Claim, whole: Meaning) -> tuple[Meaning, ...]:
    """Return the meanings of the sentences and coordinate clauses of a claim: a denial denies one, not a paragraph."""
    pieces = [piece for piece in _CUT.split(claim.content_text[:LONGEST]) if len(piece.split()) > 1]
    if len(pieces) < 2:
        return (whole,)
    return tuple(of(replace(claim, content_text=piece)) for piece in pieces[:MOST_PARTS])


def of(claim: Claim) -> Meaning:
    """Return the meaning of a claim; who speaks is an actor where the content says "its" or "they", or denies."""
    content = put_plainly(claim.content_text[:LONGEST])
    roots = _roots(content)
    stems = frozenset(
        roots.get(stem, canonical(stem))
        for stem in text.content_words(content)
        if stem not in SAYINGS and not stem[:1].isdigit() and stem not in _EMPTY
    )
    denies = claim.stance is Stance.DENIES and (not _WEAK_DENIAL.search(claim.cue_text) or _speaks_of_saying(content))
    named = actors = frozenset(roots.values()) | _countries(content)
    spoken = f"{claim.speaker or ''} {claim.source_text}"
    voice = frozenset(_roots(spoken).values()) | _countries(spoken)
    voice |= frozenset(canonical(stem) for stem in text.content_words(spoken))
    if denies or _SELF.search(content):
        actors |= voice
    untrue = bool(_UNTRUE.search(content)) or bool(stems & FALSE)
    return Meaning(
        stems=stems,
        classes=frozenset(stem for stem in stems if stem.startswith("=")),
        actors=actors,
        quantities=tuple(_quantities(content)),
        negative=bool(_NOT.search(content)),
        untrue=untrue,
        denies=denies,
        voice=voice,
        factual=claim.stance not in (Stance.PLANS, Stance.ORDERS, Stance.ASKS),
        named=named,
        expected=bool(_EXPECTED.search(f"{claim.cue_text} {content}")),
        verbs=_verbs(content, stems),
        scope=_scope(content),
        modal=bool(_MODAL.search(content)),
        stated=bool(_VERB.search(content)),
        owned=bool(re.search(r"\bown\b", content)),
        polled=bool(_POLLS.search(spoken)),
        vague=not stems - FALSE - _VAGUE - named,
    )


def _verbs(content: str, stems: frozenset[str]) -> frozenset[str]:
    found = {canonical(text.stem(word)) for word in _PAST.findall(content)}
    found |= {IRREGULAR[word] for word in content.lower().split() if word in IRREGULAR}
    return frozenset((found | {stem for stem in stems if stem.startswith("=")}) & stems)


def _scope(content: str) -> frozenset[str]:
    found: set[str] = set()
    for match in _NOT.finditer(content):
        found |= {canonical(stem) for stem in text.content_words(content[match.end() : match.end() + REACH])[:SCOPE]}
        if _OBJECT.match(match.group()):  # "had stabbed nobody"
            before = text.content_words(content[max(0, match.start() - REACH) : match.start()])
            found |= {canonical(stem) for stem in before[-2:]}
    return frozenset(found)


def _speaks_of_saying(content: str) -> bool:
    """Say whether what is rejected is a statement: an offer or a candidate can be rejected, too."""
    if re.search(r"\b(?:that|it|this)\b", content):
        return True
    return any(stem in SAYINGS for stem in text.content_words(content))


def _roots(content: str) -> dict[str, str]:
    """Return stem -> root of the words with a capital: "Velia" and "Velian" have one root."""
    return {
        text.stem(word): canonical(root(word))
        for word in re.findall(r"\b[A-Z]\w+", content)
        if word.lower() not in text.STOP_WORDS and word.lower() not in _NOT_NAMES
    }


@lru_cache(maxsize=10_000)
def root(name: str) -> str:
    """Return what a name and the word for its people share ("Ukraine", "Ukrainian"), else the name's stem."""
    stem = text.stem(name)
    for ending in ("ish", "ian", "ean", "an", "ese", "ia", "a", "e", "i"):
        if stem.endswith(ending) and len(stem) - len(ending) >= SHORTEST_ROOT:
            return stem[: -len(ending)]
    return stem


@lru_cache(maxsize=10_000)
def _countries(content: str) -> frozenset[str]:
    return frozenset("@" + code for code in text.countries(content))


def _quantities(content: str) -> list[Quantity]:
    found = []
    for number in text.numbers(content):
        if number.kind not in ("count", "percent", "money", "measure"):
            continue
        after = content[number.span[1] : number.span[1] + 60]
        heads = frozenset(canonical(stem) for stem in text.content_words(after)[:_HEADS])
        before = content[max(0, number.span[0] - 40) : number.span[0]]
        if _NAMES_GROUP.search(before):
            continue
        if number.kind in ("percent", "money") and (_ENDS_AFTER.match(after) or _NUMBER_OF.search(before)):
            heads |= frozenset(canonical(stem) for stem in text.content_words(before)[-_HEADS:])
        turned = _NO_MORE.search(content[max(0, number.span[0] - 14) : number.span[1]])
        low, high = _range(number.value, _TURNED.get(number.qualifier, "at_most") if turned else number.qualifier)
        found.append(Quantity(low, high, number.kind, heads))
    return found


def _range(value: float, qualifier: str) -> tuple[float, float]:
    if qualifier in ("at_least", "more_than"):
        return (value, float("inf"))
    if qualifier in ("at_most", "fewer_than"):
        return (float("-inf"), value)
    reach = ROUGH if qualifier == "about" else NARROW
    return (value * (1 - reach), value * (1 + reach))
