"""Django's own middleware stands in these tests, so the folder of collected styles must be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from wiredesk.site import feeds, glance


@pytest.fixture(autouse=True)
def _clean() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()
    for kept in (glance.GLANCES, feeds.ENTRIES, feeds.NUMBERED):
        kept.forget()
