"""The demo, as `make demo` runs it but for the serving: the whole path on the sample wires, over HTTP and from folders."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from house import LOOK

pytestmark = pytest.mark.slow


def free_port() -> int:
    """Return a port whose neighbour is most likely free, too."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], str]:
    home = tmp_path_factory.mktemp("demo")
    port = free_port()
    env = os.environ | {
        "WIREDESK_HOME": str(home), "WIREDESK_DATABASE_URL": "", "WIREDESK_RECORD_URL": "", "WIREDESK_SECRET_KEY": "",
        "WIREDESK_SAMPLE": "true", "WIREDESK_EGRESS_ALLOW": f"127.0.0.1:{port + 1}", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "wiredesk", "demo", "--no-serve", "--port", str(port)], env=env, capture_output=True,
        text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return env, done.stdout


def page(env: dict[str, str], path: str) -> str:
    return (Path(env["WIREDESK_HOME"]) / "public" / path.lstrip("/") / "index.html").read_text(encoding="utf-8")


def test_it_prints_front_page_desk_with_login_and_a_story(demo: tuple[dict[str, str], str]) -> None:
    _, said = demo
    assert re.search(r"Front page\s+http://127\.0\.0\.1:\d+/", said)
    assert "login editor, password " in said
    assert re.search(r"A story\s+http://127\.0\.0\.1:\d+/story/\d+-", said)


def test_two_stories_wait_and_one_is_stopped_by_a_check(demo: tuple[dict[str, str], str]) -> None:
    env, _ = demo
    status = subprocess.run(
        [sys.executable, "-m", "wiredesk", "status", "--json"], env=env, capture_output=True, text=True, timeout=60
    )
    assert json.loads(status.stdout)["quarantine"] == []
    found = subprocess.run([sys.executable, str(LOOK), "board"], env=env, capture_output=True, text=True, timeout=60)
    board = json.loads(found.stdout)
    assert board["waiting"] >= 2
    assert board["stopped"] >= 1


def test_the_flagship_story_shows_both_sides_and_attributes(demo: tuple[dict[str, str], str]) -> None:
    env, _ = demo
    state = json.loads(
        subprocess.run([sys.executable, str(LOOK), "state"], env=env, capture_output=True, text=True, timeout=60).stdout
    )
    path = next(each for each in state["paths"] if "kursk" in each)
    text = page(env, path)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert heading is not None
    assert "Ukraine denies" in heading[1]
    assert "Russia says" in heading[1]
    assert "Who says what" in text
    assert "Yauza Wire" in text
    assert "Podil Press" in text
    assert "Sample copy" in text


def test_pages_that_stand_on_killed_copy_keep_a_notice_and_leave_feeds_and_maps(
    demo: tuple[dict[str, str], str],
) -> None:
    env, _ = demo
    public = Path(env["WIREDESK_HOME"]) / "public"
    notices = [p for p in public.glob("story/*/index.html") if "withdrew" in p.read_text(encoding="utf-8")]
    # One story has killed copy alone; in the other, a sentence stands on killed copy alone.
    assert len(notices) == 2
    for notice in notices:
        address = f"/story/{notice.parent.name}/"
        for name in ("feed.atom", "feed.rss", "feed.json", "sitemap.xml", "news-sitemap.xml"):
            assert address not in (public / name).read_text(encoding="utf-8"), name


def test_the_embargoed_item_stands_on_no_public_file(demo: tuple[dict[str, str], str]) -> None:
    env, _ = demo
    public = Path(env["WIREDESK_HOME"]) / "public"
    words = "potato"
    assert not [
        p for p in public.rglob("*.*") if p.suffix in {".html", ".json", ".atom"} and words in p.read_text().lower()
    ]


def test_all_published_pages_answer_while_the_database_is_broken(
    demo: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    env, _ = demo
    home = tmp_path / "home"
    shutil.copytree(env["WIREDESK_HOME"], home)
    port = free_port()
    web = subprocess.Popen(
        [sys.executable, "-m", "wiredesk", "run", "--web", "--port", str(port)],
        env=env | {"WIREDESK_HOME": str(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def ask(path: str) -> tuple[int, bytes]:
        talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        talk.request("GET", path, headers={"User-Agent": "Mozilla/5.0"})
        answer = talk.getresponse()
        found = answer.status, answer.read()
        talk.close()
        return found

    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        assert ask("/readyz")[0] == 200
        for database in home.glob("*.sqlite3*"):
            database.write_bytes(b"no database any more" * 400)
        assert ask("/readyz")[0] == 503
        pages = [each for each in (home / "public").rglob("index.html") if each.is_file()]
        assert len(pages) > 50
        for each in pages:
            path = f"/{each.parent.relative_to(home / 'public')}/".replace("/./", "/")
            assert ask(path) == (200, each.read_bytes()), path
    finally:
        web.terminate()
        web.wait(20)
