"""What of a house style can be put right by itself: spelling, and names of places, outside quotes and longer names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.model import Draft, Sentence
from wiredesk.core.style.guide import Guide


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of a sentence and what the house writes for them."""

    start: int
    end: int
    now: str


def applied(draft: Draft, guide: Guide) -> Draft:
    """Return a draft in the spelling of the house; what stands in quotes and in names stays to the letter."""

    def put(sentence: Sentence) -> Sentence:
        return replace(sentence, text=_put(sentence.text, spelt(sentence.text, guide)))

    return replace(
        draft,
        headline=put(draft.headline),
        summary=tuple(map(put, draft.summary)),
        body=tuple(map(put, draft.body)),
        short=tuple(map(put, draft.short)),
    )


def worded(credit: str, guide: Guide) -> str:
    """Return a credit in the wording of the house, where it has the wording that ships."""
    known = "With reporting by "
    if not guide.credit or not credit.startswith(known):
        return credit
    return guide.credit.replace("{agencies}", credit.removeprefix(known))


def _put(words: str, swaps: Iterator[Swap]) -> str:
    for swap in reversed(list(swaps)):
        words = words[: swap.start] + swap.now + words[swap.end :]
    return words


def spelt(words: str, guide: Guide) -> Iterator[Swap]:
    """Yield the words that the house spells otherwise, in order."""
    pattern = _any(tuple(guide.spelling))
    if pattern is None:
        return
    held = [quote.span for quote in text.quotes(words)]
    for match in pattern.finditer(words):
        said = guide.spelling[match.group().lower()]
        if said == match.group().lower() or any(start <= match.start() < end for start, end in held):
            continue
        if match.group()[0].isupper():
            if (
                words[: match.start()].strip(" \"'\u201c\u2018")
                or words[match.end() : match.end() + 2].strip()[:1].isupper()
            ):
                continue  # "Lincoln Center", "Labor Party"
            said = said[:1].upper() + said[1:]
        yield Swap(match.start(), match.end(), said)


def placed(words: str, names: Mapping[str, str]) -> Iterator[Swap]:
    """Yield the places that the house names otherwise, where they stand alone: not "Bombay Dyeing"."""
    pattern = _any(tuple(names), fold=False)
    if pattern is None:
        return
    held = [quote.span for quote in text.quotes(words)]
    for match in pattern.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        if re.search(r"[A-Z][\w-]* $", before) or re.match(r" [A-Z]", after):
            continue
        if not any(start <= match.start() < end for start, end in held):
            yield Swap(match.start(), match.end(), names[match.group()])


@lru_cache(maxsize=32)
def _any(wanted: tuple[str, ...], *, fold: bool = True) -> re.Pattern[str] | None:
    """Return a pattern for any of these words or phrases, whole, the longest first; None for none."""
    if not wanted:
        return None
    listed = "|".join(re.escape(each) for each in sorted(wanted, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE if fold else 0)


def phrases(wanted: Mapping[str, str], *, fold: bool = True) -> re.Pattern[str] | None:
    """Return the pattern for the keys of a table."""
    return _any(tuple(wanted), fold=fold)
