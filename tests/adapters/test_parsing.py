"""Foreign bytes are parsed in processes that can be killed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.adapters import item_json
from wiredesk.adapters.parsing import Pool
from wiredesk.core import formats
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Dropped, Item, Media, Named, PubStatus, Signal

HOSTILE = "hostile_reader:read"
RSS = """<rss version="2.0"><channel><title>W</title><item><guid>urn:x:1</guid>
<title>Dam holds</title><description>&lt;p>The dam held, the mayor said.&lt;/p></description></item></channel></rss>"""


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(seconds=0.5, reader=HOSTILE) as made:
        yield made


def pid(pool: Pool) -> str:
    return pool.read(b"ok")[0].guid


def test_the_child_reads_what_the_formats_read() -> None:
    with Pool() as real:
        now = datetime(2025, 4, 26, 10, tzinfo=UTC)
        assert real.read(RSS.encode(), name="x.rss", now=now) == formats.read(RSS.encode(), name="x.rss", now=now)
        with pytest.raises(Unreadable):
            real.read(b"\x00\x01 nothing", name="x")


def test_a_child_is_used_again_and_gets_every_argument(pool: Pool) -> None:
    now = datetime(2025, 4, 26, 12, tzinfo=UTC)
    (item,) = pool.read(b"ok", name="ä.xml", format="rss", profile="utc", now=now)
    assert (item.headline, item.body, item.version_created) == ("ä.xml", "(2, 'rss', 'utc')", now)
    assert pid(pool) == item.guid != str(os.getpid())


@pytest.mark.parametrize("what", [b"sleep", b"backtrack"])
def test_a_child_that_hangs_is_killed_in_time_and_the_next_one_goes_on(pool: Pool, what: bytes) -> None:
    before = pid(pool)
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"longer than 0\.5 s"):
        pool.read(what, name="bad.xml")
    assert time.monotonic() - began < 10
    assert pid(pool) != before
    assert not Path(f"/proc/{before}").exists()


@pytest.mark.parametrize(
    ("what", "words"), [(b"crash", "signal 11"), (b"exit", "exit 3"), (b"memory", "1000 MB of memory")]
)
def test_a_child_that_dies_costs_one_item(pool: Pool, what: bytes, words: str) -> None:
    before = pid(pool)
    with pytest.raises(Unreadable, match=words) as error:
        pool.read(what, name="bad.xml")
    assert error.value.subject == "bad.xml"
    assert pid(pool) != before


def test_an_error_of_the_parser_is_told_and_the_child_goes_on(pool: Pool) -> None:
    before = pid(pool)
    with pytest.raises(Unreadable, match="is broken at line 3"):
        pool.read(b"unreadable")
    with pytest.raises(Unreadable, match="ZeroDivisionError in hostile_reader") as error:
        pool.read(b"broken")
    assert "words of the copy" not in str(error.value)
    assert pid(pool) == before


def test_what_a_parser_prints_is_not_taken_for_an_answer(pool: Pool) -> None:
    assert pool.read(b"print")[0].guid == pid(pool)


def test_the_child_has_no_secrets_and_can_write_no_file(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREDESK_SECRET_KEY", "hush")
    with Pool(reader=HOSTILE) as fresh:
        assert "WIREDESK_SECRET_KEY" not in fresh.read(b"environment")[0].headline
        with pytest.raises(Unreadable):
            fresh.read(b"file")


def test_large_input_goes_through_the_pipe(pool: Pool) -> None:
    data = b"ok " + b"x" * 3_000_000
    assert pool.read(data)[0].body == "(3000003, None, None)"


def test_threads_share_the_children_and_wait_for_their_turn() -> None:
    seen: list[str] = []
    with Pool(size=2, reader=HOSTILE) as shared:
        threads = [threading.Thread(target=lambda: seen.append(pid(shared))) for _ in range(12)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert len(seen) == 12
    assert 1 <= len(set(seen)) <= 2


def test_closing_ends_the_children_and_the_pool_can_be_used_again() -> None:
    made = Pool(reader=HOSTILE)
    first = pid(made)
    made.close()
    assert not Path(f"/proc/{first}").exists()
    assert pid(made) != first
    made.close()


def test_a_forked_worker_gets_children_of_its_own() -> None:
    with Pool(reader=HOSTILE) as made:
        ours = pid(made)
        out, into = os.pipe()
        worker = os.fork()
        if not worker:  # pragma: no cover - runs in the other process
            try:
                os.write(into, pid(made).encode())
                made.close()
            finally:
                os._exit(0)
        os.waitpid(worker, 0)
        os.close(into)
        with os.fdopen(out) as answer:
            theirs = answer.read()
        assert theirs.isdecimal()
        assert theirs != ours
        assert pid(made) == ours


words = st.text(max_size=20)
times = st.none() | st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
named = st.lists(st.builds(Named, words, words, words, words), max_size=2).map(tuple)
media = st.builds(
    Media, words, words, width=st.none() | st.integers(0, 9000), renditions=st.just((("thumb", "https://a.example/t"),))
)
items = st.builds(
    Item,
    words,
    words,
    words,
    xhtml=words,
    signal=st.sampled_from(Signal),
    pub_status=st.sampled_from(PubStatus),
    first_created=times,
    embargoed_until=times,
    embargo_unreadable=st.booleans(),
    urgency=st.none() | st.integers(1, 9),
    subjects=named,
    people=named,
    media=st.lists(media, max_size=2).map(tuple),
    alt_ids=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    refers_to=st.lists(words, max_size=2).map(tuple),
    words_in=st.integers(0, 10**6),
    dropped=st.lists(st.builds(Dropped, words, words, st.integers(0, 99)), max_size=2).map(tuple),
)


@given(items)
@settings(max_examples=60, deadline=None)
def test_an_item_is_the_same_on_both_sides_of_the_pipe(item: Item) -> None:
    assert item_json.load(item_json.dump(item)) == item


@pytest.mark.parametrize(
    "change",
    [{"guid": 5}, {"media": [{"kind": "picture", "nonsense": "x"}]}, {"subjects": [[1]]}, {"signal": "explode"},
     {"words_in": "many"}, {"first_created": "yesterday"}, {"alt_ids": [["one"]]}, {"embargo_unreadable": "no"}],
)  # fmt: skip
def test_an_answer_that_is_no_item_is_refused(change: dict[str, object]) -> None:
    good = item_json.dump(Item("g", "h", "b", first_created=datetime(2025, 4, 26, tzinfo=UTC) + timedelta(hours=1)))
    with pytest.raises(ValueError):  # noqa: PT011 - which of the fields is of no matter
        item_json.load(good | change)
    with pytest.raises(ValueError, match="no item"):
        item_json.load([])
