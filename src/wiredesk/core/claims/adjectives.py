"""Adjectives that attribute: "was confident that …", "is worried about …", "it is unclear whether …"."""

from __future__ import annotations

from wiredesk.core.claims import contents, sources
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.model import Stance

# What a state of mind takes: a clause with that, an infinitive, or a preposition and what it is about.
_MINDS = {
    word: stance
    for stance, words in (
        (
            Stance.ASSERTS,
            "confident hopeful sure certain convinced worried concerned aware optimistic afraid glad pleased proud "
            "sorry disappointed frustrated adamant clear critical supportive wary pessimistic alarmed outraged furious "
            "apologetic enthusiastic opposed fearful mindful dismayed satisfied positive insistent",
        ),
        (Stance.DOUBTS, "skeptical sceptical doubtful unsure uncertain unconvinced dubious"),
        (Stance.PLANS, "eager determined keen unwilling reluctant prepared hesitant loath desperate"),
    )
    for word in words.split()
}
_ABOUT = frozenset("about of to with over by at in on toward towards".split())
_OPEN = frozenset("clear unclear uncertain".split())
_QUESTIONS = frozenset("whether why how what when who if where which".split())
_LINKS = g.BE | frozenset("seems seemed remains remained sounded sounds felt feels became grew looks looked".split())


def read(page: Page, low: int, high: int, i: int) -> Found | None:
    """Return the attribution of the adjective at token i, or None where it tells no state of mind."""
    word = page.lower[i]
    first = i
    while first > low and (
        g.adverbial(page.lower[first - 1]) or page.lower[first - 1] in ("very", "far", "less", "more", "so")
    ):
        first -= 1
    link = page.lower[first - 1] if first > low else ""
    nxt = page.lower[i + 1] if i + 1 < high else ""
    if word == "clear" and (link in ("it", "make", "made", "makes", "making") or link in _LINKS):
        made = _made_clear(page, low, high, (first, i))
        if made is not None:
            return made
    if link not in _LINKS:
        return None
    if word in _OPEN and nxt in _QUESTIONS:
        right = contents.after(page, i + 1, high, "s")
        return Found([(first - 1, i + 1)], [], [right], word, Stance.DOUBTS, "r") if right else None
    return _minded(page, low, high, (first - 1, i))


def _minded(page: Page, low: int, high: int, cue: tuple[int, int]) -> Found | None:
    first, i = cue
    word, nxt = page.lower[i], page.lower[i + 1] if i + 1 < high else ""
    stance = _MINDS.get(word)
    while first > low and (page.lower[first - 1] in g.AUX or g.adverbial(page.lower[first - 1])):
        first -= 1
    source = sources.subject(page, low, first)
    if stance is None or source is None or i + 2 >= high:
        return None
    negated = any(page.lower[k] in g.NOT for k in range(first, i))
    if nxt == "that" or (nxt == "to" and stance is Stance.PLANS) or nxt in g.PERSONAL or nxt in ("whether", "the"):
        right = contents.after(page, i + 1, high, "s" if nxt != "to" else "t")
        return Found([(first, i + 1)], [source], [right], word, stance, "s", negated) if right else None
    if nxt in _ABOUT - {"to"} or (nxt == "to" and word == "opposed"):
        right = contents.after(page, i + 2, high, "n")
        return Found([(first, i + 2)], [source], [right], word, stance, "n", negated) if right else None
    return None


def _made_clear(page: Page, low: int, high: int, at: tuple[int, int]) -> Found | None:
    """Read "has made it clear that …" and "made clear that …"."""
    first, i = at
    verb = first - 1 - (page.lower[first - 1] == "it")
    if verb <= low or page.lower[verb] not in ("make", "made", "makes", "making") or i + 1 >= high:
        return None
    start = verb
    while start > low and (page.lower[start - 1] in g.AUX or g.adverbial(page.lower[start - 1])):
        start -= 1
    source = sources.subject(page, low, start)
    right = contents.after(page, i + 1, high, "s")
    return Found([(start, i + 1)], [source], [right], "make clear", Stance.ASSERTS, "s") if source and right else None


WORDS = frozenset(_MINDS) | _OPEN
