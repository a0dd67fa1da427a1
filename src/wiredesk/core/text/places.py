"""Places and countries in a text: names, adjectives, capitals that stand for governments, and larger cities.

Data: `data/countries.tsv` (ours) and `data/cities.tsv` (GeoNames, CC BY 4.0), read once when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

Span = tuple[int, int]

_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*\.?")
# Also names of people or words: they count as countries only beside a word that places them.
_DOUBTFUL = frozenset(
    "Jordan Chad Georgia Guinea Turkey Dominica Jersey Niger Mali Oman Cuba Douglas Stanley Male Victoria Nelson".split()
)
# Cities that are given names, too: before a capital they are no place ("Vladimir Putin", "Charlotte Brown").
_GIVEN = frozenset(
    "Vladimir Charlotte Florence Victoria Nelson Paris Austin Houston Jackson Lincoln Madison Santiago Salvador Francisco "
    "Leon Carolina Sydney Israel Jordan Chad Georgia Lourdes Valencia Regina Constantine Denver Kent Troy Milan Roman Eugene "
    "Marion Douglas Stanley Warren Tyler Chandler Carson Lawrence Irving Norman Raymond Vernon Alexandria Adelaide Ali Hassan "
    "Ahmed Said Hamid Kamal Omar Sana Rosario Mercedes Concepcion Trinidad Soledad Angeles".split()
)
_SURNAMES = frozenset("Hilton Jackson Smith Jones Brown Williams Johnson".split())
_PLACING = frozenset(
    "in at near from to of around across outside inside into through over against between with for by and or via towards "
    "toward off the neighbouring neighboring northern southern eastern western central north south east west".split()
)
_TITLES = frozenset(
    "President Minister Mr Mrs Ms Dr Judge Justice General Colonel Captain Senator Governor Mayor Professor Sir Lord".split()
)
_MOST_WORDS = 6


class Place(NamedTuple):
    """A place in a text; `country` is ISO 3166-1 alpha-2, degrees are WGS 84, of the capital for a country."""

    span: Span
    name: str
    country: str
    lat: float | None
    lon: float | None
    is_country: bool


class _Entry(NamedTuple):
    name: str
    country: str
    lat: float | None
    lon: float | None
    kind: str  # "country", "people", "government", "city"
    people: int


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, dict[str, _Entry]]:
    """Return entries by their first word, then by all their words."""
    found: dict[str, dict[str, _Entry]] = {}
    for words, entry in (*_countries_and_peoples(), *_cities()):
        key = " ".join(words.replace("’", "'").split())
        if key:
            found.setdefault(key.split(" ", 1)[0], {}).setdefault(key, entry)
    return found


def _rows(name: str) -> Iterator[list[str]]:
    data = files("wiredesk.core.text") / "data" / name
    return (line.split("\t") for line in data.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _countries_and_peoples() -> Iterator[tuple[str, _Entry]]:
    for iso, name, others, peoples, capital, stands, lat, lon in _rows("countries.tsv"):
        north, east = (float(lat), float(lon)) if lat else (None, None)
        for words in (name, *others.split("|")):
            yield words, _Entry(name, iso, north, east, "country", 0)
        for words in peoples.split("|"):
            yield words, _Entry(name, iso, None, None, "people", 0)
        for words in stands.split("|"):
            seat = words == capital
            yield words, _Entry(words, iso, north if seat else None, east if seat else None, "government", 0)


def _cities() -> Iterator[tuple[str, _Entry]]:
    for name, others, iso, lat, lon, people in _rows("cities.tsv"):
        entry = _Entry(name, iso, float(lat), float(lon), "city", int(people))
        for words in (name, *others.split("|")):
            yield words, entry


@lru_cache(maxsize=1)
def lands_of_peoples() -> dict[str, str]:
    """Return the one word for a land by the words for its people and its initials: "danes": "denmark", "uk": "britain".

    All in lower case, and single words only. Of several names the one that begins like the word for the people counts:
    "scots": "scotland", and not "britain".
    """
    found: dict[str, str] = {}
    for _, name, others, peoples, *_ in _rows("countries.tsv"):
        names = [each for each in (name, *others.split("|")) if each.isalpha()]
        lands = [each.lower() for each in names if not each.isupper()]
        for word in [
            each.lower() for each in (*names, *peoples.split("|")) if each.isalpha() and each.lower() not in lands
        ]:
            alike = [land for land in lands if land[:4] == word[:4]]
            if lands:
                found[word] = (alike or lands)[0]
    return found


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """Return a country's English name, or the code itself where it is unknown."""
    for entries in _gazetteer().values():
        for entry in entries.values():
            if entry.kind == "country" and entry.country == code:
                return entry.name
    return code


