"""The web server's application: a published file if there is one, else Django.

Published pages are answered without Django, a query or a session, so readers are served while the database is busy,
upgraded or down.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wiredesk.django_settings")

from django.core.wsgi import get_wsgi_application

from wiredesk import clock
from wiredesk.readers import counting
from wiredesk.settings import settings
from wiredesk.site.headers import PUBLIC

Environ = dict[str, Any]
Start = Callable[..., Any]

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
MAX_AGE = 30  # seconds a reader's browser may keep a page: a kill is seen within a minute
SHARED = 30  # seconds a cache between us and readers may; one that purges by Surrogate-Key may be told more
STORY = re.compile(r"^/story/(\d+)-[^/]*/$")
STORY_ANY = re.compile(r"^/story/(\d+)[-./]")
ENDINGS = {"br": "br", "gzip": "gz"}  # content coding and the ending of its file, best first
KEEP = 512  # pages held in memory


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """Return the codings that a reader's program takes and we have, best first (RFC 9110, 12.5.3)."""
    wanted: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, more = part.partition(";")
        weight = more.replace(" ", "").removeprefix("q=")
        wanted[name.strip()] = not weight or weight.strip("0.") != ""
    return tuple(name for name in ENDINGS if wanted.get(name, wanted.get("*", False)))


def key(path: str) -> str:
    """Return the key by which a cache can be told to forget a page: one a story, one a list."""
    story = STORY_ANY.match(path)
    return f"story-{story[1]}" if story else (path.strip("/").split("/")[0] or "front")


class Files:
    """Answers published files, from memory while they are unchanged on disk."""

    def __init__(self, folder: Path, behind: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self._folder = folder.resolve()
        self._behind = behind
        self._kept: dict[str, tuple[int, str, bytes]] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        path = environ.get("PATH_INFO", "/")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ.get("QUERY_STRING"):
            return self._behind(environ, start)
        found = self._find(path, accepted(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if found is None:
            return self._behind(environ, start)
        etag, body, zipped = found
        story = STORY.match(path)
        if story and environ["REQUEST_METHOD"] == "GET":
            counting.count(int(story[1]), agent=environ.get("HTTP_USER_AGENT", ""), now=clock.now())
        headers = [
            ("Content-Type", TYPES.get(Path(path).suffix or ".html", "application/octet-stream")),
            ("ETag", etag),
            ("Cache-Control", f"public, max-age={MAX_AGE}, s-maxage={SHARED}, stale-while-revalidate=60"),
            ("Surrogate-Key", key(path)),
            ("Vary", "Accept-Encoding"),
            *PUBLIC,
        ]
        if environ.get("HTTP_IF_NONE_MATCH") == etag:
            start("304 Not Modified", headers)
            return [b""]
        if zipped:
            headers.append(("Content-Encoding", zipped))
        headers.append(("Content-Length", str(len(body))))
        start("200 OK", headers)
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]

    def _find(self, path: str, coded: tuple[str, ...]) -> tuple[str, bytes, str] | None:
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        if "\0" in name or ".." in name.split("/") or name.startswith(("desk/", "cms/", "accounts/")):
            return None
        file = self._folder / name
        if Path(name).suffix not in TYPES or not file.resolve().is_relative_to(self._folder):
            return None
        forms = [(f"{file}.{ENDINGS[name]}", name) for name in coded] if file.exists() else []
        for candidate, zipped in (*forms, (str(file), "")):
            try:
                stamp = os.stat(candidate).st_mtime_ns
            except OSError:
                continue
            kept = self._kept.get(candidate)
            if kept is None or kept[0] != stamp:
                try:
                    body = Path(candidate).read_bytes()
                except OSError:
                    continue
                kept = (stamp, f'"{hashlib.sha256(body).hexdigest()[:20]}"', body)
                with self._lock:
                    if len(self._kept) >= KEEP:
                        self._kept.pop(next(iter(self._kept)))
                    self._kept[candidate] = kept
            return kept[1], kept[2], zipped
        return None


application = Files(settings.public, get_wsgi_application())
