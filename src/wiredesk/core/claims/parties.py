"""A story's sources under one name each: "Russia's defence ministry", "the Russian Defence Ministry"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wiredesk.core import text
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.events import canonical
from wiredesk.core.model import Claim, Party

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_FOR = re.compile(r"\s(?:for|at|in|from|with|on|to|near|by|who|close)\s")
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|you|who|which|whose|both|both sides|two sides|and)$", re.IGNORECASE)
_UNNAMED_BODY = re.compile(rf"^an? (?:\w+ ){{0,3}}(?:{'|'.join(sorted(g.BODIES))})$", re.IGNORECASE)
_OFFICER = re.compile(
    r", (?:the |its )?(?:president|head|director|chair\w*|spokes\w+|secretary|leader|chief)\b.* (?:of|for|at) the [A-Z]"
)
_TITLED = re.compile(
    r"(?:its |the (?:company|firm)[’']s )?(?:chief executive|managing director|finance (?:chief|director)|chair(?:man|woman)"
    r"|chief (?:financial|operating|technology) officer|general manager|spokes(?:man|woman|person))(?: [A-Z]|$)"
)
_TITLE_WORD = re.compile(r"chief|director|president|minister|mr|mrs|ms|dr|spokes\w+|analyst|\w+(?:er|or|ist)$")
_FIRMS = frozenset("company firm operator manufacturer producer developer".split())
LONGEST_NAME = 60
_GENERAL = frozenset(
    text.stem(word) for word in "official officials source sources spokesman spokeswoman government".split()
)

# Words of the bodies that speak for a state.
_STATE = frozenset(
    canonical(text.stem(word))
    for word in """ministry minister foreign defence defense interior state president presidential kremlin house white
    downing street army military forces armed navy air force general staff chief commander cabinet premier prime
    chancellor chancellery department pentagon embassy ambassador envoy security council administration""".split()
) | {"kremlin"}


@dataclass(slots=True)
class _Group:
    names: dict[str, None]
    stems: frozenset[str]
    country: str
    number: int
    official: bool = False
    items: set[str] = field(default_factory=set)


class Parties:
    """Groups the sources of a story's claims."""

    def __init__(self, claims: Sequence[Claim], credits: Sequence[bool]) -> None:
        """Group the sources of claims; `credits` says which of them only credit an agency, which is no party."""
        self._groups: list[_Group] = []
        self._by_word: dict[str, dict[int, None]] = {}
        self._firms: dict[int, None] = {}  # groups that the copy also calls "the company"
        self._of: list[_Group | None] = [
            None if credit else self._place(claim) for claim, credit in zip(claims, credits, strict=True)
        ]
        self._join_firm()
        self._camps: dict[int, int] = {}  # number of a group -> the first group of its camp
        for number, claim in enumerate(claims):
            self._join_camp(number, claim, claims[number - 1] if number else None)

    def name(self, number: int) -> str:
        """Return the party of a claim by the claim's number, or "" where the copy names no source."""
        group = self._of[number]
        return _name(group) if group else ""

    def side(self, number: int) -> str:
        """Return the country that the party of a claim speaks for, or "" where it speaks for itself."""
        group = self._of[number]
        return group.country if group and group.official else ""

    def camp(self, number: int) -> str:
        """Return a name for the people and the body that speak together, or "" where the copy joins none.

        A union and its secretary, an office and "Dr Qubati, who heads the office" never dispute each other.
        """
        group = self._of[number]
        if group is None or group.number not in self._camps:
            return ""
        return f"camp {self._camps[group.number]}"

    def _join_camp(self, number: int, claim: Claim, before: Claim | None) -> None:
        group = self._of[number]
        if group is None:
            return
        for other in self._groups:
            if other is not group and claim.item in other.items and _of_body(claim.source_text, other):
                self._together(group, other)
        earlier = self._of[number - 1] if before is not None and before.item == claim.item else None
        if earlier is None or earlier is group or before is None:
            return
        headed = _UNNAMED_BODY.match(before.source_text) and _OFFICER.search(claim.source_text)
        if headed or (_TITLED.match(claim.source_text) and _corporate(before, earlier)):
            self._together(earlier, group)

    def _join_firm(self) -> None:
        """Join "the company" of copy that names none to the one company of the story."""
        bare = [group for group in self._groups if all(name.lower() in _FIRMS for name in group.names)]
        if len(self._firms) != 1 or not bare:
            return
        firm = self._groups[next(iter(self._firms))]
        for group in bare:
            firm.names.update(group.names)
            firm.items |= group.items
        self._of = [firm if group in bare else group for group in self._of]
        self._groups = [group for group in self._groups if group not in bare]

    def _together(self, one: _Group, other: _Group) -> None:
        first = min(self._camps.get(each.number, each.number) for each in (one, other))
        for each in (one, other):
            self._camps[each.number] = first

    def all(self) -> tuple[Party, ...]:
        """Return the parties in the order in which they first speak."""
        return tuple(
            Party(
                _name(group),
                tuple(name for name in group.names if name != _name(group)),
                group.country,
                self._side_name(group),
            )
            for group in self._groups
        )

    def _side_name(self, group: _Group) -> str:
        """Return the shortest name among the official voices of the group's country."""
        if not group.official:
            return ""
        return min(
            (name for each in self._groups if each.official and each.country == group.country for name in each.names),
            key=len,
        )

    def _place(self, claim: Claim) -> _Group | None:
        written = claim.speaker or claim.source_text
        name = _LEADING.sub("", " ".join(written.split(",")[0].split()))[:LONGEST_NAME].rstrip(" .;:")
        if not name or _PRONOUN.match(name):
            return None
        head = claim.source_text.split(",")[0].split(" in ")[0]
        country = next(iter(text.countries(name)), "") or next(iter(text.countries(head)), "")
        stems = _stems(_FOR.split(name)[0] or name)
        group = self._find(name, stems, country, claim.item)
        if group is None:
            group = _Group({}, stems, country, len(self._groups))
            self._groups.append(group)
        group.names.setdefault(name)
        bare = _LEADING.sub("", claim.source_text.lower()).strip(" .,")
        if bare in _FIRMS and name.lower() != bare:
            self._firms.setdefault(group.number)
        group.items.add(claim.item)
        group.stems |= stems
        group.country = group.country or country
        group.official = group.official or (bool(country) and _speaks_for_country(name))
        number = group.number
        for word in _keys(name, stems, country):
            self._by_word.setdefault(word, {})[number] = None
        return group

    def _find(self, name: str, stems: frozenset[str], country: str, item: str) -> _Group | None:
        words = _keys(name, stems, country)
        numbers = sorted({number for word in words for number in self._by_word.get(word, ())})
        fits = [group for group in (self._groups[n] for n in numbers) if _fits(group, name, stems, country)]
        near = [group for group in fits if item in group.items]
        if len(near) == 1:
            return near[0]
        return fits[0] if len(fits) == 1 or (fits and name in fits[0].names) else None


def _corporate(before: Claim, group: _Group) -> bool:
    """Say whether a company speaks, by its name or as "the company", and no person."""
    words = before.source_text.lower().split()
    return words[-1:] in (["company"], ["firm"], ["group"], ["operator"], ["producer"]) or (
        bool(before.speaker) and not group.country and not any(_TITLE_WORD.match(word) for word in words)
    )


def _of_body(source: str, body: _Group) -> bool:
    """Say whether a source is described by a body that speaks, too: "union secretary Paco Iniesta", "who heads the office"."""
    words = source.lower().split()
    for name in body.names:
        last = name.lower().split()[-1]
        if last in g.BODIES and last in (word.strip(",.’'s") for word in words) and name not in source:
            return True
        if len(name.split()) > 1 and name in source and not source.endswith(name):
            return True
    return False


def _speaks_for_country(name: str) -> bool:
    """Say whether a name is a country, its seat of government, or a body of its state."""
    stems = _stems(name)
    return not stems - _GENERAL - _STATE


def _keys(name: str, stems: frozenset[str], country: str) -> tuple[str, ...]:
    """Return what two names of one party must share at least one of."""
    return (*stems, name, name.split()[-1], *([country] if country else []))


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