def places(text: str) -> list[Place]:
    """Return countries and cities in order; adjectives and peoples are not places (see `countries`)."""
    return [
        Place(span, entry.name, entry.country, entry.lat, entry.lon, entry.kind == "country")
        for span, entry in _found(text)
        if entry.kind in ("country", "city") or (entry.kind == "government" and entry.lat is not None)
    ]


def countries(text: str) -> tuple[str, ...]:
    """Return the countries that a text names, as codes, by how often and how early.

    Adjectives count ("Ukrainian"), and the words that stand for a government ("Kyiv", "the Kremlin").
    """
    return _kept(text) if len(text) <= KEPT else _counted(text)


KEPT = 1000  # characters: clauses and sources are asked for again and again


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[str, ...]:
    return _counted(text)


def _counted(text: str) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for _, entry in _found(text):
        if entry.kind == "city" and entry.people < 200_000:
            continue
        counts[entry.country] = counts.get(entry.country, 0) + 1
    order = list(counts)
    return tuple(sorted(counts, key=lambda code: (-counts[code], order.index(code))))


def _found(text: str) -> list[tuple[Span, _Entry]]:
    gazetteer = _gazetteer()
    tokens = [match for match in _TOKEN.finditer(text) if match]
    found = []
    position = 0
    while position < len(tokens):
        entry, length = _longest(gazetteer, text, tokens, position)
        if entry is None or not _fits(text, tokens, position, length, entry):
            position += 1
            continue
        end = tokens[position + length - 1].end()
        shown = text[tokens[position].start() : end]
        end -= shown.endswith("'s") * 2 + shown.endswith("’s") * 2
        found.append(((tokens[position].start(), end), entry))
        position += length
    return found


def _bare(token: str) -> str:
    return token.replace("’", "'").removesuffix("'s")


def _longest(
    gazetteer: dict[str, dict[str, _Entry]], text: str, tokens: list[re.Match[str]], position: int
) -> tuple[_Entry | None, int]:
    first = tokens[position].group()
    if not first[0].isupper():
        return None, 0
    for head in dict.fromkeys((first.replace("’", "'"), _bare(first), _bare(first).rstrip("."))):
        entries = gazetteer.get(head)
        if entries is None:
            continue
        best: tuple[_Entry | None, int] = (entries.get(head), 1)
        words = head
        for length in range(2, min(_MOST_WORDS, len(tokens) - position) + 1):
            before, token = tokens[position + length - 2], tokens[position + length - 1]
            if text[before.end() : token.start()] != " ":
                break
            last = _bare(token.group()).rstrip(".")
            if f"{words} {last}" in entries:
                best = (entries[f"{words} {last}"], length)
            words = f"{words} {last}"
        if best[0] is not None:
            return best
    return None, 0


def _fits(text: str, tokens: list[re.Match[str]], position: int, length: int, entry: _Entry) -> bool:
    """Say whether the words around let this be a place: "Michael Jordan" and "Lima Beans Inc" are none."""
    if length > 1 or entry.kind == "people":
        return True
    token = tokens[position]
    shown = _bare(token.group())
    if len(shown) > 2 and shown.isupper() and entry.kind == "city" and entry.people < 300_000:
        return False
    before = tokens[position - 1] if position else None
    joined = before is not None and text[before.end() : token.start()] == " "
    word = before.group() if before is not None and joined else ""
    if word in _TITLES:
        return False
    if word[:1].isupper() and not word.isupper() and word.lower() not in _PLACING:
        # A capitalised word before: a first name, unless it is itself an adjective of a country ("Russian Kursk").
        head = _gazetteer().get(_bare(word), {}).get(_bare(word))
        return head is not None or (entry.kind == "country" and shown not in _DOUBTFUL)
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if (
        after is not None
        and text[token.end() : after.start()] == " "
        and (after.group() in _SURNAMES or (shown in _GIVEN and after.group()[0].isupper()))
    ):
        return False
    if shown in _DOUBTFUL or (entry.kind == "city" and entry.people < 150_000):
        following = after.group().lower() if after is not None else ""
        return word.lower() in _PLACING or token.group().endswith(("'s", "’s")) or following in ("and", "says", "said")
    return True
