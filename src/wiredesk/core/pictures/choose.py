"""Which picture a story gets, by rules that are shown with it.

In order: a photo that came with the copy, with rights; bars where a business story counts something or no place is
known; a locator map where a place is known; a card. Never one drawn by a model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wiredesk.core import text
from wiredesk.core.model import Draft, Item, Ledger, Media, PubStatus
from wiredesk.core.pictures import line
from wiredesk.core.pictures.card import alt as card_alt
from wiredesk.core.pictures.card import card
from wiredesk.core.pictures.graphic import alt as graphic_alt
from wiredesk.core.pictures.graphic import graphic, source
from wiredesk.core.pictures.locator import Spot, locator_map
from wiredesk.core.pictures.metadata import ALGORITHMIC, DATA_DRIVEN, About, by_model
from wiredesk.core.pictures.series import Series, series
from wiredesk.core.pictures.sphere import direction, distance
from wiredesk.core.pictures.theme import WIDE, Size

MOST_SPOTS = 3
TOGETHER_KM = 1500.0
"""Farther apart, two places make a map on which neither can be found."""

FAR_KM = 1500.0
"""From a capital, beyond which it helps nobody to find a place."""

NARROWEST = 1200
"""Pixels: what a photo needs at the top of a page, where its width is known."""

_RIGHTS = "Drawn by Wiredesk; land outlines: Natural Earth (public domain)."
_CREDIT = "Wiredesk; land outlines: Natural Earth"
_NO_RIGHTS = re.compile(
    r"\b(?:not (?:for|to be)|no (?:sales|archives?|use|web|internet)|prohibited|forbidden|restricted|do not)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a story, and why this one. A photo has no `svg` but its `media`."""

    kind: str  # "photo", "map", "graphic", "card"
    svg: str
    alt: str
    caption: str
    credit: str
    reason: str
    source_type: str
    media: Media | None = None


def choose(
    items: Sequence[Item], ledger: Ledger, draft: Draft, *, size: Size = WIDE, dark: bool = False, lacking: str = ""
) -> Picture:
    """Return the first picture of the house's order that is allowed.

    Args:
        items: The items of the story.
        ledger: Its claims, whose places count.
        draft: Its headline is what a card shows, and what a photo's alt text must differ from.
        size: Of a map or card, in pixels.
        dark: Of a map or card: light on dark.
        lacking: Why there is no photo, where the caller knows more than the items tell.
    """
    photo, missing = photo_of(items, draft)
    if photo is not None:
        return photo
    lacking = lacking or missing
    spots = places_of(items, ledger, draft)
    found = series(items, ledger)
    if found is not None and (not spots or _counts(draft)):
        return _bars(found, lacking, size, dark)
    if spots:
        return _map(spots, lacking, size, dark)
    return _card(draft, f"{lacking} No place could be told from the copy.", size, dark)


def _counts(draft: Draft) -> bool:
    """Whether a story is about numbers rather than a place: one of business, with a number in its headline."""
    return "economy-business" in draft.sectors[:1] and bool(text.numbers(draft.headline.text))


def _bars(found: Series, lacking: str, size: Size, dark: bool) -> Picture:
    told = graphic_alt(found)
    shape = "a line shows" if line.fits(found) else "bars show"
    about = About(
        "Wiredesk", "Wiredesk", "Drawn by Wiredesk from numbers in the copy.", DATA_DRIVEN, source(found), told
    )
    return Picture(
        kind="graphic",
        svg=graphic(found, size=size, dark=dark, about=about),
        alt=told,
        caption=f"{found.told} {source(found)}.",
        credit="Graphic: Wiredesk",
        reason=f"{lacking} The copy gives {len(found.points)} numbers of one kind, so {shape} them.",
        source_type=DATA_DRIVEN,
    )


