"""What keeps a model's sentence out: the checks' findings, and what no sentence of ours may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wiredesk.core import checks, text, writing
from wiredesk.core.drafting.ask import Source
from wiredesk.core.model import Draft, Item, Ledger, Sentence

BORNE_OUT = 0.45
"""Of a sentence's content words in the sentences that it names, or else it does not stand on them. A paraphrase by
other words for the same things keeps names, numbers and most nouns: half of the words and more."""

_FOREIGN = re.compile(
    r"https?:|www\.|\b[\w.+-]+@[\w-]+\.\w|\b[a-z0-9-]+\.(?:com|org|net|info|example|io|ru|de)\b|</?[a-z!]|[<>{}\[\]|\\`*_#]{1}|&[a-z]+;"
    r"|\b(?:as an ai|language model|system prompt|my instructions|i cannot|i can't|i'm sorry|click here|subscribe)\b",
    re.IGNORECASE,
)
"""Links, addresses, markup and talk about itself: nothing of that is news copy."""


FORM = (
    "It has a link, markup or words that are not news. Write it as news.",
    "It names no sentence of the copy. Name the ids it stands on.",
    "The sentences that it names do not say this. Say what they say, or name others.",
)
"""What is told of a sentence that no check is needed for."""


def instructed_out(items: Sequence[Item]) -> list[Item]:
    """Return the items with sentences that order a model about blanked, so that they bear nothing out.

    Every character keeps its place, so spans still count.
    """
    return [replace(item, body=_blanked(item.body)) for item in items]


def _blanked(body: str) -> str:
    for start, end in text.sentences(body):
        if writing.instructs(body[start:end]):
            body = body[:start] + " " * (end - start) + body[end:]
    return body


def problems(draft: Draft, items: Sequence[Item], ledger: Ledger, sources: Mapping[str, Source]) -> dict[str, str]:
    """Return what is wrong with which sentence: id ("headline", "summary.0", "body.3", "short.1") to the finding."""
    found: dict[str, str] = {}
    words = {(each.item, each.span): frozenset(text.content_words(each.text)) for each in sources.values()}
    for key, sentence in sentences(draft):
        fault = _fault(sentence, words)
        if fault:
            found[key] = fault
    for finding in checks.run(draft, items, ledger):
        if finding.stops:
            for key in _keys(draft, finding.part, finding.span):
                found.setdefault(key, f"{finding.rule}: {finding.message}")
    return found


def sentences(draft: Draft) -> Iterator[tuple[str, Sentence]]:
    """Yield the sentences of a draft with their ids."""
    yield "headline", draft.headline
    for name in ("summary", "body", "short"):
        for number, sentence in enumerate(getattr(draft, name)):
            yield f"{name}.{number}", sentence


def _fault(sentence: Sentence, words: Mapping[tuple[str, tuple[int, int]], frozenset[str]]) -> str:
    if _FOREIGN.search(sentence.text):
        return FORM[0]
    if not sentence.supports:
        return FORM[1]
    here = frozenset(text.content_words(sentence.text))
    there = frozenset().union(*(words.get((each.item, each.span), frozenset()) for each in sentence.supports))
    if len(here & there) < BORNE_OUT * len(here):
        return FORM[2]
    return ""


def _keys(draft: Draft, part: str, span: tuple[int, int]) -> list[str]:
    """Return the ids of the sentences of a part that a finding is about; its span counts in the whole part's text."""
    if part in ("summary", "short"):
        at, keys = 0, []
        for number, sentence in enumerate(getattr(draft, part)):
            if at < max(span[1], span[0] + 1) and span[0] < at + len(sentence.text):
                keys.append(f"{part}.{number}")
            at += len(sentence.text) + 1
        return keys
    return [part] if part == "headline" or part.startswith("body.") else []
