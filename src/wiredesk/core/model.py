"""The words of the whole path as types: Item, Claim, Ledger, Draft, Finding.

Everything here is frozen and knows nothing of where it is stored. Spans are `[start, end)` in characters
(Python string offsets) of the text they belong to. Times are aware UTC. Scores lie in [0, 1].
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

Frozen = TypeVar("Frozen")

Span = tuple[int, int]
"""`[start, end)` in characters of the text that it belongs to."""


class Signal(StrEnum):
    """What an agency says about its own item."""

    NONE = ""
    UPDATE = "update"
    CORRECT = "correct"
    REFILE = "refile"
    REPEAT = "repeat"
    HOLD = "hold"
    KILL = "kill"


class PubStatus(StrEnum):
    """IPTC publication status."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Stance(StrEnum):
    """How a source stands to what it says."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    ASKS = "asks"
    ORDERS = "orders"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of the source's body that ours leaves out, and why."""

    text: str
    reason: str
    words: int


@dataclass(frozen=True, slots=True)
class Named:
    """A subject, place, person or organisation, with the code the agency gave it."""

    name: str
    uri: str = ""
    code: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, video or sound that belongs to an item."""

    kind: str  # "picture", "video", "audio", "graphic"
    href: str = ""
    mime: str = ""
    headline: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    usage_terms: str = ""
    width: int | None = None
    height: int | None = None
    renditions: tuple[tuple[str, str], ...] = ()  # (name, href)
    guid: str = ""  # the agency's own name for it, by which it can be killed alone
    alt: str = ""  # what it shows, in the agency's words for those who do not see it
    focus: tuple[float, float] | None = None  # what a crop must keep: shares of width and height from the top left
    source_type: str = ""  # IPTC digital source type, where the file says one


@dataclass(frozen=True, slots=True)
class Item:
    """One version of one piece of agency copy, never changed.

    `body` is the plain text that every span of a claim or support counts in: paragraphs separated by a blank
    line, dateline included, ednotes and advisories excluded. `xhtml` is the same words as clean XHTML.
    """

    guid: str
    headline: str
    body: str
    xhtml: str = ""
    version: str = ""
    agency: str = ""  # the agency's name as the copy or the wire gives it
    language: str = ""  # BCP 47
    signal: Signal = Signal.NONE
    pub_status: PubStatus = PubStatus.USABLE
    first_created: datetime | None = None
    version_created: datetime | None = None
    embargoed_until: datetime | None = None
    embargo_unreadable: bool = False  # an embargo that can't be read is a hold
    urgency: int | None = None  # 1 highest to 9
    slugline: str = ""
    summary: str = ""
    located: str = ""  # the dateline's city, as in the wire
    byline: str = ""
    credit: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    ednote: str = ""
    link: str = ""  # canonical address at the agency
    subjects: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    media: tuple[Media, ...] = ()
    alt_ids: tuple[tuple[str, str], ...] = ()  # (role, id)
    refers_to: tuple[str, ...] = ()  # guids of earlier items that this one corrects, replaces or kills
    words_in: int = 0
    words_out: int = 0
    dropped: tuple[Dropped, ...] = ()
    profile: str = ""
    format: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what a reader sees: headline, body and status. Decides before the version does."""
        text = "\x1f".join((self.headline, self.body, self.xhtml, self.pub_status, self.signal))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what, as spans of one item's body. Lists of spans, because a claim can stand in pieces."""

    item: str  # guid of the item
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_text: str
    cue_text: str
    content_text: str
    stance: Stance = Stance.ASSERTS
    speaker: str | None = None  # the name that a pronoun or a role stands for, where it can be found
    quoted: bool = False
    hedges: tuple[str, ...] = ()
    id: str = ""  # "c1", "c2", … within a ledger
    origin: str = ""  # guid of the item from which the information comes


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims that say the same, with who confirms and who denies. Shows; does not judge."""

    id: str  # "s1", "s2", … within a ledger
    text: str  # the content of the clearest claim, to the letter
    claims: tuple[str, ...]  # ids of the claims that say it
    said_by: tuple[str, ...]  # parties
    confirmed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()  # ids of the claims that deny it
    independent_origins: int = 1
    disputed: bool = False
    since: datetime | None = None
    denied_since: datetime | None = None
    superseded_by: str = ""  # id of the statement with which the same source later replaced it


@dataclass(frozen=True, slots=True)
class Party:
    """A source of the story under one name, with the other ways the copy names it."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""  # ISO 3166-1 alpha-2, where the copy tells
    side: str = ""  # the shortest name of the state that it speaks for: the ministry and the Kremlin are one side


