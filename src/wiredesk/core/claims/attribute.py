"""Rules that read attributions from one unit of a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wiredesk.core.claims import contents, relative, sources
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import CUES, FORMS, FRAMES, INNER, MINOR, NEEDS_CLAUSE, NOUN_FORMS, NOUNS, PHRASES
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.grammar import BODIES
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range
from wiredesk.core.model import Stance

MOST = 40  # attributions in one unit; a unit with more is a list or noise


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


def unit(page: Page, low: int, high: int) -> list[Found]:
    """Return the attributions of the unit [low, high), in order of their cues."""
    found: list[Found] = []
    for i in range(low, high):
        if len(found) >= MOST:
            break
        if page.quoted[i] < 0 or _short(page, i):
            each = _cue(page, low, high, i, found)
            if each is not None:
                found.append(each)
    for each in found:
        relative.shorten(each, found)
    return [each for each in found if each.content and not _minor(each, found)]


def _cue(page: Page, low: int, high: int, i: int, found: list[Found]) -> Found | None:
    word = page.lower[i]
    each = _verb(page, low, high, i, found) if word in FORMS else None
    if each is None and word in NOUNS:
        return _noun(page, low, high, i)
    return _according(page, low, high, i) if word == "according" else each


def _minor(one: Found, found: list[Found]) -> bool:
    """Say whether a weak cue stands inside another statement of the same unit."""
    if one.lemma.split()[0] not in MINOR and one.frame != "x":
        return False
    at = one.cue[0][0]
    return any(low <= at < high for other in found if other is not one for low, high in other.content)


def _short(page: Page, i: int) -> bool:
    start, end = page.quotes[page.quoted[i]]
    return end - start < 25


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


def _read_verb(page: Page, low: int, i: int) -> Verb | None:
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
        return not helped and not g.nounish(page, i)
    if kind == "base":
        return (helped and not be) or (
            before in ("they", "we", "i", "you", "who", "both", "all", "some", "many") or _plural(page, i - 1)
        )
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


def _plural(page: Page, i: int) -> bool:
    word = page.lower[i] if i >= 0 else ""
    return (len(word) > 3 and word.endswith("s") and not word.endswith("ss") and not g.adverbial(word)) or word in (
        "people",
        "police",
    )


def _verb(page: Page, low: int, high: int, i: int, found: list[Found]) -> Found | None:
    verb = _read_verb(page, low, i)
    if page.lower[i] == "asked" and (i == low or page.lower[i - 1] == "when"):
        right = contents.after(page, i + 1, high, "n")
        return Found([(i, i + 1)], [], [right], "ask", Stance.ASKS, "r") if right else None
    if verb is None or (verb.infinitive and verb.kind == "base" and not found):
        return None
    if page.capital(i) and i > low and i + 1 < high and not page.capital(i + 1):
        return None
    lemma, end, stance, frames = _phrasal(page, high, verb)
    if "x" in frames:
        return _seems(page, low, high, verb)
    if verb.passive:
        return _passive(page, low, high, verb, (lemma, end, stance, frames))
    denied = relative.denial(page, low, high, (verb.first, end), found) if stance is Stance.DENIES else None
    if denied is not None:
        return denied
    frame = _frame(page, end, high, frames)
    if frame is None or (lemma in NEEDS_CLAUSE and frame != "o" and not _clause_follows(page, end, high)):
        return None
    return _active(page, low, high, verb, Found([(verb.first, end)], [], [], lemma, stance, frame, verb.negated), found)


def _clause_follows(page: Page, end: int, high: int) -> bool:
    return end < high and (
        page.lower[end] in ("that", ":", "whether") or page.quoted[end] >= 0 or page.lower[end] == ","
    )


def _seems(page: Page, low: int, high: int, verb: Verb) -> Found | None:
    """Read "the vote appears to be lost": the whole clause, said by nobody in particular."""
    right = contents.after(page, verb.end, high, "t")
    subject = sources.subject(page, low, verb.first)
    if right is None or subject is None or page.quoted[verb.at] >= 0:
        return None
    return Found([(verb.first, verb.end)], [], [subject, right], verb.lemma, Stance.ASSERTS, "x", verb.negated)


def _phrasal(page: Page, high: int, verb: Verb) -> tuple[str, int, Stance, str]:
    if verb.lemma == "speak" and verb.end < high and page.lower[verb.end] == "in":
        of = next((k for k in range(verb.end, min(high, verb.end + 6)) if page.lower[k] == "of"), None)
        return ("speak of", of + 1, Stance.ASSERTS, "n") if of else ("speak", verb.end, Stance.ASSERTS, "")
    if verb.lemma == "charge" and "with" in page.lower[verb.end : min(high, verb.end + 10)]:
        return "charge", verb.end, Stance.ASSERTS, "o"
    if verb.lemma == "put":
        at = any(
            page.lower[k] == "at" and page.lower[k + 1][:1].isdigit()
            for k in range(verb.end, min(high - 1, verb.end + 10))
        )
        return "put", verb.end, Stance.ASSERTS, "n" if at else ""
    if verb.end < high:
        phrase = PHRASES.get((verb.lemma, page.lower[verb.end]))
        if phrase is not None:
            return f"{verb.lemma} {page.lower[verb.end]}", verb.end + 1, phrase[0], phrase[1]
    cue = CUES.get(verb.lemma)
    return verb.lemma, verb.end, cue.stance if cue else Stance.ASSERTS, FRAMES[verb.lemma]


def _frame(page: Page, end: int, high: int, frames: str) -> str | None:
    """Return the frame that fits what follows the cue, or None where nothing does."""
    nxt = page.lower[end] if end < high else "."
    if "p" in frames:
        return "p"
    if nxt == "to":
        return "t" if "t" in frames else ("s" if "s" in frames and "n" not in frames else None)
    if nxt == "that" or (end < high and page.quoted[end] >= 0) or nxt == ":":
        return "s" if "s" in frames else ("n" if frames else None)
    if nxt in (",", "."):
        return "s" if "s" in frames else None
    if "o" in frames:
        return "o"
    if "s" in frames and ("n" not in frames or _clause_ahead(page, end, high)):
        return "s"
    return "n" if "n" in frames else None


def _clause_ahead(page: Page, end: int, high: int) -> bool:
    """Say whether a verb follows before the next comma: a clause without "that"."""
    for k in range(end, min(high, end + 12)):
        if page.lower[k] in (",", ";", ".", "after", "when", "while", "as"):
            return False
        if g.verbal(page, k) and k > end:
            return True
    return False


def _active(page: Page, low: int, high: int, verb: Verb, one: Found, found: list[Found]) -> Found | None:
    right = contents.after(page, one.cue[0][1], high, one.frame)
    source = _source(page, low, verb, found)
    if source is None and verb.kind in ("past", "s", "base") and contents.detached(page, low, verb.first):
        return _inverted(page, low, high, one)
    if source is None or (one.lemma in INNER and page.lower[source[0]] in ("i", "you", "we", "who", "that")):
        return None
    one.source = [source]
    right = _right(page, low, high, one, source, right)
    left = _left(page, low, source, one, right)
    one.content = [each for each in (left, right) if each is not None]
    return one if one.content else None


def _right(page: Page, low: int, high: int, one: Found, source: Range, right: Range | None) -> Range | None:
    """Correct what stands after "…, he said": the statement goes on, or only circumstances follow."""
    end = one.cue[0][1]
    if not contents.detached(page, low, source[0]):
        return right
    speech = one.frame in "ps" or (one.frame == "o" and "s" in FRAMES.get(one.lemma, ""))
    if speech and _quoted_before(page, low, source) and page.lower[min(end, high - 1)] != "that":
        if right and page.quoted[right[0]] >= 0 and one.frame == "s":
            return right
        one.frame = "s"
        return _later_quotation(page, end, high)
    if one.frame == "s" and right is None and end + 1 < high and page.lower[end] == ",":
        return contents.after(page, end + 1, high, "s")
    return right


def _quoted_before(page: Page, low: int, source: Range) -> bool:
    """Say whether a quotation ends right before the source."""
    return any(page.quoted[k] >= 0 for k in range(max(low, source[0] - 2), source[0]))


def _later_quotation(page: Page, start: int, high: int) -> Range | None:
    """Return a quotation that carries on after the cue and its circumstances: …, he said of Lee, "because …"."""
    first = next((k for k in range(start, high) if g.opens(page, k) and page.lower[k - 1] in (",", ".", ":")), None)
    return contents.before(page, first, high) if first is not None else None


def _left(page: Page, low: int, source: Range, one: Found, right: Range | None) -> Range | None:
    """Return the part before "…, he said"; beside a part after it only where a quotation or a comma carries on."""
    if one.frame not in ("s", "p", "n") or not contents.detached(page, low, source[0]):
        return None
    left = contents.before(page, low, source[0])
    if left is None or right is None:
        return left if one.frame != "n" else None
    cue_end = one.cue[0][1]
    carries_on = page.quoted[left[1] - 1] >= 0 and page.quoted[right[0]] >= 0
    return left if carries_on or page.lower[cue_end] == "," else None


def _inverted(page: Page, low: int, high: int, one: Found) -> Found | None:
    source = sources.inverted(page, one.cue[0][1], high)
    left = contents.before(page, low, one.cue[0][0])
    if source is None or left is None or "s" not in FRAMES.get(one.lemma, "s"):
        return None
    one.source, one.content = [source], [left]
    rest = source[1] + 1
    if rest < high and page.lower[source[1]] in (",", ".") and page.quoted[rest] >= 0:
        one.content.append((rest, contents.before(page, rest, high)[1]))  # type: ignore[index]
    return one


def _source(page: Page, low: int, verb: Verb, found: list[Found]) -> Range | None:
    participle = verb.kind == "ing" and not verb.progressive
    if not participle and not verb.infinitive:
        direct = sources.subject(page, low, verb.first)
        if direct is not None:
            return direct
    before = page.lower[verb.first - 1] if verb.first > low else ""
    if participle and before not in (",", "and", "by", "") and page.quoted[verb.first - 1] < 0:
        near = sources.subject(page, low, verb.first)
        if near is not None and (near[1] - near[0] > 1 or before not in FORMS):
            return near
    if not participle and before not in ("and", "but", "or", "then", "to", ","):
        return None
    if found and found[-1].source:
        return found[-1].source[0]
    return sources.clause_subject(page, low, verb.first)


def _passive(page: Page, low: int, high: int, verb: Verb, cue: tuple[str, int, Stance, str]) -> Found | None:
    lemma, end, stance, frames = cue
    subject = sources.subject(page, low, verb.first)
    if lemma in ("ask", "tell", "ask about"):
        right = contents.after(page, end, high, "s")
        return Found([(verb.first, end)], [], [right], lemma, stance, "r", verb.negated) if right else None
    if subject is None:
        return None
    one = Found([(verb.first, end)], [], [subject], lemma, stance, "r", verb.negated)
    nxt = page.lower[end] if end < high else "."
    if "r" in frames and nxt in ("to", "that", "as"):
        right = contents.after(page, end, high, "t")
        one.content += [right] if right else []
        return one
    if nxt in ("by", "of", "about", "that") or lemma in ("accuse of",):
        return _with_agent(page, high, one, end)
    return None


def _with_agent(page: Page, high: int, one: Found, end: int) -> Found | None:
    """Read "was accused of lying" and "was praised by the council"."""
    if page.lower[end] == "by" and end + 1 < high:
        agent = sources.inverted(page, end + 1, high)
        one.source = [agent] if agent else []
        return one if agent else None
    right = contents.after(page, end, high, "n")
    one.content += [right] if right else []
    return one


def _according(page: Page, low: int, high: int, i: int) -> Found | None:
    """Read "…, according to the ministry, …" and "According to the ministry, …"."""
    if i + 2 >= high or page.lower[i + 1] != "to":
        return None
    comma = next((k for k in range(i + 2, min(high, i + 25)) if page.lower[k] == "," and page.quoted[k] < 0), None)
    source = (i + 2, comma) if comma else sources.inverted(page, i + 2, high) or (i + 2, min(high, i + 12))
    one = Found([(i, i + 2)], [source], [], "according to", Stance.ASSERTS)
    left = contents.before(page, low, i) if i > low + 1 else None
    rest = source[1] + 1
    right = contents.after(page, rest, high, "s") if comma and rest < high else None
    one.content = [
        each for each in (left, right if left is None or page.lower[i - 1] == "," else None) if each is not None
    ]
    return one if one.content else None


def _noun(page: Page, low: int, high: int, i: int) -> Found | None:
    """Read "the minister's claim that …", "its plan to …", "criticism of …"."""
    nxt = page.lower[i + 1] if i + 1 < high else ""
    stance, at, source = NOUNS[page.lower[i]], i + 1, list(_owner(page, low, i))
    if nxt in ("by", "from", "of"):
        at = next((k for k in range(i + 2, min(high, i + 12)) if page.lower[k] == "that"), high)
        source, nxt = [(i + 2, at)], "that"
    if nxt not in ("that", "to") or (nxt == "to" and stance is not Stance.PLANS) or at >= high:
        return None
    right = contents.after(page, at, high, "t")
    return Found([(i, i + 1)], source, [right], page.lower[i], stance, "t") if right else None


def _owner(page: Page, low: int, i: int) -> Iterator[Range]:
    k = i - 1
    while k > low and k > i - 4 and page.lower[k] not in g.POSSESSIVES:
        k -= 1
    if k < low or page.lower[k] not in g.POSSESSIVES or k <= i - 4:
        return
    if page.lower[k] not in ("'s", "’s"):
        yield (k, k + 1)
        return
    first = k
    while first > low and (page.capital(first - 1) or page.lower[first - 1] in ("the", "a", "-")):
        first -= 1
    yield (first, k + 1)
