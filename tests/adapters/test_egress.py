"""Every outgoing request: what may be reached, and what it may cost."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from loopback import Server, reply, serving

from wiredesk import __version__
from wiredesk.adapters import egress
from wiredesk.adapters.connecting import Lines
from wiredesk.adapters.egress import Policy
from wiredesk.core.errors import Refused, Unreachable


def allowing(*servers: Server, **limits: float) -> Policy:
    return Policy(allow=tuple(each.at for each in servers), **limits)  # type: ignore[arg-type]


BAD_ADDRESSES = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://①②⑦.0.0.1/",
    "http://127.0.0.1./",
    "http://0/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://user@127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http://10.0.0.1/",
    "http://172.16.5.4/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.2.7/",
    "http://198.51.100.7/",
    "http://203.0.113.7/",
    "http://198.18.0.1/",
    "http://192.0.0.8/",
    "http://192.88.99.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[ff02::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://[4000::1]/",
    "http://[2a00:1450::5efe:10.0.0.1]/",
    "http://[2a00:1450::200:5efe:10.0.0.1]/",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_no_notation_of_an_address_that_is_not_public_is_reached(url: str) -> None:
    with pytest.raises(Refused):
        egress.fetch(url, policy=Policy(timeout=2))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "data:text/html,x",
        "javascript:alert(1)",
        "/only/a/path",
        "",
        "http://",
        "http://example.org:22/",
        "http://example.org:6379/",
        "http://name:word@example.org/",
    ],
)
def test_a_scheme_port_or_name_in_the_address_that_is_not_allowed_is_refused_before_any_look_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    with pytest.raises(Refused):
        egress.fetch(url, policy=Policy(timeout=2))


def test_a_password_in_an_address_is_in_no_error() -> None:
    with pytest.raises(Refused) as error:
        egress.fetch("http://name:hush@example.org:22/", policy=Policy())
    assert "hush" not in str(error.value)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "[2606:4700::1111]", "[2a00:1450:4001::5e]"])
def test_a_public_address_may_be_reached(address: str) -> None:
    assert egress.check(f"https://{address}/feed", policy=Policy()) == f"https://{address}/feed"


def test_an_answer_carries_what_the_next_question_needs() -> None:
    def answer(path: str, headers: dict[str, str]) -> bytes:
        if (
            headers.get("if-none-match") == '"v1"'
            and headers.get("if-modified-since") == "Sat, 26 Apr 2025 10:00:00 GMT"
        ):
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return reply(200, b"<rss/>", ETag='"v1"', Last_Modified="Sat, 26 Apr 2025 10:00:00 GMT",
                     Content_Type="application/rss+xml", Cache_Control="public, s-maxage=9, max-age=300")  # fmt: skip

    with serving(answer) as server:
        first = egress.fetch(server.url("/feed?x=1#part"), policy=allowing(server))
        again = egress.fetch(
            server.url("/feed"), policy=allowing(server), etag=first.etag, last_modified=first.last_modified
        )
    assert (first.status, first.body, first.content_type) == (200, b"<rss/>", "application/rss+xml")
    assert (first.url, first.permanent_url, first.max_age) == (server.url("/feed?x=1"), "", 300)
    assert (again.status, again.body, again.etag) == (304, b"", '"v1"')
    assert again.good() is again
    assert server.asked[0][0] == "/feed?x=1"
    assert server.asked[0][1]["user-agent"] == f"Wiredesk/{__version__}"
    assert server.asked[0][1]["host"] == server.at


def test_neither_cookies_nor_proxies_of_the_environment_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    hops = {"/": reply(302, Location="/next", Set_Cookie="a=b; Path=/"), "/next": reply(200, b"ok")}
    with serving(lambda path, _: hops[path]) as server:
        found = egress.fetch(server.url(), policy=allowing(server), headers={"Cookie": "c=d"})
    assert found.body == b"ok"
    assert all("cookie" not in headers for _, headers in server.asked)


def test_only_moves_for_good_before_the_first_other_one_change_the_address() -> None:
    hops = {
        "/a": reply(301, Location="/b"),
        "/b": reply(308, Location="c?d=1"),
        "/c?d=1": reply(302, Location="/e"),
        "/e": reply(301, Location="/f"),
        "/f": reply(200, b"here"),
    }
    with serving(lambda path, _: hops[path]) as server:
        found = egress.fetch(server.url("/a"), policy=allowing(server))
    assert found.body == b"here"
    assert found.url == server.url("/f")
    assert found.permanent_url == server.url("/c?d=1")


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    def answer(path: str, _: dict[str, str]) -> bytes:
        left = int(path[1:])
        return reply(302, Location=f"/{left - 1}") if left else reply(200, b"end")

    with serving(answer) as server:
        assert egress.fetch(server.url("/5"), policy=allowing(server)).body == b"end"
        with pytest.raises(Refused, match="5 times"):
            egress.fetch(server.url("/6"), policy=allowing(server))


@pytest.mark.parametrize(
    "there",
    ["http://127.0.0.1:{}/", "//127.1:{}/", "http://localhost:{}/", "http://169.254.169.254/", "file:///etc/passwd"],
)
def test_a_redirect_to_where_we_may_not_go_is_refused_and_never_asked(there: str) -> None:
    with serving(lambda *_: reply(200, b"secret")) as inner:
        with serving(lambda *_: reply(302, Location=there.format(inner.port))) as outer, pytest.raises(Refused):
            egress.fetch(outer.url(), policy=allowing(outer))
        assert inner.asked == []


def test_a_key_is_not_sent_on_to_another_host_but_the_conditions_are() -> None:
    with (
        serving(lambda *_: reply(200, b"other")) as other,
        serving(
            lambda path, _: reply(302, Location="/same") if path == "/" else reply(302, Location=other.url())
        ) as first,
    ):
        egress.fetch(first.url(), policy=allowing(first, other), headers={"Authorization": "Bearer key"}, etag='"v"')
    assert [headers.get("authorization") for _, headers in first.asked] == ["Bearer key", "Bearer key"]
    assert "authorization" not in other.asked[0][1]
    assert other.asked[0][1]["if-none-match"] == '"v"'


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looks.append(host)
        address = "127.0.0.1" if len(looks) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    with serving(lambda *_: reply(200, b"pinned")) as server:
        real = socket.getaddrinfo

        def looked_up(host: str, port: int, *rest: object, **more: object) -> object:
            return rebinding(host, port) if host == "wire.example" else real(host, port, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", looked_up)
        policy = Policy(allow=(f"wire.example:{server.port}",))
        found = egress.fetch(f"http://wire.example:{server.port}/", policy=policy)
    assert found.body == b"pinned"
    assert looks == ["wire.example"]
    assert server.asked[0][1]["host"] == f"wire.example:{server.port}"


def test_a_host_with_one_bad_address_among_good_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.215.14", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Refused, match=r"10\.0\.0\.5"):
        egress.fetch("http://mixed.example/", policy=Policy(timeout=2))


def test_a_listed_host_may_not_lead_to_where_clouds_keep_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(Refused, match="own link"):
        egress.fetch("http://inner.example/", policy=Policy(allow=("inner.example:80",), timeout=2))


def test_a_network_may_be_allowed() -> None:
    assert egress.check("http://10.1.2.3/", policy=Policy(allow=("10.1.0.0/16",)))
    with pytest.raises(Refused):
        egress.check("http://10.2.2.3/", policy=Policy(allow=("10.1.0.0/16",)))


def test_a_slow_look_up_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(4) or [])
    began = time.monotonic()
    with pytest.raises(Unreachable, match="look-up"):
        egress.fetch("http://slow.example/", policy=Policy(timeout=0.1))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("where", ["headers", "body", "between redirects"])
def test_a_server_that_drips_is_cut_at_the_deadline(where: str) -> None:
    def drip(path: str, _: dict[str, str]) -> Iterator[bytes]:
        if where == "between redirects":
            time.sleep(0.15)
            yield reply(302, Location=f"{path}x")
            return
        yield b"HTTP/1.1 200 OK\r\n" + (b"" if where == "headers" else b"Content-Length: 1000\r\n\r\n")
        for _ in range(200):
            time.sleep(0.05)
            yield b"X-A: b\r\n" if where == "headers" else b"x"

    with serving(drip) as server:
        began = time.monotonic()
        with pytest.raises(Unreachable, match=r"within 0\.3 s"):
            egress.fetch(server.url(), policy=allowing(server, timeout=0.3))
        assert time.monotonic() - began < 5


def test_too_many_bytes_are_refused_announced_or_not() -> None:
    endless = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000
    for given in (reply(200, b"x" * 5000), endless):
        with serving(lambda *_, given=given: given) as server, pytest.raises(Refused, match="1000 bytes"):
            egress.fetch(server.url(), policy=allowing(server, max_bytes=1000))


def _deflate(data: bytes, window: int) -> bytes:
    machine = zlib.compressobj(wbits=window)
    return machine.compress(data) + machine.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"words" * 1000, mtime=0)),
        ("GZIP", gzip.compress(b"words" * 400, mtime=0) + gzip.compress(b"words" * 600, mtime=0)),
        ("x-gzip", gzip.compress(b"words" * 1000, mtime=0) + b"\0" * 8),
        ("deflate", _deflate(b"words" * 1000, 15)),
        ("deflate", _deflate(b"words" * 1000, -15)),
        ("identity", b"words" * 1000),
    ],
)
def test_compressed_bodies_come_out_whole(encoding: str, packed: bytes) -> None:
    with serving(lambda *_: reply(200, packed, Content_Encoding=encoding)) as server:
        assert egress.fetch(server.url(), policy=allowing(server)).body == b"words" * 1000


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_bomb_is_refused_before_it_is_unpacked(encoding: str) -> None:
    window = 31 if encoding == "gzip" else 15
    bomb = _deflate(b"\0" * 30_000_000, window)
    with (
        serving(lambda *_: reply(200, bomb, Content_Encoding=encoding)) as server,
        pytest.raises(Refused, match="decompressed"),
    ):
        egress.fetch(server.url(), policy=allowing(server, max_decoded=100_000))


@pytest.mark.parametrize("packed", [gzip.compress(b"words" * 1000, mtime=0)[:-9], b"\x1f\x8b nonsense"])
def test_compressed_data_that_is_broken_or_cut_is_no_answer(packed: bytes) -> None:
    with serving(lambda *_: reply(200, packed, Content_Encoding="gzip")) as server, pytest.raises(Unreachable):
        egress.fetch(server.url(), policy=allowing(server))


def test_a_compression_that_was_not_asked_for_is_refused() -> None:
    with serving(lambda *_: reply(200, b"x", Content_Encoding="br")) as server, pytest.raises(Refused, match="'br'"):
        egress.fetch(server.url(), policy=allowing(server))


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\n" + b"a" * 200_000,
    ],
)
def test_an_answer_that_is_no_whole_http_is_unreachable(given: bytes) -> None:
    with serving(lambda *_: given) as server, pytest.raises(Unreachable):
        egress.fetch(server.url(), policy=allowing(server))


def test_a_closed_port_and_an_unknown_host_are_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = f"127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(Unreachable, match="did not answer"):
        egress.fetch(f"http://{at}/", policy=Policy(allow=(at,)))
    with pytest.raises(Unreachable):
        egress.fetch("http://nowhere.invalid/", policy=Policy(timeout=2))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Sat, 26 Apr 2025 10:01:30 GMT", "Date": "Sat, 26 Apr 2025 10:00:00 GMT"}, 90),
        ({"Retry-After": "Sat, 26 Apr 2025 09:00:00 GMT", "Date": "Sat, 26 Apr 2025 10:00:00 GMT"}, 0),
        ({"Retry-After": "99999999999"}, 7 * 86400),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_a_server_is_asked_again_when_it_says(headers: dict[str, str], seconds: float | None) -> None:
    with serving(lambda *_: reply(503, b"busy", **headers)) as server:
        found = egress.fetch(server.url(), policy=allowing(server))
    assert (found.status, found.retry_after) == (503, seconds)
    with pytest.raises(Unreachable, match="503"):
        found.good()


def test_an_address_that_is_gone_is_told_from_one_that_fails() -> None:
    with serving(lambda *_: reply(410)) as server, pytest.raises(egress.Gone):
        egress.fetch(server.url(), policy=allowing(server)).good()


def test_what_is_sent_arrives_and_is_not_sent_on() -> None:
    with serving(lambda path, _: reply(200, b"taken") if path == "/" else reply(307, Location="/")) as server:
        sent = egress.send(server.url(), policy=allowing(server), content=b'{"a": 1}', headers={"X-Key": "k"})
        with pytest.raises(Refused, match="redirect"):
            egress.send(server.url("/moved"), policy=allowing(server), content=b"x")
    assert sent.body == b"taken"
    assert server.bodies[0] == b'{"a": 1}'
    assert len(server.asked) == 2


@pytest.mark.parametrize("bad", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
def test_a_header_can_not_be_smuggled_in(bad: str) -> None:
    with serving(lambda *_: reply(200)) as server:
        with pytest.raises(Unreachable):
            egress.fetch(server.url(), policy=allowing(server), headers={"X-A": bad})
        assert server.asked == []


def _certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.fromtimestamp(time.time(), UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "ca.pem").write_bytes(pem)
    (folder / "both.pem").write_bytes(secret + pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return folder / "ca.pem", context


def test_the_certificate_is_checked_against_the_name_and_not_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca, context = _certificate(tmp_path, "wire.example")
    names: list[str] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    found = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    with serving(lambda *_: reply(200, b"over tls"), tls=context) as server:
        hosts = tuple(f"{host}:{server.port}" for host in ("wire.example", "other.example"))
        monkeypatch.setattr(socket, "getaddrinfo", lambda _, port, *__, **___: [(*found, ("127.0.0.1", port))])
        trusted = Policy(allow=hosts, ca_file=str(ca), timeout=3)
        assert egress.fetch(f"https://{hosts[0]}/", policy=trusted).body == b"over tls"
        for url, policy in ((hosts[1], trusted), (hosts[0], Policy(allow=hosts, timeout=3))):
            with pytest.raises(Unreachable, match="certificate"):
                egress.fetch(f"https://{url}/", policy=policy)
    assert names == ["wire.example", "other.example", "wire.example"]


def answering_on(path: str, _: dict[str, str]) -> bytes:
    return reply(200, path.encode())


def test_kept_lines_ask_many_questions_over_one_connection() -> None:
    with serving(answering_on, keep=True) as server:
        lines = Lines()
        found = [egress.fetch(server.url(f"/{n}"), policy=allowing(server), lines=lines).body for n in range(5)]
        lines.close()
    assert found == [b"/0", b"/1", b"/2", b"/3", b"/4"]
    assert server.connections == 1
    assert server.asked[0][1]["connection"] == "keep-alive"


def test_a_line_that_the_server_closed_between_two_questions_is_opened_again() -> None:
    with serving(answering_on) as server:  # hangs up after each answer, without saying so before
        lines = Lines()
        found = [egress.fetch(server.url(f"/{n}"), policy=allowing(server), lines=lines).body for n in range(3)]
        lines.close()
    assert found == [b"/0", b"/1", b"/2"]
    assert server.connections == 3


def test_a_kept_line_has_a_deadline_for_each_question() -> None:
    def answer(path: str, _: dict[str, str]) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
        time.sleep(0.5 if path == "/slow" else 0)
        yield b"ok"

    with serving(answer, keep=True) as server:
        lines = Lines()
        for _ in range(2):
            assert egress.fetch(server.url("/"), policy=allowing(server), lines=lines).body == b"ok"
            time.sleep(0.15)
        with pytest.raises(Unreachable, match="in full within"):
            egress.fetch(server.url("/slow"), policy=allowing(server, timeout=0.2), lines=lines)
        assert egress.fetch(server.url("/"), policy=allowing(server), lines=lines).body == b"ok"
        lines.close()


def test_what_one_policy_allowed_is_not_reached_over_a_kept_line_by_another() -> None:
    with serving(answering_on, keep=True) as server:
        lines = Lines()
        egress.fetch(server.url("/"), policy=allowing(server), lines=lines)
        with pytest.raises(Refused):
            egress.fetch(server.url("/"), policy=Policy(), lines=lines)
        lines.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "max-age=300"}, 300),
        ({"Cache-Control": "max-age=300", "Age": "100"}, 200),
        ({"Cache-Control": "max-age=300", "Age": "1000"}, 0),
        ({"Cache-Control": "no-cache, max-age=300"}, 0),
        ({"Cache-Control": "s-maxage=9"}, None),
        ({"Expires": "Sat, 26 Apr 2025 10:01:30 GMT", "Date": "Sat, 26 Apr 2025 10:00:00 GMT"}, 90),
        ({"Expires": "0"}, None),
        ({}, None),
    ],
)
def test_an_answer_says_for_how_long_it_is_fresh(headers: dict[str, str], seconds: float | None) -> None:
    sent = {name.replace("-", "_"): value for name, value in headers.items()}
    with serving(lambda *_: reply(200, b"x", **sent)) as server:
        assert egress.fetch(server.url(), policy=allowing(server)).max_age == seconds


def test_links_of_the_header_are_absolute_and_by_relation() -> None:
    given = (
        b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nLink: <https://hub.example/>; rel="hub"\r\n'
        b'Link: </feed>; rel="self alternate", <no rel>; title="x"\r\n\r\n'
    )
    with serving(lambda *_: given) as server:
        found = egress.fetch(server.url("/a"), policy=allowing(server)).links
    assert found == (
        ("hub", "https://hub.example/"), ("self", server.url("/feed")), ("alternate", server.url("/feed"))
    )  # fmt: skip


def test_a_server_that_asks_for_patience_says_how_long() -> None:
    with (
        serving(lambda *_: reply(429, b"", Retry_After="77")) as server,
        pytest.raises(egress.Busy, match="asks to wait 77 s") as error,
    ):
        egress.fetch(server.url(), policy=allowing(server)).good()
    assert error.value.seconds == 77
