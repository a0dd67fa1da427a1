"""ninjs 1.0 to 3.1 to items; names of fields are read in any case, since they changed with the versions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import markup, signals, tree
from wiredesk.core.formats.decoding import without_controls
from wiredesk.core.formats.fields import Fields, finish
from wiredesk.core.formats.invisible import visible
from wiredesk.core.formats.media import absolute
from wiredesk.core.formats.ninjs_media import media_of
from wiredesk.core.formats.profiles import PLAIN, Profile
from wiredesk.core.model import Dropped, Item, Named, Signal

Object = dict[str, Any]
_TAG = re.compile(r"<[^<>]*>")
_LISTS = ("items", "objects", "newsitems", "stories", "data", "results", "_items", "messages")
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


def objects(value: Any) -> Iterator[Object]:
    """Yield the ninjs objects of a decoded document: one, a list of them, or a wrapper with a list."""
    if isinstance(value, list):
        for each in value:
            yield from objects(each)
    elif isinstance(value, dict):
        low = lowered(value)
        if "uri" not in low:
            inside = next((low[name] for name in _LISTS if isinstance(low.get(name), list)), None)
            if inside is not None:
                yield from objects(inside)
                return
        yield value


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
    filled.guid = text(low, "uri") or text(low, "guid") or text(low, "id")
    filled.version = text(low, "version")
    filled.language = text(low, "language")
    filled.slugline = markup.line(text(low, "slugline"))
    filled.byline = markup.line(text(low, "by") or text(low, "byline"))
    filled.located = markup.line(text(low, "located"))
    for name in ("copyrightholder", "copyrightnotice", "usageterms"):
        setattr(filled, _OURS[name], _several_lines(text(low, name)))
    filled.note(_several_lines(text(low, "ednote")))
    _status_and_times(filled, low)
    filled.headline = _headline(low)
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
    filled.first_created = filled.time("firstCreated", text(low, "firstcreated"))
    filled.version_created = filled.time("versionCreated", text(low, "versioncreated"))
    embargo = text(low, "embargoeduntil") or text(low, "embargoed")
    if embargo:
        filled.embargo(embargo)
    if low.get("urgency") is None and low.get("priority") is not None:
        filled.rank(text(low, "priority"))
    else:
        filled.rank(text(low, "urgency"))
    filled.signal = signals.of_field(text(low, "signal"))


def _headline(low: Object) -> str:
    listed = dicts(low.get("headlines"))
    if listed:
        first = next((each for each in listed if role(each) in ("main", "headline", "")), listed[0])
        return markup.line(text(lowered(first), "value"))
    named = [low[key] for key in low if key.startswith("headline") and isinstance(low[key], str)]
    return markup.line(next((each for each in (text(low, "headline"), *named, text(low, "title")) if each), ""))


def _bodies(filled: Fields, low: Object) -> None:
    bodies = []
    for each in dicts(low.get("bodies")):
        each = lowered(each)
        bodies.append(_body(text(each, "value"), text(each, "contenttype") or text(each, "role")))
    for key, value in low.items():
        if key.startswith("body") and isinstance(value, str) and value:
            bodies.append(_body(value, {"body_text": "text/plain", "body_txt": "text/plain"}.get(key, key)))
    filled.body = markup.best(bodies)


def _body(value: str, kind: str) -> markup.Body:
    kind = kind.lower()
    if kind in ("text/plain", "text", "plain") and "</" not in value:
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
        if key.startswith("description_") and isinstance(value, str):
            parts.append(markup.read(value).text)
    filled.summary = "\n\n".join(dict.fromkeys(part for part in parts if part))
    if not own and not filled.body.text and filled.body.words_in == 0 and text(low, "type") in ("", "text"):
        filled.body, filled.summary = markup.plain(filled.summary), ""


def _concepts(filled: Fields, low: Object) -> None:
    filled.subjects += [named(each) for each in _either(low, "subjects", "subject")]
    filled.places += [named(each) for each in _either(low, "places", "place")]
    filled.people += [named(each) for each in _either(low, "people", "person")]
    filled.organisations += [named(each) for each in _either(low, "organisations", "organisation")]
    filled.subjects += [named({"scheme": "service", **each}) for each in _either(low, "service")]
    for word in low.get("keywords") or ():
        if isinstance(word, str) and word:
            filled.subjects.append(Named(word))
    if not filled.located and dicts(low.get("dateline")):
        filled.located = text(lowered(dicts(low["dateline"])[0]), "located")


def named(each: Object) -> Named:
    """Read a concept; a code that carries its scheme in front is parted from it."""
    low = lowered(each)
    scheme, code = text(low, "scheme"), text(low, "code") or text(low, "literal")
    if not scheme and ":" in code and "://" not in code and not code.startswith("urn:"):
        scheme, _, code = code.partition(":")
    return Named(markup.line(text(low, "name")), text(low, "uri"), code, scheme)


def _sources(filled: Fields, low: Object) -> None:
    names: dict[str, str] = {}
    for each in _either(low, "infosources", "infosource"):
        names.setdefault(role(each), markup.line(text(lowered(each), "name") or text(lowered(each), "literal")))
    filled.credit = (
        names.get("credit") or names.get("creditline") or markup.line(text(low, "creditline") or text(low, "source"))
    )
    own = isinstance(low.get("wiredesk"), dict)
    provider = names.get("agency") or names.get("provider") or names.get("distributor")
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
    for each in _either(low, "renditions"):
        if text(lowered(each), "name") == "web" and not filled.link:
            filled.link = text(lowered(each), "href")
    if text(low, "evolvedfrom"):
        filled.refers_to.append(text(low, "evolvedfrom"))
    for each in _either(low, "associations"):
        relation = text(lowered(each), "rel").lower()
        if any(word in relation for word in _RELATIONS):
            filled.refers_to.append(text(lowered(each), "uri"))
        else:
            found = media_of(each)
            filled.media += [found] if found else []


def lowered(obj: Object) -> Object:
    """Return the object with its names in lower case."""
    return {key.lower(): value for key, value in obj.items()}


def dicts(value: object) -> list[Object]:
    """Return the objects of a list, or of one object alone."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _either(low: Object, *names: str) -> list[Object]:
    """Return a list of objects under one of its names; an object of objects gives each its key as name."""
    for name in names:
        value = low.get(name)
        if isinstance(value, list):
            return [each if isinstance(each, dict) else {"name": str(each)} for each in value if each]
        if isinstance(value, dict):
            return [{"name": key, **each} for key, each in value.items() if isinstance(each, dict)]
        if isinstance(value, str) and value:
            return [{"name": value}]
    return []


def role(each: Object) -> str:
    """Return the role of a part, lower case."""
    return text(lowered(each), "role").lower()


def text(low: Object, name: str) -> str:
    """Return a member as text; numbers are written out, anything else is empty."""
    value = low.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _several_lines(value: str) -> str:
    return "\n\n".join(line for part in value.split("\n\n") if (line := markup.line(part)))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def decoded(data: str) -> Any:
    """Decode JSON, or JSON Lines.

    Raises:
        ValueError: It is neither.
    """
    try:
        return json.loads(data)
    except json.JSONDecodeError as whole:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        try:
            return [json.loads(line) for line in lines]
        except json.JSONDecodeError:
            raise whole from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
