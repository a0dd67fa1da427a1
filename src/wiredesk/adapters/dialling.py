"""Connections for what is not HTTP: files by SFTP and FTP, mail by IMAP; guarded like every other one.

A part of egress. The address that was looked up and checked is the one connected to, also for a second connection that
a server asks for; and a call has one end, however slowly the other side drips.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import unquote

import ada_url

from wiredesk.adapters import resolving
from wiredesk.adapters.addresses import Address, Network
from wiredesk.adapters.connecting import Deadline
from wiredesk.adapters.egress import Policy
from wiredesk.core.errors import Refused, Unreachable

PORTS = {"sftp": 22, "ftps": 21, "imaps": 993}
ALSO = {"ftps": frozenset({990})}  # TLS from the first byte on


@dataclass(frozen=True, slots=True)
class Place:
    """A parsed address of a server and of something on it."""

    url: str
    """Without name and password, fit for errors and logs."""
    scheme: str
    host: str
    port: int
    path: str
    """Decoded; begins with a slash, or is empty."""
    user: str = ""


def place(url: str, *, policy: Policy) -> Place:
    """Return the parts of an address of `PORTS`.

    Raises:
        Refused: Scheme or port is not allowed, there is no host, or a password stands in it.
    """
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    if scheme not in PORTS:
        raise Refused(url[:500].split("@")[-1], f"begins with no scheme of {', '.join(PORTS)}")
    try:
        # The one URL parser knows every notation of a host for the web's own schemes only.
        parsed = ada_url.URL(f"http://{rest}")
    except ValueError:
        raise Refused(f"{scheme}://", "is no whole address") from None
    shown = f"{scheme}://{parsed.host}{parsed.pathname}"
    if parsed.password:
        raise Refused(shown, "has a password in the address; put it into the file of wire secrets")
    port = int(parsed.port or PORTS[scheme])
    allowed = port == PORTS[scheme] or port in ALSO.get(scheme, ())
    if not allowed and not _listed(parsed.hostname, port, policy):
        raise Refused(shown, f"uses port {port}, which is not allowed; allow {parsed.hostname}:{port} if it is right")
    path = unquote(parsed.pathname)
    if "\0" in path or "\n" in path or "\r" in path:
        raise Refused(shown, "has a line break in its path")
    return Place(shown, scheme, parsed.hostname, port, path.rstrip("/"), unquote(parsed.username))


def _listed(host: str, port: int, policy: Policy) -> bool:
    return f"{host}:{port}" in {each.lower() for each in policy.allow}


@dataclass(slots=True)
class Call:
    """All connections of one visit to a server; when its time is up, they are cut.

    Args:
        place: Where to.
        policy: What may be reached; `timeout` is for the whole visit.
    """

    place: Place
    policy: Policy
    _address: Address | None = None
    _sockets: list[socket.socket] = field(default_factory=list)
    _late: bool = False
    _timer: threading.Timer | None = None
    _tls: ssl.SSLContext | None = None

    def __enter__(self) -> Self:
        self._timer = threading.Timer(self.policy.timeout, self._cut)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for each in self._sockets:
            each.close()
        if self._late and (error is None or isinstance(error, Exception)):  # what was read may be cut short
            raise Unreachable(self.place.url, f"did not finish within {self.policy.timeout:g} s") from None

    def connect(self) -> socket.socket:
        """Look the host up, check every address, and connect to the first that answers.

        Raises:
            Refused: An address is not allowed.
            Unreachable: None answers in time.
        """
        deadline = Deadline(self.policy.timeout)
        where = self.place
        addresses = resolving.resolve(where.host, where.port, subject=where.url, deadline=deadline)
        resolving.refuse_bad(
            addresses, subject=where.url, allowed=list(_networks(self.policy)),
            listed=_listed(where.host, where.port, self.policy),
        )  # fmt: skip
        failed: Exception = OSError("no address")
        for place, address in enumerate(addresses):
            try:
                found = self._to(address, where.port, deadline.left() / (len(addresses) - place))
            except (OSError, TimeoutError) as error:
                failed = error
                continue
            self._address = address
            return found
        raise Unreachable(where.url, f"did not answer ({failed})")

    def again(self, port: int) -> socket.socket:
        """Connect a second time to the address that answered, on a port that the server named.

        Raises:
            Refused: The port is one of the machine's own services.
            OSError: It does not answer.
        """
        if self._address is None or not 1024 <= port <= 65535:
            raise Refused(self.place.url, f"names port {port} for its files, which is not allowed")
        return self._to(self._address, port, self.policy.timeout)

    def _to(self, address: Address, port: int, seconds: float) -> socket.socket:
        found = socket.create_connection((str(address), port), timeout=seconds)
        found.settimeout(self.policy.timeout)
        return self.keep(found)

    def secured(self, plain: socket.socket, session: ssl.SSLSession | None = None) -> ssl.SSLSocket:
        """Speak TLS on a connection, with the certificate checked against the host's name."""
        if self._tls is None:
            self._tls = _tls(self.policy.ca_file)  # one for the visit: a session is known to its own context only
        found = self._tls.wrap_socket(plain, server_hostname=self.place.host.strip("[]"), session=session)
        self.keep(found)
        return found

    def keep(self, opened: socket.socket) -> socket.socket:
        """Cut this one, too, when the time is up: one that a library made from ours."""
        self._sockets.append(opened)
        if self._late:  # the time ran out while this one was being opened
            opened.close()
            raise TimeoutError("the time of the visit is over")
        return opened

    def _cut(self) -> None:
        self._late = True
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def _networks(policy: Policy) -> Iterator[Network]:
    for each in policy.allow:
        with contextlib.suppress(ValueError):
            yield ipaddress.ip_network(each, strict=False)


def _tls(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
