"""Who says what, for readers: statements with who says, confirms and denies them. It shows; it gives no verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wiredesk.core import model as core
from wiredesk.site.moments import Moment, moment

POINTING = frozenset({"that", "this", "it", "so", "them", "those", "these"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says, confirms or denies, in the copy's own words."""

    who: str
    """The source under its name in the ledger."""
    verb: str
    """"says", "confirms" or "denies"."""
    words: str
    """What the copy reports of them, to the letter; empty where the statement itself has the words."""
    agency: str
    """Through which agency we know it."""
    anchor: str
    """The sentence of our text that has it, as a fragment; empty where our text leaves it out."""
    since: Moment | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement with everybody who speaks to it."""

    key: str
    """Its id in the ledger, also its fragment on the page."""
    text: str
    """The statement, to the letter."""
    says: tuple[Voice, ...]
    denies: tuple[Voice, ...]
    origins: int
    """Independent origins: copies of one text count once."""
    disputed: bool
    replaced: str
    """Key of the statement with which the same source later replaced it; empty for none."""
    also: tuple[str, ...] = ()
    """Keys of statements that are this one seen from the other side: who denies this says that, and the reverse."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the ledger is told with: agencies of items, sentences of the text, zone of the times."""

    agencies: Mapping[str, str]
    body: Sequence[core.Sentence]
    zone: str

    def anchor(self, claim: core.Claim) -> str:
        """Return the fragment of the sentence that rests on the words of a claim."""
        spans = (*claim.content, *claim.source)
        for number, sentence in enumerate(self.body, start=1):
            for support in sentence.supports:
                if support.item == claim.item and any(_meet(support.span, span) for span in spans):
                    return f"p{number}"
        return ""


def plain(words: str) -> str:
    """Return words of a claim without the "that" which tied them to their verb; nothing else is touched.

    Marks around words that are one quotation whole are left to the page, which sets its own.
    A claim that is nothing but a word that points ("denies that") has no words of its own to show.
    """
    if words.strip(" .,;").lower() in POINTING:
        return ""
    told = words[5:] if words.startswith("that ") else words
    inner = told.strip().rstrip(",.;").strip()
    # The page sets quotation marks of its own; words that are one quotation whole would have two.
    return told.strip().strip('"“”').rstrip(",") if _whole_quote(inner) else told


def _whole_quote(words: str) -> bool:
    marks = sum(words.count(mark) for mark in '"“”')
    return marks == 2 and words[:1] in '"“' and words[-1:] in '"”'


def _meet(one: core.Span, other: core.Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def entries(stored: Mapping[str, Any], reading: Reading) -> tuple[Entry, ...]:
    """Return the statements of a stored ledger: disputed ones first, then by independent origins."""
    claims = {str(each["id"]): core.thaw(core.Claim, each) for each in stored.get("claims", [])}
    statements = [core.thaw(core.Statement, each) for each in stored.get("statements", [])]
    rows = [_entry(each, claims, reading) for each in statements]
    ordered = sorted(rows, key=lambda row: (not row.disputed, bool(row.replaced), -row.origins))
    return tuple(_once(ordered))


def mirrored(one: Entry, other: Entry) -> bool:
    """Whether two disputed statements are one dispute told from both ends, with nobody else in either."""
    if not (one.disputed and other.disputed) or one.replaced or other.replaced:
        return False
    ends = [({each.who for each in row.says}, {each.who for each in row.denies}) for row in (one, other)]
    words = [{each.words for each in row.denies} for row in (one, other)]
    return ends[0] == ends[1][::-1] and words == [{other.text}, {one.text}]


def _once(rows: Sequence[Entry]) -> list[Entry]:
    """Show a dispute once: its other end keeps its fragment at the first."""
    kept: list[Entry] = []
    for row in rows:
        at = next((n for n, each in enumerate(kept) if mirrored(each, row)), None)
        if at is None:
            kept.append(row)
        else:
            kept[at] = replace(kept[at], also=(*kept[at].also, row.key))
    return kept


def _entry(statement: core.Statement, claims: Mapping[str, core.Claim], reading: Reading) -> Entry:
    saying = [claims[key] for key in statement.claims if key in claims]
    denying = [claims[key] for key in statement.denials if key in claims]
    since = moment(statement.since, reading.zone) if statement.since else None
    denied = moment(statement.denied_since, reading.zone) if statement.denied_since else None
    speakers = statement.said_by or tuple(dict.fromkeys(each.speaker or each.source_text for each in saying))
    says = [_voice(who, "says", saying, since, reading) for who in speakers]
    says += [_voice(who, "confirms", saying, None, reading) for who in statement.confirmed_by]
    return Entry(
        key=statement.id,
        text=plain(statement.text),
        says=tuple(says),
        denies=tuple(_voice(who, "denies", denying, denied, reading) for who in statement.denied_by),
        origins=statement.independent_origins,
        disputed=statement.disputed,
        replaced=statement.superseded_by,
    )


def _voice(who: str, verb: str, claims: Sequence[core.Claim], since: Moment | None, reading: Reading) -> Voice:
    """Return one voice with the claim that is most likely its own."""
    own = [each for each in claims if who in (each.speaker, each.source_text)] or list(claims)
    first = own[0] if own else None
    return Voice(
        who=who,
        verb=verb,
        words=plain(first.content_text) if first and verb == "denies" else "",
        agency=reading.agencies.get(first.item, "") if first else "",
        anchor=next((found for each in own if (found := reading.anchor(each))), ""),
        since=since,
    )