def photo_of(items: Sequence[Item], draft: Draft) -> tuple[Picture | None, str]:
    """Return the first photo of the items that rules may take; or None, and in a sentence what is lacking."""
    lacking = "No photo came with the copy."
    for item in items:
        if item.pub_status is PubStatus.CANCELED:
            continue
        for media in item.media:
            if media.kind != "picture" or not media.href:
                continue
            fault = fault_of(media, item, draft)
            if not fault:
                reason = f"A photo with rights came with {item.agency or 'the'} copy."
                return as_photo(media, reason), ""
            lacking = f"A photo of {item.agency or 'an agency'} could not be used: {fault}"
    return None, lacking


def fault_of(media: Media, item: Item, draft: Draft) -> str:
    """Return why rules may not take a photo, as the end of a sentence; "" when they may."""
    terms = media.usage_terms or item.usage_terms
    if by_model(media.source_type):
        return "its file says that a model made it or a part of it."
    if not (media.credit or media.copyright):
        return "it names nobody to credit."
    if not terms:
        return "it came without terms of use."
    if _NO_RIGHTS.search(terms):
        return "its terms of use restrict it; a person may decide otherwise."
    if media.width is not None and media.width < NARROWEST:
        return f"it is {media.width} pixels wide, and the page needs {NARROWEST}."
    if not media.caption or media.caption.strip().rstrip(".") == draft.headline.text.strip().rstrip("."):
        return "it has no caption that says what it shows."
    return ""


def as_photo(media: Media, reason: str) -> Picture:
    """Return a photo as a picture for a story, in its owner's words.

    Its alternative text is the agency's own where it gave one, else the caption, which says what it shows; never the
    headline. How it was made is what its file says; nothing is claimed for it.
    """
    return Picture(
        kind="photo",
        svg="",
        alt=media.alt or media.caption,
        caption=media.caption,
        credit=media.credit or media.copyright,
        reason=reason,
        source_type=media.source_type,
        media=media,
    )


def places_of(items: Sequence[Item], ledger: Ledger, draft: Draft) -> list[Spot]:
    """Return the places that the story is about, most named first: towns and regions, else its one country.

    A place counts once in a sentence of copy, more in a headline; a dateline says where it was written, not
    where it happened, and does not count.
    """
    count: Counter[str] = Counter()
    found: dict[str, text.Place] = {}
    for weight, each in _texts(items, draft):
        for place in text.places(each):
            key = place.name if not place.is_country else place.country
            count[key] += weight + (1 if place.name in ledger.places else 0)
            found.setdefault(key, place)
    ranked = sorted(found.values(), key=lambda place: -count[place.name if not place.is_country else place.country])
    towns = [place for place in ranked if not place.is_country and not _seat_of_power(place)]
    if not towns:
        # A capital of another country than the story names most is no place of it: shares fall in London, of a mine in Peru.
        most = ranked[0].country if ranked and ranked[0].is_country else ""
        towns = [place for place in ranked if not place.is_country and most in ("", place.country)]
    if towns:
        return _near_each_other([_spot(place) for place in towns])
    return [_spot(place) for place in ranked[:1]]


def _texts(items: Sequence[Item], draft: Draft) -> list[tuple[int, str]]:
    bodies = []
    for item in items:
        dateline = text.dateline(item.body)
        bodies.append((1, item.body[dateline.span[1] :] if dateline is not None else item.body))
    return [(3, draft.headline.text), *((2, item.headline) for item in items), *bodies]


def _seat_of_power(place: text.Place) -> bool:
    """Whether a place is a capital, whose name mostly stands for a government."""
    return any(place.name == capital.name for capital in capitals())


def _near_each_other(spots: Sequence[Spot]) -> list[Spot]:
    first = spots[0]
    return [spot for spot in spots if distance(first.point, spot.point) <= TOGETHER_KM][:MOST_SPOTS]


