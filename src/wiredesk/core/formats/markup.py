"""Marked-up or plain copy to clean XHTML and plain text with the same words, counted."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import nh3
from lxml import etree

from wiredesk.core.formats import vocabulary as v
from wiredesk.core.formats.decoding import without_controls
from wiredesk.core.formats.invisible import visible
from wiredesk.core.formats.tree import text as text_of
from wiredesk.core.formats.walk import Walk
from wiredesk.core.model import Dropped, Media

_WORD = re.compile(r"\w\S*")
_LOOKS_MARKED = re.compile(r"<[A-Za-z/!]")
_STRAY = re.compile(
    r"<(?!/?(?:" + "|".join(sorted(v.KNOWN, key=len, reverse=True)) + r")(?=[\s/>])|!--|!\[|!doctype|\?xml)",
    re.IGNORECASE,
)
_ESCAPED_MARKS = re.compile(
    r"&lt;(?:/?(?:p|br|b|i|em|strong|div|a|span|ul|li|h[1-6]|table|img|blockquote)(?:\s|/?&gt;))", re.IGNORECASE
)
_ENTITY_LEFT = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]{0,2000})?/?>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"<(?!/?(?:p|br/)>)")
_PARAGRAPH = re.compile(r"<(?:p|br|div|td|pre|html|body)[\s/>]", re.IGNORECASE)
_BLOCK = re.compile(
    r"\s*</?(?:h[1-6]|ul|ol|li|dl|blockquote|table|figure|section|article|hr|header|footer|aside|form|script|style|!--)\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE_END = re.compile(r"""[.!?:;…]["'”’»)]*$""")
_CLEANER = nh3.Cleaner(
    tags=v.KEPT_TAGS, attributes=v.KEPT_ATTRIBUTES, url_schemes=v.SCHEMES, link_rel=None, url_relative="deny"
)
_PLAINLY_CLEAN = re.compile(
    r"(?:[^<>&]++|&(?:amp|lt|gt);|</?(?:p|b|i|em|strong|u|h[1-6]|blockquote|ul|ol|li)>|</a>|<br/>"
    r'|<a href="https?://[A-Za-z0-9./_~%?=+:,;@#!*()&-]{1,2000}">)*+\Z'
)
_LETTER = re.compile(r"\w")
_TOO_DEEP = "markup nested too deeply"


@dataclass(frozen=True, slots=True)
class Body:
    """Copy in both its forms, with what was left out."""

    text: str = ""
    xhtml: str = ""
    words_in: int = 0
    words_out: int = 0
    dropped: tuple[Dropped, ...] = ()
    media: tuple[Media, ...] = ()


def count(text: str) -> int:
    """Count words: runs without white space that hold a letter or a digit."""
    runs = text.split()
    odd = [run for run in runs if not run[0].isalnum()]
    return len(runs) - sum(_LETTER.search(run) is None for run in odd)


def read(value: str, *, base: str = "") -> Body:
    """Read a body that may be HTML or plain text; which of the two is found by looking.

    Args:
        value: The body as the feed or field holds it, after its own escaping is undone.
        base: The address that relative links count from; without it they lose their mark and keep their words.
    """
    if not value:
        return Body()
    if "<" not in value:
        if "&" not in value:
            return plain(value)
        if not _ESCAPED_MARKS.search(value):
            return plain(unescaped(value))
        value = entities.unescape(value)
    elif _ESCAPED_MARKS.search(value) and not _TAG.search(value):
        value = entities.unescape(value)
    if not _LOOKS_MARKED.search(value) or not _has_known_tag(value):
        return plain(unescaped(value))
    return from_html(_parted(value), base=base)


def _parted(value: str) -> str:
    """Put text with inline marks only, whose paragraphs are parted by blank lines, into paragraphs.

    So some systems store what they show, WordPress first among them; comments of its editor are no blocks.
    """
    if "\n\n" not in value and "\n\r\n" not in value:
        return value
    value = value.replace("\r\n", "\n")
    if _PARAGRAPH.search(value):
        return value
    parts = [part.strip("\n") for part in _BLANK_LINE.split(value)]
    return "\n".join(
        part if _BLOCK.match(part) else f"<p>{part}</p>".replace("\n", "<br/>") for part in parts if part.strip()
    )


