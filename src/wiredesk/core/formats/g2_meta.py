"""Metadata of a NewsML-G2 item: management, rights, subjects."""

from __future__ import annotations

from wiredesk.core.formats import markup, signals, tree
from wiredesk.core.formats.concepts import Schemes
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of
from wiredesk.core.model import Media, Named

_EARLIER = (
    "previous",
    "correct",
    "replace",
    "supersede",
    "kill",
    "cancel",
    "evolved",
    "update",
    "repeat",
    "refile",
    "withdraw",
)
_PERSON = ("person",)
_ORGANISATION = ("organisation", "organization", "company", "party", "team", "club")
_PLACE = ("geoarea", "place", "poi", "location", "country", "city", "region", "area")


def item_meta(meta: tree.Element, filled: Fields, schemes: Schemes) -> None:
    """Read `itemMeta`."""
    for each in meta:
        name = tree.local(each)
        if name in ("versionCreated", "firstCreated", "embargoed"):
            _times(each, name, filled)
        elif name == "pubStatus":
            filled.status(_code(each))
        elif name == "provider":
            provider = schemes.named(each)
            filled.agency = filled.agency or provider.name or provider.code
        elif name == "edNote":
            filled.note(_note(each))
        elif name == "signal":
            filled.signal = signals.heaviest(filled.signal, signals.of_field(_code(each)))
        else:
            _links(each, name, filled)


def _times(each: tree.Element, name: str, filled: Fields) -> None:
    if name == "embargoed":
        filled.embargo(tree.text(each))
    elif name == "versionCreated":
        filled.version_created = filled.time(name, tree.text(each))
    else:
        filled.first_created = filled.time(name, tree.text(each))


def _links(each: tree.Element, name: str, filled: Fields) -> None:
    if name == "link":
        relation = tree.attribute(each, "rel", "reluri").rpartition(":")[2].lower()
        target = tree.attribute(each, "residref", "guidref", "href")
        if target and (any(word in relation for word in _EARLIER) or (not relation and each.get("guidref"))):
            filled.refers_to.append(target)
        elif target and (kind := kind_of("", _code_of(each, "itemClass").rpartition(":")[2].rpartition("/")[2])):
            title = tree.child(each, "title")
            words = markup.line_of(title) if title is not None else ""
            filled.media.append(
                Media(kind, absolute(tree.attribute(each, "href")), tree.attribute(each, "contenttype"), caption=words)
            )
        elif "alternate" in relation or "canonical" in relation or "web" in relation:
            filled.link = filled.link or absolute(tree.attribute(each, "href"))
    elif name == "title":
        filled.alt_ids += [("title", words)] if (words := markup.line_of(each)) else []
    elif name == "altId":
        filled.alt_ids.append((tree.attribute(each, "type", "role"), tree.text(each)))
    elif name == "altRep" and not filled.link:
        filled.link = absolute(tree.attribute(each, "href"))
    elif name == "urgency":
        filled.rank(tree.text(each))


def content_meta(meta: tree.Element, filled: Fields, schemes: Schemes) -> None:
    """Read `contentMeta`."""
    for each in meta:
        name = tree.local(each)
        if name == "subject":
            _subject(each, filled, schemes)
        elif name == "headline":
            _headline(each, filled)
        elif name in ("description", "abstract"):
            words = markup.read_element(each).text
            if words and words not in filled.summary:
                filled.summary = f"{filled.summary}\n\n{words}" if filled.summary else words
        elif name == "located":
            _located(each, filled, schemes)
        elif name == "slugline":
            words = markup.line(tree.text(each))
            filled.slugline = filled.slugline or words
        else:
            _made_by(each, name, filled, schemes)


def _located(each: tree.Element, filled: Fields, schemes: Schemes) -> None:
    """Where copy is from is a place, too, and so are the larger ones that it lies in."""
    place = schemes.named(each)
    filled.located = filled.located or place.name
    if place.name and tree.child(each, "name") is not None:
        filled.places.append(place)
    filled.places += [named for wider in tree.children(each, "broader") if (named := schemes.named(wider)).name]


def _made_by(each: tree.Element, name: str, filled: Fields, schemes: Schemes) -> None:
    if name == "by":
        words = markup.line_of(each)
        filled.byline = f"{filled.byline}, {words}" if filled.byline and words else filled.byline or words
    elif name == "creditline":
        filled.credit = filled.credit or markup.line_of(each)
    elif name == "creator":
        _creator(each, filled, schemes)
    elif name == "genre":
        _genre(schemes.named(each), filled)
    elif name == "infoSource" and not filled.credit:
        source = schemes.named(each)
        filled.credit = source.name or source.code
    else:
        _more(each, name, filled)


def _more(each: tree.Element, name: str, filled: Fields) -> None:
    words = markup.line_of(each)
    if name == "urgency":
        filled.rank(words)
    elif name == "language":
        filled.language = filled.language or tree.attribute(each, "tag")
    elif name == "dateline" and words:
        filled.alt_ids.append(("dateline", words))
        filled.located = filled.located or words.partition(",")[0].partition("(")[0].strip(" -–—")
    elif name == "keyword" and words:
        filled.subjects.append(Named(words))
    elif name == "altId":
        filled.alt_ids.append((tree.attribute(each, "type", "role"), words))
    elif name == "contentCreated":
        filled.first_created = filled.first_created or filled.time(name, words)


