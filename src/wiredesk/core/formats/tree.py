"""Safe XML trees: no DTD, no entities of the document's own, no network, depth limited; names without namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats.decoding import without_bad_references, xml_bytes

Element = etree._Element
ELEMENT = etree.Element
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = re.compile(r"\s+")
_TAGS = re.compile(rb"<!--.{0,20000}?-->|<\?[^>]{0,2000}>|<!\[CDATA\[|\]\]>|</?[A-Za-z_][^<>]{0,20000}>", re.DOTALL)
_WORDS = re.compile(rb"[^\s&;<>]+")
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}(?:\[[^\]]{0,20000}\]\s{0,100})?>")
_GENERAL_ENTITY = re.compile(rb"<!ENTITY\s+[^%\s]")
_PLAIN_ENTITY = re.compile(
    rb"""<!ENTITY\s{1,20}([A-Za-z_][\w.-]{0,60})\s{1,20}(?:"([^"<%]{0,500})"|'([^'<%]{0,500})')\s{0,20}>"""
)
_NESTED = re.compile(rb"&(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)|&amp;\w{1,60};")
_MOST_ENTITIES, _MOST_ADDED = 100, 100_000  # declarations; bytes that they may add to a document


def parse(data: bytes, *, name: str = "", feed: bool = False) -> tuple[Element, tuple[str, ...]]:
    """Parse XML and return its root with warnings.

    Broken XML is read on, with a warning, where that costs no words. A feed that was cut off on its way is read up to
    its last whole entry; any other document that was cut off is refused, since half a story is none.

    Args:
        data: The bytes as they came; the declared charset is not trusted.
        name: What to call the input in an error.
        feed: It is a list of entries that stand for themselves.

    Raises:
        Unreadable: It is broken and can't be mended, is nested too deeply, or declares entities.
    """
    data = _without_doctype(xml_bytes(data), name)
    try:
        return _root(data), ()
    except etree.XMLSyntaxError:
        data = without_bad_references(data)
    try:
        return _root(data), ("characters that XML forbids were taken out",)
    except etree.XMLSyntaxError as error:
        reason = str(error).partition(" (<string>")[0]
    root = _mended(data, feed=feed)
    if root is None:
        raise Unreadable(name, f"is broken XML: {reason}")
    return root, (f"broken XML, read as far as it goes: {reason}",)


def _mended(data: bytes, *, feed: bool) -> Element | None:
    """Read broken XML, or return None where that would lose words."""
    if feed and not data.rstrip().endswith(b">"):
        whole = max(data.rfind(b"</item>"), data.rfind(b"</entry>"))
        data = data[: data.index(b">", whole) + 1] if whole > 0 else b""
    elif not data.rstrip().endswith(b">"):
        return None
    try:
        root = etree.fromstring(data, _parser(recover=True)) if data else None
    except etree.XMLSyntaxError:
        return None
    if root is None or feed:
        return root
    closed = re.search(rb"</(?:[\w.-]+:)?([\w.-]+)\s*>\s*\Z", data[-200:])
    if closed is None or closed.group(1).decode("utf-8", "replace") != local(root):
        return None
    told = len(_WORDS.findall(_TAGS.sub(b" ", data)))
    kept = len(_WORDS.findall(" ".join(str(t) for t in root.itertext()).encode("utf-8", "replace")))
    return root if kept >= 0.995 * told else None


def _without_doctype(data: bytes, name: str) -> bytes:
    """Cut a DOCTYPE: nothing in it is ever loaded.

    Several agencies name the DTD of NITF there as a parameter entity, which is harmless once cut. General entities
    are part of the copy: those that are a few plain words are put in, those that stand for a file, for markup or for
    other entities are refused.
    """
    start = data.find(b"<!DOCTYPE")
    if start < 0:
        return data
    found = _DOCTYPE.match(data, start)
    inside = b"<!ENTITY" in data and _FIRST_ELEMENT.search(data, 0, start) is not None
    words = _plain_entities(found.group(0)) if found is not None and not inside else None
    if found is None or words is None:
        raise Unreadable(
            name, "declares XML entities, which wire copy has no need of; ask the sender to send plain text"
        )
    before, rest = data[:start], data[found.end() :]
    for key, value in words.items():
        # What `xml_bytes` does not know it has escaped, outside of CDATA.
        if rest.count(b"&amp;" + key) * len(value) > _MOST_ADDED:
            raise Unreadable(name, f"uses the entity {key.decode()} so often that it would swell")
        rest = rest.replace(b"&amp;" + key + b";", value)
    return before + rest


def _plain_entities(doctype: bytes) -> dict[bytes, bytes] | None:
    """Return the entities that a DOCTYPE declares as plain words; None where it declares others."""
    declared = len(_GENERAL_ENTITY.findall(doctype))
    found = [(each.group(1), each.group(2) or each.group(3) or b"") for each in _PLAIN_ENTITY.finditer(doctype)]
    if len(found) != declared or declared > _MOST_ENTITIES or any(_NESTED.search(value) for _, value in found):
        return None
    return {key: value.replace(b'"', b"&quot;").replace(b"'", b"&apos;") for key, value in found}


def _parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
        recover=recover,
        strip_cdata=True,
    )


_PARSER = _parser()


def _root(data: bytes) -> Element:
    return etree.fromstring(data, _PARSER)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """Return an element's name without its namespace; comments and the like have the empty name."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """Return an element's namespace, or the empty string."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the element's children with one of these names, whatever their namespace."""
    for child in element:
        if local(child) in names:
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """Follow a path of names, taking the first child each time."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def text(element: Element | None) -> str:
    """Return the words below an element with their marks gone and white space made single."""
    if element is None:
        return ""
    if len(element) == 0:
        whole = element.text or ""
    else:
        whole = "".join(str(part) for part in element.itertext(etree.Element))
        whole = whole if whole.strip() else ""
    return _SPACE.sub(" ", whole).strip()


def attribute(element: Element | None, *names: str) -> str:
    """Return the first of these attributes that is there, whatever its namespace, stripped."""
    if element is None:
        return ""
    for name in names:
        value = element.get(name)
        if value is not None:
            return str(value).strip()
    return ""
