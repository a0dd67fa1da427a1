"""The order of a front, by rules that an editor can read: recency, origins, urgency, and many sectors and countries.

Pure: it knows numbers and names alone. Each place carries its reasons in words, which the desk shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

# These are house rules, not fitted numbers: each says how much an editor would give for what it names.
HALF_LIFE_HOURS = 12.0  # a story of this morning counts half tonight
ORIGIN = 0.25  # each independent origin after the first
ORIGINS = 5  # beyond which more of them add nothing
DISPUTED = 0.15  # both sides in one place are what the house is for
URGENCY = {1: 2.0, 2: 1.5, 3: 1.25, 4: 1.1, 5: 1.0, 6: 0.9, 7: 0.8, 8: 0.7, 9: 0.6}  # as agencies set it
ALIKE = {"country": 0.8, "agency": 0.92, "sector": 0.85}  # for each story of the same one that stands above
QUOTA = 1 / 3  # of a front, for one sector, as long as others have stories


@dataclass(frozen=True, slots=True)
class Candidate:
    """A public story that could stand on a front."""

    story: int
    at: datetime
    """When it was first published, or last updated with new facts."""
    origins: int = 1
    disputed: bool = False
    urgency: int = 5
    """1 highest to 9."""
    countries: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One story on a front, and why."""

    story: int
    reasons: tuple[str, ...]
    score: float
    """Worth times fairness when it was chosen; 0 for a pin."""
    pinned: bool = False


@dataclass(slots=True)
class _Above:
    """What stands on the front so far."""

    country: Counter[str] = field(default_factory=Counter)
    agency: Counter[str] = field(default_factory=Counter)
    sector: Counter[str] = field(default_factory=Counter)

    def add(self, each: Candidate) -> None:
        self.country.update(each.countries)
        self.agency.update(each.agencies)
        self.sector.update(each.sectors[:1])

    def most(self, kind: str, names: Sequence[str]) -> tuple[int, str]:
        """Return how often the most frequent of the names stands above, and which it is."""
        counted: Counter[str] = getattr(self, kind)
        return max(((counted[name], name) for name in names), default=(0, ""))


def worth(each: Candidate, newest: datetime) -> float:
    """Return what a story is worth by itself; 1 for a brief of one origin as new as the newest.

    Age counts from the newest candidate, not from the clock, so a quiet front stays as it is.
    """
    age = max(0.0, (newest - each.at).total_seconds()) / 3600
    known = 1 + ORIGIN * (min(each.origins, ORIGINS) - 1) + (DISPUTED if each.disputed else 0)
    return float(0.5 ** (age / HALF_LIFE_HOURS) * known * URGENCY.get(each.urgency, 1.0))


def order(
    candidates: Sequence[Candidate], *, length: int, pins: Mapping[int, int] | None = None, quota: float = QUOTA
) -> list[Place]:
    """Return the front, best first.

    Args:
        candidates: Stories that may stand here, each once; what an editor barred is not among them.
        length: How many places there are.
        pins: Place, counted from 1, to the story that an editor put there; one that is no candidate is passed over.
        quota: Share of the places that one sector may have while another has stories left; 1 for no limit.
    """
    left = {each.story: each for each in candidates}
    fixed = {place: left.pop(story) for place, story in sorted((pins or {}).items()) if story in left}
    newest = max((each.at for each in candidates), default=None)
    worths = {each.story: worth(each, newest) for each in left.values()} if newest else {}
    above, places = _Above(), list[Place]()
    while len(places) < length and (left or fixed):
        at = len(places) + 1
        pinned = fixed.pop(at, None) or (fixed.pop(min(fixed)) if fixed and not left else None)
        if pinned is not None:
            places.append(Place(pinned.story, (f"an editor put it at place {at}",), 0.0, True))
            above.add(pinned)
            continue
        chosen, score = _best(left.values(), worths, above, most=max(1, round(quota * length)))
        del left[chosen.story]
        places.append(Place(chosen.story, _reasons(chosen, above), score))
        above.add(chosen)
    return places


def _best(
    left: Iterable[Candidate], worths: Mapping[int, float], above: _Above, *, most: int
) -> tuple[Candidate, float]:
    rows = list(left)
    free = [each for each in rows if above.sector[next(iter(each.sectors), "")] < most] or rows
    scored = [(worths[each.story] * _fairness(each, above), each) for each in free]
    score, chosen = max(scored, key=lambda pair: (pair[0], pair[1].at, pair[1].story))
    return chosen, score


def _fairness(each: Candidate, above: _Above) -> float:
    """Return how much a story loses for others of its country, agency and sector that stand above, 1 for none."""
    alike = {"country": each.countries, "agency": each.agencies, "sector": each.sectors[:1]}
    found = 1.0
    for kind, names in alike.items():
        found *= ALIKE[kind] ** above.most(kind, names)[0]
    return found


def _reasons(each: Candidate, above: _Above) -> tuple[str, ...]:
    rows = [f"published {each.at:%d %b, %H:%M} UTC"]
    rows += [f"{each.origins} independent origins"] if each.origins > 1 else ["one origin"]
    rows += ["both sides speak"] if each.disputed else []
    rows += [f"an agency sent it with urgency {each.urgency}"] if each.urgency != 5 else []
    for kind, names in (("country", each.countries), ("agency", each.agencies), ("sector", each.sectors[:1])):
        count, name = above.most(kind, names)
        if count:
            rows.append(f"lower for {count} of the same {kind} above ({name})")
    if each.countries and not above.most("country", each.countries)[0]:
        rows.append("first of its country")
    return tuple(rows)
