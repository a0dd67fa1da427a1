"""A new SQLite newsroom begins as a copy of a migrated database, which must never fall behind the migrations."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_a_new_newsroom_has_no_migration_left(tmp_path: Path) -> None:
    env = os.environ | {
        "WIREDESK_HOME": str(tmp_path / "house"), "WIREDESK_DATABASE_URL": "", "WIREDESK_RECORD_URL": "",
        "WIREDESK_SECRET_KEY": "", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "wiredesk", *arguments], env=env, capture_output=True, text=True, timeout=120
        )

    # The template as it is shipped, before `init` would mend it.
    unpack = (
        "import gzip, pathlib; from wiredesk.newsroom.template import FOLDER; from wiredesk.settings import settings; "
        "settings.home.mkdir(parents=True); "
        "[(settings.home / name).write_bytes(gzip.decompress((FOLDER / f'{alias}.sqlite3.gz').read_bytes())) "
        "for alias, name in (('default', 'newsroom.sqlite3'), ('record', 'record.sqlite3'))]"
    )
    subprocess.run([sys.executable, "-c", unpack], env=env, check=True, timeout=60)
    for alias in ("default", "record"):
        found = run("manage", "migrate", "--check", "--database", alias)
        assert found.returncode == 0, f"{alias}: run `make template`\n{found.stdout}{found.stderr[-500:]}"
    made = run("init", "--editor", "ana")
    assert made.returncode == 0, made.stderr
    assert "First editor: ana   password: " in made.stdout


def test_the_models_have_the_migrations_they_need(tmp_path: Path) -> None:
    env = os.environ | {"WIREDESK_HOME": str(tmp_path), "WIREDESK_DATABASE_URL": "", "PYTHONWARNINGS": "ignore"}
    found = subprocess.run(
        [sys.executable, "-m", "wiredesk", "manage", "makemigrations", "--check", "--dry-run"], env=env,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout
