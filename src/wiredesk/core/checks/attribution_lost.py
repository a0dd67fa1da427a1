"""attribution-lost: what the sources only have somebody say stands without a speaker, or with another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks import kin, meaning
from wiredesk.core.checks.align import Word, words
from wiredesk.core.checks.index import Passage, Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.speakers import named, same_speaker
from wiredesk.core.model import Claim, Evidence, Finding, Stance

NAME = "attribution-lost"
DESCRIPTION = "What the sources have somebody say stands without a speaker, with another one, or with many for one."

_SAYS = re.compile(
    r"\b(?:according to|alleged(?:ly)?|reported(?:ly)?|accus\w+|suspected|charged|disput\w+|said|says|say|saying|told|tells"
    r"|den(?:y|ies|ied)|claims?|claimed|in the words of|account|in (?:\w+ )?(?:view|opinion)|puts?\b.{1,60}\bat"
    r"|on suspicion)\b|[\"“”]",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:plans?|planned|expect\w*|promis\w+|order\w*|vow\w*|call\w* (?:for|on)|urg\w+|ask\w*|estimat\w+|counted|spoke of"
    r"|blam(?:es|ed|ing)|argu\w+|warn\w*|believ\w+|suspic\w+|wants?|agree\w*|offer\w*|reject\w*|refus\w+|will"
    r"|to(?= (?!the\b|an?\b)[a-z]))\b",
    re.IGNORECASE,
)
_DEED = re.compile(r"^\w+ing\b", re.IGNORECASE)
"""What somebody does is no speaker: "scrapping the tax would add 3 billion"."""
_ACCUSED = re.compile(r"\b(?:accus|alleg|blam|suspect|charg|claim)\w*", re.IGNORECASE)
"""Cues of what is held against somebody: that needs its speaker in a headline, too."""
_GROUPS = frozenset("forces troops nations states press news services courts airlines railways guards railways".split())
_PEOPLE = frozenset(
    "officials experts analysts witnesses sources doctors scientists residents critics researchers observers lawmakers "
    "economists investigators ministers leaders politicians prosecutors lawyers teachers nurses workers farmers engineers "
    "aides diplomats commanders executives directors coaches players managers survivors neighbours parents academics "
    "astronomers physicists meteorologists forecasters inspectors campaigners activists opponents supporters people many some "
    "historians psychologists teachers professors traders investors insiders spokesmen spokespeople mayors governors senators "
    "generals officers soldiers fighters rebels bishops judges editors authors members families relatives friends".split()
)
_ONE = re.compile(r"^(?:a|an|one|another|its|his|her|their|the)\s", re.IGNORECASE)
_VAGUE = re.compile(
    r"\byear-old\b|^(?:one|some|several|others|another|many|both|his|her|their|the (?:man"
    r"|woman|couple|family|star|mother|father|boy|girl)\b)",
    re.IGNORECASE,
)
COVERED = 0.65
"""Of a line's words that stand within the claim, for the claim to be what it rests on."""


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where a line says as fact, or of somebody else, what a source only attributes."""
    if sources.holds(line.text):
        return
    stems = line.stems - meaning.LIGHT
    if any(claim.source and not _DEED.match(claim.source_text) for claim in line.claims) or _SAYS.search(line.text):
        for rule in (_widened, _nested, _changed):
            found = rule(line, sources)
            if found is not None:
                yield found
                return
        return
    if len(stems) < 2:
        return
    _fact = _only_said(line, stems, sources) or _reworded(line, sources)
    if _fact is None:
        return
    passage, claim = _fact
    if _recorded(claim, sources):
        return
    who = named(claim) or claim.source_text or "its source"
    message = f"“{line.text}” stands as fact; the source has it from “{who}”. Attribute it to {who}."
    mild = line.part == "headline" and not _ACCUSED.search(claim.cue_text) and not _denied_next(passage, sources)
    yield line.finding(NAME, (0, len(line.text)), message, evidence=passage.evidence, warns=0.5 if mild else 0.0)


_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|disput(?:es|ed)|contradict(?:s|ed)|no evidence|no proof|no such|untrue)\b",
    re.I,
)


def _denied_next(passage: Passage, sources: Sources) -> bool:
    """Say whether somebody denies something in the same sentence or in the next: then a headline needs its speaker, too."""
    following = [p for p in sources.passages if p.item == passage.item and sources.before(p) is passage]
    return any(_DENIAL.search(each.text) for each in (passage, *following))


_KEEPERS = re.compile(
    r"\b(?:(?:weather|geological|meteorological|seismological|ambulance|fire|coastguard|coast guard|rescue|civil protection"
    r"|civil defen[cs]e|emergency|health|statistics|statistical|electoral|election|space|census|labour|tax|avalanche|flood)"
    r" (?:\w+ )?(?:office|service|services|agency|bureau|institute|commission|brigade|court|department|authority|authorities|centre)"
    r"|statistics \w+|statistical office|observatory|census bureau|registry|met office|civil protection|civil defen[cs]e)\b",
    re.IGNORECASE,
)
"""Who counts and measures: what they record is told as fact by any newsroom, as long as nobody denies it."""


def _recorded(claim: Claim, sources: Sources) -> bool:
    """Say whether a statement is a record: counted or measured by those who do, told plainly, and not disputed."""
    disputed = {each for statement in sources.disputed for each in (*statement.claims, *statement.denials)}
    plain = claim.stance is Stance.ASSERTS and not claim.quoted and claim.id not in disputed
    doubt = _ACCUSED.search(claim.cue_text) or _DOUBTED.search(f"{claim.content_text} {claim.cue_text}")
    return plain and not doubt and _KEEPERS.search(f"{claim.source_text} {claim.speaker or ''}") is not None


_DOUBTED = re.compile(
    r"\b(?:could|may|might|would|should|expect\w*|believ\w+|suspect\w*|think\w*|likely|possibl\w+|appear\w*|because|due to|blam\w+"
    r"|fault|warn\w*|estimat\w+|forecast\w*|fear\w*)\b",
    re.IGNORECASE,
)


REWORDED, BLAMED = 0.66, 0.4
"""Of a contested statement's words, names aside, that a headline has in whatever words; of what somebody blames."""
_ITS_PARTS = re.compile(r"[;,]|\b(?:and|but)(?: \w+)? that\b|\band (?:said|added)\b")
_TELLS_SIDES = re.compile(
    r"\b(?:charge[sd]?|accus\w+|blam\w+|alleg\w+|den(?:y|ies|ied)|trial|row|disput\w+)\b|\?", re.IGNORECASE
)


