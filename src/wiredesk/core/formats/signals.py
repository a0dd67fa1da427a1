# ruff: noqa: E501 - lists of words in many languages
"""What an agency says about its own copy in words: corrected, killed, held, embargoed, for editors only."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from wiredesk.core.formats import signal_words as words_of
from wiredesk.core.formats import times
from wiredesk.core.model import Signal

ORDER = (Signal.NONE, Signal.UPDATE, Signal.REPEAT, Signal.REFILE, Signal.CORRECT, Signal.HOLD, Signal.KILL)
"""Rising weight: of several signals the heaviest counts."""

_LEADS = r"\A[\W_]*(?:(?:URGENT|BULLETIN|FLASH|ALERT|ATTENTION|ADVISORY|EDS?|EDITORS?|NOTE TO EDITORS|ADV|EILT?)\b[\s:.,\-–—/!*()]*){0,3}"
_ENDS = r"(?=\s*[:\-–—/(),.!*+\d：】\]〕］）>〉》、・]|\s*\Z)"
_START = tuple((signal, re.compile(f"{_LEADS}(?:{words}){_ENDS}")) for signal, words in words_of.MARKS)
_END = tuple(
    (signal, re.compile(rf"(?:\s[-–—/]|--|//)\s?(?:{words})[\W_]*\Z"))
    for signal, words in words_of.MARKS
    if signal not in (Signal.HOLD, Signal.REPEAT)
)
_OPENS, _CLOSES = r"[(\[【（〔［〈《<＜]", r"[)\]】）〕］〉》>＞:：;,–—-]"
_BRACKET = tuple(
    (signal, re.compile(rf"{_OPENS}\s*(?:{words})(?: \d{{1,2}})?\s*{_CLOSES}", re.IGNORECASE))
    for signal, words in words_of.MARKS
) + tuple((signal, re.compile(rf"{_OPENS}\s*(?:{words})\b", re.IGNORECASE)) for signal, words in words_of.VERBS)
_BRACKET_SEEN = re.compile(_OPENS)
_BARE = tuple((signal, re.compile(rf"\A\W{{0,4}}(?:{words})\s+(?=[^\W\d_])")) for signal, words in words_of.BARE)
_COLON = tuple(
    (signal, re.compile(rf"\A[\s*+(\[【–—-]*(?:{words})\s*[:：]", re.IGNORECASE)) for signal, words in words_of.COLONS
)
_OF_LANGUAGE = {
    language: tuple(
        (
            signal,
            re.compile(rf"\A[\s*+–—-]*(?:(?:{words})\s*[:：/]|{_OPENS}\s*(?:{words})\s*{_CLOSES})", re.IGNORECASE),
        )
        for signal, words in pairs
    )
    for language, pairs in words_of.OF_LANGUAGE.items()
}
_OF_LANGUAGE |= {"nb": _OF_LANGUAGE["no"], "nn": _OF_LANGUAGE["no"], "ms": _OF_LANGUAGE["id"]}
_SOMETHING = re.compile(
    f"{_LEADS}(?:{'|'.join(words for _, words in words_of.MARKS)}){_ENDS}"
    r"|[\s\S]{0,300}?(?:[(\[【（〔［〈《<＜:：]|\s[-–—/]|--|//|KILL|WITHDRAWN|CORRECT|CORRIGE|(?i:writethru)|\d(?i:st|nd|rd|th)[ -]L)"
    f"|\\W{{0,4}}(?:{'|'.join(words for _, words in words_of.BARE)})\\s"
    r"|\W*(?:Correction-|ADVISORY|NOTE TO EDITORS|ATTENTION EDITORS|EDITOR)"
)
"""Anything that could be a signal; a headline without it is none, and most are."""
_CHAINED = re.compile(r"\A(?:[A-Z]+(?: \d{1,2})?)-(?=[A-Z]+(?: \d{1,2})?[-:])")
_ANYWHERE = (
    (
        Signal.KILL,
        re.compile(r"\b(?:STORY WITHDRAWN|MANDATORY KILL|ADVISORY KILL|BULLETIN KILL|STORY KILLED|KILL ADVISORY)\b"),
    ),
    (
        Signal.UPDATE,
        re.compile(
            r"\b(?:(?i:writethru)|\d{1,2}(?:st|nd|rd|th)[ -]L(?:[ed]a?d?|D|EAD)|\d{1,2}(?:ST|ND|RD|TH)[ -](?:LEAD|LD))\b"
        ),
    ),
    (
        Signal.CORRECT,
        re.compile(
            r"\b(?:CORRECTIVE|CORRECTED VERSION)\b|\ACorrection-(?=\S)|\A\W{0,4}(?:ATTENTION\W{1,4})?CORRIGE (?=[a-zà-ü])"
        ),
    ),
)
_NOTE = tuple((signal, re.compile(rf"\b(?:{words})(?![\w’'-])", re.IGNORECASE)) for signal, words in words_of.NOTES)
_NOTE += tuple((signal, re.compile(words)) for signal, words in words_of.NOTES_JOINED)
_FIELD = (
    (
        Signal.KILL,
        ("kill", "cancel", "withdraw", "retract", "delete", "annulation", "annull", "anula", "storn", "zurueck"),
    ),
    (Signal.HOLD, ("hold", "withheld", "sperr")),
    (
        Signal.CORRECT,
        (
            "correct",
            "correc",
            "corrig",
            "replace",
            "clarif",
            "rectif",
            "rettif",
            "berichtig",
            "korrekt",
            "korrig",
            "errat",
            "amend",
        ),
    ),
    (Signal.REFILE, ("refile", "resend")),
    (Signal.REPEAT, ("repeat", "rerun", "wiederhol", "repetic", "repetit")),
    (Signal.UPDATE, ("updat", "writethru", "rewrite", "lead", "evolved", "aktualis", "actuali", "aggiorn", "ampli")),
)
_WHOLE = ("hold", "lead", "replace")  # a holding, a leader or a replacement is no signal
_EMBARGO = re.compile(
    r"\A\W*(?:STRICTLY )?(?:EMBARGO(?:ED)?\b|(?:NOT FOR (?:PUBLICATION|RELEASE|USE) (?:BEFORE|UNTIL))|(?:HOLD )?FOR RELEASE (?:AT|ON|AFTER|UNTIL)?"
    r"|SPERRFRIST|SPERREFRIST|SPÄRRTID|SOUS EMBARGO|BAJO EMBARGO|SOB EMBARGO|SOTTO EMBARGO|ONDER EMBARGO|EMBARGAD[AO]|AMBARGO|ЭМБАРГО|ЕМБАРГО|ΕΜΠΑΡΓΚΟ|حظر النشر|محظور النشر"
    r"|エンバーゴ|報道解禁|엠바고|보도유예)",
    re.IGNORECASE,
)
_EMBARGO_NOTE = re.compile(
    r"\b(?:embargo(?:ed)?|embargad[ao]|ambargo(?:lu)?|sperrfrist|sperrefrist|spärrtid|not for (?:publication|release) (?:before|until)|эмбарго|ембарго)\b"
    r"|エンバーゴ|報道解禁|엠바고|보도유예|حظر النشر",
    re.IGNORECASE,
)
_EMBARGO_OVER = re.compile(
    r"\b(?:no embargo|embargo (?:is |has been |now )?(?:lifted|expired|over)|embargo aufgehoben)\b", re.IGNORECASE
)
_TO_EDITORS = re.compile(
    r"\A[\W_]{0,5}(?:(?:Eds|EDS|Eds\.|EDITORS|ATTENTION EDITORS|Attention editors|NOTE TO EDITORS|Note to editors|ATTENTION[ -]|ADVISORY"
    r"|Editors' note to clients)\s?[:.\-–—]|ATTENTION EDITORS|NOTE TO EDITORS\b|(?i:notes? (?:to|for) (?:the )?editors?)\b)"
)
_ADVISORY = re.compile(r"\A\W*(?:ADVISORY|EDITORS?['’]? ADVISORY|NOTE TO EDITORS|ATTENTION EDITORS)\b[\s:\-–—]")


def heaviest(*signals: Signal) -> Signal:
    """Return the signal that weighs most."""
    return max(signals, key=ORDER.index, default=Signal.NONE)


def of_field(value: str) -> Signal:
    """Read a standard's own code, such as `sig:correction` or `update`."""
    words = re.split(r"[^a-z]+", value.rpartition(":")[2].rpartition("/")[2].lower())
    for signal, stems in _FIELD:
        if any(word == stem or (word.startswith(stem) and stem not in _WHOLE) for stem in stems for word in words):
            return signal
    return Signal.NONE


