from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from lxml import etree

from wiredesk.core import claims, drift, writing
from wiredesk.core.commands.drift import command
from wiredesk.core.model import Draft, Item, Sentence

ONE = Item(
    "one",
    "Kiruna mine stays open, owner says",
    "The mine in Kiruna could stay open for about ten years, its owner Malmfalt said on Monday.\n\n"
    "Malmfalt said that at least 300 people would be hired if the price of ore held.\n\n"
    "The union said that 120 people had been dismissed since March.",
    agency="Fjord Press",
)
TWO = Item(
    "two", "Malmfalt denies dismissals", "Malmfalt denied on Tuesday that 120 people had been dismissed.", agency="Nord"
)
ITEMS = (ONE, TWO)
LEDGER = claims.ledger(ITEMS)


def _of(**parts: object) -> drift.Drift:
    return drift.measure(writing.draft_from_json(parts), ITEMS, LEDGER)


def _kind(report: drift.Drift, kind: str) -> drift.Measure:
    return next(each for each in report.measures if each.kind == kind)


def test_an_extract_has_hardly_moved() -> None:
    assert drift.measure(writing.extract(ITEMS, LEDGER), ITEMS, LEDGER).number < 0.05


def test_a_claim_that_stands_as_fact_is_a_lost_attribution() -> None:
    lost = _kind(_of(body=["At least 300 people would be hired if the price of ore held."]), "attributions")
    assert (lost.kept, lost.total) == (0, 1)
    assert "Malmfalt said" in lost.changes[0].was


def test_a_denial_that_is_left_out_is_lost() -> None:
    without = _kind(_of(body=["The union said that 120 people had been dismissed since March."]), "denials")
    with_it = _kind(_of(body=["Malmfalt denied that 120 people had been dismissed."]), "denials")
    assert (without.kept, without.total) == (0, 1)
    assert "Malmfalt denied" in without.changes[0].was
    assert with_it.kept == 1


def test_an_about_or_an_if_that_is_gone_is_a_lost_qualifier() -> None:
    lost = _kind(_of(body=["The mine in Kiruna can stay open for ten years, its owner Malmfalt said."]), "qualifiers")
    assert any(change.was.startswith("about ten years") for change in lost.changes)


def test_another_number_and_another_name_have_moved() -> None:
    report = _of(body=["Malmfalt said that at least 500 people would be hired, Eva Ekdal told Fjord Press."])
    assert [change.now for change in _kind(report, "numbers").changes] == ["500"]
    assert "Eva Ekdal" in [change.now for change in _kind(report, "names").changes]


def test_a_word_of_judgement_counts_only_where_no_source_has_it() -> None:
    assert _kind(_of(headline="Malmfalt slams union over dismissals"), "judgement").changes[0].now == "slams"
    assert _kind(_of(headline="Malmfalt denies dismissals"), "judgement").share == 1.0


def test_turned_order_is_seen() -> None:
    draft = writing.extract((ONE,), claims.ledger((ONE,)))
    turned = replace(draft, body=draft.body[::-1])
    assert _kind(drift.measure(turned, (ONE,), claims.ledger((ONE,))), "order").share == 0.0


def test_more_loss_is_a_higher_number() -> None:
    fair = _of(
        body=[
            "Malmfalt denied that 120 people had been dismissed.",
            "The union said that 120 people had been dismissed.",
        ]
    )
    loaded = _of(body=["120 people were dismissed in a brutal move.", "The mine will stay open for 20 years."])
    assert 0.0 <= fair.number < loaded.number <= 1.0


def test_the_picture_is_a_whole_svg_that_tells_its_numbers_in_words() -> None:
    root = etree.fromstring(drift.bars(_of(headline="Malmfalt & union <slam> each other")).encode())
    told = root.findtext("{http://www.w3.org/2000/svg}title")
    assert told is not None
    assert "denials 0 of 1" in told


@pytest.mark.parametrize("text", ["", "word " * 20_000, '"' * 2_000])
def test_any_text_can_be_measured(text: str) -> None:
    report = drift.measure(Draft(body=(Sentence(text),)), ITEMS, LEDGER)
    assert 0.0 <= report.number <= 1.0


def test_the_command_prints_the_report_and_writes_the_picture(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source, draft, out = tmp_path / "a.txt", tmp_path / "draft.json", tmp_path / "drift.svg"
    source.write_text(ONE.body, "utf-8")
    draft.write_text(json.dumps({"body": ["At least 300 people would be hired if the price of ore held."]}), "utf-8")
    result = CliRunner().invoke(command, [str(draft), "--sources", str(source), "--text", "--svg", str(out)])
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["kinds"]["attributions"] == {"kept": 0, "total": 1}
    assert out.read_text("utf-8").startswith("<svg")
