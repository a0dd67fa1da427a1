"""A folder into which an agency drops files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wiredesk.adapters.folder import Drop
from wiredesk.core.errors import Unreachable

NOW = 1_745_661_600.0  # 26 April 2025, 10:00 UTC; before these files are made, so their own times count


def put(folder: Path, name: str, body: bytes = b"copy", age: float = 60) -> Path:
    path = folder / name
    path.write_bytes(body)
    os.utime(path, (NOW - age, NOW - age))
    return path


def names(drop: Drop, now: float = NOW) -> list[str]:
    return [each.name for each in drop.ready(now=now)]


def test_complete_files_come_oldest_first_and_stay(tmp_path: Path) -> None:
    put(tmp_path, "b.xml", b"two", age=10)
    put(tmp_path, "a.xml", b"three", age=5)
    put(tmp_path, "c.xml", b"one", age=20)
    files = list(Drop(tmp_path).ready(now=NOW))
    assert [(each.name, each.body) for each in files] == [("c.xml", b"one"), ("b.xml", b"two"), ("a.xml", b"three")]
    assert len({each.digest for each in files}) == 3
    assert names(Drop(tmp_path)) == ["c.xml", "b.xml", "a.xml"]


@pytest.mark.parametrize("name", [".hidden", "x.tmp", "x.part", "x.filepart", "X.PART", "x.xml~"])
def test_half_written_names_are_left(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert names(Drop(tmp_path)) == []


def test_a_file_just_touched_waits_until_it_has_settled(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", age=1)
    assert names(Drop(tmp_path, settle=2)) == []
    assert names(Drop(tmp_path, settle=2), now=NOW + 1) == ["a.xml"]


def test_a_file_from_a_clock_that_runs_ahead_is_ready_after_two_equal_looks(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", age=-3600)
    drop = Drop(tmp_path, settle=2)
    assert names(drop, NOW) == []
    assert names(drop, NOW + 1) == []
    put(tmp_path, "a.xml", b"more copy", age=-3600)
    assert names(drop, NOW + 2) == []
    assert names(drop, NOW + 4) == ["a.xml"]


def test_neither_links_nor_folders_nor_pipes_are_read(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    drop.mkdir()
    secret = put(tmp_path, "secret.xml", b"secret")
    (drop / "link.xml").symlink_to(secret)
    (drop / "folder.xml").mkdir()
    os.mkfifo(drop / "pipe.xml")
    put(drop, "a.xml")
    assert names(Drop(drop)) == ["a.xml"]


def test_a_file_that_becomes_a_link_between_list_and_reading_is_not_followed(tmp_path: Path) -> None:
    drop_path = tmp_path / "drop"
    drop_path.mkdir()
    secret = put(tmp_path, "secret.xml", b"secret")
    put(drop_path, "a.xml", age=30)
    late = put(drop_path, "b.xml", age=20)
    drop = Drop(drop_path)
    looking = drop.ready(now=NOW)
    assert next(looking).name == "a.xml"
    late.unlink()
    late.symlink_to(secret)
    assert list(looking) == []
    assert [each.subject for each in drop.refused] == ["b.xml"]


def test_one_file_too_large_does_not_hold_up_the_others(tmp_path: Path) -> None:
    put(tmp_path, "big.xml", b"x" * 11, age=90)
    put(tmp_path, "a.xml", b"x" * 10)
    drop = Drop(tmp_path, max_bytes=10)
    assert names(drop) == ["a.xml"]
    assert [each.subject for each in drop.refused] == ["big.xml"]


def test_a_known_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    put(tmp_path, "a.xml")
    put(tmp_path, "b.xml")
    drop = Drop(tmp_path)
    known = {each.mark for each in drop.ready(now=NOW)}
    assert list(drop.ready(now=NOW, known=known)) == []
    put(tmp_path, "b.xml", b"corrected")
    assert [each.body for each in drop.ready(now=NOW, known=known)] == [b"corrected"]


def test_finished_files_move_without_replacing_one_another(tmp_path: Path) -> None:
    drop = Drop(tmp_path, done="done")
    for body in (b"first", b"second"):
        put(tmp_path, "a.xml", body)
        for each in drop.ready(now=NOW):
            drop.finish(each)
    assert sorted(each.read_bytes() for each in (tmp_path / "done").iterdir()) == [b"first", b"second"]
    assert names(drop) == []


def test_a_folder_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        list(Drop(tmp_path / "none").ready(now=NOW))
