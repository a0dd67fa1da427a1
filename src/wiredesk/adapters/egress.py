"""The one module through which every outgoing request goes.

Feeds, pages, pictures, models and webhooks are all written by somebody else, and so are the addresses in them. The
address that was looked up and checked is the address that is connected to; each redirect is checked anew; a server
that drips, floods or sends a bomb is cut. Nothing else may import an HTTP client.
"""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http import HTTPStatus

import ada_url
import httpcore2

from wiredesk import __version__
from wiredesk.adapters import caching, decoding, resolving
from wiredesk.adapters.addresses import Network
from wiredesk.adapters.connecting import Deadline, Line
from wiredesk.adapters.connecting import Lines as Lines  # who asks often keeps them
from wiredesk.core.errors import Refused, Unreachable

PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})

_REASONS = {each.value: each.phrase for each in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a request may reach and how much it may take."""

    allow: tuple[str, ...] = ()
    """`host:port` or a network (`10.1.0.0/16`) that may be reached although it is private or on an odd port."""
    timeout: float = 20.0
    """Seconds for the whole fetch: look-up, redirects and the last byte."""
    max_bytes: int = 20_000_000
    max_decoded: int = 50_000_000
    max_redirects: int = 5
    ca_file: str = ""
    """Certificates to trust beside the system's, for a house's own servers."""


class Busy(Unreachable):
    """An address that says how long it wants to be left alone (`Retry-After`).

    Args:
        subject: The address.
        reason: What it answered.
        seconds: How long.
    """

    def __init__(self, subject: str, reason: str, seconds: float) -> None:
        super().__init__(subject, reason)
        self.seconds = seconds


class Gone(Unreachable):
    """An address that says it will never answer again (410)."""

    retry_helps = False
    gone = True


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whatever its status; the body is decompressed."""

    status: int
    url: str
    """Where the answer came from, after redirects."""
    body: bytes
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    retry_after: float | None = None
    """Seconds that the server asks us to wait."""
    permanent_url: str = ""
    """The address to use from now on, when the server said that it moved for good."""
    max_age: float | None = None
    """Seconds for which the server says that nothing new comes; 0 for `no-store` and `no-cache`."""
    links: tuple[tuple[str, str], ...] = ()
    """(relation, address) of the `Link` header, such as a hub that pushes what is new."""

    def good(self) -> Response:
        """Return this answer when it brings what was asked for (2xx) or says that nothing is newer (304).

        Raises:
            Gone: It is 410.
            Unreachable: It is anything else; the answer's words are left out, since they are not ours.
        """
        if 200 <= self.status < 300 or self.status == 304:
            return self
        if self.status == 410:
            raise Gone(self.url, "is gone for good (410)")
        said = f"answers {self.status} ({_REASONS.get(self.status, 'no success')})"
        if self.retry_after is not None:
            said += f" and asks to wait {self.retry_after:.0f} s"
        raise Busy(self.url, said, self.retry_after) if self.retry_after else Unreachable(self.url, said)


@dataclass(frozen=True, slots=True)
class _Target:
    """A parsed and allowed address. `url` is what the one parser made of it."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    listed: bool  # the policy names this very host and port

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        return self.host if self.port == _DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class _Ask:
    """What is sent: to the address given at first, and on to redirects of a GET."""

    method: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


def fetch(
    url: str,
    *,
    policy: Policy,
    etag: str = "",
    last_modified: str = "",
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    lines: Lines | None = None,
) -> Response:
    """Fetch an address, following redirects.

    Args:
        url: Absolute, http or https.
        policy: What may be reached, and the limits.
        etag: The mark of the copy that we have; a server that has nothing newer answers 304 without a body.
        last_modified: The same by date, to the letter as the server gave it.
        headers: More headers. They are not sent on to another host, scheme or port by a redirect.
        method: GET or HEAD.
        lines: Connections that are kept for the next question; without them each is closed.

    Returns:
        The answer, also when its status says that something went wrong: what 404, 410 or 503 mean is for the caller.

    Raises:
        Refused: Our own rules forbid the address, a redirect or the size.
        Unreachable: No whole answer came in time.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    sent = dict(headers or {}) | {name: value for name, value in conditions.items() if value}
    ask = _Ask(method, sent)
    deadline = Deadline(policy.timeout)
    target, permanent, only_permanent = _target(url, policy), "", True
    for _ in range(policy.max_redirects + 1):
        answer, location = _exchange(target, ask, policy, deadline, lines)
        if not location:
            return replace(answer, permanent_url=permanent)
        only_permanent = only_permanent and answer.status in _MOVED_FOR_GOOD
        following = _target(location, policy, base=target.url)
        permanent = following.url if only_permanent else permanent
        if following.origin != target.origin:
            ask = replace(ask, headers={name: value for name, value in conditions.items() if value})
        target = following
    raise Refused(url, f"redirects more than {policy.max_redirects} times")


def send(
    url: str,
    *,
    policy: Policy,
    content: bytes,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> Response:
    """Send some bytes to an address; a redirect is refused, since nobody agreed to send them elsewhere.

    Raises:
        Refused: Our own rules forbid the address or the size, or the answer is a redirect.
        Unreachable: No whole answer came in time.
    """
    ask = _Ask(method, dict(headers or {}), content)
    answer, location = _exchange(_target(url, policy), ask, policy, Deadline(policy.timeout))
    if location:
        raise Refused(url, f"answers a {method} with a redirect, and it is not sent on")
    return answer


def check(url: str, *, policy: Policy) -> str:
    """Return the address as the one parser reads it, without looking it up.

    Raises:
        Refused: Scheme, port or a written address is not allowed.
    """
    target = _target(url, policy)
    written = resolving.literal(target.host)
    if written is not None:
        resolving.refuse_bad(
            [written], subject=target.url, allowed=_networks(tuple(policy.allow)), listed=target.listed
        )
    return target.url


def _target(url: str, policy: Policy, base: str = "") -> _Target:
    try:
        parsed = ada_url.URL(url, base=base) if base else ada_url.URL(url)
    except ValueError:
        raise Refused(url[:500], "is no whole web address") from None
    scheme = parsed.protocol.removesuffix(":")
    subject = _without_secrets(parsed)
    if scheme not in _DEFAULT_PORTS:
        raise Refused(subject, f"begins with {scheme}:, and only http: and https: are allowed")
    if parsed.username or parsed.password:
        raise Refused(subject, "has a name or password in the address; give them in the wire's settings")
    host, port = parsed.hostname, int(parsed.port or _DEFAULT_PORTS[scheme])
    listed = f"{host}:{port}" in {each.lower() for each in policy.allow}
    if port not in PORTS and not listed:
        raise Refused(subject, f"uses port {port}, which is not allowed; allow {host}:{port} if it is right")
    return _Target(subject, scheme, host, port, parsed.pathname + parsed.search, listed)


def _without_secrets(parsed: ada_url.URL) -> str:
    """The address without fragment, name and password, fit for errors and logs."""
    slashes = "//" if parsed.host else ""
    return f"{parsed.protocol}{slashes}{parsed.host}{parsed.pathname}{parsed.search}"


@lru_cache(maxsize=64)
def _networks(allow: tuple[str, ...]) -> tuple[Network, ...]:
    found: list[Network] = []
    for each in allow:
        try:
            found.append(ipaddress.ip_network(each, strict=False))
        except ValueError:
            continue  # a host:port, compared as written
    return tuple(found)


@lru_cache(maxsize=8)
def _tls(ca_file: str) -> ssl.SSLContext:
    context = httpcore2.default_ssl_context(_trust_env=False)
    if ca_file:
        context.load_verify_locations(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _exchange(
    target: _Target, ask: _Ask, policy: Policy, deadline: Deadline, lines: Lines | None = None
) -> tuple[Response, str]:
    """Make one request; return the answer and, when it is a redirect, where to."""
    key = (target.origin, policy.ca_file, policy.allow)
    line = lines.take(key) if lines is not None else None
    if line is not None:
        line.backend.deadline = deadline
        try:
            return _over(line, target, ask, policy, (lines, key))
        except _LineClosedError:
            deadline.left()  # the server hung up between two questions; a new connection asks again, if there is time
    addresses = resolving.resolve(target.host, target.port, subject=target.url, deadline=deadline)
    resolving.refuse_bad(addresses, subject=target.url, allowed=_networks(tuple(policy.allow)), listed=target.listed)
    return _over(Line.to(addresses, deadline, _tls(policy.ca_file)), target, ask, policy, (lines, key))


class _LineClosedError(Exception):
    """A line that was kept open turned out to be closed."""


def _over(
    line: Line, target: _Target, ask: _Ask, policy: Policy, keep: tuple[Lines | None, object]
) -> tuple[Response, str]:
    lines, key = keep
    whole = False
    try:
        with line.pool.stream(
            ask.method,
            httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
            headers=_headers(target, ask, kept=lines is not None),
            content=ask.content or None,
            extensions={"sni_hostname": target.host.strip("[]")},
        ) as raw:
            found = _answer(raw, target, policy, head=ask.method == "HEAD")
        whole = True
        return found
    except (httpcore2.TimeoutException, TimeoutError):
        raise Unreachable(target.url, f"did not answer in full within {policy.timeout:g} s") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, UnicodeError, ValueError) as error:
        if line.reused and ask.method in ("GET", "HEAD"):
            raise _LineClosedError from None
        raise Unreachable(target.url, _broken(error)) from None
    finally:
        if lines is not None and whole:
            lines.put(key, line)
        else:
            line.close()


def _broken(error: Exception) -> str:
    text = str(error) or type(error).__name__
    if isinstance(error, ssl.SSLError) or "CERTIFICATE" in text or "SSL" in text:
        return f"has no certificate that we trust ({getattr(error, 'reason', '') or text})"
    if isinstance(error, (httpcore2.NetworkError, OSError)):
        return f"did not answer ({text})"
    return f"does not speak proper HTTP ({text})"


def _headers(target: _Target, ask: _Ask, *, kept: bool) -> list[tuple[str, str]]:
    given = {name.lower() for name in ask.headers}
    ours = [
        ("Host", target.authority),
        ("User-Agent", f"Wiredesk/{__version__}"),
        ("Accept", "*/*"),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "keep-alive" if kept else "close"),
    ]
    if ask.method not in ("GET", "HEAD"):
        ours.append(("Content-Length", str(len(ask.content))))
    fixed = {"host", "accept-encoding", "connection", "content-length", "transfer-encoding", "cookie"}
    first = [(name, value) for name, value in ours if name.lower() in fixed or name.lower() not in given]
    return first + [(name, value) for name, value in ask.headers.items() if name.lower() not in fixed]


def _answer(raw: httpcore2.Response, target: _Target, policy: Policy, *, head: bool) -> tuple[Response, str]:
    headers: dict[str, str] = {}
    for name, value in raw.headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        headers[key] = f"{headers[key]}, {text}" if key == "link" and key in headers else headers.get(key, text)
    location = headers.get("location", "") if raw.status in _MOVED else ""
    body = b"" if location or head else _body(raw, headers, target, policy)
    answer = Response(
        status=raw.status,
        url=target.url,
        body=body,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        content_type=headers.get("content-type", ""),
        retry_after=caching.retry_after(headers, now=time.time()),
        max_age=caching.max_age(headers, now=time.time()),
        links=caching.links(headers.get("link", ""), base=target.url) if "link" in headers else (),
    )
    # A header is bytes; a link in it may hold UTF-8 that was never escaped.
    return answer, location.encode("latin-1").decode("utf-8", "replace")


def _body(raw: httpcore2.Response, headers: Mapping[str, str], target: _Target, policy: Policy) -> bytes:
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > policy.max_bytes:
        raise Refused(target.url, f"is larger than {policy.max_bytes} bytes")
    chunks = _counted(raw.iter_stream(), target, policy)
    encoding = headers.get("content-encoding", "")
    return decoding.decoded(chunks, encoding, subject=target.url, most=policy.max_decoded)


def _counted(chunks: Iterable[bytes], target: _Target, policy: Policy) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > policy.max_bytes:
            raise Refused(target.url, f"is larger than {policy.max_bytes} bytes")
        yield chunk
