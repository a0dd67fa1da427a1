"""What is said: the clause, quotation or noun phrase around a cue, in pieces where it stands in pieces."""

from __future__ import annotations

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import FORMS
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range

SKIP = 16  # tokens of time, place and addressee that may stand between a cue and what is said
_TURNS = frozenset("while although though whereas but as when after before because since if".split())
_CLAUSE = frozenset("that he she they it we i there how what whether why if".split())
_ADDRESSED = _CLAUSE | {"to", "about", ":", "not", "this", "his", "her", "their", "its", "the"}


def after(page: Page, start: int, high: int, frame: str) -> Range | None:
    """Return what stands to the right of a cue that ends before `start`.

    Args:
        page: The body.
        start: First token after the cue.
        high: End of the unit.
        frame: The frame that the cue is read with, see `cues`.
    """
    first = _content_start(page, start, high, frame)
    if first is None:
        return None
    end = _content_end(page, first, high, frame)
    return (first, end) if end > first else None


def _content_start(page: Page, start: int, high: int, frame: str) -> int | None:
    k = start
    while (
        k < high
        and ((g.adverbial(page.lower[k]) and page.lower[k] not in g.NOT) or page.lower[k] in g.WEEKDAYS)
        and page.quoted[k] < 0
    ):
        k += 1
    if k >= high or page.lower[k] in g.ENDS:
        return None
    if page.lower[k] in (":", ",", "—", "–") and k + 1 < high:
        return k + 1 if page.lower[k] == ":" or page.quoted[k + 1] >= 0 else None
    if frame == "p":
        return _after_addressee(page, k, high)
    if frame == "s" and page.lower[k] in g.PREPOSITIONS and not _counted(page, k, high):
        return _after_adverbial(page, k, high)
    return k


def _counted(page: Page, k: int, high: int) -> bool:
    """Say whether a preposition belongs to what is said ("about 30", "at least nine")."""
    if page.lower[k] in ("about", "of", "like", "over", "under"):
        return True
    return k + 1 < high and page.lower[k + 1] in ("least", "most", "fewer")


def _after_addressee(page: Page, k: int, high: int) -> int | None:
    if page.quoted[k] >= 0 and not g.closes(page, k):
        return k
    for i in range(k, min(high, k + SKIP)):
        word = page.lower[i]
        if word == ",":
            return i + 1 if i + 1 < high and page.quoted[i + 1] >= 0 else None
        if word in g.ENDS:
            return None
        if page.quoted[i] >= 0 and not _a_title(page, i, high):
            return i
        if i > k and page.quoted[i] < 0 and _starts_message(page, i, high):
            return i + 1 if word == ":" else i
    return None


def _a_title(page: Page, i: int, high: int) -> bool:
    """Say whether a quotation is only the name of a programme: told “Good Morning” that …."""
    end = i
    while end < high and page.quoted[end] == page.quoted[i]:
        end += 1
    return end < high and page.lower[end] == "that"


def _starts_message(page: Page, i: int, high: int) -> bool:
    word = page.lower[i]
    if word not in _ADDRESSED or page.lower[i - 1] in g.PREPOSITIONS:
        return False
    return word != "to" or (i + 1 < high and not page.capital(i + 1) and page.lower[i + 1] not in g.DETERMINERS)


def _after_adverbial(page: Page, k: int, high: int) -> int | None:
    """Step over "on Friday in a statement" to a that, a quotation or a colon; else to a clause after it."""
    for i in range(k + 1, min(high, k + SKIP)):
        word = page.lower[i]
        if word in ("that", ":") or page.quoted[i] >= 0:
            return i + 1 if word == ":" else i
        if word == ",":
            return i + 1 if i + 1 < high and page.quoted[i + 1] >= 0 else None
        if word in g.ENDS:
            return None
        if word in g.PERSONAL or (word in g.WEEKDAYS and i + 1 < high and page.lower[i + 1] in ("the", "a", "an")):
            return i if word in g.PERSONAL else i + 1
    return _first_clause(page, k + 1, min(high, k + SKIP))


