"""Archives become stories: nothing is lost or counted twice, a stop costs nothing, and shards give the stream's stories."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wiredesk.adapters import archives, backfill
from wiredesk.core.matching import Document, stream

START = datetime(2025, 3, 1, 6, tzinfo=UTC)
PLACES = "Kisumu Mombasa Nakuru Eldoret Thika Malindi Kitale Garissa Lamu Nyeri Embu Wajir".split()
THINGS = "ferry bridge market school clinic harvest dam railway museum stadium airport library".split()


def rows(days: int) -> list[dict[str, object]]:
    """Make three items a day: a story of three days in every place, one after the other."""
    made = []
    for day in range(days):
        for part in range(3):
            number = (day + part) // 3
            place, thing = PLACES[number % 12], THINGS[number * 5 % 12]
            text = (
                f"The {thing} of {place} was closed for the {('first', 'second', 'third')[part]} time, officials in {place} said. "
                f"Residents near the {thing} counted {number * 17 + 40} people who waited at the {thing} gates in {place}."
            )
            time = START + timedelta(days=day, hours=part)
            title = f"{place} {thing} closed"
            made.append(
                {"id": f"i{day}-{part}", "time": time.isoformat(), "title": title, "text": text, "language": "en"}
            )
    return made


def lines(path: Path, made: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(backfill.command, [str(each) for each in arguments])


def answers(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "stories.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the work in this process: what is tested is the work, not the engine."""
    monkeypatch.setattr(backfill.engines, "run", lambda work, tasks, **_: [work(task) for task in tasks])


@pytest.mark.usefixtures("here")
def test_shards_give_the_stories_of_the_stream(tmp_path: Path) -> None:
    made = rows(40)
    result = run(lines(tmp_path / "archive.jsonl", made), "--out", tmp_path / "out")
    documents = [
        Document(
            str(r["id"]), datetime.fromisoformat(str(r["time"])), str(r["title"]), str(r["text"]), guid=str(r["id"])
        )
        for r in made
    ]
    expected = {document.id: decision.story for document, decision in stream(documents)}
    assert {each["id"]: each["story"] for each in answers(tmp_path / "out")} == expected
    assert json.loads(result.stdout)["written"] == 120
    assert len(set(expected.values())) > 5


@pytest.mark.usefixtures("here")
def test_every_line_comes_out_once_and_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    archive = lines(tmp_path / "archive.jsonl", rows(3))
    with archive.open("a", encoding="utf-8") as more:
        more.write('{"id": "x"}\n\nnothing\n' + json.dumps(rows(1)[0]) + "\n")
    result = run(archive, "--out", tmp_path / "out")
    assert result.exit_code == 1
    counted = json.loads(result.stdout)
    assert (counted["read"], counted["unreadable"], counted["written"]) == (10, 2, 10)
    assert [each["id"] for each in answers(tmp_path / "out")].count("i0-0") == 2


@pytest.mark.usefixtures("here")
def test_work_goes_on_where_it_stopped(tmp_path: Path) -> None:
    archive, out = lines(tmp_path / "archive.jsonl", rows(30)), tmp_path / "out"
    run(archive, "--out", out)
    whole = answers(out)
    kept = sorted((out / "grouped").glob("*.jsonl"))
    kept[-1].unlink()
    (out / "stories.jsonl").unlink()
    before = kept[0].stat().st_mtime_ns
    assert run(archive, "--out", out).exit_code == 0
    assert answers(out) == whole
    assert kept[0].stat().st_mtime_ns == before


@pytest.mark.usefixtures("here")
def test_a_folder_with_the_work_on_another_archive_is_refused(tmp_path: Path) -> None:
    run(lines(tmp_path / "one.jsonl", rows(1)), "--out", tmp_path / "out")
    result = run(lines(tmp_path / "two.jsonl", rows(2)), "--out", tmp_path / "out")
    assert "another archive" in str(result.exception)


def test_a_file_cut_anywhere_gives_each_line_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lines(tmp_path / "archive.jsonl", rows(2))
    size = path.stat().st_size
    for piece in (37, 100, 371, size // 2, size):
        monkeypatch.setattr(archives, "PIECE", piece)
        found = [each for part in archives.pieces([path]) for each in archives.documents(part)]
        assert [each.id for each in found if isinstance(each, Document)] == [row["id"] for row in rows(2)]


def test_a_warc_gives_the_items_of_its_answers(tmp_path: Path) -> None:
    feed = (
        b'<rss version="2.0"><channel><title>Athi Wire</title><item><title>Ferry aground</title><guid>f1</guid>'
        b"<pubDate>Sat, 26 Apr 2025 12:00:00 GMT</pubDate><description>A ferry ran aground.</description></item></channel></rss>"
    )
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" + feed
    records = b""
    for kind, body in ((b"warcinfo", b"software: x"), (b"response", answer), (b"request", b"GET / HTTP/1.1\r\n\r\n")):
        head = b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: https://athi.example/feed\r\n"
        records += gzip.compress(
            head + b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"
        )
    (tmp_path / "one.warc.gz").write_bytes(records)
    (piece,) = archives.pieces([tmp_path])
    (found,) = archives.documents(piece)
    assert isinstance(found, Document)
    assert (found.title, found.time) == ("Ferry aground", datetime(2025, 4, 26, 12, tzinfo=UTC))


def test_real_processes_answer_every_piece(tmp_path: Path) -> None:
    archive = lines(tmp_path / "archive.jsonl", rows(14))
    assert run(archive, "--out", tmp_path / "out", "--workers", 2).exit_code == 0
    assert len(answers(tmp_path / "out")) == 42
