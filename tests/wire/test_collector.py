"""How wires are asked: with marks, patience and manners; what moved, is gone, is slow or is broken."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from wiredesk import clock
from wiredesk.adapters.keyring import Keyring
from wiredesk.core.errors import Misconfigured, NotAllowed
from wiredesk.newsroom import founding
from wiredesk.settings import settings
from wiredesk.wire import collector as collecting
from wiredesk.wire.collector import Collector
from wiredesk.wire.models import Raw, Seen, Wire

sys.path.append(str(Path(__file__).parent.parent / "adapters"))

from loopback import Server, reply, serving

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()


@pytest.fixture
def open_to(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *servers: monkeypatch.setattr(settings, "egress_allow", ",".join(each.at for each in servers))


def add(address: str, now: datetime, **more: str) -> Wire:
    return founding.add_wire(address, agency="Rift Wire", now=now, **more)  # type: ignore[arg-type]


def run(collector: Collector, now: datetime) -> int:
    """Ask all that is due; returns how many wires were asked."""
    done = 0
    while (wires := collector.turn(now=now)) is not None:
        done += len(wires)
    return done


def wait_of(wire: Wire, now: datetime) -> float:
    wire.refresh_from_db()
    return (wire.next_at - now).total_seconds()


def test_what_a_server_marks_is_asked_for_with_its_marks_and_a_304_brings_nothing(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    def answer(_: str, headers: dict[str, str]) -> bytes:
        if headers.get("if-none-match") == '"v1"':
            return reply(304)
        return reply(200, b"<rss/>", ETag='"v1"', Last_Modified="Sat, 26 Apr 2025 10:00:00 GMT")

    with serving(answer) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        run(collector, now)
        assert run(collector, now) == 0  # not due yet
        later = now + timedelta(minutes=5)
        assert run(collector, later) == 1
    assert server.asked[1][1]["if-modified-since"] == "Sat, 26 Apr 2025 10:00:00 GMT"
    assert Raw.objects.count() == 1
    assert 50 < wait_of(wire, later) < 70


def test_an_answer_without_marks_ends_the_old_ones(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    answers = iter([reply(200, b"<rss>1</rss>", ETag='"v1"'), reply(200, b"<rss>2</rss>"), reply(200, b"<rss>3</rss>")])
    with serving(lambda *_: next(answers)) as server:
        open_to(server)
        add(server.url("/feed"), now)
        for hours in range(3):
            run(collector, now + timedelta(hours=hours))
    assert "if-none-match" in server.asked[1][1]
    assert "if-none-match" not in server.asked[2][1]


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Cache_Control": "max-age=900"}, 800, 1000),
        ({"Cache_Control": "max-age=31536000"}, 5 * 3600, 7 * 3600),
        ({"Cache_Control": "no-cache"}, 50, 70),
        ({"Expires": "Sat, 26 Apr 2025 10:20:00 GMT", "Date": "Sat, 26 Apr 2025 10:00:00 GMT"}, 1000, 1400),
    ],
)
def test_a_wire_is_left_alone_for_as_long_as_it_says_that_nothing_new_comes(
    collector: Collector, open_to: Callable[..., None], now: datetime, headers: dict[str, str], least: float, most: float
) -> None:  # fmt: skip
    with serving(lambda *_: reply(200, b"<rss/>", **headers)) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        run(collector, now)
    assert least < wait_of(wire, now) < most


def test_a_failing_wire_is_asked_ever_less_often_and_says_why(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    with serving(lambda *_: reply(500, b"secret words of the server")) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        waits = []
        for _ in range(8):
            run(collector, now)
            waits.append(wait_of(wire, now))
            now = wire.next_at
    assert all(one < other for one, other in itertools.pairwise(waits[:5]))
    assert 3600 <= waits[-1] <= 3600 * 1.2
    assert wire.failures == 8
    assert "500" in wire.error
    assert "secret" not in wire.error


def test_a_wire_that_asks_for_patience_has_it(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    with serving(lambda *_: reply(429, b"", Retry_After="5000")) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        run(collector, now)
    assert 5000 <= wait_of(wire, now) <= 6000
    assert "asks to wait 5000 s" in wire.error


def test_a_wire_that_recovers_loses_its_error(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    answers = iter([reply(503), reply(304)])
    with serving(lambda *_: next(answers)) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        run(collector, now)
        run(collector, now + timedelta(hours=1))
    wire.refresh_from_db()
    assert (wire.error, wire.failures) == ("", 0)


def test_a_wire_that_is_gone_for_good_is_not_asked_again(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    with serving(lambda *_: reply(410)) as server:
        open_to(server)
        wire = add(server.url("/feed"), now)
        run(collector, now)
        assert run(collector, now + timedelta(days=30)) == 0
    wire.refresh_from_db()
    assert wire.state == Wire.State.GONE
    assert "gone for good" in wire.error


def test_an_address_that_moved_for_good_is_kept_and_one_that_moved_for_now_is_not(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    hops = {
        "/old": reply(301, Location="/new"), "/new": reply(200, b"<rss/>"), "/a": reply(302, Location="/b"),
        "/b": reply(200, b"<rss>b</rss>"),
    }  # fmt: skip
    with serving(lambda path, _: hops[path]) as server:
        open_to(server)
        old, passing = add(server.url("/old"), now), add(server.url("/a"), now)
        run(collector, now)
    for wire in (old, passing):
        wire.refresh_from_db()
    assert (old.address, passing.address) == (server.url("/new"), server.url("/a"))


def test_a_wire_that_moved_to_where_another_wire_is_keeps_its_address_and_works(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    hops = {"/old": reply(301, Location="/new"), "/new": reply(200, b"<rss/>")}
    with serving(lambda path, _: hops[path]) as server:
        open_to(server)
        old = add(server.url("/old"), now)
        add(server.url("/new"), now)
        run(collector, now)
    old.refresh_from_db()
    assert (old.address, old.error) == (server.url("/old"), "")


def test_one_wire_of_a_host_is_asked_at_a_time(
    collector: Collector, open_to: Callable[..., None], now: datetime
) -> None:
    at_once: list[int] = []
    busy = threading.Semaphore(100)

    def answer(*_: object) -> Iterator[bytes]:
        busy.acquire()
        at_once.append(100 - busy._value)
        time.sleep(0.02)
        busy.release()
        yield reply(200, b"<rss/>")

    with serving(answer) as server:
        open_to(server)
        for number in range(6):
            add(server.url(f"/{number}"), now)
        assert run(collector, now) == 6
    assert max(at_once) == 1


def test_a_host_that_drips_does_not_hold_up_the_others(
    collector: Collector, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    going = threading.Event()

    def drip(*_: object) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
        while not going.wait(0.05):
            yield b"x"

    with serving(drip) as slow, serving(lambda *_: reply(200, b"<rss/>")) as quick:
        monkeypatch.setattr(settings, "egress_allow", f"127.0.0.1:{slow.port},localhost:{quick.port}")
        add(slow.url("/"), now)
        other = add(f"http://localhost:{quick.port}/", now)
        deadline = time.monotonic() + 3
        while not Raw.objects.filter(wire=other).exists() and time.monotonic() < deadline:
            collector.turn(now=now)
        going.set()
    assert Raw.objects.filter(wire=other).exists()


def test_a_wire_whose_host_another_process_asks_waits(now: datetime) -> None:
    first, second = (add(f"https://agency.example/{n}", now) for n in range(2))
    assert [each.pk for each in collecting.lease(now=now, most=10, train=1)] == [first.pk]
    assert collecting.lease(now=now, most=10) == []
    Wire.objects.filter(pk=first.pk).update(leased_until=now - timedelta(seconds=1), next_at=now + timedelta(hours=1))
    assert [each.pk for each in collecting.lease(now=now, most=10)] == [second.pk]


def test_all_wires_of_a_host_are_leased_and_given_back_in_one_statement_each(
    collector: Collector, open_to: Callable[..., None], now: datetime, django_assert_max_num_queries: Any
) -> None:
    with serving(lambda *_: reply(304), keep=True) as server:
        open_to(server)
        for number in range(30):
            add(server.url(f"/{number}"), now)
        with django_assert_max_num_queries(16):  # six for the lease, one to rest, three to see that nothing is left
            assert run(collector, now) == 30
    assert not Wire.objects.exclude(lease="").exists()
    assert set(Wire.objects.values_list("attempts", "failures")) == {(0, 0)}


def test_wires_of_a_slow_host_whose_turn_does_not_come_are_given_back_as_they_were(
    collector: Collector, open_to: Callable[..., None], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "TRAIN_SECONDS", -1.0)
    with serving(lambda *_: reply(200, b"<rss/>")) as server:
        open_to(server)
        wires = [add(server.url(f"/{number}"), now) for number in range(3)]
        collector._ask(now=now)
        monkeypatch.setattr(collecting, "lease", lambda **_: [])
        assert run(collector, now) == 0
    assert not server.asked
    for wire in wires:
        wire.refresh_from_db()
    assert {(each.next_at, each.asked_at, each.lease, each.attempts) for each in wires} == {(now, None, "", 0)}


def test_what_is_under_way_when_a_process_ends_is_free_at_once(now: datetime, open_to: Callable[..., None]) -> None:
    with serving(lambda *_: iter(())) as server:
        open_to(server)
        wire = add(server.url("/"), now)
        ending = Collector()
        ending._ask(now=now)
        wire.refresh_from_db()
        assert wire.leased_until is not None
        ending.close()
    wire.refresh_from_db()
    assert wire.leased_until is None


def test_a_name_and_password_from_the_file_are_sent_and_are_nowhere_else(
    open_to: Callable[..., None], now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "wires.toml"
    file.write_text('[rift-wire]\nuser = "desk"\npassword = "hush"\n[two]\ntoken = "key"\n')
    monkeypatch.setattr(settings, "wire_secrets", file)
    with serving(lambda *_: reply(401)) as server:
        open_to(server)
        add(server.url("/a"), now)
        add(server.url("/b"), now, name="two")
        collector = Collector()
        run(collector, now)
        collector.close()
    sent = {path: headers["authorization"] for path, headers in server.asked}
    assert sent == {"/a": "Basic ZGVzazpodXNo", "/b": "Bearer key"}
    assert all("hush" not in str(vars(each)) for each in Wire.objects.all())
    assert "hush" not in repr(Keyring(file).of("rift-wire"))


def test_a_broken_file_of_secrets_is_named_without_its_words(tmp_path: Path) -> None:
    (tmp_path / "wires.toml").write_text('[a]\npassword = "hush')
    with pytest.raises(Misconfigured) as error:
        Keyring(tmp_path / "wires.toml").of("a")
    assert "hush" not in str(error.value)


def test_a_password_in_an_address_is_refused_and_not_repeated(now: datetime) -> None:
    with pytest.raises(NotAllowed) as error:
        add("sftp://desk:hush@files.example/out", now)
    assert "hush" not in str(error.value)


def put(path: Path, body: bytes, now: datetime, age: float = 60) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def test_files_in_folders_in_a_folder_come_once_also_after_a_restart(tmp_path: Path) -> None:
    now = clock.now() + timedelta(minutes=5)
    for name in ("a.xml", "sport/b.xml", "sport/2025/04/c.xml", ".hidden/d.xml"):
        put(tmp_path / name, name.encode(), now)
    wire = add(str(tmp_path), now)
    for _ in range(2):
        collector = Collector()
        run(collector, now)
        collector.close()
        now += timedelta(minutes=1)
    assert sorted(Raw.objects.values_list("name", flat=True)) == ["a.xml", "sport/2025/04/c.xml", "sport/b.xml"]
    assert Seen.objects.filter(wire=wire).count() == 3
    wire.refresh_from_db()
    assert wire.received == 0


def test_a_folder_of_this_machine_is_looked_into_often(collector: Collector, tmp_path: Path, now: datetime) -> None:
    wire = add(str(tmp_path), now)
    run(collector, now)
    assert wait_of(wire, now) < 10


def test_more_files_than_one_look_takes_come_at_once_after_it(
    collector: Collector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiredesk.wire.asking.MOST_FILES", 3)
    now = clock.now() + timedelta(minutes=5)
    for number in range(8):
        put(tmp_path / f"{number}.xml", str(number).encode(), now)
    add(str(tmp_path), now)
    assert run(collector, now) == 3
    assert Raw.objects.count() == 8


def test_server_is_asked_over_one_connection_for_all_its_wires(
    collector: Collector, open_to: Callable[[Server], None], now: datetime
) -> None:
    with serving(lambda *_: reply(200, b"<rss/>"), keep=True) as server:
        open_to(server)
        for number in range(5):
            add(server.url(f"/{number}"), now)
        run(collector, now)
        collector.close()
    assert len(server.asked) == 5
    assert server.connections == 1


def test_a_wire_outlives_workers_that_die_while_it_is_asked(now: datetime) -> None:
    wire = founding.add_wire("https://feeds.example/news.xml", agency="Rift Wire", now=now)
    for death in range(6):
        assert [each.pk for each in collecting.lease(now=now + timedelta(hours=death), most=5)] == [wire.pk]
    wire.refresh_from_db()
    assert wire.state == Wire.State.ACTIVE
