"""Which words came from where: the passages that a later text has from an earlier one, to the letter of both."""

from __future__ import annotations

import re
from typing import NamedTuple

Span = tuple[int, int]

RUN = 5  # words: a passage begins with so many in a row
FEWEST = 8  # words: a shorter passage is a phrase anybody writes
LONGEST = 200_000  # characters that are looked at
TRIED = 8  # places in the earlier text that are tried for one run
_WORD = re.compile(r"[^\W_]+")


class Passage(NamedTuple):
    """A passage of a later text that stands in an earlier one, with the same words in the same order."""

    later: Span
    earlier: Span
    words: int


def passages(later: str, earlier: str) -> tuple[Passage, ...]:
    """Return the passages of `later` that stand in `earlier`, in order, none over another.

    Case and punctuation do not count. Runs of words of the earlier text are looked up, and each is followed as far as
    both go on alike (greedy string tiling without its second pass; M. Wise, "YAP3", 1996).

    Returns:
        Passages of at least FEWEST words; spans are characters of each text.
    """
    ours, theirs = _words(later), _words(earlier)
    behind: dict[tuple[str, ...], list[int]] = {}
    words = [word for word, _ in theirs]
    for place in range(len(words) - RUN + 1):
        places = behind.setdefault(tuple(words[place : place + RUN]), [])
        if len(places) < TRIED:
            places.append(place)
    found = []
    told = [word for word, _ in ours]
    at = 0
    while at <= len(told) - RUN:
        best = (0, 0)
        for place in behind.get(tuple(told[at : at + RUN]), ()):
            length = RUN
            while (
                at + length < len(told) and place + length < len(words) and told[at + length] == words[place + length]
            ):
                length += 1
            best = max(best, (length, -place))
        length, place = best[0], -best[1]
        if length >= FEWEST:
            mine = ours[at][1][0], ours[at + length - 1][1][1]
            source = theirs[place][1][0], theirs[place + length - 1][1][1]
            found.append(Passage(mine, source, length))
        at += max(1, length)
    return tuple(found)


def _words(source: str) -> list[tuple[str, Span]]:
    return [(match.group().lower(), match.span()) for match in _WORD.finditer(source[:LONGEST])]
