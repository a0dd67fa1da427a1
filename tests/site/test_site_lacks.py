"""How many texts of the interface the catalogues lack: the number may only fall."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import wiredesk.site

HOUSE = Path(wiredesk.site.__file__).parent
FOLDERS = (HOUSE, HOUSE.parent / "readers")
LACKING = 75  # long texts of methods and figures most of all; lower it with every text that is translated


def said() -> set[str]:
    """Return every text that templates and code mark for translation."""
    found: set[str] = set()
    for folder in FOLDERS:
        for file in (*folder.rglob("*.html"), *folder.rglob("*.txt")):
            text = file.read_text("utf-8")
            found |= set(re.findall(r'\{% translate "((?:[^"\\]|\\.)*)"', text))
            for body in re.findall(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", text, re.DOTALL):
                found.add(re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", body.split("{% plural %}")[0]))
        for file in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    first = node.args[0]
                    if node.func.id in ("gettext", "_", "ngettext") and isinstance(first, ast.Constant):
                        found.add(str(first.value))
    return found


@pytest.mark.parametrize("language", ["es", "fr", "ar", "hi", "sw"])
def test_a_catalogue_lacks_no_more_than_it_did(language: str) -> None:
    text = (HOUSE / "locale" / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    known = {each.replace('\\"', '"') for each in re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)}
    lacking = sorted(said() - known)
    assert len(lacking) <= LACKING, lacking
