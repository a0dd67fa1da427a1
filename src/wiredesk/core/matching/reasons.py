"""Why an item joined a story, in words an editor reads: "same place, two names, 3 numbers"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.core import text
from wiredesk.core.matching import reading
from wiredesk.core.matching.join import Asked
from wiredesk.core.matching.window import Held, Open

SHOWN = 3
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def reasons(
    asked: Asked, story: Open, values: Mapping[str, float], near: Sequence[tuple[float, Held]]
) -> tuple[str, ...]:
    """Return what an item shares with the items of the story that are most like it, the strongest first."""
    beside = [item for _, item in near[:3]]
    theirs = {term for item in beside for term in item.terms}
    names = [name for stem, name in reading.names(asked.reading).items() if asked.number_of(stem) in theirs]
    places = [name for name in names if text.places(name)]
    others = [name for name in names if name not in places]
    numbers = sorted(word for word in asked.reading.numbers if asked.number_of(word) in theirs)
    why = []
    if places:
        why.append(f"same place: {', '.join(places[:SHOWN])}")
    if others:
        why.append(f"{_many(len(others), 'name')} in common: {', '.join(others[:SHOWN])}")
    if numbers:
        why.append(f"{_many(len(numbers), 'number')} in common: {', '.join(numbers[:SHOWN])}")
    if not names:
        words = _shared_words(asked, theirs)
        if words:
            why.append(f"{_many(len(words), 'telling word')} in common: {', '.join(words[:SHOWN])}")
    why.append(f"{round(values['nearest'] * 100)} percent like the nearest of {_many(len(story.items), 'item')}")
    return tuple(why)


def _shared_words(asked: Asked, theirs: set[int]) -> list[str]:
    """Return the shared stems, heaviest first, no numbers."""
    of = {asked.number_of(stem): stem for stem in asked.reading.words}
    return [of[term] for term in asked.vector if term in theirs and not of[term][0].isdigit()][:8]


def _many(count: int, noun: str) -> str:
    number = _WORDS[count] if count < len(_WORDS) else str(count)
    return f"{number} {noun}{'' if count == 1 else 's'}"