def _first_clause(page: Page, low: int, high: int) -> int | None:
    """Return where a clause starts after an adverbial: the noun phrase before the next verb."""
    for i in range(low + 1, high):
        if g.verbal(page, i):
            start = i
            while (
                start > low + 1
                and page.lower[start - 1] not in g.WEEKDAYS
                and page.lower[start - 1] not in g.PREPOSITIONS
            ):
                start -= 1
            return start if start < i else None
    return None


def _content_end(page: Page, first: int, high: int, frame: str) -> int:
    for k in range(first + 1, high):
        if page.quoted[k] >= 0 and not g.opens(page, k):
            continue
        if page.lower[k] in (",", ";", "—", "–") and _turns(page, k, high, frame):
            return k
        if frame in ("n", "o", "t") and page.lower[k] in _TURNS and k > first + 1:
            return k
        if page.lower[k] in ("and", "but") and _new_cue(page, k + 1, high):
            return k
    return _without_stop(page, first, high)


def _without_stop(page: Page, first: int, high: int) -> int:
    end = high
    while end > first and page.lower[end - 1] in (".", ",", ":", ";") and page.quoted[end - 1] < 0:
        end -= 1
    return end


def _turns(page: Page, k: int, high: int, frame: str) -> bool:
    """Say whether what is said ends at this comma."""
    if k + 1 >= high:
        return True
    after_comma = page.lower[k + 1]
    if page.lower[k] == ";":
        return frame == "n"
    if after_comma in (
        "according",
        "compared",
        "versus",
        "up",
        "down",
        "though",
        "although",
        "while",
        "but",
        "adding",
        "saying",
        "noting",
    ):
        return True
    if frame in ("n", "o") and page.lower[k] == ",":
        return not _in_list(page, k, high)
    if after_comma in ("and", "then"):
        return k + 2 < high and _new_cue(page, k + 2, high)
    return any(kind == "ing" for _, kind in FORMS.get(after_comma, ()))


def _in_list(page: Page, k: int, high: int) -> bool:
    """Say whether a comma stands in a list or before a relative clause that belongs to a noun phrase."""
    return any(page.lower[i] in ("and", "or") for i in range(k + 1, min(high, k + 5)))


def _new_cue(page: Page, j: int, high: int) -> bool:
    """Say whether a participle or a second cue verb ("and said", ", adding", "and he said") starts here."""
    for i in range(j, min(high, j + 6)):
        kinds = FORMS.get(page.lower[i])
        if kinds and page.quoted[i] < 0:
            if i == j or g.adverbial(page.lower[i - 1]) or page.lower[i - 1] in g.HAVE:
                return any(kind in ("ing", "past") for _, kind in kinds)
            return any(kind in ("past", "s") for _, kind in kinds) and not g.nounish(page, i)
        if page.quoted[i] >= 0 or page.lower[i] in (",", ".", "that", "to", "by"):
            return False
        if page.lower[i] in g.PREPOSITIONS - {"of"} or page.lower[i] in g.AUX:
            return False
    return False


def before(page: Page, low: int, end: int) -> Range | None:
    """Return what stands to the left of "…, he said": from the unit's start to the comma before the source."""
    last = end
    while last > low and page.quoted[last - 1] < 0 and page.lower[last - 1] in (",", "—", "–"):
        last -= 1
    first = low
    while first < last and page.lower[first] in (",", ";", "—", "–") and page.quoted[first] < 0:
        first += 1
    return (first, last) if first < last else None


def detached(page: Page, low: int, source_start: int) -> bool:
    """Say whether a comma, a dash or a closing quotation stands before the source, as in "…, he said"."""
    k = source_start - 1
    if k < low:
        return False
    return page.lower[k] in (",", "—", "–") or g.closes(page, k)
