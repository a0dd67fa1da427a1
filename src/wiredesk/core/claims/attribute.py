"""Rules that read attributions from one unit of a body."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core.claims import actives, adjectives, contents, relative, sources, verbs
from wiredesk.core.claims import grammar as g
from wiredesk.core.claims.cues import (
    DISMISSED,
    EVIDENCE,
    FORMS,
    GRANTED,
    MINOR,
    NEEDS_CLAUSE,
    NEEDS_INFINITIVE,
    NOUN_OBJECTS,
    NOUNS,
    SPOKEN,
)
from wiredesk.core.claims.found import Found
from wiredesk.core.claims.page import Page
from wiredesk.core.claims.sources import Range
from wiredesk.core.model import Stance

NEAR = 25  # tokens of what is said that are looked at for a verb
MOST = 40  # attributions in one unit; a unit with more is a list or noise


_TRIGGERS = frozenset(FORMS) | frozenset(NOUNS) | adjectives.WORDS | {"according"}


def unit(page: Page, low: int, high: int) -> list[Found]:
    """Return the attributions of the unit [low, high), in order of their cues."""
    found: list[Found] = []
    for i in range(low, high):
        if len(found) >= MOST:
            break
        if page.lower[i] in _TRIGGERS and (page.quoted[i] < 0 or _short(page, i)):
            each = _cue(page, low, high, i, found)
            if each is not None:
                found.append(each)
    for each in found:
        relative.shorten(each, found)
    return [each for each in found if each.content and not _minor(page, each, found)]


def _cue(page: Page, low: int, high: int, i: int, found: list[Found]) -> Found | None:
    word = page.lower[i]
    each = _verb(page, low, high, i, found) if word in FORMS else None
    if each is None and word in NOUNS:
        return _noun(page, low, high, i)
    if each is None and word in adjectives.WORDS:
        return adjectives.read(page, low, high, i)
    return _according(page, low, high, i) if word == "according" else each


def _minor(page: Page, one: Found, found: list[Found]) -> bool:
    """Say whether a weak cue stands inside another statement of the same unit."""
    if not one.source and any(one.content == other.content for other in found if other is not one and other.source):
        return True  # "said in a statement that …"
    at = one.cue[0][0]
    if not any(low <= at < high for other in found if other is not one for low, high in other.content):
        return False
    if one.lemma.split()[0] in MINOR:
        return True
    light = one.frame in "xntor" or (one.frame == "s" and _a_phrase(page, one))
    return light and one.stance not in (Stance.DENIES, Stance.CONFIRMS)


def _a_phrase(page: Page, one: Found) -> bool:
    """Say whether what is said is a mere noun phrase, without a verb near its start."""
    return not any(
        page.quoted[k] >= 0 or g.verbal(page, k) for low, high in one.content for k in range(low, min(high, low + NEAR))
    )


def _short(page: Page, i: int) -> bool:
    start, end = page.quotes[page.quoted[i]]
    return end - start < 25


def _verb(page: Page, low: int, high: int, i: int, found: list[Found]) -> Found | None:
    verb = verbs.read(page, low, i)
    if page.lower[i] == "asked" and (i == low or page.lower[i - 1] == "when"):
        right = contents.after(page, i + 1, high, "n")
        return Found([(i, i + 1)], [], [right], "ask", Stance.ASKS, "r") if right else None
    if verb is None or (verb.infinitive and verb.kind == "base" and not found and verb.lemma not in SPOKEN):
        return None
    if page.capital(i) and i > low and i + 1 < high and not page.capital(i + 1):
        return None
    lemma, end, stance, frames = verbs.phrasal(page, high, verb)
    if "x" in frames:
        return _seems(page, low, high, verb)
    if verb.passive:
        return _passive(page, low, high, verb, (lemma, end, stance, frames))
    denied = relative.denial(page, low, high, (verb.first, end), found) if stance is Stance.DENIES else None
    if denied is not None:
        return denied
    if (
        verb.kind in ("past", "part")
        and verb.first == verb.at
        and "n" in frames
        and page.lower[min(end, high - 1)] == "by"
    ):
        return _reduced(page, low, high, verb, (lemma, end, stance, frames))
    frame = verbs.frame(page, end, high, frames)
    if frame is None or not _complete(page, low, high, end, (lemma, frame)):
        return None
    if (
        lemma in NEEDS_CLAUSE
        and frame != "o"
        and not (_clause_follows(page, end, high) or _quoted_near(page, low, verb.first))
    ):
        return None
    return actives.read(
        page, low, high, verb, Found([(verb.first, end)], [], [], lemma, stance, frame, verb.negated), found
    )


def _complete(page: Page, low: int, high: int, end: int, cue: tuple[str, str]) -> bool:
    """Say whether a cue that needs an infinitive, or evidence for its subject, has it."""
    lemma, frame = cue
    if frame == "o" and lemma in NEEDS_INFINITIVE:
        return any(page.lower[k] == "to" for k in range(end, min(high, end + 10)))
    if lemma == "dismiss":  # a coach or a worker is dismissed, too
        return any(page.lower[k] in DISMISSED for k in range(end, min(high, end + 9)))
    if lemma == "deny":  # denied bail, denied them visas
        return not any(page.lower[k] in GRANTED for k in range(end, min(high, end + 4)))
    if lemma == "back":  # "goes back", "backed away"
        return end < high and (page.capital(end) or page.lower[end] in g.DETERMINERS | {"for", "calls", "plans"})
    if frame == "n" and lemma in ("show", "find"):
        return _evidence(page, low, end)
    return True


def _evidence(page: Page, low: int, end: int) -> bool:
    return any(page.lower[k] in EVIDENCE for k in range(max(low, end - 20), end - 1))


def _clause_follows(page: Page, end: int, high: int) -> bool:
    return end < high and (
        page.lower[end] in ("that", ":", "whether") or page.quoted[end] >= 0 or page.lower[end] == ","
    )


def _quoted_near(page: Page, low: int, verb: int) -> bool:
    """Say whether a quotation ends before the speaker of this verb: "…,” the chairman stated"."""
    near = range(max(low, verb - 8), verb)
    return any(g.closes(page, k) for k in near) and not any(page.quoted[k] < 0 and g.verbal(page, k) for k in near)


def _seems(page: Page, low: int, high: int, verb: verbs.Verb) -> Found | None:
    """Read "the vote appears to be lost": the whole clause, said by nobody in particular."""
    right = contents.after(page, verb.end, high, "t")
    subject = sources.subject(page, low, verb.first)
    if right is None or subject is None or page.quoted[verb.at] >= 0:
        return None
    return Found([(verb.first, verb.end)], [], [subject, right], verb.lemma, Stance.ASSERTS, "x", verb.negated)


def _passive(page: Page, low: int, high: int, verb: verbs.Verb, cue: tuple[str, int, Stance, str]) -> Found | None:
    lemma, end, stance, frames = cue
    subject = sources.subject(page, low, verb.first)
    if lemma in ("ask", "tell", "ask about"):
        if end + 1 < high and page.lower[end] == "by":
            return _asked_by(page, high, (verb.first, end), (lemma, stance))
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
    if nxt == "as" and "n" in frames:
        right = contents.after(page, end, high, "t")
        one.content += [right] if right else []
        return one
    if nxt in ("by", "of", "about", "that") or lemma in ("accuse of",):
        return _with_agent(page, high, one, end)
    by = _agent_after_time(page, end, high)
    return _with_agent(page, high, one, by) if by is not None and stance is Stance.DENIES else None


def _agent_after_time(page: Page, end: int, high: int) -> int | None:
    """Return the "by" of "was denied on Thursday by the ministry"."""
    k = end
    while k < min(high, end + 4) and (
        page.lower[k] in g.WEEKDAYS | {"on", "late", "in"} or page.lower[k][:1].isdigit()
    ):
        k += 1
    return k if end < k < high and page.lower[k] == "by" else None


def _asked_by(page: Page, high: int, cue: Range, kind: tuple[str, Stance]) -> Found | None:
    """Read "was asked by a reporter whether …"."""
    agent = sources.inverted(page, cue[1] + 1, high)
    if agent is None:
        return None
    words = ("whether", "if", "about", "to", "how", "why", "what", "when", "that")
    start = next(
        (k for k in range(agent[1], min(high, agent[1] + 12)) if page.lower[k] in words or g.opens(page, k)), None
    )
    right = contents.after(page, start, high, "s") if start is not None else None
    return Found([cue], [agent], [right], kind[0], kind[1], "r") if right else None


def _reduced(page: Page, low: int, high: int, verb: verbs.Verb, cue: tuple[str, int, Stance, str]) -> Found | None:
    """Read "the bill backed by the council": a passive without its auxiliary."""
    lemma, end, stance, _ = cue
    subject = sources.subject(page, low, verb.first)
    agent = sources.inverted(page, end + 1, high) if end + 1 < high else None
    if subject is None or agent is None:
        return None
    return Found([(verb.first, end + 1)], [agent], [subject], lemma, stance, "r")


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
    """Read "the minister's claim that …", "its plan to …", "his criticism of …"."""
    nxt = page.lower[i + 1] if i + 1 < high else ""
    stance, at, source = NOUNS[page.lower[i]], i + 1, list(_owner(page, low, i))
    if source and nxt in NOUN_OBJECTS.get(page.lower[i], ()):
        right = contents.after(page, i + 2, high, "n") if i + 2 < high else None
        return Found([(i, i + 2)], source, [right], page.lower[i], stance, "t") if right else None
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
