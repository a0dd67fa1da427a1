"""A draft that a person changed: the sentences that still stand keep what they stood on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.core.model import Draft, Sentence


def with_sources(text: Draft, draft: Draft) -> Draft:
    """Return a text with the supports of those of its sentences that are a draft's to the letter.

    Args:
        text: What would be published, split in sentences; it may have been changed by a person.
        draft: What it was made from.

    Returns:
        The same words. Where the text was split inside what is one sentence of the draft (a quote of several
        sentences), it is one sentence again, so that an unchanged text has the digest of its draft.
    """
    headline = text.headline
    if headline.text == draft.headline.text:
        headline = draft.headline
    return replace(
        text,
        headline=headline,
        summary=_part(text.summary, draft.summary),
        body=_part(text.body, (*draft.body, *draft.summary, *draft.short)),
        short=_part(text.short, draft.short),
    )


def _part(written: Sequence[Sentence], known: Sequence[Sentence]) -> tuple[Sentence, ...]:
    kept: list[Sentence] = []
    at = 0
    while at < len(written):
        taken, sentence = _run(written, at, known)
        kept.append(sentence)
        at += taken
    return tuple(kept)


def _run(written: Sequence[Sentence], at: int, known: Sequence[Sentence]) -> tuple[int, Sentence]:
    """Return how many written sentences from here are one known sentence, and that; else the one that is here."""
    here = written[at]
    for sentence in known:
        if not sentence.text.startswith(here.text):
            continue
        joined = here.text
        taken = 1
        while len(joined) < len(sentence.text) and at + taken < len(written):
            after = written[at + taken]
            if after.paragraph != here.paragraph:
                break
            joined = f"{joined} {after.text}"
            taken += 1
        if joined == sentence.text:
            return taken, replace(here, text=joined, supports=sentence.supports)
    return 1, here
