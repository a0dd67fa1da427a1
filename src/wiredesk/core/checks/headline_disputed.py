"""headline-disputed: what somebody in the story denies stands as fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wiredesk.core.checks import kin, meaning
from wiredesk.core.checks.align import words
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.speakers import named
from wiredesk.core.model import Claim, Evidence, Finding, Span, Stance, Statement

NAME = "headline-disputed"
DESCRIPTION = "A statement that somebody in the story denies stands as fact, without saying whose it is."

_DISTANT = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|disput\w+|den(?:y|ies|ied)|contest\w+|conflicting|contradict\w*|accus\w+|differ\w*"
    r"|reject\w*|charg\w+|suspicion|trial|plead\w*|claims?|denials?|unverified"
    r"|at odds|versions?|whether|if)\b|\?|\brow over\b",
    re.IGNORECASE,
)
_DENY = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput\w+|reject\w*)\b", re.IGNORECASE)
# A clause that an attributed sentence takes for granted: "said it was rebuilding after expelling the other side".
_GRANTED = re.compile(
    r"\b(?:after|following|since|upon|having|despite)\s+(?:(?:their|its|his|her|the|having)\s+)?"
    r"\w+(?:ing|sion|tion|al|eat|ure)\b[^,;.]*",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(?:said|says?|saying|claim|declar|announc|report|accus|alleg|den(?:y|i)|whether|according)\w*", re.IGNORECASE
)
NEEDED = 0.45
LOOK_BACK = 12
"""Claims before a denial of "that" among which the denied one is looked for."""


@dataclass(frozen=True)
class _Disputed:
    """A disputed statement with the words of all who say or deny it."""

    statement: Statement
    own: frozenset[str]
    wide: frozenset[str]
    figures: frozenset[float]
    said: tuple[Claim, ...]
    denied: tuple[Claim, ...]


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where the words of a line that nobody is named for say what is disputed."""
    if (sources.holds(line.text) and not _from_headline(line)) or _credited(line, sources):
        return
    yield from _granted(line, sources)
    if _told(line):
        return
    bare, span = _bare(line)
    if not bare or _DISTANT.search(bare) or _SAID.search(bare) or _voiced(line, sources):
        return
    stems = meaning.stems(bare) - meaning.LIGHT
    figures = frozenset(n.value for n in line.numbers if span[0] <= n.span[0] < span[1])
    for disputed in _all(sources):
        if _says(stems, figures, disputed) and (span == (0, len(line.text)) or len(stems & disputed.own) >= 3):
            yield _finding(line, span, disputed, sources)
            return
    if span == (0, len(line.text)):
        again = next((each for each in _all(sources) if _tells(line.text, each)), None)
        if again is not None:
            yield _finding(line, span, again, sources)
            return
    if line.part == "headline" and not line.claims:
        yield from _rival_figures(line, sources)


_ACCORDING = re.compile(r"^\W*(?:according to|in the (?:view|words|opinion) of)\b", re.IGNORECASE)
_SIDE = re.compile(
    r"\b(?:said|says?|believ\w+|think|thinks|thought|suspect\w*|accus\w+|blam\w+|alleg\w+|claim\w*|according|account|view|charge[sd]?"
    r"|accusation|allegation)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(
    r"[,;:–—-]\s*[^,;]*\b(?:den(?:y|ies|ied|ying)|disput\w+|reject\w*|contest\w*|contradict\w*|no evidence|no proof|untrue)\b",
    re.I,
)


def _told(line: Line) -> bool:
    """Say whether a line names a speaker for all of it, or tells both sides."""
    if _ACCORDING.match(line.text):
        return True
    return _OTHER_SIDE.search(line.text) is not None and _SIDE.search(line.text) is not None


def _credited(line: Line, sources: Sources) -> bool:
    """Say whether a headline names the agency behind a dash: "Thirty-one rescued - Athi Wire"."""
    behind = re.split(r"\s[-–—]\s", line.text)[-1].strip().casefold()
    if not behind or behind == line.text.strip().casefold():
        return False
    speakers = (claim.source_text for claim in sources.ledger.claims)
    return any(behind in who.casefold() for who in (*(item.agency for item in sources.items), *speakers))


_SAID = re.compile(r"\b(?:said|says|told|according to)\b", re.IGNORECASE)


def _voiced(line: Line, sources: Sources) -> bool:
    """Say whether a line has a word of saying with all the words of a speaker whose statement is disputed."""
    if not _SAID.search(line.text):
        return False
    said = (claim for disputed in _all(sources) for claim in disputed.said)
    return any((who := meaning.stems(_who(claim))) and who <= line.stems for claim in said)


