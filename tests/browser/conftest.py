"""A real Chromium: on the pages of a small newsroom with scripts off, and at its desk."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from wiredesk import clock
from wiredesk.core import writing
from wiredesk.desk.facets import facets
from wiredesk.desk.models import Draft, Story
from wiredesk.newsroom import live, roles
from wiredesk.site import seed

sys.path.append(str(Path(__file__).parent.parent / "site"))

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread of the test


@pytest.fixture(autouse=True)
def _styles() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; without one the tests that need it are skipped with a line that says so."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: set CHROMIUM to its path or install it")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def house(db: None) -> Iterator[LiveServer]:
    """Serve the desk inside the test's own transaction: the record only grows, so no test may flush it."""
    if any(each.vendor != "sqlite" or not each.is_in_memory_db() for each in connections.all()):
        pytest.skip("the desk's browser tests share one connection, which needs SQLite in memory")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()
    server = LiveServer("localhost")
    httpd = server.thread.httpd
    httpd.daemon_threads = False  # stopping waits for every answer: none asks the database after the test
    lines: set[socket.socket] = set()
    accept = httpd.get_request

    def noted() -> tuple[socket.socket, Any]:
        line, where = accept()
        lines.add(line)
        return line, where

    httpd.get_request = noted
    yield server
    live.end_streams()
    # A browser keeps lines open on which it asks nothing more; their threads would be waited for without end.
    for line in lines:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RD)
    server.stop()


def waiting(row: Story, text: Any) -> Story:
    Draft.objects.create(
        story=row, state="checked", queued_at=row.queued_at, made_at=row.queued_at, digest=text.digest,
        content=writing.draft_to_json(text), writer="extract",
    )  # fmt: skip
    return row


@pytest.fixture
def stories() -> list[Story]:
    """Two stories that wait: the disputed one, then a brief."""
    import newsroom

    seed.seed()
    roles.seed()
    volga = newsroom.agency("volga", "Volga Wire", "Moscow", "RU")
    dnipro = newsroom.agency("dnipro", "Dnipro Wire", "Kyiv", "UA")
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    first = newsroom.story(
        newsroom.item(volga, "volga-1", "Moscow says troops help Kursk restore order", newsroom.MOSCOW),
        newsroom.item(dnipro, "dnipro-1", "Ukraine's military denies its forces were driven out", newsroom.KYIV),
    )
    second = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    for order, each in enumerate((first, second)):
        each.news_at = clock.now() - timedelta(minutes=1 + order)
        each.facets = facets(each.members.select_related("item__agency"), {"countries": each.countries})
        each.save()
    return [waiting(each, newsroom.extract(each)) for each in (first, second)]


@pytest.fixture
def cookie(stories: list[Story], house: LiveServer) -> dict[str, str]:
    user = User.objects.create_user("dana", "dana@example.org", "a long password for tests")
    user.groups.add(Group.objects.get(name="Duty editor"))
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": house.url,
    }


@pytest.fixture
def context(browser: Browser, house: LiveServer, cookie: dict[str, str]) -> Iterator[BrowserContext]:
    found = browser.new_context(base_url=house.url, viewport={"width": 1440, "height": 900})
    found.add_cookies([cookie])  # type: ignore[list-item]
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    found = context.new_page()
    found.on("pageerror", lambda error: pytest.fail(str(error)))
    return found


@pytest.fixture
def others(browser: Browser, house: LiveServer) -> Iterator[Callable[[str, str], Page]]:
    """Open the desk as somebody else; closed after the test, however it ends, so that the server can stop."""
    opened: list[BrowserContext] = []

    def sign_in(name: str, role: str) -> Page:
        found = other_context(browser, house, name, role)
        opened.append(found)
        return found.new_page()

    yield sign_in
    for each in opened:
        each.close()


def other_context(browser: Browser, house: LiveServer, name: str, role: str) -> BrowserContext:
    user = User.objects.create_user(name, f"{name}@example.org", "a long password for tests")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    context = browser.new_context(base_url=house.url)
    key = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": house.url}])
    return context
