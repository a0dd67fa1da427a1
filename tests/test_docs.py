"""The reference and the glossary name all that there is."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from wiredesk.cli import COMMANDS
from wiredesk.flow import Flow
from wiredesk.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OURS = {"wire", "photos", "desk", "readers", "record", "wdsite", "newsroom"}


def page(path: str) -> str:
    return (DOCS / path).read_text(encoding="utf-8")


def test_every_setting_stands_in_the_reference_with_its_description():
    text = page("reference/settings.md")
    for name, field in Settings.model_fields.items():
        assert f"`WIREDESK_{name.upper()}`" in text
        assert field.description in text, name


def test_every_command_stands_in_the_reference():
    text = page("reference/commands.md")
    missing = [name for name in COMMANDS if f"`wiredesk {name}" not in text]
    assert missing == []


def test_every_step_stands_in_the_reference_in_the_order_of_the_flow():
    flow = Flow()
    try:
        names = [step.name for step in flow.steps]
    finally:
        flow.close()
    assert re.findall(r"^\| `(\w+)` \|", page("reference/steps.md"), re.M) == names


def test_every_model_stands_in_the_glossary():
    text = page("glossary.md")
    models = [model.__name__ for model in apps.get_models() if model._meta.app_label in OURS]
    assert models
    assert [name for name in models if not re.search(rf"\*\*{name}\*\*", text)] == []


@pytest.mark.parametrize(
    "path", [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_every_link_to_a_file_leads_to_one(path):
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), target
