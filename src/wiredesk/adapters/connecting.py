"""Connections that go to checked addresses only and end when the time is up."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore2

from wiredesk.adapters.addresses import Address


class Deadline:
    """One moment for a whole fetch, on the clock that nobody sets.

    Args:
        seconds: From now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: There are none.
        """
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class Pinned(httpcore2.NetworkBackend):
    """Connects to the addresses that were checked, whatever host is asked for.

    Args:
        addresses: In the order in which to try them.
        deadline: For everything that happens on the connection.
    """

    def __init__(self, addresses: Sequence[Address], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address that answers; `host` is not looked up again."""
        error: Exception = httpcore2.ConnectError("no address")
        for place, address in enumerate(self._addresses):
            # Later addresses keep a share of the time when an earlier one swallows packets.
            share = self._deadline.left() / (len(self._addresses) - place)
            try:
                return _Timed(self._inner.connect_tcp(str(address), port, timeout=share), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
        raise error

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Never: only the network is reached from here."""
        raise httpcore2.ConnectError("no local sockets")


class _Timed(httpcore2.NetworkStream):
    """A stream on which every wait is cut by the deadline, so that drops in time add up."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
