"""`wiredesk claims` and `wiredesk ledger`, run as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.core.commands import claims, ledger

COPY = "Ana Ruiz said that the bridge was safe.\r\n\r\nThe council denied that the bridge was safe.\r\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.txt"
    path.write_bytes(COPY.encode())
    return path


def test_offsets_count_the_very_text_of_the_file(copy: Path) -> None:
    result = CliRunner().invoke(claims.command, ["--text", str(copy)])
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    for row in rows:
        assert row["item"] == str(copy)
        assert " … ".join(COPY[a:b] for a, b in row["content"]) == row["claim"]
        assert " … ".join(COPY[a:b] for a, b in row["source"]) == row["source_text"]
        assert {"cue", "speaker", "stance", "quoted"} <= set(row)


def test_ninjs_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    rows = [
        {"uri": f"urn:x:{n}", "bodies": [{"contentType": "text/plain", "value": f"Ana Ruiz said {n} trucks had come."}]}
        for n in (3, 4)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = CliRunner().invoke(claims.command, [str(path)])
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["item"] for line in result.stdout.splitlines()] == ["urn:x:3", "urn:x:4"]


def test_a_ledger_is_one_object(copy: Path) -> None:
    result = CliRunner().invoke(ledger.command, ["--text", str(copy)])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert set(found) == {"claims", "statements", "parties", "countries", "places"}
    assert {"id", "origin", "item", "source"} <= set(found["claims"][0])
    assert found["statements"][0]["disputed"] is True
    assert {"confirmed_by", "denied_by", "independent_origins"} <= set(found["statements"][0])


def test_a_missing_file_is_wrong_use() -> None:
    assert CliRunner().invoke(claims.command, ["--text", "no-such-file.txt"]).exit_code == 2


def test_what_cannot_be_read_is_named_and_the_rest_is_printed(tmp_path: Path, copy: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x81\x8d\xff said")
    result = CliRunner().invoke(claims.command, ["--text", str(broken), str(copy)])
    assert result.exit_code == 1
    assert f"{broken}: " in result.stderr
    assert "bridge" in result.stdout
