"""A story's claims joined to statements, with who confirms and who denies. Shows, does not judge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wiredesk.core import text
from wiredesk.core.claims import compare, meaning
from wiredesk.core.claims.find import find
from wiredesk.core.claims.parties import Parties
from wiredesk.core.claims.ties import Row, pairs, replaces, tie_denials
from wiredesk.core.model import Claim, Item, Ledger, Stance, Statement

_LEADING = re.compile(r"^(?:the\s+)?(?:news\s+)?(?:agency\s+)?")
SILENCE = frozenset("comment respond reply answer say discuss elaborate".split())
MOST_SAID = 200  # statements of one party that are looked through for a change of mind


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
    near = list(pairs(rows))
    groups = _joined(rows, near)
    tie_denials(rows, near)
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


def _rows(items: Sequence[Item], claims: Sequence[Claim]) -> tuple[list[Row], Parties]:
    times = {item.guid: item.version_created or item.first_created for item in items}
    agencies = {item.agency.lower() for item in items if item.agency}
    parties = Parties(claims, [_credits(claim, agencies) for claim in claims])
    rows = []
    denials = [claim for claim in claims if claim.stance is Stance.DENIES]
    for number, claim in enumerate(claims):
        if _credits(claim, agencies):
            continue
        if silent(claim) or claim.stance is Stance.ASKS or any(_inside(claim, denial) for denial in denials):
            continue
        whole = meaning.of(claim)
        party, side = parties.name(number), parties.side(number) or parties.camp(number)
        rows.append(Row(claim, number, whole, meaning.parts(claim, whole), party, side, times.get(claim.item)))
    return rows, parties


def _credits(claim: Claim, agencies: set[str]) -> bool:
    """Say whether a claim only names an agency of the story: where the copy comes from, nobody's side."""
    source = _LEADING.sub("", claim.source_text.lower()).strip(" .,")
    return source in agencies


def _inside(claim: Claim, denial: Claim) -> bool:
    """Say whether a claim without source only repeats what is denied ("denied claims that …")."""
    if claim.source or claim.item != denial.item or claim is denial:
        return False
    return denial.content[0][0] <= claim.content[0][0] and claim.content[-1][1] <= denial.content[-1][1]


def _joined(rows: Sequence[Row], near: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return groups of rows that say the same; a row joins a group only when it fits the group's first row."""
    heads: dict[int, int] = {}
    for one, other in sorted(near):
        if one in heads or other in heads:
            continue
        a, b = rows[one].meaning, rows[other].meaning
        if len(a.stems & b.stems) >= 2 and compare.same(a, b):
            heads[other] = one
    groups: dict[int, list[int]] = {}
    for at in range(len(rows)):
        groups.setdefault(heads.get(at, at), []).append(at)
    return list(groups.values())


def _statements(rows: Sequence[Row], groups: Sequence[Sequence[int]]) -> tuple[Statement, ...]:
    deniers = {at for row in rows for at in row.denied if rows[at].meaning.denies or rows[at].meaning.vague}
    out: list[Statement] = []
    for group in groups:
        if all(at in deniers for at in group):
            continue
        out.append(_statement(f"s{len(out) + 1}", rows, group))
    return tuple(out)


def _statement(name: str, rows: Sequence[Row], group: Sequence[int]) -> Statement:
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


def _supersede(statements: tuple[Statement, ...], rows: Sequence[Row]) -> tuple[Statement, ...]:
    """Mark a statement that the same party, or its side, later replaced by another number or by the opposite."""
    row_of = {row.claim.id: row for row in rows}
    by_party: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for at, statement in enumerate(statements):
        for claim in statement.claims:
            row = row_of[claim]
            if (row.side or row.party) and (row.meaning.quantities or row.turns or row.meaning.classes):
                by_party[row.side or row.party].append((at, row))
    replaced: dict[int, str] = {}
    for said in by_party.values():
        for i, (at, early) in enumerate(said[:MOST_SAID]):
            for other, late in said[i + 1 : MOST_SAID]:
                if at != other and early.meaning.stems & late.meaning.stems and replaces(late, early):
                    replaced[at] = statements[other].id
    return tuple(replace(each, superseded_by=replaced.get(at, "")) for at, each in enumerate(statements))


def _first(rows: Iterable[Row]) -> datetime | None:
    return min((row.time for row in rows if row.time is not None), default=None)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
