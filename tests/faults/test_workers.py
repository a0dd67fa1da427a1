"""Real processes on one SQLite newsroom: nothing is lost, nothing goes out twice, kill -9 changes nothing."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest
from house import House, stop

pytestmark = pytest.mark.slow
ITEMS = 40


def made(folder: Path) -> House:
    house = House(folder)
    house.command("init", "--password", "a long password for tests")
    house.generate(ITEMS)
    house.command("add", str(house.wires), "--agency", "Generated Wire")
    return house


def finished(house: House) -> dict[str, object]:
    house.wait(120, items=ITEMS)
    approved = house.look("approve")["approved"]
    assert approved > 0
    state = house.wait(120, items=ITEMS)
    assert len(state["versions"]) == approved
    assert state["published"] == approved
    assert state["files"] == state["paths"]
    assert state["torn"] == []
    assert state["parked"] == 0
    assert state["chain"]
    return state


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What one worker makes of it when nothing disturbs it."""
    house = made(tmp_path_factory.mktemp("calm"))
    worker = house.worker()
    try:
        return finished(house)
    finally:
        stop([worker])


def test_four_processes_lose_nothing_publish_nothing_twice_and_find_the_stories_of_one(
    tmp_path: Path, calm: dict[str, object]
) -> None:
    house = made(tmp_path)
    workers = [house.worker() for _ in range(4)]
    try:
        state = finished(house)
    finally:
        stop(workers)
    assert len(state["items"]) == len(set(state["items"])) == ITEMS
    assert sorted(guid for story in state["stories"] for guid in story) == state["current"]
    assert state["stories"] == calm["stories"]


def test_kill_9_at_any_moment_gives_the_same_end_state(tmp_path: Path, calm: dict[str, object]) -> None:
    rough = made(tmp_path / "rough")
    pick = random.Random(11)
    for _ in range(8):
        worker = rough.worker()
        time.sleep(1.2 + pick.random() * 1.6)  # a process needs a second to start; then it is in some step
        stop([worker], signal.SIGKILL)
    worker = rough.worker()
    try:
        state = finished(rough)
    finally:
        stop([worker])
    for part in ("items", "current", "stories", "texts", "versions"):
        assert state[part] == calm[part], part
