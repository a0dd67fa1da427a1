"""An edition that a reader keeps: read without a connection, and rid of what was taken down when there is one."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import newsroom
import wiredesk.site
from newsroom import NOON
from wiredesk.settings import settings
from wiredesk.site import dependents, gate, steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "record"])]


class Plain(http.server.SimpleHTTPRequestHandler):
    """Published files as any server gives them."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(settings, "public_dir", tmp_path)
    shutil.copytree(Path(wiredesk.site.__file__).parent / "static" / "site", tmp_path / "static" / "site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Plain, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def written() -> None:
    while steps.render(now=NOON + timedelta(days=3)):
        pass


def test_an_edition_is_kept_read_offline_and_loses_what_was_taken_down(browser: Browser, address: str) -> None:
    newsroom.editions()
    version = newsroom.kursk()
    newsroom.port()
    dependents.enqueue(dependents.everything(now=NOON), now=NOON)
    written()
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Keep this edition to read offline").click()
    page.get_by_text("Stories that open without a connection: 2").wait_for(timeout=10_000)
    context.set_offline(True)
    page.goto(version.path)
    assert page.locator("h1").inner_text() == version.headline
    page.get_by_text("No connection: pages are shown as they were kept.").wait_for(timeout=5_000)
    page.goto("/agencies/")
    assert page.locator("h1").inner_text() == "No connection"
    context.set_offline(False)
    gate.withdraw(version.story, note="Volga Wire withdrew its copy.", by="test", now=NOON + timedelta(hours=8))
    written()
    page.goto(version.path)
    context.set_offline(True)
    page.goto(version.path)
    assert page.locator("h1").inner_text() == "This story was taken down"
    assert "Volga Wire withdrew its copy." in page.locator("main").inner_text()
    context.close()
