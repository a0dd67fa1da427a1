"""Atom 1.0 and 0.3, feed or single entry."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core.formats import g2_content, markup, media_rss, tree
from wiredesk.core.formats.concepts import coded
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Media, Named

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read(root: tree.Element, profile: Profile) -> Iterator[Fields]:
    """Yield the fields of each entry."""
    if tree.local(root) == "entry":
        yield _entry(root, Fields(profile=profile), profile)
        return
    shared = Fields(profile=profile, language=tree.attribute(root, tree.XML_LANG))
    for each in root:
        name = tree.local(each)
        if name == "title":
            shared.agency = _line(each)
        elif name in ("rights", "copyright"):
            shared.copyright_notice = _line(each)
        elif name == "author":
            shared.byline = tree.text(tree.child(each, "name"))
        elif name == "link" and each.get("rel", "alternate") in ("alternate", "self") and not shared.link:
            shared.link = absolute(str(each.get("href") or ""))
    shared.link = tree.attribute(root, _XML_BASE) or shared.link
    for entry in tree.children(root, "entry"):
        yield _entry(entry, shared, profile)


def _entry(entry: tree.Element, shared: Fields, profile: Profile) -> Fields:
    filled = Fields(profile=profile, format="atom", language=tree.attribute(entry, tree.XML_LANG) or shared.language)
    filled.agency = profile.agency or shared.agency
    filled.copyright_notice = shared.copyright_notice
    base = tree.attribute(entry, _XML_BASE) or shared.link
    bodies: dict[str, tree.Element] = {}
    for each in entry:
        if media_rss.is_media(each):
            media_rss.read(each, filled, base)
        else:
            _part(filled, each, bodies, base)
    filled.byline = filled.byline or ("" if shared.byline == shared.agency else shared.byline)
    if "content" in bodies:
        filled.body = _body(bodies["content"], filled.link or base)
        if "summary" in bodies:
            filled.summary = _body(bodies["summary"], base).text
    elif "summary" in bodies:
        filled.body = _body(bodies["summary"], filled.link or base)
    if "content" in bodies and not filled.body.text and filled.summary:
        filled.body, filled.summary = _body(bodies["summary"], base), ""
    filled.version_created = filled.version_created or filled.first_created
    return filled


def _part(filled: Fields, each: tree.Element, bodies: dict[str, tree.Element], base: str) -> None:
    name = tree.local(each)
    if name == "title":
        filled.headline = filled.headline or _line(each)
    elif name in ("content", "summary"):
        bodies.setdefault(name, each)
    elif name == "id":
        filled.guid = tree.text(each)
    elif name in ("published", "issued", "created"):
        filled.first_created = filled.time(name, tree.text(each))
    elif name in ("updated", "modified"):
        filled.version_created = filled.time(name, tree.text(each))
    else:
        _more(filled, each, name, base)


def _more(filled: Fields, each: tree.Element, name: str, base: str) -> None:
    if name == "link":
        _link(filled, each, base)
    elif name in ("author", "creator", "contributor"):
        person = tree.child(each, "name")
        words = markup.line(tree.text(each if person is None else person))
        filled.byline = f"{filled.byline}, {words}" if filled.byline and words else filled.byline or words
    elif name == "category":
        term, label = str(each.get("term") or ""), str(each.get("label") or "")
        scheme = str(each.get("scheme") or "")
        filled.subjects.append(coded(label or term or tree.text(each), term if label or scheme else "", scheme))
    elif name in ("rights", "copyright"):
        filled.copyright_notice = _line(each)
    elif name == "subject":
        filled.subjects += [Named(words)] if (words := _line(each)) else []
    elif name == "source":
        filled.credit = markup.line(tree.text(tree.child(each, "title")))
    elif name == "located":
        filled.located = tree.text(each)
    elif len(each) and (entry := each.getparent()) is not None and tree.namespace(each) != tree.namespace(entry):
        for inner in each:
            _own(filled, inner)


_OWN = {"slugline": "slugline", "copyrightline": "copyright_notice", "byline": "byline"}


def _own(filled: Fields, each: tree.Element) -> None:
    """Management and content metadata that agencies put beside an entry, by the names that they share."""
    name, words = tree.local(each).lower(), markup.line(tree.text(each))
    if name in ("priority", "urgency"):
        filled.rank(tree.attribute(each, "Numeric") or words)
    elif not words:
        return
    elif name in _OWN:
        setattr(filled, _OWN[name], words if name != "copyrightline" else filled.copyright_notice or words)
    elif name == "dateline":
        filled.alt_ids.append(("dateline", words))
        filled.located = filled.located or words.partition(",")[0].partition("(")[0].strip(" -–—")
    elif name in ("managementsequencenumber", "version"):
        filled.version = filled.version or words
    elif name in ("publishingstatus", "pubstatus"):
        filled.status(words)
    elif name in ("releasedatetime", "embargoed", "embargo"):
        filled.embargo(words)
    elif name in ("editorialnote", "ednote", "specialinstructions"):
        filled.note(words)


def _link(filled: Fields, each: tree.Element, base: str) -> None:
    href, rel, mime = (
        absolute(str(each.get("href") or ""), base),
        each.get("rel", "alternate"),
        str(each.get("type") or ""),
    )
    if rel == "alternate" and href:
        filled.link = filled.link or href
    elif rel == "enclosure" and href:
        filled.media.append(Media(kind_of(mime) or "picture", href, mime, headline=str(each.get("title") or "")))
    elif rel in ("predecessor-version", "replaces"):
        filled.refers_to.append(str(each.get("href") or ""))


def _body(element: tree.Element, base: str) -> markup.Body:
    kind = str(element.get("type") or "text").lower()
    if kind == "xhtml" or len(element):
        return markup.from_tree(element, base=base)
    value = _decoded(element)
    if kind in ("html", "text/html") or element.get("mode") == "escaped":
        return markup.read(value, base=base)
    return markup.read(value, base=base) if "</" in value else markup.plain(markup.unescaped(value))


def _line(element: tree.Element) -> str:
    return markup.line(_decoded(element)) if len(element) == 0 else markup.line_of(element)


def _decoded(element: tree.Element) -> str:
    """Atom 0.3 packs in `mode="base64"`, Atom 1.0 any media type that is neither text nor XML."""
    value, kind = element.text or "", str(element.get("type") or "")
    other = "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))
    return g2_content.unpacked(value) if element.get("mode") == "base64" or other else value
