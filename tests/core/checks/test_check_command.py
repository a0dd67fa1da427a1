"""`wiredesk check` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from wiredesk.core.commands.check import command

BODY = (
    "Russia said on Saturday that Ukrainian forces had been driven out of the Kursk region.\n\n"
    "Ukraine's military denied that its forces had been driven out of the Kursk region.\n"
)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "moscow.txt"
    path.write_text(BODY, encoding="utf-8")
    return str(path)


def test_a_disputed_headline_exits_with_one_and_names_the_rule(source):
    done = CliRunner().invoke(command, ["--headline", "Ukrainian forces driven out", "--sources", source, "--text"])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert found[0]["rule"] == "headline-disputed"
    assert set(found[0]) == {"part", "span", "rule", "message", "evidence", "stops", "score"}
    assert BODY[slice(*found[0]["evidence"][0]["span"])] == found[0]["evidence"][0]["text"]


def test_a_draft_on_standard_input_is_read_and_scored(source):
    draft = json.dumps({"headline": "Russia says Ukrainian forces driven out; Ukraine denies it"})
    done = CliRunner().invoke(command, ["-", "--sources", source, source, "--text", "--score"], input=draft)
    last = json.loads(done.stdout.splitlines()[-1])
    assert done.exit_code == 0
    assert last["part"] == "headline"
    assert 0 <= last["supported"] <= 1


@pytest.mark.parametrize("arguments", [[], ["--headline", "A"], ["--sources", "."]])
def test_wrong_use_exits_with_two(arguments):
    assert CliRunner().invoke(command, arguments).exit_code == 2


def test_a_draft_that_is_no_json_is_wrong_and_says_so(source, tmp_path):
    draft = tmp_path / "draft.json"
    draft.write_text("no json", encoding="utf-8")
    done = CliRunner().invoke(command, [str(draft), "--sources", source, "--text"])
    assert done.exit_code in (1, 2)
    assert "draft.json" in done.stderr
