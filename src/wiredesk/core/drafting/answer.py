"""What a model answered, read as data: sentences with the ids of their sources, or nothing at all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from wiredesk.core.drafting.ask import Ask
from wiredesk.core.errors import Unreadable
from wiredesk.core.formats.invisible import visible
from wiredesk.core.model import Draft, Sentence, Support

LONGEST_ANSWER = 60_000
"""Characters; a story has 4,000."""

LONGEST_SENTENCE = 600
MOST_SENTENCES = 40

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def read(written: str, ask: Ask) -> Draft:
    """Return the draft in an answer to `ask`.

    Raises:
        Unreadable: It is no JSON, is cut, has another shape, is a refusal or is out of all measure. The answer's words
            are not in the error.
    """
    given = _object(written)
    headline = _sentence(given.get("headline"), ask)
    parts = {name: _sentences(given.get(name), ask) for name in ("summary", "body", "short")}
    if not headline.text or not parts["body"]:
        raise Unreadable("answer", "has no headline or no body")
    return Draft(headline=headline, summary=parts["summary"], body=parts["body"], short=parts["short"])


def read_mended(written: str, ask: Ask) -> dict[str, Sentence]:
    """Return the sentences written anew, by id.

    Raises:
        Unreadable: As in `read`.
    """
    listed = _object(written).get("sentences")
    if not isinstance(listed, list) or len(listed) > MOST_SENTENCES:
        raise Unreadable("answer", "has no list of sentences")
    found = {}
    for each in listed:
        if isinstance(each, Mapping) and isinstance(each.get("id"), str):
            found[each["id"]] = _sentence(each, ask)
    return found


def _object(written: str) -> dict[str, Any]:
    if len(written) > LONGEST_ANSWER:
        raise Unreadable("answer", f"is longer than {LONGEST_ANSWER} characters")
    match = _OBJECT.search(written)
    try:
        given = json.loads(match.group()) if match else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise Unreadable("answer", "is not the JSON object that was asked for")
    return given


def _sentences(value: object, ask: Ask) -> tuple[Sentence, ...]:
    if not isinstance(value, list) or len(value) > MOST_SENTENCES:
        raise Unreadable("answer", "has a part that is not a list of sentences")
    read_ = [_sentence(each, ask) for each in value]
    return tuple(each for each in read_ if each.text)


def _sentence(value: object, ask: Ask) -> Sentence:
    """Read one sentence; ids that we did not give are passed over."""
    if not isinstance(value, Mapping) or not isinstance(value.get("text"), str):
        raise Unreadable("answer", "has a sentence that is no object with text and sources")
    words = " ".join(visible(value["text"], []).split())
    ids = value.get("sources")
    if len(words) > LONGEST_SENTENCE or not isinstance(ids, list):
        raise Unreadable("answer", "has a sentence out of all measure or without a list of sources")
    known = [ask.sources[each] for each in ids if isinstance(each, str) and each in ask.sources]
    paragraph = value.get("paragraph", 0)
    number = paragraph if type(paragraph) is int and 0 <= paragraph <= MOST_SENTENCES else 0
    return Sentence(words, tuple(Support(each.item, each.span) for each in dict.fromkeys(known)), number)
