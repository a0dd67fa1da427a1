"""Who says it: the noun phrase before, after or around a cue."""

from __future__ import annotations

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.page import Page

Range = tuple[int, int]
"""Token numbers [first, end)."""

LONGEST = 45  # tokens that a source may have, appositions and all


_PLACING = frozenset("in from at for of".split())
_BEGINS = (g.DETERMINERS - {"that"}) | {"one", "someone", "somebody"}
_CONJUNCTIONS = frozenset("and or but then".split())


def subject(page: Page, low: int, verb: int) -> Range | None:
    """Return the subject that stands right before a verb group, or None.

    Args:
        page: The body.
        low: First token of the unit.
        verb: First token of the verb group.
    """
    last = verb - 1
    if last < low or (page.quoted[last] >= 0 and g.closes(page, last)):
        return None
    word = page.lower[last]
    if word in g.PRONOUNS and word not in ("this", "these", "those", "that"):
        return (last, verb)
    if (
        word == ","
        and last - 2 > low
        and page.lower[last - 1] in ("however", "though", "too")
        and page.lower[last - 2] == ","
    ):
        return _phrase(page, low, last - 2)
    if word == ")":
        opened = next((k for k in range(last - 1, max(low, last - 10), -1) if page.lower[k] == "("), None)
        named = subject(page, low, opened) if opened else None
        return (named[0], verb) if named else None
    if word in (",", "—", "–"):
        return _apposition(page, low, last)
    if word in ("and", "or", "but", "by", "to") or word in g.BREAKS or word in g.ENDS:
        return None
    return _phrase(page, low, verb)


def _phrase(page: Page, low: int, end: int) -> Range | None:
    """Walk left to where the noun phrase that ends before `end` starts."""
    while end - 1 > low and page.lower[end - 1] in g.WEEKDAYS | {"on", "late", "early"} and end - 2 > low:
        end -= 1
    k = end - 1
    while k >= max(low, end - LONGEST) and not _stops(page, low, k, end):
        k -= 1
    whom = _relative(page, low, k) if k >= low and g.verbal(page, k) else _described_body(page, low, k)
    if whom is not None:
        return (whom, end)
    first = _without_opening(page, k + 1, end)
    return (first, end) if first < end else None


def _relative(page: Page, low: int, verb: int) -> int | None:
    """Return where a source starts whose relative clause holds this verb: "two nurses who took part in it said"."""
    who = next((k for k in range(verb - 1, max(low, verb - 4), -1) if page.lower[k] in ("who", "which")), None)
    if who is None or page.lower[who - 1] in (",", "—", "–"):
        return None
    head = _phrase(page, low, who)
    return head[0] if head else None


def _described_body(page: Page, low: int, that: int) -> int | None:
    """Return where "The agency that runs six hospitals" starts: a body at the unit's start, and what it does."""
    if that - 1 <= low or page.lower[that] not in ("that", "which") or page.lower[that - 1] not in g.BODIES:
        return None
    head = _phrase(page, low, that)
    return head[0] if head is not None and head[0] == low and page.lower[low] in g.DETERMINERS else None


def _stops(page: Page, low: int, k: int, end: int) -> bool:
    word = page.lower[k]
    if word in g.BREAKS or word in (",", "that", "which", "who", "what") or g.closes(page, k):
        return True
    if word == "." and page.ends[k] - page.starts[k] == 1:
        return not (k and len(page.words[k - 1]) <= 4 and page.capital(k - 1))
    if word in ("and", "or"):
        return not _joins_names(page, low, k, end)
    return g.verbal(page, k) and k < end - 1


def _joins_names(page: Page, low: int, k: int, end: int) -> bool:
    """Say whether "and" joins two sources ("Smith and Jones said") and not two clauses."""
    if k <= low or k + 1 >= end:
        return False
    if page.capital(k - 1) and page.capital(k + 1):
        return True
    return not any(g.verbal(page, i) for i in range(max(low, k - 12), k))


def _without_opening(page: Page, first: int, end: int) -> int:
    """Leave out a fronted adverbial without comma ("On Friday the ministry")."""
    while first < end and (page.lower[first] in g.WEEKDAYS | {"-", "then", "so", "and", "meanwhile", "yet", "still"}):
        first += 1
    if first >= end or page.lower[first] not in g.PREPOSITIONS:
        return first
    if page.lower[first] == "as":
        return first + 1
    for k in range(end - 1, first, -1):
        if page.lower[k] in ("the", "a", "an") and page.lower[k - 1] not in g.PREPOSITIONS:
            return k
    k = end
    while k > first and page.capital(k - 1):
        k -= 1
    return k


