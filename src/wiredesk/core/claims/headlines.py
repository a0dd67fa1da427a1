"""Colons, dashes and quotations that stand without a cue verb: "Kyiv: …", transcripts, quotes that carry on."""

from __future__ import annotations

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import FORMS
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.model import Stance

WIDE = 7  # tokens that a source before a colon may have
_NOT_A_SOURCE = frozenset(
    "latest update updates correction here exclusive breaking analysis opinion explainer factbox photos video watch "
    "read more why how what when where note editor timeline live follow follows".split()
)
_TRAILING = frozenset(
    "report reports poll polls official officials sources source police minister ministry study agency media survey "
    "court lawyer military army prosecutors experts says analysts".split()
)

_SPEAKING = frozenset("camp aide aides spokesman spokeswoman editorial critics insiders lawyers scientists".split())


def colon(page: Page, low: int, high: int, *, alone: bool = False) -> Found | None:
    """Read "Source: statement" at the start of a unit, or "statement: source" as a headline has it.

    Args:
        page: The body.
        low: First token of the unit.
        high: End of the unit.
        alone: The text is one headline, so that nothing else can tell whether a single word is a name.
    """
    at = next((k for k in range(low, min(high, low + WIDE)) if page.lower[k] == ":" and page.quoted[k] < 0), None)
    if at is not None and low < at < high - 2:
        return _leading(page, low, at, high, alone=alone)
    return _trailing(page, low, high)


def _leading(page: Page, low: int, at: int, high: int, *, alone: bool) -> Found | None:
    words = [page.lower[i] for i in range(low, at)]
    if not page.capital(low) or any(w in _NOT_A_SOURCE or w in g.BREAKS for w in words):
        return None
    if (
        any(words[i] in FORMS and not page.capital(low + i) for i in range(len(words)))
        or words[0] in g.PREPOSITIONS
        or words[0].endswith("ing")
    ):
        return None
    if not any(page.words[i][:1].isalpha() for i in range(at + 1, high)) or not _speaks(page, low, at, alone=alone):
        return None
    end = high - 1 if page.lower[high - 1] == "." and page.quoted[high - 1] < 0 else high
    return Found([(at, at + 1)], [(low, at)], [(at + 1, end)], ":", Stance.ASSERTS) if end > at + 1 else None


def _speaks(page: Page, low: int, at: int, *, alone: bool) -> bool:
    """Say whether the words before a colon can be who speaks: no clause, no "One more thing", no "Wow"."""
    words = page.lower[low:at]
    if len(words) == 1 and page.words[low].isupper():
        return True
    bodies = g.BODIES | _TRAILING | _SPEAKING
    if any(g.verbal(page, i) and not page.capital(i) for i in range(low, at)):
        return False
    if words[0] in g.DETERMINERS:
        return any(word in bodies for word in words)
    if len(words) > 1:
        return page.capital(at - 1) or words[-1] in bodies
    if alone or words[0] in bodies:
        return True
    return any(
        page.words[i] == page.words[low] and page.lower[i - 1] not in g.ENDS for i in range(low + 2, len(page.words))
    )


def turn(page: Page, one: Found) -> bool:
    """Say whether a colon opens a turn of an interview or a transcript, which runs to the paragraph's end."""
    if one.lemma != ":" or not one.source or one.source[0][0] > one.content[0][0]:
        return False
    return all(page.words[i].isupper() or page.words[i] == "." for i in range(*one.source[0]))


def _trailing(page: Page, low: int, high: int) -> Found | None:
    end = high
    while end > low and page.lower[end - 1] == ".":
        end -= 1
    for k in range(end - 2, max(low + 2, end - 5), -1):
        if page.lower[k] in (":", "—", "–", "-") and page.quoted[k] < 0:
            if any(page.lower[i] in _TRAILING for i in range(k + 1, end)):
                return Found([(k, k + 1)], [(k + 1, end)], [(low, k)], ":", Stance.ASSERTS)
            return None
    return None


def carrier(page: Page, here: list[Found]) -> Found:
    """Return the claim of a unit that a bare quotation after it carries on: the last one that quotes, else the last."""
    quoting = [each for each in here if _quotes(page, each)]
    return (quoting or here)[-1]


def _quotes(page: Page, one: Found) -> bool:
    return any(page.quoted[a] >= 0 or page.quoted[b - 1] >= 0 for a, b in one.content)


def carries_on(page: Page, low: int, high: int, last: Found, gap: int) -> bool:
    """Say whether a unit is a bare quotation that carries the last claim on.

    Args:
        page: The body.
        low: First token of the unit.
        high: End of the unit.
        last: The claim before.
        gap: Units without a claim between the two; one is passed over within a paragraph.
    """
    if page.quoted[low] < 0 or page.quoted[max(low, high - 2)] < 0:
        return False
    if gap > 1 or (gap and low in page.first_of_paragraph):
        return False
    return _quotes(page, last) or (not gap and last.lemma in ("say", ":", "report", "write", "add"))
