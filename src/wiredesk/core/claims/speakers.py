"""Whom "he", "the ministry" and "the 54-year-old" stand for, within one item."""

from __future__ import annotations

import bisect

from wiredesk.core import text
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.introduced import person_noun, person_role
from wiredesk.core.claims.page import Page

_BODIES = g.BODIES
_TITLES = frozenset("mr mrs ms dr".split())
_PERSON = frozenset("he she".split())
_ROLES = frozenset(
    "president minister spokesman spokeswoman spokesperson governor mayor senator chief director secretary "
    "chairman chairwoman premier chancellor lawyer coach manager judge prosecutor ambassador leader officer "
    "commander general colonel professor owner founder executive candidate nominee envoy king queen pope head".split()
)
_AFTER_GENERAL = frozenset("staff assembly secretary office minister attorney".split())
_FIRMS = frozenset("company firm operator manufacturer producer developer group".split())
_FIRM_KINDS = _FIRMS | frozenset(
    "maker airline carrier retailer bank lender insurer miner supplier builder brewer publisher broadcaster shipyard".split()
)
WIDEST = 8  # tokens of a description that stands for a name ("Ukraine's military")
_SMALL = frozenset("of the for and de la al bin von van du der".split())


def _personal(name: str) -> bool:
    """Say whether a name can be a person's: not a country."""
    return not text.countries(name)


