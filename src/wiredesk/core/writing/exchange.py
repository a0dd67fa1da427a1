"""A draft as JSON, for the command line, the database and other programs, and back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wiredesk.core import text
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Draft, Made, Sentence, Support


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as plain JSON values, every sentence with what it stands on.

    `headline`, `summary` and `short` are strings, which is what most readers of the JSON want; their sentences
    with supports stand under `supports`. `body` is a list of sentences.
    """
    found: dict[str, Any] = {
        "headline": draft.headline.text,
        "summary": " ".join(sentence.text for sentence in draft.summary),
        "short": " ".join(sentence.text for sentence in draft.short),
        "body": [
            {"text": each.text, "paragraph": each.paragraph, "supports": _supports_out(each)} for each in draft.body
        ],
        "dateline": draft.dateline,
        "credit": draft.credit,
        "countries": list(draft.countries),
        "sectors": list(draft.sectors),
        "supports": {
            "headline": _supports_out(draft.headline),
            "summary": [{"text": each.text, "supports": _supports_out(each)} for each in draft.summary],
            "short": [{"text": each.text, "supports": _supports_out(each)} for each in draft.short],
        },
        "made": {
            "writer": draft.made.writer,
            "model": draft.made.model,
            "prompt_digest": draft.made.prompt_digest,
            "seconds": draft.made.seconds,
            "tokens": draft.made.tokens,
            "cost": draft.made.cost,
            "prompt": draft.made.prompt,
            "temperature": draft.made.temperature,
            "seed": draft.made.seed,
            "note": draft.made.note,
        },
        "digest": draft.digest,
    }
    if draft.headlines:
        found["headlines"] = {
            name: {"text": each.text, "supports": _supports_out(each)} for name, each in draft.headlines
        }
    return found


def draft_from_json(obj: Mapping[str, Any]) -> Draft:
    """Read a draft that we wrote or that a person or program typed.

    Any part may be missing. A part may be a string, a list of strings, or a list of objects with `text` and
    `supports`; strings are split in sentences, so that a check can name the sentence it means. A string in a
    list is a paragraph.

    Raises:
        Unreadable: A part is of a kind that can't be read, or a support is not an item with a span.
    """
    if not isinstance(obj, Mapping):
        raise Unreadable("draft", "a draft is a JSON object with headline, summary, body and short")
    kept = obj.get("supports")
    known = kept if isinstance(kept, Mapping) else {}
    return Draft(
        headline=_headline(obj.get("headline"), known.get("headline")),
        summary=_part("summary", obj.get("summary"), known.get("summary")),
        body=_part("body", obj.get("body"), None),
        short=_part("short", obj.get("short"), known.get("short")),
        dateline=_string("dateline", obj.get("dateline")),
        credit=_string("credit", obj.get("credit")),
        countries=_strings("countries", obj.get("countries")),
        sectors=_strings("sectors", obj.get("sectors")),
        made=_made(obj.get("made")),
        headlines=_headlines(obj.get("headlines")),
    )


def _supports_out(sentence: Sentence) -> list[dict[str, Any]]:
    return [{"item": each.item, "span": list(each.span)} for each in sentence.supports]


def _supports_in(part: str, value: object) -> tuple[Support, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Unreadable(part, 'supports are a list of {"item", "span": [start, end]}')
    return tuple(_support(part, each) for each in value)


def _support(part: str, value: object) -> Support:
    if isinstance(value, Mapping):
        item, span = value.get("item"), value.get("span")
        if isinstance(item, str) and isinstance(span, list | tuple) and [type(each) for each in span] == [int, int]:
            return Support(item, (span[0], span[1]))
    raise Unreadable(part, 'a support is {"item": guid, "span": [start, end]}')


def _headlines(value: object) -> tuple[tuple[str, Sentence], ...]:
    """Read the headlines for other places: name to text, or to an object with text and supports."""
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise Unreadable("headlines", 'headlines are an object: {"search": TEXT, "social": TEXT, …}')
    read = ((str(name), _headline(each, None)) for name, each in sorted(value.items()))
    return tuple((name, each) for name, each in read if each.text)


def _headline(value: object, known: object) -> Sentence:
    if isinstance(value, Mapping):
        words = _string("headline", value.get("text"))
        return Sentence(words, _supports_in("headline", value.get("supports")))
    return Sentence(_string("headline", value), _supports_in("headline", known))


def _part(part: str, value: object, known: object) -> tuple[Sentence, ...]:
    """Read one part; `known` are its sentences with supports, as `draft_to_json` keeps them beside a string."""
    if value is None:
        return ()
    if isinstance(value, str):
        kept = _kept(part, value, known)
        if kept:
            return kept
        return tuple(
            Sentence(value[start:end], (), number)
            for number, (first, last) in enumerate(text.paragraphs(value))
            for start, end in _sentences_within(value, first, last)
        )
    if not isinstance(value, Sequence):
        raise Unreadable(part, "is neither a string nor a list of sentences")
    read: list[Sentence] = []
    for number, each in enumerate(value):
        read.extend(_element(part, number, each))
    return tuple(read)


def _kept(part: str, value: str, known: object) -> tuple[Sentence, ...]:
    """Return the sentences kept beside a string, if they still are that very string."""
    if not isinstance(known, list) or not all(isinstance(each, Mapping) for each in known):
        return ()
    read = tuple(
        Sentence(_string(part, each.get("text")), _supports_in(part, each.get("supports")), 0) for each in known
    )
    return read if " ".join(each.text for each in read) == value else ()


def _sentences_within(value: str, first: int, last: int) -> list[tuple[int, int]]:
    return [(first + start, first + end) for start, end in text.sentences(value[first:last])]


def _element(part: str, number: int, value: object) -> list[Sentence]:
    if isinstance(value, str):
        return [Sentence(value[start:end], (), number) for start, end in text.sentences(value)]
    if isinstance(value, Mapping):
        words = _string(part, value.get("text"))
        paragraph = value.get("paragraph", number)
        if not isinstance(paragraph, int):
            raise Unreadable(part, "paragraph is a number")
        return [Sentence(words, _supports_in(part, value.get("supports")), paragraph)]
    raise Unreadable(part, 'a sentence is a string or {"text", "supports"}')


def _string(part: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise Unreadable(part, "is not a string")


def _strings(part: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(_string(part, each) for each in value)
    raise Unreadable(part, "is not a list of strings")


def _made(value: object) -> Made:
    if not isinstance(value, Mapping):
        return Made("")
    seconds, tokens, cost = value.get("seconds", 0.0), value.get("tokens", 0), value.get("cost", 0)
    temperature, seed = value.get("temperature"), value.get("seed")
    if not isinstance(seconds, int | float) or not isinstance(tokens, int) or not isinstance(cost, int):
        raise Unreadable("made", "seconds, tokens and cost are numbers")
    return Made(
        writer=_string("made", value.get("writer")),
        model=_string("made", value.get("model")),
        prompt_digest=_string("made", value.get("prompt_digest")),
        seconds=float(seconds),
        tokens=tokens,
        cost=cost,
        prompt=_string("made", value.get("prompt")),
        temperature=temperature if isinstance(temperature, int | float) else None,
        seed=seed if isinstance(seed, int) else None,
        note=_string("made", value.get("note")),
    )
