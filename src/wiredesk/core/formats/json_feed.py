"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wiredesk.core.formats import markup
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Media, Named


def read(feed: dict[str, Any], profile: Profile) -> Iterator[Fields]:
    """Yield the fields of each item."""
    home = _text(feed, "home_page_url")
    for item in _objects(feed.get("items")):
        filled = Fields(
            profile=profile,
            format="json-feed",
            guid=_text(item, "id") or _text(item, "url"),
            headline=markup.line(_text(item, "title")),
            agency=profile.agency or markup.line(_text(feed, "title")),
            language=_text(item, "language") or _text(feed, "language"),
            link=absolute(_text(item, "url"), home) or absolute(_text(item, "external_url"), home),
        )
        filled.first_created = filled.time("date_published", _text(item, "date_published"))
        filled.version_created = filled.time("date_modified", _text(item, "date_modified")) or filled.first_created
        filled.byline = ", ".join(_authors(item) or _authors(feed))
        filled.subjects = [Named(markup.line(str(tag))) for tag in item.get("tags") or () if isinstance(tag, str)]
        _bodies(filled, item)
        _media(filled, item)
        yield filled


def _bodies(filled: Fields, item: dict[str, Any]) -> None:
    bodies = []
    if _text(item, "content_html"):
        bodies.append(markup.read(_text(item, "content_html"), base=filled.link))
    if _text(item, "content_text"):
        bodies.append(markup.plain(_text(item, "content_text")))
    filled.summary = markup.read(_text(item, "summary")).text
    filled.body = markup.best(bodies)
    if not filled.body.text and filled.summary:
        filled.body, filled.summary = markup.read(_text(item, "summary")), ""


def _media(filled: Fields, item: dict[str, Any]) -> None:
    for key in ("image", "banner_image"):
        href = absolute(_text(item, key), filled.link)
        if href:
            filled.media.append(Media("picture", href))
    for each in _objects(item.get("attachments")):
        href, mime = absolute(_text(each, "url"), filled.link), _text(each, "mime_type")
        if href:
            filled.media.append(
                Media(kind_of(mime) or "picture", href, mime, headline=markup.line(_text(each, "title")))
            )


def _authors(holder: dict[str, Any]) -> list[str]:
    listed = _objects(holder.get("authors"))
    if not listed and isinstance(holder.get("author"), dict):
        listed = [holder["author"]]
    return [markup.line(_text(each, "name")) for each in listed if _text(each, "name")]


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""
