"""From a body to claims: units are read one by one, then quotations without words of their own are joined on."""

from __future__ import annotations

from wiredesk.core.claims import attribute, headlines, hedges, introduced, verbs
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page, read
from wiredesk.core.claims.sources import Range
from wiredesk.core.claims.speakers import Speakers
from wiredesk.core.model import Claim, Item, Span, Stance


def find(item: Item) -> tuple[Claim, ...]:
    """Return every attributed statement of an item's body, in the order of the text."""
    return find_in_text(item.body, item.guid)


def find_in_text(body: str, item: str) -> tuple[Claim, ...]:
    """Return every attributed statement of a text.

    Args:
        body: The text that the spans count in.
        item: The guid that the claims carry.
    """
    page = read(body)
    speakers = Speakers(page)
    found = _found(page)
    names = introduced.fill(page, found, [speakers.name(each) for each in found])
    claims = [_claim(page, each, item, name) for each, name in zip(found, names, strict=True)]
    return tuple(sorted(claims, key=lambda claim: (min(s for s, _ in claim.cue + claim.content), claim.content)))


def attribution(sentence: str) -> Claim | None:
    """Return whom one sentence or headline attributes its main statement to, or None where it attributes nothing."""
    page = read(sentence)
    found = _found(page, headline=True)
    if not found:
        return None
    widest = max(found, key=lambda each: sum(b - a for a, b in each.content))
    return _claim(page, widest, "", Speakers(page).name(widest))


def _found(page: Page, *, headline: bool = False) -> list[Found]:
    found: list[Found] = []
    last: Found | None = None  # the claim that a bare quotation would carry on
    gap = 0  # units since then
    turn: Found | None = None  # who has the word in an interview
    for low, high in late_speakers(page):
        opens = low in page.first_of_paragraph
        alone = headline or page.lower[high - 1] not in g.ENDS
        colon = headlines.colon(page, low, high, alone=alone) if headline or opens else None
        if opens or colon:
            turn = colon if colon and headlines.turn(page, colon) else None
        elif turn is not None:
            turn.content.append((low, high))
        here = ([colon] if colon else []) + attribute.unit(page, low, high)
        if not here and last is not None and headlines.carries_on(page, low, high, last, gap):
            last.content.append((low, high))
            gap = 0
            continue
        gap += 1
        if here:
            last, gap = headlines.carrier(page, here), 0
        found.extend(here)
    return found


def late_speakers(page: Page) -> list[Range]:
    """Return the units, with a speaker who follows a quoted question in the unit of that question (“…?” Ruiz said.)."""
    out: list[Range] = []
    for low, high in page.units:
        short = out and low not in page.first_of_paragraph and page.quoted[low - 1] >= 0 and page.quoted[low] < 0
        if short and page.lower[low - 2 : low - 1] != ["."] and verbs.only_speaks(page, low, high):
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
    return out


def _claim(page: Page, found: Found, item: str, speaker: str | None) -> Claim:
    source, cue, content = (_spans(page, each) for each in (found.source, found.cue, found.content))
    stance = _stance(found)
    return Claim(
        item=item,
        source=source,
        cue=cue,
        content=content,
        source_text=_text(page, source),
        cue_text=_text(page, cue),
        content_text=_text(page, content),
        stance=stance,
        speaker=speaker,
        quoted=any(page.quoted[i] >= 0 for a, b in found.content for i in (a, b - 1)),
        hedges=hedges.find(page, found),
    )


def _spans(page: Page, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return ranges as ordered, disjoint spans."""
    out: list[Span] = []
    for first, end in sorted(ranges):
        start, stop = page.span(first, end)
        if out and start < out[-1][1]:
            start = out[-1][1]
        if start < stop:
            out.append((start, stop))
    return tuple(out)


def _text(page: Page, spans: tuple[Span, ...]) -> str:
    return " … ".join(page.body[a:b] for a, b in spans)


def _stance(found: Found) -> Stance:
    """Turn a negated cue around: "did not deny" denies nothing, "did not confirm" leaves it open."""
    if not found.negated:
        return found.stance
    if found.stance is Stance.CONFIRMS or found.lemma in ("believe", "think", "know"):
        return Stance.DOUBTS
    return Stance.ASSERTS if found.stance is Stance.DENIES else found.stance
