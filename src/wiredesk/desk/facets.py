"""What the board filters by, decided when copy arrives and kept in one text: `|agency:volga|country:RU|…|`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from wiredesk.desk.models import Member

MOST = 4000  # characters of headlines; a story of very many items is found by its first ones


def plain(words: str) -> str:
    """Return words as the board compares them: lower case, one space between, no bar."""
    return " ".join(unicodedata.normalize("NFKC", words).lower().replace("|", " ").split())


def facets(members: Iterable[Member], found: Mapping[str, Any]) -> str:
    """Return what a story is filtered by.

    Args:
        members: Its members with item and agency.
        found: Its countries, sectors, places and slugline, as far as they are known.

    Returns:
        Pairs between bars, each `name:value`, then the headlines in lower case.
    """
    pairs: dict[str, None] = {}
    words = [plain(str(found.get("slugline", "")))]
    for member in members:
        item = member.item
        pairs[f"agency:{item.agency.slug}"] = None
        if item.urgency:
            pairs[f"urgency:{item.urgency}"] = None
        if item.language:
            pairs[f"language:{plain(item.language)}"] = None
        if item.signal:
            pairs[f"signal:{item.signal}"] = None
        words.append(plain(item.headline))
    for name, singular in (("countries", "country"), ("sectors", "sector"), ("places", "place")):
        pairs |= {f"{singular}:{plain(str(each))}": None for each in found.get(name, ())}
    said = "|".join(dict.fromkeys(each for each in words if each))
    return f"|{'|'.join(pairs)}|{said[:MOST]}"
