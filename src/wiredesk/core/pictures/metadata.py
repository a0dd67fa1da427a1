"""What a picture says about itself: XMP with IPTC's fields, in the SVG and in the PNG made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

ALGORITHMIC = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""Made by rules alone, from no sampled data: the card."""

DATA_DRIVEN = "http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
"""A representation of data, drawn by a program: the map."""

DIGITAL_CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
"""A photograph as a camera took it."""

TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""Made by a model that was taught with pictures."""

BY_MODELS = (
    "trainedAlgorithmicMedia",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "virtualRecording",
)
"""Ends of the codes that say: a model had a part in it."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODE = re.compile(r"https?://cv\.iptc\.org/newscodes/digitalsourcetype/[A-Za-z]{3,60}/?")

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}

_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class About:
    """Who made a picture, how, and what may be done with it."""

    creator: str = "Wiredesk"
    credit: str = ""
    rights: str = ""
    source_type: str = ALGORITHMIC
    caption: str = ""
    alt: str = ""
    terms: str = ""
    """What may be done with it, in its owner's words."""
    created: str = ""
    """When it was taken, as the file says."""


def source_type(value: str) -> str:
    """Return an IPTC code of how a picture was made, as IPTC writes it; "" for anything else."""
    found = _CODE.fullmatch(value.strip())
    return "http" + found[0].removeprefix("https").removeprefix("http").rstrip("/") if found else ""


def by_model(code: str) -> bool:
    """Whether a code says that a model made the picture or a part of it."""
    return code.rpartition("/")[2] in BY_MODELS


def packet(about: About) -> str:
    """Return the `x:xmpmeta` element for a picture; empty fields are left out."""
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items() if prefix != "x")
    fields = (
        _seq("dc:creator", about.creator),
        _alt("dc:description", about.caption),
        _alt("dc:rights", about.rights),
        _plain("photoshop:Credit", about.credit),
        _plain("photoshop:DateCreated", about.created),
        _alt("xmpRights:UsageTerms", about.terms),
        _alt("Iptc4xmpCore:AltTextAccessibility", about.alt),
        _plain("Iptc4xmpExt:DigitalSourceType", about.source_type),
    )
    return (
        f'<x:xmpmeta xmlns:x="{NAMESPACES["x"]}"><rdf:RDF {spaces}><rdf:Description rdf:about="">'
        f"{''.join(fields)}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def _plain(name: str, value: str) -> str:
    return f"<{name}>{_xml(value)}</{name}>" if value else ""


def _seq(name: str, value: str) -> str:
    each = "".join(f"<rdf:li>{_xml(part)}</rdf:li>" for part in value.split("; ") if part)
    return f"<{name}><rdf:Seq>{each}</rdf:Seq></{name}>" if each else ""


def _alt(name: str, value: str) -> str:
    if not value:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_xml(value)}</rdf:li></rdf:Alt></{name}>'


def _xml(value: str) -> str:
    """Escape a text; what XML can't hold (controls, halves of pairs) is left out, or the packet would be none."""
    return escape(_FORBIDDEN.sub("", value))


def wrapped(packet: str) -> bytes:
    """Return a packet as it stands in a file of pixels."""
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{packet}<?xpacket end="r"?>'.encode()


def packet_of(svg: str) -> str:
    """Return the packet that an SVG of ours carries, or an empty string."""
    start, end = svg.find("<x:xmpmeta"), svg.find("</x:xmpmeta>")
    return svg[start : end + len("</x:xmpmeta>")] if 0 <= start < end else ""


def fields_of(xmp: bytes) -> dict[str, str]:
    """Return the fields of an XMP packet as `prefix:name` to value, lists joined; empty where it can't be read.

    Args:
        xmp: An XML document from an image of anybody; no entity is resolved and nothing is fetched.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    start, end = xmp.find(b"<"), xmp.rfind(b">")
    try:
        root = etree.fromstring(xmp[start : end + 1], parser) if 0 <= start < end else None
    except etree.XMLSyntaxError:
        return {}
    if root is None:
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{{{NAMESPACES['rdf']}}}Description"):
        for name, value in description.attrib.items():
            found[_short(str(name), description.nsmap)] = str(value)
        for child in description:
            if isinstance(child.tag, str):
                found[_short(child.tag, child.nsmap)] = _value(child)
    return {name: value for name, value in found.items() if value and not name.startswith(("rdf:", "xml:"))}


def _value(element: etree._Element) -> str:
    items = [each for each in element.iter(f"{{{NAMESPACES['rdf']}}}li") if each is not None]
    parts = [_words(each) for each in items] or [_words(element)]
    return "; ".join(part for part in parts if part)


def _short(name: str, known: dict[str | None, str]) -> str:
    if not name.startswith("{"):
        return name
    space, _, local = name[1:].partition("}")
    for prefix, each in [*NAMESPACES.items(), *((prefix or "", each) for prefix, each in known.items())]:
        if each == space:
            return f"{prefix}:{local}"
    return f"xml:{local}" if name.startswith(_XML) else local


def _words(element: etree._Element) -> str:
    return "".join(str(each) for each in element.itertext()).strip()