def _reworded(line: Line, sources: Sources) -> tuple[Passage, Claim] | None:
    """Return the contested statement that a headline without a speaker tells in other words, if no source tells it plainly."""
    ours = [word for word in words(line.text) if not word.name and not word.figure]
    if line.part != "headline" or len(ours) < 2 or _TELLS_SIDES.search(line.text):
        return None
    for passage in sources.passages:
        for claim in passage.claims:
            blames = _ACCUSED.search(claim.cue_text) is not None
            denied = claim.stance is Stance.DENIES or _denied_next(passage, sources)
            if not claim.source or not (blames or denied):
                continue
            for part in _ITS_PARTS.split(claim.content_text):
                had, of = _had(ours, part)
                if had >= 2 and had >= (BLAMED if blames else REWORDED) * of and not _plainly(ours, part, had, sources):
                    return passage, claim
    return None


def _had(ours: list[Word], part: str) -> tuple[int, int]:
    theirs = [w for w in words(part) if not w.name and not w.figure and w.sense not in meaning.LIGHT]
    return sum(any(one.like(other) >= kin.WIDER for one in ours) for other in theirs), len(theirs)


def _plainly(ours: list[Word], part: str, had: int, sources: Sources) -> bool:
    """Say whether a source tells so much of it by itself."""
    told = [w for w in words(part) if any(w.like(one) >= kin.WIDER for one in ours) and not w.name]
    plain = (list(words(p.text)) for p in sources.passages if not p.claims)
    return any(sum(any(one.like(w) >= kin.WIDER for w in there) for one in told) >= had for there in plain)


