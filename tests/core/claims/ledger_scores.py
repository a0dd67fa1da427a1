"""Precision and recall of disputes on the little stories of corpus/ledgers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from wiredesk.core import claims
from wiredesk.core.model import Item, Ledger, Statement

CORPUS = Path(__file__).parents[2] / "corpus" / "ledgers"
SECOND = CORPUS.parent / "ledgers_second"
THIRD = CORPUS.parent / "ledgers_third"


@dataclass(frozen=True)
class Score:
    """Counts over all stories, and a line for each mistake."""

    hits: int
    wrong: int
    missed: int
    mistakes: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.wrong)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)


def stories(corpus: Path = CORPUS) -> list[dict[str, Any]]:
    """Return the stories of all subjects."""
    return [story for path in sorted(corpus.glob("*.json")) for story in json.loads(path.read_text(encoding="utf-8"))]


def items_of(story: dict[str, Any]) -> list[Item]:
    """Return a story's items, an hour apart."""
    start = datetime(2025, 4, 26, 9, tzinfo=UTC)
    return [
        Item(each["guid"], "", each["text"], agency=each["agency"], version_created=start + timedelta(hours=number))
        for number, each in enumerate(story["items"])
    ]


def score(corpus: Path = CORPUS) -> Score:
    """Compare the disputes that the ledger marks with those that the stories expect."""
    hits, wrong, missed, mistakes = 0, 0, 0, []
    for story in stories(corpus):
        ledger = claims.ledger(items_of(story))
        left = list(story["disputes"])
        extra: list[Statement] = []
        for statement in (each for each in ledger.statements if each.disputed):
            match = next((each for each in left if _matches(ledger, statement.id, each)), None)
            if match is None:
                extra.append(statement)
            else:
                hits += 1
                left.remove(match)
        for number, statement in enumerate(extra):
            if not _mirrors(ledger, statement, extra[number + 1 :]):
                wrong += 1
                mistakes.append(f"{story['name']}: no dispute about {statement.text!r}")
        missed += len(left)
        mistakes += [f"{story['name']}: missed {each['says']!r}" for each in left]
    return Score(hits, wrong, missed, tuple(mistakes))


def _mirrors(ledger: Ledger, statement: Statement, later: list[Statement]) -> bool:
    """Say whether a statement is the other side of a disputed one that is counted: one dispute, counted once."""
    left_out = {statement.id, *(each.id for each in later)}
    denials = {
        each for other in ledger.statements if other.disputed and other.id not in left_out for each in other.denials
    }
    return set(statement.claims) <= denials


def _matches(ledger: Ledger, statement_id: str, expected: dict[str, str]) -> bool:
    """Say whether a disputed statement is the expected one, or the one that it excludes."""
    statement = next(each for each in ledger.statements if each.id == statement_id)
    sides = ((statement.claims, statement.denied_by), (statement.denials, statement.said_by))
    return any(
        any(expected["says"] in ledger.claim(each).content_text for each in claims_)
        and any(expected["denied_by"].lower() in party.lower() for party in parties)
        for claims_, parties in sides
    )
