"""A short name for a story: what the agencies call it, else its place and what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wiredesk.core import text
from wiredesk.core.model import Item

LONGEST = 40
"""Characters of a slugline; longer ones are keywords and no name."""

_SAYS = frozenset(
    text.stem(word)
    for word in "say says said tell told report reports deny denies denied update people new one two three after over amid "
    "first day days week year years agency official officials country state make makes show shows set sets".split()
)


def slugline(items: Sequence[Item]) -> str:
    """Return a slugline for the items of one story, oldest first; empty where nothing can be said.

    Most agencies' own slugline is taken where one stands more than once or alone; else a place, or a country, and the one
    or two words that most headlines share: "KENYA-STRIKE", "LEEDS-SIGNAL-FAULT".
    """
    given = Counter(item.slugline.strip() for item in items if 0 < len(item.slugline.strip()) <= LONGEST)
    if given:
        return min(given, key=lambda each: (-given[each], [item.slugline.strip() for item in items].index(each)))
    where = _where(items)
    about = _about(items, where)
    return "-".join([*([where] if where else []), *about]).upper().replace(" ", "-")[:LONGEST].strip("-")


def _where(items: Sequence[Item]) -> str:
    """Return the country that most items name first in headline or lead, else the place."""
    named: Counter[str] = Counter()
    for item in items:
        found = text.places(item.headline) or text.places(item.body[:400])
        for place in found[:1]:
            country = text.country_name(place.country)
            named[country if country and " " not in country else place.name] += 1
    return named.most_common(1)[0][0] if named else ""


def _about(items: Sequence[Item], where: str) -> list[str]:
    """Return the words that headlines share and bodies bear out, in their order in a headline."""
    taken = frozenset(text.content_words(where)) | _SAYS
    weight: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for item in items:
        titles = item.headline or item.body[:120]
        names = {word for name in text.names(f"so {titles}") for word in text.content_words(name.text)}
        lands = {word for place in text.places(titles) for word in text.content_words(place.name)}
        body = Counter(text.content_words(item.body))
        for word in re.findall(r"[A-Za-z\u00c0-\u024f][\w'\u2019-]{2,}", titles):
            for stem in text.content_words(word)[:1]:
                if stem in taken or stem in lands or (stem in names and word[:1].isupper()):
                    continue
                weight[stem] += 2 + min(4, body[stem])
                shown.setdefault(stem, re.sub(r"['\u2019]s?$", "", word).lower())
    best = {stem for stem, _ in weight.most_common(2)}
    return [shown[stem] for stem in shown if stem in best]
