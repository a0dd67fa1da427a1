"""Whose words? An item that names another agency as its source: in the dateline, the credit line, or "AP reported"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.matching.documents import Document

_SAID = (
    r"(?:reported|reports|said in a report|news agency|according to|quoting|citing|cited by|as reported by|via|from)"
)
_OPENING, _ENDING = 400, 300  # characters in which a credit stands


@lru_cache(maxsize=4_000)
def short_forms(agency: str) -> tuple[str, ...]:
    """Return the ways copy names an agency: the name, the name without article, its initials when there are two or more."""
    name = re.sub(r"^the\s+", "", agency.strip(), flags=re.IGNORECASE)
    initials = "".join(part[0] for part in re.findall(r"[^\W\d_]+", name))
    forms = {agency.strip(), name}
    if 2 <= len(initials) <= 5 and name.lower() != initials.lower():
        forms.add(initials.upper())
    return tuple(sorted((form for form in forms if form), key=lambda form: (-len(form), form)))


@lru_cache(maxsize=4_000)
def _pattern(agency: str) -> re.Pattern[str]:
    forms = short_forms(agency)
    every = "|".join(re.escape(form) for form in forms)
    # "US reports" names no agency: two letters that are not the name itself count in brackets only.
    sure = "|".join(re.escape(form) for form in forms if len(form) > 2 or form == agency)
    return re.compile(
        rf"\((?:{every})\b|\b(?:{every})\)|\b(?:{sure})\W{{1,3}}{_SAID}\b|\b{_SAID}\s+(?:the\s+)?(?:{sure})\b"
    )


def credited(document: Document, agencies: Iterable[str]) -> str | None:
    """Return the first of these agencies, other than its own, that an item says it takes its words from."""
    own = set(short_forms(document.agency)) if document.agency else set()
    opening = text.dateline(document.text)
    dateline = opening.agency if opening is not None else ""
    said = f"{document.text[:_OPENING]}\n{document.text[-_ENDING:]}"
    line = document.credit.strip()
    for agency in agencies:
        forms = short_forms(agency)
        if not agency or own.intersection(forms):
            continue
        if dateline in forms or line in forms or _pattern(agency).search(f"{line}\n{said}"):
            return agency
    return None
