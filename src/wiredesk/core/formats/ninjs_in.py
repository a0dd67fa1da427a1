"""ninjs 1.0 to 3.1 to items; names of fields are read in any case, since they changed with the versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import markup, signals, tree
from wiredesk.core.formats.concepts import coded
from wiredesk.core.formats.decoding import without_controls
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.finish import finish
from wiredesk.core.formats.invisible import visible
from wiredesk.core.formats.media import absolute
from wiredesk.core.formats.ninjs_json import Object, dicts, either, lowered, objects, role, text
from wiredesk.core.formats.ninjs_media import media_of
from wiredesk.core.formats.profiles import PLAIN, Profile
from wiredesk.core.model import Dropped, Item, Named, Signal

_TAG = re.compile(r"<[^<>]*>")
_RELATIONS = (
    "previous",
    "corrects",
    "replaces",
    "evolved",
    "supersede",
    "rewrite",
    "kills",
    "cancels",
    "updates",
    "version",
)


def read(value: Any, profile: Profile) -> Iterator[Fields | Item]:
    """Yield what each ninjs object of a document says; our own output comes back as the item it was."""
    for each in objects(value):
        if isinstance(each.get("wiredesk"), dict) and _in_step(each):
            yield load(each)
        else:
            yield _fields({key: value for key, value in each.items() if key != "wiredesk"}, profile)


def _in_step(obj: Object) -> bool:
    """Tell whether both bodies hold the same letters; else it is not our own output, and is read like any copy."""
    values = {role(each): text(each, "value") for each in dicts(obj.get("bodies"))}
    shown = markup.unescaped(_TAG.sub("", markup.sanitised(values.get("xhtml", ""))))
    return "".join(shown.split()) == "".join(values.get("text", "").split())


def load(obj: Object) -> Item:
    """Return the item that `dump` made this object from; any other ninjs object is read as copy from a wire.

    Raises:
        Unreadable: It is not a ninjs object.
    """
    if not isinstance(obj, dict):
        raise Unreadable("ninjs", "is not a JSON object")
    ours = obj.get("wiredesk")
    if not isinstance(ours, dict):
        return finish(_fields(obj, PLAIN))
    filled = _fields(obj, PLAIN)
    values = {role(each): text(each, "value") for each in dicts(obj.get("bodies"))}
    dropped = tuple(
        Dropped(text(d, "text"), text(d, "reason"), _int(d.get("words"))) for d in dicts(ours.get("dropped"))
    )
    hidden: list[Dropped] = []
    body = visible(without_controls(values.get("text", "")), hidden)
    filled.body = markup.Body(
        body,
        markup.sanitised(values.get("xhtml", "")),
        _int(ours.get("words_in")),
        _int(ours.get("words_out")),
        dropped,
    )
    return _as_ours(filled, ours)


_PLAIN_FIELDS = (
    "guid", "headline", "version", "agency", "language", "pub_status", "first_created", "version_created",
    "embargoed_until", "urgency", "slugline", "summary", "located", "byline", "credit", "link", "copyright_holder",
    "copyright_notice", "usage_terms",
)  # fmt: skip
_LIST_FIELDS = ("subjects", "places", "people", "organisations", "media", "alt_ids")


def _as_ours(filled: Fields, ours: Object) -> Item:
    """Take what was decided when the copy was first read, and decide nothing anew."""
    warnings, refers, signal = ours.get("warnings"), ours.get("refers_to"), text(ours, "signal")
    values: dict[str, Any] = {name: getattr(filled, name) for name in _PLAIN_FIELDS}
    values |= {name: tuple(getattr(filled, name)) for name in _LIST_FIELDS}
    return Item(
        **values,
        body=filled.body.text,
        xhtml=filled.body.xhtml,
        signal=Signal(signal) if signal in set(Signal) else Signal.NONE,
        embargo_unreadable=bool(ours.get("embargo_unreadable")) or filled.embargo_unreadable,
        ednote="\n\n".join(filled.notes),
        refers_to=tuple(str(each) for each in refers) if isinstance(refers, list) else tuple(filled.refers_to),
        words_in=filled.body.words_in,
        words_out=filled.body.words_out,
        dropped=filled.body.dropped,
        profile=text(ours, "profile"),
        format=text(ours, "format"),
        warnings=tuple(str(each) for each in warnings) if isinstance(warnings, list) else (),
    )


def _fields(obj: Object, profile: Profile) -> Fields:
    own = isinstance(obj.get("wiredesk"), dict)
    low = lowered(obj)
    filled = Fields(profile=profile, format="ninjs", agency=profile.agency)
    filled.guid = text(low, "uri") or text(low, "guid") or text(low, "urn") or text(low, "id")
    filled.version = text(low, "version")
    filled.language = text(low, "language")
    filled.slugline = markup.line(text(low, "slugline"))
    filled.byline = markup.line(text(low, "by") or text(low, "byline") or _bylines(low))
    filled.located = markup.line(text(low, "located"))
    for name in ("copyrightholder", "copyrightnotice", "usageterms"):
        setattr(filled, _OURS[name], markup.lines(text(low, name)))
    filled.note(markup.lines(text(low, "ednote")) if not own else text(low, "ednote"))
    for each in dicts(low.get("ednotes")):
        filled.note(markup.lines(text(lowered(each), "ednote") or text(lowered(each), "value")))
    for name in profile.elements:
        filled.own_element(name, markup.line(text(low, name)))
    _status_and_times(filled, low)
    _headlines(filled, low)
    if not own:
        _bodies(filled, low)
    _summary(filled, low, own=own)
    _concepts(filled, low)
    _sources(filled, low)
    _links(filled, low)
    return filled


_OURS = {"copyrightholder": "copyright_holder", "copyrightnotice": "copyright_notice", "usageterms": "usage_terms"}


def _status_and_times(filled: Fields, low: Object) -> None:
    filled.status(text(low, "pubstatus"))
    filled.first_created = filled.time("firstCreated", text(low, "firstcreated") or text(low, "contentcreated"))
    filled.version_created = filled.time("versionCreated", text(low, "versioncreated") or text(low, "version_created"))
    embargo = text(low, "embargoeduntil") or text(low, "embargoed")
    if embargo:
        filled.embargo(embargo)
    if low.get("urgency") is None and low.get("priority") is not None:
        filled.rank(text(low, "priority"))
    else:
        filled.rank(text(low, "urgency"))
    marks = [low.get(name) for name in ("signal", "signals", "editorialtypes")]
    words = [str(word) for mark in marks for word in (mark if isinstance(mark, list) else [mark]) if mark]
    filled.signal = signals.heaviest(*map(signals.of_field, words))
    if text(low, "expires"):
        filled.usage_terms = f"{filled.usage_terms}\n\nExpires {text(low, 'expires')}".strip()
    _encoded_rights(filled, low)


def _encoded_rights(filled: Fields, low: Object) -> None:
    """Rights in a language for machines stay to the letter, behind the terms in words."""
    for each in dicts(low.get("rightsinfo")):
        inner = lowered(each)
        for value in (text(inner, "linkedrights"), text(inner, "encodedrights")):
            if value and value not in filled.usage_terms:
                filled.usage_terms = f"{filled.usage_terms}\n\n{value}".strip()


def _bylines(low: Object) -> str:
    listed = [lowered(each) for name in ("bylines", "byline", "authors") for each in dicts(low.get(name))]
    names = [text(each, "by") or text(each, "byline") or text(each, "name") for each in listed]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _headlines(filled: Fields, low: Object) -> None:
    """The main headline is the headline; others are kept beside it by their roles."""
    listed = [lowered(each) for each in dicts(low.get("headlines"))]
    if listed:
        own = isinstance(low.get("wiredesk"), dict)
        spare = None if own else listed[0]
        first = next((each for each in listed if role(each) in ("main", "headline", "")), spare)
        filled.headline = markup.line(text(first, "value")) if first else ""
        for each in listed:
            words = markup.line(text(each, "value"))
            if each is not first and words:
                kind = "" if own and role(each) == "other" else role(each)
                filled.alt_ids.append((f"headline:{kind}".rstrip(":"), words))
        return
    named = [low[key] for key in low if key.startswith("headline") and isinstance(low[key], str)]
    filled.headline = markup.line(
        next((each for each in (text(low, "headline"), *named, text(low, "title")) if each), "")
    )


def _bodies(filled: Fields, low: Object) -> None:
    bodies: list[markup.Body] = []
    others: list[markup.Body] = []
    for each in dicts(low.get("bodies")):
        each = lowered(each)
        kind = f"{text(each, 'contenttype')} {text(each, 'role')}".lower()
        (others if _is_own_vocabulary(kind) else bodies).append(_body(text(each, "value"), kind))
    for key, value in low.items():
        if key.startswith("body") and isinstance(value, str) and value:
            bodies.append(_body(value, {"body_text": "text/plain", "body_txt": "text/plain"}.get(key, key)))
        elif key in ("article_html", "infobox_html", "content_html") and isinstance(value, str) and value:
            bodies.append(_body(value, key))
    bodies = [each for each in bodies if each.text]
    filled.body = markup.best(bodies or others)


def _is_own_vocabulary(kind: str) -> bool:
    """XML of a house's own, with its envelope inside, stands back behind HTML, NITF and plain text."""
    return "xml" in kind and "html" not in kind and "iptc.nitf" not in kind and not kind.endswith(" nitf")


