"""Words of any script: what a word is, its language, its stem. Scripts without spaces give pairs of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial

from wiredesk.core import text
from wiredesk.core.matching.remembered import Remembered
from wiredesk.core.matching.stop_words import STOP_WORDS

# Vowel signs are no letters to Python's \\w, but parts of words: Devanagari to Sinhala, Tibetan, Arabic's and Hebrew's points.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962"
    r"\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-"
    r"\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf\u0e31\u0e34-\u0e3a"
    r"\u0e47-\u0e4e\u0f71-\u0f84\u102b-\u103e"
)
_MARK = re.compile(f"[{_MARKS}]")
_SIMPLE = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_MARKED = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W_]|[{_MARKS}])+(?:'[^\W_]+)*")
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None} | {chr(c): None for c in range(0x64B, 0x660)}
)
_THREE = {
    "ara": "ar", "deu": "de", "ger": "de", "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "hin": "hi", "ind": "id",
    "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "dut": "nl", "por": "pt", "rus": "ru", "slv": "sl", "swa": "sw",
    "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur", "zho": "zh", "chi": "zh", "fas": "fa", "per": "fa",
}  # fmt: skip
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_US = re.compile(r"\bUS\b")
_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"), (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u3400-\u9fff]"), "zh"), (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0400-\u04ff]"), "ru"), (re.compile(r"[\u0600-\u06ff]"), "ar"),
)  # fmt: skip
_LETTERS = (("tr", "ğşı"), ("es", "ñ¿¡"), ("pt", "ãõ"), ("de", "ßäü"), ("fr", "œçê"), ("sv", "å"), ("sl", "čšž"))
_STEM_ENDS = 6  # letters kept of a word in a language without stemmer: most endings lie behind them
_STEMMED = frozenset(
    "ar ca da de el en es et eu fi fr ga hi hu hy id it lt ne nl no nb pt ro ru sr sv ta tr yi".split()
)
_WHOLE = frozenset("sw vi ms tl zu xh yo ig ha so".split())  # what changes in these stands in front, or nowhere
MOST_STEMS = 60_000  # words of a language remembered, and as many from before
_stems: dict[str, Remembered[str]] = {}


def primary(tag: str, sample: str = "") -> str:
    """Return the two-letter language of a BCP 47 or ISO 639 tag; without one, what the sample looks like."""
    language = tag.replace("_", "-").split("-")[0].lower()
    if language and language not in {"und", "mul", "xx"}:
        return _THREE.get(language, language)
    for script, name in _SCRIPTS:
        if script.search(sample[:400]):
            return name
    opening = sample[:1500].lower()
    words = set(_SIMPLE.findall(opening))
    hits = {language: len(words & stops) for language, stops in STOP_WORDS.items()}
    for name, letters in _LETTERS:
        hits[name] += 2 * any(letter in opening for letter in letters)
    most = max(hits, key=lambda name: (hits[name], name == "en", name))
    return most if hits[most] else "en"


def lowered(source: str) -> str:
    """Return the text in one form and in lower case: full-width letters, ligatures and typographic apostrophes unified.

    Initials lose their points, and "US" is kept from being the word "us".
    """
    if "." in source:
        source = _POINTED.sub(lambda found: found[0].replace(".", ""), source)
    if "US" in source and not source.isupper():
        source = _US.sub("USA", source)
    if source.isascii():
        return source.lower()
    return unicodedata.normalize("NFKC", source).lower().replace("’", "'")


def plain_words(source: str) -> list[str]:
    """Return the words of a text that `lowered` gave, as they stand; a run of a spaceless script gives its pairs."""
    if source.isascii():
        return _SIMPLE.findall(source)
    found = (_MARKED if _MARK.search(source) else _SIMPLE).findall(source)
    if not _SPACELESS.search(source):
        return found
    return [part for token in found for part in _parts(token)]


def _parts(token: str) -> Iterator[str]:
    if not _SPACELESS.search(token):
        yield token
        return
    for i in range(max(1, len(token) - 1)):
        yield token[i : i + 2]


def stems(words: list[str], language: str, *, most: int) -> list[str]:
    """Return the first stems of words in lower case, stop words left out; of a long text, of its first words only."""
    known = _stems.get(language)
    if known is None:
        known = _stems[language] = Remembered(partial(_stem, language=language), MOST_STEMS)
    return [stem for stem in map(known.__getitem__, words[: 2 * most]) if stem][:most]


def _stem(word: str, language: str) -> str:
    """Return the stem, or nothing for a word that says nothing."""
    if word[0].isdigit():
        return word.replace(",", "") if len(word) > 1 else ""
    if word in STOP_WORDS.get(language, ()) or (len(word) == 1 and word.isascii()):
        return ""
    word = word.removesuffix("'s")[:60]
    if language == "en":
        word = text.lands_of_peoples().get(word, word)  # "Russian troops" and "troops of Russia"
    if language in ("ar", "fa", "ur"):
        word = word.translate(_ARABIC)
    if language in ("fr", "it") and "'" in word[1:4]:
        word = word.partition("'")[2] or word  # l'armée, dell'esercito
        if word in STOP_WORDS[language]:
            return ""
    if language in _STEMMED:
        return text.stem(word, language)
    return word if language in _WHOLE or _SPACELESS.search(word) else word[:_STEM_ENDS]
