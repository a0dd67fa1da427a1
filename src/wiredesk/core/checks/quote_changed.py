"""quote-changed: words in quotation marks that no source has to the letter, or that another speaker said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from wiredesk.core import text
from wiredesk.core.checks.index import Passage, Sources, plain
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.speakers import named, same_speaker
from wiredesk.core.model import Evidence, Finding, Item, Span

NAME = "quote-changed"
DESCRIPTION = "Words in quotation marks stand in no source to the letter, or another speaker said them."
_CUT = re.compile(r"\s*(?:\[[^\]]{0,200}\]|\(?\.\.\.\)?)\s*")
_EDGE = " .,;:!?'\"-"


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each quotation that is not to the letter, not quoted, or moved to another speaker."""
    if sources.holds(line.text):
        return
    for quote in text.quotes(line.text):
        yield from _quote(line, quote.span, line.words(quote.inner), sources)


def _quote(line: Line, span: Span, inner: str, sources: Sources) -> Iterator[Finding]:
    pieces = [piece.strip(_EDGE) for piece in _CUT.split(plain(inner))]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return
    item = next((item for item, body in sources.texts if _has(body.casefold(), pieces)), None)
    if item is None:
        yield _changed(line, span, max(pieces, key=len), sources)
        return
    if not any(_quoted(body, pieces[0]) for _, body in sources.texts):
        yield line.finding(
            NAME,
            span,
            f"“{inner}” stands in quotation marks here, and {item.agency or 'the source'} does not quote it. "
            "Take the marks away.",
            evidence=_where(item, pieces[0]),
        )
        return
    yield from _moved(line, span, pieces[0], sources)


def _has(body: str, pieces: list[str]) -> bool:
    """Say whether the pieces stand in a text in this order; capitals may change."""
    position = 0
    for piece in pieces:
        at = body.find(piece.casefold(), position)
        if at < 0 or _inside_word(body, at, at + len(piece)):
            return False
        position = at + len(piece)
    return True


def _inside_word(body: str, start: int, end: int) -> bool:
    return (start > 0 and body[start - 1].isalnum()) or (end < len(body) and body[end].isalnum())


def _quoted(body: str, piece: str) -> bool:
    lowered = piece.lower()
    return any(lowered in body[a:b].lower() for _, (a, b) in text.quotes(body))


def _changed(line: Line, span: Span, piece: str, sources: Sources) -> Finding:
    score, item, where = 0.0, None, (0, 0)
    for each in sources.items:
        found = fuzz.partial_ratio_alignment(piece, each.body)
        if found is not None and found.score > score:
            score, item, where = found.score, each, _whole_words(each.body, found.dest_start, found.dest_end)
    if item is None or score < 55:
        return line.finding(
            NAME, span, f"{line.words(span)} stands in no source. Take the quotation out, or report it without marks."
        )
    nearest = item.body[where[0] : where[1]]
    return line.finding(
        NAME,
        span,
        f"{line.words(span)} is not what the source has: “{nearest}”. Quote it to the letter.",
        evidence=(Evidence(item.guid, where, nearest),),
    )


def _whole_words(body: str, start: int, end: int) -> Span:
    while start > 0 and body[start - 1].isalnum():
        start -= 1
    while end < len(body) and body[end].isalnum():
        end += 1
    return start, end


def _where(item: Item, piece: str) -> tuple[Evidence, ...]:
    at = item.body.lower().find(piece.lower())
    return (Evidence(item.guid, (at, at + len(piece)), item.body[at : at + len(piece)]),) if at >= 0 else ()


def _moved(line: Line, span: Span, piece: str, sources: Sources) -> Iterator[Finding]:
    here = [
        claim for claim in line.claims if claim.source and any(a < span[1] and b > span[0] for a, b in claim.content)
    ]
    there = [each for each in sources.passages if each.claims and piece.lower() in plain(each.text).lower()]
    said = [(passage, claim) for passage in there for claim in passage.claims if claim.quoted and named(claim)]
    if not here or not said or len(piece.split()) < 2:
        return
    if any(_names(line.text, named(claim)) for _, claim in said):
        return  # "Louro rejected Sarmento's account that …"
    if any(same_speaker(ours, theirs, sources) for ours in here for _, theirs in said):
        return
    passage: Passage = said[0][0]
    yield line.finding(
        NAME,
        span,
        f"{line.words(span)} is given to “{here[0].source_text}”, and in the source “{named(said[0][1])}” says it. "
        "Name who said it.",
        evidence=passage.evidence,
    )


def _names(words: str, who: str) -> bool:
    """Say whether words have the last name of a speaker."""
    return any(re.search(rf"\b{re.escape(each.text.split()[-1])}\b", words) for each in text.names(who))
