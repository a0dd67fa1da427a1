from __future__ import annotations

import re

import pytest
from lxml import etree

from wiredesk.core import claims, pictures
from wiredesk.core.model import Draft, Item, Sentence
from wiredesk.core.pictures.graphic import alt, graphic
from wiredesk.core.pictures.series import Point, Series

EXPORTS = Item(
    "a",
    "Garment exports rise",
    "Exports of garments rose to 3.9 million tonnes in March from 3.6 million tonnes in February and 3.2 million tonnes in "
    "January, the makers' association said.",
    agency="Delta News",
)


def _series(body: str) -> pictures.Series | None:
    item = Item("a", "", body, agency="Delta News")
    return pictures.series([item], claims.ledger([item]))


def test_three_numbers_of_one_unit_and_three_months_are_a_series_in_the_order_of_time() -> None:
    found = pictures.series([EXPORTS], claims.ledger([EXPORTS]))
    assert found is not None
    assert [(point.label, point.value) for point in found.points] == [
        ("January", 3_200_000), ("February", 3_600_000), ("March", 3_900_000),
    ]  # fmt: skip
    assert (found.unit, found.over) == ("tonne", "month")
    assert all(EXPORTS.body[slice(*point.span)] == point.written for point in found.points)


def test_places_are_compared_by_value() -> None:
    found = _series(
        "Rain reached 40 millimetres in Bergen, 95 millimetres in Oslo and 12 millimetres in Riga on Monday."
    )
    assert found is not None
    assert [point.label for point in found.points] == ["Oslo", "Bergen", "Riga"]


@pytest.mark.parametrize(
    "body",
    [
        "Exports rose to 3.9 million tonnes in March from 3.6 million tonnes in February.",
        "They sold 40 cars in March, 300 tonnes in April and 12 percent in May.",
        "Sales were about 40 tonnes in March, at least 300 tonnes in April and 12 tonnes in May.",
        "The mayor was born in 1950, married in 1975 and left in 2001.",
        "",
    ],
)
def test_what_cannot_be_compared_is_no_series(body: str) -> None:
    assert _series(body) is None


@pytest.mark.parametrize("size", [pictures.WIDE, (1200, 900), pictures.SQUARE])
def test_bars_begin_at_zero_and_are_as_long_as_their_values(size: pictures.Size) -> None:
    found = pictures.series([EXPORTS], claims.ledger([EXPORTS]))
    assert found is not None
    root = etree.fromstring(pictures.graphic(found, size=size).encode())
    bars = [float(each.get("width")) for each in root.iter("{*}rect")][2:]
    assert bars[0] / bars[2] == pytest.approx(3.2 / 3.9, rel=0.01)
    told = " ".join(root.itertext())
    assert "3.9 million" in told
    assert "Delta News" in told


def test_a_story_without_a_place_but_with_a_series_gets_bars_with_alt_text_and_source_type() -> None:
    picture = pictures.choose([EXPORTS], claims.ledger([EXPORTS]), Draft(headline=Sentence("Garment exports rise")))
    assert picture.kind == "graphic"
    assert "March 3.9 million" in picture.alt
    assert picture.source_type == pictures.DATA_DRIVEN
    assert "three" in picture.reason or "3" in picture.reason
    assert pictures.png(picture.svg).startswith(b"\x89PNG")


def test_four_values_of_time_are_a_line_each_at_its_own_time_and_height():
    points = tuple(
        Point(label, value, f"{value:g}", (0, 1), order)
        for label, value, order in (
            ("2010", 10.0, 2010),
            ("2020", 20.0, 2020),
            ("2022", 5.0, 2022),
            ("2024", 40.0, 2024),
        )
    )
    told = Series("tonnes", "year", points, "a", "Harbour News", "the port", "")
    svg = graphic(told)
    dots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    zero = float(re.search(r'<path d="M[\d.]+ ([\d.]+)H', svg)[1])
    assert [round((zero - y) / (zero - dots[3][1]) * 40, 1) for _, y in dots] == [10, 20, 5, 40]
    assert (dots[1][0] - dots[0][0]) / (dots[3][0] - dots[0][0]) == pytest.approx(10 / 14, abs=0.01)
    assert alt(told).startswith("Line of tonnes by year: 2010 10;")
    assert "Source: The port, as reported by Harbour News" in svg
