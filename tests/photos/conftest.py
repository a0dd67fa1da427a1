"""Photos in tests: the small newsroom of the site's tests, the photos of the core's, and a real server that has them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django
from django.core.cache import cache

from wiredesk.photos.fetching import Fetcher
from wiredesk.settings import settings

TESTS = Path(__file__).parent.parent
sys.path += [str(TESTS / "site"), str(TESTS / "core" / "pictures"), str(TESTS / "adapters")]


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    Path(django.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()
    yield
    shutil.rmtree(settings.home / "photos", ignore_errors=True)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher()
    yield made
    made.close()


@pytest.fixture
def open_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *servers: monkeypatch.setattr(settings, "egress_allow", ",".join(each.at for each in servers))
