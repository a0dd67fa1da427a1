"""Every fifth of the 200 generated stories, so that the default run stays quick; `make gate` takes them all."""

from __future__ import annotations

import generated_stories
import pytest
import writing_scores

from wiredesk.core import claims, writing
from wiredesk.core.model import Draft, Item


@pytest.fixture(scope="module")
def scores() -> writing_scores.Scores:
    chosen = generated_stories.stories(200)[::5]
    return writing_scores.score((each.name, each.items, each.disputed) for each in chosen)


@pytest.mark.parametrize("figure", ["clean", "headlines", "sourced", "formed"])
def test_an_extract_of_any_shape_of_story_is_fit_to_be_read(scores: writing_scores.Scores, figure: str) -> None:
    assert scores.part(figure) == 1.0, scores.failed


def test_both_sides_stand_in_an_extract_of_a_dispute(scores: writing_scores.Scores) -> None:
    assert scores.disputed > 5
    assert scores.part("two_sided") == 1.0, scores.failed


def _written(*items: Item) -> Draft:
    kept = writing.usable(items)
    return writing.extract(kept, claims.ledger(kept))


def test_a_headline_alone_gives_a_headline_and_nothing_made_up() -> None:
    draft = _written(Item("a", "UPDATE 1-Bridge in Riga closed, city says - Baltic Copy", "", agency="Baltic Copy"))
    assert draft.headline.text == "Bridge in Riga closed, city says"
    assert draft.headline.supports[0].item == "a"
    assert draft.body == draft.summary == draft.short == ()


def test_a_speaker_is_named_in_full_first_and_by_surname_then() -> None:
    draft = _written(
        Item(
            "a",
            "Mine in Kiruna stays open, owner says",
            "The mine in Kiruna will stay open for ten more years, its owner Malmfalt said on Monday.\n\n"
            "Eva Lind, who runs the mine, said that 300 people would be hired by June. "
            "She said that a new shaft would be sunk in the north of the town.\n\n"
            "Lind said that the price of ore was higher than in the spring of last year.",
        )
    )
    texts = [each.text for each in draft.body]
    assert any(each.startswith("Eva Lind, who runs the mine") for each in texts)
    assert "Lind said that a new shaft would be sunk in the north of the town." in texts
    assert not any(each.startswith("She") for each in texts)


def test_the_same_claim_told_in_two_builds_stands_once() -> None:
    draft = _written(
        Item("a", "", "The vote in the Volta region will be repeated in four districts, the commission in Accra said."),
        Item(
            "b",
            "",
            "The commission in Accra said on Monday that the vote in the Volta region will be repeated in four districts.",
        ),
    )
    assert len(draft.body) == 1


def test_an_earlier_version_of_an_item_leaves_no_claims_in_the_new_one() -> None:
    first = Item("a", "", "OSLO (X Wire) - The mayor of Oslo said that the tram would run in June.", version="1")
    second = Item(
        "a", "", "The tram in Oslo will run in July. The mayor of Oslo said that the money was there.", version="2"
    )
    draft = writing.extract([second], claims.ledger([first, second]))
    bodies = [each.text for each in draft.body]
    assert "The mayor of Oslo said that the money was there." in bodies


def test_a_saying_and_its_clause_are_joined_by_that_where_a_day_stands_between() -> None:
    draft = _written(Item("a", "", "The port authority of Riga said on Monday the bridge was closed because of ice."))
    assert draft.body[0].text == "The port authority of Riga said on Monday that the bridge was closed because of ice."


def test_who_would_not_say_more_comes_last_if_at_all() -> None:
    draft = _written(
        Item(
            "a",
            "",
            "The port authority of Riga said that the old bridge was closed because of ice on the river.\n\n"
            "Janis Berzins, who leads the authority, declined to comment further.\n\n"
            "The bridge was built in 1932 and carries 9,000 cars a day.",
        )
    )
    assert "declined" not in " ".join(each.text for each in draft.summary)
    assert "declined" in draft.body[-1].text


@pytest.mark.parametrize(
    ("lead", "begins"),
    [
        (
            "After nine months of talks, the council of Bergen voted on Monday to close two tram lines in the north of the town.",
            "Council of Bergen voted to close two tram lines",
        ),
        (
            "Ola Berg, one of Norway's best-known painters, died in Bergen on Monday at the age of 86.",
            "Ola Berg, one of Norway's best-known painters, died in Bergen",
        ),
        (
            "A ship with 22 people on board was towed to the port of Bergen on Monday after it had lost its mast in a storm.",
            "Ship with 22 people on board was towed to the port of Bergen",
        ),
    ],
)
def test_without_an_agencys_headline_the_lead_is_compressed(lead: str, begins: str) -> None:
    told = _written(Item("a", "", lead)).headline.text
    assert told.startswith(begins)
    assert len(told) <= 80
    assert "Monday" not in told


@pytest.mark.parametrize(
    "lead",
    [
        "The mine in Kiruna will close on Monday unless the price of ore rises by a tenth before the end of the year.",
        "The minister did not say on Monday that the mine in Kiruna would be closed before the end of next year.",
        "The army was attacked on Monday in the hills of the north of the country near the town of Anvik.",
    ],
)
def test_no_compression_takes_a_condition_a_negation_or_a_passive_away(lead: str) -> None:
    told = _written(Item("a", "", lead)).headline.text
    assert ("unless" in told) == ("unless" in lead)
    assert (" not " in told) == (" not " in lead)
    assert ("was attacked" in told) == ("was attacked" in lead)
