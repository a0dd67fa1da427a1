"""The published files: served by our own application and by nginx, packed, with the headers of the house."""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest

import newsroom
from newsroom import NOON
from wiredesk import server
from wiredesk.settings import settings
from wiredesk.site import dependents, files, steps
from wiredesk.site.headers import PUBLIC

pytestmark = pytest.mark.django_db(databases=["default", "record"])
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
CONF = Path(__file__).parents[2] / "deploy" / "nginx.conf"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@pytest.fixture
def story() -> str:
    newsroom.editions()
    version = newsroom.kursk()
    newsroom.port()
    dependents.enqueue(dependents.everything(now=NOON), now=NOON)
    while steps.render(now=NOON):
        pass
    return version.path


def ask(path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    got: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        got.update(status=status, headers=dict(headers))

    def behind(environ: Any, start: Any) -> Any:
        start("299 Behind", [])
        return [b"django"]

    app = server.Files(settings.public, behind)
    body = b"".join(app({"REQUEST_METHOD": "GET", "PATH_INFO": path, **environ}, start))
    return got["status"], got["headers"], body


TAKES = {
    "gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "identity": None, "": None,
    "br;q=0.000": None, "*": "br", "BR": "br",
}  # fmt: skip


def test_a_reader_gets_the_smallest_form_that_it_takes(story: str) -> None:
    for header, coding in TAKES.items():
        status, headers, body = ask(story, HTTP_ACCEPT_ENCODING=header)
        assert status == "200 OK", header
        assert headers.get("Content-Encoding") == coding, header
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
        assert unpack(body) == files.place(story).read_bytes(), header
        assert headers["Vary"] == "Accept-Encoding"
        assert dict(PUBLIC).items() <= headers.items()


def test_a_page_that_did_not_change_is_not_sent_again_and_a_cache_can_forget_it_by_name(story: str) -> None:
    _, headers, _ = ask(story, HTTP_ACCEPT_ENCODING="br")
    assert headers["Surrogate-Key"] == f"story-{story.split('/')[2].split('-')[0]}"
    assert "stale-while-revalidate" in headers["Cache-Control"]
    status, again, body = ask(story, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    assert again["ETag"] == headers["ETag"]
    assert ask("/no/such/", HTTP_ACCEPT_ENCODING="br")[0] == "299 Behind"


def test_a_packed_form_without_its_page_is_not_served(story: str) -> None:
    files.place(story).unlink()
    assert ask(story, HTTP_ACCEPT_ENCODING="br, gzip")[0] == "299 Behind"


def test_a_rebuild_changes_no_byte(story: str) -> None:
    before = {each: each.read_bytes() for each in settings.public.rglob("*") if each.is_file()}
    dependents.enqueue(dependents.everything(now=NOON), now=NOON + timedelta(minutes=1))
    while steps.render(now=NOON + timedelta(minutes=1)):
        pass
    # Maps of news and lists of what is read now depend on the hour; the hour is the same here.
    changed = [each for each, body in before.items() if each.exists() and each.read_bytes() != body]
    assert changed == []


def test_the_shipped_nginx_configuration_has_the_headers_of_the_house() -> None:
    text = CONF.read_text("utf-8")
    for name, value in PUBLIC:
        assert f'add_header {name} "{value}";' in text, name
    types = set(re.findall(r"^\s+[a-z]+/[-+.\w]+\s+(\w+);", text, re.MULTILINE))
    assert {end.removeprefix(".") for end in server.TYPES} <= types


@pytest.fixture
def nginx(tmp_path: Path, story: str) -> Iterator[int]:
    if NGINX is None:
        pytest.skip("no nginx here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = free.getsockname()[1]
    text = CONF.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    text = text.replace("/var/lib/wiredesk/public", str(settings.public.resolve())).replace(
        "127.0.0.1:8000", f"127.0.0.1:{nobody}"
    )
    modules = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    if not BROTLI.exists():
        text = text.replace("    brotli_static on;\n", "")
    folders = "".join(
        f" {name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    top = f"{modules}user root;\ndaemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\nevents {{}}\n"
    whole = f"{top}http {{\n{folders}\n{text}\n}}\n"
    conf = tmp_path / "nginx.conf"
    conf.write_text(whole, "utf-8")
    running = subprocess.Popen([NGINX, "-c", str(conf), "-p", str(tmp_path)], stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    else:
        raise AssertionError((tmp_path / "error.log").read_text("utf-8"))
    yield port
    running.terminate()
    running.wait(10)


def test_nginx_serves_the_same_pages_and_headers_while_nothing_stands_behind_it(nginx: int, story: str) -> None:
    def get(path: str, coding: str = "", method: str = "GET") -> tuple[int, http.client.HTTPMessage, bytes]:
        talk = http.client.HTTPConnection("127.0.0.1", nginx, timeout=5)
        talk.request(method, path, headers={"Accept-Encoding": coding} if coding else {})
        answer = talk.getresponse()
        found = answer.status, answer.headers, answer.read()
        talk.close()
        return found

    for path, kind in (
        (story, "text/html"),
        ("/", "text/html"),
        ("/feed.atom", "application/atom+xml"),
        ("/sitemap.xml", "application/xml"),
        (f"/story/{story.split('/')[2].split('-')[0]}.json", "application/json"),
    ):
        status, headers, body = get(path)
        assert status == 200, path
        assert headers["Content-Type"].startswith(kind)
        assert body == files.place(path).read_bytes()
        for name, value in PUBLIC:
            assert headers[name] == value, (path, name)
    assert gzip.decompress(get(story, "gzip")[2]) == files.place(story).read_bytes()
    if BROTLI.exists():
        _, headers, body = get(story, "br")
        assert headers["Content-Encoding"] == "br"
        assert brotli.decompress(body) == files.place(story).read_bytes()
    # What is not a file is the newsroom's, which is down here.
    for path in ("/search/?q=x", "/feedback/", "/no/such/", f"{story}?x=1", "/../secret"):
        assert get(path)[0] in (502, 400), path
    assert get("/newsletter/", method="POST")[0] == 502