def _body(value: str, kind: str) -> markup.Body:
    kind = kind.lower()
    if kind.partition(" ")[0] in ("text/plain", "text", "plain") and "</" not in value:
        return markup.plain(markup.unescaped(value))
    if "nitf" in kind or ("xml" in kind and "html" not in kind):
        try:
            root, _ = tree.parse(value.encode("utf-8", "replace"))
        except Unreadable:
            return markup.read(value)
        content = next((each for each in root.iter() if tree.local(each) in ("body.content", "body")), root)
        return markup.from_tree(content, nitf=True)
    return markup.read(value)


def _summary(filled: Fields, low: Object, *, own: bool) -> None:
    parts: list[str] = []
    for each in dicts(low.get("descriptions")):
        each = lowered(each)
        parts.append(text(each, "value") if own else markup.read(text(each, "value")).text)
    for key, value in low.items():
        if (key.startswith("description") or key in ("teaser", "summary", "abstract")) and isinstance(value, str):
            parts.append(markup.read(value).text)
    filled.summary = "\n\n".join(dict.fromkeys(part for part in parts if part))
    if not own and not filled.body.text and filled.body.words_in == 0 and text(low, "type") in ("", "text"):
        filled.body, filled.summary = markup.plain(filled.summary), ""


def _concepts(filled: Fields, low: Object) -> None:
    filled.subjects += [named(each) for each in either(low, "subjects", "subject")]
    filled.places += [named(each) for each in either(low, "places", "place")]
    filled.people += [named(each) for each in either(low, "people", "person")]
    filled.organisations += [named(each) for each in either(low, "organisations", "organisation")]
    filled.subjects += [named({"scheme": "service", **each}) for each in either(low, "service")]
    filled.subjects += [_genre(named(each)) for each in either(low, "genres", "genre")]
    for word in low.get("keywords") or ():
        if isinstance(word, str) and word:
            filled.subjects.append(Named(word))
    for each in dicts(low.get("categories")):
        holder = filled.places if "geo" in text(lowered(each), "type").lower() else filled.subjects
        holder.append(named({"code": text(lowered(each), "qcode"), **each}))
    for name in ("dateline", "datelinelocation"):
        if not filled.located and dicts(low.get(name)):
            place = lowered(dicts(low[name])[0])
            filled.located = text(place, "located") or text(place, "city") or text(place, "name")
    if isinstance(low.get("dateline"), str) and (words := markup.line(low["dateline"])):
        filled.alt_ids.append(("dateline", words))