def of_headline(value: str, language: str = "") -> Signal:
    """Find CORRECTED, REFILE-, UPDATE 2-, (1st Lead), STORY WITHDRAWN and their like in a headline or slugline.

    Only capitals at the start, with a mark after them, count, or words in brackets: a headline about a kill is none.

    Args:
        value: The headline.
        language: BCP 47, where it is known: some words speak of copy in one language only.
    """
    if not value:
        return Signal.NONE
    value = value[:300]
    if _SOMETHING.match(value) is None:
        return Signal.NONE
    found = [_one(value)]
    found += [signal for signal, pattern in _OF_LANGUAGE.get(language[:2].lower(), ()) if pattern.match(value)]
    for _ in range(4):
        chain = _CHAINED.match(value)
        if chain is None:
            break
        value = value[chain.end() :]
        found.append(_one(value))
    return heaviest(*found)


def _one(value: str) -> Signal:
    found = [signal for signal, pattern in _START if pattern.match(value)]
    found += [signal for signal, pattern in _ANYWHERE if pattern.search(value)]
    found += [signal for signal, pattern in _END if pattern.search(value)]
    found += [signal for signal, pattern in _BARE if (mark := pattern.match(value)) and _in_small(value[mark.end() :])]
    if is_advisory(value):
        found += [signal for signal, pattern in _NOTE if pattern.search(value)]
    if ":" in value or "：" in value:
        found += [signal for signal, pattern in _COLON if pattern.match(value)]
    if _BRACKET_SEEN.search(value):
        found += [signal for signal, pattern in _BRACKET if pattern.search(value)]
    return heaviest(*found) if found else Signal.NONE


