# ruff: noqa: E501 - words of many languages
"""What stands at the edges of a body and is no copy: embargo lines, notes to editors, what is said elsewhere already.

Each part that leaves is counted and named with its reason, and what it says is kept: a note as an ednote, an embargo
as an embargo, a repeated headline as the headline it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.formats import signals
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.markup import Body, count, escaped
from wiredesk.core.model import Dropped, Signal

_NOTES: tuple[tuple[Signal, str, str], ...] = (
    (Signal.KILL, "notice of withdrawal", r"withdraws|withdrawing|retracts|kills story"),
    (
        Signal.CORRECT,
        "correction note",
        r"correct(?:s|ing|ed|ion)|clarif(?:ies|ying)|this (?:story|version|item) (?:has been |was )?correct(?:ed|s)|berichtigt|berichtigung|korrigiert|korrektur"
        r"|corrige|corrigé|corrigeant|rectifi(?:e|cation|catif)|corrección|rectifica|corregge|correzione|rettifica|corrigido|correção"
        r"|rättar|rättelse|korrigerar|retter|rettelse|korrigerer|korrigert|corrigeert|correctie|herstel|исправл\w+|уточн\w+|поправк\w+"
        r"|виправл\w+|poprawka|korekta|sprostowanie|oikaisu|korjaus|korjattu|düzeltme|تصحيح|更正|訂正",
    ),
    (Signal.REFILE, "refile note", r"refil(?:es|ing|ed)|resend(?:s|ing)|neu gesendet|neusendung"),
    (
        Signal.REPEAT,
        "repeat note",
        r"repeat(?:s|ing|ed)?|wiederholt|wiederholung|répétition|répète|repetición|repite|ripete|upprepar|gjentar|herhaling|повтор\w*",
    ),
    (
        Signal.UPDATE,
        "update note",
        r"adds|adding|updat(?:es|ing|ed)|recast(?:s|ing)?|releads|rewrites|writes through|new throughout|minor edits|changes (?:headline|dateline|byline|slug|media)"
        r"|ergänzt|aktualisiert|erweitert|actualise|actualisé|ajoute|complète|actualiza|añade|amplía|aggiorna|aggiunge|atualiza|acrescenta"
        r"|uppdaterar|utökar|oppdaterer|utvider|utvidet|actualiseert|vult aan|добавл\w+|обновл\w+|дополн\w+|оновл\w+|доповн\w+",
    ),
)
_NOTE = tuple(
    (signal, reason, re.compile(rf"\A[\s*]{{0,4}}[(\[*]{{1,3}}\s{{0,3}}(?:{words})(?![\w’'-])", re.IGNORECASE))
    for signal, reason, words in _NOTES
)
_LONGEST_NOTE = 900  # characters; a longer paragraph is copy in brackets
_NOTEPAD = re.compile(
    r"\A(?:notes? (?:to|for) (?:the )?editors?\b|#+\s*(?:Notizblock|Notebook|Notepad)\b|Notizblock\s*\Z|(?:The following information is|Die folgenden Informationen sind"
    r"|Les informations suivantes ne sont|La siguiente información no está)\s+(?:not|nicht|pas|destinada)\b.{0,60}(?:publi|veröffentlich))",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\W_]*(?:-\s?30\s?-|#\s?#\s?#|ends?|\(?MORE\)?|\(?(?:THE )?ENDS?\)?(?:\s?/?\s?\d{4})?|[-/(–—]\s?(?:ends?|ende|schluss|fin|fim|fine|slut|einde|конец|кінець|koniec|konec|son|انتهى)\s?[-/)–—]?"
    r"|Lusa/Fim|\(?끝\)?|（完）|（了）|\(完\)|\(了\))[\W_]*\Z"
)
"""What stands alone behind the copy and says that it is over or goes on in another take."""
_BLOCKS = (
    re.compile(r"<(p|h[1-6]|li|pre|dt|dd|figcaption)>((?:(?!<\1>).)*?)</\1>", re.DOTALL),
    re.compile(r"<(blockquote)>(.*?)</\1>", re.DOTALL),
)
_EMPTY = re.compile(r"<(ul|ol|dl|blockquote|figure)></\1>")
_MARK = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"\W+")
_TIME = re.compile(
    r"\A\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?(?:\s*(?:Uhr|h|[A-Z]{2,4}))?\s*\Z"
)
_LONGEST_NAME = 100  # characters of a keyword
_MAYBE = re.compile(r"[\W_]{0,12}(?:s[tpo]|em|ed|no|ho|fo|a[td]|эм|ем|\d|n ?i ?e)|[(\[*]", re.IGNORECASE)
_LEADING = 20  # paragraphs that may stand before the first of the copy


def copy_only(filled: Fields) -> Body:
    """Return the body without what is no copy at its edges, and keep that where it belongs."""
    body = filled.body
    if not body.text:
        return body
    paragraphs = body.text.split("\n\n")
    taken = dict(_taken(filled, paragraphs))
    for n, reason in sorted(taken.items()):
        _keep(filled, paragraphs[n], reason)
    body = without_paragraphs(body, taken)
    text, xhtml, note = _without_opening(body.text, body.xhtml, filled)
    if not note:
        return body
    return Body(text, xhtml, body.words_in, count(text), (*body.dropped, *note), body.media)


def without_paragraphs(body: Body, reasons: dict[int, str]) -> Body:
    """Return the body without paragraphs of its text, which are named as dropped.

    Args:
        body: The body.
        reasons: Why, by the paragraph's number from 0.
    """
    if not reasons:
        return body
    paragraphs = body.text.split("\n\n")
    taken = [paragraphs[n] for n in sorted(reasons)]
    left = [p for n, p in enumerate(paragraphs) if n not in reasons]
    text = "\n\n".join(left)
    xhtml = _without(body.xhtml, taken, left) if text else ""
    dropped = [Dropped(paragraphs[n][:500], reasons[n], count(paragraphs[n])) for n in sorted(reasons)]
    return Body(text, xhtml, body.words_in, count(text), (*body.dropped, *dropped), body.media)


def _taken(filled: Fields, paragraphs: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the paragraphs that leave, and why."""
    if signals.is_advisory(filled.headline):
        yield from ((n, "note to editors") for n in range(len(paragraphs)))
        return
    end = len(paragraphs)
    notepad = next((n for n, p in enumerate(paragraphs) if n and len(p) < 200 and _NOTEPAD.match(p)), end)
    yield from ((n, "note to editors") for n in range(notepad, end))
    known: dict[str, str] | None = None
    longest = 20 + max(len(filled.headline), len(filled.byline), _LONGEST_NAME if filled.alt_ids else 0)
    opening = True
    for n in range(min(_LEADING, notepad)):
        reason = _why(paragraphs[n]) if n < 4 or opening else ""
        if not reason and opening and notepad - n > 1 and len(paragraphs[n]) < max(longest, _LONGEST_NAME):
            known = _said_elsewhere(filled) if known is None else known
            reason = known.get(_LETTERS.sub("", paragraphs[n]).casefold()[:400], "")
        opening = opening and bool(reason)
        if reason:
            yield n, reason
        elif n >= 4 and not opening:
            break
    for n in range(notepad - 1, max(0, notepad - 3), -1):
        if _END.match(paragraphs[n][:40]) is None:
            break
        yield n, "mark of the end"
    for n in range(max(4, notepad - 2), notepad):
        if reason := _why(paragraphs[n]):
            yield n, reason


