"""Looking into decoded JSON whose names and shapes changed with the versions of ninjs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]
_WRAPPERS = (
    "items", "item", "objects", "newsitems", "stories", "data", "results", "_items", "messages", "entries", "hits",
    "_source", "ninjs", "newsitem", "response",
)  # fmt: skip
_DEEPEST = 12  # wrappers inside wrappers; real ones have three


def objects(value: Any, depth: int = 0) -> Iterator[Object]:
    """Yield the ninjs objects of a decoded document: one, a list of them, or wrappers with one or a list.

    Texts that a composite object carries whole, body included, are objects of their own; one that is only associated
    with a text has its own way over the wire.
    """
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from objects(each, depth + 1)
    elif isinstance(value, dict):
        low = lowered(value)
        inside = [] if _SIGNS & low.keys() else [low[n] for n in _WRAPPERS if isinstance(low.get(n), list | dict)]
        if inside:
            for each in inside:
                yield from objects(each, depth + 1)
            return
        yield value
        if text(low, "type") in ("composite", "package") or not _has_words(low):
            yield from (each for each in either(low, "associations") if _is_text(each))


_SIGNS = frozenset({"uri", "guid", "headline", "headlines", "bodies"})


def _is_text(obj: Object) -> bool:
    """Tell whether an association is a text with its words, and no picture or mere link."""
    low = lowered(obj)
    if text(low, "type") not in ("", "text", "composite"):
        return False
    return bool(text(low, "uri") or text(low, "guid")) and _has_words(low)


def _has_words(low: Object) -> bool:
    whole = any(isinstance(v, str) and len(v) > 1 for k, v in low.items() if k.startswith("body"))
    return whole or bool(dicts(low.get("bodies")))


def lowered(obj: Object) -> Object:
    """Return the object with its names in lower case."""
    return {key.lower(): value for key, value in obj.items()}


def dicts(value: object) -> list[Object]:
    """Return the objects of a list, or of one object alone."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def either(low: Object, *names: str) -> list[Object]:
    """Return a list of objects under one of its names; an object of objects gives each its key as name."""
    for name in names:
        value = low.get(name)
        if isinstance(value, list):
            return [each if isinstance(each, dict) else {"name": str(each)} for each in value if each]
        if isinstance(value, dict):
            return [{"name": key, **each} for key, each in value.items() if isinstance(each, dict)]
        if isinstance(value, str) and value:
            return [{"name": value}]
    return []


def role(each: Object) -> str:
    """Return the role of a part, lower case."""
    return text(lowered(each), "role").lower()


def text(low: Object, name: str) -> str:
    """Return a member as text; numbers are written out, anything else is empty."""
    value = low.get(name)
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(each for each in value if isinstance(each, str) and each)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def decoded(data: str) -> Any:
    """Decode JSON, or JSON Lines.

    Raises:
        ValueError: It is neither.
    """
    try:
        return json.loads(data)
    except json.JSONDecodeError as whole:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        try:
            return [json.loads(line) for line in lines]
        except json.JSONDecodeError:
            raise whole from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
