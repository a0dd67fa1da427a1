"""What is said on both sides of "…, he said, …"."""

from __future__ import annotations

from wiredesk.core.claims import contents
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import FORMS, FRAMES
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range

SUBORDINATE = frozenset("while when although though if as because since after before whereas once unless".split())
WHOLE = 5  # tokens; a quotation with fewer is a scare quote inside a statement
_ADDS = frozenset("according who which where a an as though although whose and or but then".split())


def right(page: Page, low: int, high: int, one: Found, source: Range, found_right: Range | None) -> Range | None:
    """Correct what stands after "…, he said": the statement goes on, or only circumstances follow."""
    end = one.cue[0][1]
    if not contents.detached(page, low, source[0]):
        return found_right
    speech = one.frame in "ps" or (one.frame == "o" and "s" in FRAMES.get(one.lemma, ""))
    if speech and _quoted_before(page, low, source) and page.lower[min(end, high - 1)] != "that":
        if found_right and page.quoted[found_right[0]] >= 0 and one.frame == "s":
            return found_right
        one.frame = "s"
        return _later_quotation(page, end, high)
    if one.frame in "sp" and found_right is None:
        return _goes_on(page, low, high, source, end)
    return found_right


def _goes_on(page: Page, low: int, high: int, source: Range, end: int) -> Range | None:
    """Return what goes on behind "…, he said," or behind "…, he said in a letter,"."""
    comma = next((k for k in range(end, min(high, end + contents.SKIP)) if page.lower[k] == ","), None)
    if comma is None or comma + 1 >= high or page.quoted[comma + 1] >= 0 or _accompanies(page, comma + 1):
        return None
    if comma > end and (page.lower[comma + 1] in _ADDS or not open_ended(page, low, source[0])):
        return None
    return contents.after(page, comma + 1, high, "s")


def open_ended(page: Page, low: int, end: int) -> bool:
    """Say whether what stands before "…, he said" needs a main clause after it."""
    if page.lower[low] in SUBORDINATE or page.lower[low] in g.PREPOSITIONS:
        return True
    return not any(g.verbal(page, k) or page.quoted[k] >= 0 for k in range(low, end))


def _accompanies(page: Page, i: int) -> bool:
    """Say whether only what the speaker did meanwhile follows: "…, he said, wiping his face"."""
    return page.lower[i].endswith("ing") and not g.verbal(page, i)


def _quoted_before(page: Page, low: int, source: Range) -> bool:
    """Say whether a quotation ends right before the source."""
    return any(page.quoted[k] >= 0 for k in range(max(low, source[0] - 2), source[0]))


def _later_quotation(page: Page, start: int, high: int) -> Range | None:
    """Return a quotation that carries on after the cue and its circumstances: …, he said of Lee, "because …"."""
    first = next((k for k in range(start, high) if g.opens(page, k) and page.lower[k - 1] in (",", ".", ":")), None)
    if first is not None and any(
        kind == "ing" for k in range(start, first) for _, kind in FORMS.get(page.lower[k], ())
    ):
        return None
    return contents.before(page, first, high) if first is not None else None


def left(page: Page, low: int, source: Range, one: Found, found: list[Found], after: Range | None) -> Range | None:
    """Return the part before "…, he said"; beside a part after it only where a quotation or a comma carries on."""
    if one.frame not in ("s", "p", "n") or not contents.detached(page, low, source[0]):
        return None
    before = said_before(page, low, source[0], found)
    if before is None or after is None:
        return before if one.frame != "n" else None
    if any(each.source and each.source[0] == source for each in found) and page.quoted[after[0]] >= 0:
        return None  # "…,” he said, adding: “…”"
    quoted_before, quoted_after = page.quoted[before[1] - 1] >= 0, page.quoted[after[0]] >= 0
    if quoted_after and (quoted_before or page.capital(min(after[0] + 1, after[1] - 1))):
        return before if quoted_before else None
    comma = page.lower[one.cue[0][1]] == "," or (page.lower[after[0] - 1] == "," and open_ended(page, low, source[0]))
    return before if quoted_after or comma else None


def said_before(page: Page, low: int, end: int, found: list[Found]) -> Range | None:
    """Return what stands before "…, he said": after an earlier cue of the unit, only the quotation that ends here."""
    before = contents.before(page, low, end)
    if before is None:
        return None
    last = before[1] - 1
    opened = next((k for k in range(last, before[0], -1) if page.lower[k] in "()"), None)
    if opened is not None and page.lower[opened] == "(":
        return (opened + 1, before[1]) if opened + 1 < before[1] else None
    if page.quoted[last] < 0 or not any(before[0] <= each.cue[0][0] < before[1] for each in found):
        return before
    first = last
    while first > before[0] and page.quoted[first - 1] == page.quoted[last]:
        first -= 1
    return (first, before[1]) if before[1] - first >= WHOLE else before
