"""Items as JSON between processes: every field, and nothing but the types that an item is made of.

A parser that foreign bytes took over could answer anything; so what it answers is never unpickled, and every value is
checked against the type of its field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from wiredesk.core.model import Dropped, Item, Media, Named, PubStatus, Signal, freeze

_TIMES = ("first_created", "version_created", "embargoed_until")
_NAMED = ("subjects", "places", "people", "organisations")


def dump(item: Item) -> dict[str, Any]:
    """Return an item as plain JSON values."""
    frozen: dict[str, Any] = freeze(item)
    return frozen


def load(data: Any) -> Item:
    """Return the item that `dump` was given.

    Raises:
        ValueError: It is no such item.
    """
    try:
        return Item(**{name: read(data[name]) for name, read in _READ.items()})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no item: {error}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("no number")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no flag")
    return value


def _time(value: Any) -> datetime | None:
    if value is None:
        return None
    when = datetime.fromisoformat(_text(value))
    return when if when.tzinfo is None else when.astimezone(UTC)


def _number_or_none(value: Any) -> int | None:
    return None if value is None else _number(value)


def _several(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda value: tuple(read(each) for each in value)


def _pair(value: Any) -> tuple[str, str]:
    first, second = map(_text, value)
    return first, second


def _named(value: Any) -> Named:
    return Named(**{name: _text(given) for name, given in value.items()})


def _dropped(value: Any) -> Dropped:
    return Dropped(_text(value["text"]), _text(value["reason"]), _number(value["words"]))


def _media(value: Any) -> Media:
    return Media(**{name: _MEDIA[name](given) for name, given in value.items()})


def _focus(value: Any) -> tuple[float, float] | None:
    if value is None:
        return None
    x, y = value
    if not all(isinstance(each, int | float) and 0 <= each <= 1 for each in (x, y)):
        raise TypeError("no point")
    return float(x), float(y)


_MEDIA: dict[str, Callable[[Any], Any]] = {each.name: _text for each in fields(Media)} | {
    "width": _number_or_none,
    "height": _number_or_none,
    "renditions": _several(_pair),
    "focus": _focus,
}


_READ: dict[str, Callable[[Any], Any]] = (
    {each.name: _text for each in fields(Item)}
    | dict.fromkeys(_TIMES, _time)
    | dict.fromkeys(_NAMED, _several(_named))
    | {
        "signal": Signal,
        "pub_status": PubStatus,
        "embargo_unreadable": _flag,
        "urgency": _number_or_none,
        "media": _several(_media),
        "alt_ids": _several(_pair),
        "refers_to": _several(_text),
        "words_in": _number,
        "words_out": _number,
        "dropped": _several(_dropped),
        "warnings": _several(_text),
    }
)
