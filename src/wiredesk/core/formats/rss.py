"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content:encoded, Media RSS and Atom's own elements inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wiredesk.core.formats import markup, media_rss, tree
from wiredesk.core.formats.concepts import coded
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Media, Named

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_FULL = ("full-text", "fulltext", "full_text", "fullText", "full-body", "article_body", "articleBody", "story", "text")
"""Elements of houses' own with the whole copy, of which Yandex's is the most common."""
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read(root: tree.Element, profile: Profile) -> Iterator[Fields]:
    """Yield the fields of each item of a feed."""
    channel = tree.child(root, "channel")
    shared = channel_of(channel if channel is not None else root, profile)
    shared.language = shared.language or _language(
        tree.attribute(channel, tree.XML_LANG) or tree.attribute(root, tree.XML_LANG)
    )
    for place in (channel, root):
        for item in tree.children(place, "item") if place is not None else ():
            yield item_of(item, shared, profile)


def channel_of(channel: tree.Element, profile: Profile) -> Fields:
    """Return what a channel says for all its items."""
    shared = Fields(profile=profile)
    for each in channel:
        name, words = tree.local(each), tree.text(each)
        if name == "title" and not shared.agency and not media_rss.is_media(each):
            shared.agency = markup.line(words)
        elif name == "language" and words:
            shared.language = _language(words)
        elif name in ("copyright", "rights") and words:
            shared.copyright_notice = markup.line(words)
        elif name == "link" and words and not shared.link:
            shared.link = words
    return shared


def item_of(item: tree.Element, shared: Fields, profile: Profile) -> Fields:
    """Return the fields of one item; `shared` is from `channel_of`."""
    filled = Fields(
        profile=profile,
        format="rss",
        agency=profile.agency or shared.agency,
        language=_language(tree.attribute(item, tree.XML_LANG)) or shared.language,
        copyright_notice=shared.copyright_notice,
    )
    bodies: dict[str, tree.Element] = {}
    for each in item:
        tag = each.tag
        if not isinstance(tag, str):
            continue
        reader = _READERS.get(tag)
        if reader is not None:
            reader(filled, each, bodies)
        elif media_rss.is_media(each):
            media_rss.read(each, filled, shared.link)
        elif tree.local(each) in _FULL:
            bodies.setdefault(tree.local(each), each)
        elif profile.elements:
            filled.own_element(tree.local(each), markup.line_of(each))
    if not filled.headline:
        titles = (markup.line_of(each) for each in item if tree.local(each) == "title")
        filled.headline = next((words for words in titles if words), "")
    _bodies(filled, bodies, shared.link)
    about = item.get(_RDF_ABOUT)
    filled.guid = filled.guid or str(about or "")
    filled.link = absolute(filled.link, shared.link)
    if not filled.link and filled.guid.startswith(("http://", "https://")) and "permanent link" in bodies:
        filled.link = filled.guid
    return filled


def _bodies(filled: Fields, bodies: dict[str, tree.Element], base: str) -> None:
    """The fullest text is the body; a description beside it is the summary."""
    base = filled.link or base
    short = bodies.get("description")
    full = next((bodies[name] for name in ("encoded", "body", *_FULL) if name in bodies), None)
    description = markup.read_element(short, base=base) if short is not None else markup.Body()
    filled.body = markup.read_element(full, base=base) if full is not None else markup.Body()
    if filled.body.words_in == 0:
        filled.body, description = description, markup.Body()
    elif description.words_out > filled.body.words_out * 1.2 + 5:
        filled.body, description = markup.best([filled.body, description]), filled.body
    filled.summary = description.text
    if not filled.media:  # else a teaser's picture is a smaller copy of one that the item lists
        filled.media += description.media


def _headline(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.headline = filled.headline or markup.line_of(element)


def _body(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    bodies.setdefault(tree.local(element), element)


def _guid(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.guid = tree.text(element)
    if element.get("isPermaLink", "true") != "false":
        bodies["permanent link"] = element


def _link(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    if element.get("rel", "alternate") == "alternate":
        filled.link = filled.link or (element.text or "").strip() or str(element.get("href") or "")


def _published(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    when = filled.time("publication date", element.text or "")
    filled.first_created = filled.first_created or when
    filled.version_created = filled.version_created or when


def _updated(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.version_created = filled.time("update date", element.text or "") or filled.version_created


def _byline(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    name = tree.child(element, "name")
    value = markup.line_of(element if name is None else name)
    if "@" in value and value.endswith(")") and "(" in value:
        value = value.partition("(")[2][:-1].strip()
    if value and value not in filled.byline:
        filled.byline = f"{filled.byline}, {value}" if filled.byline else value


def _later_byline(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.byline = filled.byline or markup.line_of(element)


def _subject(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    name = markup.line_of(element)
    if name:
        filled.subjects.append(coded(name, name if element.get("domain") else "", str(element.get("domain") or "")))


def _rights(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.copyright_notice = markup.line(tree.text(element)) or filled.copyright_notice


def _language_of(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.language = _language(tree.text(element)) or filled.language


def _source(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    filled.credit = filled.credit or markup.line(tree.text(element))


def _place(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    name = markup.line(tree.text(element))
    if name:
        filled.places.append(Named(name))


def _image(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    inner = tree.child(element, "url")
    href = absolute(tree.text(element if inner is None else inner))
    if href and not any(href == each.href for each in filled.media):
        filled.media.append(Media("picture", href))


def _enclosure(filled: Fields, element: tree.Element, bodies: dict[str, tree.Element]) -> None:
    mime = str(element.get("type") or "")
    href = absolute(str(element.get("url") or ""))
    if href:
        filled.media.append(Media(kind_of(mime) or "picture", href, mime))


def _language(value: str) -> str:
    return value.strip().replace("_", "-")


_READERS: dict[str, Callable[[Fields, tree.Element, dict[str, tree.Element]], None]] = {
    "title": _headline, "description": _body, "link": _link, "guid": _guid, "pubDate": _published,
    "pubdate": _published,
    "author": _byline, "category": _subject, "source": _source, "enclosure": _enclosure, "image": _image, "body": _body,
    f"{_CONTENT}encoded": _body, "{http://www.w3.org/1999/xhtml}body": _body,
    f"{_DC}creator": _byline, f"{_DC}author": _byline,
    "{http://www.itunes.com/dtds/podcast-1.0.dtd}author": _later_byline,
    f"{_DC}date": _published, f"{_DC}subject": _subject, f"{_DC}rights": _rights,
    f"{_DC}language": _language_of, f"{_DC}publisher": _source, f"{_DC}source": _source,
    f"{_DC}coverage": _place,
    f"{_TERMS}modified": _updated, f"{_TERMS}created": _published, f"{_TERMS}issued": _published,
    f"{_ATOM}updated": _updated, f"{_ATOM}published": _published, f"{_ATOM}link": _link,
    f"{_ATOM}author": _byline,
    f"{_DC}title": _headline, f"{_DC}identifier": lambda f, e, b: setattr(f, "guid", f.guid or tree.text(e)),
    f"{_DC}description": _body, "copyright": _rights, "language": _language_of,
}  # fmt: skip
for _namespace in (
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
):
    for _name in ("title", "description", "link", "guid", "pubDate", "author", "category", "source", "enclosure"):
        _READERS[f"{{{_namespace}}}{_name}"] = _READERS[_name]
