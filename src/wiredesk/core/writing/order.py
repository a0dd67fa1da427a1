"""Which lines a story needs and in what order: what happened, who says so, who denies it, background."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wiredesk.core import text
from wiredesk.core.model import Ledger, Stance, Statement
from wiredesk.core.writing.lines import Line

MOST_BODY = 14
"""Sentences; 320 words of short paragraphs, beyond which agency copy repeats itself."""

MOST_WORDS = 320

FIRST = 2
"""Sentences behind the lead in its own item, which mostly tell more of what happened."""

NEWS = 0.3
"""Of a line's words that no line before it had, for it to be worth a place."""

NEWER = 0.7
"""What the newest item's opening is worth more than the oldest's as the lead; a shared word for every word is 1."""

AGAIN = 0.4
"""Of what a line says in words that the other has not, up to which it says the same: "expelled" for "driven out"."""

_NO = re.compile(r"\b(?:no|not|never|nobody|none|nothing|neither|without)\b|n['\u2019]t\b")
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|disput(?:es|ed))\b")
_ONE_WORD = re.compile(r"[Tt]he ([a-z][\w-]*)(?:,| (?:said|says|was|were|is|are|had|has|have|will|would|[a-z]+ed)\b)")
_AHEAD = re.compile(r"\b(?:will|is to|are to|plans? to|expected to|due to (?:begin|start|open|meet|play))\b")
"""What an older item says of the future may have happened since."""


def ranked(found: Sequence[Line]) -> list[Line]:
    """Return lines by how much they tell of the story, best first."""
    common = _common(found)
    newest = max((line.item for line in found), default=0)
    return sorted(found, key=lambda line: (-_weight(line, common, newest), line.item, line.place))


