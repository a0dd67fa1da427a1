"""Small word lists and tests that stand in for a parser."""

from __future__ import annotations

from wiredesk.core.claims.cues import FORMS
from wiredesk.core.claims.page import Page

BE = frozenset("is are was were been be being 's 're ’s ’re am".split())
HAVE = frozenset("has have had having 've ’ve".split())
MODAL = frozenset("will would could should can may might must shall 'd 'll ’d ’ll cannot".split())
DO = frozenset("do does did".split())
NOT = frozenset("not n't 't ’t never no".split())
AUX = BE | HAVE | MODAL | DO | frozenset("don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn".split())
BE_NOT = frozenset("isn aren wasn weren".split())
ADVERBS = frozenset(
    "also then now later again even still just once often only always earlier previously first further so yet "
    "all already soon further too either".split()
)
PRONOUNS = frozenset("he she they it we i you who which that this these those".split())
PERSONAL = frozenset("he she they it we i".split())
DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those some any no each every another such "
    "several many few most more two three four five other".split()
)
POSSESSIVES = frozenset("his her its their our my your 's ’s".split())
PREPOSITIONS = frozenset(
    "of in on at for with by from to about after before during since until against over under between among "
    "through into amid despite without like via within near per outside inside as than toward towards upon".split()
)
BREAKS = frozenset(
    "; : — – ( ) [ ] because but while when if after before though although since until whereas where why how "
    "unless once whether • ? ! …".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february "
    "march april may june july august september october november december earlier later recently".split()
)
COMMON_VERBS = frozenset(
    "came went got took made gave began became left held met kept led ran won lost fell rose stood sent spent "
    "brought built bought caught chose drew drove grew hit put sat set spoke took wore died lied fled paid shot struck broke "
    "burst sank swept flew threw wrote stole hid drank ate sought tore slept shook".split()
)
BODIES = frozenset(
    "ministry government military army police court company union party council committee agency office campaign "
    "commission department navy parliament university hospital bank club federation association group city "
    "authority institute service bureau embassy prosecutor team organisation organization fund clinic operator".split()
)
_NAMES = frozenset("will may art".split())  # auxiliaries that are names before a capital
DASHES = frozenset("— – -".split())
OPENERS = frozenset("\"'“‘«„")
CLOSERS = frozenset("\"'”’»“")
ENDS = frozenset(".!?…")


def verbal(page: Page, i: int) -> bool:
    """Say whether a token looks like a finite verb or an auxiliary."""
    word = page.lower[i]
    if word in _NAMES and page.capital(i) and i + 1 < len(page.words) and page.capital(i + 1):
        return False
    if word in AUX or word in COMMON_VERBS:
        return not (word in ("'s", "’s") and i + 1 < len(page.words) and _possessive(page, i))
    if word.endswith("ed") and len(word) > 4 and not page.capital(i):
        return i == 0 or page.lower[i - 1] not in DETERMINERS
    return any(kind in ("past", "s") for _, kind in FORMS.get(word, ())) and not nounish(page, i)


def _possessive(page: Page, i: int) -> bool:
    """Say whether this 's is a genitive: a noun stands before it and no verb form or article after it."""
    before, after = page.lower[i - 1] if i else "", page.lower[i + 1]
    if before in ("he", "she", "it", "that", "who", "there", "what", "here"):
        return False
    return not (after.endswith("ing") or after in DETERMINERS or after in NOT)


def nounish(page: Page, i: int) -> bool:
    """Say whether a form that can be noun or verb ("claims", "plans") is a noun here."""
    if not i:
        return True
    before = page.lower[i - 1]
    if any(kind == "past" for _, kind in FORMS.get(before, ())):
        return True
    if before in DETERMINERS and before not in ("this", "that", "these", "those"):
        return True
    if before in POSSESSIVES:
        return True
    return before in PREPOSITIONS or before.endswith(("ical", "ful", "ous", "ive", "al"))


def adverbial(word: str) -> bool:
    """Say whether a word can stand between auxiliary and verb."""
    return word in ADVERBS or word in NOT or (word.endswith("ly") and len(word) > 4)


def opens(page: Page, i: int) -> bool:
    """Say whether a quotation starts at this token."""
    return page.quoted[i] >= 0 and (i == 0 or page.quoted[i - 1] != page.quoted[i])


def closes(page: Page, i: int) -> bool:
    """Say whether a quotation ends at this token."""
    return page.quoted[i] >= 0 and (i + 1 == len(page.quoted) or page.quoted[i + 1] != page.quoted[i])
