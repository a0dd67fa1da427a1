"""Paragraphs and sentences with exact offsets."""

from __future__ import annotations

import re

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]*)*")
# A mark, closing quotes and brackets, a gap, and something that can begin a sentence.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+)|[。！？।॥؟۔]+[」』”’»)\]]*")
_BEGINS = re.compile(r"\s+[\"'“‘«„(\[]*(?:[A-ZÀ-ÖØ-ÞĀ-Ɏ0-9\u0370-\uFFFF]|[$£€¥])")
_LAST_WORD = re.compile(r"([^\s\"'“‘«(\[]+)\.[\"'”’»)\]]*$")
# Before a name or a number these never end a sentence.
_TITLES = frozenset(
    "mr mrs ms dr prof rev hon st gen lt col maj capt cmdr sgt cpl adm gov sen rep pres supt insp det hr fr frau mme mlle "
    "sr sra jr no nos nr art fig vol pp sec dept univ est approx ca vs al cf e.g i.e viz bros messrs mt ft msgr amb".split()
)
# These may end one: they do when a capital follows that is no part of a name after them.
_ABBREVIATIONS = frozenset(
    "inc ltd corp co plc llc etc a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_DOTTED = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]?$")  # U.S, U.N, a.m
_SENTENCE_STARTERS = frozenset(
    "the a an he she it they we i you his her its their this that these those in on at by for from with after before "
    "but and if when while as no there one two three officials police president prime minister".split()
)

_ROLES = frozenset("officials police president prime minister".split())


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs: blocks between blank lines, without the white space around them."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        block = match.group()
        start = match.start() + len(block) - len(block.lstrip())
        end = match.start() + len(block.rstrip())
        if end > start:
            found.append((start, end))
    return found


def sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences, in order; none crosses a paragraph, and each has at least one character.

    Args:
        text: Any text.
        language: BCP 47; abbreviations are those of English, the marks those of many scripts.
    """
    found: list[Span] = []
    for start, end in paragraphs(text):
        found.extend(_split(text, start, end))
    return found


def _split(text: str, start: int, end: int) -> list[Span]:
    found = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] in ".!?…" and not _ends(text, begin, match.start(), stop, end):
            continue
        found.append((begin, stop))
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        found.append((begin, end))
    return found


def _ends(text: str, begin: int, mark: int, stop: int, end: int) -> bool:
    if stop >= end:
        return True
    if not _BEGINS.match(text, stop, end):
        return False
    if text[mark] != "." or text[mark : mark + 2] in ("..", ".!", ".?"):
        return True
    last = _LAST_WORD.search(text[max(begin, mark - 24) : mark + 1])
    if last is None:
        return True
    word = last[1].lower()
    following = text[stop : min(stop + 40, end)].split(None, 1)
    following_word = following[0].strip("\"'“”‘’«»([").lower() if following else ""
    if word in _TITLES or (len(word) == 1 and word.isalpha() and word != "i"):
        return word == "no" and not following_word[:1].isdigit()
    if _DOTTED.match(word) and word not in ("a.m", "p.m") and following_word in _ROLES:
        return False  # "U.S. President"
    if word in _ABBREVIATIONS or _DOTTED.match(word):
        return following_word in _SENTENCE_STARTERS
    return True
