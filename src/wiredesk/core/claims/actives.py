"""Verbs in the active: who stands before or after them, and what is said around them."""

from __future__ import annotations

from wiredesk.core.claims import around, contents, sources
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import FORMS, FRAMES, INNER
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range
from wiredesk.core.claims.verbs import Verb

_BEFORE_FRONTED = frozenset(", . ; : and but even — – -".split())


def read(page: Page, low: int, high: int, verb: Verb, one: Found, found: list[Found]) -> Found | None:
    """Read source and content around an active verb into `one`; `found` is what the unit said before.

    Returns:
        None where nobody speaks or nothing is said.
    """
    if one.frame != "p" and _speaker_follows(page, low, high, verb):
        return _inverted(page, low, high, one, found)
    source = _source(page, low, verb, found)
    if source is None and one.frame == "p":
        source = _told_after_quotation(page, low, verb)
        if source is None and contents.detached(page, low, verb.first):
            return None  # nobody is told by whom he is told
    right = contents.after(page, one.cue[0][1], high, one.frame, _ties(page, low, verb, source))
    if source is None and verb.kind in ("past", "s", "base") and contents.detached(page, low, verb.first):
        return _inverted(page, low, high, one, found)
    if source is None or (one.lemma in INNER and page.lower[source[0]] in ("i", "you", "we")):
        return None
    one.source = [source]
    if _as_reported(page, low, source, one):
        one.content = _repeated(source, found) or _around(page, low, high, source, one)
        return one if one.content else None
    right = around.right(page, low, high, one, source, right)
    left = around.left(page, low, source, one, found, right)
    one.content = [each for each in (left, right) if each is not None]
    return one if one.content else None


def _told_after_quotation(page: Page, low: int, verb: Verb) -> Range | None:
    """Return the speaker between a quotation and "told": “…,” the board's chairman, Girish Mandal, told reporters."""
    last = verb.first - 1 if verb.first > low and page.lower[verb.first - 1] == "," else verb.first
    k = last
    while k > low and page.quoted[k - 1] < 0 and last - k < sources.LONGEST:
        k -= 1
    return (k, last) if low < k < last and page.quoted[k - 1] >= 0 else None


def _ties(page: Page, low: int, verb: Verb, source: Range | None) -> contents.Ties:
    if source is None:
        return contents.Ties(verb.kind)
    first = source[0]
    relative = page.lower[first] in ("who", "which") and source[1] - first == 1
    opening = page.lower[max(low, first - 1)] if page.lower[first] not in around.SUBORDINATE else page.lower[first]
    at = first if page.lower[first] in around.SUBORDINATE else first - 1
    fronted = opening in around.SUBORDINATE and (at <= low or page.lower[at - 1] in _BEFORE_FRONTED)
    return contents.Ties(verb.kind, fronted, relative)


def _as_reported(page: Page, low: int, source: Range, one: Found) -> bool:
    """Say whether a cue hangs on "as": "As the Gazette reported, …"."""
    return source[0] > low and page.lower[source[0] - 1] == "as" and one.frame == "s"


def _repeated(source: Range, found: list[Found]) -> list[Range]:
    """Return what was attributed just before: "denied that it sent vehicles, as a newspaper had reported"."""
    if not found or not found[-1].content:
        return []
    first, end = found[-1].content[-1]
    inside = first < source[0] - 1 <= end + 1 and found[-1].cue[0][0] < first
    # "as" and its comma are not part of what both of them speak of.
    return [*found[-1].content[:-1], (first, source[0] - 2)] if inside and source[0] - 2 > first else []


def _around(page: Page, low: int, high: int, source: Range, one: Found) -> list[Range]:
    """Return the clause that "as the Gazette reported" hangs on: after its comma, or before it at the end."""
    end = one.cue[0][1]
    comma = next((k for k in range(end, min(high, end + 12)) if page.lower[k] == "," and page.quoted[k] < 0), None)
    left = contents.before(page, low, source[0] - 1)
    if left is not None:
        return [left]
    right = contents.after(page, comma + 1, high, "s") if comma is not None and comma + 1 < high else None
    return [right] if right else []


def _speaker_follows(page: Page, low: int, high: int, verb: Verb) -> bool:
    """Say whether a comma or quotation stands before the verb and a speaker without a verb of his own after it."""
    if (
        verb.first != verb.at
        or not (verb.kind in ("past", "s") or page.lower[verb.at] == "say")
        or "s" not in FRAMES.get(verb.lemma, "")
    ):
        return False
    if not contents.detached(page, low, verb.first):
        return False
    speaker = sources.inverted(page, verb.end, high)
    if speaker is None or not any(g.verbal(page, k) or page.quoted[k] >= 0 for k in range(low, verb.first)):
        return False
    first, end = speaker
    if page.lower[first] in g.PERSONAL or any(g.verbal(page, k) for k in range(first, min(end, first + 8))):
        return False
    return end >= high or not (g.verbal(page, end) or page.lower[end] in ("that", "to", "had"))


def _inverted(page: Page, low: int, high: int, one: Found, found: list[Found]) -> Found | None:
    source = sources.inverted(page, one.cue[0][1], high)
    left = around.said_before(page, low, one.cue[0][0], found)
    if source is None or left is None or "s" not in FRAMES.get(one.lemma, "s"):
        return None
    source = sources.described(page, source, high)
    one.source, one.content = [source], [left]
    rest = source[1] + 1
    if rest < high and page.lower[source[1]] in (",", ".") and page.quoted[rest] >= 0:
        one.content.append((rest, contents.before(page, rest, high)[1]))  # type: ignore[index]
    elif rest < high and page.lower[source[1]] == "," and around.open_ended(page, low, one.cue[0][0]):
        more = contents.after(page, rest, high, "s")
        one.content += [more] if more else []
    return one


def _source(page: Page, low: int, verb: Verb, found: list[Found]) -> Range | None:
    participle = verb.kind == "ing" and not verb.progressive
    if not participle and not verb.infinitive:
        direct = sources.subject(page, low, verb.first)
        if direct is not None:
            return direct
    before = page.lower[verb.first - 1] if verb.first > low else ""
    if participle and before not in (",", "and", "by", "") and page.quoted[verb.first - 1] < 0:
        near = sources.subject(page, low, verb.first)
        if near is not None and (near[1] - near[0] > 1 or before not in FORMS):
            return near
    if not participle and before not in ("and", "but", "or", "then", "to", ","):
        return None
    if found and found[-1].source:
        return found[-1].source[0]
    return sources.clause_subject(page, low, verb.first)
