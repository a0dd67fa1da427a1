"""Published pages are files: written whole with their compressed form, or taken away, never torn."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
from django.http import Http404, HttpResponse, HttpResponseNotFound
from django.test import RequestFactory
from django.urls import resolve

from wiredesk.adapters import whole_file
from wiredesk.settings import settings

_STORY = re.compile(rb"/story/(\d{1,17})[-./]")
PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda body: brotli.compress(body, quality=9),  # 11 is a twentieth smaller and takes thirty times as long
    ".gz": lambda body: gzip.compress(body, 6, mtime=0),
}
READABLE = 0o644  # a web server beside us, under another user, reads them
COMPRESSED = {".html", ".json", ".atom", ".rss", ".xml", ".txt", ".svg", ".js", ".webmanifest"}


def place(path: str) -> Path:
    """Return the file of a public path.

    Raises:
        ValueError: The path would leave the public folder.
    """
    name = path.lstrip("/")
    if path.endswith("/"):
        name += "index.html"
    file = (settings.public / name).resolve()
    if not file.is_relative_to(settings.public.resolve()):
        raise ValueError(f"{path} would leave the public folder")
    return file


def render(path: str) -> HttpResponse:
    """Answer a public path as Django would, without the middleware: no session, no user, nothing that varies."""
    request = RequestFactory().get(path, SERVER_NAME=_host())
    try:
        view, args, kwargs = resolve(path)
        response = view(request, *args, **kwargs)
    except Http404:
        return HttpResponseNotFound()
    if hasattr(response, "render") and callable(response.render):
        response.render()
    return response  # type: ignore[no-any-return]


def _host() -> str:
    return settings.base_url.split("://", 1)[1].split("/", 1)[0].split(":", 1)[0]


def write(path: str, *, answer: Callable[[str], HttpResponse] = render) -> set[int] | None:
    """Write the file of a public path as it is now.

    Whatever is not a plain answer (moved, gone, not found) has no file: Django answers it.

    Returns:
        The ids of the stories that the file names, whatever kind of file it is; None where there is no file.
    """
    response = answer(path)
    file = place(path)
    packed = {end: file.with_name(file.name + end) for end in PACKED}
    if response.status_code != 200:
        for each in (file, *packed.values()):
            each.unlink(missing_ok=True)
        return None
    body = bytes(response.content)
    if file.suffix in COMPRESSED:
        for end, smaller in PACKED.items():
            whole_file.put(packed[end], smaller(body), mode=READABLE)
    whole_file.put(file, body, mode=READABLE)
    return {int(each) for each in _STORY.findall(body)}
