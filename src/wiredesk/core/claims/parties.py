"""A story's sources under one name each: "Russia's defence ministry", "the Russian Defence Ministry"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wiredesk.core import text
from wiredesk.core.claims.events import canonical
from wiredesk.core.model import Claim, Party

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_FOR = re.compile(r"\s(?:for|at|in|from|with|on|to|near|by|who|close)\s")
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|you|who|which)$", re.IGNORECASE)
LONGEST_NAME = 60
_GENERAL = frozenset(
    text.stem(word) for word in "official officials source sources spokesman spokeswoman government".split()
)


@dataclass(slots=True)
class _Group:
    names: dict[str, None]
    stems: frozenset[str]
    country: str
    items: set[str] = field(default_factory=set)


class Parties:
    """Groups the sources of a story's claims."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._groups: list[_Group] = []
        self._of: list[_Group | None] = [self._place(claim) for claim in claims]

    def name(self, number: int) -> str:
        """Return the party of a claim by the claim's number, or "" where the copy names no source."""
        group = self._of[number]
        return _name(group) if group else ""

    def all(self) -> tuple[Party, ...]:
        """Return the parties in the order in which they first speak."""
        return tuple(
            Party(_name(group), tuple(name for name in group.names if name != _name(group)), group.country)
            for group in self._groups
        )

    def _place(self, claim: Claim) -> _Group | None:
        written = claim.speaker or claim.source_text
        name = _LEADING.sub("", " ".join(written.split(",")[0].split()))[:LONGEST_NAME]
        if not name or _PRONOUN.match(name):
            return None
        country = next(iter(text.countries(name)), "")
        stems = _stems(_FOR.split(name)[0] or name)
        group = self._find(name, stems, country, claim.item)
        if group is None:
            group = _Group({}, stems, country)
            self._groups.append(group)
        group.names.setdefault(name)
        group.items.add(claim.item)
        group.stems |= stems
        group.country = group.country or country
        return group

    def _find(self, name: str, stems: frozenset[str], country: str, item: str) -> _Group | None:
        fits = [group for group in self._groups if _fits(group, name, stems, country)]
        near = [group for group in fits if item in group.items]
        if len(near) == 1:
            return near[0]
        return fits[0] if len(fits) == 1 or (fits and name in fits[0].names) else None


def _stems(name: str) -> frozenset[str]:
    """Return the stems of a name without the words that only name a country."""
    return frozenset(
        canonical(stem)
        for word in re.findall(r"\w+", name)
        if not text.countries(word)
        for stem in text.content_words(word)
    )


def _fits(group: _Group, name: str, stems: frozenset[str], country: str) -> bool:
    if name in group.names:
        return True
    if country and group.country and country != group.country:
        return False
    if not stems or not group.stems:
        return bool(country) and not (stems - _GENERAL) and not (group.stems - _GENERAL)
    if any(_person(name, other) for other in group.names):
        return True
    return (stems <= group.stems or group.stems <= stems) and len(stems & group.stems) >= 1


def _person(name: str, other: str) -> bool:
    """Say whether one name is the surname of the other."""
    long, short = (name, other) if len(name) > len(other) else (other, name)
    return long.endswith(" " + short) and not _FOR.search(long)


def _name(group: _Group) -> str:
    return max(group.names, key=len)
