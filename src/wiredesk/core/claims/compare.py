"""Do two claims say the same, does one deny the other, do they give different numbers for one quantity?

A dispute is marked only on a denial with shared actors and predicate, or on different numbers for one quantity:
likeness alone never is enough.
"""

from __future__ import annotations

from wiredesk.core.claims.events import opposed
from wiredesk.core.claims.meaning import Meaning

SAME_JACCARD = 0.6  # same words, nearly all of them
SAME_PART = 0.8  # or one holds nearly all of the other, with at least SAME_LEAST words
SAME_LEAST = 4


def same(one: Meaning, other: Meaning) -> bool:
    """Say whether two claims have the same content: stems, names, numbers and polarity."""
    if one.negative != other.negative or one.denies != other.denies or numbers_differ(one, other):
        return False
    if _other_numbers(one, other):
        return False
    shared, least = len(one.stems & other.stems), min(len(one.stems), len(other.stems))
    if shared < 2:
        return False
    if shared >= SAME_JACCARD * len(one.stems | other.stems):
        return True
    return least >= SAME_LEAST and shared >= SAME_PART * least


def _other_numbers(one: Meaning, other: Meaning) -> bool:
    """Say whether both hold numbers and none of one meets one of the other."""
    if not one.quantities or not other.quantities:
        return False
    return not any(a.low <= b.high and b.low <= a.high for a in one.quantities for b in other.quantities)


def numbers_differ(one: Meaning, other: Meaning) -> bool:
    """Say whether both give one quantity, in the same setting, with numbers that do not fit together."""
    if one.expected != other.expected or one.negative != other.negative:
        return False
    shared = one.stems & other.stems
    return any(
        a.against(b) and len(shared - a.heads - b.heads) + len(a.heads & b.heads) >= 3
        for a in one.quantities
        for b in other.quantities
    )


def denies(denial: Meaning, claim: Meaning) -> bool:
    """Say whether a claim is a denial of another: the same predicate and actors, the other way round."""
    if denial.vague or claim.vague:
        return False
    shared = denial.stems & claim.stems
    predicate = _predicate_shared(denial, claim)
    actors = bool((denial.actors | denial.voice) & (claim.actors | claim.stems)) or len(shared) >= 3
    if denial.denies:
        return predicate and actors and denial.negative == claim.negative
    if denial.negative != claim.negative and not claim.denies:
        return predicate and actors and (bool(denial.classes & claim.classes) or len(shared) >= 3)
    turned = opposed(denial.classes, claim.classes) and denial.negative == claim.negative and not claim.denies
    return turned and len(shared) >= 1 and bool(denial.actors & claim.actors)


def _predicate_shared(denial: Meaning, claim: Meaning) -> bool:
    """Say whether both speak of one event; where the denial has no known event, nearly all of its words are shared."""
    if denial.classes & claim.classes:
        return True
    if denial.classes:
        return False
    plain = denial.stems - denial.actors - denial.voice
    shared = plain & claim.stems
    return len(shared) >= 2 and len(shared) >= SAME_JACCARD * len(plain)


def points_back(denial: Meaning) -> bool:
    """Say whether a claim rejects a statement that it only points at ("rejected the accusation", "it is absurd")."""
    return denial.vague and (denial.denies or denial.untrue)
