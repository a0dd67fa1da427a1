"""Items as NewsML-G2 news items (2.34, power conformance) that `newsml_g2` reads back as they were."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from wiredesk.core.formats.decoding import without_controls
from wiredesk.core.formats.markup import escaped
from wiredesk.core.model import Item, Media, Named, PubStatus, Signal

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_SIGNALS = {Signal.CORRECT: "sig:correction", Signal.UPDATE: "sig:update", Signal.REFILE: "sig:refile",
            Signal.REPEAT: "sig:repeat", Signal.HOLD: "sig:hold", Signal.KILL: "sig:kill"}  # fmt: skip
_STATUS = {PubStatus.USABLE: "stat:usable", PubStatus.WITHHELD: "stat:withheld", PubStatus.CANCELED: "stat:canceled"}


def dump(item: Item) -> bytes:
    """Return the item as a NewsML-G2 document.

    Kept: everything that the standard has a place for in a text item. A picture keeps its address, caption and
    kind; its credit and sizes belong to an item of its own there.
    """
    root = etree.Element(f"{{{NAR}}}newsItem", nsmap={None: NAR})  # type: ignore[dict-item]
    root.attrib.update({"standard": "NewsML-G2", "standardversion": "2.34", "conformance": "power"})
    root.set("guid", _clean(item.guid))
    root.set("version", _clean(item.version) or "1")
    if item.language:
        root.set(_LANG, item.language)
    _add(root, "catalogRef", href=_CATALOG)
    _rights(item, root)
    _item_meta(item, _add(root, "itemMeta"))
    _content_meta(item, _add(root, "contentMeta"))
    _content(item, root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAR}}}{name}")
    for key, value in attributes.items():
        made.set(key, _clean(value))
    made.text = _clean(text) or None
    return made


def _clean(text: str) -> str:
    return without_controls(text)


def _rights(item: Item, root: etree._Element) -> None:
    if not (item.copyright_holder or item.copyright_notice or item.usage_terms):
        return
    rights = _add(root, "rightsInfo")
    if item.copyright_holder:
        _add(_add(rights, "copyrightHolder", literal=item.copyright_holder), "name", item.copyright_holder)
    if item.copyright_notice:
        _add(rights, "copyrightNotice", item.copyright_notice)
    if item.usage_terms:
        _add(rights, "usageTerms", item.usage_terms)


def _item_meta(item: Item, meta: etree._Element) -> None:
    kind = "ninat:text" if item.body or not item.media else f"ninat:{item.media[0].kind}"
    _add(meta, "itemClass", qcode=kind)
    _add(_add(meta, "provider", literal=item.agency or "unknown"), "name", item.agency)
    for name, when in (("versionCreated", item.version_created), ("firstCreated", item.first_created)):
        if when:
            _add(meta, name, _time(when))
    if item.embargoed_until or item.embargo_unreadable:
        _add(meta, "embargoed", _time(item.embargoed_until) if item.embargoed_until else "")
    _add(meta, "pubStatus", qcode=_STATUS[item.pub_status])
    if item.ednote:
        _add(meta, "edNote", item.ednote)
    if item.signal in _SIGNALS:
        _add(meta, "signal", qcode=_SIGNALS[item.signal])
    for guid in item.refers_to:
        _add(meta, "link", rel="irel:previousVersion", residref=guid)
    if item.link:
        _add(meta, "link", rel="irel:alternate", href=item.link)
    for each in item.media if item.body else ():
        _picture(each, meta)


def _picture(each: Media, meta: etree._Element) -> None:
    if not each.href:
        return
    link = _add(meta, "link", rel="irel:associated", href=each.href, contenttype=each.mime or "image/jpeg")
    _add(link, "itemClass", qcode=f"ninat:{each.kind}")
    if each.caption:
        _add(link, "title", each.caption)


def _content_meta(item: Item, meta: etree._Element) -> None:
    if item.urgency is not None:
        _add(meta, "urgency", str(item.urgency))
    if item.located:
        _located(item, meta)
    for name, words in (("by", item.byline), ("creditline", item.credit)):
        if words:
            _add(meta, name, words)
    if item.language:
        _add(meta, "language", tag=item.language)
    _concepts(item, meta)
    if item.slugline:
        _add(meta, "slugline", item.slugline)
    _lines(item, meta)
    if item.summary:
        _add(meta, "description", item.summary, role="drol:summary")


def _located(item: Item, meta: etree._Element) -> None:
    """With a name where it is one of the item's places, too; as a literal where it is a word of the dateline alone."""
    place = next((each for each in item.places if each.name == item.located), None)
    if place is not None:
        _named(place, meta, "located", "geoArea")
    else:
        _add(meta, "located", type="cpnat:geoArea", literal=item.located)


def _concepts(item: Item, meta: etree._Element) -> None:
    for named in item.subjects:
        if named.scheme == "genre":
            _named(named, meta, "genre", "")
    listed = (
        ("abstract", item.subjects), ("person", item.people), ("organisation", item.organisations), ("geoArea", item.places)
    )  # fmt: skip
    for kind, names in listed:
        for named in names:
            if named.scheme != "genre":
                _named(named, meta, "subject", kind)


def _lines(item: Item, meta: etree._Element) -> None:
    if item.headline:
        _add(meta, "headline", item.headline)
    for role, words in item.alt_ids:
        if role == "headline" or role.startswith("headline:"):
            kind = role.partition(":")[2]
            _add(meta, "headline", words, **({"role": f"hld:{kind}"} if kind else {}))
        else:
            _add(meta, "altId", words, type=role)


def _named(named: Named, meta: etree._Element, name: str, kind: str) -> None:
    codes: dict[str, str] = {}
    if named.scheme and named.code and " " not in named.code:
        codes["qcode"] = f"{named.scheme}:{named.code}"
    elif named.code or not named.uri:
        codes["literal"] = named.code or named.name
    if named.uri:
        codes["uri"] = named.uri
    made = _add(meta, name, **({"type": f"cpnat:{kind}"} if kind else {}), **codes)
    if named.name:
        _add(made, "name", named.name)


def _content(item: Item, root: etree._Element) -> None:
    content = _add(root, "contentSet")
    if item.body:
        inline = _add(content, "inlineXML", contenttype="application/xhtml+xml", wordcount=str(item.words_out))
        inline.append(_xhtml(item))
        return
    for each in item.media:
        sizes = {key: str(value) for key, value in (("width", each.width), ("height", each.height)) if value}
        renditions = each.renditions or (("main", each.href),)
        for name, href in renditions:
            _add(content, "remoteContent", href=href, rendition=f"rnd:{name}", contenttype=each.mime or "image/jpeg",
                 **(sizes if href == each.href else {}))  # fmt: skip


def _xhtml(item: Item) -> etree._Element:
    head = f'<html xmlns="{XHTML}"><head><title>{escaped(_clean(item.headline))}</title></head><body>'
    try:
        return etree.fromstring(f"{head}{_clean(item.xhtml)}</body></html>".encode())
    except etree.XMLSyntaxError:
        plain = "".join(f"<p>{escaped(part)}</p>" for part in _clean(item.body).split("\n\n"))
        return etree.fromstring(f"{head}{plain}</body></html>".encode())


def _time(when: datetime) -> str:
    return when.isoformat().replace("+00:00", "Z")
