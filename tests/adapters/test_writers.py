"""Which writer writes, and whose copy may go out of the house."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from loopback import Server, serving
from test_hostile_models import GOOD, ITEMS, LEDGER, said

from wiredesk import writers
from wiredesk.cli import cli
from wiredesk.core.errors import Misconfigured
from wiredesk.core.model import Item
from wiredesk.settings import settings


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    with serving(lambda *_: said(json.dumps(GOOD))) as server:
        monkeypatch.setattr(settings, "egress_allow", server.at)
        monkeypatch.setattr(settings, "home", tmp_path)
        writers._client.cache_clear()
        yield server
        writers._client.cache_clear()


def _spec(server: Server, host: str = "") -> str:
    return f"http://{host or server.at}/v1#m"


def test_a_newsroom_with_a_model_gets_its_drafts_from_it(model: Server) -> None:
    assert writers.write(ITEMS, LEDGER, spec=_spec(model)).made.writer == "openai:m"


def test_without_a_model_nobody_is_asked(model: Server) -> None:
    assert writers.write(ITEMS, LEDGER).made.writer == "extract"
    assert model.asked == []


def test_copy_that_may_not_leave_the_house_goes_to_no_outside_model(
    model: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "egress_allow", "127.0.0.0/8")  # reachable, but not named as ours
    draft = writers.write(ITEMS, LEDGER, spec=_spec(model), rights={"Fjord Press": False, "Nord Wire": True})
    assert model.asked == []
    assert draft.made.writer == "extract"
    assert "Fjord Press may not go to a model outside the house" in draft.made.note


def test_a_model_in_the_house_may_read_all_copy(model: Server) -> None:
    draft = writers.write(ITEMS, LEDGER, spec=_spec(model), rights={"Fjord Press": False, "Nord Wire": False})
    assert draft.made.writer == "openai:m"


@pytest.mark.parametrize(
    "terms",
    ["No use for training or by AI systems.", "Text and data mining forbidden. Machine learning is not permitted."],
)
def test_terms_of_use_that_bar_models_are_obeyed(model: Server, monkeypatch: pytest.MonkeyPatch, terms: str) -> None:
    monkeypatch.setattr(settings, "egress_allow", "127.0.0.0/8")
    items = (replace(ITEMS[0], usage_terms=terms), ITEMS[1])
    assert writers.write(items, LEDGER, spec=_spec(model)).made.writer == "extract"
    assert model.asked == []


@pytest.mark.parametrize("spec", ["magic:m", "openai:", "https://llm.example/v1"])
def test_a_model_that_nobody_can_be_asked_for_is_said_to_be_none(model: Server, spec: str) -> None:
    with pytest.raises(Misconfigured):
        writers.write(ITEMS, LEDGER, spec=spec)


def test_the_command_writes_with_a_model_and_tells_when_an_extract_took_over(model: Server, tmp_path: Path) -> None:
    files = []
    for item in ITEMS:
        files.append(str(tmp_path / f"{item.guid}.txt"))
        Path(files[-1]).write_text(item.body, "utf-8")
    good = CliRunner().invoke(cli, ["write", *files, "--text", "--writer", _spec(model)])
    assert good.exit_code == 0, good.stderr
    assert json.loads(good.stdout)["made"]["writer"] == "openai:m"
    bad = CliRunner().invoke(cli, ["write", *files, "--text", "--writer", "http://127.0.0.1:9/v1#m"])
    assert json.loads(bad.stdout)["made"]["writer"] == "extract"
    assert "took over" in bad.stderr
    assert CliRunner().invoke(cli, ["write", *files, "--text", "--writer", "magic:m"]).exit_code == 2


def test_nothing_is_written_with_a_model_from_no_item(model: Server) -> None:
    items: tuple[Item, ...] = ()
    assert writers.write(items, LEDGER, spec=_spec(model)).body == ()
    assert model.asked == []
