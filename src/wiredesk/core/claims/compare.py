"""Do two claims say the same, does one deny the other, do they give different numbers for one quantity?

A dispute is marked only on a denial with shared actors and predicate, or on different numbers for one quantity:
likeness alone never is enough.
"""

from __future__ import annotations

from wiredesk.core import text
from wiredesk.core.claims.events import FALSE, GENERIC, WEAK, near, opposed
from wiredesk.core.claims.meaning import Meaning
from wiredesk.core.claims.quantities import Quantity

SAME_JACCARD = 0.6  # same words, nearly all of them
SAME_PART = 0.8  # or one holds nearly all of the other, with at least SAME_LEAST words
SAME_LEAST = 4
SETTING = 0.6  # of the shorter statement's words that two numbers for one quantity share
SETTING_ANYBODY = 0.8  # the same, where only "people" says what is counted
SETTING_COUNTED = 0.4  # the same, where both count one thing in one event: marchers, the killed
PART_DENIED = 0.34  # of the shorter statement's words that a denial shares with what it denies
PART_NEGATED = 0.5  # the same where only "not" makes the denial
COVERED = 0.6  # of the words right behind "not" that the other statement has, its verb among them
PART_TURNED = 0.4  # the same, event words left out, where the opposite event does
COUNTING = frozenset(
    text.stem(word)
    for word in "real true actual toll total high higher low lower count close closer far total final".split()
)
PLAIN_VERBS = frozenset(
    text.stem(w)
    for w in "used asked called needed wanted happened made given got gone come see hear read say tell think look".split()
)
NEARLY_ALL = 0.75  # of a denial's words, where the event that it denies stands in other words
LIGHT = 0.5  # of what a light verb is turned with, that the other statement has, too
BRIEF = 2  # words; "it had not been signed" turns every statement that says it was
NEARLY = "=near"
TROOPS = frozenset({"=troops"})  # who acts, not what happens
TOLLS = frozenset("=" + word for word in "kill injure ill drown evacuate".split()) | frozenset(
    text.stem(word) for word in "hospital treated missing displaced homeless infected rescued".split()
)
MOST_RISEN = 1.5  # times the earlier count
OPEN = 0.03  # how far "14" may lie above "at least 12" and say the same
BEST = 0.5  # of a denial's words that the statement it means most likely shares, where none fits better
LONGEST = 14  # words; without a verb of denial, longer statements are never set against each other
SHORT = 3  # words; a statement no longer than this may share one only


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
    return not _meet(one, other)


def numbers_differ(one: Meaning, other: Meaning) -> bool:
    """Say whether both give one quantity, in the same setting, with numbers that do not fit together."""
    if one.expected or other.expected or (one.polled and other.polled):
        return False
    amounts = not any(q.kind == "count" for q in (*one.quantities, *other.quantities))
    if _of_themselves(one, other) and (amounts or (one.itself and other.itself)):
        return False
    if (
        one.owned
        or other.owned
        or one.modal != other.modal
        or one.negative != other.negative
        or _other_names(one, other)
    ):
        return False
    shared, least = len(one.stems & other.stems), min(len(one.stems - FALSE), len(other.stems - FALSE))
    if not (one.factual and other.factual) or (one.days and other.days and not one.days & other.days):
        return False
    counted = SETTING_COUNTED if shared > SHORT - 1 and _one_event(one, other) else SETTING
    if shared < max(1, counted * least) or shared < min(least, SHORT) - 1:
        return False
    # "420 of 2,600 jobs" does not contradict "420 jobs": a number that the other side has, too, is no other number.
    mine = [a for a in one.quantities if not any(_fit(a, b) for b in other.quantities)]
    theirs = [b for b in other.quantities if not any(_fit(a, b) for a in one.quantities)]
    known = shared >= SETTING_ANYBODY * least
    return any(
        a.against(b) and (known or not a.counts_anybody(b)) and not _adds_up(a, b, one, other)
        for a in mine
        for b in theirs
    )


def _adds_up(a: Quantity, b: Quantity, one: Meaning, other: Meaning) -> bool:
    """Say whether "96 passengers and six crew" are the "102 people" of the other statement."""
    for whole, parts in ((a, other.quantities), (b, one.quantities)):
        counts = [each for each in parts if each.kind == "count" and each.bounded]
        total = sum(each.low + each.high for each in counts) / 2
        if len(counts) > 1 and whole.bounded and abs(total - (whole.low + whole.high) / 2) <= OPEN * total:
            return True
    return False


def _one_event(one: Meaning, other: Meaning) -> bool:
    """Say whether both count one kind of thing to which one kind of event happened."""
    return any(
        a.kind == "count" and a.events & b.events and a.counts_same(b) for a in one.quantities for b in other.quantities
    )


