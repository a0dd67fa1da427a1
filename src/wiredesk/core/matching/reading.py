"""What matching reads out of an item, once: its words, names and numbers, and a sketch of its text."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from dataclasses import dataclass

from wiredesk.core import text
from wiredesk.core.matching import tokens
from wiredesk.core.matching.documents import Document
from wiredesk.core.matching.remembered import Remembered

HEADLINE_ONLY = 25  # words of text: below this an item is judged as a headline
OPENING = 250  # stems: the opening tells the event, the rest its background
LONGEST = 60_000  # characters that are looked at
SHINGLE = 5  # words in a run
SHORT = 100  # words: up to here every run is sketched, above that one in four
MOST_RUNS = 256  # runs kept of one text
_NAME = re.compile(r"(?<=[\w,;'’”\")] )[^\W\d_a-zß-öø-ÿа-я][\w'’\-]+")
_MASK = 0xFFFFFFFF


def _hash(word: str) -> int:
    """Return a number for a word, the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


_hashes: Remembered[int] = Remembered(_hash, tokens.MOST_STEMS)


@dataclass(slots=True)
class Reading:
    """A document's features. `sketch` holds hashes of runs of five words; those divisible by 4 are in every sketch."""

    document: Document
    language: str
    words: Counter[str]  # stems with counts, the title's twice
    title: frozenset[str]
    numbers: frozenset[str]
    sketch: frozenset[int]
    digest: int  # 63 bits, of all words; 0 for a text too short to tell
    short: bool


def read(document: Document) -> Reading:
    """Read a document's features; what agencies put around the news is set aside."""
    body = document.text[:LONGEST]
    for start, end in reversed(text.furniture(body)):
        body = f"{body[:start]} {body[end:]}"
    title = document.title[:1000]
    language = tokens.primary(document.language, f"{title} {body[:1000]}")
    title_words = tokens.plain_words(tokens.lowered(title))
    plain = tokens.plain_words(tokens.lowered(body))
    short = len(plain) < HEADLINE_ONLY
    title_stems = tokens.stems(title_words, language, most=60)
    words = Counter(tokens.stems(plain, language, most=OPENING))
    words.update(title_stems)
    words.update(title_stems)
    told = title_words + plain if short else plain
    return Reading(
        document=document,
        language=language,
        words=words,
        title=frozenset(title_stems),
        numbers=frozenset(stem for stem in words if stem[0].isdigit()),
        sketch=_sketch(told),
        digest=_digest(told),
        short=short,
    )


def names(reading: Reading) -> dict[str, str]:
    """Return the capitalised words inside sentences, stem: as written; a title with capitals everywhere tells none."""
    if reading.short:
        return {}
    title, body = reading.document.title[:1000], reading.document.text[:2500]
    capitals = sum(word[0].isupper() for word in title.split())
    source = body if capitals * 2 > len(title.split()) + 2 else f"{title}\n{body}"
    found: dict[str, str] = {}
    for written in dict.fromkeys(_NAME.findall(source)):
        parts = tokens.plain_words(tokens.lowered(written))
        for stem in tokens.stems(parts, reading.language, most=3):
            if stem in reading.words:
                found.setdefault(stem, written.replace("’", "'").removesuffix("'s"))
    return found


def _digest(told: list[str]) -> int:
    if len(told) <= SHINGLE:
        return 0
    # 63 bits: two different texts of a window of 50,000 share one with a chance of one in seven thousand million.
    whole = hashlib.blake2b(" ".join(told).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(whole, "little") >> 1


def _sketch(told: list[str]) -> frozenset[int]:
    """Return hashes of runs of words: one in four, chosen by the run's first word, so that two texts choose alike.

    The choice stands in the hash itself (divisible by 4); a short text keeps the others as well.
    """
    values = list(map(_hashes.__getitem__, told))
    runs = zip(*(values[i:] for i in range(SHINGLE)), strict=False)
    found = []
    for a, b, c, d, e in runs if len(values) <= SHORT else [run for run in runs if not run[0] & 3]:
        mixed = (a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c * 0xC2B2AE35 ^ d * 0x27D4EB2F ^ e * 0x165667B1) & _MASK
        mixed ^= mixed >> 15
        found.append((mixed & ~3) | (a & 3))
    return frozenset(found[:MOST_RUNS])
