"""Items as ninjs 3.1, with what the standard has no place for in one object `wiredesk`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wiredesk.core.formats.markup import count
from wiredesk.core.formats.ninjs_media import FOCUS, OURS
from wiredesk.core.model import Dropped, Item, Media, Named

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
_TYPES = {"picture": "picture", "video": "video", "audio": "audio", "graphic": "graphic"}


def dump(item: Item) -> dict[str, Any]:
    """Return the item as a ninjs 3.1 object.

    Without its member `wiredesk` the object is valid against the IPTC's schema; that member holds our additions.
    Empty fields are left out, so that what is there was in the copy.
    """
    made: dict[str, Any] = {
        "uri": item.guid,
        "type": _type(item),
        "standard": STANDARD,
        "version": item.version,
        "firstCreated": _time(item.first_created),
        "versionCreated": _time(item.version_created),
        "embargoedUntil": _time(item.embargoed_until),
        "pubStatus": item.pub_status.value,
        "urgency": item.urgency,
        "copyrightHolder": item.copyright_holder,
        "copyrightNotice": item.copyright_notice,
        "usageTerms": item.usage_terms,
        "edNote": item.ednote,
        "language": item.language,
        "headlines": _headlines(item),
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": item.summary}]
        if item.summary
        else [],
        "bodies": _bodies(item),
        "by": item.byline,
        "slugline": item.slugline,
        "located": item.located,
        "subjects": [_named(each) for each in item.subjects if each.scheme != "genre"],
        "genres": [_named(each) for each in item.subjects if each.scheme == "genre"],
        "places": [_named(each) for each in item.places],
        "people": [_named(each) for each in item.people],
        "organisations": [_named(each) for each in item.organisations],
        "infoSources": _sources(item),
        "renditions": [{"name": "web", "href": item.link, "contentType": "text/html"}] if item.link else [],
        "associations": [_media(each, n, item.guid) for n, each in enumerate(item.media, start=1)],
        "altIds": [{"role": role, "value": value} for role, value in item.alt_ids if not _is_headline(role)],
    }
    made = {key: value for key, value in made.items() if value not in ("", None, [])}
    made["wiredesk"] = _ours(item)
    return made


def _ours(item: Item) -> dict[str, Any]:
    ours: dict[str, Any] = {
        "signal": item.signal.value,
        "digest": item.digest,
        "words_in": item.words_in,
        "words_out": item.words_out,
        "dropped": [_dropped(each) for each in item.dropped],
        "profile": item.profile,
        "warnings": list(item.warnings),
        "format": item.format,
        "embargo_unreadable": item.embargo_unreadable,
        "refers_to": list(item.refers_to),
    }
    return ours


def _type(item: Item) -> str:
    """A picture, video or sound alone is what it is; anything with words of its own is text."""
    return "text" if item.body or not item.media else _TYPES.get(item.media[0].kind, "component")


def _is_headline(role: str) -> bool:
    return role == "headline" or role.startswith("headline:")


def _headlines(item: Item) -> list[dict[str, str]]:
    main = [("main", item.headline)] if item.headline else []
    others = [(role.partition(":")[2] or "other", words) for role, words in item.alt_ids if _is_headline(role)]
    return [{"role": role, "contentType": "text/plain", "value": words} for role, words in (*main, *others)]


def _dropped(part: Dropped) -> dict[str, Any]:
    return {"text": part.text, "reason": part.reason, "words": part.words}


def _bodies(item: Item) -> list[dict[str, Any]]:
    made = []
    for role, kind, value in (("xhtml", "application/xhtml+xml", item.xhtml), ("text", "text/plain", item.body)):
        if value:
            made.append(
                {
                    "role": role,
                    "contentType": kind,
                    "charCount": len(item.body),
                    "wordCount": item.words_out or count(item.body),
                    "value": value,
                }
            )
    return made


def _named(each: Named) -> dict[str, str]:
    literal = f"{each.scheme}:{each.code}" if each.scheme and each.code else each.code
    made = {"name": each.name, "uri": each.uri, "literal": literal}
    if each.scheme and not each.code:
        made["literal"] = f"{each.scheme}:"
    return {key: value for key, value in made.items() if value}


def _sources(item: Item) -> list[dict[str, str]]:
    parts = (("agency", item.agency), ("credit", item.credit))
    return [{"name": name, "role": role} for role, name in parts if name]


def _media(each: Media, number: int, guid: str) -> dict[str, Any]:
    name = f"{each.kind or 'media'}-{number}"
    made: dict[str, Any] = {
        "name": name,
        "uri": each.guid or each.href or f"{OURS}{guid}#{name}",
        "type": _TYPES.get(each.kind, "component"),
        "headlines": [{"value": each.headline}] if each.headline else [],
        "descriptions": [
            {"role": role, "value": words} for role, words in (("caption", each.caption), ("alt", each.alt)) if words
        ],
        "by": each.credit,
        "copyrightNotice": each.copyright,
        "usageTerms": each.usage_terms,
        "renditions": _renditions(each),
        "altIds": [{"role": FOCUS, "value": f"{each.focus[0]:g} {each.focus[1]:g}"}] if each.focus else [],
    }
    return {key: value for key, value in made.items() if value not in ("", None, [])}


def _renditions(each: Media) -> list[dict[str, Any]]:
    main = {"name": "main", "href": each.href, "contentType": each.mime, "width": each.width, "height": each.height}
    made: list[dict[str, Any]] = [{key: value for key, value in main.items() if value not in ("", None)}]
    if made[0].keys() == {"name"}:
        made = []
    return made + [{"name": name or "rendition", "href": href} for name, href in each.renditions]


def _time(when: datetime | None) -> str | None:
    return when.isoformat().replace("+00:00", "Z") if when else None
