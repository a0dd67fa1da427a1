"""Words, stems and stop words."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*", re.UNICODE)
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
STOP_WORDS = frozenset(
    """a about above after again against all also although am among an and any are aren't as at be because been before
    being below between both but by can can't could couldn't did didn't do does doesn't doing don't down during each
    either else ever every few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here
    hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its itself just least less
    let me might more most much must my myself neither nor of off on once only onto or other others ought our ours out
    over own per rather s same shall she she'd she's should shouldn't since so some such t than that that's the their
    theirs them themselves then there there's these they they'd they'll they're they've this those though through to too
    under until up upon us very was wasn't we we'd we'll we're we've were weren't what when where whether which while who
    whom whose why will with within without won't would wouldn't yet you you'd you'll you're you've your yours""".split()
)


def words(text: str) -> list[Span]:
    """Return the words: runs of letters and digits, joined by apostrophe, hyphen, or a dot or comma inside."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=16)
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    name = _LANGUAGES.get(language.split("-")[0].lower() or "en")
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "en") -> str:
    """Return the word's stem in lower case, without a possessive: denies, denied, deny give one; so do UKRAINE's forms."""
    lowered = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(lowered)) if stemmer else lowered


def content_words(text: str, language: str = "en") -> list[str]:
    """Return the stems of the words that carry meaning, in order, stop words of English left out."""
    return [
        stem(text[start:end], language)
        for start, end in words(text)
        if text[start:end].lower().replace("’", "'") not in STOP_WORDS
    ]
