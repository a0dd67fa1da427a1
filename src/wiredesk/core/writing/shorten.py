"""Clauses made shorter where that is safe: at their end, and never a condition, a negation or a doubt away."""

from __future__ import annotations

import re

from wiredesk.core import text
from wiredesk.core.model import Claim

_CUTS = re.compile(
    r"(?:, (?:which|who|where|with|after|as|while|adding|including|according|following|amid|during|when)\b"
    r"| (?:after|following|amid|during|while|in a statement|in an interview|at a news conference|through a spokes\w+"
    r"|(?:early |late )?on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|overnight|near)\b"
    r"| in (?=(?:the )?[A-Z]))"
)
KEEP = re.compile(
    r"\b(?:not|no|never|without|if|unless|until|except|only|but|could|may|might|would|should|nor|neither|hardly|"
    r"allegedly|reportedly|according|say|says|said|told)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"(?!(?:him|her|them|me|us|to|about|for|of|on)\b)(?:that .*|.*\b(?:is|are|was|were|has|have|had|will|would|could|"
    r"can|may|might|must|should|did|does|do|died|won|beat|fell|rose|left|took|made|met|hit|held|led|lost|went|came|began|broke|"
    r"found|gave|grew|put|ran|saw|sent|set|shot|struck|sank|fled|sold|bought|built|cut|drew|fought|paid|quit|spent|swept|"
    r"\w{3,}ed)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_HAD_BEEN = re.compile(
    r"\b(?P<who>(?!which\b|who\b|that\b|and\b|or\b)[\w'\u2019]+) had been (?=\w+(?:ed|en|wn|ut|ld|nt|id|ne)\b)"
)
_MORE_CUTS = re.compile(
    r", (?:and|who|whose|one of|a|an|the|its|their|his|her|then|having|being|making|bringing|leaving|killing|\w+ing)\b"
    r"| (?:because|as|since|to mark|so that|despite|which|whose|who|where|when|before|ahead of|over|for|from|at|by|with|into|in|"
    r"and (?:has|have|had|is|are|was|were|will|then))\b"
)
"""Where a plain sentence may end for a headline, too."""
_OPENING = re.compile(
    r"(?:After|In|On|At|During|With|As|When|While|Following|Despite|Amid|Before|Since|Almost|Nearly|More than|Just|For|Over|By)\b"
    r"[^,\"\u201c]{3,90}, (?=(?:the |a |an )?\w)"
)
_APPOSITIVE = re.compile(
    r"(?<=\w), (?:(?:a|an|the|one of|who|which|whose|then|now|aged|the country's|its|his|her)\b[^,]{3,90}|\d{1,3}), (?=\w)"
)
_DAY = re.compile(
    r"(?<!first)(?<!second)(?<!last)(?<!every)(?<!each)(?<!the)(?<!Black)(?<!next),? (?:(?:early |late |earlier |later )?on )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b(?!['\u2019]| of\b)"
    r"|,? (?:earlier )?(?:this|last) (?:week|month|year|morning|weekend)\b"
)
_ARTICLE = re.compile(r"(?:A|An|The) (?=\w)")
LOOSE_END = re.compile(
    r"(?:^|\s)(?:a|an|the|of|to|in|at|on|by|for|from|with|and|or|its|their|his|her|that|as|than|into|was|were|is|"
    r"are|be|been|has|have|had|will|more|least|most|about|over)$",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?:A|An|The|In|On|At|No|About|Its|Their|Some|Most|All|More|Only|After|Two|Three)\b")
_OWNED = re.compile(r"\b[A-Z]\w+['\u2019]s (?=[A-Z]\w+ (?:region|province|oblast|district|peninsula)\b)")


def clauses(claim: Claim) -> list[str]:
    """Return what is said, and shorter forms of it that still have a verb."""
    content = claim.content_text
    before = claim.content and claim.source and claim.content[0][0] < claim.source[0][0]
    content = _inside(content) if before and not _SMALL.match(content) else content
    return [each for each in shortened(content) if CLAUSE.fullmatch(each)]


def _inside(content: str) -> str:
    """Return words that opened a sentence as they stand inside one: a name keeps its capital, "Nights" does not."""
    first = re.match(r"[A-Z][a-z]+\b(?! [A-Z])", content)
    if first is None or any(name.span[0] == 0 for name in text.names(content)):
        return content
    known = text.content_words(first.group())
    return content[:1].lower() + content[1:] if not known or first.group().endswith("s") else ""


def shortened(clause: str) -> list[str]:
    """Return the clause and what is left of it when parts are dropped from its end, longest first.

    A part that holds a condition, a negation or a doubt is never dropped, and nothing ends in the middle.
    """
    whole = " ".join(clause.split()).strip(' ,;.\u201c\u201d"')
    if whole.lower().startswith("that "):
        whole = whole[5:]
    whole = _HAD_BEEN.sub(_was, whole)
    whole = _OWNED.sub("", whole)
    whole = re.sub(r"\bhad (?=\w+ed\b)", "", whole)
    whole = whole if re.search(r"\b(?:if|unless|could|should)\b", whole) else re.sub(r"\bwould\b", "will", whole)
    whole = whole[:1].lower() + whole[1:] if _SMALL.match(whole) else whole
    found = [whole]
    for cut in reversed([match.start() for match in _CUTS.finditer(whole)]):
        kept, dropped = whole[:cut], whole[cut:]
        if KEEP.search(dropped) or not _stands(kept):
            continue
        found.append(kept)
    return [each for each in found if each and _stands(each)]


def _was(match: re.Match[str]) -> str:
    """Return "people were" for "people had been", as a headline tells what "had been" done by the time of the copy."""
    who = match["who"]
    plural = who.lower() in ("they", "people", "police", "children", "men", "women", "troops") or re.search(
        r"[^sui]s$", who
    )
    return f"{who} {'were' if plural else 'was'} "


def _stands(clause: str) -> bool:
    """Whether a clause may end here: enough words, no loose end, every mark closed."""
    return (
        len(clause.split()) >= 3
        and not LOOSE_END.search(clause)
        and clause.count('"') % 2 == 0
        and clause.count("\u201c") == clause.count("\u201d")
        and clause.count("(") == clause.count(")")
    )


def compressed(sentence: str) -> list[str]:
    """Return a plain sentence as headlines, the fullest first: without its opening phrase, appositives, days, article.

    Only what explains or places goes. A part with a negation, a condition, a doubt or a speaker stays, and so does
    "was" before a participle: "Army attacked" is not "the army was attacked".
    """
    whole = " ".join(sentence.split()).strip(" .")
    lean = whole
    opening = _OPENING.match(lean)
    if opening and not KEEP.search(opening.group()) and CLAUSE.fullmatch(lean[opening.end() :]):
        lean = lean[opening.end() :]
        lean = lean[:1].upper() + lean[1:]
    for match in reversed(list(_APPOSITIVE.finditer(lean))):
        if not KEEP.search(match.group()):
            lean = f"{lean[: match.start()]} {lean[match.end() :]}"
    lean = _DAY.sub("", lean)
    lean = _ARTICLE.sub("", lean, count=1) if _ARTICLE.match(lean) else lean
    lean = lean[:1].upper() + lean[1:]
    cuts = sorted({match.start() for each in (_CUTS, _MORE_CUTS) for match in each.finditer(lean)}, reverse=True)
    found = [lean]
    for cut in cuts:
        kept, dropped = lean[:cut], lean[cut:]
        if not KEEP.search(dropped) and _stands(kept) and CLAUSE.fullmatch(kept) and len(kept.split()) >= 5:
            found.append(kept)
    return [each for each in found if _stands(each)]
