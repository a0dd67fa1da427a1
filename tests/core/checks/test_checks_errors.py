"""What each newer rule stops and what it lets pass, in one sentence each, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.core import checks, claims, writing
from wiredesk.core.checks import kin
from wiredesk.core.model import Draft, Item, Sentence

BODY = """The port of Harbel will close on Friday if the dockers walk out, manager Ana Brito said. \
She expects 900 of the port's 3,200 dockers to join.

Harbel Lines agreed to buy Corvo Shipping for 62 million dollars. The ferry from Harbel to Arlo sails 30 kilometres.

In 2014, a fire at the port killed four people. The cause of the latest fire is not known."""
ITEM = Item("a", "Harbel port may close", BODY, agency="Coast Wire")
LEDGER = claims.ledger([ITEM])


def stopped(sentence: str) -> set[str]:
    draft = Draft(body=(Sentence(sentence),))
    return {each.rule for each in checks.run(draft, [ITEM], LEDGER) if each.stops}


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The port of Harbel will close on Friday, manager Ana Brito said.", "condition-dropped"),
        ("Corvo Shipping agreed to buy Harbel Lines for 62 million dollars.", "roles-swapped"),
        ("Four people were killed in a fire at the port.", "old-as-new"),
        ("The ferry sails 30 miles from Harbel to Arlo.", "number-unsupported"),
        ("Brito expects 3,200 dockers to join.", "number-unsupported"),
        ("The ferry from Harbel to Corvo sails 30 kilometres.", "name-unsupported"),
        ("The port of Harbel will close because of the fire.", "cause-added"),
    ],
)
def test_an_error_is_stopped_by_its_rule(sentence: str, rule: str) -> None:
    assert rule in stopped(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "If the dockers stop work, the port of Harbel will shut on Friday, Brito said.",
        "Corvo Shipping is to be bought by Harbel Lines for 62 million dollars.",
        "Four people died in a fire at the port in 2014.",
        "The ferry goes about 19 miles from Harbel to Arlo.",
        "Brito thinks that 900 of the 3,200 dockers will take part.",
    ],
)
def test_a_fair_rewrite_passes(sentence: str) -> None:
    assert stopped(sentence) == set()


def test_a_headline_is_held_against_its_own_article() -> None:
    body = ["The fire killed four people.", "It broke out at the port.", "Police closed the road."]
    other = Item("b", "", "Six people died in the fire, the mayor said.")
    draft = writing.draft_from_json({"headline": "Fire at port kills six", "body": body})
    items = [ITEM, other]
    found = checks.run(draft, items, claims.ledger(items))
    assert "headline-article" in {each.rule for each in found if each.stops}


def test_what_is_too_long_to_check_is_stopped() -> None:
    found = checks.run(Draft(headline=Sentence("port " * 1_000)), [ITEM], LEDGER)
    assert [each.rule for each in found if each.stops] == ["sentence-unsupported"]


def test_related_words_are_near_and_opposites_are_not() -> None:
    assert kin.akin("ferri", "ship") > 0.5
    assert kin.akin("rise", "fall") == 0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=160), st.text(max_size=160))
def test_any_text_is_checked_and_spans_lie_in_it(headline: str, body: str) -> None:
    item = Item("x", "", body)
    draft = Draft(headline=Sentence(headline), body=(Sentence(body),))
    for each in checks.run(draft, [item, ITEM], claims.ledger([item, ITEM])):
        words = headline if each.part == "headline" else body
        if each.part != "countries":
            assert 0 <= each.span[0] <= each.span[1] <= len(words)
        bodies = {"x": body, "a": BODY}
        assert all(bodies[e.item][slice(*e.span)] == e.text for e in each.evidence)
    assert 0 <= checks.support_score(headline, [item], claims.ledger([item])) <= 1
