"""What is said: the clause, quotation or noun phrase around a cue, in pieces where it stands in pieces."""

from __future__ import annotations

from typing import NamedTuple

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import FORMS, INNER, MINOR
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range

SKIP = 16  # tokens of time, place and addressee that may stand between a cue and what is said
_TURNS = frozenset("although though whereas but".split())
_AFTER_NAME = frozenset("in by after on during when because while since throughout at last before".split())
_OBJECTS = frozenset("him her them it us me".split())
# After a comma these begin something that the writer adds, more often than not.
_LEAVES = frozenset(
    "according compared versus up down though although while but adding saying noting which whom so despite even where "
    "said something".split()
)
_RELATIVE = frozenset("which who whom where".split())
_ASIDES = frozenset("a an the but one something or though although even".split())
_VOICED = frozenset(
    "concern concerns doubt doubts skepticism scepticism confidence hope hopes fear fears discomfort frustration "
    "regret optimism thoughts opinion opinions dismay alarm anger disappointment disbelief outrage surprise "
    "reservations worry worries interest support admiration sympathy satisfaction".split()
)
_VOICED_ABOUT = frozenset("about over with on in for at".split())
_CLAUSE = frozenset("that he she they it we i there how what whether why if".split())
_ADDRESSED = _CLAUSE | {"to", "about", ":", "not", "this", "his", "her", "their", "its", "the"}


class Ties(NamedTuple):
    """How the clause of a cue hangs in its sentence, which decides where what is said may end."""

    kind: str = ""  # past, s, base, ing …: a second verb goes on only in the same tense
    fronted: bool = False  # "While he said …, the council …"
    relative: bool = False  # "Ruiz, who said …, left"


FREE = Ties()


def after(page: Page, start: int, high: int, frame: str, ties: Ties = FREE) -> Range | None:
    """Return what stands to the right of a cue that ends before `start`.

    Args:
        page: The body.
        start: First token after the cue.
        high: End of the unit.
        frame: The frame that the cue is read with, see `cues`.
        ties: What the clause of the cue hangs on.
    """
    first = _content_start(page, start, high, frame)
    if first is None:
        return None
    end = _content_end(page, first, high, frame, ties)
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
    if frame == "n":
        return _after_voiced(page, k, high)
    if frame == "s" and page.lower[k] in g.PREPOSITIONS and not _counted(page, k, high):
        return _after_adverbial(page, k, high)
    return k


def _after_voiced(page: Page, k: int, high: int) -> int:
    """Step over the noun of "expressed concern about the plan": the plan is what is spoken of."""
    for i in range(k, min(high - 2, k + 4)):
        if page.lower[i] in _VOICED:
            return i + 1 if page.lower[i + 1] == "that" else i + 2 if page.lower[i + 1] in _VOICED_ABOUT else k
        if page.lower[i] in g.PREPOSITIONS or page.lower[i] in ("the", ","):
            break
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
        if word == "," and i + 1 < high and (page.quoted[i + 1] >= 0 or page.lower[i + 1] == "that"):
            return i + 1
        if word == "," and "that" not in page.lower[i : min(high, i + 6)]:
            return None
        if word in g.ENDS:
            return None
        if word == "there" and i + 1 < high and page.lower[i + 1] in g.BE:
            return i
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


def _content_end(page: Page, first: int, high: int, frame: str, ties: Ties) -> int:
    for k in range(first + 1, high):
        if page.quoted[k] >= 0 and not g.opens(page, k):
            continue
        word = page.lower[k]
        if word in (",", ";") and _turns(page, first, k, high, frame, ties):
            return k
        if word in g.DASHES and _aside(page, k, high, frame):
            return k
        if frame in ("n", "o", "t") and k > first and _leaves_object(page, first, k, frame):
            return k
        if word in ("and", "but") and not _nested(page, first, k, ties) and _new_cue(page, k + 1, high, ties):
            return k
    return _without_stop(page, first, high)


def _leaves_object(page: Page, first: int, k: int, frame: str) -> bool:
    """Say whether an object is over: words of time and place after a mere name are not part of it."""
    word = page.lower[k]
    if word in _TURNS:
        return k > first + 1
    if frame != "n" or word not in _AFTER_NAME:
        return False
    return page.lower[first] in _OBJECTS or all(page.capital(i) or page.words[i] == "." for i in range(first, k))


