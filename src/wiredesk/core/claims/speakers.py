"""Whom "he", "the ministry" and "the 54-year-old" stand for, within one item."""

from __future__ import annotations

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.attribute import Found
from wiredesk.core.claims.page import Page

_BODIES = frozenset(
    "ministry government military army police court company union party council committee agency office campaign "
    "commission department navy parliament university hospital bank club federation association group city "
    "authority institute service bureau embassy prosecutor team organisation organization fund".split()
)
_WOMEN = frozenset("she her mrs ms".split())
_MEN = frozenset("he his mr".split())
_PERSON = frozenset("he she".split())
_ROLES = frozenset(
    "president minister spokesman spokeswoman spokesperson governor mayor senator chief director secretary "
    "chairman chairwoman premier chancellor lawyer coach manager judge prosecutor ambassador leader officer "
    "commander general colonel professor owner founder executive candidate nominee envoy king queen pope".split()
)
_SMALL = frozenset("of the for and de la al bin von van du der".split())


class Speakers:
    """Named sources of one item, met in reading order."""

    def __init__(self, page: Page) -> None:
        self._page = page
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
        if name is None:
            return self._behind_role(words)
        full = self._full(name)
        self._named.append((full, frozenset(words), first))
        return full

    def _own_name(self, first: int, end: int) -> str | None:
        """Return the proper name in a source: its last capitalised run before an apposition."""
        page = self._page
        best: tuple[int, int] | None = None
        i = first
        while i < end:
            if not page.capital(i) or page.lower[i] in g.DETERMINERS:
                i += 1
                continue
            k = self._run(i, end)
            if best is None or (page.lower[best[0]] not in _SMALL and "," not in page.lower[first:i]):
                best = (i, k)
            i = k
        if best is None or (best[1] - best[0] == 1 and page.lower[best[0]] in _ROLES | _BODIES):
            return None
        return self._trimmed(*best)

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
            if page.lower[k] in _ROLES and page.lower[k + 1] not in _SMALL:
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
        if word in ("we", "i"):
            return self._named[-1][0] if self._named else None
        person = word in _PERSON
        for name, words, _ in reversed(self._named):
            body = bool(words & _BODIES) and not words & _ROLES
            if word == "who" or (person and not body and " " in name) or (word in ("it", "they", "which") and body):
                return name
        return self._named[-1][0] if self._named and person else None

    def _behind_role(self, words: list[str]) -> str | None:
        """Return the name last met together with a role or a kind of body ("the minister", "the 54-year-old")."""
        keys = {w for w in words if w in _BODIES or w in _ROLES}
        for name, known, _ in reversed(self._named):
            if keys & known:
                return name
        if any("year-old" in w for w in words):
            return next((name for name, known, _ in reversed(self._named) if " " in name and not known & _BODIES), None)
        return None
