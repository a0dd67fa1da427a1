"""What a crop must keep, where a picture's own XMP says it: IPTC's image regions, or a focus of MWG's."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_ROLES = ("mainsubjectarea", "cropping", "landscapecropping", "squarecropping")
"""Ends of IPTC's codes of region roles that name what must stay in the picture, the best first."""

Point = tuple[float, float]


def focus(xmp: bytes) -> Point | None:
    """Return the middle of the region that matters, as shares of width and height; None where none is named."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    start, end = xmp.find(b"<"), xmp.rfind(b">")
    try:
        root = etree.fromstring(xmp[start : end + 1], parser) if 0 <= start < end else None
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    found: dict[int, Point] = {}
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag.endswith("}li"):
            ranked = _region(each)
            if ranked is not None:
                found.setdefault(*ranked)
    return found[min(found)] if found else None


def _region(element: etree._Element) -> tuple[int, Point] | None:
    said = dict(_said(element))
    roles = [number for number, role in enumerate(_ROLES) if f"/{role}" in said.get("roles", "").lower()]
    if roles and said.get("rbUnit", "relative") == "relative":
        return _if_inside(roles[0], said, ("rbX", "rbY"), ("rbW", "rbH"))
    if said.get("Type", "").lower() == "focus" and said.get("unit", "normalized") == "normalized":
        return _if_inside(len(_ROLES), said, ("x", "y"), ("", ""))
    return None


def _if_inside(
    rank: int, said: dict[str, str], corner: tuple[str, str], size: tuple[str, str]
) -> tuple[int, Point] | None:
    """Return the middle of a box, or the point of a shape without one; None where the numbers are none."""
    try:
        x, y = (
            float(said[name]) + float(said.get(side, "0") or 0) / 2 for name, side in zip(corner, size, strict=True)
        )
    except (KeyError, ValueError):
        return None
    return (rank, (round(x, 4), round(y, 4))) if 0 <= x <= 1 and 0 <= y <= 1 else None


def _said(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield names and values below an element, whether they stand as elements or attributes; roles are joined."""
    roles: list[str] = []
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        for name, value in each.attrib.items():
            yield str(name).rpartition("}")[2], str(value)
        words = (each.text or "").strip()
        if "regionrole" in words.lower():
            roles.append(words)
        elif words and not len(each):
            yield each.tag.rpartition("}")[2], words
    yield "roles", " ".join(roles)