class Speakers:
    """Named sources of one item, met in reading order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._openings = {low for low, _ in page.units}
        self._inside = {page.lower[i] for i in range(len(page.words)) if page.capital(i) and i not in self._openings}
        self._named: list[tuple[str, frozenset[str], int]] = []  # name, words of the source, token number

    def name(self, found: Found) -> str | None:
        """Return the name behind a claim's source, and remember the source for later claims."""
        if not found.source:
            return None
        first, end = found.source[0]
        words = [self._page.lower[i] for i in range(first, end)]
        if len(words) == 1 and words[0] in g.PERSONAL | {"who", "which"}:
            return self._behind_pronoun(words[0], first)
        name = self._own_name(first, end)
        if name is not None:
            full = self._full(name)
            self._named.append((full, frozenset(words), first))
            return full
        described = any(self._page.capital(i) for i in range(first + 1, end)) or (
            self._page.capital(first) and words[0] != "the"
        )
        known = self._behind_role(words) or self._behind_description(found.source[0])
        if known is None and described and end - first <= WIDEST:
            start, stop = self._page.span(first + (words[0] in g.DETERMINERS), end)
            self._named.append((self._page.body[start:stop], frozenset(words), first))
        return None if described else known

    def _own_name(self, first: int, end: int) -> str | None:
        """Return the proper name in a source: the first capitalised run that is the head of a noun phrase."""
        page, i = self._page, first
        while i < end:
            if not page.capital(i) or page.lower[i] in g.DETERMINERS:
                i += 1
                continue
            k = self._run(i, end)
            if k - i == 1 and self._common_noun(i):
                return None
            if k < end and page.lower[k] in ("'", "’", "'s", "’s") and "of" in page.lower[i + 2 : k]:
                k = page.lower.index("of", i + 2, k)  # "Nasrin Akhtar of Workers' Lantern"
            if self._heads(first, i, k, end) and not (k - i == 1 and page.lower[i] in _ROLES | _BODIES):
                return self._trimmed(i, k)
            i = k
        return None

    def _common_noun(self, i: int) -> bool:
        """Say whether a capital only opens a sentence: "Prosecutors said", "Police said"."""
        page = self._page
        if i not in self._openings or page.lower[i] in self._inside:
            return False
        return page.lower[i].endswith("s") or page.lower[i] in ("police", "people", "both", "many", "some", "others")

    def _heads(self, first: int, i: int, k: int, end: int) -> bool:
        """Say whether a capitalised run names the source: not a genitive, not what a preposition governs."""
        lower = self._page.lower
        if i > first and lower[i - 1] in g.PREPOSITIONS:
            return False
        if k - i == 1 and k < end and lower[k] in g.PREPOSITIONS:
            return False
        return k == end or lower[k] in g.PREPOSITIONS or lower[k] in (",", "(", "—", "–", "who", "and")

    def _run(self, i: int, end: int) -> int:
        k = i + 1
        page = self._page
        while k < end and (
            page.capital(k) or (page.lower[k] in _SMALL and k + 1 < end and page.capital(k + 1)) or page.words[k] == "."
        ):
            if page.words[k] == "." and not (k + 1 < end and page.capital(k + 1)):
                break
            k += 1
        return k

    def _trimmed(self, first: int, end: int) -> str:
        """Leave out a title before a person's name ("Russian President Vladimir Putin")."""
        page = self._page
        for k in range(first, end - 1):
            if page.lower[k] in _ROLES and page.lower[k + 1] not in _SMALL | _BODIES | _AFTER_GENERAL:
                first = k + 1
        start, stop = page.span(first, end)
        return page.body[start:stop]

    def _full(self, name: str) -> str:
        """Return the longer name that a surname repeats."""
        for known, _, _ in reversed(self._named):
            if known != name and known.endswith(" " + name):
                return known
        return name

    def _behind_pronoun(self, word: str, at: int) -> str | None:
        person = word in _PERSON or word in ("i", "who")
        if word in _PERSON:
            near = self._subject_before(at)
            if near is not None and (not self._named or self._named[-1][2] < near[1]):
                return near[0]
        for name, words, _ in reversed(self._named):
            body = bool(words & _BODIES) and not words & _ROLES
            if word in ("we", "who") or (_personal(name) and not body if person else body):
                return name
        return None

    def _subject_before(self, at: int) -> tuple[str, int] | None:
        """Return the person that an earlier sentence opens with ("President Ann Lee visited the port. She …")."""
        page = self._page
        for k in range(at - 1, max(0, at - 40), -1):
            if page.lower[k] in _TITLES and page.words[k][:1].isupper() and page.capital(k + 1):
                first = k + 1 if page.words[k + 1] != "." else k + 2
                return self._full(self._trimmed(first, self._run(first, at))), k
        number = bisect.bisect_left(page.units, (at, 0))
        for low, high in reversed(page.units[max(0, number - 3) : number]):
            low = self._after_role(low, high)
            k = self._run(low, high)
            if page.capital(low) and low < at and page.lower[low] not in g.PERSONAL and k < high and k - low > 1:
                name = self._trimmed(low, k)
                if not {page.lower[i] for i in range(low, k)} & _BODIES and _personal(name):
                    return self._full(name), low
        return None

    def _after_role(self, low: int, high: int) -> int:
        """Step over "Factory owner" before a name that opens a sentence."""
        page = self._page
        for k in range(low, min(high - 2, low + 4)):
            if k > low and page.capital(k):
                break
            name = k + 1 + (page.lower[k + 1] == ",")
            if k > low and person_noun(page.lower[k]) and page.capital(name) and page.capital(name + 1):
                return name
        return low

    def _behind_description(self, source: tuple[int, int]) -> str | None:
        """Return the one person of whom the copy spoke before "the former port chief"."""
        first, _ = source
        if self._page.lower[first] != "the" or person_role(self._page, source) is None:
            return None
        near = self._subject_before(first)
        others = {name for name, known, _ in self._named if _personal(name) and not known & _BODIES}
        return near[0] if near is not None and others <= {near[0]} else None

    def _behind_role(self, words: list[str]) -> str | None:
        """Return the name last met together with a role or a kind of body ("the minister", "the 54-year-old")."""
        keys = {w for w in words if w in _BODIES or w in _ROLES}
        body = not keys & _ROLES
        for name, known, _ in reversed(self._named):
            if keys & known and not (body and known & _ROLES):
                return name
        if words[0] == "the" and set(words[1:]) & _FIRMS:
            return next(
                (name for name, known, _ in reversed(self._named) if known & _FIRM_KINDS and not known & _ROLES), None
            )
        if any("year-old" in w for w in words):
            return next(
                (name for name, known, _ in reversed(self._named) if not known & _BODIES and _personal(name)), None
            )
        return None