def _without_stop(page: Page, first: int, high: int) -> int:
    end = high
    while end > first and page.lower[end - 1] in (".", ",", ":", ";") and page.quoted[end - 1] < 0:
        end -= 1
    return end


def _turns(page: Page, first: int, k: int, high: int, frame: str, ties: Ties) -> bool:
    """Say whether what is said ends at this comma."""
    if k + 1 >= high:
        return True
    after_comma = page.lower[k + 1]
    if page.lower[k] == ";":
        return frame == "n" or any(g.verbal(page, n) for n in range(k + 1, min(high, k + 10)))
    if after_comma in _LEAVES:
        return after_comma not in _RELATIVE or not _closed_again(page, k + 1, high)
    if ties.fronted and _main_clause(page, k + 1, high):
        return True
    n = k + 1
    while n + 1 < high and g.adverbial(page.lower[n]):
        n += 1
    stated = ties.relative and any(g.verbal(page, i) for i in range(first + 1, k))
    if stated and (g.verbal(page, n) or page.lower[n] in FORMS):
        return True
    if frame in ("n", "o") and page.lower[k] == ",":
        return after_comma not in ("including", "or", "such") and not _in_list(page, k, high)
    if after_comma in ("and", "then"):
        return k + 2 < high and _new_cue(page, k + 2, high, ties)
    return any(kind == "ing" for _, kind in FORMS.get(after_comma, ()))


def _closed_again(page: Page, k: int, high: int) -> bool:
    """Say whether a relative clause ends in a comma and the verb of what it hangs on ("the funds, which …, are")."""
    comma = next((n for n in range(k, min(high - 1, k + 25)) if page.lower[n] == "," and page.quoted[n] < 0), None)
    return comma is not None and g.verbal(page, comma + 1)


def _main_clause(page: Page, i: int, high: int) -> bool:
    """Say whether a main clause starts after the comma that ends a fronted one ("While he said so, the …")."""
    word = page.lower[i]
    if word in ("and", "or", "which", "who", "where", "whose", "but", "including", "not", "to") or word.endswith("ing"):
        return False
    if word in g.PERSONAL or page.quoted[i] >= 0:
        return True
    return any(g.verbal(page, n) for n in range(i + 1, min(high, i + 10)))


def _aside(page: Page, k: int, high: int, frame: str) -> bool:
    """Say whether a dash starts a remark of the writer's own: nothing closes it again."""
    if page.lower[k] == "-" and page.ends[k - 1] == page.starts[k]:
        return False  # "a 35-hour week"
    after_dash = k + 1 + (k + 1 < high and page.lower[k + 1] == "-")
    if frame == "n" or after_dash >= high:
        return True
    if page.lower[after_dash] not in _ASIDES:
        return False
    return not any(page.lower[n] in g.DASHES for n in range(after_dash, min(high, after_dash + 25)))


def _in_list(page: Page, k: int, high: int) -> bool:
    """Say whether a comma stands in a list or before a relative clause that belongs to a noun phrase."""
    return any(page.lower[i] in ("and", "or") for i in range(k + 1, min(high, k + 5)))


def _nested(page: Page, first: int, k: int, ties: Ties) -> bool:
    """Say whether a cue of the same tense stands in what is said, so that "and added" may go on from there."""
    return any(
        page.quoted[n] < 0 and any(kind == ties.kind for _, kind in FORMS.get(page.lower[n], ())) and g.verbal(page, n)
        for n in range(first + 1, k)
    )


def _new_cue(page: Page, j: int, high: int, ties: Ties) -> bool:
    """Say whether a participle or a second cue verb ("and said", ", adding", "and he said") starts here."""
    for i in range(j, min(high, j + 6)):
        kinds = FORMS.get(page.lower[i])
        if kinds and page.quoted[i] < 0:
            if i == j or g.adverbial(page.lower[i - 1]) or page.lower[i - 1] in g.HAVE:
                return any(kind == "ing" or (kind == (ties.kind or "past") and x not in MINOR) for x, kind in kinds)
            if page.lower[i - 1] in g.PERSONAL and any(lemma in INNER for lemma, _ in kinds):
                return False
            return any(kind in ("past", "s") for _, kind in kinds) and not g.nounish(page, i)
        if page.quoted[i] >= 0 or page.lower[i] in (",", ".", "that", "to", "by") or page.lower[i] in g.BREAKS:
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
