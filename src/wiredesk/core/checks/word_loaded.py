"""word-loaded: a word that takes sides or paints, where no source uses it."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding

NAME = "word-loaded"
DESCRIPTION = "A word takes sides or paints, and no source uses it; stops in headline and summary, warns in the body."

_TABLE = {
    "grants the speaker a right to what was taken": "reclaim liberate liberation liberator",
    "takes one side's view of a war": "occupier invader aggressor militant insurgent junta puppet",
    "calls people criminals without a court": "terrorist terrorism terror thug gangster extremist radical fanatic",
    "denies a government its standing": "regime dictator despot tyrant strongman henchman crony",
    "paints horror that the copy does not report": "brutal brutally savage barbaric horrific horrifying gruesome "
    "ruthless merciless bloodbath carnage slaughter massacre butcher atrocity evil monstrous sinister cruel",
    "makes a decision or a quarrel a drama": "slam blast lambast eviscerate skewer rip bombshell showdown meltdown "
    "firestorm fury furious outrage outrageous outraged chaos chaotic mayhem havoc turmoil crippling dramatic "
    "dramatically shocking shock stunning explosive backlash uproar frenzy panic doom disastrous catastrophic",
    "praises": "miracle wonder revolutionary breakthrough game-changer pioneering world-class superb star-studded "
    "heroic hero historic landmark triumphant triumph glorious brilliant visionary legendary remarkable "
    "impressive groundbreaking game-changing miraculous courageous brave bravely noble masterstroke stellar",
    "belittles": "shameful disgraceful pathetic ridiculous absurd bogus sham laughable cowardly notorious infamous "
    "embarrassing humiliating humiliate humiliation botched inept so-called reckless draconian greedy cynical "
    "callous heartless lavish bloated scandalous scandal cronyism",
    "guesses at a motive": "cynically desperate desperately panicked scramble cave capitulate backtrack flip-flop "
    "defiant defiantly stubborn conveniently gloat",
    "counts without a number": "massive unprecedented skyrocket plummet flock swarm horde influx flood-tide staggering "
    "whopping soar plunge crash tumble",
    "calls a state of things by a wish": "peace normalcy",
}

REASONS: dict[str, str] = {text.stem(word): reason for reason, words in _TABLE.items() for word in words.split()}
_PHRASES = {"crack down": "judges the use of force", "witch hunt": "takes the accused one's side",
            "ethnic cleansing": "is a charge that a court decides", "illegal aliens": "names people by an offence",
            "death toll soars": "paints"}  # fmt: skip
_COUNTS = REASONS[text.stem("massive")]


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each loaded word that no source uses."""
    if sources.holds(line.text):
        return
    for start, end in text.words(line.text):
        word = line.text[start:end]
        stem = text.stem(word)
        reason = REASONS.get(stem)
        if reason is None or stem in sources.raw or word.lower() in sources.words:
            continue
        yield _finding(line, (start, end), reason, sources)
    lowered = line.text.lower()
    for phrase, reason in _PHRASES.items():
        at = lowered.find(phrase)
        if at >= 0 and not any(phrase in body.lower() for _, body in sources.texts):
            yield _finding(line, (at, at + len(phrase)), reason, sources)


def _finding(line: Line, span: tuple[int, int], reason: str, sources: Sources) -> Finding:
    best = sources.best(line.stems, 1)
    evidence = best[0][1].evidence if best else ()
    message = f"“{line.words(span)}” {reason}, and no source uses it. Use the source's own words."
    return line.finding(NAME, span, message, evidence=evidence, warns=0.0 if line.prominent else 0.5)
