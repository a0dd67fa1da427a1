"""A stand-in for OpenSearch in tests: documents in memory, and as much of its query language as we speak.

It follows the documentation of OpenSearch 2; a real server was not at hand.
"""

from __future__ import annotations

import base64
import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

_KEPT: dict[str, dict[str, Any]] = {}
RIGHT = "Basic " + base64.b64encode(b"desk:s/cret").decode()


def kept() -> list[dict[str, Any]]:
    """Return what is stored."""
    return list(_KEPT.values())


def forget() -> None:
    """Lose everything, as a server does whose disk broke."""
    _KEPT.clear()


def _matches(query: dict[str, Any], source: dict[str, Any]) -> bool:
    ((kind, body),) = query.items()
    if kind == "bool":
        least = body.get("minimum_should_match", 0)
        return (
            all(_matches(each, source) for each in body.get("filter", []))
            and not any(_matches(each, source) for each in body.get("must_not", []))
            and sum(_matches(each, source) for each in body.get("should", [])) >= least
        )
    ((field, given),) = body.items()
    if kind == "match_phrase":
        words, row = given.split(), source[field].split()
        return any(row[at : at + len(words)] == words for at in range(len(row) - len(words) + 1))
    assert kind == "range"
    at = datetime.fromisoformat(source[field]).replace(tzinfo=None)
    return ("gte" not in given or at >= datetime.fromisoformat(given["gte"])) and (
        "lt" not in given or at < datetime.fromisoformat(given["lt"])
    )


class _Handler(http.server.BaseHTTPRequestHandler):
    made: bool = False

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def do_PUT(self) -> None:
        """Make the index, once."""
        asked = json.loads(self._body())
        assert asked["mappings"]["properties"]["stems"]["analyzer"] == "whitespace"
        if self.headers["Authorization"] != RIGHT:
            self._answer(401, {})
        elif type(self).made:
            self._answer(400, {"error": {"type": "resource_already_exists_exception"}})
        else:
            type(self).made = True
            self._answer(200, {"acknowledged": True})

    def do_POST(self) -> None:
        """Store, forget, or search."""
        body = self._body()
        if self.headers["Authorization"] != RIGHT:
            self._answer(401, {})
        elif self.path == "/news/_bulk":
            lines = iter(body.decode().splitlines())
            for line in lines:
                ((act, about),) = json.loads(line).items()
                if act == "delete":
                    _KEPT.pop(about["_id"], None)
                else:
                    _KEPT[about["_id"]] = {"_id": about["_id"], "_source": json.loads(next(lines))}
            self._answer(200, {"errors": False})
        else:
            assert self.path == "/news/_search"
            asked = json.loads(body)
            found = [each for each in _KEPT.values() if _matches(asked["query"], each["_source"])]
            found.sort(key=lambda each: -each["_source"]["version"])
            self._answer(200, {"hits": {"hits": found[: asked["size"]]}})


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Serve an empty one; gives its address."""
    _KEPT.clear()
    _Handler.made = False
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
