"""Numbers of a statement as ranges of values, each with what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.claims.events import canonical, near

_NO_MORE = re.compile(r"\b(?:no|not) (?:more|fewer|less) than\b", re.IGNORECASE)
_TURNED = {"more_than": "at_most", "fewer_than": "at_least", "at_least": "at_least"}
NARROW, ROUGH = 0.02, 0.15  # how far "14,000" and "about 14,000" reach
REACH = 80  # characters behind a number in which the noun stands that it counts
REACH_BACK = 160  # characters before a number: "the number of people at the march … at fewer than 17,000"
BEFORE = 3  # content words before an amount that may say what it is
_NUMBER_OF = re.compile(
    r"(?:\b(?:was|is|were|are|be|at|reached|stood|totalled|hit|rose to|fell to|risen to|to))\s*$", re.IGNORECASE
)
_HOW_MANY = re.compile(
    r"\b(?:number|count|total|share|proportion|percentage) of (?:the )?((?:[\w-]+ ){0,2}[\w-]+)", re.IGNORECASE
)
_TOLL = re.compile(r"\b(?:death )?toll\b", re.IGNORECASE)
_NAMES_GROUP = re.compile(
    r"\b(?:top|bottom|richest|poorest|upper|lower|(?:goal|target|limit|cap|quota|capacity) of(?: \w+ing)?)\s*$",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\s*(?:over|above|below|under|more|less|higher|lower|fewer|up|down)\b")
_ENDS_AFTER = re.compile(r"\s*(?:$|[.,;:!?)”\"’]|(?:in|on|at|and|but|after|since)\b)")
_CLAUSE_END = re.compile(r"[,;.:—–]| (?:and|but|while|after|before|when|as|because) ")
_THINGS = frozenset("=money =troops =support =fighter =civilian =passenger =aboard =test".split())
# The noun phrase behind a number is over here.
_ENDS_PHRASE = frozenset(
    """in on at by from to with for after before since during under over into near between against among as than that which
    who whom where when while because if but and or nor is are was were be been being has have had do does did will would
    could should may might must can not he she it they we i you this these those said says told
    there so until through about without""".split()
)
_SKIPPED = frozenset(
    "of the a an its his her their our my out other more further additional new some such extra".split()
)
_ANYBODY = frozenset(
    text.stem(w) for w in "people persons victims men women bodies dead lives deaths fatalities".split()
)
_SOMEBODY = frozenset(
    text.stem(w)
    for w in """supporters protesters demonstrators marchers participants inmates prisoners detainees workers employees
    staff passengers villagers residents patients soldiers civilians drivers nurses children pupils students miners
    migrants fans spectators members officers guests tourists customers teachers doctors farmers refugees families
    fighters troops militants attendees strikers voters casualties sailors crew""".split()
)
# People who come to a march are called by many names.
_CROWD = frozenset(text.stem(w) for w in "supporters protesters demonstrators marchers participants attendees".split())
_JAILED = frozenset(text.stem(w) for w in "inmates prisoners detainees".split())
_KINDS = {"=crowd": _CROWD, "=inmate": _JAILED, "=somebody": _SOMEBODY}
_STATUS = frozenset(
    text.stem(w)
    for w in "suspected confirmed probable possible active weekly daily monthly annual yearly average".split()
)
_RATIO = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:out of|in) (?:every )?(two|three|four|five|six|seven|eight"
    r"|nine|ten|\d{1,3})\b(?= [a-z])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(half)(?= (?:of|the|its|their|all)\b)|(?:a|one) (third|quarter|fifth|tenth)|(two|three) (thirds|quarters|fifths))\b",
    re.IGNORECASE,
)
_SPELT = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_NAMED = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the range of values that its words allow, with what is counted."""

    low: float
    high: float
    kind: str
    heads: frozenset[str]
    status: frozenset[str] = frozenset()  # "suspected", "daily": another status is another quantity
    events: frozenset[str] = frozenset()  # what happened to those counted: the killed are not the injured

    @property
    def bounded(self) -> bool:
        """Whether the range ends on both sides."""
        return self.low > float("-inf") and self.high < float("inf")

    def counts_same(self, other: Quantity) -> bool:
        """Say whether two numbers count one kind of thing: inmates and people may be the same, wells and jobs not."""
        if self.kind != other.kind or (self.status != other.status and self.kind == "count"):
            return False
        if self.events and other.events and not self.events & other.events and not near(self.events, other.events):
            return False
        if self.heads & other.heads - {"=somebody"}:
            return True
        return ("=anybody" in self.heads and "=somebody" in other.heads) or (
            "=somebody" in self.heads and "=anybody" in other.heads
        )

    def counts_anybody(self, other: Quantity) -> bool:
        """Say whether only "people" joins what two numbers count, and no event says who is meant."""
        return not self.heads & other.heads - {"=somebody", "=anybody"} and not (self.events & other.events)

    def against(self, other: Quantity) -> bool:
        """Say whether two ranges of one quantity do not meet."""
        return self.counts_same(other) and (self.high < other.low or other.high < self.low)


