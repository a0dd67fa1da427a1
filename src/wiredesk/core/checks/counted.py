"""What a number counts: the same figure beside other words is another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import amounts, kin, meaning
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding, Span

NAME = "number-unsupported"
_CUT = re.compile(r"[,;:.]\s|\b(?:and|but|while|with|as|when|after|before|which)\b")
_FATES = {
    "killed": re.compile(
        r"\b(?:kill\w*|dead|died?|dies|dying|deaths?|drown\w*|fatalit\w+|perish\w*|slain|lives|bodies|toll)\b", re.I
    ),
    "hurt": re.compile(r"\b(?:injur\w+|wound\w*|hurt|hospitali[sz]ed)\b", re.I),
    "missing": re.compile(r"\b(?:missing|unaccounted|looking for|searching for|remaining|still trapped)\b", re.I),
    "saved": re.compile(r"\b(?:rescu\w+|surviv\w+|saved?|evacuat\w+|pulled)\b", re.I),
    "arrested": re.compile(r"\b(?:arrest\w*|detain\w*|held)\b", re.I),
}
"""What may become of people: a number of one kind is never a number of another."""
_OF = re.compile(
    r"\s+(?:of|out of|from)\s+(?:(?:its|the|their|his|her|some|about|around|more than|nearly|all|a total of|[\w.-]+['’]s?)\s+)*$",
    re.I,
)


_OF_ALL = re.compile(r"^\s+of (?:the |its |their |all )?\d[\d,.]*")
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))"
_MOST = re.compile(
    rf"(?P<rank>\b{_ORDINAL}[\s-]+)?\b(?P<most>largest|biggest|highest|smallest|lowest|longest|oldest|youngest|richest|poorest"
    r"|busiest|worst|best|most|tallest|deepest|fastest|deadliest|hottest|coldest|heaviest|strongest)\b",
    re.IGNORECASE,
)


def first_of_all(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for "the largest" where the sources only have "the third-largest"."""
    for ours in _MOST.finditer(line.text):
        if ours["rank"] or ours["most"].lower() == "most":
            continue
        theirs = [
            (p, each)
            for p in sources.passages
            for each in _MOST.finditer(p.text)
            if each["most"].lower() == ours["most"].lower()
        ]
        if theirs and all(each["rank"] for _, each in theirs):
            passage, found = theirs[0]
            message = f"“{ours['most']}” is “{found.group()}” in the source. Put the rank back."
            yield line.finding(NAME, ours.span(), message, evidence=passage.evidence)
            return


_OLD = re.compile(r"^[\s-]*years?[\s-]old\b|^\s*,", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged?|age of|, )\s*$", re.IGNORECASE)


def _is_age(sentence: str, number: text.Number) -> bool:
    after, before = sentence[number.span[1] :], sentence[: number.span[0]]
    return bool(_OLD.match(after) and not after.lstrip().startswith(",")) or bool(_AGED.search(before))


def _age(line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources) -> Finding | None:
    """Find an age that is something else in the source, where the source has another age."""
    if not _OLD.match(line.text[number.span[1] :]) or line.text[number.span[1] :].lstrip().startswith(","):
        return None
    if any(_is_age(p.text, n) for p, n in same):
        return None
    for _, passage, _ in sources.beside(line.text)[:2]:
        for theirs in passage.numbers:
            if theirs.kind == "count" and _is_age(passage.text, theirs):
                return _finding(line, number, passage, theirs)
    return None


def age(sentence: str, number: text.Number, same: list[tuple[Passage, text.Number]]) -> bool:
    """Say whether a number is an age here and in a source."""
    return _is_age(sentence, number) and any(_is_age(p.text, n) for p, n in same)


