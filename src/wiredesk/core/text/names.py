"""Names: capitalised runs that stand for a person, a body or a place, without the titles before them."""

from __future__ import annotations

import re
from typing import NamedTuple

from wiredesk.core.text.places import countries, places
from wiredesk.core.text.segments import sentences
from wiredesk.core.text.words import STOP_WORDS

Span = tuple[int, int]

_TOKEN = re.compile(r"[^\W_]+(?:[.'’\-&][^\W_]+)*\.?")
_JOINERS = frozenset("of de la le van von der den bin ibn al el da do dos du di y and for the".split())
_INNER = frozenset("de la le van von der den bin ibn al el da do dos du di y".split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady president prime minister foreign defence defense interior finance "
    "health deputy vice chief general gen lt col colonel maj major capt captain sergeant sgt admiral senator sen rep "
    "representative governor gov mayor judge justice king queen prince princess pope bishop archbishop rev ambassador "
    "secretary spokesman spokeswoman spokesperson director chairman chairwoman chair commissioner inspector detective "
    "coach captain former acting".split()
)
_BODIES = frozenset(
    "ministry agency council committee commission party bank court university union army navy force forces police "
    "association organisation organization institute department office parliament senate congress assembly company corp "
    "corporation inc ltd plc group club authority service board federation fund network hospital school college centre "
    "center church museum airlines airways railways holdings press news wire times society foundation bureau staff "
    "command guard brigade division corps kremlin nato un eu who unicef".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december easter christmas ramadan".split()
)
_STARTERS = frozenset(
    "according asked earlier however meanwhile still officials police authorities residents witnesses people both many "
    "some several another new last next later early late today yesterday tomorrow nobody everyone none neither either "
    "despite although unless because since until whether perhaps including among beyond".split()
)


class Name(NamedTuple):
    """A name; `kind` is "person", "organisation", "place" or "other"."""

    span: Span
    text: str
    kind: str


def names(text: str) -> list[Name]:
    """Return the names in order.

    A word that merely opens its sentence is none, unless it stands capitalised elsewhere inside a sentence, or more of
    a name follows it.
    """
    starts = _starts(text)
    tokens = list(_TOKEN.finditer(text))
    inside = {_bare(token.group()) for token in tokens if token.start() not in starts and token.group()[0].isupper()}
    known = {place.span[0] for place in places(text)}
    found = []
    position = 0
    while position < len(tokens):
        run = _run(text, tokens, position)
        if run:
            name = _name(text, tokens[position : position + run], starts, inside, known)
            if name is not None:
                found.append(name)
        position += max(run, 1)
    return found


def _starts(text: str) -> set[int]:
    starts = set()
    for start, end in sentences(text):
        match = _TOKEN.search(text, start, end)
        if match:
            starts.add(match.start())
        # After a colon or an opening mark a sentence may begin, too.
        for inner in re.finditer(r"[:“\"«‘]\s*", text[start:end]):
            after = _TOKEN.match(text, start + inner.end(), end)
            if after:
                starts.add(after.start())
    return starts


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").rstrip(".")


def _run(text: str, tokens: list[re.Match[str]], position: int) -> int:
    """Return how many tokens from here belong to one capitalised run."""
    if not _capital(tokens[position].group()):
        return 0
    length = 1
    while position + length < len(tokens):
        before, token = tokens[position + length - 1], tokens[position + length]
        gap = text[before.end() : token.start()]
        if gap not in (" ", "\u00a0") or before.group().replace("’", "'").endswith("'s"):
            break
        if before.group().endswith(".") and len(before.group()) > 4:
            break
        if _capital(token.group()):
            length += 1
        elif token.group() in _JOINERS and _goes_on(text, tokens, position + length):
            length += 1
            while not _capital(tokens[position + length].group()):
                length += 1
            length += 1
        else:
            break
    return length


def _goes_on(text: str, tokens: list[re.Match[str]], position: int) -> bool:
    """Say whether a small word here joins two halves of a name: "Bank of England", "Ursula von der Leyen"."""
    word = tokens[position].group()
    if position + 1 >= len(tokens) or text[tokens[position].end() : tokens[position + 1].start()] != " ":
        return False
    following = tokens[position + 1].group()
    if not _capital(following):
        return following in _INNER and word in _INNER and _goes_on(text, tokens, position + 1)
    return word in _INNER or (
        word in ("of", "for") and _bare(tokens[position - 1].group()).lower() in _BODIES | {"house"}
    )


def _capital(word: str) -> bool:
    return word[0].isupper() and _bare(word).lower() not in _DAYS


def _name(text: str, run: list[re.Match[str]], starts: set[int], inside: set[str], known: set[int]) -> Name | None:
    tokens = list(run)
    while tokens and (_opens(tokens, starts, inside, known) or _bare(tokens[0].group()).lower() in _TITLES):
        tokens.pop(0)
    if len(tokens) > 2 and countries(tokens[0].group()) and _bare(tokens[1].group()).lower() in _TITLES:
        tokens.pop(0)  # "Russian President Vladimir Putin" is a man, and the rest his office
        while len(tokens) > 1 and _bare(tokens[0].group()).lower() in _TITLES:
            tokens.pop(0)
    while tokens and _bare(tokens[-1].group()).lower() in _JOINERS:
        tokens.pop()
    if not tokens:
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    shown = text[start:end]
    cut = 2 if shown.endswith(("'s", "’s")) else 0
    if shown.endswith(".") and not re.search(r"\b\w\.\w?\.?$|(?:Inc|Ltd|Corp|Co|Jr|Sr)\.$", shown):
        cut = 1
    shown = shown[: len(shown) - cut]
    if len(shown) < 2 or (len(tokens) == 1 and shown.lower() in STOP_WORDS):
        return None
    return Name((start, end - cut), shown, _kind(shown, tokens, run, start in known))


def _opens(tokens: list[re.Match[str]], starts: set[int], inside: set[str], known: set[int]) -> bool:
    """Say whether the first word is only capitalised because it opens a sentence."""
    first = tokens[0]
    word = _bare(first.group())
    lowered = word.lower()
    if first.start() not in starts or first.start() in known:
        return lowered in STOP_WORDS and lowered not in ("us", "who", "it")
    if lowered in STOP_WORDS or lowered in _STARTERS:
        return True
    if word in inside or (word.isupper() and len(word) > 1):
        return False
    # Alone at the start: a name only where it can be nothing else; with more capitals after it, most likely a name.
    return len(tokens) == 1 and not countries(word)


def _kind(shown: str, tokens: list[re.Match[str]], run: list[re.Match[str]], place: bool) -> str:
    words = [_bare(token.group()).lower() for token in tokens]
    if place and len(tokens) <= 2 and not any(word in _BODIES for word in words):
        return "place"
    if any(word in _BODIES for word in words) or (shown.isupper() and len(shown) > 1 and not place):
        return "organisation"
    if place:
        return "place"
    titled = any(_bare(token.group()).lower() in _TITLES for token in run if token not in tokens)
    if titled or (2 <= len(tokens) <= 4 and all(word.isalpha() or "-" in word or "." in word for word in words)):
        return "person"
    return "other"
