"""Where a story was written and by whom, from the copy itself; nothing is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from wiredesk.core import text
from wiredesk.core.model import Item

MOST_CITIES = 2


def city(item: Item, seats: Mapping[str, str]) -> str:
    """Return the city an item was written in: as the wire says, else its dateline, else its agency's seat."""
    if item.located:
        return item.located.title() if item.located.isupper() else item.located
    found = text.dateline(item.body)
    return _capitals(found.city) if found is not None and found.city else seats.get(item.agency, "")


def _capitals(name: str) -> str:
    return name.title() if name.isupper() else name


def dateline(items: Sequence[Item], seats: Mapping[str, str]) -> str:
    """Return "Moscow, Russia / Kyiv, Ukraine": the cities of the copy that was used, at most two.

    Args:
        items: The items used, in the order used.
        seats: Not used to make up a dateline, only known for `credit`: a seat is no place of writing.
    """
    cities = dict.fromkeys(found for found in (city(item, {}) for item in items) if found)
    return " / ".join(_with_country(each) for each in list(cities)[:MOST_CITIES])


def _with_country(name: str) -> str:
    places = text.places(name)
    if not places or "," in name:
        return name
    country = country_name(places[0].country)
    return name if not country or country == name else f"{name}, {country}"


def country_name(code: str) -> str:
    """Return a country's usual English name for its ISO 3166-1 alpha-2 code; empty for an unknown one."""
    return _names().get(code, "")


@cache
def _names() -> dict[str, str]:
    content = files("wiredesk.core.writing").joinpath("data", "countries.tsv").read_text("utf-8")
    return {code: name for code, _, name in (line.partition("\t") for line in content.splitlines())}


def credit(items: Sequence[Item], seats: Mapping[str, str]) -> str:
    """Return "With reporting by A (Moscow) and B (Kyiv)"; each agency once, in the order used."""
    named: dict[str, str] = {}
    for item in items:
        if item.agency:
            named[item.agency] = named.get(item.agency, "") or seats.get(item.agency, "") or city(item, {})
    if not named:
        return ""
    each = [f"{agency} ({where})" if where else agency for agency, where in named.items()]
    listed = each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"
    return f"With reporting by {listed}"
