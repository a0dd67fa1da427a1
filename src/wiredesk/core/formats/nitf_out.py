"""Items as NITF 3.6 documents that `nitf` reads back as they were, as far as NITF has a place."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from wiredesk.core.formats.decoding import without_controls
from wiredesk.core.formats.markup import escaped
from wiredesk.core.formats.tree import local
from wiredesk.core.model import Item, Media, Named, PubStatus, Signal

_STATUS = {PubStatus.USABLE: "usable", PubStatus.WITHHELD: "withheld", PubStatus.CANCELED: "canceled"}
_EMPHASISED = frozenset({"b", "strong", "i", "em", "u", "cite", "mark"})
_SAME = frozenset({"p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
                   "caption", "a", "br", "hr", "sub", "sup", "q", "pre"})  # fmt: skip


def dump(item: Item) -> bytes:
    """Return the item as a NITF document.

    NITF has one mark, `em`, for all emphasis, one date of issue, and no place for a copyright line beside holder and
    year; those are what goes.
    """
    root = etree.Element("nitf")
    if item.language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", item.language)
    head = etree.SubElement(root, "head")
    _add(head, "title", item.headline)
    for name, value in (("slugline", item.slugline), ("located", item.located), *item.alt_ids):
        if value:
            _add(head, "meta", name=name, content=value)
    _tobject(item, head)
    _docdata(item, head)
    _add(head, "pubdata", **{"name": item.agency, **({"ex-ref": item.link} if item.link else {})})
    body = etree.SubElement(root, "body")
    _body_head(item, body)
    content = _content(item)
    body.append(content)
    for each in item.media:
        _media(each, content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, tag)
    for key, value in attributes.items():
        made.set(key, without_controls(value))
    made.text = without_controls(text) or None
    return made


def _tobject(item: Item, head: etree._Element) -> None:
    coded = [each for each in item.subjects if each.code and each.scheme]
    if not coded:
        return
    tobject = _add(head, "tobject", **{"tobject.type": "news"})
    for each in coded:
        _add(tobject, "tobject.subject", **{"tobject.subject.ipr": each.scheme, "tobject.subject.refnum": each.code,
                                            "tobject.subject.type": each.name})  # fmt: skip


def _docdata(item: Item, head: etree._Element) -> None:
    data = _add(head, "docdata", **{"management-status": _STATUS[item.pub_status]})
    _add(data, "doc-id", **{"id-string": item.guid})
    release = _time(item.embargoed_until) if item.embargoed_until else "unknown" if item.embargo_unreadable else ""
    parts = (
        ("urgency", "ed-urg", "" if item.urgency is None else str(item.urgency)),
        ("date.issue", "norm", _time(item.version_created) if item.version_created else ""),
        ("date.release", "norm", release),
        ("du-key", "version", item.version),
        ("doc.copyright", "holder", item.copyright_holder),
        ("doc.rights", "limitations", item.usage_terms),
        ("ed-msg", "info", item.ednote),
    )
    for tag, name, value in parts:
        if value:
            _add(data, tag, **{name: value})
    if item.signal == Signal.CORRECT:
        for guid in item.refers_to or ("",):
            _add(data, "correction", **{"id-string": guid} if guid else {})
    _keywords(item, data)
    _identified(item, data)


def _keywords(item: Item, data: etree._Element) -> None:
    keys = [each.name for each in item.subjects if each.name and not (each.code and each.scheme)]
    if keys:
        listed = _add(data, "key-list")
        for name in keys:
            _add(listed, "keyword", key=name)


def _identified(item: Item, data: etree._Element) -> None:
    listed: tuple[tuple[str, tuple[Named, ...]], ...] = (
        ("person", item.people), ("org", item.organisations), ("location", item.places)
    )  # fmt: skip
    if not any(names for _, names in listed):
        return
    holder = _add(data, "identified-content")
    for tag, names in listed:
        for each in names:
            codes = {"idsrc": each.scheme, "value": each.code} if each.code else {}
            _add(holder, tag, each.name, **codes)


def _body_head(item: Item, body: etree._Element) -> None:
    head = etree.SubElement(body, "body.head")
    _add(_add(head, "hedline"), "hl1", item.headline)
    if item.byline:
        _add(head, "byline", item.byline)
    if item.credit:
        _add(head, "distributor", item.credit)
    if item.summary:
        abstract = _add(head, "abstract")
        for part in item.summary.split("\n\n"):
            _add(abstract, "p", part)


def _content(item: Item) -> etree._Element:
    try:
        source = etree.fromstring(f"<body.content>{without_controls(item.xhtml)}</body.content>".encode())
    except etree.XMLSyntaxError:
        plain = "".join(f"<p>{escaped(part)}</p>" for part in without_controls(item.body).split("\n\n") if part)
        source = etree.fromstring(f"<body.content>{plain}</body.content>".encode())
    for each in list(source.iter(etree.Element)):
        name = local(each)
        if name in _EMPHASISED:
            each.tag = "em"
        elif name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            each.tag = "hl2"
        elif name == "blockquote":
            each.tag = "bq"
        elif name == "figcaption":
            each.tag = "p"
        elif name == "figure":
            each.tag = "block"
        elif name not in _SAME and each is not source:
            etree.strip_tags(source, name)
    return source


def _media(each: Media, content: etree._Element) -> None:
    media = _add(content, "media", **{"media-type": {"picture": "image"}.get(each.kind, each.kind)})
    sizes = {key: str(value) for key, value in (("width", each.width), ("height", each.height)) if value}
    if each.href:
        _add(media, "media-reference", **{"source": each.href, "mime-type": each.mime or "image/jpeg", **sizes})
    if each.caption:
        _add(media, "media-caption", each.caption)
    if each.credit:
        _add(media, "media-producer", each.credit)


def _time(when: datetime) -> str:
    return when.strftime("%Y%m%dT%H%M%S") + "Z" if when.year >= 1000 else when.isoformat()
