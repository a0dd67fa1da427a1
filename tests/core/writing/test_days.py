from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wiredesk.core.model import Item
from wiredesk.core.writing.days import settle_days

ITEM = Item("a", "", "", version_created=datetime(2025, 4, 26, 12, 0, tzinfo=UTC))  # a Saturday


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("The court met today in Oslo.", "The court met on Saturday in Oslo."),
        ("The court met yesterday.", "The court met on Friday."),
        ("It will meet tomorrow.", "It will meet on Sunday."),
        ("Today the court met.", "On Saturday the court met."),
        ("The court met late last night.", "The court met late on Friday night."),
        ("The court met this morning.", "The court met on Saturday morning."),
        ("The court met on Thursday.", "The court met on Thursday."),
        ("The court told USA Today so.", "The court told USA Today so."),
        ('"We meet today," she said.', '"We meet today," she said.'),
    ],
)
def test_a_relative_day_becomes_the_weekday_of_the_copy(written: str, told: str) -> None:
    assert settle_days(written, ITEM) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("The court met today.", "The court met."),
        ("The court said today that it would meet.", "The court said that it would meet."),
        ("Yesterday the court met.", "The court met."),
        ("Late last night, the court met.", "The court met."),
    ],
)
def test_a_day_that_cannot_be_told_is_left_out(written: str, told: str) -> None:
    assert settle_days(written, Item("a", "", "")) == told


def test_a_day_that_cannot_be_left_out_leaves_the_sentence_out() -> None:
    assert settle_days("Today's court was full.", ITEM) is None


def test_today_is_the_day_at_the_dateline_and_not_in_greenwich() -> None:
    tokyo = Item("a", "", "", located="Tokyo", version_created=datetime(2025, 4, 25, 22, 0, tzinfo=UTC))
    assert settle_days("The court met today.", tokyo) == "The court met on Saturday."
