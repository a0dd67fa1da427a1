"""What ninjs 3.1 allows, restated by us as a JSON Schema for the members that we write.

The names, types and bounds are those of the IPTC's ninjs 3.1 schema (published by the International Press
Telecommunications Council under the Creative Commons Attribution 4.0 licence, see
https://iptc.org/standards/ninjs/); the wording here is ours and the official schema stays the last word.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
COUNT = {"type": "integer"}


def _object(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required or []}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_VALUE = {"role": TEXT, "contentType": TEXT, "value": {"type": "string"}}
_CONCEPT = {"name": TEXT, "rel": TEXT, "uri": TEXT, "literal": TEXT}
_RENDITION = _object(["name"], name=TEXT, href=TEXT, contentType=TEXT, title=TEXT, width=COUNT, height=COUNT)
_PROPERTIES: dict[str, Any] = {
    "uri": TEXT,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "version": TEXT,
    "firstCreated": TIME,
    "versionCreated": TIME,
    "contentCreated": TIME,
    "embargoedUntil": TIME,
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    "copyrightHolder": TEXT,
    "copyrightNotice": TEXT,
    "usageTerms": TEXT,
    "edNote": TEXT,
    "language": TEXT,
    "descriptions": _list(_object(["value"], **_VALUE)),
    "bodies": _list(_object(["value"], **_VALUE, charCount=COUNT, wordCount=COUNT)),
    "headlines": _list(_object(["value"], **_VALUE)),
    "people": _list(_object(**_CONCEPT)),
    "organisations": _list(_object(**_CONCEPT)),
    "places": _list(_object(**_CONCEPT)),
    "subjects": _list(_object(**_CONCEPT, creator=TEXT, relevance=COUNT, confidence=COUNT)),
    "genres": _list(_object(name=TEXT, uri=TEXT, literal=TEXT)),
    "infoSources": _list(_object(name=TEXT, role=TEXT, uri=TEXT, literal=TEXT)),
    "title": TEXT,
    "by": TEXT,
    "slugline": TEXT,
    "located": TEXT,
    "renditions": _list(_RENDITION),
    "altIds": _list(_object(role={"type": "string"}, value={"type": "string"})),
    "standard": _object(name=TEXT, version=TEXT, schema=TEXT),
}
_ASSOCIATION = _object(["name", "uri"], **_PROPERTIES, name=TEXT, rel=TEXT)
SCHEMA = _object(["uri"], **_PROPERTIES, associations=_list(_ASSOCIATION))
