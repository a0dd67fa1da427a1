"""Names that copy gives a paragraph after the role: "the group's commander said … “…,” Yusuf Tirab said by phone"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from wiredesk.core import text
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range

REACH = 3  # claims that are looked at for the name
BEFORE, OPENING = 3, 6  # units before a pronoun, and tokens from their start, in which a role may stand
LONG = 4  # letters; no shorter word is told by its ending
FAR = 250  # tokens between a role and the name in an apposition to it
_STOPS = frozenset(", ( — – who whom of in for at with that which from on to and".split())
_TITLES = frozenset(
    "mr mrs ms dr colonel general captain major commissioner inspector brigadier sergeant prof admiral".split()
)
_PERSONS = frozenset(
    "chief head president boss aide guard nurse coach captain official witness clerk colonel general premier envoy pilot "
    "mayor monk judge victim spokesman spokeswoman spokesperson secretary attorney friend deputy son daughter widow wife "
    "husband brother sister mother father student trainee scientist biologist champion officer owner".split()
)
_SUFFIXES = ("er", "or", "ist", "ant", "ian", "man", "woman", "person", "yst", "eur", "ee")
# Bodies, and things, whose names end like those of persons.
_NOT_PERSONS = frozenset(
    """paper newspaper letter order number office centre center matter tower river labor power regulator operator developer
    producer manufacturer maker carrier broadcaster lender insurer retailer provider supplier competitor publisher distributor
    tracker builder importer exporter employer contractor prosecutor investor chamber server cluster partner register
    border quarter""".split()
)


def person_noun(word: str) -> bool:
    """Say whether a word in lower case looks like what one person is: "commander", "clerk"."""
    if word in g.BODIES or word in _NOT_PERSONS:
        return False
    return word in _PERSONS or (len(word) > LONG and word.endswith(_SUFFIXES))


def person_role(page: Page, source: Range) -> int | None:
    """Return the token of the noun that names a person's role in a source ("commander"), or None."""
    first, end = source
    stop = next((k for k in range(first, end) if page.lower[k] in _STOPS), end)
    if stop == first:
        return None
    head = page.lower[stop - 1]
    if page.capital(stop - 1) and stop - 1 > first:
        return None
    return stop - 1 if person_noun(head) else None


def fill(page: Page, found: Sequence[Found], names: Sequence[str | None]) -> list[str | None]:
    """Return the speakers' names with those that the copy gives later than the role.

    Args:
        page: The body.
        found: The attributions of the body.
        names: The speaker of each, None where nobody is named before.
    """
    out = list(names)
    for number, (one, name) in enumerate(zip(found, names, strict=True)):
        if name is None and one.source:
            source = _antecedent(page, one.source[0])
            role = person_role(page, source)
            if role is not None:
                out[number] = _apposed(page, role) or _named_next(page, found, names, number)
            elif page.lower[source[0]] in ("he", "she"):
                out[number] = _person_before(page, source[0])
            elif _defined_body(page, source):
                out[number] = _body_next(page, found, names, number)
    return out


def _antecedent(page: Page, source: Range) -> Range:
    """Return the noun phrase before "who": "her club's president, who said"."""
    first, end = source
    if end - first != 1 or page.lower[first] != "who":
        return source
    last = first - 1 if first and page.lower[first - 1] == "," else first
    k = last
    while k > 0 and last - k < 8 and page.lower[k - 1] not in _STOPS | {"by", "."}:
        k -= 1
    return (k, last) if k < last else source


def _person_before(page: Page, pronoun: int) -> str | None:
    """Return the name that the copy gives later to the role that a sentence before "he" opens with ("the ambassador")."""
    number = bisect.bisect_left(page.units, (pronoun, 0))
    for low, high in reversed(page.units[max(0, number - BEFORE) : number]):
        for k in range(low, min(high - 1, low + OPENING)):
            if page.lower[k] == "the" and person_noun(page.lower[k + 1]) and not page.capital(k + 1):
                return _apposed(page, k + 1)
    return None


def _apposed(page: Page, role: int) -> str | None:
    """Return the name beside a later mention of the role: "the mine's manager, Joseph Mwansa", "owner Terje Nygaard"."""
    found: set[str] = set()
    for k in range(role, min(len(page.words) - 3, role + FAR)):
        if page.lower[k] != page.lower[role]:
            continue
        comma = page.lower[k + 1] == ","
        name = _full_name(page, k + 1 + comma)
        if name is not None and (not comma or page.lower[name[1] : name[1] + 1] == [","]):
            found.add(page.body[slice(*page.span(*name))])
    return found.pop() if len(found) == 1 else None


def _full_name(page: Page, i: int) -> Range | None:
    k = i
    while k < len(page.words) and page.capital(k):
        k += 1
    named = k - i >= 2 and not text.countries(page.body[slice(*page.span(i, k))])
    return (i, k) if named and not any(page.lower[n] in g.BODIES for n in range(i, k)) else None


def _named_next(page: Page, found: Sequence[Found], names: Sequence[str | None], number: int) -> str | None:
    """Return the name of the next speaker, where it comes without a role of its own and for the first time."""
    start = found[number].source[0][0]
    for one, name in zip(found[number + 1 : number + REACH], names[number + 1 : number + REACH], strict=True):
        if not one.source or one.source[0][0] <= start:
            continue
        if not name:
            if page.lower[one.source[0][0]] in g.PERSONAL | {"who"}:
                continue
            return None
        first, end = one.source[0]
        while first < end and page.lower[first] in _TITLES | {"."}:
            first += 1
        own = _full_name(page, first)
        plain = own is not None and name.endswith(page.body[slice(*page.span(*own))])
        alone = own is not None and (
            own[1] >= end or page.lower[own[1]] != "," or page.lower[min(own[1] + 1, end - 1)] == "who"
        )
        return (
            name if plain and alone and not _met(page, name, one.source[0][0]) and _near(page, start, first) else None
        )
    return None


def _met(page: Page, name: str, before: int) -> bool:
    """Say whether the surname stands earlier in the copy."""
    surname = name.split()[-1]
    return any(page.words[k] == surname for k in range(before))


def _near(page: Page, one: int, other: int) -> bool:
    """Say whether at most one paragraph starts between two tokens."""
    low, high = min(one, other), max(one, other)
    return sum(low < k <= high for k in page.first_of_paragraph) <= 1


def _defined_body(page: Page, source: Range) -> bool:
    """Say whether a body is described by what it does and not named: "the agency that runs six hospitals"."""
    first, end = source
    head = next((k for k in range(first, end) if page.lower[k] in ("that", "which")), end)
    return head < end and page.lower[head - 1] in g.BODIES and not any(page.capital(k) for k in range(first + 1, head))


def _body_next(page: Page, found: Sequence[Found], names: Sequence[str | None], number: int) -> str | None:
    start = found[number].source[0][0]
    for one, name in zip(found[number + 1 : number + REACH], names[number + 1 : number + REACH], strict=True):
        if one.source and one.source[0][0] > start and name and name.count(" "):
            return name if not _met(page, name, one.source[0][0]) and _near(page, start, one.source[0][0]) else None
    return None
