"""Attributions of single texts: who, by which words, what, and how it stands."""

from __future__ import annotations

import pytest

from wiredesk.core import claims
from wiredesk.core.model import Claim, Item, Stance


def one(text: str, containing: str) -> Claim:
    """Return the widest claim whose content holds these words."""
    found = [claim for claim in claims.find_in_text(text, "i") if containing in claim.content_text]
    assert found, f"no claim about {containing!r}"
    return max(found, key=lambda claim: len(claim.content_text))


@pytest.mark.parametrize(
    ("text", "source", "content", "stance"),
    [
        ("The mayor said that the bridge was safe.", "The mayor", "that the bridge was safe", Stance.ASSERTS),
        ("The bridge was safe, the mayor said.", "the mayor", "The bridge was safe", Stance.ASSERTS),
        ("According to the mayor, the bridge was safe.", "the mayor", "the bridge was safe", Stance.ASSERTS),
        ("The bridge was safe, according to Ana Ruiz.", "Ana Ruiz", "The bridge was safe", Stance.ASSERTS),
        ("“It holds,” said Ana Ruiz, a city engineer.", "Ana Ruiz", "“It holds,”", Stance.ASSERTS),
        ("Lasko: our troops were not driven out", "Lasko", "our troops were not driven out", Stance.ASSERTS),
        ("Two hurt in Lasko fire: police", "police", "Two hurt in Lasko fire", Stance.ASSERTS),
        ("The firm denied that it hid losses.", "The firm", "that it hid losses", Stance.DENIES),
        ("The firm rejected the accusation.", "The firm", "the accusation", Stance.DENIES),
        ("The court confirmed the sentence.", "The court", "the sentence", Stance.CONFIRMS),
        ("The council plans to close the school.", "The council", "to close the school", Stance.PLANS),
        ("The council ordered residents to leave.", "The council", "residents to leave", Stance.ORDERS),
        ("Ms Ruiz doubted that the bridge would hold.", "Ms Ruiz", "that the bridge would hold", Stance.DOUBTS),
        ("Ana Ruiz, a city engineer, told reporters that it holds.", "Ana Ruiz", "that it holds", Stance.ASSERTS),
    ],
)
def test_a_statement_has_its_source_and_stance(text: str, source: str, content: str, stance: Stance) -> None:
    claim = one(text, content)
    assert claim.source_text.startswith(source)
    assert claim.content_text == content
    assert claim.stance is stance


def test_a_quotation_around_its_cue_is_one_claim_in_two_pieces() -> None:
    claim = one("“The bridge holds,” the mayor said. “Nobody was in danger.”", "Nobody")
    assert claim.content_text == "“The bridge holds,” … “Nobody was in danger.”"
    assert claim.quoted


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "The ministry refused to comment on the report.",
        "The ministry could not be reached for comment.",
        "The ministry did not deny the report.",
        "The ministry did not confirm the report.",
    ],
)
def test_silence_is_not_denial(text: str) -> None:
    assert all(claim.stance is not Stance.DENIES for claim in claims.find_in_text(text, "i"))


def test_a_passive_accusation_keeps_what_the_person_is_accused_of() -> None:
    claim = one("The treasurer was accused of taking bribes.", "taking bribes")
    assert "accused" in claim.cue_text
    assert "The treasurer" in claim.content_text


def test_hedges_of_the_content_are_kept() -> None:
    assert one("Police said the fire may have been set on purpose.", "fire").hedges == ("may",)


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    text = "Ana Ruiz said the bridge was safe. She added that trucks could use it."
    assert one(text, "trucks").speaker == "Ana Ruiz"


def test_a_surname_stands_for_the_full_name() -> None:
    text = "Ana Ruiz said the bridge was safe.\n\n“Trucks may cross,” Ruiz said."
    assert one(text, "Trucks").speaker == "Ana Ruiz"


def test_a_role_stands_for_the_body_named_before() -> None:
    text = "The Lasko Water Ministry said the dam was full. The ministry said it would open the gates."
    assert one(text, "gates").speaker == "Lasko Water Ministry"


def test_plain_narrative_attributes_nothing() -> None:
    assert claims.find(Item("i", "Rain", "It rained in Lasko on Monday.\n\nThe river rose by a metre.")) == ()
    assert claims.attribution("Rain floods Lasko") is None


def test_a_headline_attributes_its_statement() -> None:
    found = claims.attribution("Russia says it drove Ukraine out of Kursk")
    assert found is not None
    assert found.source_text == "Russia"
    assert found.content_text == "it drove Ukraine out of Kursk"


def test_a_gerund_before_a_colon_is_no_source() -> None:
    assert claims.attribution("Restoring Calm: Troops Take Kursk Villages") is None