def _fit(a: Quantity, b: Quantity) -> bool:
    """Say whether two numbers of one quantity are the same; "fewer than 40,000" is like no other."""
    return a.bounded and b.bounded and a.counts_same(b) and a.low <= b.high and b.low <= a.high


def number_rose(late: Meaning, early: Meaning) -> bool:
    """Say whether one quantity grew from "at least 12" to 14: no contradiction, and yet news."""
    if late.expected != early.expected or late.negative != early.negative or _other_names(late, early):
        return False
    shared, least = len(late.stems & early.stems), min(len(late.stems), len(early.stems))
    if shared < max(1, SETTING * least) or not (late.factual and early.factual):
        return False
    return any(
        new.counts_same(old) and new.low > old.low and old.high == float("inf")
        for new in late.quantities
        for old in early.quantities
    )


def toll_rose(late: Meaning, early: Meaning) -> bool:
    """Say whether a later count of victims is somewhat higher: rescuers find more, nobody contradicts."""
    if not late.stems & early.stems & TOLLS:
        return False
    return any(
        new.counts_same(old) and old.low < new.low <= MOST_RISEN * old.low
        for new in late.quantities
        for old in early.quantities
    )


def other_count(one: Meaning, other: Meaning) -> bool:
    """Say whether two claims hold counts and no two of them meet."""
    counts = [q for q in one.quantities if q.kind == "count"], [q for q in other.quantities if q.kind == "count"]
    return bool(counts[0] and counts[1]) and not any(
        a.low <= b.high and b.low <= a.high for a in counts[0] for b in counts[1]
    )


def _other_names(one: Meaning, other: Meaning) -> bool:
    """Say whether each names somebody or some place, and none of them is shared."""
    return bool(one.named and other.named) and not (one.named | one.voice) & (other.named | other.voice)


def denies(denial: Meaning, claim: Meaning) -> bool:
    """Say whether a claim is a denial of another: the same predicate and actors, the other way round."""
    if denial.vague or claim.vague or claim.open or (claim.denies and not denial.denies):
        return False
    if denial.denies:
        return denial.negative == claim.negative and _denied(denial, claim)
    if max(len(denial.stems), len(claim.stems)) > LONGEST or not _plain_facts(denial, claim):
        return False
    if (denial.negative or denial.refused) and not (claim.negative or claim.refused):
        return not _of_themselves(denial, claim) and _negated(denial, claim)
    return denial.negative == claim.negative and _opposite(denial, claim)


def _of_themselves(one: Meaning, other: Meaning) -> bool:
    """Say whether each party speaks of itself ("it had sent no troops") and not of the other."""
    return one.own and other.own and not (one.voice & other.stems or other.voice & one.stems)


def _about(denial: Meaning, claim: Meaning) -> bool:
    """Say whether the claim names the one who denies it."""
    return bool(denial.voice & (claim.actors | claim.stems))


def _actors_shared(denial: Meaning, claim: Meaning) -> bool:
    shared = denial.stems & claim.stems
    if len(shared) >= 3 or (len(shared) >= 2 and denial.stems <= claim.stems):
        return True
    return _about(denial, claim) or bool(denial.actors & (claim.actors | claim.stems))


def _denied(denial: Meaning, claim: Meaning) -> bool:
    """Say whether an explicit denial ("denied that …") means this claim."""
    if not _actors_shared(denial, claim):
        return False
    shared, about = denial.stems & claim.stems, _about(denial, claim)
    if about and denial.classes & claim.classes - GENERIC:
        return True
    events = denial.classes - GENERIC - TROOPS
    meant = not events or near(events, claim.classes)
    if about and meant and len(shared - denial.voice) >= max(2, PART_NEGATED * len(denial.stems)):
        return True
    least = min(len(denial.stems), len(claim.stems))
    return len(shared) >= PART_DENIED * least and _event_shared(denial, claim, about)


