"""What a licence allows, term by term: each violation is a sentence that names the agency and the term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wiredesk.core import rights
from wiredesk.core.model import Draft, Item, Sentence, Support
from wiredesk.core.rights import Terms, Use

RIFT = Item(
    "i1", "Port adds shifts", "The port will add two night shifts.\n\nShips wait 4.5 days.", agency="Rift Wire",
    link="https://rift.example/1",
)  # fmt: skip
LAKE = Item("i2", "Lake port too", "The lake port said nothing.", agency="Lake Press")
TEXT = Draft(
    headline=Sentence("Port adds shifts", (Support("i1", (0, 5)),)),
    body=(
        Sentence("The port will add two night shifts.", (Support("i1", (0, 35)),), 0),
        Sentence("The lake port said nothing.", (Support("i2", (0, 27)),), 1),
    ),
    credit="With reporting by Rift Wire (Nairobi)",
)
USE = Use(TEXT, {"i1": RIFT, "i2": LAKE}, "news.example", date(2025, 4, 26))
ALONE = replace(USE, text=replace(TEXT, body=TEXT.body[:1]), items={"i1": RIFT})


def stops(use: Use = USE, **terms: object) -> list[str]:
    found = rights.violations(Terms("Rift Wire", **terms), use)  # type: ignore[arg-type]
    assert all("Rift Wire" in each.message for each in found)
    return [each.rule for each in found if each.stops]


def test_a_licence_that_limits_nothing_forbids_nothing() -> None:
    assert rights.violations(Terms("Rift Wire"), USE) == ()


@pytest.mark.parametrize(
    ("terms", "rule"),
    [
        ({"starts": date(2025, 4, 27)}, "licence-time"),
        ({"ends": date(2025, 4, 25)}, "licence-time"),
        ({"sites": ("other.example",)}, "licence-site"),
        ({"destinations": ("feed",)}, "licence-destination"),
        ({"credit": "© Rift Wire 2025"}, "licence-credit"),
        ({"max_words": 6}, "licence-words"),
    ],
)
def test_each_term_is_kept(terms: dict[str, object], rule: str) -> None:
    assert stops(**terms) == [rule]


@pytest.mark.parametrize(
    "terms",
    [
        {"starts": date(2025, 4, 26)}, {"ends": date(2025, 4, 26)}, {"sites": ("x", "news.example")},
        {"destinations": ("page",)}, {"credit": "With reporting  by Rift Wire"}, {"max_words": 7},
        {"must_not_alter": True}, {"pictures": False}, {"canonical": True}, {"editions": ("global",)},
    ],
)  # fmt: skip
def test_what_a_term_allows_is_not_stopped(terms: dict[str, object]) -> None:
    assert stops(**terms) == []


@pytest.mark.parametrize(
    "words",
    ["The port will add three night shifts.", "The port will add night shifts.", "It will add two night shifts."],
)
def test_a_changed_sentence_is_an_alteration(words: str) -> None:
    changed = replace(TEXT, body=(replace(TEXT.body[0], text=words), TEXT.body[1]))
    assert stops(replace(USE, text=changed), must_not_alter=True) == ["licence-altered"]


def test_words_that_a_person_typed_beside_such_copy_are_an_alteration() -> None:
    typed = replace(TEXT, body=(*TEXT.body, Sentence("This is good news.", (), 2)))
    assert stops(replace(USE, text=typed), must_not_alter=True) == ["licence-altered"]


def test_a_changed_sentence_of_another_agency_is_none() -> None:
    changed = replace(TEXT, body=(TEXT.body[0], replace(TEXT.body[1], text="The lake port kept silent.")))
    assert stops(replace(USE, text=changed), must_not_alter=True) == []


def test_a_story_of_one_agency_alone_needs_its_page_where_the_licence_asks_for_it() -> None:
    assert stops(ALONE, canonical=True) == []
    assert stops(replace(ALONE, items={"i1": replace(RIFT, link="")}), canonical=True) == ["licence-canonical"]


def test_a_picture_of_an_agency_without_pictures_is_stopped() -> None:
    assert stops(replace(USE, pictures=("Rift Wire",)), pictures=False) == ["picture-not-allowed"]
    assert stops(replace(USE, pictures=("Lake Press",)), pictures=False) == []


def test_an_agency_on_whose_copy_nothing_stands_is_not_asked() -> None:
    only_lake = replace(TEXT, headline=Sentence("Lake port", (Support("i2", (0, 9)),)), body=TEXT.body[1:])
    assert stops(replace(USE, text=only_lake), ends=date(2020, 1, 1)) == []


def test_what_a_story_is_left_out_of_is_said_and_stops_nothing() -> None:
    found = rights.violations(Terms("Rift Wire", destinations=("page", "search"), editions=("global",)), USE)
    assert [each.stops for each in found] == [False, False]
    assert "feed, newsletter, data" in found[0].message
    assert "global" in found[1].message


def test_destinations_and_editions_are_answered_each() -> None:
    terms = Terms("Rift Wire", destinations=("page",), editions=("global",))
    assert rights.allows(terms, "page", edition="global")
    assert not rights.allows(terms, "page", edition="europe")
    assert not rights.allows(terms, "feed", edition="global")
    assert rights.allows(Terms("Rift Wire"), "newsletter", edition="europe")


@pytest.mark.parametrize(
    ("terms", "over"),
    [
        (Terms("Rift Wire"), False),
        (Terms("Rift Wire", ends=date(2025, 4, 25)), False),
        (Terms("Rift Wire", ends=date(2025, 4, 25), archive=False), True),
        (Terms("Rift Wire", ends=date(2025, 4, 26), archive=False), False),
        (Terms("Rift Wire", archive_days=30), False),
        (Terms("Rift Wire", archive_days=25), True),
    ],
)
def test_what_was_published_stays_as_long_as_the_licence_says(terms: Terms, over: bool) -> None:
    found = rights.ended(terms, today=date(2025, 4, 26), first=date(2025, 4, 1))
    assert bool(found) is over
    assert not over or "Rift Wire" in found


def test_the_credit_gets_the_wordings_that_are_missing_and_no_other() -> None:
    terms = [
        Terms("Rift Wire", credit="© Rift Wire"),
        Terms("Lake Press", credit="Photo: none"),
        Terms("Else", credit="no"),
    ]
    assert (
        rights.credited(TEXT, terms, USE.items).credit
        == "With reporting by Rift Wire (Nairobi). © Rift Wire. Photo: none"
    )
    once = rights.credited(TEXT, terms, USE.items)
    assert rights.credited(once, terms, USE.items) == once
