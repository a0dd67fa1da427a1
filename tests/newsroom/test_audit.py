"""The record can be exported, verified elsewhere, and says what models wrote and what became of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User

from wiredesk import clock
from wiredesk.core import model as core
from wiredesk.desk import runs
from wiredesk.desk.models import Draft, Story
from wiredesk.newsroom import console
from wiredesk.record import models as record
from wiredesk.site import actions

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def exported() -> list[dict[str, object]]:
    done = CliRunner().invoke(console.record, ["--print"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_export_is_verified_without_the_newsroom_and_any_change_breaks_it(
    story: Story, editor: User, tmp_path: Path
) -> None:
    actions.spike(story, by=editor, now=clock.now())
    actions.unspike(story, by=editor, now=clock.now())
    rows = exported()
    assert [each["kind"] for each in rows] == ["act", "act"]
    file = tmp_path / "audit.jsonl"
    for change in ({}, {"by": "nobody"}, {"data": {}}, {"previous": "0" * 64}, {"at": "2025-01-01T00:00:00+00:00"}):
        changed = [rows[0], rows[1] | change]
        file.write_text("\n".join(json.dumps(each) for each in changed), encoding="utf-8")
        assert CliRunner().invoke(console.record, ["--verify", str(file)]).exit_code == (1 if change else 0), change
    file.write_text("\n".join(json.dumps(each) for each in reversed(rows)), encoding="utf-8")
    assert CliRunner().invoke(console.record, ["--verify", str(file)]).exit_code == 1


def test_the_export_can_be_of_some_kinds(story: Story, editor: User, reader: User) -> None:
    actions.spike(story, by=editor, now=clock.now())
    record.append("refusal", "x", by="rita", now=clock.now())
    done = CliRunner().invoke(console.record, ["--print", "--kind", "refusal"])
    assert [json.loads(line)["by"] for line in done.stdout.splitlines()] == ["rita"]


def test_a_models_draft_is_on_record_with_its_cost_and_what_became_of_it(story: Story, editor: User) -> None:
    draft = story.drafts.get()
    made = core.Made("openai:small", model="small", prompt_digest="abc", seconds=1.5, tokens=900, cost=1200)
    content = draft.content | {"made": core.freeze(made)}
    Draft.objects.filter(pk=draft.pk).update(content=content, writer=made.writer)
    draft.refresh_from_db()
    assert draft.as_core().made.model == "small"
    for _ in range(2):
        runs.ran(draft, made, now=clock.now())
    _, text = actions.working_text(story)
    assert text is not None
    actions.approve(story, text.digest, by=editor, now=clock.now())
    told = list(record.Entry.objects.filter(kind="run").order_by("pk").values_list("data", flat=True))
    assert told[0]["tokens"], told[0]["cost"] == (900, 1200)
    assert [each.get("became") for each in told] == [None, "taken", "approved unchanged"]


def test_the_extractive_writer_leaves_no_run(story: Story, editor: User) -> None:
    draft = story.drafts.get()
    runs.ran(draft, draft.as_core().made, now=clock.now())
    actions.take_up(story, by=editor, now=clock.now())
    assert not record.Entry.objects.filter(kind="run").exists()