def in_news_order(best: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Return the lines of the body, the first of them the lead.

    Args:
        best: Lines as `ranked` gives them.
        ledger: Whose disputes have both sides in the body, next to the lead.
    """
    if not best:
        return []
    lead = _lead(best, ledger)
    sides = [line for line in _sides(lead, best, ledger) if line is not lead]
    behind = [line for line in best if line.leans and _denial(line) and _follows(line, lead)]
    picked = _picked(lead, [*sides, *behind], best)
    rest = [line for line in picked if line is not lead and line not in sides[:2]]
    says = [line for line in rest if line.claims and not line.denies and not line.low]
    denies = [line for line in rest if line.denies and not line.low]
    background = sorted(
        (line for line in rest if not line.claims or line.low), key=lambda line: (line.low, *_as_written(line))
    )
    standing = [line for line in sides[:2] if line in picked]
    openings = [line for line in picked if line.place == 0 and line.item != lead.item and line not in standing]
    told = [line for line in picked if line.item == lead.item and 0 < line.place <= FIRST and not line.low]
    order = [lead, *standing, *openings[:2], *sorted(told, key=_as_written), *says[:2], *denies, *says[2:], *background]
    return _introduced(_kept_together(list(dict.fromkeys(order))))


def _introduced(order: Sequence[Line]) -> list[Line]:
    """Return the lines with each "The letter" behind the first that tells of a letter; without one, leave it out.

    What leans on a line goes where that goes.
    """
    given: list[Line] = []
    told: set[str] = set()
    waiting: list[list[Line]] = []
    for block in _blocks(order):
        if block[0].vague and given and not _subject(block[0]) <= told:
            waiting.append(block)
            continue
        _give(block, given, told)
        for late in [each for each in waiting if _subject(each[0]) <= told]:
            _give(late, given, told)
            waiting.remove(late)
    return given


def _give(block: Sequence[Line], given: list[Line], told: set[str]) -> None:
    given += block
    for line in block:
        told |= line.stems


def _blocks(order: Sequence[Line]) -> list[list[Line]]:
    """Return each line with those right behind it that lean on it."""
    blocks: list[list[Line]] = []
    for line in order:
        if line.leans and blocks and _follows(line, blocks[-1][-1]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _subject(line: Line) -> frozenset[str]:
    """Return the stem of what opens a sentence by one word: "letter" of "The letter, signed by"; else nothing."""
    words = _ONE_WORD.match(line.text)
    return frozenset(text.content_words(words.group(1))[:1]) if words else frozenset()


def holder(best: Sequence[Line], wanted: Sequence[str]) -> Line | None:
    """Return the first line that holds one of these claims, by their ids."""
    return next((line for line in best if any(claim.id in wanted for claim in line.claims)), None)


def bare(line: Line, ledger: Ledger) -> bool:
    """Whether a line says as fact what somebody in the story disputes."""
    if line.claims:
        return False
    return any(_tells(line, statement) for statement in ledger.statements if statement.disputed)


def only_denies(line: Line) -> bool:
    """Whether a line holds a denial and nothing that anybody says beside it."""
    return bool(line.claims) and all(claim.stance is Stance.DENIES for claim in line.claims)


def _denial(line: Line) -> bool:
    return line.denies or _DENIES.search(line.text) is not None


def _follows(line: Line, other: Line) -> bool:
    return line.item == other.item and line.place == other.place + 1


def _tells(line: Line, statement: Statement) -> bool:
    said = frozenset(text.content_words(statement.text))
    return bool(said) and len(said & line.stems) / len(said) >= 0.6


def _as_written(line: Line) -> tuple[int, int]:
    return line.item, line.place


def _weight(line: Line, common: Mapping[str, float], newest: int) -> float:
    """Say how much a line tells: early in its item, in many items, in the story's words, attributed, new."""
    early = 1.0 / (1 + line.place)
    older = line.item < newest
    return (
        early
        + 0.5 * early * line.item / max(1, newest)
        + _central(line, common)
        + 0.2 * min(3, len(line.supports) - 1)
        + (0.2 if line.claims else 0.0)
        - (0.4 if line.length > 45 or line.length < 7 else 0.0)
        - (0.6 if line.low else 0.0)
        - (0.3 if older and _AHEAD.search(line.text) else 0.0)
    )


def _central(line: Line, common: Mapping[str, float]) -> float:
    return sum(common.get(stem, 0) for stem in line.stems) / max(8, len(line.stems))


def _common(found: Sequence[Line]) -> dict[str, float]:
    """Return for each stem the part of the items that use it."""
    users: dict[str, set[int]] = {}
    for line in found:
        for stem in line.stems:
            users.setdefault(stem, set()).add(line.item)
    total = max(1, len({line.item for line in found}))
    return {stem: len(who) / total for stem, who in users.items() if len(who) > 1 or total == 1}


def _lead(best: Sequence[Line], ledger: Ledger) -> Line:
    """Return the line to open with: an item's own first sentence, rather of a newer item, rather on the dispute."""
    disputed = {
        claim
        for statement in ledger.statements
        if statement.disputed
        for claim in (*statement.claims, *statement.denials)
    }
    common = _common(best)
    newest = max(line.item for line in best)

    def worth(line: Line) -> float:
        return (
            _central(line, common)
            + NEWER * line.item / max(1, newest)
            + 0.1 * min(3, len(line.supports) - 1)
            + (0.0 if only_denies(line) else 0.25 * min(2, sum(claim.id in disputed for claim in line.claims)))
            - (0.5 if line.quote or only_denies(line) else 0.0)
            - (0.4 if line.length > 45 or line.length < 7 else 0.0)
        )

    standing = [line for line in best if not line.leans and not line.low] or list(best)
    firsts = [line for line in standing if line.place == 0] or [line for line in standing if not line.vague][:1]
    lead = max(firsts or standing[:1], key=worth)
    return _what_it_denies(lead, standing, ledger) or lead


def _what_it_denies(lead: Line, standing: Sequence[Line], ledger: Ledger) -> Line | None:
    """Return the line that says what a lead only denies: a reader must know what before hearing that it is not so."""
    if not only_denies(lead):
        return None
    for statement in ledger.statements:
        if any(claim.id in statement.denials for claim in lead.claims):
            said = holder([line for line in standing if not (line.vague or line.quote)], statement.claims)
            if said is not None and said is not lead:
                return said
    return None


def _kept_together(order: Sequence[Line]) -> list[Line]:
    """Move a line that leans on the one before it in its item right behind that one; without it, leave it out."""
    standing = [line for line in order if not line.leans]
    for line in sorted((line for line in order if line.leans), key=_as_written):
        before = [number for number, each in enumerate(standing) if _follows(line, each)]
        if before:
            standing.insert(before[0] + 1, line)
    return standing


def _picked(lead: Line, sides: Sequence[Line], best: Sequence[Line]) -> list[Line]:
    """Take the best lines that tell something new; both sides of a dispute first, so that no limit cuts one off."""
    picked: list[Line] = []
    told: frozenset[str] = frozenset()
    words = 0
    for line in [lead, *sides, *best]:
        new = len(line.stems - told) / max(1, len(line.stems))
        if line in picked or (line not in sides and picked and new < NEWS and not _denial(line)):
            continue
        if any(told_by(line, each) for each in picked):
            continue
        if line.low and any(each.low for each in picked):
            continue
        if len(picked) == MOST_BODY or (picked and words + line.length > MOST_WORDS):
            continue
        picked.append(line)
        told |= line.stems
        words += line.length
    return picked


def told_by(line: Line, other: Line) -> bool:
    """Whether a line only says again what another says: the same side, the same stance, no number or name of its own."""
    if not line.claims or not other.claims or _negative(line) != _negative(other):
        return False
    if not set(line.figures) <= set(other.figures):
        return False
    who = _side(line)
    if not who or not who <= _side(other):
        return False
    return len(line.said - other.stems) <= AGAIN * len(line.said) and _named_in(line) <= _named_in(other) | other.stems


def _negative(line: Line) -> bool:
    """Whether somebody says in a line that something is not so: a denial, or a "no" in their own words."""
    return line.denies or any(_NO.search(claim.content_text) for claim in line.claims)


def _side(line: Line) -> frozenset[str]:
    """Return the stems that name who speaks in a line: "ukrain", "military" of "Ukraine's military"."""
    return frozenset(text.content_words(" ".join(claim.speaker or claim.source_text for claim in line.claims)))


def _named_in(line: Line) -> frozenset[str]:
    return frozenset(stem for name in text.names(line.text) for stem in text.content_words(name.text))


def _sides(lead: Line, best: Sequence[Line], ledger: Ledger) -> Iterator[Line]:
    """Yield for each disputed statement the best line that says it and the best that denies it, beside the lead."""
    given: list[Line] = [lead]
    for statement in ledger.statements:
        if not statement.disputed:
            continue
        for wanted in (statement.claims, statement.denials):
            if holder(given, wanted) is not None:
                continue
            line = holder([each for each in best if not each.leans], wanted) or holder(best, wanted)
            if line is not None and line not in given:
                given.append(line)
                yield line