def _html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)


_PLAIN_SIZE = 250  # marks; no fragment with fewer can be nested too deeply, so a shared parser's log is not needed
_PARSER = _html_parser()


def from_html(value: str, *, base: str = "") -> Body:
    """Read HTML of any quality; words in unknown elements such as `<AAPL.O>` stay words."""
    value = without_controls(value)
    value = _STRAY.sub("&lt;", value)
    large = value.count("<") > _PLAIN_SIZE
    parser = _html_parser() if large else _PARSER
    try:
        root = etree.fromstring(value.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return plain(_TAG.sub(" ", value)) if _TAG.sub(" ", value).strip() else Body()
    if root is None:
        return Body()
    if large and any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log):
        whole = _SPACE.sub(" ", _TAG.sub(" ", value)).strip()
        return Body(words_in=count(whole), dropped=(Dropped(whole[:500], _TOO_DEEP, count(whole)),))
    return from_tree(root, base=base)


def from_tree(root: etree._Element, *, nitf: bool = False, base: str = "") -> Body:
    """Read a tree of XHTML, NITF or another XML vocabulary."""
    walk = Walk(v.NITF if nitf else v.HTML, base=base)
    walk.run(root)
    text = "\n\n".join(walk.paragraphs)
    words = count(text)
    dropped = [Dropped(d.text, d.reason, count(d.text) if d.words < 0 else d.words) for d in walk.dropped]
    return Body(
        text=text,
        xhtml=sanitised("".join(walk.out)),
        words_in=words + sum(d.words for d in dropped),
        words_out=words,
        dropped=tuple(Dropped(d.text[:500], d.reason, d.words) for d in dropped),
        media=tuple(walk.media),
    )


def sanitised(xhtml: str) -> str:
    """Pass markup through nh3 and give it back as XHTML; the second lock after our own allow-list.

    Most copy holds nothing but a few plain elements, which one pattern proves; nh3 would give it back as it is.
    """
    if _PLAINLY_CLEAN.match(xhtml):
        return xhtml
    clean = _CLEANER.clean(xhtml)
    if "<" not in clean:
        return clean.replace("&nbsp;", "\u00a0")
    return clean.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace("&nbsp;", "\u00a0")


def read_element(element: etree._Element, *, base: str = "") -> Body:
    """Read a body that an element holds, whether its marks are elements or escaped."""
    return from_tree(element, base=base) if len(element) else read(element.text or "", base=base)


def plain(value: str) -> Body:
    """Read plain text: blank lines part paragraphs, and so do single line ends unless the lines are hard-wrapped."""
    dropped: list[Dropped] = []
    value = visible(without_controls(value), dropped).replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in value:
        value = dedented(value)
    value = value.strip()
    if "\n" in value:
        paragraphs = [p for block in _BLANK_LINE.split(value) for p in _lines(block)]
    else:
        paragraphs = [value] if value else []
    text = "\n\n".join(paragraphs)
    words = count(text)
    xhtml = "".join(f"<p>{_line_ends(escaped(p))}</p>" for p in paragraphs)
    return Body(text=text, xhtml=xhtml, words_in=words, words_out=words, dropped=tuple(dropped))


def dedented(value: str) -> str:
    """Take the white space that every line begins with away: it shows how deep the field stood in its file."""
    lines = value.split("\n")
    begun = [each for each in lines if each.strip()]
    if len(begun) < 2:
        return value
    counted = begun if begun[0][:1].isspace() else begun[1:]  # the first one may stand right behind its element's start
    deep = min(len(each) - len(each.lstrip(" \t")) for each in counted)
    if deep == 0 or (counted is not begun and deep < 6):
        return value
    return "\n".join(each[deep:] if each[:deep].isspace() else each for each in lines)


def joined(bodies: list[Body]) -> Body:
    """Put bodies one after the other."""
    if len(bodies) == 1:
        return bodies[0]
    return Body(
        text="\n\n".join(b.text for b in bodies if b.text),
        xhtml="".join(b.xhtml for b in bodies),
        words_in=sum(b.words_in for b in bodies),
        words_out=sum(b.words_out for b in bodies),
        dropped=tuple(d for b in bodies for d in b.dropped),
        media=tuple(m for b in bodies for m in b.media),
    )


