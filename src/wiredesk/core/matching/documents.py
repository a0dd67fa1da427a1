"""What matching knows of an item: its words, names, numbers and shingles, read once."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from wiredesk.core import text

HEADLINE_ONLY = 25  # words: below this an item is judged as a headline
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f\uac00-\ud7af]+")
_TOKEN = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d(?![\w])")
SHINGLE = 5  # words
KEEP_ONE_IN = 4  # shingles kept by their hash: containment is estimated from the same sample on both sides
OPENING = 250  # stems: the opening tells the event, the rest its background
LONGEST = 60_000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Document:
    """An item as it comes: `time` is aware, `text` may be empty, `id` is unique in the stream."""

    id: str
    time: datetime
    title: str
    text: str
    language: str = "en"
    guid: str = ""
    agency: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an item belongs. `story` is None for a new story; `origin` is its own id where it copies nothing."""

    story: str | None
    duplicate_of: str | None
    origin: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """A document's features: stems with counts (title twice), stems of the title, names, numbers, shingles."""

    document: Document
    words: Counter[str]
    title: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    shingles: frozenset[int]
    digest: str
    short: bool
    length: int = 0
    vector: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=200_000)
def _stem(word: str, language: str) -> str:
    return text.stem(word, language)


def tokens(words: str, language: str) -> list[str]:
    """Return the first stems without stop words; scripts without spaces give pairs of characters."""
    found: list[str] = []
    for match in _TOKEN.finditer(words):
        if len(found) >= OPENING:
            break
        token = match.group()
        if _SPACELESS.search(token):
            found += [token[i : i + 2] for i in range(max(1, len(token) - 1))]
        elif token.lower().replace("’", "'") not in text.STOP_WORDS:
            found.append(_stem(token.lower(), language))
    return found[:OPENING]


def read(document: Document) -> Reading:
    """Read a document's features; what agencies put around the news is set aside."""
    body = document.text[:LONGEST]
    for start, end in reversed(text.furniture(body)):
        body = body[:start] + " " + body[end:]
    title_stems = tokens(document.title, document.language)
    body_stems = tokens(body, document.language)
    words = Counter(body_stems)
    words.update(title_stems)
    words.update(title_stems)
    plain = _TOKEN.findall(body.lower())
    whole = " ".join(plain).encode("utf-8", "surrogatepass")
    figures = _NUMBER.findall(f"{document.title} {body[:3000]}")
    return Reading(
        document=document,
        words=words,
        title=frozenset(title_stems),
        names=_names(document.title, body[:3000]),
        numbers=frozenset(n.replace(",", "") for n in figures if len(n) > 1),
        shingles=_shingles(plain),
        digest=hashlib.sha256(whole).hexdigest() if len(plain) > SHINGLE else "",
        short=len(plain) < HEADLINE_ONLY,
        length=len(plain),
    )


def _names(title: str, body: str) -> frozenset[str]:
    """Return the capitalised words that do not open a sentence; quick, since every item of the stream pays for it."""
    found = set()
    for source in (title, body):
        for match in re.finditer(r"(?<=[\w,;’'”\")] )[A-ZÀ-ÞА-Я][\w’'\-]+", source):
            found.add(match.group().replace("’", "'").removesuffix("'s").lower())
    return frozenset(name for name in found if name not in text.STOP_WORDS)


def _shingles(plain: list[str]) -> frozenset[int]:
    found = set()
    for i in range(len(plain) - SHINGLE + 1):
        value = zlib.crc32(" ".join(plain[i : i + SHINGLE]).encode("utf-8", "surrogatepass"))
        if value % KEEP_ONE_IN == 0:
            found.add(value)
    return frozenset(found)
