"""A body as tokens and units: what the rules of attribution look at."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from wiredesk.core import text
from wiredesk.core.claims import marks
from wiredesk.core.model import Span

TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d[\d.,:]*\d|[’']s\b|[’'](?:re|ve|ll|d|m|t)\b|\w+(?:-\w+)*|[^\w\s]")
_OPENING = re.compile(r"(?<![^\s(\[—–-])''(?=\S)")
_CLOSING = re.compile(r"(?<=\S)''")
_LINE_END = re.compile(r"\s*\n\s*")
NARROWEST, WIDEST = 40, 100  # characters of a line that an agency's system wrapped
WRAPPED = 0.6  # of the longest line; a shorter one ends on purpose
LONG_UNIT = 400  # tokens; a longer "sentence" is a list or a table, and is read in pieces of this size


@dataclass(slots=True)
class Page:
    """Tokens of one body with the units that rules work on.

    A unit is a sentence, or the sentences that one quotation holds together, and never crosses a paragraph.
    `quoted[i]` is the number of the quotation that token i stands in (marks included), or -1.
    """

    body: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)
    units: list[tuple[int, int]] = field(default_factory=list)
    first_of_paragraph: set[int] = field(default_factory=set)

    def index(self, offset: int) -> int:
        """Return the number of the first token that starts at or after an offset."""
        return bisect.bisect_left(self.starts, offset)

    def span(self, first: int, end: int) -> Span:
        """Return the characters of the tokens [first, end)."""
        return (self.starts[first], self.ends[end - 1])

    def capital(self, i: int) -> bool:
        """Say whether there is a token i and it starts with a capital letter."""
        return i < len(self.words) and self.words[i][:1].isupper()


def read(body: str) -> Page:
    """Cut a body in tokens, quotations and units."""
    page = Page(body)
    matches = list(TOKEN.finditer(body))
    page.words = [match.group() for match in matches]
    page.lower = [word.lower() for word in page.words]
    page.starts = [match.start() for match in matches]
    page.ends = [match.end() for match in matches]
    page.quoted = [-1] * len(page.words)
    plain = marks.matched(_typeset(body))
    page.quotes = marks.with_open_ends(plain, [_widened(body, each.span) for each in text.quotes(plain)])
    for number, (start, end) in enumerate(page.quotes):
        for i in range(page.index(start), page.index(end)):
            page.quoted[i] = number
    _cut(page, plain)
    return page


def _typeset(body: str) -> str:
    """Return the body with typewriter quotation marks (two apostrophes) as curly ones, each character in its place."""
    if "''" not in body:
        return body
    return _CLOSING.sub("” ", _OPENING.sub(" “", body))


def _widened(body: str, span: Span) -> Span:
    """Return a span of the typeset body with both characters of a typewriter mark at its ends."""
    start, end = span
    start -= body[max(0, start - 1) : start + 1] == "''"
    end += body[end - 1 : end + 1] == "''"
    return start, end


def _cut(page: Page, plain: str) -> None:
    paragraphs = {page.index(start) for start, _ in text.paragraphs(page.body)}
    page.first_of_paragraph = paragraphs
    skip = _furniture(page)
    for start, end in (_widened(page.body, each) for each in _lines(plain, text.sentences(plain))):
        first, last = page.index(start), page.index(end)
        while first < last and first in skip:
            first += 1
        if first >= last:
            continue
        if _held_together(page, first) and first not in paragraphs and page.units:
            page.units[-1] = (page.units[-1][0], last)
        else:
            page.units.append((first, last))
    page.units = [piece for unit in page.units for piece in _pieces(*unit)]


def _lines(body: str, sentences: list[Span]) -> list[Span]:
    """Cut sentences at the ends of lines, save where lines are only wrapped: a headline stands on a line of its own."""
    found: list[Span] = []
    for start, end in sentences:
        at = start
        if "\n" in body[start:end] and not _wrapped(body, start, end):
            for match in _LINE_END.finditer(body, start, end):
                found.append((at, match.start()))
                at = match.end()
        found.append((at, end))
    return [(a, b) for a, b in found if a < b]


def _wrapped(body: str, start: int, end: int) -> bool:
    """Say whether the lines around a sentence have about one length, as wrapped copy has."""
    first = body.rfind("\n", 0, start) + 1
    lines = body[first:end].split("\n")[:-1]
    longest = max(len(line) for line in lines)
    return NARROWEST <= longest <= WIDEST and min(len(line) for line in lines) >= WRAPPED * longest


def _furniture(page: Page) -> set[int]:
    """Return the tokens of datelines and credits, which say nothing."""
    spans = list(text.furniture(page.body))
    dateline = text.dateline(page.body)
    if dateline is not None:
        spans.append(dateline.span)
        start = page.index(dateline.span[1])
        while start < len(page.words) and page.words[start] in "-–—":
            spans.append((page.starts[start], page.ends[start]))
            start += 1
        page.first_of_paragraph.add(start)
    return {i for start, end in spans for i in range(page.index(start), page.index(end))}


def _held_together(page: Page, first: int) -> bool:
    """Say whether a quotation runs over this sentence's start, or ends right before words that attribute it."""
    if not first or page.quoted[first - 1] < 0:
        return False
    return page.quoted[first] == page.quoted[first - 1] or page.words[first][:1].islower()


def _pieces(first: int, end: int) -> list[tuple[int, int]]:
    return [(at, min(at + LONG_UNIT, end)) for at in range(first, end, LONG_UNIT)]
