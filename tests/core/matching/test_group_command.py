"""`wiredesk group`: lines in, a decision for each line out, in either form."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from wiredesk.core.commands.group import command
from wiredesk.core.formats import ninjs
from wiredesk.core.model import Item

FERRY = (
    "A ferry with 131 people on board ran aground near Mfangano Island on Lake Victoria before dawn, the port captain "
    "said. Fishing boats took off the passengers, most of them traders on their way to the market at Mbita."
)


def run(*rows: object, arguments: tuple[str, ...] = ()) -> Result:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return CliRunner().invoke(command, ["-", *arguments], input=lines)


def answers(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def row(key: str, text: str = FERRY, **more: object) -> dict[str, object]:
    return {
        "id": key,
        "time": "2025-04-26T12:00:00Z",
        "title": "Ferry runs aground",
        "text": text,
        "language": "en",
    } | more


def agency_item(guid: str, agency: str, body: str = FERRY, version: str = "1") -> dict[str, object]:
    at = datetime(2025, 4, 26, 12, tzinfo=UTC)
    made = Item(guid=guid, headline="Ferry runs aground", body=body, agency=agency, version=version, version_created=at)
    return ninjs.dump(made)


def test_each_line_gets_one_answer_with_the_four_names_of_the_contract() -> None:
    result = run(row("a"), row("b"))
    assert answers(result) == [
        {"id": "a", "story": "a", "duplicate_of": None, "origin": "a"},
        {"id": "b", "story": "a", "duplicate_of": "a", "origin": "a"},
    ]
    assert result.exit_code == 0


def test_ninjs_objects_are_grouped_by_their_uri() -> None:
    result = run(agency_item("urn:a:1", "Athi Wire"), agency_item("urn:b:1", "Aravalli"))
    assert answers(result)[1] == {"id": "urn:b:1", "story": "urn:a:1", "duplicate_of": "urn:a:1", "origin": "urn:a:1"}


def test_a_new_version_of_a_piece_is_answered_under_the_same_id_and_stays_in_its_story() -> None:
    longer = agency_item("urn:a:1", "Athi Wire", FERRY + " Nobody was hurt.", "2")
    result = run(agency_item("urn:a:1", "Athi Wire"), longer, row("own"), row("own", "Another text of the same piece."))
    assert result.exit_code == 0
    found = answers(result)
    assert [each["id"] for each in found] == ["urn:a:1", "urn:a:1", "own", "own"]
    assert {each["story"] for each in found} == {"urn:a:1"}


def test_ninjs_of_other_makers_and_without_a_time_is_grouped() -> None:
    plain = {"uri": "tag:x,1", "headline": "Ferry runs aground", "body_text": FERRY}
    result = run(plain, {**plain, "uri": "tag:x,2"})
    assert [each["story"] for each in answers(result)] == ["tag:x,1", "tag:x,1"]


def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_grouped() -> None:
    result = run(row("a"), "{", "[]", {"id": "c"}, row("d", time="yesterday"), row("b"))
    assert [each["id"] for each in answers(result)] == ["a", "b"]
    assert result.exit_code == 1
    assert [line.split(":")[1] for line in result.stderr.splitlines()] == ["2", "3", "4", "5"]


def test_why_says_how_sure_and_why() -> None:
    result = run(row("a"), row("b", "The ferry that ran aground off Mfangano Island with 131 on board may float on Sunday, "
                     "said a captain in Mbita, where traders of Lake Victoria waited for their goods and the wind dropped."),
                 arguments=("--why",))  # fmt: skip
    found = answers(result)[1]
    assert found["story"] == "a"
    assert found["score"] > 0.5
    assert any("131" in reason for reason in found["why"])
    assert any("Mfangano" in reason for reason in found["why"])


@pytest.mark.parametrize("time", [1745668800, 1745668800000, "2025-04-26T12:00:00", "2025-04-26"])
def test_times_may_be_seconds_milliseconds_or_iso(time: object) -> None:
    assert run(row("a", time=time)).exit_code == 0
