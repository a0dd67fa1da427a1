"""Codes of NewsML-G2: QCodes and URIs, with the schemes that agencies use most and those a document declares."""

from __future__ import annotations

from wiredesk.core.formats import markup, tree
from wiredesk.core.model import Named

_IPTC = "http://cv.iptc.org/newscodes/"
_KNOWN = {
    "medtop": f"{_IPTC}mediatopic/", "subj": f"{_IPTC}subjectcode/", "genre": f"{_IPTC}genre/",
    "ninat": f"{_IPTC}ninature/",
    "stat": f"{_IPTC}pubstatusg2/", "irel": f"{_IPTC}itemrelation/", "cpnat": f"{_IPTC}cpnature/",
    "sig": f"{_IPTC}signal/",
    "prov": f"{_IPTC}newsprovider/", "nprov": f"{_IPTC}newsprovider/",
}  # fmt: skip


_COMMON = ("medtop", "subj")


def coded(name: str, code: str, scheme: str) -> Named:
    """Return a concept whose scheme may be an address: then it makes the concept's URI, else it is an alias."""
    if scheme.startswith(("http://", "https://")):
        joint = "" if scheme.endswith(("/", "#", "=")) else "/"
        return Named(name, f"{scheme}{joint}{code}" if code and " " not in code else "", code)
    if not scheme or not code or ":" in scheme or "/" in scheme or " " in scheme:
        return Named(name, "", code)
    return Named(name, "", code, scheme)


class Schemes:
    """Scheme aliases of one item.

    Args:
        item: The item; its own `catalog` elements are read, remote ones are not fetched.
    """

    def __init__(self, item: tree.Element) -> None:
        self._declared: dict[str, str] = {}
        self._names: dict[str, str] | None = None
        self._item = item
        holders = [item, *([root] if (root := item.getroottree().getroot()) is not item else [])]
        for holder in holders:
            for catalog in tree.children(holder, "catalog"):
                for scheme in tree.children(catalog, "scheme"):
                    self._declared.setdefault(tree.attribute(scheme, "alias"), tree.attribute(scheme, "uri"))

    def named(self, element: tree.Element) -> Named:
        """Return what an element with `qcode`, `uri` or `literal` and `name` children means."""
        qcode, uri = tree.attribute(element, "qcode"), tree.attribute(element, "uri")
        code, scheme = tree.attribute(element, "literal"), ""
        if qcode:
            scheme, colon, code = qcode.partition(":")
            if not colon:
                scheme, code = "", qcode
            base = self._declared.get(scheme) or _KNOWN.get(scheme, "")
            uri = uri or (base + code if base and code else "")
        elif uri and not code:
            scheme, code = _parted(uri)
        name = _name(element) or self._asserted(qcode or uri or code)
        literal = "" if qcode or uri else code
        name = name or (literal if _is_words(literal) else "")
        return Named(name, uri, "" if literal and literal == name else code, scheme)

    def same(self, element: tree.Element) -> list[Named]:
        """Return the concepts of common schemes that an element is declared to be the same as."""
        others = [self.named(each) for each in tree.children(element, "sameAs")]
        return [each for each in others if each.scheme in _COMMON or each.uri.startswith(_IPTC)]

    def _asserted(self, code: str) -> str:
        """Return the name that an `assert` of the item gives a code."""
        if self._names is None:
            self._names = {}
            for each in tree.children(self._item, "assert"):
                for key in (
                    tree.attribute(each, "qcode"),
                    tree.attribute(each, "uri"),
                    tree.attribute(each, "literal"),
                ):
                    if key:
                        self._names[key] = _name(each)
        return self._names.get(code, "")


def _is_words(literal: str) -> bool:
    """Tell a name given as a literal, such as "Rome", from a code, such as "ID0EXD"."""
    return bool(literal) and literal[:1].isalpha() and not any(c.isdigit() for c in literal)


def _parted(uri: str) -> tuple[str, str]:
    for alias, base in _KNOWN.items():
        if uri.startswith(base):
            return alias, uri[len(base) :]
    return "", ""


def _name(element: tree.Element) -> str:
    """The first name, English before others only where the item gives several in one go."""
    names = list(tree.children(element, "name"))
    if not names:
        words = element.text if len(element) == 0 else ""
        return markup.line(words or "")
    return markup.line(tree.text(names[0]))
