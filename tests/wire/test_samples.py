"""The sample wires: enough copy, rendered the same every time, readable, served as agencies serve."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wiredesk.core import formats
from wiredesk.core.model import Item, PubStatus, Signal
from wiredesk.wire.samples import FOLDER, build, manifest
from wiredesk.wire.samples.serve import serve

SAMPLES = manifest.load(FOLDER)
GENERATE = Path(__file__).parents[2] / "benchmarks" / "generate.py"


def rendered() -> dict[str, bytes]:
    files = (path for kind in ("http", "folder") for path in (FOLDER / kind).rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [item for path, data in sorted(rendered().items()) for item in formats.read(data, name=path)]


def test_there_are_six_agencies_sixty_items_and_twenty_stories() -> None:
    assert len(SAMPLES.agencies) == 6
    assert len(SAMPLES.items) >= 60
    assert len({each.story for each in SAMPLES.items}) >= 20
    assert {(each.at.year, each.at.month, each.at.day) for each in SAMPLES.items} == {
        (2025, 4, day) for day in (24, 25, 26)
    }


def test_the_rendered_files_are_what_the_source_gives() -> None:
    assert build.render(SAMPLES) == rendered()


def test_a_second_rendering_changes_no_byte(tmp_path: Path) -> None:
    for name in ("samples.toml", *(f"source/{each.slug}.toml" for each in SAMPLES.agencies)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    written = build.write(tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in written} == rendered()


def test_every_piece_of_copy_is_read_back_with_all_its_words(items: list[Item]) -> None:
    read = {(item.guid, item.version or "1"): item for item in items}
    assert len(read) == len(items) == len(SAMPLES.items)
    for copy in SAMPLES.items:
        item = read[copy.guid, str(copy.version)]
        assert item.headline == copy.head
        assert item.agency == copy.agency.name
        assert item.version_created == copy.at
        assert item.link == copy.link
        assert not item.warnings
        for paragraph in copy.paragraphs:
            assert paragraph in item.body, copy.guid
        if copy.dateline:
            assert f"{copy.dateline} - " in item.body


def test_every_item_says_that_its_agency_does_not_exist(items: list[Item]) -> None:
    for item in items:
        assert SAMPLES.notice in f"{item.usage_terms} {item.copyright_notice}", item.guid


def test_kills_corrections_updates_and_the_embargo_are_understood(items: list[Item]) -> None:
    signals = [item.signal for item in items]
    killed = [item for item in items if item.signal == Signal.KILL]
    assert len(killed) == 2
    assert all(item.pub_status == PubStatus.CANCELED and item.ednote for item in killed)
    assert signals.count(Signal.CORRECT) == 2
    assert signals.count(Signal.UPDATE) >= 3
    embargoed = [item for item in items if item.embargoed_until]
    assert [item.embargoed_until.year for item in embargoed if item.embargoed_until] == [2099]


def test_one_killed_item_stands_alone_and_one_does_not() -> None:
    killed = {each.story for each in SAMPLES.items if each.status == "canceled"}
    agencies = {story: len({each.agency.slug for each in SAMPLES.items if each.story == story}) for story in killed}
    assert agencies == {"museum": 1, "callao": 2}


def test_the_flagship_is_told_from_both_capitals() -> None:
    told = {each.agency.city for each in SAMPLES.items if each.story == "kursk"}
    assert {"Moscow", "Kyiv"} <= told


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    server, thread = serve(FOLDER / "http")
    yield "127.0.0.1", server.server_port
    server.shutdown()
    server.server_close()
    thread.join(5)


def ask(address: tuple[str, int], path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(*address, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_a_feed_is_served_with_its_type_and_marks(address: tuple[str, int]) -> None:
    status, headers, body = ask(address, "/athi.atom")
    assert status == 200
    assert body == (FOLDER / "http/athi.atom").read_bytes()
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert headers["Last-Modified"] == "Sat, 26 Apr 2025 15:30:00 GMT"
    assert "Date" not in headers


def test_a_known_tag_gets_no_body(address: tuple[str, int]) -> None:
    tag = ask(address, "/yauza.rss")[1]["ETag"]
    assert ask(address, "/yauza.rss", If_None_Match=f'"other", W/{tag}')[::2] == (304, b"")
    assert ask(address, "/yauza.rss", If_None_Match='"other"')[0] == 200


def test_a_known_time_gets_no_body_and_an_older_one_does(address: tuple[str, int]) -> None:
    since = ask(address, "/yauza.rss")[1]["Last-Modified"]
    assert ask(address, "/yauza.rss", If_Modified_Since=since)[::2] == (304, b"")
    assert ask(address, "/yauza.rss", If_Modified_Since="Thu, 24 Apr 2025 00:00:00 GMT")[0] == 200
    assert ask(address, "/yauza.rss", If_Modified_Since="yesterday")[0] == 200
    assert ask(address, "/yauza.rss", If_Modified_Since=since, If_None_Match='"other"')[0] == 200


def test_head_tells_the_length_and_sends_nothing(address: tuple[str, int]) -> None:
    status, headers, body = ask(address, "/yauza.rss", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == (FOLDER / "http/yauza.rss").stat().st_size


@pytest.mark.parametrize(
    "path", ["/../samples.toml", "/%2e%2e/source/yauza.toml", "//etc/passwd", "/", "/none.rss", "/..%5csamples.toml"]
)
def test_nothing_outside_the_feeds_is_served(address: tuple[str, int], path: str) -> None:
    assert ask(address, path)[0] == 404


def test_other_methods_are_refused(address: tuple[str, int]) -> None:
    assert ask(address, "/yauza.rss", "POST")[0] in (405, 501)


def generated(folder: Path, *arguments: str) -> dict[str, bytes]:
    subprocess.run([sys.executable, str(GENERATE), "--out", str(folder), *arguments], check=True, capture_output=True)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generated_copy_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = generated(tmp_path / "a", "--items", "60", "--seed", "5")
    assert first == generated(tmp_path / "b", "--items", "60", "--seed", "5")
    assert first != generated(tmp_path / "c", "--items", "60", "--seed", "6")


def test_generated_copy_is_readable_and_has_copies_updates_and_disputes(tmp_path: Path) -> None:
    files = generated(tmp_path, "--items", "200", "--seed", "1")
    read = [item for data in files.values() for item in formats.read(data)]
    assert len(read) == 200
    assert len({(item.guid, item.version) for item in read}) == 200
    assert len({item.guid for item in read}) < 200
    assert sum("denied" in item.body for item in read) > 20
    assert len({item.body.partition(") - ")[2] for item in read}) < 200
    assert json.loads(next(iter(files.values())))["standard"]["name"] == "ninjs"
