"""What a story leaves open, asked from the copy: figures of one origin, figures that differ, what nobody tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.model import Claim, Item, Ledger, Span, Statement

MOST = 12

_KILLED = re.compile(r"\b(?:killed|dead|died|deaths?|death toll|bodies)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:injured|wounded|hurt|injuries)\b", re.IGNORECASE)
_MISSING = re.compile(r"\b(?:missing|unaccounted for|trapped)\b", re.IGNORECASE)
TOP = 250
"""Characters of a body that tell what happened."""

FAR = 6.0
"""Times that a number without a unit may be another and still count the same thing."""

_HARMED = re.compile(f"{_KILLED.pattern}|{_HURT.pattern}", re.IGNORECASE)
_VIOLENT = re.compile(
    r"\b(?:killed|injured|wounded|blasts?|explo\w+|crash\w*|collision|collid\w+|attack\w*|shell(?:ing|ed)|air ?strikes?|missiles?|"
    r"shooting|shot|"
    r"fires?|blaze|earthquake|quake|collaps\w+|derail\w+|aground|landslide|mudslide|flood\w*|storm|cyclone|stampede|sank|capsiz\w+)\b",
    re.IGNORECASE,
)
"""What hurts people as well as it kills: nobody is injured by cholera."""
_COUNTED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("the dead", _KILLED),
    ("the injured", _HURT),
    ("the missing", _MISSING),
)
_WOULD_NOT = re.compile(
    r"\b(?:declin|refus)(?:ed|es|ing) (?:to (?:comment|answer|respond|say)|(?:further )?comment)"
    r"|\b(?:did|does|do) not (?:immediately )?(?:respond|reply|answer|comment)|\bcould not (?:immediately )?be reached\b"
)
_UNNAMED = re.compile(
    r"\b(?:people|persons?|sources?|officials?|diplomats?) (?:with knowledge|familiar|close to|briefed|who (?:asked|declined)|"
    r"speaking on condition)\b|\bon condition of anonymity\b|\basked not to be named\b|^(?:\w+ )?sources?$",
    re.IGNORECASE,
)
_NOT_VERIFIED = re.compile(
    r"\bcould not (?:\w+ )?(?:verify|confirm)\b|\bnot (?:been )?independently (?:verified|confirmed)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the copy leaves open, with the words that raise it."""

    kind: str  # "figure", "differs", "one-origin", "unnamed", "no-answer", "unverified", "where", "when"
    text: str
    item: str = ""
    span: Span = (0, 0)


def questions(items: Sequence[Item], ledger: Ledger) -> tuple[Question, ...]:
    """Return what the copy of one story leaves open, the gravest first.

    Args:
        items: Usable ones.
        ledger: Their claims.
    """
    found = [*_figures(items, ledger), *_differing(ledger), *_one_origin(ledger), *_unnamed(ledger), *_sentences(items)]
    found += _whence(items)
    return tuple({each.text: each for each in found}.values())[:MOST]


def _figures(items: Sequence[Item], ledger: Ledger) -> Iterator[Question]:
    """Ask for figures of the dead, injured and missing that no item gives, or that one origin alone gives."""
    origins = {claim.item: claim.origin or claim.item for claim in ledger.claims}
    whole = "\n".join(item.body for item in items)
    tops = "\n".join(f"{item.headline}\n{item.body[:TOP]}" for item in items)
    if not _VIOLENT.search(tops) or not any(True for item in items for _ in _counts(item.body, _HARMED)):
        return
    for name, words in _COUNTED:
        held = [(item, span) for item in items for span in _counts(item.body, words)]
        if not held:
            if name == "the injured" or words.search(whole):
                yield Question("figure", f"No figure for {name}.")
            continue
        independent = {origins.get(item.guid, item.guid) for item, _ in held}
        if len(independent) == 1 and len({origins.get(item.guid, item.guid) for item in items}) > 1:
            item, span = held[0]
            yield Question("figure", f"No figure for {name} from a second origin.", item.guid, span)


