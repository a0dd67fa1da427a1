"""What a claim's content says, in a form that can be compared: stems, event classes, actors, quantities, polarity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.claims import quantities
from wiredesk.core.claims.events import FALSE, IRREGULAR, SAYINGS, canonical
from wiredesk.core.claims.phrases import put_plainly
from wiredesk.core.claims.quantities import Quantity
from wiredesk.core.model import Claim, Stance

_NOT = re.compile(
    r"(?:\b(?:not|never|nobody|none|neither|nor|without|failed to|fails to|failing to|cannot)\b|n[’']t\b)"
    r"(?! (?:\w+ )?(?:only|just|all|every|always|necessarily|much|many|fully|entirely|solely)\b)"
    r"|\bno\b(?! (?:more|fewer|less|later|longer|one knows|matter))|\bnothing\b(?! (?:more|less|but))",
    re.IGNORECASE,
)
_SOFT = re.compile(r"\bdidnot\b")  # "refused to", "declined to", see phrases
_POINTS = re.compile(
    r"^\W*(?:it|that|this|these|those|they|none of (?:it|this|that)|all (?:of )?(?:it|this|that)|everything|every word)(?: \w+){0,4}?"
    r"(?: (?:is|was|are|were)|[’']s)\b[^.;]{0,30}?\b(?:lies?|false|untrue|nonsense|invented|fiction|fantasy"
    r"|fabricat\w+|made up|rubbish"
    r"|baseless|absurd|slander|not true|wrong|no truth|invention)\b"
    r"|^\W*(?:it|that|this) (?:never|did not|didn[’']t) (?:happen|take place|occur)|\bnothing of the (?:sort|kind)\b"
    r"|\bnot a word of (?:it|that|this)\b|^\W*(?:whoever|anyone who|those who|people who) (?:says?|tells?|claims?|said)\b"
    r"|\bout of thin air\b|\bno such (?:thing|order|plan|decision|call|meeting)\b$",
    re.IGNORECASE,
)
_UNTRUE = re.compile(r"\bnot (?:true|correct|accurate)\b|\bno truth\b|\buntrue\b", re.IGNORECASE)
_AS_FALSE = re.compile(
    r"^\W*as (?:\w+ly )?(?:\w+ )?(?:and \w+ )?(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day )?(?=(?:the|an?|any|all|claims?"
    r"|reports?|accusations?|allegations?|suggestions?|talk)\b)",
    re.IGNORECASE,
)
_AS = re.compile(r"(?<=\w) as (?=(?:\w+ ){0,3}?\w+\W*$)")
_OWN = re.compile(r"^\W*(?:that )?(?:its?|he|his|she|her|they|their|we|our|i|my)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:whether|how|why)\b|^\W*(?:that )?(?:it|he|she|they|we) (?:would|will) (?:appeal|sue)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"^\W*(?:that )?(?:it|he|she|they|we|i)\b", re.IGNORECASE)
_CALLED_FALSE = re.compile(
    r"\b(?:is|was|are|were|be|been|being) (?:\w+ly )?(?:a |an |just |pure |all )*(?:untrue|false|baseless|unfounded|groundless"
    r"|fabricated|nonsense|invented|fake|fiction|fantasy|lies?|hoax|bogus|absurd|rubbish|myth|slander|not true|made up)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:its|their|our|his|her|my|it|they|we|he|she|i)\b", re.IGNORECASE)
_VAGUE = frozenset(
    canonical(text.stem(word))
    for word in """wrongdoing involvement responsibility link role all any it them this that they guilty innocent
    innocence truth""".split()
)
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|predict|project|hope|target|estimate|would (?:cost|raise|bring|add))", re.IGNORECASE
)
_CUT = re.compile(
    r"[.!?;…]\s+|,? and that |, (?:and|but|while|whereas|although|though|as|so|because|which|who|where) |, (?=\w+ing\b)"
    r"| because (?!of )| and (?=(?:was|were|is|are|had|has|have|would|will|did|does|never|not|could)\b)",
    re.IGNORECASE,
)
OPENING = 40  # characters in which a country may open a statement
MOST_PARTS = 12
SUBJECT = 6  # words before a verb that a later clause without a subject is read with
SAYS_SOMETHING = 2  # content words that a statement called false has, so that it is known which
LONGEST = 1200  # characters of a claim that are compared
_CAUSE = re.compile(r" because ")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|did|does|will|would|could|never|[a-z]+ed)\b")
_NO_SUBJECT = re.compile(r"(?:was|were|is|are|had|has|have|would|will|did|does|never|not|could)\b")
_WEAK_DENIAL = re.compile(r"\b(?:reject|dismiss|repudiat|disown|contest|challeng)", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:should|must|needs? to|needed to|ought|could|may|might|if|unless|whether|unclear|vague"
    r"|better|let|cannot|can[’']t|wants? to|wanted to)\b"
    r"|^\W*(?:do not|don[’']t)\b|\?|^\W*an? \w+ (?:that|who|which) (?:does|do|is|has) not\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|hold|keep|keeps|remain|remains|stand|stands|go|goes|control|controls|did|does|do|will|would|can|made|took|fell|rose|lost|won|held|left|went"
    r"|came|gave|got|put|saw|ran|led|shot|hit|cut|sent|stood|stole|knew|knows|known|found|became|began|brought|built|bought"
    r"|caught|chose|drew|drove|fought|flew|grew|heard|kept|meant|met|paid|rode|sank|sold|spoke|spent|struck|threw|wrote"
    r"|broke|burnt|fled|gone|hid|hurt|sought|beat|beaten|sitout|walkout|stayon|proceed|didnot|sound|sounds|lied|lies|died|told|holds|works|withdrew|forced|\w{2,}ed|\w{2,}ing)\b"
    r"|[’'](?:s|re|ve|ll|d)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"nobody|no\b|none|nothing|neither", re.IGNORECASE)
_PAST = re.compile(r"\b[a-z]\w+ed\b")
_POLLS = re.compile(r"\b(?:polls?|surveys?|pollsters?)\b", re.IGNORECASE)
REACH, SCOPE = 80, 6  # characters and content words behind a negation that it can turn
SUBJECT_STEMS = 3
_SCOPE_END = re.compile(r"[,;:.!?—–]| (?:and|but|because|since|when|while|after|before|until|as|so|who|which) ")
SHORTEST_ROOT = 4  # letters
_CAPITAL = re.compile(r"((?:^|[.!?…]\s+)[\W_]*)?\b([A-Z]\w+)")
_NAME_GOES_ON = re.compile(r" (?:of )?[A-Z]|[’']")
_OPENERS = frozenset(
    "nothing nobody none no every each both all many most some several only about more people police officials water there "
    "not one never two three four five six seven eight nine ten dozens hundreds thousands".split()
)
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
# Verbs that only carry a noun: "found no salmonella" turns the salmonella.
_LIGHT = frozenset(
    canonical(text.stem(w))
    for w in "find found see saw receive received get got show shown hear heard report record recorded have give".split()
)
_DAYS = frozenset(text.stem(day) for day in "monday tuesday wednesday thursday friday saturday sunday".split())
# Words that say nothing of an event, as stems.
_EMPTY = frozenset(
    text.stem(word)
    for word in """didnot not never no nothing none anyone anybody anything nobody single dollar cent
    such also yet still now then fewer least most about""".split()
)


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

    days: frozenset[str]  # days of the week that the content names
    verbs: frozenset[str]  # stems of verbs in the past, and the classes of events
    scope: frozenset[str]  # stems that stand right behind a negation
    subject: frozenset[str]  # stems that stand before a negation
    modal: bool  # what should, could or might be, not what is
    refused: bool  # "refused to pay": not done, and yet no denial
    points: bool  # "it is a lie from the first page to the last"
    itself: bool  # its subject is the pronoun alone
    own: bool  # its subject is who speaks: "it had not sent troops"
    open: bool  # "whether the test would be repeated": nothing that could be denied
    stated: bool  # has a verb of its own: "the plan" alone says nothing that could be true
    owned: bool  # "his own figures": two of them are two things
    polled: bool  # a poll: two of them differ without a quarrel
    vague: bool  # only points at a statement ("the accusation", "it") and has no content of its own


def parts(claim: Claim, whole: Meaning) -> tuple[Meaning, ...]:
    """Return the meanings of the sentences and coordinate clauses of a claim: a denial denies one, not a paragraph."""
    told = claim.content_text[:LONGEST]
    if claim.stance is Stance.DENIES:
        told = _CAUSE.split(told)[0]  # who denies that they died because clinics were closed grants that these were
    pieces = [piece for piece in _CUT.split(told) if len(piece.split()) > 1]
    if len(pieces) < 2:
        return (whole,)
    out = []
    subject = ""
    for piece in pieces[:MOST_PARTS]:
        told = f"{subject} {piece}" if _NO_SUBJECT.match(piece) else piece
        out.append(_meaning(told, claim.stance, claim.cue_text, _speaking(claim)))
        verb = _FINITE.search(piece)
        if verb and not _NO_SUBJECT.match(piece):
            subject = " ".join(piece[: verb.start()].split()[-SUBJECT:])
    return tuple(out)


def of(claim: Claim) -> Meaning:
    """Return the meaning of a claim; who speaks is an actor where the content says "its" or "they", or denies."""
    return _meaning(claim.content_text[:LONGEST], claim.stance, claim.cue_text, _speaking(claim))


def _speaking(claim: Claim) -> str:
    return f"{claim.speaker or ''} {claim.source_text}"


@lru_cache(maxsize=16_384)
def _meaning(content: str, stance: Stance, cue: str, spoken: str) -> Meaning:
    content = put_plainly(content)
    if stance is Stance.DENIES:
        content = _AS_FALSE.sub("", content)
        content = _AS.split(_CAUSE.split(content)[0])[0]  # "dismissed the allegation as propaganda"
    called = _CALLED_FALSE.search(content) if stance is Stance.ASSERTS else None
    if called and _says_something(content[: called.start()]):
        content = content[: called.start()]  # "talk of payments was untrue" denies the payments
    else:
        called = None
    roots = _roots(content)
    # What only opens the sentence may be a common noun: "Cholera has broken out".
    inside = _roots(content, inner=True) if not text.countries(content[:OPENING]) else roots
    stems = frozenset(
        inside.get(stem, canonical(stem))
        for stem in text.content_words(content)
        if stem not in SAYINGS and not stem[:1].isdigit() and stem not in _EMPTY
    )
    denies = stance is Stance.DENIES and (not _WEAK_DENIAL.search(cue) or _speaks_of_saying(content))
    denies = denies or called is not None
    named = actors = frozenset(roots.values()) | _countries(content)
    voice = frozenset(_roots(spoken).values()) | _countries(spoken)
    voice |= frozenset(canonical(stem) for stem in text.content_words(spoken))
    if denies or _SELF.search(content):
        actors |= voice
    scope, subject = _scope(content)
    negative = bool(_NOT.search(content))
    untrue = bool(_UNTRUE.search(content)) or (bool(stems & FALSE) and not negative)
    return Meaning(
        stems=stems,
        classes=frozenset(stem for stem in stems if stem.startswith("=")),
        actors=actors,
        quantities=tuple(quantities.read(content)),
        negative=negative,
        untrue=untrue,
        denies=denies,
        voice=voice,
        factual=stance not in (Stance.PLANS, Stance.ORDERS, Stance.ASKS),
        named=named,
        expected=bool(_EXPECTED.search(f"{cue} {content}")),
        days=frozenset(stem for stem in stems if stem in _DAYS),
        verbs=_verbs(content, stems),
        scope=scope & stems,
        subject=subject & stems,
        modal=bool(_MODAL.search(content)),
        refused=bool(_SOFT.search(content)),
        points=bool(_POINTS.search(content)),
        itself=bool(_ITSELF.match(content)),
        own=bool(_OWN.match(content)),
        open=bool(_OPEN.match(content)),
        stated=bool(_VERB.search(content)),
        owned=bool(re.search(r"\bown\b", content)),
        polled=bool(_POLLS.search(spoken)),
        vague=not stems - FALSE - _VAGUE - named,
    )


def _says_something(content: str) -> bool:
    """Say whether words tell what is false: "it" and "the report" do not."""
    stems = set(text.content_words(content)) - SAYINGS - _VAGUE - _EMPTY
    return len(stems) >= SAYS_SOMETHING


def _verbs(content: str, stems: frozenset[str]) -> frozenset[str]:
    found = {canonical(text.stem(word)) for word in _PAST.findall(content)}
    found |= {IRREGULAR[word] for word in content.lower().split() if word in IRREGULAR}
    return frozenset((found | {stem for stem in stems if stem.startswith("=")}) & stems)


def _scope(content: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems that negations turn, and those of the subjects before them."""
    found: set[str] = set()
    subject: set[str] = set()
    for match in (*_NOT.finditer(content), *_SOFT.finditer(content)):
        turned = _SCOPE_END.split(content[match.end() : match.end() + REACH].lstrip())[0]
        after = [canonical(stem) for stem in text.content_words(turned)[:SCOPE]]
        before = [
            canonical(stem) for stem in text.content_words(content[max(0, match.start() - REACH) : match.start()])
        ]
        found |= set(after)
        if _OBJECT.match(
            match.group()
        ):  # "had stabbed nobody"; and yet "found no salmonella" does not turn the finding
            found |= {stem for stem in before[-2:] if not after or stem not in _LIGHT}
        else:
            subject |= set(before[-SUBJECT_STEMS:])
    return frozenset(found), frozenset(subject)


def _speaks_of_saying(content: str) -> bool:
    """Say whether what is rejected is a statement: an offer or a candidate can be rejected, too."""
    if re.search(r"\b(?:that|it|this)\b", content):
        return True
    return any(stem in SAYINGS for stem in text.content_words(content))


def _roots(content: str, *, inner: bool = False) -> dict[str, str]:
    """Return stem -> root of the words with a capital: "Velia" and "Velian" have one root."""
    return {
        text.stem(match[2]): canonical(root(match[2]))
        for match in _CAPITAL.finditer(content)
        if match[2].lower() not in text.STOP_WORDS
        and match[2].lower() not in _NOT_NAMES
        and not (
            match[1] is not None
            and (
                (inner and not _NAME_GOES_ON.match(content[match.end() :]))
                or _opens_plainly(match[2], content[match.end() :])
            )
        )
    }


def _opens_plainly(word: str, after: str) -> bool:
    """Say whether a capital only opens a sentence: "Lorries are moving", "Nothing has been"."""
    if word.lower() in _OPENERS:
        return True
    return word.endswith("s") and not _NAME_GOES_ON.match(after) and not text.countries(word)


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
