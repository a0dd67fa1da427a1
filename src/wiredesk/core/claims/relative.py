"""Denials that hang on a statement: "…, which Kyiv denies", "…, a claim denied by Kyiv"."""

from __future__ import annotations

from wiredesk.core.claims import contents, sources
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range
from wiredesk.core.model import Stance

REACH = 10  # tokens between the comma and the denial
_POINTERS = frozenset(
    "which something claim claims accusation accusations allegation allegations charge charges assertion statement "
    "report".split()
)


def denial(page: Page, low: int, high: int, cue: Range, found: list[Found]) -> Found | None:
    """Return the denial of what stands before ", which …", or None where the verb has its own object.

    Args:
        page: The body.
        low: First token of the unit.
        high: End of the unit.
        cue: The verb with its auxiliaries.
        found: What was found before in this unit; the statement may be one of them.
    """
    first, end = cue
    passive = end < high and page.lower[end] == "by"
    if end < high and not passive and page.lower[end] not in (".", ",", ";"):
        return None
    pointer = _pointer(page, low, first)
    if pointer is None:
        return None
    source = sources.inverted(page, end + 1, high) if passive else (pointer + 1, first)
    content = _said_before(page, low, pointer, found)
    if source is None or content is None or source[0] >= source[1]:
        return None
    return Found([(first, end)], [source], [content], "deny", Stance.DENIES, "w")


def _pointer(page: Page, low: int, first: int) -> int | None:
    """Return the word after a comma that stands for the statement before the comma."""
    for k in range(first - 1, max(low, first - REACH), -1):
        if page.lower[k] in _POINTERS:
            at = k - 1 if page.lower[k - 1] in ("a", "an") else k
            return k if at > low and page.lower[at - 1] in (",", "—", "–") else None
    return None


def _said_before(page: Page, low: int, pointer: int, found: list[Found]) -> Range | None:
    comma = pointer - 1
    while comma > low and page.lower[comma] not in (",", "—", "–"):
        comma -= 1
    for each in reversed(found):
        for first, end in each.content:
            if first < comma and each.stance is not Stance.DENIES:
                return (first, min(end, comma))
    return contents.before(page, low, comma)


def shorten(one: Found, found: list[Found]) -> None:
    """Take "which Kyiv denies" out of the statement that it hangs on."""
    if one.frame != "w":
        return
    stop = min(one.source[0][0], one.cue[0][0])
    end = one.content[0][1]
    for other in found:
        if other is not one:
            other.content = [
                (a, min(b, end) if a < end and b > stop else b) for a, b in other.content if not end <= a <= stop
            ]