@dataclass(frozen=True, slots=True)
class Ledger:
    """A story's claims, with what confirms and what disputes what."""

    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    parties: tuple[Party, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2: parties and places
    places: tuple[str, ...] = ()

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id.

        Raises:
            KeyError: There is none.
        """
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)


@dataclass(frozen=True, slots=True)
class Support:
    """A span of an item's body that bears a sentence out."""

    item: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft with the spans it stands on."""

    text: str
    supports: tuple[Support, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """How a draft was made. `seconds` is filled in by the caller, since the core has no clock."""

    writer: str  # "extract" or "PROVIDER:MODEL"
    model: str = ""
    prompt_digest: str = ""
    seconds: float = 0.0
    tokens: int = 0
    cost: int = 0  # millionths of a dollar
    prompt: str = ""  # name and version of the prompt, "story.v1"
    temperature: float | None = None
    seed: int | None = None
    note: str = ""  # why the extractive writer took over from a model, or what was mended


@dataclass(frozen=True, slots=True)
class Draft:
    """Machine or human text for one story, in sentences. A draft that a person typed has no supports."""

    headline: Sentence = field(default_factory=lambda: Sentence(""))
    summary: tuple[Sentence, ...] = ()
    body: tuple[Sentence, ...] = ()
    short: tuple[Sentence, ...] = ()
    dateline: str = ""
    credit: str = ""
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    sectors: tuple[str, ...] = ()  # slugs, see core/text/sectors
    made: Made = field(default_factory=lambda: Made("extract"))
    headlines: tuple[tuple[str, Sentence], ...] = ()  # for other places, by name: search, social, push, letter

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of exactly the words that would be published; checks and approvals name it."""
        # Words and paragraphs count, not where a splitter saw the ends of sentences.
        paragraphs: dict[int, list[str]] = {}
        for sentence in self.body:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
        parts = [self.headline.text, "\x1d", " ".join(s.text for s in self.summary), "\x1d"]
        parts += [" ".join(each) for each in paragraphs.values()]
        parts += ["\x1d", " ".join(s.text for s in self.short), "\x1d", self.dateline, self.credit]
        parts += [f"\x1d{name}\x1d{each.text}" for name, each in sorted(self.headlines)]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which words of which item a finding rests on."""

    item: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the sources do not bear out, in words an editor understands."""

    part: str  # "headline", "summary", "body.3", "short", … (body sentences are numbered from 0)
    span: Span  # in characters of that part's (sentence's) text
    rule: str  # a stable name, see core/checks
    message: str  # which words, against which words of which source, and what would mend it
    stops: bool
    score: float  # how sure, in [0, 1]
    evidence: tuple[Evidence, ...] = ()


def freeze(value: Any) -> Any:
    """Return a dataclass of this module as plain JSON values: dictionaries, lists, strings, numbers."""
    if is_dataclass(value):
        return {each.name: freeze(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, (tuple, list)):
        return [freeze(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value


def thaw(kind: type[Frozen], data: Mapping[str, Any]) -> Frozen:
    """Return the dataclass that `freeze` was given.

    Args:
        kind: Claim, Statement, Party, Evidence, Support or Media: what is stored by itself.
        data: What `freeze` returned; names that the class does not have are passed over.

    Raises:
        TypeError: A field without a default is missing.
    """
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    given = {name: _tuples(value) for name, value in data.items() if name in known}
    for name in ("since", "denied_since"):
        if isinstance(given.get(name), str):
            given[name] = datetime.fromisoformat(given[name])
    if "stance" in given:
        given["stance"] = Stance(given["stance"])
    return kind(**given)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
