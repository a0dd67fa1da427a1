"""The house's style tells, never stops, and answers for its own names and rates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.core import checks, claims, style, writing
from wiredesk.core.commands.style import command
from wiredesk.core.errors import Misconfigured
from wiredesk.core.model import Draft, Item, Sentence

RATES = style.load(
    '[currency]\nto = "dollars"\ndate = "1 April 2025"\n[currency.rates]\neuro = 1.08\n[places]\n"Kiev" = "Kyiv"\n'
    '[editions.south]\n"Pondicherry" = "Puducherry"\n'
)


def _told(words: str, guide: style.Guide | None = None, edition: str = "") -> list[str]:
    draft = Draft(body=(Sentence(words),))
    return [each.message for each in style.findings(draft, guide or style.house(), edition=edition)]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The road is 45 miles long.", "45 miles (72 km)"),
        ("The dam is 300 feet high.", "300 feet (91 metres)"),
        ("Fire burnt 3 million acres.", "3 million acres (1,200,000 hectares)"),
        ("It was 95 degrees Fahrenheit in the shade.", "(35 degrees Celsius)"),
        ("Police held 3 men.", "“three”"),
        ("The fund has 25000 members.", "“25,000”"),
        ("Prices rose by 4 per cent.", "“percent”"),
        ("The vote begins at 16:30.", "“4.30 p.m.”"),
        ("The mayor, Mr Hale, left.", "no “Mr” before a name"),
        ("The poet passed away in Bath.", "write: died"),
        ("The ship left Odessa at noon.", "“Odesa” for “Odessa”"),
        ("The harbor was closed.", "“harbour”"),
        ("The minister claimed that the plan had failed.", "“said”"),
    ],
)
def test_what_leaves_the_style_is_told_with_what_the_house_writes(words: str, wanted: str) -> None:
    assert any(wanted in each for each in _told(words)), _told(words)


@pytest.mark.parametrize(
    "words",
    [
        '"The color of the harbor is 3 miles of gray," the mayor said.',
        "The road is 45 miles (72 km) long.",
        "The Labor Party met at Lincoln Center.",
        "Bombay Dyeing opened a shop.",
        "Between 3 and 5 people came, and 12 dogs.",
        "The score was 3-2, at 4.30 p.m., and 12,000 came.",
        "Officials said that three men had denied it.",
    ],
)
def test_quotes_names_and_what_is_right_already_are_left_alone(words: str) -> None:
    assert _told(words) == []


def test_a_finding_of_style_never_stops_and_names_its_words() -> None:
    draft = Draft(headline=Sentence("Harbor closed"), summary=(Sentence("One."), Sentence("The harbor is shut.")))
    found = style.findings(draft, style.house())
    assert [(each.part, each.span) for each in found] == [("headline", (0, 6)), ("summary", (9, 15))]
    assert not any(each.stops for each in found)
    assert {each.rule for each in found} == {"style"}


def test_spelling_is_put_right_outside_quotes_and_nothing_else_is() -> None:
    draft = Draft(body=(Sentence('The harbor in Odessa was gray, "gray as lead", 3 miles out.'),))
    assert style.applied(draft, style.house()).body[0].text == (
        'The harbour in Odessa was grey, "gray as lead", 3 miles out.'
    )


def test_an_edition_names_its_places_and_others_do_not() -> None:
    assert any("Puducherry" in each for each in _told("The bus left Pondicherry.", RATES, "south"))
    assert _told("The bus left Pondicherry.", RATES) == []


def _stopped(words: str) -> bool:
    source = Item(
        "a", "", "The pipe in Kiev burst on Monday, the mayor said. The repair cost 5 million euros, she said."
    )
    draft = Draft(body=(Sentence(words),))
    found = checks.run(draft, [source], claims.ledger([source]))
    return checks.stopped(style.unwarranted(found, draft, [source], RATES))


@pytest.mark.parametrize(
    ("words", "stopped"),
    [
        ("The pipe in Kyiv burst on Monday, the mayor said.", False),
        ("The pipe in Lviv burst on Monday, the mayor said.", True),
        ("The repair cost 5 million euros (5.4 million dollars at the rate of 1 April 2025), the mayor said.", False),
        ("The repair cost 5 million euros (8.4 million dollars at the rate of 1 April 2025), the mayor said.", True),
        ("The repair cost 5 million euros (5.4 million dollars at the rate of 2 April 2025), the mayor said.", True),
        ("The repair cost 5 million euros (5.4 million pounds at the rate of 1 April 2025), the mayor said.", True),
        ("The repair cost 5.4 million dollars at the rate of 1 April 2025, the mayor said.", True),
    ],
)
def test_the_houses_own_names_and_rates_answer_a_check_and_nothing_else_does(words: str, stopped: bool) -> None:
    assert _stopped(words) is stopped


@pytest.mark.parametrize(
    "written",
    [
        '[colours]\nred = "x"',
        "spelling = 3",
        "[times]\nclock = 11",
        "[currency.rates]\neuro = 1.1",
        "[credit]\nwording = 'By us'",
        "[",
        "[spelling]\na = 1",
    ],
)
def test_a_guide_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(Misconfigured):
        style.load(written)


def test_the_command_prints_findings_and_exits_well(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({"headline": "Harbor closed for 3 days", "body": ["It is gray."]}))
    done = CliRunner().invoke(command, [str(draft)])
    assert done.exit_code == 0
    assert [json.loads(line)["part"] for line in done.output.splitlines()] == ["headline", "headline", "body.0"]
    put = CliRunner().invoke(command, [str(draft), "--apply"])
    assert writing.draft_from_json(json.loads(put.output)).headline.text == "Harbour closed for 3 days"


def test_the_credit_is_worded_as_the_house_words_it() -> None:
    guide = style.load('[credit]\nwording = "Sources: {agencies}."')
    assert style.worded("With reporting by A (Riga) and B", guide) == "Sources: A (Riga) and B."
    assert [each.part for each in style.findings(Draft(credit="By A"), guide)] == ["credit"]