def _genre(genre: Named, filled: Fields) -> None:
    """A genre is a subject whose scheme is `genre`; the agency's own scheme stays in its code."""
    code = f"{genre.scheme}:{genre.code}" if genre.scheme not in ("", "genre") else genre.code
    filled.subjects.append(Named(genre.name or genre.code, genre.uri, code, "genre"))


def _creator(each: tree.Element, filled: Fields, schemes: Schemes) -> None:
    """A creator with a name is the byline where there is no `by`; an organisation is the agency's own desk."""
    creator = schemes.named(each)
    words = creator.name
    if not words:
        return
    if " " not in words:  # initials and sign-in names are no bylines
        filled.alt_ids.append(("creator", words))
    elif words not in filled.byline and tree.child(each.getparent(), "by") is None:
        filled.byline = f"{filled.byline}, {words}" if filled.byline else words


def _headline(each: tree.Element, filled: Fields) -> None:
    """The first headline without a role, or with that of a main one, is the headline; another one joins the summary."""
    words = markup.line_of(each)
    kind = tree.attribute(each, "role").rpartition(":")[2].lower()
    if not words:
        return
    spoken = tree.attribute(each, tree.XML_LANG).lower()
    role = f"headline:{kind or spoken}".rstrip(":")
    if not filled.headline:
        filled.headline = words
    elif kind in ("main", "hl", "headline", "hld", "title") or (not kind and _is_own_language(each, spoken)):
        filled.headline, words = words, filled.headline
        filled.alt_ids.append(("headline", words))
    elif words != filled.headline:
        filled.alt_ids.append((role, words))


def _is_own_language(each: tree.Element, spoken: str) -> bool:
    """Tell whether a headline is the first in the language of its item, while the one before was in another."""
    meta = each.getparent()
    item = meta.getparent() if meta is not None else None
    own = tree.attribute(tree.child(meta, "language"), "tag") or tree.attribute(item, tree.XML_LANG)
    before = [
        tree.attribute(e, tree.XML_LANG).lower()
        for e in each.itersiblings(preceding=True)
        if tree.local(e) == "headline"
    ]
    own = own.lower().partition("-")[0]
    return bool(own and spoken) and spoken.startswith(own) and not any(b.startswith(own) or not b for b in before)


def _subject(each: tree.Element, filled: Fields, schemes: Schemes) -> None:
    named = schemes.named(each)
    if not (named.name or named.code or named.uri):
        return
    kind = tree.attribute(each, "type", "typeuri").rpartition(":")[2].rpartition("/")[2].lower()
    holder = filled.subjects
    if any(word in kind for word in _PERSON):
        holder = filled.people
    elif any(word in kind for word in _ORGANISATION):
        holder = filled.organisations
    elif any(word in kind for word in _PLACE):
        holder = filled.places
    holder.append(named)
    if holder is filled.subjects:
        holder += schemes.same(each)


def rights(info: tree.Element, filled: Fields, schemes: Schemes) -> None:
    """Read `rightsInfo`; several are put one after the other, of translations only the one in the item's language."""
    for each in _in_own_language(info):
        name = tree.local(each)
        if name == "copyrightHolder":
            holder = schemes.named(each)
            filled.copyright_holder = filled.copyright_holder or holder.name or holder.code
        elif name == "copyrightNotice":
            filled.copyright_notice = _added(filled.copyright_notice, _note(each))
        elif name == "usageTerms":
            filled.usage_terms = _added(filled.usage_terms, _note(each))


def _in_own_language(info: tree.Element) -> list[tree.Element]:
    """Return the children without translations of what stands in the item's own language, or else in the first."""
    spoken = [tree.attribute(each, tree.XML_LANG).lower().partition("-")[0] for each in info]
    if len(set(spoken) - {""}) < 2:
        return list(info)
    item = info.getparent()
    own = tree.attribute(tree.child(item, "contentMeta", "language"), "tag") or tree.attribute(item, tree.XML_LANG)
    own = own.lower().partition("-")[0]
    there: dict[str, str] = {}
    for each, language in zip(info, spoken, strict=True):
        name = tree.local(each)
        if language and (name not in there or language == own):
            there[name] = language
    return [
        each
        for each, language in zip(info, spoken, strict=True)
        if not language or language == there.get(tree.local(each))
    ]


def part(meta: tree.Element, filled: Fields) -> None:
    """Read `partMeta`: notes to editors that belong to a part of the content."""
    for each in tree.children(meta, "edNote"):
        filled.note(_note(each))


def _added(before: str, words: str) -> str:
    return before if not words or words in before else f"{before}\n\n{words}" if before else words


def _note(each: tree.Element) -> str:
    return markup.read_element(each).text


def _code_of(each: tree.Element, name: str) -> str:
    inner = tree.child(each, name)
    return _code(inner).lower() if inner is not None else ""


def _code(each: tree.Element) -> str:
    return tree.attribute(each, "qcode", "uri", "literal") or tree.text(each)