def _negated(denial: Meaning, claim: Meaning) -> bool:
    """Say whether a statement with "not" turns what the claim states."""
    turned = denial.scope & claim.stems
    if not turned and not near(denial.scope, claim.classes):
        return False
    shared, about = denial.stems & claim.stems, _about(denial, claim)
    least = min(len(denial.stems), len(claim.stems))
    verbs = denial.verbs | claim.verbs
    if "=know" in denial.scope - claim.stems:
        return False  # who does not know how the fire started denies nothing
    if _other_names(denial, claim):
        return about and bool(denial.verbs & claim.verbs & denial.scope - GENERIC - PLAIN_VERBS)
    events = {stem for stem in turned if stem.startswith("=")} - TROOPS
    if near(denial.scope - GENERIC, claim.classes) or near(denial.scope, claim.classes - GENERIC):
        turned, events = turned | {NEARLY}, events | {NEARLY}
    spoken_of = denial.subject & claim.stems
    wide = len(turned | spoken_of) >= max(2, COVERED * len(denial.scope | denial.subject)) and bool(turned)
    covered = len(turned) >= max(2, COVERED * len(denial.scope)) or wide
    if covered and (events or len(shared) > 2 or (turned == denial.scope and turned & verbs)):
        return True
    # "The cook had never worked for any intelligence service": of whom and of what, by a verb that says little.
    light = PLAIN_VERBS | GENERIC
    told = denial.scope - light
    if spoken_of - light and turned - light and len(turned - light) >= LIGHT * len(told) and denial.scope & light:
        return True
    if len(denial.stems) <= BRIEF and denial.scope <= turned and events - GENERIC - {NEARLY}:
        return True
    predicate = denial.verbs & claim.verbs & denial.scope - GENERIC - PLAIN_VERBS
    if about and predicate:
        return True
    close = len(shared) >= (1 if about and least <= SHORT else 3 - about) and len(shared) >= PART_NEGATED * least
    return (
        _actors_shared(denial, claim) and close and bool(turned - PLAIN_VERBS) and _event_shared(denial, claim, about)
    )


def _opposite(one: Meaning, other: Meaning) -> bool:
    """Say whether two statements hold opposite events of one actor or thing ("driven out", "still hold")."""
    mine, theirs = one.classes - other.classes, other.classes - one.classes
    if not opposed(mine, theirs):
        return False
    setting = (one.stems & other.stems) - TROOPS - GENERIC
    if opposed(mine - GENERIC, theirs - GENERIC):
        setting |= (one.actors & (other.stems | other.actors)) | (other.actors & one.stems)
    if not setting or _other_names(one, other):
        return False
    least = min(len(one.stems), len(other.stems))
    # What both speak of is no opposite: repaired wells were damaged wells before.
    if opposed(mine, theirs, WEAK):
        return len(setting) >= max(2, SAME_JACCARD * (least - 1)) and not _of_themselves(one, other)
    return len(setting) >= min(2, PART_TURNED * least)


def _plain_facts(one: Meaning, other: Meaning) -> bool:
    """Say whether both state what is, so that one can exclude the other."""
    return one.factual and other.factual and one.stated and other.stated and not (one.modal or other.modal)


def likeness(denial: Meaning, claim: Meaning) -> float:
    """Return how much of an explicit denial's content a claim shares, in [0, 1]; 0 where they can't be set side by side."""
    if (
        not denial.denies
        or denial.vague
        or claim.vague
        or claim.open
        or claim.denies
        or denial.negative != claim.negative
    ):
        return 0.0
    said = denial.stems - FALSE - denial.days
    plain = said - denial.classes
    shared = said & claim.stems
    events = denial.classes - GENERIC - FALSE
    if (
        events
        and not events & claim.classes
        and not near(events, claim.classes)
        and len(shared) < NEARLY_ALL * len(said)
    ):
        return 0.0
    if not shared or (denial.quantities and claim.quantities and not _meet(denial, claim)):
        return 0.0
    if len(said) <= 2 and not plain <= claim.stems:
        return 0.0
    return len(shared) / len(said) if len(shared) >= min(2, len(said)) or plain <= claim.stems else 0.0


def _meet(one: Meaning, other: Meaning) -> bool:
    """Say whether some number of one fits one of the other: "14" to "about 14", and not to "at least 3"."""
    return any(
        a.low <= b.high
        and b.low <= a.high
        and (a.bounded == b.bounded or abs(a.low - b.low) <= OPEN * max(a.low, b.low))
        for a in one.quantities
        for b in other.quantities
    )


def _event_shared(denial: Meaning, claim: Meaning, about: bool) -> bool:
    """Say whether both speak of one event; where the denial has no known event, nearly all plain words are shared.

    Args:
        denial: What denies.
        claim: What may be denied.
        about: The claim names the one who denies; then a single plain word, the only one, is enough.
    """
    specific = denial.classes - GENERIC - TROOPS
    if specific:
        return bool(specific & claim.classes) or near(specific, claim.classes)
    if denial.classes & claim.classes - TROOPS or near(denial.classes, claim.classes):
        return True
    if denial.classes - TROOPS and not (denial.negative and not denial.denies):
        return False
    plain = denial.stems - denial.named
    shared = plain & claim.stems
    least = min(len(plain), len(claim.stems - claim.named))
    return len(shared) >= (1 if about and len(plain) == 1 else 2) and len(shared) >= SAME_JACCARD * least


def points_at_number(one: Meaning) -> bool:
    """Say whether a claim corrects a number that it does not repeat: "the real figure is above 200"."""
    return bool(one.quantities) and not one.stems - COUNTING and not one.denies


def points_back(denial: Meaning) -> bool:
    """Say whether a claim rejects a statement that it only points at ("rejected the accusation", "it is absurd")."""
    return denial.points or (denial.vague and (denial.denies or denial.untrue))
