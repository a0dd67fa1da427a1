from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wiredesk.core import checks, claims, drafting, writing
from wiredesk.core.model import Draft, Item, Sentence

NOON = datetime(2025, 4, 26, 12, 0, tzinfo=UTC)
ONE = Item(
    "one",
    "Union says 120 were dismissed at Kiruna mine",
    "The mineworkers' union in Kiruna said on Saturday that 120 people had been dismissed since March.\n\n"
    "The mine in Kiruna employs about 2,400 people and digs iron ore.",
    agency="Fjord Press",
    version_created=NOON,
)
TWO = Item(
    "two",
    "Malmfalt denies dismissals at Kiruna mine",
    "The mine's owner Malmfalt denied on Saturday that 120 people had been dismissed since March.",
    agency="Nord Wire",
    version_created=NOON.replace(hour=14),
)
ITEMS = (ONE, TWO)
LEDGER = claims.ledger(ITEMS)
DRAFT = writing.extract(ITEMS, LEDGER)


@pytest.mark.parametrize("form", drafting.FORMS)
def test_a_line_of_every_form_passes_the_checks_and_names_its_sources(form: str) -> None:
    line = drafting.line_of(form, ITEMS, LEDGER, DRAFT)
    assert not checks.stopped(checks.run(Draft(headline=line), ITEMS, LEDGER))
    assert line.supports
    shortest, longest = drafting.FORMS[form]
    assert shortest <= len(line.text) <= longest or line == DRAFT.headline


def test_a_search_line_is_short_where_the_copy_allows_it() -> None:
    item = Item(
        "a",
        "Council of Bergen votes to close two tram lines in the north of the town after nine months of talks",
        "The council of Bergen voted on Monday to close two tram lines in the north of the town after nine months of talks.",
    )
    ledger = claims.ledger([item])
    line = drafting.line_of("search", [item], ledger, writing.extract([item], ledger))
    assert len(line.text) <= 60


def test_a_timeline_has_a_line_for_each_item_with_news_and_none_for_a_copy() -> None:
    copy = replace(ONE, guid="copy", agency="Volga Wire", version_created=NOON.replace(hour=13))
    entries = drafting.timeline((TWO, copy, ONE), claims.ledger((ONE, copy, TWO)))
    assert [entry.agency for entry in entries] == ["Fjord Press", "Nord Wire"]
    assert entries[0].at == NOON
    assert "denies" in entries[1].line.text


def test_an_update_is_a_difference_to_the_persons_text() -> None:
    published = Draft(
        body=(Sentence("Twelve people died in the fire."), Sentence("The port was closed."), Sentence("Ours alone."))
    )
    newer = Draft(
        body=(
            Sentence("Fourteen people died in the fire."),
            Sentence("The port was closed."),
            Sentence("Trams run again."),
        )
    )
    told = [(each.kind, each.was, each.now.text) for each in drafting.update(published, newer)]
    assert told == [
        ("changed", "Twelve people died in the fire.", "Fourteen people died in the fire."),
        ("added", "", "Trams run again."),
        ("removed", "Ours alone.", ""),
    ]
    assert drafting.update(newer, newer) == ()


def test_a_correction_says_what_was_wrong_and_what_is_right() -> None:
    wrong = Item("a", "", "OSLO (X) - A ferry with 311 people ran aground, the office said. Nobody was hurt.")
    right = Item("b", "", "OSLO (X) - A ferry with 131 people ran aground, the office said. Nobody was hurt.")
    told = drafting.correction(wrong, right)
    assert "said: “A ferry with 311 people ran aground" in told
    assert "should have said: “A ferry with 131 people" in told
    assert "Nobody" not in told
    assert drafting.correction(right, right) == ""


def test_a_short_line_keeps_the_verb_of_what_somebody_says() -> None:
    body = (
        "Yura Petrov, the mayor, said on Friday that the fair's first week in the Kursk region had failed completely."
    )
    item = Item(
        guid="fair", headline="Mayor Petrov says fair's first week in Kursk region has failed completely",
        body=body, agency="Harn News", language="en",
    )  # fmt: skip
    ledger = claims.ledger([item])
    line = drafting.line_of("search", [item], ledger, writing.extract([item], ledger))
    assert "fail" in line.text
