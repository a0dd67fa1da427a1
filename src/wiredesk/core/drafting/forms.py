"""A story in other rooms than a page: one line for a push, a search, a post; a timeline; what changed; a correction.

Every line goes through the same checks as a draft. Where no short line passes them, the draft's own headline stands,
however long: a headline that lost the other side is worse than one that is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from wiredesk.core import checks, text, writing
from wiredesk.core.model import Draft, Item, Ledger, Sentence

FORMS: dict[str, tuple[int, int]] = {
    "search": (30, 60),
    "social": (50, 110),
    "push": (40, 120),
    "newsletter": (50, 140),
}
"""Characters aimed at: what a result page, a card, a lock screen and a list show whole."""

TRIED = 12
"""Lines that are checked, best first, before the draft's own headline stands."""

LIKE = 0.6
"""Of two sentences' characters in common runs, for one to be the other changed and not a new one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: when an agency wrote it, and what."""

    at: datetime | None
    agency: str
    line: Sentence


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a published text and a newer draft, for a person to take or leave."""

    kind: str  # "added", "removed", "changed"
    was: str
    now: Sentence
    after: str  # the sentence of the published text behind which it belongs; empty for the top


def line_of(form: str, items: Sequence[Item], ledger: Ledger, draft: Draft) -> Sentence:
    """Return the story as one line of a form, with what it stands on.

    Args:
        form: One of `FORMS`.
        items: The items of the story.
        ledger: Their claims.
        draft: Its draft; its headline stands where nothing shorter or longer passes the checks.

    Raises:
        KeyError: There is no such form.
    """
    shortest, longest = FORMS[form]
    offers = writing.headline_offers(items, ledger, room=(shortest, longest))
    fitting = [each for each in offers if shortest <= len(each.text) <= longest]
    for offer in fitting[:TRIED]:
        if not checks.stopped(checks.run(Draft(headline=offer), items, ledger)):
            return offer
    return draft.headline


def timeline(items: Sequence[Item], ledger: Ledger) -> tuple[Entry, ...]:
    """Return one line for each item that tells something new, oldest first.

    A line is the item's own best headline; one that says the same as a line before it is left out.
    """
    found: list[Entry] = []
    told: list[frozenset[str]] = []
    for item in writing.usable(items):
        own = [claim for claim in ledger.claims if claim.item == item.guid]
        alone = Ledger(claims=tuple(own))
        offers = writing.headline_offers([item], alone, room=FORMS["social"])
        line = next((each for each in offers[:TRIED] if _passes(each, items, ledger)), None)
        stems = frozenset(text.content_words(line.text)) if line else frozenset()
        if line is None or any(len(stems & each) >= 0.8 * len(stems) for each in told):
            continue
        told.append(stems)
        found.append(Entry(item.version_created or item.first_created, item.agency, line))
    return tuple(found)


def _passes(line: Sentence, items: Sequence[Item], ledger: Ledger) -> bool:
    return not checks.stopped(checks.run(Draft(body=(line,)), items, ledger))


def update(published: Draft, draft: Draft) -> tuple[Change, ...]:
    """Return what a newer draft has that a published text has not, and the other way round.

    Args:
        published: As a person left it; nothing here changes it.
        draft: Of the newer copy.

    Returns:
        Differences of the body in the order of the draft, then what the draft no longer has.
    """
    old = [each.text for each in published.body]
    left = list(old)
    found: list[Change] = []
    after = ""
    for sentence in draft.body:
        if sentence.text in left:
            left.remove(sentence.text)
            after = sentence.text
            continue
        near = max(left, key=lambda each: _like(each, sentence.text), default="")
        if near and _like(near, sentence.text) >= LIKE:
            left.remove(near)
            found.append(Change("changed", near, sentence, after))
            after = near
        else:
            found.append(Change("added", "", sentence, after))
    return (*found, *(Change("removed", each, Sentence(""), "") for each in old if each in left))


def _like(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def correction(was: Item, now: Item) -> str:
    """Return the words of a correction: what an item said and what it says, sentence by sentence; empty for no change.

    Args:
        was: The version with the mistake.
        now: The one that corrects it.
    """
    before = [" ".join(was.body[a:b].split()) for a, b in writing.whole_sentences(was.body)]
    after = [" ".join(now.body[a:b].split()) for a, b in writing.whole_sentences(now.body)]
    gone = [each for each in before if each not in after]
    told = []
    for sentence in (each for each in after if each not in before):
        near = max(gone, key=lambda each: _like(each, sentence), default="")
        if near and _like(near, sentence) >= LIKE:
            gone.remove(near)
            told.append(f"An earlier version of this story said: “{near}” It should have said: “{sentence}”")
    return " ".join(told)
