"""A small server for the feeds of the sample agencies; answers conditional requests as a real agency's does."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
"""Content types of what is served; other kinds of files are not."""

_BUILT = re.compile(rb"<lastBuildDate>([^<]{10,40})</lastBuildDate>")
_STAMPS = re.compile(rb"(?:<(?:updated|versionCreated)>|\"versionCreated\": ?\")([0-9T:+Z-]{20,25})")


def serve(folder: Path, host: str = "127.0.0.1", port: int = 0) -> tuple[ThreadingHTTPServer, Thread]:
    """Serve the feeds of a folder from a thread until `server.shutdown()`.

    Args:
        folder: What is served; nothing outside it is, and only files of a known kind.
        host: The address to listen on.
        port: The port; 0 takes a free one, which `server.server_port` then tells.

    Returns:
        The server and its running thread.
    """
    root = folder.resolve()

    class Bound(_Handler):
        folder = root

    server = ThreadingHTTPServer((host, port), Bound)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True, name="sample-agencies")
    thread.start()
    return server, thread


def modified(path: Path, data: bytes) -> datetime:
    """Return the newest time that a feed gives itself; the file's own where it gives none."""
    if found := _BUILT.search(data):
        return parsedate_to_datetime(found[1].decode("ascii", "replace")).astimezone(UTC)
    stamps = [datetime.fromisoformat(each.decode()) for each in _STAMPS.findall(data)]
    newest = max(stamps, default=datetime.fromtimestamp(path.stat().st_mtime, UTC))
    return newest.astimezone(UTC).replace(microsecond=0)


class _Handler(BaseHTTPRequestHandler):
    folder = Path()
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = self._path()
        if path is None:
            self._send(404, {"Content-Type": "text/plain; charset=utf-8"}, b"There is no such feed.\n", body=body)
            return
        data = path.read_bytes()
        changed = modified(path, data)
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        headers = {
            "ETag": tag,
            "Last-Modified": format_datetime(changed, usegmt=True),
            "Cache-Control": "no-cache",
        }
        if self._unchanged(tag, changed):
            self._send(304, headers, None, body=False)
        else:
            self._send(200, {"Content-Type": TYPES[path.suffix], **headers}, data, body=body)

    def _path(self) -> Path | None:
        """Find the file that is asked for; None when it is outside the folder or of another kind."""
        asked = unquote(urlsplit(self.path).path)
        if "\x00" in asked or "\\" in asked:
            return None
        path = (self.folder / asked.lstrip("/")).resolve()
        inside = path.is_relative_to(self.folder) and path.suffix in TYPES
        return path if inside and path.is_file() else None

    def _unchanged(self, tag: str, changed: datetime) -> bool:
        """Tell whether the client has this already; the tag decides where it is given (RFC 9110, 13.1.3)."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in known.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return changed <= parsedate_to_datetime(since).astimezone(UTC)
        except (ValueError, OverflowError):
            return False

    def _send(self, status: int, headers: dict[str, str], data: bytes | None, *, body: bool) -> None:
        # send_response_only leaves out Date and Server, so that the same request always gets the same bytes.
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if data is not None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body and data is not None:
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: whoever starts the server says where it is."""