def _spot(place: text.Place) -> Spot:
    """Return a place to mark; a country with its middle and width, a very small one as a dot where its capital is."""
    if not place.is_country:
        return Spot(place.name, place.lon or 0.0, place.lat or 0.0, _countries().get(place.country, ""))
    land = next((each for code, each in _lands() if code == place.country), None)
    return land or Spot(place.name, place.lon or 0.0, place.lat or 0.0)


@cache
def _lands() -> tuple[tuple[str, Spot], ...]:
    """Return code and country for all but the smallest, the largest first.

    The middle and the area are rounded, of the land that is one piece; the width is that of a square and half as much.
    """
    content = files("wiredesk.core.pictures").joinpath("data", "lands.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in content.splitlines() if line)
    return tuple(
        (code, Spot(text.country_name(code), float(lon), float(lat), "", True, 1.5 * (float(area) * 1000) ** 0.5))
        for code, lat, lon, area in rows
    )


@cache
def capitals() -> tuple[Spot, ...]:
    """Return the capitals (or seats of government) of the world, with their country."""
    return tuple(Spot(row[2], float(row[4]), float(row[3]), row[1]) for row in _table())


@cache
def _countries() -> dict[str, str]:
    return {row[0]: row[1] for row in _table()}


@cache
def _table() -> tuple[list[str], ...]:
    content = files("wiredesk.core.pictures").joinpath("data", "capitals.tsv").read_text("utf-8")
    return tuple(line.split("\t") for line in content.splitlines() if line)


def _map(spots: Sequence[Spot], lacking: str, size: Size, dark: bool) -> Picture:
    first = spots[0]
    near = sorted(capitals(), key=lambda each: distance(first.point, each.point))[:14]
    near = [each for each in near if all(each.name != spot.name for spot in spots)]
    lands = [land for _, land in _lands() if all(land.name != spot.name for spot in spots)]
    named = _listed([_full(spot) for spot in spots])
    alt = f"Map of land outlines without borders that marks {named}{_where(first, near)}."
    caption = f"{named[:1].upper()}{named[1:]}."
    about = About("Wiredesk", _CREDIT, _RIGHTS, DATA_DRIVEN, caption, alt)
    return Picture(
        kind="map",
        svg=locator_map(spots, near, lands=lands, size=size, dark=dark, about=about),
        alt=alt,
        caption=caption,
        credit=f"Map: {_CREDIT}",
        reason=f"{lacking} The copy names {_listed([spot.name for spot in spots])}, so a locator map shows where.",
        source_type=DATA_DRIVEN,
    )


def _where(first: Spot, near: Sequence[Spot]) -> str:
    """Return ", about 420 km north-east of Kyiv, Ukraine"; nothing for a country, a capital or far from all."""
    if first.area or not near or near[0].country == near[0].name or any(first.name == each.name for each in capitals()):
        return ""
    kilometres = distance(near[0].point, first.point)
    if not 15 <= kilometres <= FAR_KM:
        return ""
    told = round(kilometres, -1)
    return f", about {told:,.0f} km {direction(near[0].point, first.point)} of {_full(near[0])}"


def _full(spot: Spot) -> str:
    return f"{spot.name}, {spot.country}" if spot.country and spot.country not in spot.name else spot.name


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])} and {names[-1]}"


def _card(draft: Draft, reason: str, size: Size, dark: bool) -> Picture:
    sectors = [text.SECTORS[each][0] for each in draft.sectors[:1] if each in text.SECTORS]
    kicker = sectors[0] if sectors else ""
    alt = card_alt(kicker)
    about = About("Wiredesk", "Wiredesk", "Set by Wiredesk.", ALGORITHMIC, "", alt)
    return Picture(
        kind="card",
        svg=card(draft.headline.text, kicker, size=size, dark=dark, about=about),
        alt=alt,
        caption="",
        credit="Card: Wiredesk",
        reason=f"{reason} So the headline stands as a card.",
        source_type=ALGORITHMIC,
    )
