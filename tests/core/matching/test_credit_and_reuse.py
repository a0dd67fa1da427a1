"""Where words come from: by reuse, by credit, by the agency's own id."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from wiredesk.core.matching import Document, Matcher, passages
from wiredesk.core.matching.credit import credited

NOON = datetime(2025, 4, 26, 12, tzinfo=UTC)
FERRY = (
    "A ferry with 131 people on board ran aground near Mfangano Island on Lake Victoria before dawn, the port captain "
    "said. Fishing boats took off the passengers, most of them traders on their way to the market at Mbita. Nobody was "
    "hurt, Captain Josephine Awuor said, and divers would look at the hull once the wind had dropped."
)
OWN = (
    "Captain Josephine Awuor said the ferry that ran aground off Mfangano Island on Lake Victoria could float on Sunday. "
    "All 131 people on board were taken to Mbita by fishing boats, and divers found no hole in the hull."
)
AGENCIES = ("Associated Press", "Athi Wire", "AFP")


def wrote(text: str, agency: str = "Daily Lake", credit: str = "") -> Document:
    return Document("x", NOON, "Ferry may float", text, agency=agency, credit=credit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"KISUMU, April 26 (AP) - {OWN}", "Associated Press"),
        (f"KISUMU (Associated Press) — {OWN}", "Associated Press"),
        (f"{OWN} Athi Wire reported earlier that the hull was whole.", "Athi Wire"),
        (f"{OWN} That was according to Athi Wire.", "Athi Wire"),
        (f"{OWN} (AFP)", "AFP"),
        (OWN, None),
        (f"US reports said little. {OWN}", None),
        (f"{OWN} He walked along the Athi River.", None),
    ],
)
def test_an_agency_is_credited_in_dateline_line_or_sentence(text: str, expected: str | None) -> None:
    assert credited(wrote(text), AGENCIES) == expected


def test_the_credit_line_counts_and_an_agency_does_not_credit_itself() -> None:
    assert credited(wrote(OWN, credit="AP"), AGENCIES) == "Associated Press"
    assert credited(wrote(f"KISUMU (AP) - {OWN}", agency="Associated Press"), AGENCIES) is None


def test_the_origin_of_a_credited_item_is_the_agencys_first_item_of_the_story() -> None:
    matcher = Matcher()
    matcher.place(Document("a", NOON, "Ferry runs aground", FERRY, agency="Athi Wire"), "7", "a")
    later = Document(
        "b", NOON + timedelta(hours=2), "Ferry on Lake Victoria may float", f"HOMA BAY (Athi Wire) - {OWN}", agency="D"
    )
    decision = matcher.decide(later)
    assert (decision.story, decision.duplicate_of, decision.origin) == ("7", None, "a")
    assert "credits Athi Wire" in decision.why


def test_one_address_is_one_piece_whoever_sends_it() -> None:
    matcher = Matcher()
    matcher.place(
        Document("a", NOON, "Ferry runs aground", FERRY, agency="Athi Wire", guid="urn:newsml:athi:1"), "7", "a"
    )
    through = Document("b", NOON, "STORY REMOVED", "This piece is withdrawn.", agency="Hub", guid="urn:newsml:athi:1")
    assert matcher.decide(through).story == "7"


def test_a_long_report_that_takes_an_alert_in_joins_it_and_is_no_copy() -> None:
    alert = (
        "A ferry with 131 people on board ran aground near Mfangano Island on Lake Victoria before dawn on Saturday."
    )
    matcher = Matcher()
    matcher.place(Document("a", NOON, "Ferry aground", alert, agency="Athi Wire"), "7", "a")
    rest = " ".join(
        f"Sentence number {n} tells what the harbour office of town {n * 7} had to say on its own." for n in range(30)
    )
    decision = matcher.decide(Document("b", NOON, "What is known", f"{alert} {rest}", agency="Other"))
    assert (decision.story, decision.duplicate_of, decision.origin) == ("7", None, "b")


def test_passages_say_which_words_stand_where_to_the_letter() -> None:
    later = f"HOMA BAY - The county said it was sorry. {FERRY[:115]} It was raining."
    (found,) = passages(later, FERRY)
    assert later[slice(*found.later)] == FERRY[slice(*found.earlier)]
    assert found.words >= 18
    assert passages(OWN, "Something else altogether was told by nobody.") == ()


def test_passages_of_a_reordered_text_are_all_found_and_none_lies_over_another() -> None:
    first, second, third = FERRY.split(". ")
    found = passages(f"{third} {second}. {first}.", FERRY)
    assert len(found) >= 3
    assert all(one.later[1] <= other.later[0] for one, other in pairwise(found))