def _said_elsewhere(filled: Fields) -> dict[str, str]:
    """Return what the item's fields say, by its letters, with the reason to leave it out of the body."""
    pairs = [(filled.byline, "repeats the byline"), (filled.headline, "repeats the headline")]
    pairs += [(words, "repeats the headline") for role, words in filled.alt_ids if role.startswith("headline")]
    for named in (filled.subjects, filled.places, filled.people, filled.organisations):
        pairs += [(each.name, "repeats the keywords") for each in named]
    return {_LETTERS.sub("", words).casefold()[:400]: reason for words, reason in reversed(pairs) if words}


def _why(paragraph: str) -> str:
    if _MAYBE.match(paragraph) is None:
        return ""
    if signals.is_embargo(paragraph):
        return "embargo line"
    if _TIME.match(paragraph):
        return "repeats the time"
    if signals.is_to_editors(paragraph):
        return "note to editors"
    if (
        paragraph[:1] in "([*–—-"
        and len(paragraph) < _LONGEST_NOTE
        and _closing(paragraph) >= len(paragraph.rstrip()) - 1
    ):
        return next((reason for _, reason, pattern in _NOTE if pattern.match(paragraph)), "")
    return ""


def _closing(paragraph: str) -> int:
    """Return where the bracket that opens the paragraph closes; its end if it opens with none, -1 if it never does."""
    pairs = {"(": ")", "[": "]"}
    opening = paragraph[:1]
    if opening not in pairs:
        return len(paragraph)
    depth = 0
    for place, sign in enumerate(paragraph[:_LONGEST_NOTE]):
        depth += (sign == opening) - (sign == pairs[opening])
        if depth == 0:
            return place
    return -1


def _keep(filled: Fields, paragraph: str, reason: str) -> None:
    if reason.startswith("repeats the") or reason == "mark of the end":
        return
    filled.note(paragraph)
    if reason == "embargo line":
        filled.embargo_in_words(paragraph)
    for signal, why, _ in _NOTE:
        if why == reason:
            filled.signal = signals.heaviest(filled.signal, signal)


def _without_opening(text: str, xhtml: str, filled: Fields) -> tuple[str, str, list[Dropped]]:
    """Cut a note in brackets from the beginning of the first paragraph: "(Corrects name) LONDON (Agency) - …"."""
    first = text[: _LONGEST_NOTE + 200].partition("\n\n")[0]
    end = _closing(first) + 1 if first[:1] in "([" else 0
    reason = next((why for _, why, pattern in _NOTE if pattern.match(first)), "") if end else ""
    note = first[:end]
    if not reason or xhtml.count(escaped(note)) != 1:
        return text, xhtml, []
    _keep(filled, note, reason)
    before, _, after = xhtml.partition(escaped(note))
    return text[end:].lstrip(), before + after.lstrip(), [Dropped(note, reason, count(text) - count(text[end:]))]


def _without(xhtml: str, taken: list[str], left: list[str]) -> str:
    """Cut the blocks whose words are these paragraphs; where one can't be found, what is left is marked up anew."""
    for paragraph in taken:
        wanted = "".join(paragraph.split())
        found = next((f for pattern in _BLOCKS for f in pattern.finditer(xhtml) if _words(f.group(2)) == wanted), None)
        if found is None:
            return "".join(f"<p>{escaped(p)}</p>".replace("\n", "<br/>") for p in left)
        xhtml = xhtml[: found.start()] + xhtml[found.end() :]
    return _EMPTY.sub("", xhtml)


def _words(xhtml: str) -> str:
    plain = _MARK.sub("", xhtml).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "".join(plain.split())