def _apposition(page: Page, low: int, comma: int) -> Range | None:
    """Read "Name, a spokesman for the ministry, said" back from the second comma."""
    best: Range | None = None
    for k in range(comma - 1, max(low, comma - LONGEST), -1):
        if page.quoted[k] >= 0 and g.closes(page, k):
            break
        if page.lower[k] in (",", "—", "–"):
            before = _phrase(page, low, k)
            if before and _named(page, before):
                best = (before[0], comma)
                if before[0] == low:
                    break
            elif best is None and page.lower[k] == ",":
                return None
    return best


def _named(page: Page, where: Range) -> bool:
    first, end = where
    if page.lower[first] in g.PREPOSITIONS or end - first > 20:
        return False
    return any(page.capital(i) for i in range(first, end)) or page.lower[first] in g.DETERMINERS


def inverted(page: Page, cue_end: int, high: int) -> Range | None:
    """Return the source after its cue: "…", said Smith, a spokesman."""
    if cue_end >= high or not _may_be_source(page, cue_end):
        return None
    k = cue_end
    while k < min(high, cue_end + LONGEST) and not _ends_source(page, k, cue_end):
        k += 1
    return (cue_end, k) if k > cue_end else None


def described(page: Page, source: Range, high: int) -> Range:
    """Return a source after its cue with what describes it: "(D-Ohio)", ", a clerk in Lasko", ", who …"."""
    first, end = source
    while end + 1 < high and end - first < LONGEST:
        word = page.lower[end]
        if word == "(":
            stop = next((k for k in range(end, min(high, end + 8)) if page.lower[k] == ")"), None)
            if stop is None:
                break
            end = stop + 1
        elif word == "who" or _describes(page, end):
            end = _description_end(page, end + 1, high)
        else:
            break
    return (first, end)


def _describes(page: Page, i: int) -> bool:
    """Say whether a place or an apposition starts at a preposition or a comma."""
    word, after = page.lower[i], page.lower[i + 1]
    if word in _PLACING:
        return page.capital(i + 1) and after not in g.WEEKDAYS
    if word != "," or page.quoted[i + 1] >= 0 or g.verbal(page, i + 1) or after in g.PERSONAL or after in g.BREAKS:
        return False
    if after in ("who", "whose") or after in g.DETERMINERS or after[0].isdigit():
        return True
    return after not in g.PREPOSITIONS | _CONJUNCTIONS and not after.endswith(("ing", "ly")) and after[0].isalpha()


def _description_end(page: Page, start: int, high: int) -> int:
    for k in range(start, high):
        if page.lower[k] in (",", ";", "(", "—", "–") or g.opens(page, k):
            return k
        if page.lower[k] == "." and page.ends[k] - page.starts[k] == 1 and _ends_source(page, k, start):
            return k
    return high


def _may_be_source(page: Page, i: int) -> bool:
    if page.quoted[i] >= 0:
        return False
    word = page.lower[i]
    if word in g.WEEKDAYS or word in g.PREPOSITIONS:
        return False
    if page.capital(i) or word in _BEGINS or word in g.PERSONAL or word.endswith("s"):
        return True
    return any(page.capital(k) for k in range(i + 1, min(len(page.words), i + 4)) if page.quoted[k] < 0)


def _ends_source(page: Page, k: int, first: int) -> bool:
    word = page.lower[k]
    if word == "." and page.ends[k] - page.starts[k] == 1:
        return not (
            page.capital(k - 1) and len(page.words[k - 1]) <= 4 and k + 1 < len(page.words) and page.capital(k + 1)
        )
    if (
        word in (",", "that", "who", "which", "in", "on", "at", "during", "after", "and", "as", "before")
        or word in g.BREAKS
    ):
        return (k > first and word != "and") or (word == "and" and not (page.capital(k - 1) and page.capital(k + 1)))
    return g.opens(page, k) or (word in g.WEEKDAYS and k > first)


def clause_subject(page: Page, low: int, verb: int) -> Range | None:
    """Return the subject of the clause that a participle or a second verb belongs to: the unit's first noun phrase."""
    k = low
    while k < verb and (page.quoted[k] >= 0 or page.lower[k] in (",", "and", "but", "—", "–")):
        k += 1
    if k < verb and (page.lower[k] in g.PREPOSITIONS or page.lower[k] in g.BREAKS):
        comma = next((i for i in range(k, verb) if page.lower[i] == ","), verb)
        k = comma + 1
    end = k
    while end < verb and not (page.lower[end] == "," or g.verbal(page, end) or page.lower[end] in g.BREAKS):
        end += 1
    while end > k and g.adverbial(page.lower[end - 1]):
        end -= 1
    return (k, end) if k < end <= k + 25 else None
