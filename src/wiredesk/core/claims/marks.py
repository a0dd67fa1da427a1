"""Quotation marks that do not fit together: a curly mark closed by a straight one, a mark that nothing closes."""

from __future__ import annotations

import bisect
import re

from wiredesk.core import text
from wiredesk.core.model import Span

_MARK = re.compile(r"[“”\"]")
LEAST = 12  # characters; an open mark before fewer is a slip or an inch


def matched(body: str) -> str:
    """Return the body with the closing mark that fits each opening one, every character in its place."""
    if not ("“" in body or "”" in body):
        return body
    out: list[str] = []
    at = 0
    for start, end in text.paragraphs(body):
        out.append(body[at:start])
        out.append(_paired(body[start:end]))
        at = end
    out.append(body[at:])
    return "".join(out)


def _paired(paragraph: str) -> str:
    kinds = {match.group() for match in _MARK.finditer(paragraph)}
    if kinds <= {'"'} or (paragraph.count("“") == paragraph.count("”") and '"' not in kinds):
        return paragraph
    chars = list(paragraph)
    opened = ""
    for match in _MARK.finditer(paragraph):
        at = match.start()
        before, after = paragraph[at - 1 : at], paragraph[at + 1 : at + 2]
        if not opened:
            opened = "“" if not after.isspace() and after else ""
            chars[at] = opened or match.group()
        elif before.strip() and not after.isalnum():
            chars[at], opened = "”", ""
    return "".join(chars)


def with_open_ends(body: str, quotes: list[Span]) -> list[Span]:
    """Return the quotations and those that a paragraph opens and never closes, to the paragraph's end; in order.

    Args:
        body: The text that the spans count in.
        quotes: The quotations that are closed, in order.
    """
    if not _MARK.search(body):
        return quotes
    found = list(quotes)
    starts = [start for start, _ in quotes]
    for start, end in text.paragraphs(body):
        for match in _MARK.finditer(body, start, end):
            at = match.start()
            if match.group() == "”" or end - at < LEAST:
                continue
            number = bisect.bisect_right(starts, at) - 1
            if number >= 0 and at < quotes[number][1]:
                continue
            opening = at == start or body[at - 1].isspace()
            if opening and body[at + 1].isalnum():
                found.append((at, end))
                break
    return sorted(found)