def _genre(each: Named) -> Named:
    """A genre is a subject whose scheme is `genre`; the agency's own scheme stays in its code."""
    own = each.scheme not in ("", "genre")
    return replace(each, scheme="genre", code=f"{each.scheme}:{each.code}" if own else each.code)


def named(each: Object) -> Named:
    """Read a concept; a code that carries its scheme in front is parted from it."""
    low = lowered(each)
    scheme, code = text(low, "scheme"), text(low, "code") or text(low, "literal")
    if not scheme and ":" in code and "://" not in code and not code.startswith("urn:"):
        scheme, _, code = code.partition(":")
    name, uri = markup.line(text(low, "name")), text(low, "uri")
    if scheme.startswith(("http://", "https://")) and ":" in code and "/" not in code:
        code = code.partition(":")[2]  # an alias in front of a code whose scheme is written out
    if scheme.startswith(("http://", "https://")) and not uri:
        return coded(name, code, scheme)
    return Named(name, uri, code, scheme)


def _sources(filled: Fields, low: Object) -> None:
    names: dict[str, str] = {}
    for each in either(low, "infosources", "infosource"):
        names.setdefault(role(each), markup.line(text(lowered(each), "name") or text(lowered(each), "literal")))
    filled.credit = (
        names.get("credit") or names.get("creditline") or markup.line(text(low, "creditline") or text(low, "source"))
    )
    own = isinstance(low.get("wiredesk"), dict)
    provider = names.get("agency") or names.get("provider") or names.get("distributor") or text(low, "provider")
    if not own:
        provider = provider or next(iter(names.values()), "") or filled.copyright_holder or filled.credit
    filled.agency = filled.agency or provider or ""


def _links(filled: Fields, low: Object) -> None:
    for each in dicts(low.get("altids")):
        each = lowered(each)
        filled.alt_ids.append((text(each, "role"), text(each, "value")))
    if isinstance(low.get("altids"), dict):
        filled.alt_ids += [(str(key), str(value)) for key, value in low["altids"].items()]
    filled.link = absolute(text(low, "link"))
    for each in either(low, "renditions"):
        if text(lowered(each), "name") == "web" and not filled.link:
            filled.link = text(lowered(each), "href")
    if text(low, "evolvedfrom"):
        filled.refers_to.append(text(low, "evolvedfrom"))
    own = None if isinstance(low.get("wiredesk"), dict) else media_of(low)
    filled.media += [own] if own else []
    for each in either(low, "associations"):
        relation = text(lowered(each), "rel").lower()
        if any(word in relation for word in _RELATIONS):
            filled.refers_to.append(text(lowered(each), "uri"))
        else:
            found = media_of(each)
            filled.media += [found] if found else []


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
