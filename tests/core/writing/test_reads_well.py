"""What a sub-editor would strike out of an extract."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wiredesk.core import claims, writing
from wiredesk.core.model import Draft, Item

MORNING = datetime(2025, 5, 6, 8, 0, tzinfo=UTC)


def _story(*bodies: str, headlines: tuple[str, ...] = ()) -> list[Item]:
    return [
        Item(
            f"i{number}",
            headlines[number] if number < len(headlines) else "",
            body,
            agency=f"Agency {number}",
            version_created=MORNING + timedelta(hours=3 * number),
        )
        for number, body in enumerate(bodies)
    ]


def _written(*bodies: str, headlines: tuple[str, ...] = ()) -> Draft:
    items = writing.usable(_story(*bodies, headlines=headlines))
    return writing.extract(items, claims.ledger(items))


def _body(draft: Draft) -> list[str]:
    return [each.text for each in draft.body]


def test_a_denial_that_three_agencies_carry_is_told_once() -> None:
    draft = _written(
        "The army of Norland said on Tuesday that it had taken the border town of Brevik after a week of fighting.\n\n"
        "Soland's army denied that its troops had left Brevik.",
        "Soland's army on Tuesday denied that its troops had left the border town of Brevik, which Norland said it had taken.",
        "Norland said that it had taken Brevik. Soland's army denied that its troops had been pushed out of Brevik.",
    )
    assert sum("denied" in each for each in _body(draft)) == 1, _body(draft)


def test_a_sentence_with_a_number_of_its_own_is_no_repetition() -> None:
    draft = _written(
        "The port of Larvik will close for two days because of ice on the fjord, the harbour master said on Tuesday.",
        "The port of Larvik will close for two days, the harbour master said. "
        "The harbour master said that 14 ships were waiting outside the port of Larvik because of the ice.",
    )
    assert any("14 ships" in each for each in _body(draft))


def test_who_somebody_is_stands_where_a_part_first_names_them() -> None:
    draft = _written(
        "The theatre in Molde will close for a year from June while its roof is repaired, the town council said on Tuesday.\n\n"
        "The old roof let in water at nine places and could not be mended, said the council's chief architect, Liv Moen.\n\n"
        "Moen said that 40 performances would be moved to a school in the east of the town.\n\n"
        "Moen said that the new roof would be finished by the summer of next year at the latest.",
    )
    for part in (draft.summary, draft.body):
        told = " ".join(each.text for each in part)
        at = told.find("Moen")
        assert at < 0 or "chief architect" in told[max(0, at - 40) : at + 40], told
        assert told.count("Liv Moen") <= 1
    office = [s for s in draft.summary if "chief architect" in s.text and "let in water" not in s.text]
    assert all(len(each.supports) > 1 for each in office)


def test_a_firm_is_not_called_by_its_last_word() -> None:
    draft = _written(
        "Northern Track said on Tuesday that trains to Narvik would be late because of a landslide near the station.\n\n"
        "Northern Track said that a crane was on its way.\n\nNorthern Track denied that the line had been unsafe.",
    )
    assert not any(each.startswith("Track ") for each in _body(draft))


def test_a_title_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    draft = _written(
        "Nurses at the hospital in Bodo began a strike on Tuesday over night shifts that they say are too long.\n\n"
        "Principal Secretary Karin Dahl said that wards would stay open. She said that 30 patients had been moved.",
    )
    told = " ".join(_body(draft))
    assert "Karin Principal" not in told
    assert "Dahl said that 30 patients had been moved" in told


@pytest.mark.parametrize(
    "orphan",
    [
        "The prosecutor of Alta denied both.",
        "Mayor Siri Aune said that there was no money for it.",
        '"We drove lorries here in May," said one of them, Odd Vik.',
        "The aid group Nordhjelp said that many had never been counted.",
        "The mine said that two men had worked there.",
    ],
)
def test_a_sentence_that_leans_on_another_stands_only_behind_it(orphan: str) -> None:
    draft = _written(
        "The road over the Saltfjell will stay closed until Friday because of snow, the road office in Bodo said on Tuesday.\n\n"
        f"Two plans were made for a tunnel in the winter of last year by firms in the town. {orphan}\n\n"
        "The road office said that 60 lorries were waiting on the south side of the mountain.",
    )
    body = _body(draft)
    assert orphan not in body or body[body.index(orphan) - 1].startswith("Two plans were made"), body
    assert orphan not in [each.text for each in draft.summary]


def test_the_newest_turn_is_the_lead_and_the_headline() -> None:
    draft = _written(
        "A ferry with 80 people on board ran aground near Stord on Monday evening, the coast guard said.",
        "The transport ministry on Tuesday withdrew the licence of a ferry that ran aground near Stord with 80 people on board.",
        headlines=(
            "Ferry with 80 people runs aground near Stord",
            "Ministry withdraws licence of ferry that ran aground",
        ),
    )
    assert draft.body[0].text.startswith("The transport ministry")
    assert draft.headline.text.startswith("Ministry withdraws licence")


def test_a_headline_does_not_give_one_sides_things_to_another() -> None:
    draft = _written(
        "Shares in Tindall Gold fell by 5 percent on Tuesday after Norland's environment agency said that waste from one of its "
        "pits had reached a river, which the company denied.",
    )
    assert "says waste from one of its pits" not in draft.headline.text
