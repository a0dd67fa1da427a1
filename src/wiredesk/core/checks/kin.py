"""Words that say nearly the same, or the opposite, from a table made of WordNet (see benchmarks/kin_from_wordnet.py).

A fair rewrite says “ship” for “ferry” and “adjourned” for “postponed”; no list of ours could hold them all.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

SAME, DERIVED, WIDER = 0.9, 0.85, 0.7
"""How near a word is: one sense with the other, derived from it, one step wider or narrower."""


_NOTHING: tuple[str, ...] = ("", "", "", "", "", "")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Read the table, once, when first asked for: stem -> its other columns, as they stand."""
    data = files("wiredesk.core.checks") / "data" / "kin.tsv"
    lines = (line.partition("\t") for line in data.read_text(encoding="utf-8").splitlines())
    return {stem: rest for stem, _, rest in lines}


def _columns(stem: str) -> tuple[str, ...]:
    row = _table().get(stem)
    return _NOTHING if row is None else (*row.split("\t"), "", "", "", "", "")


@lru_cache(maxsize=50_000)
def base(stem: str) -> str:
    """Return the stem of an irregular form's plain form: that of "rise" for that of "rose"."""
    return _columns(stem)[0] or stem


@lru_cache(maxsize=20_000)
def near(stem: str) -> dict[str, float]:
    """Return the stems that say nearly the same or a little more widely, each with how near it is, in (0, 1]."""
    root = base(stem)
    found: dict[str, float] = {}

    def add(stems: str, weight: float) -> None:
        for each in stems.split():
            if weight > found.get(each, 0.0):
                found[each] = weight

    add(f"{stem} {root}", 1.0)
    for each in {stem, root}:
        _, same, derived, wider, _, *_ = _columns(each)
        add(same, SAME)
        add(derived, DERIVED)
        add(wider, WIDER)
    for each in [stem for stem, weight in found.items() if DERIVED <= weight < 1.0]:
        add(_columns(each)[2], DERIVED)
    for each in opposites(stem):
        found.pop(each, None)
    return found


@lru_cache(maxsize=20_000)
def opposites(stem: str) -> frozenset[str]:
    """Return the stems that say the opposite."""
    return frozenset(each for root in {stem, base(stem)} for each in _columns(root)[4].split())


def known(stem: str) -> bool:
    """Say whether a stem is in the table at all: a word of the language and no name."""
    return stem in _table()


@lru_cache(maxsize=100_000)
def akin(one: str, other: str) -> float:
    """Return how near two stems are, in [0, 1]; 0 where nothing joins them."""
    if one == other:
        return 1.0
    here, there = near(one), near(other)
    return max(here.get(other, 0.0), here.get(base(other), 0.0), there.get(one, 0.0), there.get(base(one), 0.0))


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    data = files("wiredesk.core.checks") / "data" / "verbs.txt"
    return frozenset(data.read_text(encoding="utf-8").split())


def verb(stem: str) -> bool:
    """Say whether a stem is often that of a verb; WordNet's corpus has it as one in three of ten places or more."""
    return stem in _verbs() or base(stem) in _verbs()


def sisters(one: str, other: str) -> bool:
    """Say whether two stems are two kinds of one thing, and not one a kind of the other."""
    if akin(one, other):
        return False
    return bool(set(_columns(base(one))[3].split()) & set(_columns(base(other))[3].split()))
