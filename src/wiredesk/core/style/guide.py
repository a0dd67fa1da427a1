"""A house style, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from wiredesk.core.errors import Misconfigured

TABLES = {
    "name",
    "spelling",
    "avoid",
    "attribution",
    "numbers",
    "titles",
    "times",
    "units",
    "currency",
    "places",
    "editions",
    "credit",
}
CLOCKS = (12, 24)
PERCENTS = ("percent", "per cent", "%")


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure that readers are told in another, too: `(value - less) * factor`."""

    names: tuple[str, ...]
    to: str
    factor: float
    less: float = 0.0


@dataclass(frozen=True, slots=True)
class Guide:
    """One house's style; an empty table of it judges nothing."""

    name: str = ""
    spelling: Mapping[str, str] = field(default_factory=dict)
    avoid: Mapping[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()  # plain forms allowed between a source and what it says; empty: any
    instead: str = "said"
    words_below: int = 0
    thousands: str = ""
    percent: str = ""
    leave_out: tuple[str, ...] = ()
    short_titles: Mapping[str, str] = field(default_factory=dict)
    clock: int = 0
    units: tuple[Unit, ...] = ()
    money: str = ""
    rates: Mapping[str, float] = field(default_factory=dict)
    rates_date: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    credit: str = ""

    def names(self, edition: str = "") -> dict[str, str]:
        """Return how places are named in an edition: what copy writes -> what the house does."""
        return {**self.places, **self.editions.get(edition, {})}


def load(written: str, *, name: str = "style") -> Guide:
    """Return the guide in a TOML text.

    Args:
        written: The text; tables that are left out judge nothing.
        name: What an error calls it.

    Raises:
        Misconfigured: It is no TOML, has a table that no guide has, or a value of the wrong kind.
    """
    try:
        given = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(name, f"is no TOML: {error}") from None
    unknown = sorted(set(given) - TABLES)
    if unknown:
        raise Misconfigured(name, f"has a table that no house style has: {unknown[0]}")
    try:
        return _guide(given)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise Misconfigured(name, f"has a value of the wrong kind: {error}") from None


def _guide(given: Mapping[str, Any]) -> Guide:
    numbers, titles, money = given.get("numbers", {}), given.get("titles", {}), given.get("currency", {})
    verbs, times = given.get("attribution", {}), given.get("times", {})
    clock, percent = int(times.get("clock", 0)), str(numbers.get("percent", ""))
    if clock not in (0, *CLOCKS) or percent not in ("", *PERCENTS):
        raise ValueError("times.clock is 12 or 24, numbers.percent one of percent, per cent and %")
    rates = {str(key): float(value) for key, value in money.get("rates", {}).items()}
    if rates and not money.get("date"):
        raise ValueError("currency.rates need currency.date, the day on which they held")
    credit = str(given.get("credit", {}).get("wording", ""))
    if credit and "{agencies}" not in credit:
        raise ValueError("credit.wording must have {agencies}")
    return Guide(
        name=str(given.get("name", "")),
        spelling=_words(given.get("spelling", {})),
        avoid=_words(given.get("avoid", {})),
        verbs=frozenset(str(each) for each in verbs.get("allowed", ())),
        instead=str(verbs.get("instead", "said")),
        words_below=int(numbers.get("words_below", 0)),
        thousands=str(numbers.get("thousands", "")),
        percent=percent,
        leave_out=tuple(str(each) for each in titles.get("leave_out", ())),
        short_titles=_words(titles.get("short", {})),
        clock=clock,
        units=tuple(
            Unit(
                tuple(str(name) for name in each["from"]),
                str(each["to"]),
                float(each["factor"]),
                float(each.get("less", 0)),
            )
            for each in given.get("units", ())
        ),
        money=str(money.get("to", "")),
        rates=rates,
        rates_date=str(money.get("date", "")),
        places=_words(given.get("places", {})),
        editions={str(slug): _words(names) for slug, names in given.get("editions", {}).items()},
        credit=credit,
    )


def _words(given: Mapping[str, Any]) -> dict[str, str]:
    for key, value in given.items():
        if not isinstance(value, str) or not key.strip():
            raise ValueError(f"{key!r} must stand for words")
    return dict(given)


@cache
def house() -> Guide:
    """Return the guide that ships."""
    return load(files("wiredesk.core.style").joinpath("data", "house.toml").read_text("utf-8"), name="house.toml")
