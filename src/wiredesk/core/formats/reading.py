"""Finds the format of some bytes and reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import (
    atom,
    json_feed,
    mail,
    mojibake,
    newsml_1,
    newsml_g2,
    ninjs_in,
    ninjs_json,
    nitf,
    page,
    picture,
    profiles,
    rss,
    teleprinter,
    tree,
    wxr,
)
from wiredesk.core.formats.decoding import to_text, without_controls
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.finish import finish
from wiredesk.core.model import Item

FORMATS = (
    "rss",
    "atom",
    "json-feed",
    "ninjs",
    "newsml-g2",
    "newsml-1",
    "nitf",
    "iptc-7901",
    "anpa-1312",
    "mail",
    "html",
    "wxr",
    "picture",
)
"""The names that `format` may be given."""

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_SKIP = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?[^>]*>", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,2000}-->\s*)*"
    r"<(?:!DOCTYPE\s+html\b|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE = re.compile(r"<(?:[A-Za-z_][\w.\-]*:)?(nitf|NewsML|newsMessage|newsItem|rss|feed)[\s>]")
"""A standard's element inside an envelope of another name, such as that of a web service."""
_ROOTS = {
    "html": "html", "HTML": "html", "NewsML": "newsml-1", "NewsItem": "newsml-1", "nitf": "nitf",
    "rss": "rss", "RDF": "rss", "channel": "rss", "feed": "atom", "entry": "atom",
    "newsItem": "newsml-g2", "newsMessage": "newsml-g2", "packageItem": "newsml-g2", "itemSet": "newsml-g2",
    "conceptItem": "newsml-g2", "knowledgeItem": "newsml-g2", "planningItem": "newsml-g2",
    "catalogItem": "newsml-g2",
}  # fmt: skip
_MENDED = "text that was encoded twice was put right"
_DEEPEST = 5  # files inside files
_NINJS_SIGNS = frozenset(
    (
        "uri", "guid", "headline", "headlines", "bodies", "descriptions", "body_text", "body_xhtml", "body_html",
        "body_html5", "versioncreated", "pubstatus", "representationtype", "version_created", "article_html",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What some bytes hold: items, and what was passed over."""

    items: tuple[Item, ...]
    warnings: tuple[str, ...] = ()


def detect(data: bytes) -> str | None:
    """Return the name of the format of some bytes, or None when it is none of ours."""
    return _look(data)[0]


def _look(data: bytes) -> tuple[str | None, Any]:
    """Return the format's name and, for JSON, the decoded document, so that it is decoded once."""
    if picture.looks_like(data):
        return "picture", None
    head = without_controls(to_text(data[:8192])).lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return _json_kind(data)
    if not head.startswith("<"):
        text = teleprinter.looks_like(to_text(data[:8192]))
        return text or ("mail" if mail.looks_like(data) else None), None
    found = _ROOT.search(_SKIP.sub("", head))
    kind = _ROOTS.get(found.group(1)) if found else None
    if kind == "rss" and "wordpress.org/export/" in head:
        kind = "wxr"
    if kind is None and not _PAGE.match(head):
        inner = _INSIDE.search(head)
        return (_ROOTS[inner.group(1)] if inner else None), None
    return kind or "html", None


def read(
    data: bytes,
    *,
    name: str = "",
    format: str | None = None,
    profile: str | profiles.Profile | None = None,
    now: datetime | None = None,
) -> tuple[Item, ...]:
    """Read an agency's bytes.

    Args:
        data: The bytes as they came.
        name: What to call them in errors; not used to find the format.
        format: One of FORMATS, when it is known better than by looking.
        profile: A source's profile, or its name.
        now: The time of reading, to mark items from the future; without it none is marked.

    Raises:
        Unreadable: No format understands the bytes, or one understands them to be broken.
        Misconfigured: There is no such profile.
    """
    return read_with_warnings(data, name=name, format=format, profile=profile, now=now).items


def read_with_warnings(
    data: bytes,
    *,
    name: str = "",
    format: str | None = None,
    profile: str | profiles.Profile | None = None,
    now: datetime | None = None,
) -> Reading:
    """Read an agency's bytes, and say what was passed over; arguments and errors as for `read`."""
    subject = name or "input"
    if not data.strip(b" \t\r\n\x00"):
        raise Unreadable(subject, "is empty")
    kind, value = (format, None) if format else _look(data)
    if kind is None:
        raise Unreadable(subject, f"is in none of the formats {', '.join(FORMATS)}")
    if kind not in FORMATS:
        raise Unreadable(subject, f"can't be read as {kind}; formats are {', '.join(FORMATS)}")
    ways = profile if isinstance(profile, profiles.Profile) else profiles.load(profile) if profile else profiles.PLAIN
    if ways.charset and not _is_utf8(data):
        data, value = data.decode(ways.charset, "replace").encode(), None
    passed_over: list[str] = []
    data, value, mended = _encoded_once(data, value, kind)
    found = _found(data, value, subject, kind, ways, passed_over)
    items = tuple(each if isinstance(each, Item) else finish(each, now=now) for each in found)
    if mended:
        items = tuple(replace(each, warnings=(*each.warnings, _MENDED)) for each in items)
    return Reading(items, tuple(passed_over))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoded_once(data: bytes, value: Any, kind: str) -> tuple[bytes, Any, bool]:
    """Put right what was encoded twice; says whether anything was."""
    if kind in ("picture", "mail"):
        return data, value, False
    if b"\xc3" in data and mojibake.SEEN.search(data):
        text = to_text(data)
        back = mojibake.repaired(text)
        if back != text:
            return back.encode("utf-8", "replace"), None, True
    if value is not None and b"\\u00" in data and mojibake.SEEN_ESCAPED.search(data):
        text = json.dumps(value, ensure_ascii=False)
        back = mojibake.repaired(text)
        if back != text:
            return data, json.loads(back), True
    return data, value, False


def _found(
    data: bytes, value: Any, subject: str, kind: str, ways: profiles.Profile, passed_over: list[str], depth: int = 0
) -> Iterator[Fields | Item]:
    if kind in ("ninjs", "json-feed"):
        return _from_json(_decoded(data, subject) if value is None else value, subject, kind, ways)
    if kind in ("iptc-7901", "anpa-1312"):
        return teleprinter.read(to_text(data), kind, ways)
    if kind == "picture":
        return picture.read(data, ways, subject)
    if kind == "html":
        return page.read(data, ways, subject)
    if kind == "mail":
        return mail.read(data, ways, lambda inside, name: _inside(inside, name, ways, passed_over, depth + 1))
    return _from_xml(data, subject, kind, ways, passed_over)


def _inside(
    data: bytes, name: str, ways: profiles.Profile, passed_over: list[str], depth: int
) -> Iterator[Fields | Item]:
    """Read a file that came inside another one."""
    if depth > _DEEPEST:
        raise Unreadable(name, "stands in too many files inside each other")
    kind, value = _look(data)
    if kind is None:
        raise Unreadable(name, "is in no format of copy")
    return _found(data, value, name, kind, ways, passed_over, depth)


def _decoded(data: bytes, subject: str) -> Any:
    try:
        return ninjs_json.decoded(to_text(data).lstrip("\ufeff"))
    except ValueError as error:
        raise Unreadable(subject, f"is broken JSON: {error}") from None


def _from_json(value: Any, subject: str, kind: str, ways: profiles.Profile) -> Iterator[Fields | Item]:
    if kind == "json-feed":
        if not isinstance(value, dict):
            raise Unreadable(subject, "is no JSON Feed")
        return iter(json_feed.read(value, ways))
    return ninjs_in.read(value, ways)


def _from_xml(data: bytes, subject: str, kind: str, ways: profiles.Profile, passed_over: list[str]) -> Iterator[Fields]:
    root, warnings = tree.parse(data, name=subject, feed=kind in ("rss", "atom", "wxr"))
    readers: dict[str, Callable[[Any, profiles.Profile], Iterator[Fields]]] = {
        "rss": rss.read,
        "atom": atom.read,
        "nitf": nitf.read,
        "newsml-1": newsml_1.read,
    }
    name = {"rss": "rss", "atom": "feed"}.get(kind, "")
    if name and tree.local(root) not in _ROOTS:
        root = next(root.iter(name, f"{{*}}{name}"), root)
    if kind in ("newsml-g2", "wxr"):
        found = (newsml_g2 if kind == "newsml-g2" else wxr).read(root, ways, passed_over)
    else:
        found = readers[kind](root, ways)
    for each in found:
        each.warnings += warnings
        yield each


def _json_kind(data: bytes) -> tuple[str | None, Any]:
    """Look at the members of the first object."""
    try:
        value = ninjs_json.decoded(to_text(data).lstrip("\ufeff"))
    except ValueError:
        feed = b"jsonfeed.org" in data[:2000]
        return ("json-feed" if feed else "ninjs" if _ninjs_by_sight(data[:4000]) else None), None
    if isinstance(value, dict) and ("jsonfeed.org" in str(value.get("version", "")) or _feed_like(value)):
        return "json-feed", value
    first = next(ninjs_json.objects(value), None)
    known = first is not None and not _NINJS_SIGNS.isdisjoint(ninjs_json.lowered(first))
    return ("ninjs" if known else None), value


def _ninjs_by_sight(head: bytes) -> bool:
    low = head.lower()
    return b'"uri"' in low and (b'"headline' in low or b'"version' in low or b'"bodies"' in low)


def _feed_like(value: dict[str, Any]) -> bool:
    items = value.get("items")
    return (
        "uri" not in value
        and isinstance(items, list)
        and any(isinstance(each, dict) and ("content_html" in each or "content_text" in each) for each in items)
    )
