"""Connections that go to checked addresses only and end when the time is up."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
        deadline: For everything that happens on the connection; a later exchange sets its own.
    """

    def __init__(self, addresses: Sequence[Address], deadline: Deadline) -> None:
        self._addresses = addresses
        self.deadline = deadline
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
            share = self.deadline.left() / (len(self._addresses) - place)
            try:
                return _Timed(self._inner.connect_tcp(str(address), port, timeout=share), self)
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

    def __init__(self, inner: httpcore2.NetworkStream, backend: Pinned) -> None:
        self._inner = inner
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, timeout=self._backend.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout=self._backend.deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout=self._backend.deadline.left())
        return _Timed(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@dataclass(slots=True)
class Line:
    """One way to one server: its checked addresses and, while it is open, one connection."""

    pool: httpcore2.ConnectionPool
    backend: Pinned
    opened: float
    used: float
    reused: bool = False

    @classmethod
    def to(cls, addresses: Sequence[Address], deadline: Deadline, tls: ssl.SSLContext) -> Line:
        """Return a line that connects when it is first used."""
        backend = Pinned(addresses, deadline)
        pool = httpcore2.ConnectionPool(ssl_context=tls, max_connections=1, network_backend=backend)
        now = time.monotonic()
        return cls(pool, backend, now, now)

    def close(self) -> None:
        """Hang up."""
        self.pool.close()


class Lines:
    """Lines that are kept open for a while, so that many feeds of one agency cost one connection.

    An open line leads to the address that was checked when it was opened. Safe for threads; a line is with one of them
    at a time.

    Args:
        idle: Seconds after which an unused line is closed; most servers wait as long.
        age: Seconds after which a host is looked up and checked anew in any case.
        most: Hosts whose line is kept.
    """

    def __init__(self, *, idle: float = 15.0, age: float = 120.0, most: int = 64) -> None:
        self._idle, self._age, self._most = idle, age, most
        self._kept: dict[object, Line] = {}
        self._lock = threading.Lock()

    def take(self, key: object) -> Line | None:
        """Return the line to a server, which nobody else has until it is put back; None when there is none."""
        with self._lock:
            line = self._kept.pop(key, None)
        if line is not None and self._stale(line):
            line.close()
            return None
        if line is not None:
            line.reused = True
        return line

    def put(self, key: object, line: Line) -> None:
        """Keep a line on which one whole exchange ended well."""
        line.used = time.monotonic()
        with self._lock:
            going = [self._kept.pop(key)] if key in self._kept else []
            going += [self._kept.pop(each) for each, old in list(self._kept.items()) if self._stale(old)]
            if len(self._kept) >= self._most:
                going.append(self._kept.pop(next(iter(self._kept))))
            self._kept[key] = line
        for each in going:
            each.close()

    def close(self) -> None:
        """Hang up all of them."""
        with self._lock:
            going, self._kept = list(self._kept.values()), {}
        for each in going:
            each.close()

    def _stale(self, line: Line) -> bool:
        now = time.monotonic()
        return now - line.used > self._idle or now - line.opened > self._age
