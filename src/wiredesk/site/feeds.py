"""Feeds: Atom, RSS 2.0 and JSON Feed, with stable ids, credit, licence and how each entry was made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape
from lxml import etree

from wiredesk.core import writing
from wiredesk.core.rights import FEED
from wiredesk.settings import settings
from wiredesk.site import countries, rights
from wiredesk.site.frame import sector_names
from wiredesk.site.glance import Kept
from wiredesk.site.making import making
from wiredesk.site.public import Version

LENGTH = 50
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    id: str
    href: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...]
    credit: str
    making: str
    code: str
    change: str
    """What a later version is and why; empty for a first one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in no format yet."""

    title: str
    path: str
    """Of the page that it follows."""
    entries: tuple[Entry, ...]
    query: str = ""
    """Of a search: what follows the path, with its question mark."""

    @property
    def updated(self) -> datetime:
        """When its newest entry changed; the epoch for an empty feed, so that a rebuild changes no byte."""
        return max((each.updated for each in self.entries), default=datetime.fromtimestamp(0, UTC))


def tag(version: Version, *, numbered: bool = False) -> str:
    """Return an id that no change of headline or address touches."""
    host = urlsplit(settings.base_url).hostname or "localhost"
    end = f"/{version.number}" if numbered else ""
    return f"tag:{host},{version.first_at:%Y-%m-%d}:story/{version.story_id}{end}"


def entry(version: Version, *, numbered: bool = False) -> Entry:
    """Return a version as an entry, its countries as categories; numbered, each version has an entry of its own."""
    draft = writing.draft_from_json(version.content)
    made = making(version)
    credit = draft.credit
    change = f"{version.get_kind_display()}. {version.note}".strip() if version.number > 1 else ""
    paragraphs: dict[int, list[str]] = {}
    for sentence in draft.body:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    parts = [f"<p><strong>{escape(change)}</strong></p>"] if change else []
    parts += [f"<p>{escape(' '.join(each))}</p>" for each in paragraphs.values()]
    origins = int(version.receipt.get("origins", 1))
    foot = ". ".join(part.rstrip(".") for part in (credit, made.label, f"Independent origins: {origins}") if part)
    parts.append(f"<p><small>{escape(foot)}.</small></p>")
    return Entry(
        id=tag(version, numbered=numbered),
        href=settings.base_url + version.path,
        title=version.headline,
        summary=" ".join(each.text for each in draft.summary),
        html="".join(parts),
        published=version.at if numbered else version.first_at,
        updated=version.at,
        categories=tuple(countries.name(each) for each in version.countries),
        credit=credit,
        making=made.label,
        code=made.code,
        change=change,
    )


def feed(title: str, path: str, versions: Iterable[Version], *, numbered: bool = False) -> Feed:
    """Return a feed of versions, in their order, without those whose agencies keep their copy out of feeds."""
    names, rows = sector_names(), rights.kept(versions, FEED)
    kept = (NUMBERED if numbered else ENTRIES).of(rows)
    named = (
        replace(each, categories=(*(names.get(s, s) for s in row.sectors), *each.categories))
        for row, each in zip(rows, kept, strict=True)
    )
    return Feed(title, path, tuple(named))


ENTRIES = Kept(lambda version: entry(version))
NUMBERED = Kept(lambda version: entry(version, numbered=True))


def licence() -> str:
    """Return what stands under every feed."""
    return f"© {settings.site_name} and the agencies named. Rights of each: {settings.base_url}/agencies/"


def written(found: Feed, end: str) -> bytes:
    """Return a feed in one of the formats of `TYPES`."""
    return {"atom": _atom, "rss": _rss, "json": _json}[end](found)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, name, {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) or None
    return element


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _atom(found: Feed) -> bytes:
    base = settings.base_url + found.path
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item] # the stub forgets None
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    name = f"{{{_ATOM}}}".__add__
    _add(root, name("id"), base + found.query)
    _add(root, name("title"), found.title)
    _add(root, name("updated"), found.updated.astimezone(UTC).isoformat(timespec="seconds"))
    _add(root, name("link"), rel="self", type="application/atom+xml", href=f"{base}feed.atom{found.query}")
    _add(root, name("link"), rel="alternate", type="text/html", href=base + found.query)
    for hub in _hubs(found):
        _add(root, name("link"), rel="hub", href=hub)
    _add(root, name("rights"), licence())
    _add(root, name("generator"), "Wiredesk")
    author = _add(root, name("author"))
    _add(author, name("name"), f"{settings.site_name} news desk")
    for each in found.entries:
        item = _add(root, name("entry"))
        _add(item, name("id"), each.id)
        _add(item, name("title"), each.title)
        _add(item, name("link"), rel="alternate", type="text/html", href=each.href)
        _add(item, name("published"), each.published.astimezone(UTC).isoformat(timespec="seconds"))
        _add(item, name("updated"), each.updated.astimezone(UTC).isoformat(timespec="seconds"))
        for category in each.categories:
            _add(item, name("category"), term=category)
        _add(item, name("summary"), each.summary)
        _add(item, name("content"), each.html, type="html")
        _add(item, name("rights"), " ".join(part for part in (each.credit, licence()) if part))
    return _bytes(root)


def _rss(found: Feed) -> bytes:
    base = settings.base_url + found.path
    root = etree.Element("rss", nsmap={"atom": _ATOM, "dc": _DC, "content": _CONTENT})
    root.set("version", "2.0")
    channel = _add(root, "channel")
    _add(channel, "title", found.title)
    _add(channel, "link", base + found.query)
    _add(channel, "description", f"{found.title}: sourced stories, with who says what.")
    _add(channel, "language", "en")
    _add(channel, "copyright", licence())
    _add(channel, "lastBuildDate", format_datetime(found.updated.astimezone(UTC), usegmt=True))
    _add(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=f"{base}feed.rss{found.query}")
    for hub in _hubs(found):
        _add(channel, f"{{{_ATOM}}}link", rel="hub", href=hub)
    for each in found.entries:
        item = _add(channel, "item")
        _add(item, "title", each.title)
        _add(item, "link", each.href)
        _add(item, "guid", each.id, isPermaLink="false")
        _add(item, "pubDate", format_datetime(each.published.astimezone(UTC), usegmt=True))
        _add(item, f"{{{_DC}}}creator", f"{settings.site_name} news desk")
        for category in each.categories:
            _add(item, "category", category)
        _add(item, "description", each.summary)
        _add(item, f"{{{_CONTENT}}}encoded", each.html)
    return _bytes(root)


def _json(found: Feed) -> bytes:
    base = settings.base_url + found.path
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "home_page_url": base + found.query,
        "feed_url": f"{base}feed.json{found.query}",
        "language": "en",
        "authors": [{"name": f"{settings.site_name} news desk", "url": f"{settings.base_url}/"}],
        "_wiredesk": {"about": f"{settings.base_url}/how-ai-is-used/", "licence": licence()},
        "items": [_json_item(each) for each in found.entries],
    }
    if _hubs(found):
        document["hubs"] = [{"type": "WebSub", "url": hub} for hub in _hubs(found)]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _hubs(found: Feed) -> tuple[str, ...]:
    """Return the hubs that push a feed; that of a search is made when it is asked for, and nobody is told of it."""
    return () if found.query else settings.hubs


def _json_item(each: Entry) -> dict[str, Any]:
    return {
        "id": each.id,
        "url": each.href,
        "title": each.title,
        "summary": each.summary,
        "content_html": each.html,
        "date_published": each.published.astimezone(UTC).isoformat(timespec="seconds"),
        "date_modified": each.updated.astimezone(UTC).isoformat(timespec="seconds"),
        "tags": list(each.categories),
        "_wiredesk": {
            "made": each.making, "digital_source_type": each.code, "credit": each.credit, "change": each.change,
        },
    }  # fmt: skip
