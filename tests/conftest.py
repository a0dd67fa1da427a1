"""A newsroom of its own for every test run, in a temporary folder; sockets only to this machine."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HOME = Path(tempfile.mkdtemp(prefix="wiredesk-test-"))
(HOME / "static").mkdir()
os.environ["WIREDESK_HOME"] = str(HOME)
os.environ["WIREDESK_SECRET_KEY"] = "a key for tests, long enough to be accepted"
os.environ["WIREDESK_SECOND_FACTOR"] = "optional"
# Here and not in pyproject.toml: Django must not read its settings before the lines above.
os.environ["DJANGO_SETTINGS_MODULE"] = "wiredesk.django_settings"

import django
import pytest

django.setup()

LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse connections to anywhere else: a test that reaches out is wrong."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture
def now() -> datetime:
    """A Saturday afternoon."""
    return datetime(2025, 4, 26, 13, 30, tzinfo=UTC)