def _only_said(line: Line, stems: frozenset[str], sources: Sources) -> tuple[Passage, Claim] | None:
    """Return the passage and claim on which a line rests, unless a source says it by itself just as well."""
    best: tuple[float, Passage, Claim] | None = None
    plain = 0.0
    for _, passage in sources.best(stems, 12):
        inside = 0.0
        for claim in passage.claims:
            said = meaning.stems(f"{claim.content_text} {claim.cue_text}")
            if _POINTS.search(claim.content_text):
                said |= sources.before(passage).stems
            share = len(stems & said) / len(stems)
            if share >= COVERED and _own_act(line, claim):
                inside = max(inside, 0.0)
                plain = max(plain, share)
            inside = max(inside, share)
            if claim.source and share >= (COVERED if len(stems) > 2 else 1.0) and (best is None or share > best[0]):
                best = (share, passage, claim)
        whole = len(stems & passage.stems) / len(stems)
        if (passage.span is not None and whole - inside > 0.25) or (not passage.claims and passage.span is not None):
            plain = max(plain, whole)
    if best is None or plain >= best[0] - 0.1:
        return None
    return best[1], best[2]


def _all(words: str) -> frozenset[str]:
    """Return classes and figures of words."""
    return meaning.stems(words) | frozenset(f"#{number.value:g}" for number in text.numbers(words))


def _own_act(line: Line, claim: Claim) -> bool:
    """Say whether a line tells what its speaker plans, wants or does: "Norrby will cut 900 jobs"."""
    if not _ACTS.search(line.text):
        return False
    who = meaning.stems(named(claim) or claim.source_text) - meaning.LIGHT
    first = frozenset(stem for span, stem in line.content if span[0] < 0.6 * len(line.text))
    return bool(who & first)


def _head(words: str) -> str:
    """Return the noun of a speaker: "officials" of "two officials at the ministry"."""
    first = re.split(r"\b(?:of|from|in|at|for|with|who|that|to|on|close|familiar)\b|,", words, maxsplit=1)[0]
    found = re.findall(r"[^\W\d_]+", first)
    return found[-1].lower() if found else ""


def _many(claim: Claim) -> bool:
    head = _head(claim.source_text)
    return head in _PEOPLE or (head.endswith("s") and head[:-1] in _ROLES and head not in _GROUPS)


_ROLES = frozenset(word[:-1] for word in _PEOPLE if word.endswith("s"))


def _single(claim: Claim) -> bool:
    """Say whether one person speaks."""
    if any(each.kind == "person" for each in text.names(f"said {named(claim)}, {claim.source_text}")):
        return True
    return bool(_ONE.match(claim.source_text)) and _head(claim.source_text) in _ROLES


def _alike(line: Line, claim: Claim, sources: Sources, least: float) -> list[Claim]:
    """Return the source's claims that say what a claim of the line says, best first."""
    stems = _all(claim.content_text) - meaning.LIGHT
    if len(stems) < 2:  # "the decision had come too early": nothing but light words
        bare = frozenset(text.content_words(claim.content_text)) - _VERBS_OF_BEING
        return [
            each
            for each in sources.ledger.claims
            if len(bare) > 1 and bare <= frozenset(text.content_words(each.content_text))
        ]
    near = [(len(stems & said) / len(stems), each) for each, said in _contents(sources) if stems & said]
    return [each for share, each in sorted(near, key=lambda one: -one[0]) if share >= least]


_VERBS_OF_BEING = frozenset(
    map(text.stem, "is was are were be been has had have will would it he she they that".split())
)


def _contents(sources: Sources) -> list[tuple[Claim, frozenset[str]]]:
    """Return the ledger's claims with the classes of what they say, made once for a story."""
    known: list[tuple[Claim, frozenset[str]]] | None = sources.kept.get(NAME)
    if known is None:
        known = sources.kept[NAME] = [(each, _said(each)) for each in sources.ledger.claims]
    return known


def _said(claim: Claim) -> frozenset[str]:
    """Return the classes of a claim's content; where it says "he" or "its", the speaker's too."""
    found = _all(claim.content_text)
    if _SELF.search(claim.content_text):
        found |= _all(f"{claim.source_text} {claim.speaker or ''}")
    return found


_POINTS = re.compile(
    r"^(?:that|this|it|he|she|they|these|those)\b (?!(?:the|a|an|its|his|her|their)\b)"
    r"|^(?:would|will|could|is|was|has|had|may|might|should)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them)\b", re.IGNORECASE)


def _evidence(claim: Claim, sources: Sources) -> tuple[Evidence, ...]:
    passage = sources.passage_of.get(claim.id)
    return passage.evidence if passage is not None else ()


