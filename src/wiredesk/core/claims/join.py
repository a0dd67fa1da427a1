"""A story's claims joined to statements, with who confirms and who denies. Shows, does not judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from wiredesk.core import text
from wiredesk.core.claims import compare, meaning
from wiredesk.core.claims.events import opposed
from wiredesk.core.claims.find import find
from wiredesk.core.claims.meaning import Meaning
from wiredesk.core.claims.parties import Parties
from wiredesk.core.model import Claim, Item, Ledger, Stance, Statement

SILENCE = frozenset("comment respond reply answer say discuss elaborate".split())
COMMON = 200  # claims; a stem that more of them share tells nothing apart


@dataclass(slots=True)
class _Row:
    """One claim with what is known of it while statements are built."""

    claim: Claim
    number: int
    meaning: Meaning
    parts: tuple[Meaning, ...]
    party: str
    time: datetime | None
    denied: list[int] = field(default_factory=list)  # numbers of the claims that deny this one


def ledger(items: Sequence[Item], origins: Mapping[str, str] | None = None) -> Ledger:
    """Join the claims of a story's items to statements.

    Args:
        items: The items of one story, in the order of arrival.
        origins: Item guid -> guid of the item from which the text comes; an item not named is its own origin.

    Returns:
        Claims "c1", "c2", … in the order of the items, statements "s1", "s2", …, parties, countries and places.
    """
    known = origins or {}
    found = [replace(claim, origin=known.get(item.guid, item.guid)) for item in items for claim in find(item)]
    claims = [replace(claim, id=f"c{number}") for number, claim in enumerate(found, 1)]
    rows, parties = _rows(items, claims)
    groups = _joined(rows)
    _tie_denials(rows)
    statements = _supersede(_statements(rows, groups), rows)
    # By time and not by arrival: which copy came first says nothing of the story's countries.
    dated = sorted(items, key=lambda item: (str(item.version_created or item.first_created or ""), item.guid))
    bodies = [item.body for item in dated]
    return Ledger(
        claims=tuple(claims),
        statements=statements,
        parties=parties.all(),
        countries=text.countries("\n\n".join(bodies)),
        places=_unique(place.name for body in bodies for place in text.places(body)),
    )


def silent(claim: Claim) -> bool:
    """Say whether a claim reports that somebody says nothing ("declined to comment"): silence is no denial."""
    cue = claim.cue_text.lower()
    if not any(word in cue for word in ("declin", "refus", "not ", "n't", "n’t", "never")):
        return False
    words = (cue + " " + claim.content_text.lower()).split()[:8]
    return any(word.strip(".,") in SILENCE for word in words)


def _rows(items: Sequence[Item], claims: Sequence[Claim]) -> tuple[list[_Row], Parties]:
    times = {item.guid: item.version_created or item.first_created for item in items}
    parties = Parties(claims)
    rows = []
    denials = [claim for claim in claims if claim.stance is Stance.DENIES]
    for number, claim in enumerate(claims):
        if silent(claim) or claim.stance is Stance.ASKS or any(_inside(claim, denial) for denial in denials):
            continue
        rows.append(
            _Row(claim, number, meaning.of(claim), meaning.parts(claim), parties.name(number), times.get(claim.item))
        )
    return rows, parties


def _inside(claim: Claim, denial: Claim) -> bool:
    """Say whether a claim without source only repeats what is denied ("denied claims that …")."""
    if claim.source or claim.item != denial.item or claim is denial:
        return False
    return denial.content[0][0] <= claim.content[0][0] and claim.content[-1][1] <= denial.content[-1][1]


def _pairs(rows: Sequence[_Row]) -> Iterable[tuple[int, int]]:
    """Yield the pairs of rows that share an event class, an actor or a word, each once."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for stem in row.meaning.stems | row.meaning.actors:
            index[stem].append(at)
    seen: set[tuple[int, int]] = set()
    for where in index.values():
        if len(where) > COMMON:
            continue
        for i, one in enumerate(where):
            for other in where[i + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _joined(rows: Sequence[_Row]) -> list[list[int]]:
    """Return groups of rows that say the same; a row joins a group only when it fits the group's first row."""
    heads: dict[int, int] = {}
    for one, other in sorted(_pairs(rows)):
        if one not in heads and other not in heads and compare.same(rows[one].meaning, rows[other].meaning):
            heads[other] = one
    groups: dict[int, list[int]] = {}
    for at in range(len(rows)):
        groups.setdefault(heads.get(at, at), []).append(at)
    return list(groups.values())


def _tie_denials(rows: Sequence[_Row]) -> None:
    for one, other in _pairs(rows):
        a, b = rows[one], rows[other]
        if a.party and b.party and a.party != b.party and _may_differ(a, b):
            _tie(a, b, one, other)
    tied = {at for row in rows for at in row.denied}
    for at, row in enumerate(rows):
        best = _likeliest(rows, at) if row.meaning.denies and at not in tied else None
        if best is not None:
            rows[best].denied.append(at)
    for at, row in enumerate(rows):
        target = _pointed_at(rows, at) if any(map(compare.points_back, row.parts)) else None
        if target is not None:
            rows[target].denied.append(at)


def _may_differ(a: _Row, b: _Row) -> bool:
    """Say quickly whether two claims of two parties can be set against each other at all."""
    one, other = a.meaning, b.meaning
    turns = one.denies or other.denies or one.negative or other.negative or opposed(one.classes, other.classes)
    return (turns or bool(one.quantities and other.quantities)) and not _overlap(a.claim, b.claim)


def _overlap(one: Claim, other: Claim) -> bool:
    """Say whether one claim stands inside the other, as nested speech does, and is not a denial of it."""
    if one.item != other.item or Stance.DENIES in (one.stance, other.stance):
        return False
    return one.content[0][0] < other.content[-1][1] and other.content[0][0] < one.content[-1][1]


def _tie(a: _Row, b: _Row, one: int, other: int) -> None:
    if _any(compare.numbers_differ, a, b):
        a.denied.append(other)
        b.denied.append(one)
    elif (a.meaning.denies or b.meaning.denies) and _any(compare.denies, b, a):
        a.denied.append(other)
    elif (a.meaning.denies or b.meaning.denies) and _any(compare.denies, a, b):
        b.denied.append(one)
    elif not (a.meaning.denies or b.meaning.denies) and (_any(compare.denies, b, a) or _any(compare.denies, a, b)):
        a.denied.append(other)  # two plain statements that exclude each other: each is disputed
        b.denied.append(one)


def _any(test: Callable[[Meaning, Meaning], bool], a: _Row, b: _Row) -> bool:
    return any(test(one, other) for one in a.parts for other in b.parts)


def _likeliest(rows: Sequence[_Row], at: int) -> int | None:
    """Return the statement of another party that an explicit denial in other words means: the one most like it."""
    best, most = None, compare.BEST
    for k, row in enumerate(rows):
        if row.party != rows[at].party and row.party and not _overlap(row.claim, rows[at].claim):
            alike = max(compare.likeness(rows[at].meaning, part) for part in row.parts)
            if alike >= most and not (best is not None and alike == most):
                best, most = k, alike
    return best


def _pointed_at(rows: Sequence[_Row], at: int) -> int | None:
    """Return the statement that "rejected the accusation" means: the nearest about the one who rejects."""
    denier = rows[at]
    about, before, worded = None, None, None
    for k in range(at - 1, -1, -1):
        row = rows[k]
        if row.party == denier.party or row.meaning.vague or row.meaning.denies:
            continue
        if about is None and denier.meaning.voice & (row.meaning.actors | row.meaning.stems):
            about = k
        if before is None and row.claim.item == denier.claim.item:
            before = k
        if worded is None and _same_word(denier.claim.content_text, row.claim.cue_text):
            worded = k
    return next((each for each in (about, before, worded) if each is not None), None)


def _same_word(content: str, cue: str) -> bool:
    """Say whether "the report" points at what was "reported", "the accusation" at what was "accused"."""
    starts = {word[:5] for word in content.lower().split() if len(word) > 4}
    return any(word[:5] in starts for word in cue.lower().split() if len(word) > 4)


def _statements(rows: Sequence[_Row], groups: Sequence[Sequence[int]]) -> tuple[Statement, ...]:
    deniers = {at for row in rows for at in row.denied if rows[at].meaning.denies or rows[at].meaning.vague}
    out: list[Statement] = []
    for group in groups:
        if all(at in deniers for at in group):
            continue
        out.append(_statement(f"s{len(out) + 1}", rows, group))
    return tuple(out)


def _statement(name: str, rows: Sequence[_Row], group: Sequence[int]) -> Statement:
    members = [rows[at] for at in group]
    denials = [rows[at] for at in sorted({at for row in members for at in row.denied})]
    sayers = [row for row in members if not row.meaning.denies]
    lone = [row for row in members if row.meaning.denies]
    clearest = max(sayers or members, key=lambda row: (len(row.meaning.stems), -row.number))
    said_by = _unique(row.party for row in sayers)
    return Statement(
        id=name,
        text=clearest.claim.content_text,
        claims=tuple(row.claim.id for row in sayers),
        said_by=said_by,
        confirmed_by=said_by[1:],
        denied_by=_unique(row.party for row in (*lone, *denials)),
        denials=_unique(row.claim.id for row in (*lone, *denials)),
        independent_origins=max(1, len({row.claim.origin for row in sayers})),
        disputed=bool(sayers) and bool(denials),
        since=_first(members),
        denied_since=_first([*lone, *denials]),
    )


def _supersede(statements: tuple[Statement, ...], rows: Sequence[_Row]) -> tuple[Statement, ...]:
    """Mark a statement that the same party later replaced by another number or by the opposite."""
    row_of = {row.claim.id: row for row in rows}
    by_party: dict[str, list[tuple[int, _Row]]] = defaultdict(list)
    for at, statement in enumerate(statements):
        for claim in statement.claims:
            if row_of[claim].party:
                by_party[row_of[claim].party].append((at, row_of[claim]))
    replaced: dict[int, str] = {}
    for said in by_party.values():
        for i, (at, early) in enumerate(said[:COMMON]):
            for other, late in said[i + 1 : COMMON]:
                if at != other and _replaces(late, early):
                    replaced[at] = statements[other].id
    return tuple(replace(each, superseded_by=replaced.get(at, "")) for at, each in enumerate(statements))


def _replaces(late: _Row, early: _Row) -> bool:
    if late.claim.item == early.claim.item or (late.time and early.time and late.time <= early.time):
        return False
    return _any(compare.numbers_differ, late, early) or _any(compare.denies, late, early)


def _first(rows: Iterable[_Row]) -> datetime | None:
    return min((row.time for row in rows if row.time is not None), default=None)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
