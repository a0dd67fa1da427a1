"""One walk over a tree that makes XHTML and plain text at once, so that both hold the same words."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree

from wiredesk.core.formats import vocabulary as v
from wiredesk.core.formats.blocks import Block, attributes, is_layout, said
from wiredesk.core.formats.invisible import hidden_names, hides, is_for_editors, visible
from wiredesk.core.formats.media import CAPTION, from_element, is_caption
from wiredesk.core.formats.tree import local
from wiredesk.core.model import Dropped, Media

_SPACE = re.compile(r"[ \t\r\n\f]+")
_TELEPRINTED = re.compile(r"\n[ \t\r]*\n\s*|\n(?= {2,8}\S)|\n(?=[*•-] )")
_AROUND = re.compile(r" *([\n\t]) *")
_ENTITY_LEFT = re.compile(r"&(amp|quot|apos|nbsp|#\d{2,5});")
_ENTITIES = {"amp": "&", "quot": '"', "apos": "'", "nbsp": "\u00a0"}
_LINK = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_DEEPEST = 200
_HOLDERS = (v.PARA, v.ITEM, v.CELL)
_BLOCKS = frozenset({v.PARA, v.BLOCK, v.ITEM, v.CELL, v.ROW, v.TABLE})
_NO_PART = (v.UNWRAP, "")


class Walk:
    """Walks a tree once; `out`, `paragraphs`, `dropped` and `media` are the result.

    Marks are opened only when a word follows, so nothing empty is written, and a mark that spans paragraphs is
    closed and opened again at each.

    Args:
        parts: What each element is, from `vocabulary`.
        base: The address that relative links count from.
    """

    def __init__(self, parts: dict[str, v.Part], *, base: str = "") -> None:
        self.out: list[str] = []
        self.paragraphs: list[str] = []
        self.dropped: list[Dropped] = []
        self.media: list[Media] = []
        self._parts = parts
        self._seen: dict[object, tuple[int, str, str]] = {}
        self._tables = 0
        self._base = base
        self._buffer: list[str] = []
        self._blocks: list[Block] = []
        self._marks: list[tuple[str, str]] = []  # (tag, opening)
        self._open_marks = 0
        self._loose = False  # inside a <p> that the source did not write
        self._breaks = 0
        self._cells = 0
        self._pre = 0
        self._hidden: frozenset[str] = frozenset()

    def run(self, root: etree._Element) -> None:
        """Walk the whole tree below and including `root`."""
        for sheet in root.iter("style", "{*}style"):
            self._hidden |= hidden_names(sheet.text or "")
        self._element(root, 0)
        self._boundary()

    def _element(self, element: etree._Element, depth: int) -> None:
        raw = element.tag
        part = self._seen.get(raw)
        if part is None:
            part = self._seen[raw] = self._part(element)
        kind, tag, name = part
        if not name:
            return
        if depth > _DEEPEST:
            self._drop(element, "markup nested too deeply")
        elif element.attrib and (reason := self._reason_to_leave(element)):
            self._drop(element, reason)
        elif tag == "figcaption" and is_caption(element, self._base):
            self._drop(element, CAPTION)
        elif kind == v.INLINE:
            self._mark(element, tag, depth)
        elif kind in _BLOCKS:
            self._block(element, kind, tag, depth)
        elif kind == v.UNWRAP:
            self._unknown(element, depth)
        else:
            self._no_words(element, kind, name, depth)

    def _part(self, element: etree._Element) -> tuple[int, str, str]:
        """What an element of this name is: its kind, its tag in our XHTML, its name; comments have none."""
        name = local(element)
        kind, tag = self._parts.get(name) or self._parts.get(name.lower(), _NO_PART)
        return kind, tag, name

    def _no_words(self, element: etree._Element, kind: int, name: str, depth: int) -> None:
        """Elements whose content is not part of the running words."""
        if kind == v.BREAK:
            self._breaks += 1
        elif kind == v.SILENT:
            self._silent(element, name)
        elif kind == v.DROP:
            self._drop(element, v.WHY.get(name, "not copy"))
        elif kind == v.PICTURE:
            self._picture(element)
        elif kind == v.MEDIA:
            self._embedded(element, name)
        elif kind == v.RULE:
            self._boundary()
            self._write_blocks()
            self.out.append("<hr/>")

    def _inside(self, element: etree._Element, depth: int) -> None:
        if element.text:
            self._words(element.text)
        for child in element:
            self._element(child, depth + 1)
            if child.tail:
                self._words(child.tail)

    def _unknown(self, element: etree._Element, depth: int) -> None:
        """An element we have no word for is a block if it stands alone among its siblings in XML, else a mark."""
        parent = element.getparent()
        foreign = local(element).lower() not in v.KNOWN and parent is not None
        alone = foreign and not said(parent.text if parent is not None else "") and not said(element.tail)
        known = self._parts.get(local(parent), _NO_PART)[0] if parent is not None else v.UNWRAP
        in_paragraph = self._loose or (self._blocks and self._blocks[-1].kind == v.PARA)
        if alone and known not in (v.PARA, v.ITEM, v.INLINE, v.CELL) and not self._marks and not in_paragraph:
            self._block(element, v.BLOCK, "", depth)
        else:
            self._inside(element, depth)

    def _mark(self, element: etree._Element, tag: str, depth: int) -> None:
        opening = f"<{tag}>"
        if tag == "a":
            href = self._link(element)
            if not href:
                self._inside(element, depth)
                return
            opening = f'<a href="{_quoted(href)}">'
        self._marks.append((tag, opening))
        self._inside(element, depth)
        if self._open_marks == len(self._marks):
            self.out.append(f"</{tag}>")
            self._open_marks -= 1
        self._marks.pop()

    def _link(self, element: etree._Element) -> str:
        href = "".join(str(element.get("href") or "").split())
        if not href or href.startswith("#"):
            return ""
        if self._base and not _LINK.match(href):
            try:
                href = urljoin(self._base, href)
            except ValueError:
                href = ""
        if _LINK.match(href) and '"' not in href and "<" not in href:
            return href
        self.dropped.append(
            Dropped(str(element.get("href"))[:200], "link that is not absolute http, https or mailto", 0)
        )
        return ""

    def _block(self, element: etree._Element, kind: int, tag: str, depth: int) -> None:
        if kind in (v.TABLE, v.ROW, v.CELL) and self._only_layout(element, kind):
            kind, tag = v.BLOCK, ""
        self._boundary()
        if self._blocks and self._blocks[-1].kind == v.PARA:
            self._break_paragraph()
        block = Block(kind, tag, attributes(element, tag))
        self._blocks.append(block)
        self._cells += kind == v.CELL
        self._tables += kind == v.TABLE
        self._pre += tag == "pre"
        self._inside(element, depth)
        self._boundary()
        if kind == v.CELL:
            self._write_blocks()
            self._buffer.append("\t")
        elif kind == v.ROW:
            self._buffer.append("\n")
        self._pre -= tag == "pre"
        self._cells -= kind == v.CELL
        self._tables -= kind == v.TABLE
        self._blocks.pop()
        if block.written and block.tag:
            self.out.append(f"</{block.tag}>")
        if kind == v.TABLE and not self._cells:
            self._flush()

    def _only_layout(self, element: etree._Element, kind: int) -> bool:
        """Tell whether a table is there for looks, or is none: see `blocks.is_layout`."""
        if kind != v.TABLE:
            parents = [b for b in self._blocks if b.kind == v.TABLE]
            return not parents
        return is_layout(element)

    def _break_paragraph(self) -> None:
        """A block inside a paragraph ends it; what follows in the same element gets a paragraph of its own."""
        block = self._blocks[-1]
        if block.written and block.tag:
            self.out.append(f"</{block.tag}>")
        block.kind, block.tag, block.written = v.BLOCK, "", True

    def _words(self, text: str) -> None:
        text = visible(text, self.dropped)
        if not self._pre:
            if "\n" in text and self._teleprinted(text):
                return
            if "  " in text or not text.isprintable():
                text = _SPACE.sub(" ", text)
        if "&" in text:
            text = _ENTITY_LEFT.sub(_entity, text)
        if not text.strip(" \n\t\r"):
            self._gap(text)
            return
        if self._breaks:
            self._line_end()
        self._open()
        self._buffer.append(text.replace("\n", "\x0b") if self._pre else text)
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.out.append(text)

    def _teleprinted(self, text: str) -> bool:
        """Part hard-wrapped text, whose paragraphs only show as indented lines or blank ones, inside one element.

        Pretty-printed XML indents every line; a teleprinter only the first of a paragraph.
        """
        lines = text.split("\n")
        flush = sum(1 for each in lines[1:] if each[:1].strip())
        block = self._blocks[-1] if self._blocks else None
        if len(lines) < 4 or flush < 2 or self._cells or self._marks or (block and block.kind in (v.ITEM, v.CELL)):
            return False
        parts = [each for each in _TELEPRINTED.split(text) if each.strip()]
        if len(parts) < 2:
            return False
        for number, each in enumerate(parts):
            if number:
                self._breaks = 2
            self._words(_SPACE.sub(" ", each))
        return True

    def _gap(self, text: str) -> None:
        if text and self._buffer and not self._breaks and not self._buffer[-1].endswith((" ", "\n", "\t")):
            self._buffer.append(" ")
            if self._loose or (self._blocks and self._blocks[-1].written and self._blocks[-1].kind in _HOLDERS):
                self.out.append(" ")

    def _open(self) -> None:
        """Write what has to be open before a word can stand here."""
        self._write_blocks()
        if not self._loose and not (self._blocks and self._blocks[-1].kind in _HOLDERS):
            self.out.append("<p>")
            self._loose = True
        for _, opening in self._marks[self._open_marks :]:
            self.out.append(opening)
        self._open_marks = len(self._marks)

    def _write_blocks(self) -> None:
        for block in self._blocks:
            if not block.written:
                block.written = True
                if block.tag:
                    self.out.append(f"<{block.tag}{block.attributes}>")

    def _close_marks(self) -> None:
        for tag, _ in reversed(self._marks[: self._open_marks]):
            self.out.append(f"</{tag}>")
        self._open_marks = 0

    def _line_end(self) -> None:
        """One `br` is a line end, two part paragraphs."""
        several, self._breaks = self._breaks > 1, 0
        if not self._buffer:
            return
        block = self._blocks[-1] if self._blocks else None
        if several and not self._cells and (self._loose or (block and block.kind == v.PARA and block.tag != "pre")):
            self._close_marks()
            if self._loose:
                self.out.append("</p>")
                self._loose = False
            elif block is not None:
                self.out.append(f"</{block.tag}>")
                block.written = False
            self._flush()
        elif self._loose or (block and block.kind in _HOLDERS):
            self.out.append("<br/><br/>" if several else "<br/>")
            self._buffer.append("\x0b\x0b" if several else "\x0b")
        else:
            self._buffer.append("\x0b")

    def _boundary(self) -> None:
        self._breaks = 0
        self._close_marks()
        if self._loose:
            self.out.append("</p>")
            self._loose = False
        if self._cells:
            if self._buffer and not self._buffer[-1].endswith(("\t", "\n", " ")):
                self._buffer.append(" ")
        elif not self._tables:
            self._flush()
        elif self._buffer and not self._buffer[-1].endswith(("\t", "\n")):
            self._buffer.append("\n")

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        if "\n" in text or "\t" in text or "\x0b" in text:
            text = _rows(text)
        elif "  " in text:
            text = _SPACE.sub(" ", text)
        text = text.strip()
        if text:
            self.paragraphs.extend(p for p in text.split("\n\n") if p)

    def _drop(self, element: etree._Element, reason: str) -> None:
        text = _SPACE.sub(" ", " ".join(str(t) for t in element.itertext(etree.Element))).strip()
        if text or reason == "embedded frame":
            self.dropped.append(Dropped(text or str(element.get("src") or "")[:200], reason, -1 if text else 0))

    def _silent(self, element: etree._Element, name: str) -> None:
        if name in ("script", "style"):
            self.dropped.append(Dropped((element.text or str(element.get("src") or "")).strip()[:200], name, 0))

    def _reason_to_leave(self, element: etree._Element) -> str:
        if self._is_hidden(element):
            return "hidden text"
        return "marked as not for publication" if is_for_editors(element) else ""

    def _is_hidden(self, element: etree._Element) -> bool:
        attributes = element.attrib
        if "hidden" in attributes:
            return True
        style = attributes.get("style") or (f"color:{attributes.get('color')!s}" if "color" in attributes else "")
        if style and hides(str(style)):
            return True
        if not self._hidden:
            return False
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
        return not self._hidden.isdisjoint(names)

    def _picture(self, element: etree._Element) -> None:
        made = from_element(element, self._base)
        if isinstance(made, Media):
            self.media.append(made)
        else:
            self.dropped.append(Dropped(str(element.get("src") or "")[:200], made, 0))

    def _embedded(self, element: etree._Element, name: str) -> None:
        made = from_element(element, self._base)
        if isinstance(made, Media):
            self.media.append(made)
        self._drop(element, v.WHY.get(name, "not copy"))


def _rows(text: str) -> str:
    """Tidy cells and line ends; a vertical tab is a line end that was meant, others are white space of rows."""
    text = _AROUND.sub(r"\1", _SPACE.sub(_kept, text))
    lines = ["\t".join(cell.strip(" ") for cell in line.split("\t")).rstrip() for line in text.split("\n")]
    rows = "\n".join(line for line in lines if line)
    return _AROUND.sub(r"\1", re.sub(r" *\x0b *", "\n", rows))


def _kept(found: re.Match[str]) -> str:
    run = found.group(0)
    return "\n" if "\n" in run else "\t" if "\t" in run else " "


def _entity(found: re.Match[str]) -> str:
    name = found.group(1)
    return _ENTITIES[name] if name in _ENTITIES else chr(int(name[1:]))


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
