"""Where a statement begins and ends, and who stands around it."""

from __future__ import annotations

import pytest

from wiredesk.core import claims
from wiredesk.core.model import Claim


def said(text: str) -> list[tuple[str, str]]:
    """Return (source, content) of every claim of a text."""
    return [(each.source_text, each.content_text) for each in claims.find_in_text(text, "i")]


def about(text: str, words: str) -> Claim:
    """Return the claim whose content holds these words."""
    return next(each for each in claims.find_in_text(text, "i") if words in each.content_text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "While the mayor said the bridge was safe, drivers took the ferry.",
            "the mayor",
            "the bridge was safe",
        ),
        (
            "The closing of the old mill is a loss, said Ana Ruiz, a clerk in Lasko.",
            "Ana Ruiz, a clerk in Lasko",
            "The closing of the old mill is a loss",
        ),
        (
            "The mayor said the bridge was safe — a view that few drivers share.",
            "The mayor",
            "the bridge was safe",
        ),
        (
            "Ana Ruiz, who said she had seen the fire, left the town.",
            "who",
            "she had seen the fire",
        ),
        ("The union criticised the mayor for selling the harbour.", "The union", "the mayor for selling the harbour"),
        ("The council expressed concern that the dam may leak.", "The council", "that the dam may leak"),
        (
            "The engineer noted in a letter to the council that the dam may leak.",
            "The engineer",
            "that the dam may leak",
        ),
        (
            "Residents of the old harbour, which was sold in May, say the water is foul.",
            "Residents of the old harbour, which was sold in May",
            "the water is foul",
        ),
        ("It was a plan backed by the union.", "the union", "a plan"),
        ("The mayor is confident that the bridge will open.", "The mayor", "that the bridge will open"),
        ("The mayor has made it clear that she will not resign.", "The mayor", "that she will not resign"),
        ("The clerk was asked by a reporter whether the bridge was safe.", "a reporter", "whether the bridge was safe"),
        (
            "A survey of 900 drivers found that most of them took the ferry.",
            "A survey of 900 drivers",
            "that most of them took the ferry",
        ),
        ("As the Gazette reported in May, the mill will close.", "the Gazette", "the mill will close"),
        ("Sen. Ana Ruiz (Lasko) said the mill would close.", "Sen. Ana Ruiz (Lasko)", "the mill would close"),
    ],
)
def test_a_statement_ends_where_the_speaker_stops(text: str, source: str, content: str) -> None:
    assert (source, content) in said(text)


def test_a_quotation_goes_on_after_a_speaker_with_a_description() -> None:
    text = "“The bridge holds,” said Ana Ruiz, a clerk in Lasko who opened it. “Nobody was in danger.”"
    claim = about(text, "bridge")
    assert claim.content_text == "“The bridge holds,” … “Nobody was in danger.”"
    assert claim.source_text == "Ana Ruiz, a clerk in Lasko who opened it"


def test_a_curly_mark_may_be_closed_by_a_straight_one() -> None:
    claim = about('“It holds," Ana Ruiz said.', "It holds")
    assert claim.source_text == "Ana Ruiz"
    assert claim.quoted


def test_a_quotation_that_nothing_closes_ends_with_its_paragraph() -> None:
    claim = about("“The bridge holds,” Ana Ruiz said. “Nobody was in danger.\n\nIt rained.", "Nobody")
    assert claim.content_text == "“The bridge holds,” … “Nobody was in danger."


def test_only_the_quotation_beside_its_speaker_is_his() -> None:
    found = said("“It is late,” she said, but “I think he will come,” said Tom Kunin.")
    assert ("Tom Kunin", "“I think he will come,”") in found


def test_a_headline_on_a_line_of_its_own_is_no_part_of_the_sentence_after_it() -> None:
    text = "Lasko lays off harbour staff\nThe town has to save money, the mayor said on Monday, and more cuts may follow soon."
    assert about(text, "save money").content_text == "The town has to save money"


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The mayor of Lasko said that the bridge over the river\nwas safe and that drivers could use it from Monday on."
    )
    assert about(text, "bridge").content_text.endswith("from Monday on")


def test_a_speaker_after_a_question_is_tied_to_it() -> None:
    claim = about("“Who will pay for the bridge?” Ana Ruiz asked. It rained.", "Who will pay")
    assert claim.source_text == "Ana Ruiz"


def test_a_turn_of_an_interview_runs_to_the_end_of_its_paragraph() -> None:
    claim = about("Q: Is it safe?\n\nA: It holds. Nobody was in danger.", "It holds")
    assert claim.content_text.endswith("Nobody was in danger.")


def test_what_is_wanted_inside_a_statement_is_no_statement_of_its_own() -> None:
    found = said("The mayor said that the union wanted to close the old mill.")
    assert found == [("The mayor", "that the union wanted to close the old mill")]
