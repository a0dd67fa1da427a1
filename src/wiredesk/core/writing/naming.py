"""Who is meant by "he" and "the ministry", for a sentence that stands alone.

Words in the wrong mouth are the worst that can be written: where the copy leaves a doubt, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from wiredesk.core import text
from wiredesk.core.model import Claim, Span

_CONNECTIVE = re.compile(
    r"(?:But|And|Yet|So|However|Meanwhile|Nevertheless|Nonetheless|Moreover|Furthermore|In addition|Still|Also),?\s+"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
_THINGS = frozenset({"it", "they", "we"})
PERSONS = re.compile(
    r"(?:chair|president|minister|director|mayor|governor|spokes|secretary|chief|head|leader|judge|coach|captain|"
    r"professor|doctor|officer|owner|manager|ambassador|general|commander|king|queen|pope|author|official)"
)
_COMMON = re.compile(
    r"(?:ministry|agency|office|union|association|federation|council|commission|committee|court|police|army|navy|bank|"
    r"board|department|service|authority|organi[sz]ation|institute|university|inspectorate|staff|government|party|"
    r"regulator|watchdog|company|network|chamber|group|forces|guard|fund|parliament|senate|directorate|bureau)",
    re.IGNORECASE,
)
ROLE = re.compile(r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?: [a-z][\w-]*){1,3}")


def is_role(written: str) -> bool:
    """Whether a source is named by a pronoun or a role only: "he", "the ministry"."""
    bare = written.strip()
    return bare.lower() in _PRONOUNS or ROLE.fullmatch(bare) is not None


class Stood(NamedTuple):
    """Words of the copy for somebody, and the name that we put there."""

    written: str = ""
    named: str = ""


NOBODY = Stood()


def resolved(body: str, span: Span, claims: Sequence[Claim]) -> tuple[str | None, Stood]:
    """Return the sentence with its leading connective gone and its leading pronoun or role named, and what was named.

    The sentence is None where nobody knows for whom a pronoun stands.
    """
    start, end = span
    connective = _CONNECTIVE.match(body, start, end)
    if connective:
        start = connective.end()
    sentence = body[start:end]
    for claim in claims:
        for first, last in claim.source[:1]:
            if start <= first < end and _leads(claim, body[start:first]):
                written = body[first:last]
                named = _named(claim, written, body[max(0, start - 400) : start])
                if named is None:
                    return None, NOBODY
                stood = Stood(written, named) if named != written else NOBODY
                sentence = body[start:first] + named + body[last:end]
                return sentence[:1].upper() + sentence[1:], stood
    return sentence[:1].upper() + sentence[1:], NOBODY


def _leads(claim: Claim, before: str) -> bool:
    """Whether a source opens its sentence, but for a few words, or stands behind all that it says."""
    behind = claim.content[0][0] < claim.source[0][0]
    return (behind or len(before.split()) <= 4) and _names_nobody(before)


def _names_nobody(before: str) -> bool:
    """Whether nobody is named in what stands before a source, the words of quotes left out."""
    for quote in reversed(text.quotes(before)):
        before = before[: quote.span[0]] + before[quote.span[1] :]
    return not text.names(before.strip())


def _named(claim: Claim, written: str, before: str) -> str | None:
    """Return how to name a source in a sentence that stands alone; None where a pronoun has no certain name.

    Words in the wrong mouth are the worst that can be written, so a pronoun is named only by whom the sentence just
    before names last.
    """
    bare = written.strip().lower()
    speaker = claim.speaker or ""
    if bare in _PRONOUNS:
        if not (speaker and may_be(bare, speaker) and _named_last(speaker, before, bare)):
            return None
    elif not (speaker and is_role(written) and may_be(bare, speaker)):
        return written
    return with_article(speaker) if written[:1].isupper() else _lower(speaker)


def _lower(speaker: str) -> str:
    named = with_article(speaker)
    return f"the {named[4:]}" if named.startswith("The ") and not speaker.startswith("The ") else named


def with_article(speaker: str) -> str:
    """Return the name of a body as a sentence opens with it: "The Tatarstan economy ministry", but "Rio Claro"."""
    first, last = speaker.split()[0], speaker.split()[-1]
    if (
        first.lower() in ("the", "a", "an")
        or re.search(r"['\u2019]s?$", first)
        or "'s " in speaker
        or "\u2019s " in speaker
    ):
        return speaker
    of = speaker.partition(" of ")[0].split()[-1] if " of " in speaker else ""
    return f"The {speaker}" if _COMMON.fullmatch(last) or _COMMON.fullmatch(of) or last.islower() else speaker


def _named_last(speaker: str, before: str, pronoun: str) -> bool:
    """Whether the last sentence of what stands before names this speaker, and no other person after that."""
    spans = text.sentences(before)
    last = before[slice(*spans[-1])] if spans else ""
    if pronoun in _THINGS:
        return speaker.lower().removeprefix("the ") in last.lower()
    persons = [name.text for name in text.names(last) if name.kind in ("person", "other")]
    surname = speaker.split()[-1]
    return bool(persons) and surname in persons[-1]


def may_be(role: str, speaker: str) -> bool:
    """Whether a name can stand for a pronoun or a role: "it" is no person, "the union" not its leader."""
    persons = any(name.kind == "person" for name in text.names(speaker))
    if role in _PRONOUNS:
        return role not in _THINGS or not persons
    if set(role.split()[1:]) & set(speaker.lower().split()):
        return True
    return persons and PERSONS.search(role) is not None