def _counts(body: str, words: re.Pattern[str]) -> Iterator[Span]:
    """Yield the numbers of people that stand with such a word in one clause."""
    for start, end in text.sentences(body):
        sentence = body[start:end]
        found = words.search(sentence)
        if found is None:
            continue
        for number in text.numbers(sentence):
            gap = sentence[min(number.span[1], found.end()) : max(number.span[0], found.start())]
            if number.kind == "count" and len(gap) < 40 and not re.search(r"[;.]", gap):
                yield start + number.span[0], start + number.span[1]
                break


def _differing(ledger: Ledger) -> Iterator[Question]:
    """Ask which holds where two sides give different numbers, and neither took its own back."""
    asked: set[frozenset[str]] = set()
    for statement in ledger.statements:
        if not statement.disputed or statement.superseded_by or not statement.denials:
            continue
        denial = ledger.claim(statement.denials[0])
        pair = _of_one_kind(statement.text, denial.content_text)
        if pair is None or not statement.said_by or frozenset(pair) in asked:
            continue
        asked.add(frozenset(pair))
        who = denial.speaker or denial.source_text
        who = "the other side" if re.match(r"(?:its|his|her|their|it|he|she|they)\b", who, re.IGNORECASE) else who
        told = f"{statement.said_by[0]} says {pair[0]}, {who} says {pair[1]}: who counted, and how?"
        yield Question("differs", told, denial.item, denial.content[0])


def _of_one_kind(one: str, two: str) -> tuple[str, str] | None:
    """Return the first two numbers of one kind and unit that differ, as they are written."""
    kinds = ("count", "percent", "money", "measure")
    for first in text.numbers(one):
        for second in text.numbers(two):
            low, high = sorted((first.value, second.value))
            near = low > 0 and high <= FAR * low and not (first.unit and second.unit)
            alike = first.kind == second.kind and (first.unit == second.unit != "" or near)
            if first.kind in kinds and alike and low != high:
                return one[slice(*first.span)], two[slice(*second.span)]
    return None


def _number(words: str) -> str:
    found = [each for each in text.numbers(words) if each.kind in ("count", "percent", "money", "measure")]
    return words[slice(*found[0].span)] if found else ""


def _one_origin(ledger: Ledger) -> Iterator[Question]:
    """Ask for a second origin of a disputed statement that rests on one alone."""
    if len({claim.origin or claim.item for claim in ledger.claims}) < 2:
        return
    for statement in ledger.statements:
        if (
            statement.disputed
            and statement.independent_origins == 1
            and statement.claims
            and not _number(statement.text)
        ):
            claim = ledger.claim(statement.claims[0])
            yield Question("one-origin", f"One origin alone has: “{_short(statement)}”.", claim.item, claim.content[0])


def _short(statement: Statement) -> str:
    words = statement.text.removeprefix("that ").split()
    return " ".join(words[:16]) + ("…" if len(words) > 16 else "")


def _unnamed(ledger: Ledger) -> Iterator[Question]:
    for claim in ledger.claims:
        if claim.source and _UNNAMED.search(claim.source_text):
            told = f"Who are “{claim.source_text}”? They alone say: “{_words(claim)}”."
            yield Question("unnamed", told, claim.item, claim.source[0])


def _words(claim: Claim) -> str:
    words = claim.content_text.removeprefix("that ").split()
    return " ".join(words[:14]) + ("…" if len(words) > 14 else "")


def _sentences(items: Sequence[Item]) -> Iterator[Question]:
    """Ask again whom an agency did not reach, and what it could not verify."""
    for item in items:
        for start, end in text.sentences(item.body):
            sentence = " ".join(item.body[start:end].split())
            who = item.agency or "the agency"
            if _NOT_VERIFIED.search(sentence):
                yield Question("unverified", f"{who} could not verify it: “{sentence[:160]}”", item.guid, (start, end))
            elif _WOULD_NOT.search(sentence):
                yield Question("no-answer", f"Asked by {who}, no answer: “{sentence[:160]}”", item.guid, (start, end))


def _whence(items: Sequence[Item]) -> Iterator[Question]:
    if items and not any(text.places(f"{item.located} {item.body[:600]}") for item in items):
        yield Question("where", "No item says where.")
    if items and not any(item.version_created or item.first_created for item in items):
        yield Question("when", "No item says when it was written.")
