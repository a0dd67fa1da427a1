"""Search on an OpenSearch server, where a setting names one; the database stays the truth and answers when it is down.

The server gets what the database's own index has: stems in order, who speaks, facets as one word each. It needs no
analysis of its own but cutting at spaces, so all three ways find the same.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from wiredesk.adapters import egress
from wiredesk.core.errors import Unreachable, WiredeskError
from wiredesk.settings import settings

log = logging.getLogger(__name__)

TIMEOUT = 5.0
NAME = "wiredesk"
_SPACED = {"type": "text", "analyzer": "whitespace"}
MAPPING = {
    "mappings": {
        "dynamic": False,
        "properties": {
            "version": {"type": "long"}, "first_at": {"type": "date"}, "title": _SPACED | {"index": False},
            "stems": _SPACED, "said": _SPACED, "codes": _SPACED,
        },
    }
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """What the server keeps of one story; a newer version takes its place."""

    story: int
    version: int
    first_at: str
    title: str
    stems: str
    said: str
    codes: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query taken apart: each group is one word or phrase, in the stems of each language of the site."""

    groups: Sequence[Sequence[str]]
    without: Sequence[Sequence[str]]
    said: Sequence[Sequence[str]]
    codes: Sequence[str]
    since: date | None
    until: date | None


def used() -> bool:
    """Say whether there is one."""
    return bool(settings.search_url)


def put(documents: Sequence[Document]) -> None:
    """Store some stories; what stood there of them is replaced.

    Raises:
        WiredeskError: The server did not take them all.
    """
    if not documents:
        return
    lines: list[str] = []
    for each in documents:
        lines.append(json.dumps({"index": {"_id": str(each.story)}}))
        lines.append(json.dumps({name: getattr(each, name) for name in
                                 ("version", "first_at", "title", "stems", "said", "codes")}))  # fmt: skip
    said = _ask("POST", "_bulk", "\n".join([*lines, ""]).encode(), kind="application/x-ndjson")
    if said.get("errors"):
        raise Unreachable(_place(), "did not take every story that it was sent")


def drop(stories: Sequence[int]) -> None:
    """Forget stories that were taken down.

    Raises:
        WiredeskError: The server did not answer.
    """
    lines = [json.dumps({"delete": {"_id": str(each)}}) for each in stories]
    _ask("POST", "_bulk", "\n".join([*lines, ""]).encode(), kind="application/x-ndjson")


def begin() -> None:
    """Make the index, if it is not there."""
    try:
        _ask("PUT", "", json.dumps(MAPPING).encode())
    except Unreachable as error:
        if "400" not in error.reason:  # it stands already
            raise


def hits(asked: Asked, *, depth: int) -> list[tuple[int, str]]:
    """Return the newest matches as (version, stems of the headline), newest first.

    Raises:
        WiredeskError: The server did not answer, or not in its language.
    """
    must = [_group("stems", each) for each in asked.groups] + [_group("said", each) for each in asked.said]
    must += [_group("codes", (each,)) for each in asked.codes]
    if asked.since or asked.until:
        between = {"gte": str(asked.since)} if asked.since else {}
        between |= {"lt": str(asked.until + timedelta(days=1))} if asked.until else {}
        must.append({"range": {"first_at": between}})
    query = {"bool": {"filter": must, "must_not": [_group("stems", each) for each in asked.without]}}
    body = {
        "size": depth, "sort": [{"version": "desc"}], "track_total_hits": False, "_source": ["version", "title"],
        "query": query,
    }  # fmt: skip
    said = _ask("POST", "_search", json.dumps(body).encode())
    try:
        return [(int(each["_source"]["version"]), str(each["_source"]["title"])) for each in said["hits"]["hits"]]
    except (KeyError, TypeError, ValueError):
        raise Unreachable(_place(), "answers a search with something else than hits") from None


def _group(field: str, rows: Sequence[str]) -> dict[str, Any]:
    either = [{"match_phrase": {field: row}} for row in rows]
    return {"bool": {"should": either, "minimum_should_match": 1}}


def _place() -> str:
    """Return the address of the index without the name and password that the setting may hold."""
    parsed = urlsplit(settings.search_url)
    port = f":{parsed.port}" if parsed.port else ""
    return f"{parsed.scheme}://{parsed.hostname}{port}/{parsed.path.strip('/') or NAME}"


def _ask(method: str, end: str, content: bytes, *, kind: str = "application/json") -> dict[str, Any]:
    parsed = urlsplit(settings.search_url)
    headers = {"Content-Type": kind}
    if parsed.username:
        pair = f"{unquote(parsed.username)}:{unquote(parsed.password or '')}".encode()
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    port = parsed.port or {"http": 80, "https": 443}.get(parsed.scheme, 443)
    allow = (f"{parsed.hostname}:{port}", *settings.egress)  # the house's own server, which its setting names
    policy = egress.Policy(allow=allow, timeout=TIMEOUT, max_bytes=20_000_000)
    answer = egress.send(
        f"{_place()}/{end}".rstrip("/"), policy=policy, content=content, headers=headers, method=method
    )
    try:
        said = json.loads(answer.good().body)
    except ValueError:
        raise Unreachable(_place(), "answers with something else than JSON") from None
    if not isinstance(said, dict):
        raise Unreachable(_place(), "answers with something else than an object")
    return said


def quietly(error: WiredeskError) -> None:
    """Log that the server failed; the database answers in its place."""
    log.warning("search server: %s; the database answers", error)
