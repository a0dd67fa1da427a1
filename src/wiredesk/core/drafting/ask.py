"""What a model is asked: the prompt of a version, and the copy as numbered sentences inside a fence."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wiredesk.core import writing
from wiredesk.core.formats.invisible import visible
from wiredesk.core.model import Item, Ledger, Span

STORY, MEND = "story.v1", "mend.v1"
"""The prompts in use, by file name without its ending. A changed prompt is a new file with the next number."""

MOST_CHARACTERS = 40_000
"""Of copy in one question, shared evenly by the items: about 10,000 tokens."""

_FENCE = re.compile(r"[<>]{2,}|^\s*#+ |```", re.MULTILINE)

_SENTENCE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text", "sources"],
    "properties": {"text": {"type": "string"}, "sources": {"type": "array", "items": {"type": "string"}}},
}
_BODY = _SENTENCE | {
    "required": ["text", "sources", "paragraph"],
    "properties": {**_SENTENCE["properties"], "paragraph": {"type": "integer"}},
}
_STORY_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["headline", "summary", "body", "short"],
    "properties": {
        "headline": _SENTENCE,
        "summary": {"type": "array", "items": _SENTENCE},
        "body": {"type": "array", "items": _BODY},
        "short": {"type": "array", "items": _SENTENCE},
    },
}
_MENDED = _SENTENCE | {
    "required": ["id", "text", "sources"],
    "properties": {"id": {"type": "string"}, **_SENTENCE["properties"]},
}
_MEND_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["sentences"],
    "properties": {"sentences": {"type": "array", "items": _MENDED}},
}


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of copy with the id by which a model names it."""

    item: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a model."""

    prompt: str  # "story.v1"
    system: str
    user: str
    schema: Mapping[str, Any]
    sources: Mapping[str, Source]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of all that the model is given."""
        given = "\x1f".join((self.system, self.user, json.dumps(self.schema, sort_keys=True)))
        return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def tokens(self) -> int:
        """About how many tokens the question has: four characters each, on the safe side for English."""
        return (len(self.system) + len(self.user)) // 3


@cache
def _prompt(name: str) -> str:
    return files("wiredesk.core.drafting").joinpath("prompts", f"{name}.md").read_text("utf-8")


def ask(items: Sequence[Item], ledger: Ledger) -> Ask:
    """Return the question that makes a story of items.

    Args:
        items: Usable ones, oldest first.
        ledger: Whose disputed statements the model is told of, by the ids of their sentences.
    """
    sources: dict[str, Source] = {}
    copy: list[str] = []
    room = MOST_CHARACTERS // max(1, len(items))
    for number, item in enumerate(items, start=1):
        when = item.version_created or item.first_created
        written = f"{when:%A, %d %B %Y, %H:%M} UTC" if when else "not known"
        copy.append(f"ITEM {number} | agency: {_clean(item.agency) or 'not named'} | written: {written}")
        left = room
        for place, span in enumerate(writing.whole_sentences(item.body), start=1):
            told = _clean(item.body[slice(*span)])
            if writing.instructs(told) or not told or len(told) > left:
                continue
            left -= len(told)
            sources[f"{number}.{place}"] = Source(item.guid, span, told)
            copy.append(f"{number}.{place} {told}")
    return Ask(STORY, _prompt(STORY), _fenced(copy, _disputes(ledger, sources)), _STORY_SCHEMA, sources)


def _clean(words: str) -> str:
    """Return words as a reader sees them, in one line, with nothing that looks like a fence or a heading."""
    shown = "".join(
        sign for sign in visible(words, []) if unicodedata.category(sign) not in ("Cc", "Co", "Cn") or sign in "\n\t"
    )
    return " ".join(_FENCE.sub(" ", shown).split())


def _disputes(ledger: Ledger, sources: Mapping[str, Source]) -> list[str]:
    told = []
    for statement in ledger.statements:
        if not statement.disputed:
            continue
        sides = []
        for wanted in (statement.claims, statement.denials):
            held = [ledger.claim(each) for each in wanted]
            ids = [
                key
                for key, source in sources.items()
                if any(
                    c.item == source.item and c.content[0][0] < source.span[1] and source.span[0] < c.content[0][1]
                    for c in held
                )
            ]
            sides.append(", ".join(ids))
        if all(sides):
            told.append(f"Disputed: said in {sides[0]}; denied in {sides[1]}. Write both.")
    return told[:8]


def _fenced(copy: Sequence[str], notes: Sequence[str]) -> str:
    """Return the copy between two lines that nobody who wrote it could know."""
    body = "\n".join(copy)
    mark = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return "\n".join([f"<<<COPY {mark}>>>", body, f"<<<END {mark}>>>", *notes])


def ask_again(first: Ask, stopped: Mapping[str, tuple[str, str]]) -> Ask:
    """Return the question that gives stopped sentences back.

    Args:
        first: What was asked; its copy is given again.
        stopped: Id of the sentence ("body.3") to (its text, what was found).
    """
    listed = [
        json.dumps({"id": key, "text": text, "finding": found}, ensure_ascii=False)
        for key, (text, found) in stopped.items()
    ]
    return Ask(
        MEND, f"{first.system}\n\n{_prompt(MEND)}", "\n".join([first.user, *listed]), _MEND_SCHEMA, first.sources
    )
