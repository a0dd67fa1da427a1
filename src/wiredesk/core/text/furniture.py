"""What an agency puts around its news: datelines, credits, notes on updates."""

from __future__ import annotations

import re
from typing import NamedTuple

Span = tuple[int, int]

_CITY = r"[A-ZÀ-Þ][\w'’.\- ]{1,40}?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""\s*(?P<city>{_CITY}(?:\s*/\s*{_CITY})?)
    (?:,\s*(?P<land>[A-Z][\w. ]{{1,30}}?))?
    (?:,\s*(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)?
    \s*(?:\((?P<agency>[^()\n]{{1,40}})\)\s*)?(?:[-–—]{{1,2}}|:)\s+""",
    re.VERBOSE,
)
_NOTES = re.compile(
    r"""^[ \t]*(?:
      \((?:Reporting|Writing|Editing|Additional[ ]reporting|With[ ]inputs|With[ ]reporting|Adds|Updates|Corrects|Recasts
        |Repeats|Refiles|Fixes|Removes|This[ ](?:story|report))\b[^\n]*
    | (?:Reporting|Writing|Editing|Additional[ ]reporting|Compiled)[ ]by\b[^\n]*
    | (?:UPDATE(?:[ ]\d+)?|CORRECTION|CORRECTED|CORRECTS|REFILE|(?:EDITORS?['’]?S?[ ])?NOTE|ATTENTION)(?=[:\-–—\s(])[^\n]*
    | [-–—_*=]{2,}[ \t]*|\(?ENDS?\)?[ \t]*|[-–—][ ]?30[ ]?[-–—][ \t]*
    )$""",
    re.VERBOSE | re.MULTILINE,
)


class Dateline(NamedTuple):
    """The opening of a body: where the copy was written, and by which agency."""

    span: Span
    city: str
    agency: str


def dateline(body: str) -> Dateline | None:
    """Return the dateline at a body's start: "KYIV, April 26 (Agency) - " or "Moscow (Agency) — "."""
    match = _DATELINE.match(body[:200])
    if match is None:
        return None
    city = match["city"].strip()
    capitals = city.isupper()
    if not capitals and not match["agency"] and not re.search(r"\d", match.group()):
        return None
    if len(city.split()) > 4:
        return None
    name = " ".join(part.capitalize() if part.isupper() else part for part in city.split())
    return Dateline((0, match.end()), name, (match["agency"] or "").strip())


def furniture(body: str) -> list[Span]:
    """Return what is no news: the dateline, credits, notes on updates, end marks; in order."""
    found = []
    opening = dateline(body)
    if opening is not None:
        found.append(opening.span)
    for match in _NOTES.finditer(body):
        if match.end() > match.start() and (not found or match.start() >= found[-1][1]):
            found.append(match.span())
    return found
