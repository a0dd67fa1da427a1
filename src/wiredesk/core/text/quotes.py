"""Quotations: what stands between quotation marks, also over paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

Span = tuple[int, int]
LONGEST = 4000  # characters; a mark that nothing closes within this is no quotation

_OPEN = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", "〈": "〉"}
_MARKS = re.compile(r"[“”„«»「」『』‹›\"]|(?<![\w])[‘'](?=\w)|``")
_BREAK = re.compile(r"\n\s*\n\s*[“\"„«]")


class Quote(NamedTuple):
    """A quotation: `span` with its marks, `inner` without."""

    span: Span
    inner: Span


def quotes(text: str) -> list[Quote]:
    """Return the quotations in order, outermost ones only.

    A quotation that runs over paragraphs opens each of them with a mark and is closed once; each paragraph of it is
    one quotation here. Apostrophes and primes are no marks.
    """
    found: list[Quote] = []
    position = 0
    while match := _MARKS.search(text, position):
        mark, start = match.group(), match.start()
        quote = _close(text, mark, start, match.end())
        if quote is None:
            position = match.end()
            continue
        if quote.inner[1] > quote.inner[0]:
            found.append(quote)
        position = quote.span[1]
    return found


def _close(text: str, mark: str, start: int, begin: int) -> Quote | None:
    closers = _closers(text, mark, start)
    if not closers:
        return None
    limit = min(len(text), begin + LONGEST)
    paragraph = text.find("\n\n", begin, limit)
    stop = limit if paragraph < 0 else paragraph
    end = _find(text, closers, begin, stop)
    if end is not None:
        return Quote((start, end[1]), (begin, end[0]))
    if paragraph >= 0 and _BREAK.match(text, paragraph):  # the next paragraph opens again: the quotation goes on
        return Quote((start, paragraph), (begin, paragraph))
    return None


def _closers(text: str, mark: str, start: int) -> tuple[str, ...]:
    if mark == '"':
        return ('"', "”")
    if mark == "``":
        return ("''", '"')
    if mark == "'" and start and text[start - 1].isalnum():
        return ()  # "the farmers' own": an apostrophe
    if mark in "‘'":
        return ("’", "'") if mark == "‘" else ("'",)
    closing = _OPEN.get(mark, "")
    if mark == "»" and not text[start + 1 : start + 2].isalnum():
        return ()
    return tuple(closing)


def _find(text: str, closers: tuple[str, ...], begin: int, stop: int) -> Span | None:
    best: Span | None = None
    for closer in closers:
        position = text.find(closer, begin, stop)
        # An apostrophe inside a word closes nothing.
        while position >= 0 and closer in "’'" and text[position + 1 : position + 2].isalnum():
            position = text.find(closer, position + 1, stop)
        if position >= 0 and (best is None or position < best[0]):
            best = (position, position + len(closer))
    return best
