from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.core.commands.picture import command as picture
from wiredesk.core.commands.write import command as write

BODY = (
    "The council of Bergen voted on Monday to close two tram lines in the north of the town.\n\n"
    "The mayor of Bergen said that buses would run on both lines from the first day of June."
)


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "trams.txt"
    file.write_text(BODY, "utf-8")
    return str(file)


def test_a_draft_is_printed_as_one_json_object(story: str) -> None:
    result = CliRunner().invoke(write, [story, "--text"])
    draft = json.loads(result.stdout)
    assert result.exit_code == 0
    assert draft["made"]["writer"] == "extract"
    for sentence in draft["body"]:
        (start, end) = sentence["supports"][0]["span"]
        assert sentence["text"] == BODY[start:end]
        assert sentence["supports"][0]["item"] == story


def test_a_short_has_no_body_and_a_brief_has_the_short_as_body(story: str) -> None:
    short = json.loads(CliRunner().invoke(write, [story, "--text", "--short"]).stdout)
    brief = json.loads(CliRunner().invoke(write, [story, "--text", "--brief"]).stdout)
    assert short["body"] == []
    assert " ".join(each["text"] for each in brief["body"]) == short["short"] != ""


def test_a_form_is_one_line_with_its_sources(story: str) -> None:
    line = json.loads(CliRunner().invoke(write, [story, "--text", "--form", "search"]).stdout)
    assert line["form"] == "search"
    assert line["supports"][0]["item"] == story
    entries = CliRunner().invoke(write, [story, "--text", "--form", "timeline"]).stdout.splitlines()
    assert len(entries) == 1


@pytest.mark.parametrize("writer", ["openai:gpt", "magic"])
def test_a_writer_that_is_not_there_is_wrong_use_with_what_to_do(story: str, writer: str) -> None:
    result = CliRunner().invoke(write, [story, "--text", "--writer", writer])
    assert result.exit_code == 2
    assert "use" in result.stderr
    assert "extract" in result.stderr


def test_a_picture_is_written_with_its_reason_and_can_be_inspected(story: str, tmp_path: Path) -> None:
    out = tmp_path / "picture.png"
    made = CliRunner().invoke(picture, [story, "--text", "-o", str(out)])
    told = json.loads(CliRunner().invoke(picture, ["--inspect", str(out)]).stdout)
    assert made.exit_code == 0
    assert json.loads(made.stdout)["reason"]
    assert (told["width"], told["height"]) == (1200, 675)
    assert told["digital_source_type"] == json.loads(made.stdout)["digital_source_type"] != ""


def test_an_output_of_another_kind_is_wrong_use(story: str) -> None:
    assert CliRunner().invoke(picture, [story, "--text", "-o", "map.gif"]).exit_code == 2


def test_inspecting_what_is_no_image_is_an_answer_and_not_a_crash(story: str) -> None:
    result = CliRunner().invoke(picture, ["--inspect", story])
    assert result.exit_code == 1
    assert "is no PNG" in result.stderr
