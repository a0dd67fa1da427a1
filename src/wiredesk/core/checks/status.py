"""How a word stands in its clause: done, to come, planned, possible, asked for; and whether it is denied.

From the words around it, without a parser: its own clause to the left, and a few words to the right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from wiredesk.core.model import Span


class Level(IntEnum):
    """How real something is said to be, weakest first."""

    ASKED = 1
    MAY = 2
    PLAN = 3
    WILL = 4
    FACT = 5


@dataclass(frozen=True, slots=True)
class Status:
    """How a word stands; `marker` is the word that makes it so, and `no` the one that denies it, as spans."""

    level: Level
    marker: Span | None
    no: Span | None


_CUT = re.compile(
    r"[;:?!]|,(?! (?:however|though|too)\b)|\.\s|\b(?:but|because|although|though|while|whereas|after|before|when|which"
    r"|who|where|as|and(?= (?:that|the|a|an|its|his|her|their|it|he|she|they|some)\b))\b(?! (?:likely|possible))"
)
_MARKS = {
    Level.MAY: r"could|(?<!\d )(?<!in )(?<!since )(?<!by )may(?! \d)|might"
    r"|can|possibl[ey]|perhaps|maybe|potential(?:ly)?|(?<!un)likely|consider(?:s|ed|ing)?"
    r"|weigh(?:s|ed|ing)?(?= )|mull(?:s|ed|ing)?|propos(?:e|es|ed|ing|al)|fear(?:s|ed)?|risk(?:s|ed)?|hint(?:s|ed)?"
    r"|suggest(?:s|ed)?|signs? of|believed|thought to|appear(?:s|ed)? to|seem(?:s|ed)? to|suspected|suspicion"
    r"|stud(?:ies|ied|ying) (?:a|the|whether)|explor(?:e|es|ed|ing)|look(?:s|ed|ing)? (?:at|into)|threaten(?:s|ed|ing)?|threat"
    r"|chances?|if|unless|whether|discuss(?:es|ed|ing)?|in favou?r of|open to|checking|assum(?:e|es|ed|ing)",
    Level.ASKED: r"urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?(?= (?:that|to|an?|the|more|its|his|their)\b)"
    r"|ask(?:s|ed|ing)?(?! whether)"
    r"|should|must|ought to|need(?:s|ed)?|requir(?:e|es|ed|ing)|appeal(?:s|ed)? (?:for|to)|recommend(?:s|ed)?"
    r"|request(?:s|ed)?|order(?:s|ed)? (?:the|a|its|his|her|their)|subject to|pending|await(?:s|ed|ing)?|depend(?:s|ed)? on"
    r"|wants? (?:the|a|its|him|her|them)\b|invit(?:e|es|ed)|pressed? for|lobb(?:y|ied)",
    Level.PLAN: r"plan(?:s|ned|ning)?|intend(?:s|ed)?|aim(?:s|ed)?|hop(?:e|es|ed|ing)|want(?:s|ed)?|expect(?:s|ed)?|seek(?:s|ing)?"
    r"|sought|due(?= )|set to|vow(?:s|ed)?|promis(?:e|es|ed)|pledg(?:e|es|ed)|agree(?:s|d)? to|offer(?:s|ed)?|ready to"
    r"|going to|scheduled|about to|target(?:s|ed|ing)?|forecast(?:s|ed)?|prepar(?:e|es|ed|ing)|decided to|bid(?:s)? to"
    r"|try(?:ing)? to|tr(?:ies|ied) to|attempt(?:s|ed|ing)? to|undert(?:ook|ake|akes)|scheduled|poised to",
    Level.WILL: r"will|shall|would(?! have)|won['’]t|to(?= (?-i:[a-z]))(?! (?:the|a|an|its|his|her|their|our|this|that|some|all)\b)",
}
_LEFT = {
    level: re.compile(rf"\b(?:{words})\b|['’]ll\b" if level is Level.WILL else rf"\b(?:{words})\b", re.I)
    for level, words in _MARKS.items()
}
_HEDGED = re.compile(
    r"\b(?:on condition|provided|as long as|once|still has|have yet|has yet"
    rf"|{_MARKS[Level.MAY]}|{_MARKS[Level.ASKED]}|{_MARKS[Level.PLAN]})\b",
    re.I,
)
_RIGHT = re.compile(
    r"^\s*(?:is|was|are|were|remains?|remained|as|still|be|being)?\s*(?P<may>possible|likely|unlikely|feared|under consideration|being"
    r" considered|on the table)|^\s*(?:is|was|are|were|had been|has been)?\s*(?P<plan>planned|expected|scheduled|due|proposed)\b",
    re.I,
)
_NO = re.compile(
    r"\b(?:not(?! only\b| just\b| rul)|never|no longer|neither|nor|without|nobody|no one|none(?= of)|cannot|can['’]?t|no(?! (?:later"
    r"|more|less|fewer|doubt|matter|sooner))|fail(?:s|ed|ing|ure)? to|refus(?:e|es|ed|ing|al) to|declin(?:e|es|ed|ing) to"
    r"|unable to|yet to|rul(?:e|es|ed|ing) out|den(?:y|ies|ied|ying)|stopp?(?:ed)? short of"
    r"|instead of|rather than|reject(?:s|ed|ing)?|unlikely to|lack(?:s|ed|ing)? of|hardly|barely|too few)\b"
    r"|n['’]t\b",
    re.I,
)
_RULED = re.compile(r"\b(?:did|do|does|has|have|had|could|can)(?: not|n['’]t) (?:rule out|exclude)\b", re.I)
_DONE_TO = re.compile(
    r"\b(?:manag(?:e|es|ed)|able|began|begun|start(?:s|ed)|continu(?:e|es|ed)|according|thanks|due|close|up|down|forced|used"
    r"|voted|chose|helped|allowed|led|fined|said|found|have|has|had|given|returned|returning|come|came)\s+to$",
    re.I,
)
REACH = 90
"""Characters to the left of a word that are looked at."""


@lru_cache(maxsize=16_384)
def status(sentence: str, span: Span) -> Status:
    """Return how a word stands in a sentence."""
    low = _clause(sentence, span[0])
    left = sentence[low : span[0]]
    level, marker = _level(left, low)
    if level is Level.FACT:
        after = _RIGHT.match(sentence[span[1] : span[1] + 40])
        if after:
            kind = "may" if after["may"] else "plan"
            level, marker = (
                Level.MAY if kind == "may" else Level.PLAN,
                (span[1] + after.start(kind), span[1] + after.end(kind)),
            )
    return Status(level, marker, _denied(sentence, left, low, span))


def hedged(sentence: str) -> bool:
    """Say whether a sentence has anything possible, planned or asked for."""
    return _HEDGED.search(sentence) is not None


def _clause(sentence: str, end: int) -> int:
    low = max(0, end - REACH)
    for cut in _CUT.finditer(sentence, low, end):
        low = cut.end()
    return low


def _level(left: str, low: int) -> tuple[Level, Span | None]:
    best: tuple[Level, Span | None] = (Level.FACT, None)
    for level in (Level.WILL, Level.PLAN, Level.MAY, Level.ASKED):
        for match in _LEFT[level].finditer(left):
            if match.group().lower() == "to" and (
                match.end() < len(left.rstrip()) - 14 or _DONE_TO.search(left[: match.end()])
            ):
                continue
            best = (level, (low + match.start(), low + match.end()))
    return best


def _denied(sentence: str, left: str, low: int, span: Span) -> Span | None:
    if _RULED.search(left):
        return None
    found = None
    for match in _NO.finditer(left):
        found = (low + match.start(), low + match.end())
    if found is None:
        before = re.search(r"\b(?:no|not)[\s-]*$", sentence[max(0, span[0] - 5) : span[0]], re.I)
        if before:
            found = (span[0] - 5 + before.start(), span[0])
    return found