def _in_small(rest: str) -> bool:
    """Tell whether a headline is not in capitals anyway."""
    letters = [sign for sign in rest if sign.isalpha()]
    return sum(sign.islower() for sign in letters) > 0.4 * len(letters)


def of_note(value: str) -> Signal:
    """Find a signal in a note to editors, in any case."""
    value = value[:2000]
    found = [signal for signal, pattern in _NOTE if pattern.search(value)] if value else []
    return heaviest(*found, of_headline(value)) if value else Signal.NONE


def of_opening(paragraph: str) -> Signal:
    """Find a signal in the first paragraph: "(Corrects …)", "KILL: …"; only where brackets or capitals open it."""
    opening = paragraph[:200].lstrip()
    if not opening.startswith(("(", "[", "*")) and not opening[:4].isupper():
        return Signal.NONE
    return of_headline(opening.partition(")")[0] if opening.startswith("(") else opening[:60])


def is_embargo(paragraph: str) -> bool:
    """Tell whether a paragraph is an embargo line and not copy."""
    return len(paragraph) < 300 and _EMBARGO.match(paragraph) is not None


def names_embargo(note: str) -> bool:
    """Tell whether a note to editors lays an embargo."""
    return _EMBARGO_NOTE.search(note[:5000]) is not None and _EMBARGO_OVER.search(note[:5000]) is None


def embargo_until(value: str, zone: tzinfo | None = None) -> datetime | None:
    """Read the time of an embargo line; None when it does not say day, hour and zone."""
    until, zoned = times.in_words(value, zone=zone)
    return until if zoned or zone is not None else None


def is_to_editors(paragraph: str) -> bool:
    """Tell whether a paragraph speaks to editors and not to readers."""
    return _TO_EDITORS.match(paragraph[:100]) is not None


def is_advisory(headline: str) -> bool:
    """Tell whether a headline says that the whole item is a note to editors."""
    return _ADVISORY.match(headline[:100]) is not None
