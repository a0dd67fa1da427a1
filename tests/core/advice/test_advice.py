"""What is offered beside a story comes from its copy and asks what an editor would ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.core import advice, claims, writing
from wiredesk.core.commands.advise import command
from wiredesk.core.model import Item


def _advice(*items: Item) -> advice.Advice:
    kept = writing.usable(items)
    return advice.advise(kept, claims.ledger(kept))


def _asked(*bodies: str) -> list[str]:
    items = [Item(f"i{n}", "", body, agency=f"Agency {n}") for n, body in enumerate(bodies)]
    return [each.text for each in _advice(*items).questions]


CRASH = "A bus crashed into a lorry near Tartu on Monday and {}, police said. The road to Tallinn was closed for four hours."


def test_a_toll_without_the_injured_is_asked_for() -> None:
    assert "No figure for the injured." in _asked(CRASH.format("six people were killed"))


def test_a_figure_of_one_origin_is_asked_for_from_a_second() -> None:
    asked = _asked(
        CRASH.format("six people were killed and 14 injured"),
        "Six people died on Monday when a coach hit a timber lorry outside Tartu, the rescue board of Estonia said in a report. "
        "A spokeswoman for the board said that cranes were lifting the vehicles.",
    )
    assert "No figure for the injured from a second origin." in asked
    assert "No figure for the dead from a second origin." not in asked


@pytest.mark.parametrize(
    "body",
    [
        "Nine people have died of cholera in Beira since April, the health ministry said on Monday.",
        "Rovers won 2-1 in Tartu on Monday although their captain was injured, coach Rein Tamm said.",
        "Prices of fish rose in Tartu on Monday, traders said.",
    ],
)
def test_nobody_asks_for_the_injured_where_nothing_injures(body: str) -> None:
    assert not any("injured" in each for each in _asked(body))


def test_two_numbers_for_one_thing_are_asked_about_once() -> None:
    asked = _asked(
        "The union of nurses in Riga said on Monday that 900 nurses had joined the strike. "
        "The health ministry denied that 900 nurses had joined and put the number at 400 nurses."
    )
    assert sum("900" in each and "400" in each for each in asked) <= 1


def test_who_would_not_answer_and_what_was_not_verified_are_asked_again() -> None:
    asked = _asked(
        "The port of Riga lost 12 containers in a storm on Monday, the harbour master said. The owner declined to comment. "
        "Agency 0 could not verify the number."
    )
    assert any("The owner declined" in each for each in asked)
    assert any("could not verify" in each for each in asked)


def test_who_is_accused_and_does_not_speak_is_named() -> None:
    found = _advice(
        Item(
            "a",
            "",
            "The environment agency in Narva said on Monday that Paltek Chemicals had polluted the river for a year.",
        )
    ).missing
    assert [each.name for each in found] == ["Paltek Chemicals"]
    assert "environment agency" in found[0].accused_by


@pytest.mark.parametrize(
    "reply",
    [
        "Paltek Chemicals denied it and said that its filters worked.",
        "Paltek said in a statement that its filters worked.",
    ],
)
def test_who_speaks_is_not_missing(reply: str) -> None:
    body = f"The environment agency in Narva said on Monday that Paltek Chemicals had polluted the river for a year. {reply}"
    assert _advice(Item("a", "", body)).missing == ()


def test_people_stand_with_their_offices_as_in_the_copy() -> None:
    body = (
        "The bridge in Narva will close, the council said on Monday. The council's chief engineer, Mart Saar, said that ice had "
        "damaged two piers. Saar said that divers would look again."
    )
    assert _advice(Item("a", "", body)).people == (("Mart Saar", "the council's chief engineer"),)


def test_the_agencies_slugline_goes_before_one_made_up() -> None:
    body = "Nurses in Kenya began a strike on Monday, their union said. The strike will last three days."
    told = [
        Item("a", "Kenyan nurses begin strike", body, slugline="KENYA-HEALTH/"),
        Item("b", "", body, slugline="X" * 90),
    ]
    assert advice.slugline(told) == "KENYA-HEALTH/"
    assert advice.slugline([Item("a", "Kenyan nurses begin strike", body)]) == "KENYA-NURSES-STRIKE"
    assert advice.slugline([]) == ""


def test_sectors_come_with_media_topics_and_the_command_prints_all(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(
        "Nurses in a hospital in Nairobi said that doctors and patients waited. The hospital said that vaccine was short."
    )
    done = CliRunner().invoke(command, [str(copy), "--text"])
    told = json.loads(done.output)
    assert told["sectors"][0] == {"slug": "health", "name": "Health", "topics": ["medtop:07000000"]}
    assert told["countries"] == ["KE"]
    assert any("when" in each["kind"] for each in told["questions"])