def _granted(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for a disputed event that a clause inside an attribution takes for granted."""
    if not line.claims:
        return  # without an attribution the whole line is looked at
    for match in _GRANTED.finditer(line.text):
        if _CITED.search(match.group()) or sources.holds(match.group()):
            continue
        stems = meaning.stems(match.group()) - meaning.LIGHT
        for disputed in _all(sources)[: len(sources.disputed)]:
            if _says(stems, frozenset(), disputed):
                yield _finding(line, match.span(), disputed, sources)
                break


def _all(sources: Sources) -> list[_Disputed]:
    """Return everything disputed, the ledger's statements first; worked out once for a story."""
    known: list[_Disputed] | None = sources.kept.get(NAME)
    if known is None:
        known = sources.kept[NAME] = [*(_of(each, sources) for each in sources.disputed), *_denials(sources)]
    return known


def _denials(sources: Sources) -> Iterator[_Disputed]:
    """Yield what a source denies and the ledger ties to no statement: it is disputed all the same."""
    tied = {each for statement in sources.disputed for each in statement.denials}
    heads = [claim for passage in sources.passages if passage.span is None for claim in passage.claims]
    for claim in (*sources.ledger.claims, *heads):
        if (
            not (_DENY.search(claim.cue_text) or _POINTS.match(claim.content_text.strip()))
            or claim.stance is not Stance.DENIES
            or (claim.id and claim.id in tied)
            or not claim.source
        ):
            continue
        said = _before(claim, sources) if _POINTS.match(claim.content_text.strip()) else None
        if said is not None:
            own = meaning.stems(said.content_text)
            statement = Statement("", said.content_text, (), (_who(said),), denied_by=(_who(claim),))
            yield _Disputed(statement, own - meaning.LIGHT, own - meaning.LIGHT, frozenset(), (said,), (claim,))
            continue
        own = meaning.stems(claim.content_text)
        wide = own
        if _SELF.search(claim.content_text):
            passage = sources.passage_of.get(claim.id)
            wide = own | meaning.stems(f"{claim.source_text} {claim.speaker or ''} {passage.text if passage else ''}")
        statement = Statement("", claim.content_text, (), (), denied_by=(named(claim) or claim.source_text,))
        yield _Disputed(statement, own - meaning.LIGHT, wide - meaning.LIGHT, frozenset(), (), (claim,))


_SELF = re.compile(r"\b(?:it|its|they|their|he|his|she|her)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:that|this|it|them|(?:the|this|that|those|these|any such|his|her|its|their) (?:\w+ )?(?:accusations?|allegations?|charges?"
    r"|claims?|accounts?|reports?|criticism|version|suggestion|statement|assertion)s?)\W*$",
    re.IGNORECASE,
)


def _before(claim: Claim, sources: Sources) -> Claim | None:
    """Return what a denial of "that" denies: the nearest claim of another speaker before it in its item."""
    at = min(a for a, _ in (claim.cue or claim.content))
    number = next((n for n, each in enumerate(sources.ledger.claims) if each is claim), None)
    near = sources.ledger.claims[max(0, number - LOOK_BACK) : number + LOOK_BACK] if number is not None else ()
    if number is None:  # a headline's own
        near = next((p.claims for p in sources.passages if p.span is None and claim in p.claims), ())
    earlier = [
        each
        for each in near
        if each.item == claim.item
        and each.source
        and each.content
        and each.content[0][0] < at
        and _who(each) != _who(claim)
    ]
    return max(earlier, key=lambda each: each.content[0][0], default=None)


def _who(claim: Claim) -> str:
    return named(claim) or claim.source_text


def _rival_figures(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for one of two figures that a single source sentence gives to two speakers."""
    ours = {number.value: number.span for number in line.numbers if number.kind in ("count", "money", "percent")}
    for passage in sources.passages:
        speakers = {claim.source_text for claim in passage.claims if claim.source}
        figures = [number for number in passage.numbers if number.kind in ("count", "money", "percent")]
        values = {number.value for number in figures if any(_within(number.span, passage, c) for c in passage.claims)}
        here = values & set(ours)
        if len(speakers) < 2 or len(here) != 1 or len(values) != 2:
            continue
        span = ours[here.pop()]
        who = " and ".join(sorted(speakers))
        message = f"“{line.words(span)}” stands as fact; {who} give different figures. Say whose figure it is."
        yield line.finding(NAME, span, message, evidence=passage.evidence)
        return


def _within(span: Span, passage: Passage, claim: Claim) -> bool:
    offset = passage.span[0] if passage.span else 0
    spans = (*claim.content, *claim.source)
    return any(a <= span[0] + offset < b for a, b in spans)


def _from_headline(line: Line) -> bool:
    return line.part == "headline"


def _bare(line: Line) -> tuple[str, Span]:
    """Return the words of a line that nobody is named for, up to the first attribution or from its end."""
    taken = [
        span
        for claim in line.claims
        if claim.source or claim.content
        for span in (*claim.source, *claim.cue, *claim.content)
    ]
    if not taken:
        return line.text, (0, len(line.text))
    low, high = min(a for a, _ in taken), max(b for _, b in taken)
    before, after = line.text[:low], line.text[high:]
    if len(before.split()) >= len(after.split()):
        return (before, (0, low)) if len(before.split()) > 2 else ("", (0, 0))
    return (after, (high, len(line.text))) if len(after.split()) > 2 else ("", (0, 0))


def _of(statement: Statement, sources: Sources) -> _Disputed:
    said = tuple(sources.claim_of[each] for each in statement.claims if each in sources.claim_of)
    denied = tuple(sources.claim_of[each] for each in statement.denials if each in sources.claim_of)
    own = meaning.stems(statement.text)
    others = [meaning.stems(claim.content_text) for claim in denied if claim.stance is not Stance.DENIES]
    own -= frozenset.intersection(*others) if others else frozenset()  # what the other side says, too, is common ground
    wide = own | frozenset(s for claim in (*said, *denied) for s in meaning.stems(claim.content_text))
    figures = frozenset(
        n.value
        for claim in said
        if claim.id in sources.passage_of
        for n in sources.passage_of[claim.id].numbers
        if n.kind != "date"
    )
    return _Disputed(statement, own - meaning.LIGHT, wide - meaning.LIGHT, figures, said, denied)


def _says(stems: frozenset[str], figures: frozenset[float], disputed: _Disputed) -> bool:
    """Say whether bare words tell the disputed statement: its event with what it is about, or most of its words."""
    if disputed.figures & figures:
        return bool(stems & disputed.own)
    widened = stems | frozenset(meaning.FOLLOWS[stem] for stem in stems if stem in meaning.FOLLOWS)
    events = frozenset(stem for stem in widened & disputed.own if stem.startswith("=") and stem not in _PLAIN)
    about = (stems & disputed.wide) - events
    if events and len(about) >= 2 and len(widened & disputed.wide) >= NEEDED * min(len(stems), len(disputed.own)):
        return not disputed.figures or not figures
    shared = stems & disputed.own
    short = disputed.own & stems == disputed.own and len(disputed.own) <= 2
    if short and disputed.own and len(stems & (disputed.wide - disputed.own)) >= 2:
        return True  # "that it is to blame": what is denied of whom
    return len(shared) >= 3 and len(shared) >= 0.6 * len(disputed.own)


_PARTS = re.compile(r";|,? (?:and|but) that\b")
_NO = re.compile(r"\b(?:not?|never|nobody|none|neither|without|cannot)\b|n['’]t\b", re.IGNORECASE)
TOLD = 0.66
"""Of the words of a disputed statement, in whatever words, that a line must have to tell it."""


def _tells(line: str, disputed: _Disputed) -> bool:
    """Say whether a line tells a disputed statement, or one part of it, in other words."""
    ours = words(line)
    who = meaning.stems(" ".join((*disputed.statement.said_by, *disputed.statement.denied_by))) & {
        w.sense for w in ours
    }
    for part in _PARTS.split(disputed.statement.text):
        theirs = [word for word in words(part) if word.sense not in meaning.LIGHT and not word.figure]
        had = [word for word in theirs if any(one.like(word) >= kin.WIDER for one in ours)]
        if len(had) < 2 or len(had) < TOLD * len(theirs) or bool(_NO.search(line)) != bool(_NO.search(part)):
            continue
        if who or len(had) > 2 or any(kin.verb(word.raw) for word in had):
            return True
    return False


_PLAIN = frozenset(
    [
        "=army",
        "=region",
        "=help",
        "=authority",
        "=village",
        "=person",
        "=say",
        "=mine",
        "=government",
        "=month",
        "=year",
        "=week",
        "=day",
    ]
)
"""Classes that are things, not events."""


def _finding(line: Line, span: Span, disputed: _Disputed, sources: Sources) -> Finding:
    who = " and ".join(disputed.statement.said_by) or "a source"
    against = " and ".join(disputed.statement.denied_by) or "another source"
    evidence = tuple(
        Evidence(claim.item, each, _text(sources, claim.item, each))
        for claim in (*disputed.said[:1], *disputed.denied[:1])
        for each in claim.content[:1]
    )
    shown = line.words(span).strip()
    message = (
        f"“{shown}” stands as fact; {who} says it and {against} disputes it. Say who says it, and that it is disputed."
    )
    return line.finding(NAME, span, message, evidence=evidence)


def _text(sources: Sources, guid: str, span: Span) -> str:
    return next((item.body[span[0] : span[1]] for item in sources.items if item.guid == guid), "")