def best(bodies: list[Body]) -> Body:
    """Choose among renditions of one text, and add those that hold words of their own.

    The one with the most words wins, marked-up before plain; another one joins it when more than a fifth of its
    words are not in the first, since it then is no rendition but a further part.
    """
    bodies = [b for b in bodies if b.text or b.dropped]
    if len(bodies) < 2:
        return bodies[0] if bodies else Body()
    richest = max(b.words_out for b in bodies)
    first = max(bodies, key=lambda b: (b.words_out >= 0.9 * richest, _MARK.search(b.xhtml) is not None, b.words_out))
    known = set(_WORD.findall(first.text))
    parts = [first]
    for body in bodies:
        words = _WORD.findall(body.text)
        if body is not first and sum(w not in known for w in words) > 0.2 * len(words):
            parts.append(body)
            known.update(words)
    return joined([b for b in bodies if any(b is p for p in parts)])


def line(value: str) -> str:
    """Return a headline or byline as one line of text: marks go, words stay."""
    if not value:
        return ""
    if "<" in value:
        value = _TAG.sub(_mark_gone, _SCRIPT.sub(" ", value))
    if "&" in value:
        value = unescaped(value)
        if "<" in value:
            value = _TAG.sub(_mark_gone, _SCRIPT.sub(" ", value))
    value = visible(without_controls(value) if not value.isprintable() else value, [])
    return _SPACE.sub(" ", value).strip()


def lines(value: str) -> str:
    """Return a note or caption as lines of text, one a paragraph, with a blank line between them."""
    return "\n\n".join(each for part in value.split("\n\n") if (each := line(part)))


def line_of(element: etree._Element) -> str:
    """Return an element's words as one line, whether its marks are elements or escaped."""
    if len(element) == 0:
        return line(element.text or "")
    value = unescaped(text_of(element))
    return _SPACE.sub(" ", visible(without_controls(value), [])).strip()


def unescaped(value: str) -> str:
    """Undo entities, twice where they were escaped twice."""
    value = entities.unescape(value)
    return entities.unescape(value) if _ENTITY_LEFT.search(value) else value


def escaped(value: str) -> str:
    """Escape text for XHTML."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line_ends(value: str) -> str:
    return value.replace("\n", "<br/>") if "\n" in value else value


def _mark_gone(found: re.Match[str]) -> str:
    name = (found.group(1) or "").lower()
    if name and name not in v.KNOWN:
        return found.group(0)
    return " " if not name or v.HTML.get(name, (v.UNWRAP, ""))[0] not in (v.INLINE, v.UNWRAP) else ""


def _has_known_tag(value: str) -> bool:
    return any((found.group(1) or "p").lower() in v.KNOWN for found in _TAG.finditer(value))


def _lines(block: str) -> list[str]:
    """Tell lines that are paragraphs from lines that a teleprinter wrapped."""
    lines = [each.rstrip() for each in block.split("\n") if each.strip()]
    if len(lines) < 2:
        return [each.strip() for each in lines]
    if any("  " in each.strip() or "\t" in each.strip() for each in lines):
        return ["\n".join(each.strip() for each in lines)]  # columns of figures stay lines
    if any(len(each) > 100 for each in lines):
        return [each.strip() for each in lines]
    if not _wrapped(lines):
        return ["\n".join(each.strip() for each in lines)] if len(block) < 400 else [each.strip() for each in lines]
    paragraphs: list[str] = []
    for each in lines:
        if paragraphs and not each.startswith("  "):
            paragraphs[-1] += " " + each.strip()
        else:
            paragraphs.append(each.strip())
    return paragraphs


def _wrapped(lines: list[str]) -> bool:
    full = [each for each in lines[:-1] if 40 <= len(each) <= 100 or each.startswith("  ")]
    open_ends = [each for each in lines[:-1] if not _SENTENCE_END.search(each)]
    return len(full) >= 0.6 * (len(lines) - 1) and 2 * len(open_ends) >= len(lines) - 1
