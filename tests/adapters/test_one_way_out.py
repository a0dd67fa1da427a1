"""Only egress talks to the network over HTTP; a module that imports another client breaks the build."""

from __future__ import annotations

import ast
from pathlib import Path

import wiredesk

SOURCE = Path(wiredesk.__file__).parent
CLIENTS = {
    "aiohttp", "asyncssh", "ftplib", "h11", "h2", "http.client", "httpcore", "httpcore2", "httplib2", "httpx",
    "httpx2", "imaplib", "niquests", "nntplib", "paramiko", "poplib", "pycurl", "requests", "smtplib", "telnetlib",
    "treq", "urllib.request", "urllib3", "websockets", "xmlrpc.client",
}  # fmt: skip
SOCKETS = {"socket", "socketserver", "asyncio.streams"}
# `connecting`, `dialling` and `resolving` are egress's own parts; nobody else may open a connection.
ALLOWED = {"adapters/egress.py", "adapters/connecting.py", "adapters/dialling.py"}
# These speak a protocol over connections that `dialling` made and checked; see their tests.
# The newsletter names the errors of a mail server; Django sends the mail, to the server that the owner set.
SPEAKERS = {"adapters/ftp.py": {"ftplib"}, "adapters/imap.py": {"imaplib"}, "site/letters.py": {"smtplib"}}
MAY_LOOK_UP = {"adapters/resolving.py"}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return names | {".".join(each.split(".")[:size]) for each in names for size in (1, 2)}


def users(of: set[str], but: set[str]) -> dict[str, set[str]]:
    found = {str(path.relative_to(SOURCE)): imported(path) & of for path in SOURCE.rglob("*.py")}
    return {name: hits for name, hits in found.items() if hits and name not in but}


def test_no_module_but_egress_imports_a_client_of_the_network() -> None:
    assert users(CLIENTS, but=ALLOWED) == SPEAKERS


def test_egress_is_the_only_user_of_its_parts() -> None:
    parts = {"wiredesk.adapters.connecting", "wiredesk.adapters.resolving"}
    inside = ALLOWED | MAY_LOOK_UP
    names = {each: hits for each, hits in _with_adapters(parts).items() if each not in inside}
    assert names == {}


def _with_adapters(parts: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        text = ast.walk(ast.parse(path.read_text("utf-8")))
        names = {
            f"{node.module}.{each.name}" for node in text if isinstance(node, ast.ImportFrom) for each in node.names
        }
        hits = {part for part in parts for name in names if name == part or name.startswith(f"{part}.")}
        if hits:
            found[str(path.relative_to(SOURCE))] = hits
    return found


def test_the_scan_sees_every_way_to_import(tmp_path: Path) -> None:
    for line in (
        "import httpx2", "import httpx2 as h", "from httpx2 import get", "from urllib import request",
        "import urllib.request", "from urllib.request import urlopen", "def f():\n    import http.client",
    ):  # fmt: skip
        (tmp_path / "m.py").write_text(line)
        assert imported(tmp_path / "m.py") & CLIENTS, line
    (tmp_path / "m.py").write_text("from urllib.parse import quote\nfrom http import HTTPStatus")
    assert not imported(tmp_path / "m.py") & CLIENTS
