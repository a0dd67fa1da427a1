"""Associated pictures, video and sound of a ninjs object, in the spellings of all its versions."""

from __future__ import annotations

import re
from typing import Any

from wiredesk.core.formats import markup
from wiredesk.core.formats.media import kind_of
from wiredesk.core.model import Media

_KINDS = {
    "picture": "picture",
    "photo": "picture",
    "image": "picture",
    "video": "video",
    "audio": "audio",
    "graphic": "graphic",
}


def media_of(each: dict[str, Any]) -> Media | None:
    """Return the media that an association is, or None when it is none."""
    low = {key.lower(): value for key, value in each.items()}
    renditions = _renditions(low.get("renditions"))
    described = [each for each in low.get("descriptions") or () if isinstance(each, dict)]
    uri = _text(low, "uri")
    mime = next((_text(r, "contenttype", "mimetype") for r in renditions if _text(r, "contenttype", "mimetype")), "")
    kind = _KINDS.get(_text(low, "type")) or kind_of(mime)
    if not kind:
        return None
    main = next((r for r in renditions if r.get("name") == "main"), None)
    shown = main or max(renditions, key=lambda r: _number(r.get("width")) or 0, default={})
    return Media(
        kind,
        href=_text(shown, "href"),
        mime=_text(shown, "contenttype", "mimetype"),
        headline=_first(low, "headlines", "headline"),
        caption=_first(
            low | {"descriptions": [each for each in described if not _is_alt(each)]},
            "descriptions",
            *("description_caption", "description_text", "description_html", "body_text"),
        ),
        credit=markup.line(_text(low, "by", "byline", "creditline")),
        copyright=markup.line(_text(low, "copyrightnotice", "copyrightholder")),
        usage_terms=markup.lines(_text(low, "usageterms")),
        width=_number(shown.get("width")),
        height=_number(shown.get("height")),
        renditions=tuple(
            (_text(r, "name") or "rendition", _text(r, "href"))
            for r in renditions
            if r is not main and _text(r, "href")
        ),
        guid=uri if uri != _text(shown, "href") and not uri.startswith(OURS) else "",
        alt=markup.line(_first({"alt": [each for each in described if _is_alt(each)]}, "alt", "alttext")),
        focus=_focus(low, renditions),
    )


OURS = "urn:wiredesk:media:"
"""Begins a name that we had to give to a picture, because its agency gave none and a name must stand there."""

FOCUS = "focus"
"""Role of an alternative id under which we write the point of interest: two shares with a space between."""


def _is_alt(each: dict[str, Any]) -> bool:
    return _text({key.lower(): value for key, value in each.items()}, "role").lower() in ("alt", "alttext", "alt-text")


def _focus(low: dict[str, Any], renditions: list[dict[str, Any]]) -> tuple[float, float] | None:
    """Read the point of interest, given as shares or, with a rendition's size, in pixels; the widest rendition decides."""
    for each in (*sorted(renditions, key=lambda r: -(_number(r.get("width")) or 0)), low):
        point = each.get("pointofinterest") or each.get("poi")
        if not isinstance(point, dict):
            continue
        given = (point.get("x"), point.get("y"))
        sizes = (_number(each.get("width")), _number(each.get("height")))
        shares = [_share(value, size) for value, size in zip(given, sizes, strict=True)]
        if shares[0] is not None and shares[1] is not None:
            return shares[0], shares[1]
    return _written_by_us(low)


def _written_by_us(low: dict[str, Any]) -> tuple[float, float] | None:
    for each in low.get("altids") or ():
        if isinstance(each, dict) and each.get("role") == FOCUS:
            parts = re.fullmatch(r"([01](?:\.\d{1,6})?) ([01](?:\.\d{1,6})?)", str(each.get("value")))
            if parts and max(float(parts[1]), float(parts[2])) <= 1:
                return float(parts[1]), float(parts[2])
    return None


def _share(value: object, size: int | None) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        return None
    if value <= 1:
        return float(value)
    return round(value / size, 4) if size and value <= size else None


def _renditions(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = [{"name": key, **each} for key, each in value.items() if isinstance(each, dict)]
    if not isinstance(value, list):
        return []
    return [{key.lower(): part for key, part in each.items()} for each in value if isinstance(each, dict)]


def _first(low: dict[str, Any], listed: str, *names: str) -> str:
    parts = [
        _text({k.lower(): v for k, v in each.items()}, "value")
        for each in low.get(listed) or ()
        if isinstance(each, dict)
    ]
    return markup.lines("\n\n".join(dict.fromkeys(p for p in parts if p))) or markup.lines(_text(low, *names))


def _text(low: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := low.get(name), str) and value), "")


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