def _other_head(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find two counts that changed places: "31 goals in nine games" for "nine goals in 31 games"."""
    if number.kind != "count" or len(number.unit) < 3 or not sources.beside(line.text):
        return None
    head = text.stem(number.unit)
    heads = {text.stem(n.unit) for _, n in same if n.kind == "count" and n.unit}
    if not heads or any(kin.akin(head, each) or meaning.canonical(head) == meaning.canonical(each) for each in heads):
        return None
    here = {each.value for each in line.numbers}
    for coverage, passage, _ in sources.beside(line.text)[:2]:
        for theirs in passage.numbers:
            one = theirs.kind == "count" and theirs.value != number.value and text.stem(theirs.unit or "?") == head
            if coverage >= 0.6 and one and theirs.value in here:
                return _finding(line, number, passage, theirs)
    return None


UNSPLIT = 500
"""A passage longer than this many characters is several sentences run together: what stands where tells nothing."""


def _clause(sentence: str, span: Span, reach: int) -> Span:
    """Return the clause around a number, no farther than so many characters."""
    low, high = max(0, span[0] - reach), min(len(sentence), span[1] + reach)
    for match in _CUT.finditer(sentence, low, span[0]):
        low = match.end()
    after = _CUT.search(sentence, span[1], high)
    return low, after.start() if after else high


def _around(sentence: str, span: Span, reach: int = 60, most: int = 3) -> list[Word]:
    """Return words of meaning on each side of a number, in its clause and not beyond another number."""
    low, high = _clause(sentence, span, reach)
    for number in text.numbers(sentence):
        if number.span[1] <= span[0]:
            low = max(low, number.span[1])
        elif number.span[0] >= span[1]:
            high = min(high, number.span[0])
    found = [word for word in words(sentence) if low <= word.span[0] < high and not span[0] <= word.span[0] < span[1]]
    found = [word for word in found if word.sense not in meaning.LIGHT]
    return [w for w in found if w.span[0] < span[0]][-most:] + [w for w in found if w.span[0] > span[0]][:most]


def _shared(ours: list[Word], theirs: list[Word]) -> int:
    return sum(any(word.like(other) >= kin.WIDER for other in theirs) for word in ours)


def _of_one(ours: list[Word], theirs: list[Word]) -> bool:
    """Say whether two numbers count one thing: two words are shared, and not names alone."""
    return _shared(ours, theirs) >= 2 and _shared([word for word in ours if not word.name], theirs) >= 1


def beside(ours: str, span: Span, theirs: str, there: Span) -> bool:
    """Say whether two numbers have a word of one meaning beside them."""
    return _shared(_around(ours, span), _around(theirs, there)) > 0


def otherwise(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find a number that counts something else in the source, where the source has another number for this."""
    if number.kind not in ("count", "percent", "money") or number.value == 1:
        return None
    swapped = _age(line, number, same, sources) or _other_head(line, number, same, sources)
    return swapped or _other_count(line, number, same, sources)


def _other_count(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find a number that stands beside none of the words that stand beside it in the source."""
    ours = _around(line.text, number.span)
    mine = fate(line.text, number.span)
    if mine:
        there = {fate(p.text, n.span) for p, n in same}
        if mine in there:
            return None
        unsure = "" in there and any(p is sources.beside(line.text)[0][1] for p, _ in same if sources.beside(line.text))
        rival = None if unsure else _rival_fate(number, mine, sources)
        if rival is not None:
            return _finding(line, number, *rival)
    rival = _measured(line, number, same, sources)
    if rival is not None:
        return _finding(line, number, *rival)
    if not ours or any(len(p.text) > UNSPLIT or _shared(ours, _around(p.text, n.span, 90, 6)) for p, n in same):
        return None
    for _, passage, _ in sources.beside(line.text)[:4]:
        for theirs in passage.numbers:
            one = _of_one(ours, _around(passage.text, theirs.span))
            if (
                theirs.kind == number.kind
                and theirs.value != number.value
                and one
                and not _is_age(passage.text, theirs)
            ):
                return _finding(line, number, passage, theirs)
    return None


def _measured(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> tuple[Passage, text.Number] | None:
    """Return the number that the sources put beside what a line's number measures: "40 percent dearer".

    Only where the number's own passages have no word for that at all.
    """
    behind = [w for w in words(line.text) if 0 <= w.span[0] - number.span[1] <= 16 and w.sense not in meaning.LIGHT]
    ours = _around(line.text, number.span)
    if (
        number.kind != "percent"
        or not behind
        or behind[0].name
        or behind[0].figure
        or line.text[number.span[1] :].startswith(" of")
    ):
        return None
    what = behind[:1]
    if any(_shared(what, list(words(p.text))) for p, _ in same):
        return None
    for _, passage, _ in sources.beside(line.text)[:4]:
        for theirs in passage.numbers:
            there = _around(passage.text, theirs.span, 60, 6)
            one = _shared(what, there) and _shared(ours, there) >= 2
            if one and theirs.kind == number.kind and theirs.value != number.value:
                return passage, theirs
    return None


def _finding(line: Line, number: text.Number, passage: Passage, theirs: text.Number) -> Finding:
    there = passage.text[slice(*theirs.span)]
    message = f"“{line.words(number.span)}” counts something else in the source; for this it has “{there}”."
    return line.finding(NAME, number.span, f"{message} Use that number.", evidence=passage.evidence)


def fate(sentence: str, span: Span) -> str:
    """Return what becomes of the people whom a number counts, by the nearest word of its clause; "" where none says it."""
    low, high = _clause(sentence, span, 70)
    best = ("", 1_000)
    for kind, pattern in _FATES.items():
        for match in pattern.finditer(sentence, low, high):
            far = span[0] - match.end() if match.end() <= span[0] else match.start() - span[1]
            between = sentence[min(match.end(), span[1]) : max(match.start(), span[0])]
            if 0 <= far < best[1] and not re.search(r"\d", _OF_ALL.sub("", between)):
                best = (kind, far)
    return best[0]


def _rival_fate(number: text.Number, mine: str, sources: Sources) -> tuple[Passage, text.Number] | None:
    """Return the number that the sources give for what a line gives to another one."""
    for passage in sources.passages:
        for theirs in passage.numbers:
            if theirs.kind == "count" and theirs.value != number.value and fate(passage.text, theirs.span) == mine:
                return passage, theirs
    return None


def elsewhere(
    line: Line, number: text.Number, same: list[tuple[Passage, text.Number]], sources: Sources
) -> Finding | None:
    """Find a number that stands only far from what the line rests on, where that has another number of this unit."""
    near = sources.beside(line.text)
    if not near or near[0][0] < 0.7 or not amounts.unit(number):
        return None
    top = near[0][1]
    close = [passage for share, passage, _ in near if share >= near[0][0] - 0.25]
    if any(p is passage for p, _ in same for passage in close):
        return None
    here = {each.value for each in line.numbers}
    for theirs in top.numbers:
        same_unit = theirs.kind == number.kind and amounts.unit(theirs) == amounts.unit(number)
        if same_unit and theirs.value not in here:
            there = top.text[slice(*theirs.span)]
            message = f"“{line.words(number.span)}” stands elsewhere in the source; here it has “{there}”."
            return line.finding(NAME, number.span, f"{message} Use that number.", evidence=top.evidence)
    return None


_RATE = re.compile(
    r"\b(?:(?:a|per|each|every) (?P<per>year|month|week|day|hour|minute)|(?P<ly>annually|yearly|monthly|weekly|daily|hourly))\b",
    re.I,
)
_OVER = re.compile(
    r"\b(?:over|in|within|spread over|during|for) (?:(?:a|an|the|next|last|past|coming) )*"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+|several) (?:years?|months?|weeks?|days?|hours?)\b",
    re.I,
)
_LY = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}


def rate(line: Line, number: text.Number, same: list[tuple[Passage, text.Number]]) -> Finding | None:
    """Find a number "a year" that the source has over several, or a day for a week."""
    ours = _per(line.text, number.span)
    if not ours or not same:
        return None
    there = [(p, n, _per(p.text, n.span), _OVER.search(p.text, n.span[1], n.span[1] + 40)) for p, n in same]
    if any(per == ours for _, _, per, _ in there):
        return None
    for passage, theirs, per, over in there:
        if per or over:
            shown = passage.text[theirs.span[0] :][:40].split(",")[0]
            message = f"“{line.words(number.span)}” is a {ours} here; the source has “{shown}”. Use the source's time."
            return line.finding(NAME, number.span, message, evidence=passage.evidence)
    return None


def _per(sentence: str, span: Span) -> str:
    cut = _CUT.search(sentence, span[1])
    match = _RATE.search(sentence, span[1], min(len(sentence), span[1] + 30, cut.start() if cut else len(sentence)))
    return (match["per"] or _LY[match["ly"].lower()]).lower() if match else ""


_OF_THEM = re.compile(r"\s+(?:of (?:them|these|those|whom|which)|others?)\b", re.IGNORECASE)


def of_them(line: Line, number: text.Number, same: list[tuple[Passage, text.Number]]) -> Finding | None:
    """Find the number of a part ("19 patients, 15 of them children") given to the whole: "15 patients"."""
    if number.kind != "count" or re.match(r"\s+of\b", line.text[number.span[1] :]):
        return None
    if not all(_OF_THEM.match(p.text, n.span[1]) for p, n in same):
        return None
    ours = _around(line.text, number.span)
    for passage, part in same:
        low, high = _clause(passage.text, part.span, 60)
        own = [word for word in words(passage.text) if low <= word.span[0] < high and word.span[0] >= part.span[1]]
        own = [word for word in own if word.sense not in meaning.LIGHT]
        before = [
            n for n in passage.numbers if n.span[1] <= part.span[0] and n.kind == "count" and n.value > part.value
        ]
        if before and own and not _shared(ours, own):
            return _finding(line, number, passage, before[-1])
    return None


def part_for_whole(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for the whole in the place of the part: "900 of its 21,000 jobs" became "21,000 jobs"."""
    here = {number.value: number for number in line.numbers if number.kind in ("count", "money")}
    if not here or not sources.beside(line.text):
        return
    for coverage, passage, both in sources.beside(line.text)[:2]:
        pairs = zip(passage.numbers, passage.numbers[1:], strict=False)
        for part, whole in pairs:
            ours = here.get(whole.value)
            joined = _OF.match(passage.text[part.span[1] : whole.span[0]])
            if coverage < 0.6 or not joined or ours is None or part.value in here or part.value >= whole.value:
                continue
            deed = [word for word in both.theirs if word.span[1] <= part.span[0]][-1:]
            taken = {pair for pair in both.pairs if pair is not None}
            low = max(0, ours.span[0] - 30)
            mine = [w for w in both.ours if low <= w.span[0] < ours.span[0]]
            if deed and any(word.like(deed[0]) >= kin.WIDER for word in mine) and both.theirs.index(deed[0]) in taken:
                there = passage.text[part.span[0] : whole.span[1]]
                message = f"“{line.words(ours.span)}” is the whole; the source has “{there}”. Use the part's number."
                yield line.finding(NAME, ours.span, message, evidence=passage.evidence)
                return
