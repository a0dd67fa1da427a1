"""Content of a NewsML-G2 item: inline XML as XHTML, NITF or another vocabulary, inline data, remote content."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import markup, nitf, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of, number
from wiredesk.core.model import Media

_MOST = 5_000_000  # bytes of unpacked inline data; the longest agency text is a hundredth of that


def fill(sets: list[tree.Element], filled: Fields) -> None:
    """Fill in body and media from the item's content sets."""
    bodies: list[markup.Body] = []
    remote: list[tree.Element] = []
    for content in sets:
        for each in content:
            name = tree.local(each)
            if name == "inlineXML":
                bodies += inline_xml(each, filled)
            elif name == "inlineData":
                bodies.append(_inline_data(each))
            elif name == "remoteContent":
                remote.append(each)
    filled.body = markup.best(bodies)
    _remote(remote, filled)


def inline_xml(holder: tree.Element, filled: Fields) -> list[markup.Body]:
    """Read what stands as XML inside an item: NITF, XHTML, loose paragraphs or a house's own elements."""
    bodies = []
    for root in holder:
        name = tree.local(root)
        if name == "nitf":
            before = filled.body
            nitf.fill(root, filled)
            bodies.append(filled.body)
            filled.body = before
        elif name in ("body", "body.content") and any(tree.local(each).startswith("body.") for each in root):
            bodies.append(nitf.body_of(root, filled))
        elif name:
            body = tree.child(root, "body") if name == "html" else None
            bodies.append(markup.from_tree(root if body is None else _with_styles(root, body)))
    if holder.text and holder.text.strip():
        bodies.append(markup.read(holder.text))
    return [markup.joined(bodies)] if len(bodies) > 1 and tree.local(holder[0]) not in ("nitf", "html") else bodies


def _with_styles(html: tree.Element, body: tree.Element) -> tree.Element:
    """The head matters only where it hides parts of the body."""
    return body if next(html.iter("style", "{*}style"), None) is None else html


def _inline_data(holder: tree.Element) -> markup.Body:
    kind = tree.attribute(holder, "contenttype").lower()
    if len(holder):
        return markup.from_tree(holder)
    value = holder.text or ""
    if tree.attribute(holder, "encoding"):
        value = unpacked(value)
    if kind.startswith("text/plain") and not re.search(r"</(?:p|div|b|a|span)>", value):
        return markup.plain(markup.unescaped(value))
    if "nitf" in kind:
        try:
            root, _ = tree.parse(value.encode("utf-8", "replace"))
        except Unreadable:
            return markup.read(value)
        return markup.from_tree(next((e for e in root.iter() if tree.local(e) == "body.content"), root), nitf=True)
    return markup.read(value)


def unpacked(value: str) -> str:
    """Undo base64, and gzip below it; anything else comes back as it is."""
    try:
        data = base64.b64decode("".join(value.split()), validate=True)
        if data[:2] == b"\x1f\x8b":
            data = zlib.decompressobj(31).decompress(data, _MOST)
        return data.decode("utf-8", "replace")
    except (ValueError, binascii.Error, zlib.error):
        return value


def _remote(remote: list[tree.Element], filled: Fields) -> None:
    """Renditions of the item's own picture or video are one Media; text elsewhere leaves a warning."""
    by_kind: dict[str, list[tree.Element]] = {}
    for each in remote:
        mime = tree.attribute(each, "contenttype")
        kind = kind_of(mime) or ("" if mime.startswith(("text/", "application/")) else "picture")
        if kind:
            by_kind.setdefault(kind, []).append(each)
        elif not filled.body.text:
            filled.warnings.append(f"text stands elsewhere and was not fetched: {_href(each)[:120]}")
    for kind, elements in by_kind.items():
        main = max(elements, key=lambda e: number(e.get("width")) or 0)
        filled.media.append(
            Media(
                kind,
                _href(main),
                tree.attribute(main, "contenttype"),
                headline=filled.headline,
                caption=filled.summary,
                credit=filled.credit or filled.byline,
                copyright=filled.copyright_notice or filled.copyright_holder,
                usage_terms=filled.usage_terms,
                width=number(main.get("width")),
                height=number(main.get("height")),
                renditions=tuple(
                    (tree.attribute(e, "rendition").rpartition(":")[2] or "rendition", _href(e)) for e in elements
                ),
            )
        )


def _href(each: tree.Element) -> str:
    return absolute(tree.attribute(each, "href")) or tree.attribute(each, "residref", "href")