def _widened(line: Line, sources: Sources) -> Finding | None:
    """Many speakers for the source's one: "experts say", "Manea and Stanciu said"."""
    joint = _joint(line, sources)
    if joint is not None:
        return joint
    for claim in line.claims:
        if not claim.source or not _many(claim) or _inside(claim, line):
            continue
        close = _alike(line, claim, sources, 0.6)
        if not close or not all(_single(each) for each in close[:3]) or _several(close):
            continue
        who = named(close[0]) or close[0].source_text
        message = f"“{claim.source_text}” are many; the source has it from “{who}” alone. Name that one."
        return line.finding(NAME, claim.source[0], message, evidence=_evidence(close[0], sources))
    return None


def _joint(line: Line, sources: Sources) -> Finding | None:
    """Find two people who are said to say what only one of them says, while the other says something else."""
    for claim in line.claims:
        people = [n.text.split()[-1] for n in text.names(claim.source_text) if n.kind == "person"]
        if len(people) < 2 or " and " not in claim.source_text:
            continue
        close = _alike(line, claim, sources, 0.5)
        said = {who: any(who in f"{c.source_text} {c.speaker or ''}" for c in close) for who in people}
        others = {w for w in people for c in sources.ledger.claims if w in f"{c.source_text} {c.speaker or ''}"}
        wrong = next((who for who in people if not said[who] and who in others), None)
        if wrong is not None and any(said.values()):
            message = f"“{wrong}” says something else in the source. Name only who says this."
            return line.finding(NAME, claim.source[0], message, evidence=_evidence(close[0], sources))
    return None


def _inside(claim: Claim, line: Line) -> bool:
    """Say whether a claim's speaker stands within what another speaker of the line says."""
    at = claim.source[0][0]
    return any(a <= at < b for other in line.claims if other is not claim for a, b in other.content)


def _several(claims: list[Claim]) -> bool:
    """Say whether two different people say it: then they may be counted together."""
    return len({(named(claim) or claim.source_text).split()[-1].lower() for claim in claims[:3]}) > 1


def _nested(line: Line, sources: Sources) -> Finding | None:
    """What somebody says that another said: whoever reports it is the source."""
    whole = _all(line.text) - meaning.LIGHT
    for ours in line.claims:
        if not ours.source:
            continue
        here = [each for each in _alike(line, ours, sources, 0.6) if same_speaker(ours, each, sources)]
        outer = [_around(each, sources) for each in here]
        if not here or not all(outer):
            continue
        over = outer[0]
        if over is None or len(whole & _said(over)) < 0.8 * len(whole):
            continue
        who = named(over) or over.source_text
        if not who or meaning.stems(who) & line.stems:
            continue
        message = f"That “{ours.source_text}” said so, the source has only from “{who}”. Say that {who} says it."
        return line.finding(NAME, ours.source[0], message, evidence=_evidence(over, sources))
    return None


def _around(claim: Claim, sources: Sources) -> Claim | None:
    """Return the claim within whose content a claim's speaker stands."""
    for other in sources.ledger.claims:
        if other is claim or other.item != claim.item or not other.source or not claim.source:
            continue
        if any(a <= claim.source[0][0] and claim.source[0][1] <= b for a, b in other.content):
            return other
    return None


def _changed(line: Line, sources: Sources) -> Finding | None:
    """Another speaker than the source's."""
    for claim in line.claims:
        if not named(claim) or not claim.source or _VAGUE.search(claim.source_text) or _many(claim):
            continue
        if len(_all(claim.content_text) - meaning.LIGHT) < 2 or claim.stance is Stance.DENIES:
            continue
        close = [each for each in _alike(line, claim, sources, 0.6) if named(each)]
        alike = [each for each in _alike(line, claim, sources, 0.4) if named(each)]
        if not close or any(same_speaker(claim, other, sources) for other in alike):
            continue
        stems = _all(claim.content_text) - meaning.LIGHT
        if any(len(stems & _all(p.text)) >= 0.6 * len(stems) for p in sources.passages if not p.claims and p.span):
            continue
        message = f"This is given to “{claim.source_text}”; the source has it from “{named(close[0])}”. Name that one."
        return line.finding(NAME, claim.source[0], message, evidence=_evidence(close[0], sources))
    return None