def read(content: str) -> list[Quantity]:
    """Return the quantities of a statement in the order of the text; "nine out of ten" and "a third" are shares."""
    found = [_share(content, match, *value) for match, value in _shares(content)]
    taken = [match.span() for match, _ in _shares(content)]
    for number in text.numbers(content):
        if number.kind not in ("count", "percent", "money", "measure"):
            continue
        if any(a < number.span[1] and number.span[0] < b for a, b in taken):
            continue
        before = content[max(0, number.span[0] - REACH_BACK) : number.span[0]]
        if _NAMES_GROUP.search(before):
            continue
        after = content[number.span[1] : number.span[1] + REACH]
        if number.kind == "percent" and _COMPARES.match(after):
            continue
        heads, status = _heads(number.kind, before, after)
        turned = _NO_MORE.search(content[max(0, number.span[0] - 14) : number.span[1]])
        low, high = _range(number.value, _TURNED.get(number.qualifier, "at_most") if turned else number.qualifier)
        found.append(Quantity(low, high, number.kind, heads, status, _events(before, after)))
    return found


def _shares(content: str) -> list[tuple[re.Match[str], tuple[float, float]]]:
    """Return the shares in words with their value in percent and how far they reach."""
    found = []
    for match in _RATIO.finditer(content):
        part, whole = (float(_SPELT.get(word.lower(), 0) or word) for word in match.groups())
        if part < whole:
            found.append((match, (100 * part / whole, NARROW)))
    for match in _PART.finditer(content):
        half, one, many, of = match.groups()
        name = (half or one or of.removesuffix("s")).lower()
        times = _SPELT[many.lower()] if many else 1
        found.append((match, (100 * times / _NAMED[name], ROUGH)))
    return found


def _share(content: str, match: re.Match[str], value: float, reach: float) -> Quantity:
    heads, status = _heads("percent", content[: match.start()], content[match.end() : match.end() + REACH])
    events = _events(content[: match.start()], content[match.end() : match.end() + REACH])
    return Quantity(value * (1 - reach), value * (1 + reach), "percent", heads, status, events)


def _events(before: str, after: str) -> frozenset[str]:
    """Return the classes of events beside a number: in the clause behind it, or right before it."""
    clause = _CLAUSE_END.split(after)[0]
    asked = _HOW_MANY.search(before)
    earlier = text.content_words(before[asked.start() :]) if asked else text.content_words(before)[-2:]
    stems = {canonical(stem) for stem in (*text.content_words(clause), *earlier)}
    return frozenset(stem for stem in stems if stem.startswith("=")) - _THINGS


def _heads(kind: str, before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a number counts, and the words of status before it."""
    heads, status = _counted(after)
    if kind in ("count", "percent"):
        asked = _HOW_MANY.search(before)
        if asked and (_ENDS_AFTER.match(after) or not heads):
            heads, status = _counted(" " + asked[1])
        elif _TOLL.search(before) and _NUMBER_OF.search(before) and _ENDS_AFTER.match(after):
            heads = frozenset({"=anybody"})
        if kind == "count" or asked:
            return heads, status
    if kind != "measure" and (_ENDS_AFTER.match(after) or _NUMBER_OF.search(before) or not heads):
        heads |= frozenset(canonical(stem) for stem in text.content_words(before)[-BEFORE:])
    return heads, status


def _counted(after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the counted noun behind a number: the last of the first plurals, else the last word of the phrase."""
    words: list[str] = []
    for piece in re.split(r"(?<=[\w’'-])[^\w\s’'-]|^\s*[,.;:)]", after)[0].split():
        word = piece.strip("“”\"'’(").lower()
        if word in _ENDS_PHRASE or not word:
            break
        if word in _SKIPPED or word[:1].isdigit():
            continue
        if words and _plural(words[-1]) and not _plural(word):
            break
        words.append(word)
    if not words:
        return frozenset(), frozenset()
    status = frozenset(text.stem(word) for word in words[:-1]) & _STATUS
    return _kinds(text.stem(words[-1])), status


def _plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word in ("people", "men", "women", "children", "troops")


def _kinds(stem: str) -> frozenset[str]:
    if stem in _ANYBODY:
        return frozenset({"=anybody"})
    kinds = {name for name, stems in _KINDS.items() if stem in stems}
    return frozenset({canonical(stem)} | kinds)


def _range(value: float, qualifier: str) -> tuple[float, float]:
    if qualifier in ("at_least", "more_than"):
        return (value, float("inf"))
    if qualifier in ("at_most", "fewer_than"):
        return (float("-inf"), value)
    reach = ROUGH if qualifier == "about" else NARROW
    return (value * (1 - reach), value * (1 + reach))
