"""The layout holds: which way imports go, how long modules are, what no file may name."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Put together from pieces, so that this file does not name what it looks for.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org")
MACHINE = re.compile("|".join(re.escape("/" + path) for path in ("work/main", "work/shared", "work/.lib")))
OPEN_ENDS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
TEXT = {".py", ".md", ".toml", ".html", ".css", ".txt", ".lock", ".json", ".jsonl", ".xml", ""}


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def test_imports_go_one_way():
    command = Path(sys.executable).with_name("lint-imports")
    found = str(command) if command.exists() else shutil.which("lint-imports")
    assert found, "install what the tests need: make install-dev"
    done = subprocess.run([found, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_module_is_shorter_than_400_lines():
    modules = (path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {path: length for path, length in lengths.items() if length >= 400} == {}


def test_no_file_names_a_machine_path_a_registry_or_an_open_end():
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        marks = [host for host in REGISTRIES if host in text]
        if MACHINE.search(text):
            marks.append("a machine path")
        if path.suffix == ".py" and OPEN_ENDS.search(text):
            marks.append("an open end")
        found += [f"{path.relative_to(ROOT)}: {mark}" for mark in marks]
    assert found == []
