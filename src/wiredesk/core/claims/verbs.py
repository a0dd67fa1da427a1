"""Cue verbs: their auxiliaries, tense and frame, read from the tokens around them."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import CUES, FORMS, FRAMES, NOUN_FORMS, PHRASES
from wiredesk.core.claims.grammar import BODIES
from wiredesk.core.claims.page import Page
from wiredesk.core.model import Stance

_NEVER_NOUNS = frozenset(
    "say argue believe think acknowledge contend insist admit concede assert agree describe".split()
)
PUT_AT = 20  # tokens between "put" and "at 300", the number of whatever it is


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb with its group of auxiliaries: tokens [first, end), the verb at `at`."""

    first: int
    at: int
    end: int
    lemma: str
    kind: str
    passive: bool
    progressive: bool
    negated: bool
    infinitive: bool


def _group(page: Page, low: int, i: int) -> tuple[int, list[str]]:
    first = i
    while first > low and (page.lower[first - 1] in g.AUX or g.adverbial(page.lower[first - 1])):
        if page.quoted[first - 1] >= 0 or (
            page.lower[first - 1] in ("'s", "’s") and i - first < 1 and not _clitic(page, i)
        ):
            break
        first -= 1
    return first, page.lower[first:i]


def _clitic(page: Page, i: int) -> bool:
    return page.lower[i].endswith("ing") or page.lower[i].endswith("ed")


def read(page: Page, low: int, i: int) -> Verb | None:
    """Return the cue verb at token i with its auxiliaries, or None where the form is no verb here."""
    first, group = _group(page, low, i)
    be = any(w in g.BE or w in g.BE_NOT for w in group)
    helped = any(w in g.AUX for w in group)
    to = first > low and page.lower[first - 1] == "to"
    for lemma, kind in FORMS[page.lower[i]]:
        if _fits(page, i, kind, helped=helped, be=be):
            passive = kind in ("past", "part") and be and not any(w in ("have", "has", "had") for w in group[-1:])
            negated = any(w in g.NOT or (w.endswith("n") and w + "t" in ("didnt", "doesnt", "dont")) for w in group)
            return Verb(first, i, i + 1, lemma, kind, passive, kind == "ing" and be, negated, to)
    return None


def _fits(page: Page, i: int, kind: str, *, helped: bool, be: bool) -> bool:
    before = page.lower[i - 1] if i else ""
    if page.lower[i] in NOUN_FORMS and not (
        i and (page.capital(i - 1) or before in g.PERSONAL | {"who", "which"} | BODIES)
    ):
        return kind == "base" and helped and not be
    if kind == "s":
        return not helped and (page.lower[i] == "says" or not g.nounish(page, i))
    if kind == "base":
        return (helped and not be) or (
            before in ("they", "we", "i", "you", "who", "both", "all", "some", "many")
            or _plural(page, i - 1)
            or (i > 0 and page.lower[i] in _NEVER_NOUNS and not helped and _may_be_said(before))
        )
    if (
        kind == "past"
        and not helped
        and (before in g.PREPOSITIONS or (before[:1].isdigit() and page.lower[i] not in ("said", "told", "thought")))
    ):
        return False  # "in pledged delegates"
    if kind == "past" and not helped:
        return before not in g.DETERMINERS or before in (
            "this",
            "that",
            "these",
            "those",
            "all",
            "both",
            "some",
            "many",
        )
    if kind in ("past", "part"):
        return helped
    return before not in g.DETERMINERS and (be or before not in ("of", "for"))


def _may_be_said(before: str) -> bool:
    return before not in g.PREPOSITIONS and before not in g.DETERMINERS and before not in ("to", "and", "or", "be", ".")


def _plural(page: Page, i: int) -> bool:
    word = page.lower[i] if i >= 0 else ""
    return (len(word) > 3 and word.endswith("s") and not word.endswith("ss") and not g.adverbial(word)) or word in (
        "people",
        "police",
    )


def only_speaks(page: Page, low: int, high: int) -> bool:
    """Say whether a sentence holds a speaker and a verb of saying and nothing that is said: "Ruiz said on Monday."."""
    at = next((k for k in range(low, min(high, low + 14)) if page.lower[k] in FORMS and g.verbal(page, k)), None)
    if at is None or at == low or page.quoted[at] >= 0:
        return False
    spoken = any("s" in FRAMES.get(lemma, "") and kind in ("past", "s") for lemma, kind in FORMS[page.lower[at]])
    return spoken and (at + 1 >= high or page.lower[at + 1] in (".", ",") or _circumstance(page, at + 1, high))


def phrasal(page: Page, high: int, verb: Verb) -> tuple[str, int, Stance, str]:
    """Return lemma, end, stance and frames of a verb, with its particle where it has one ("point out")."""
    if verb.lemma == "speak" and verb.end < high and page.lower[verb.end] == "in":
        of = next((k for k in range(verb.end, min(high, verb.end + 6)) if page.lower[k] == "of"), None)
        return ("speak of", of + 1, Stance.ASSERTS, "n") if of else ("speak", verb.end, Stance.ASSERTS, "")
    if verb.lemma == "charge" and "with" in page.lower[verb.end : min(high, verb.end + 10)]:
        return "charge", verb.end, Stance.ASSERTS, "o"
    if verb.lemma == "put":
        at = any(
            page.lower[k] == "at" and any(word[:1].isdigit() for word in page.lower[k + 1 : k + 5])
            for k in range(verb.end, min(high - 1, verb.end + PUT_AT))
        )
        return "put", verb.end, Stance.ASSERTS, "n" if at else ""
    if verb.end < high and not (page.lower[verb.end] == "on" and page.lower[min(verb.end + 1, high - 1)] in g.WEEKDAYS):
        phrase = PHRASES.get((verb.lemma, page.lower[verb.end]))
        if phrase is not None:
            return f"{verb.lemma} {page.lower[verb.end]}", verb.end + 1, phrase[0], phrase[1]
    cue = CUES.get(verb.lemma)
    return verb.lemma, verb.end, cue.stance if cue else Stance.ASSERTS, FRAMES[verb.lemma]


def frame(page: Page, end: int, high: int, frames: str) -> str | None:
    """Return the frame that fits what follows the cue, or None where nothing does."""
    nxt = page.lower[end] if end < high else "."
    if "p" in frames:
        return "p"
    if nxt == "to":
        return "t" if "t" in frames else ("s" if "s" in frames and "n" not in frames else None)
    if nxt == "that" or (end < high and page.quoted[end] >= 0) or nxt == ":":
        return "s" if "s" in frames else ("n" if frames else None)
    if nxt in (",", ".") or _circumstance(page, end, high):
        return "s" if "s" in frames else None
    if "o" in frames:
        return "o"
    if "s" in frames and ("n" not in frames or _clause_ahead(page, end, high)):
        return "s"
    return "n" if "n" in frames else None


def _circumstance(page: Page, at: int, high: int) -> bool:
    """Say whether a time or a place follows and no object ("noted in a column that …", "tweeted late on Friday")."""
    word = page.lower[at] if at < high else "."
    if word in g.WEEKDAYS or word in ("late", "early", "shortly", "soon"):
        return True
    return word in g.PREPOSITIONS - {"about", "like", "over", "under", "than", "as", "against"}


def _clause_ahead(page: Page, end: int, high: int) -> bool:
    """Say whether a verb follows before the next comma: a clause without "that"."""
    for k in range(end, min(high, end + 12)):
        if page.lower[k] in (",", ";", ".", "after", "when", "while", "as"):
            return False
        if g.verbal(page, k) and k > end:
            return True
    return False
