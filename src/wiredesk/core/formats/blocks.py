"""What a walk knows of a block: whether it is written yet, its attributes, whether a table is one or only looks so."""

from __future__ import annotations

from lxml import etree

from wiredesk.core.formats.tree import local

_FRAMES = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_IN_TABLES = _FRAMES | {"td", "th", "caption", "col", "colgroup", "script", "style", "", "nitf-colgroup", "nitf-col"}
_DATA = 4  # cells; a table with fewer, and paragraphs in them, lays a page out


class Block:
    """A block element that the walk is inside of."""

    __slots__ = ("attributes", "kind", "tag", "written")

    def __init__(self, kind: int, tag: str, attributes: str) -> None:
        self.kind = kind
        self.tag = tag
        self.attributes = attributes
        self.written = False


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table is there for looks: words outside of all cells, or a few cells that hold whole texts."""
    parts = list(table.iter(etree.Element))
    few = sum(local(part).lower() in ("td", "th") for part in parts) < _DATA
    return any(_is_layout(part, few) for part in parts)


def _is_layout(part: etree._Element, few: bool) -> bool:
    name = local(part).lower()
    if name in ("td", "th"):
        return few and sum(local(each) in ("p", "div", "table", "h2") for each in part) > 1
    if name not in _FRAMES:
        return False
    return said(part.text) or any(said(each.tail) or local(each).lower() not in _IN_TABLES for each in part)


def attributes(element: etree._Element, tag: str) -> str:
    """Return the attributes that a block of ours keeps, written out."""
    if not element.attrib:
        return ""
    wanted = ("colspan", "rowspan") if tag in ("td", "th") else ("start",) if tag == "ol" else ()
    found = [(name, str(element.get(name) or "")) for name in wanted]
    return "".join(f' {name}="{value}"' for name, value in found if value.isascii() and value.isdigit())


def said(text: str | None) -> bool:
    """Tell whether a text holds more than white space."""
    return bool(text and text.strip())
