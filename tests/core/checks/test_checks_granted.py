"""What a clause takes for granted inside an attribution is stated as fact all the same."""

from __future__ import annotations

import pytest

from wiredesk.core import checks, claims, writing
from wiredesk.core.model import Item

ITEMS = (
    Item(
        guid="north",
        headline="North says port is open",
        body="The northern army said on Monday that southern troops had been driven out of the port of Harbel. It said "
        "that its engineers were clearing the quays.",
    ),
    Item(
        guid="south",
        headline="South denies it lost port",
        body="The southern command denied on Monday that its troops had been driven out of the port of Harbel.",
    ),
)


def stopped(summary: str) -> set[str]:
    draft = writing.draft_from_json({"summary": summary})
    found = checks.run(draft, ITEMS, claims.ledger(ITEMS))
    return {summary[slice(*each.span)] for each in found if each.rule == "headline-disputed" and each.stops}


def test_a_disputed_event_in_a_clause_of_time_is_stopped() -> None:
    summary = "The northern army said its engineers were clearing the quays after driving out southern troops."
    assert stopped(summary) == {"after driving out southern troops"}


@pytest.mark.parametrize(
    "summary",
    [
        "The northern army said its engineers were clearing the quays after saying southern troops were driven out.",
        "The northern army said that southern troops had been driven out of Harbel; the southern command denied it.",
        "The northern army said on Monday that its engineers were clearing the quays.",
    ],
)
def test_what_stays_attributed_passes(summary: str) -> None:
    assert stopped(summary) == set()
