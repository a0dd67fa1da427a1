from __future__ import annotations

import json

import pytest

from wiredesk.core import writing
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Draft, Made, Sentence, Support

DRAFT = Draft(
    headline=Sentence(
        "Mayor says the bridge is safe; engineers deny it", (Support("a", (0, 10)), Support("b", (4, 9)))
    ),
    summary=(
        Sentence("The mayor said so.", (Support("a", (0, 18)),)),
        Sentence("Engineers denied it.", (Support("b", (0, 20)),)),
    ),
    body=(
        Sentence("The mayor said so.", (Support("a", (0, 18)),), 0),
        Sentence("Engineers denied it.", (Support("b", (0, 20)),), 1),
    ),
    short=(Sentence("The mayor said so.", (Support("a", (0, 18)),)),),
    dateline="Riga, Latvia",
    credit="With reporting by A (Riga)",
    countries=("LV",),
    sectors=("transport",),
    made=Made("extract", seconds=0.25),
)


def test_a_draft_comes_back_from_json_as_it_went_in() -> None:
    sent = json.dumps(writing.draft_to_json(DRAFT))
    assert writing.draft_from_json(json.loads(sent)) == DRAFT


def test_a_digest_is_that_of_the_draft() -> None:
    assert writing.draft_to_json(DRAFT)["digest"] == DRAFT.digest


def test_a_typed_body_is_split_in_sentences_by_paragraph() -> None:
    draft = writing.draft_from_json({"body": "One stands here. Two follows.\n\nThree is alone."})
    assert [(each.text, each.paragraph) for each in draft.body] == [
        ("One stands here.", 0),
        ("Two follows.", 0),
        ("Three is alone.", 1),
    ]


def test_a_changed_summary_loses_the_supports_of_the_old_one() -> None:
    obj = writing.draft_to_json(DRAFT)
    obj["summary"] = "The mayor swore it."
    assert writing.draft_from_json(obj).summary == (Sentence("The mayor swore it."),)


def test_a_list_may_mix_strings_and_objects() -> None:
    draft = writing.draft_from_json(
        {"body": ["Plain words.", {"text": "With proof.", "supports": [{"item": "a", "span": [1, 4]}]}]}
    )
    assert draft.body == (Sentence("Plain words.", (), 0), Sentence("With proof.", (Support("a", (1, 4)),), 1))


def test_an_empty_object_is_an_empty_draft() -> None:
    assert writing.draft_from_json({}).headline.text == ""


@pytest.mark.parametrize(
    "obj",
    [
        [],
        {"headline": 3},
        {"body": 7},
        {"body": [{"text": "x", "supports": [{"item": "a", "span": [1]}]}]},
        {"countries": "LV"},
        {"made": {"seconds": "long"}},
    ],
)
def test_a_part_of_the_wrong_kind_is_unreadable(obj: object) -> None:
    with pytest.raises(Unreadable):
        writing.draft_from_json(obj)  # type: ignore[arg-type]


def test_a_changed_text_keeps_the_sources_of_the_sentences_that_stand() -> None:
    typed = writing.draft_from_json(
        {"headline": DRAFT.headline.text, "body": ["The mayor said so.", "Engineers doubt it."]}
    )
    kept = writing.with_sources(typed, DRAFT)
    assert kept.headline == DRAFT.headline
    assert kept.body[0].supports == (Support("a", (0, 18)),)
    assert kept.body[1].supports == ()


def test_a_quote_of_two_sentences_is_one_again_and_has_the_digest_of_its_draft() -> None:
    quote = Sentence('"We left. We came back," said Eva Lind.', (Support("a", (0, 39)),))
    draft = Draft(body=(quote,))
    split = Draft(body=(Sentence('"We left.'), Sentence('We came back," said Eva Lind.')))
    assert writing.with_sources(split, draft) == draft
    assert writing.with_sources(split, draft).digest == draft.digest
