"""Words that keep a statement from being certain, and conditions it hangs on."""

from __future__ import annotations

from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page

HEDGES = frozenset(
    "may might could would reportedly allegedly apparently possibly probably perhaps likely unlikely potentially "
    "presumably seemingly supposedly purportedly suspected alleged if unless provided about around roughly "
    "approximately nearly almost believed expected estimated preliminary initial appears seems unclear".split()
)


def find(page: Page, found: Found) -> tuple[str, ...]:
    """Return the hedges of a claim's cue and content, each once, in the order of the text."""
    seen: dict[str, None] = {}
    for first, end in (*found.cue, *found.content):
        for i in range(first, end):
            if page.lower[i] in HEDGES:
                seen.setdefault(page.lower[i])
    return tuple(seen)
