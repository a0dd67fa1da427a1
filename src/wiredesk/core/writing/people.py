"""People by their names: in full where a part first names them, by surname after that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wiredesk.core import text
from wiredesk.core.model import Item, Sentence
from wiredesk.core.writing.lines import Line

_SURNAME = re.compile(r"[A-ZÀ-Þ][\w'\u2019-]+")
_RUN = re.compile(r"(?:[A-ZÀ-Þ][\w'\u2019-]* ){1,3}[A-ZÀ-Þ][\w-]+(?:['\u2019](?!s\b)[\w-]+)?")
"""Up to four capitalised words, the last without its possessive."""


def full_names(items: Sequence[Item], lines: Sequence[Line]) -> dict[str, str]:
    """Return surname to full name, for those who speak and whose surname belongs to one person in the copy."""
    wanted = {name for line in lines for name in _speakers(line)}
    runs = {run for item in items for run in _RUN.findall(item.body) if run.rpartition(" ")[2] in wanted}
    found: dict[str, set[str]] = {}
    for run in runs:
        found.setdefault(run.rpartition(" ")[2], set()).update(_person(run))
    return {surname: names.pop() for surname, names in found.items() if len(names) == 1}


def _speakers(line: Line) -> list[str]:
    """Return the single names by which a line names who speaks, and the surnames of those named in full."""
    names = [claim.source_text for claim in line.claims]
    named = [name for name in names if _SURNAME.fullmatch(name)]
    whole = [name for name in (*names, line.stood.named) if " " in name and name[:1].isupper()]
    return list(dict.fromkeys([*named, *(name.split()[-1] for name in whole)]))


def _person(written: str) -> set[str]:
    """Return the full name at the end of "Chief Executive Timur Galeyev", if it is one of a person."""
    for name in text.names(f"They met {written}."):
        if name.kind == "person" and " " in name.text and written.endswith(name.text):
            return {name.text}
    return set()


def with_room(lines: Sequence[Line], full: Mapping[str, str]) -> list[Line]:
    """Return the lines as long as they are when all their speakers stand by full name, so that limits hold."""
    grown = []
    for line in lines:
        names = [full[surname] for surname in _speakers(line) if surname in full]
        more = sum(len(name.split()) - 1 for name in names if name not in line.text)
        grown.append(replace(line, length=line.length + more) if more else line)
    return grown


def introduced(sentences: Sequence[Sentence], full: Mapping[str, str], lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Return the sentences of one part, each speaker by the full name at first and by surname where we named them.

    Args:
        sentences: As chosen, in the order of the part.
        full: As `full_names` gives it.
        lines: The lines of these sentences, in the same order.
    """
    told: set[str] = set()
    written: list[Sentence] = []
    before = ""
    for sentence, line in zip(sentences, lines, strict=True):
        words = _as_before(sentence.text, line, before)
        for surname in _speakers(line):
            name = full.get(surname, "")
            if name and name not in told and name not in words:
                words = _once(words, surname, name)
            elif name and name in told and name in (line.stood.named, *(claim.source_text for claim in line.claims)):
                words = _once(words, name, surname)
        told |= {name for name in full.values() if name in words}
        written.append(Sentence(words, sentence.supports, sentence.paragraph))
        before = f"{before} {words}"
    return tuple(written)


def _as_before(words: str, line: Line, before: str) -> str:
    """Return a sentence with the copy's own "the ministry" where only one ministry was named before it, in full."""
    noun = line.stood.written.lower().removeprefix("the ")
    bare = re.sub(r"^[Tt]he ", "", line.stood.named)
    if not bare or " " in noun or not bare.lower().endswith(noun) or bare not in before:
        return words
    others = before.replace(bare, "")
    return words if noun in others.lower() else words.replace(line.stood.named, line.stood.written.capitalize(), 1)


def _once(words: str, old: str, new: str) -> str:
    """Put a name in place of another, at its first place outside quotation marks."""
    quoted = [quote.span for quote in text.quotes(words)]
    for match in re.finditer(rf"\b{re.escape(old)}\b", words):
        if not any(start <= match.start() < end for start, end in quoted):
            return words[: match.start()] + new + words[match.end() :]
    return words
