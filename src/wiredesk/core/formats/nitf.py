"""NITF 3.x, alone or as the body inside another standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wiredesk.core.formats import markup, signals, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Named, Signal

_WHO = {"person": "people", "org": "organisations", "location": "places", "virtloc": "places"}
_WHAT = ("classifier", "event", "object.title", "function", "money")


def read(root: tree.Element, profile: Profile) -> Iterator[Fields]:
    """Yield the fields of a NITF document, or of each in an envelope."""
    inside = [] if tree.local(root) == "nitf" else list(root.iter("nitf", "{*}nitf"))
    for each in inside or [root]:
        filled = Fields(profile=profile, format="nitf", agency=profile.agency)
        fill(each, filled)
        yield filled


def fill(root: tree.Element, filled: Fields) -> None:
    """Fill in what a `nitf` element says; what is filled in already, by an envelope, stays."""
    head = tree.child(root, "head")
    if head is not None:
        _head(head, filled)
    body = tree.child(root, "body")
    for holder in (root, body, tree.child(body, "body.content")):
        filled.language = filled.language or tree.attribute(holder, tree.XML_LANG, "lang", "baselang")
    filled.body = body_of(root if body is None else body, filled)
    if not filled.headline and head is not None:
        filled.headline = markup.line(tree.text(tree.child(head, "title")))
    for each in (body if body is not None else root).iter():
        kind = _WHO.get(tree.local(each))
        name = markup.line(tree.text(each)) if kind else ""
        if kind and (each.get("idsrc") or each.get("value") or each.get("code-source")) and name:
            getattr(filled, kind).append(_named(each, name))


def body_of(body: tree.Element, filled: Fields) -> markup.Body:
    """Return the copy of a NITF `body`, its dateline in front and its tagline behind, and fill in its head."""
    if tree.local(body) == "nitf":
        body = next((each for each in tree.children(body, "body")), body)
    top, content, end = (tree.child(body, f"body.{part}") for part in ("head", "content", "end"))
    dateline = ""
    if top is not None:
        dateline = _top(top, filled)
    if content is None and top is None and end is None:
        return markup.from_tree(body, nitf=True)
    parts = [markup.from_tree(content, nitf=True)] if content is not None else []
    if dateline and not any(role == "dateline" for role, _ in filled.alt_ids):
        filled.alt_ids.append(("dateline", dateline))
    if dateline and parts:
        parts[0] = _with_dateline(parts[0], dateline)
    if end is not None:
        parts.append(markup.from_tree(end, nitf=True))
    return markup.joined([p for p in parts if p.text or p.dropped] or [markup.Body()])


def _with_dateline(body: markup.Body, dateline: str) -> markup.Body:
    """Put the dateline before the first words, unless they hold it already."""
    opening = "".join(body.text[: len(dateline) + 40].lower().split())
    if not body.text or "".join(dateline.lower().split()).rstrip("-–—") in opening:
        return body
    joint = f"{dateline} " if dateline.endswith(("-", "–", "—")) else f"{dateline} - "
    xhtml = f"<p>{markup.escaped(joint)}" + body.xhtml[3:] if body.xhtml.startswith("<p>") else ""
    xhtml = xhtml or f"<p>{markup.escaped(dateline)}</p>{body.xhtml}"
    words = markup.count(dateline)
    text = joint + body.text if body.xhtml.startswith("<p>") else f"{dateline}\n\n{body.text}"
    return replace(body, text=text, xhtml=xhtml, words_in=body.words_in + words, words_out=body.words_out + words)


def _top(top: tree.Element, filled: Fields) -> str:
    dateline = ""
    below: list[str] = []
    for each in top.iter():
        name = tree.local(each)
        if name in ("hl1", "hedline") and (name == "hl1" or len(each) == 0):
            filled.headline = filled.headline or markup.line(tree.text(each))
        elif name == "hl2":
            below.append(markup.line(tree.text(each)))
        elif name == "dateline":
            dateline = dateline or _dateline(each)
            filled.located = filled.located or _city(each)
        elif name == "abstract":
            below.append(markup.from_tree(each, nitf=True).text)
        else:
            _credits(each, name, filled)
    if not filled.summary:
        filled.summary = "\n\n".join(dict.fromkeys(part for part in below if part and part != filled.headline))
    return dateline


def _credits(each: tree.Element, name: str, filled: Fields) -> None:
    if name == "byline":
        filled.byline = filled.byline or markup.line(_spaced(each))
    elif name == "distributor":
        words = markup.line(tree.text(each))
        filled.credit = filled.credit or words
        filled.agency = filled.agency or words
    elif name == "note":
        filled.note(markup.from_tree(each, nitf=True).text)
    elif name == "rights":
        filled.usage_terms = filled.usage_terms or markup.line(tree.text(each))
        filled.copyright_holder = filled.copyright_holder or markup.line(
            tree.text(next((e for e in each.iter() if tree.local(e) == "rights.owner"), None))
        )


def _dateline(each: tree.Element) -> str:
    """The words of a dateline; a date that is only written for machines is none of them."""
    words = " ".join((each.text or "").split())
    for part in each:
        name = tree.local(part)
        said = tree.text(part) if name else ""
        if name == "story.date" and not any(sign.isalpha() and sign not in "TZ" for sign in said):
            said = ""
        joint = ", " if said and name == "story.date" and words and words[-1].isalnum() else " "
        words += (joint + said if said else "") + " " + " ".join((part.tail or "").split())
        words = words.strip()
    return markup.line(markup.escaped(words.replace(" ,", ",")))


def _city(dateline: tree.Element) -> str:
    location = next((e for e in dateline.iter() if tree.local(e) in ("city", "location")), None)
    if location is not None:
        city = next((e for e in location.iter() if tree.local(e) == "city"), location)
        return markup.line(tree.text(city)).partition(",")[0].strip()
    return _dateline(dateline).partition("(")[0].partition(",")[0].strip(" -–—")


def _spaced(element: tree.Element) -> str:
    return " ".join(" ".join(str(t) for t in element.itertext(tree.ELEMENT)).split()).replace(" ,", ",")


def _head(head: tree.Element, filled: Fields) -> None:
    filled.agency = filled.agency or tree.attribute(tree.child(head, "pubdata"), "name")
    for each in head.iter():
        name = tree.local(each)
        if name == "tobject.subject":
            _subject(each, filled)
        elif name in ("person", "org", "location", "keyword", *_WHAT):
            _concept(each, name, filled)
        elif name == "docdata":
            _docdata(each, filled)
        elif name == "pubdata":
            filled.link = filled.link or absolute(tree.attribute(each, "ex-ref"))
        elif name == "revision-history":
            comment = tree.attribute(each, "comment")
            filled.alt_ids += [("revision history", comment)] if comment else []
        elif name == "meta":
            _meta(each, filled)


def _concept(each: tree.Element, name: str, filled: Fields) -> None:
    if name in _WHO:
        words, holder = markup.line(tree.text(each)), getattr(filled, _WHO[name])
    else:
        words, holder = tree.attribute(each, "key", "value") or markup.line(tree.text(each)), filled.subjects
    if words:
        holder.append(_named(each, words))


def _meta(each: tree.Element, filled: Fields) -> None:
    name, content = tree.attribute(each, "name").lower(), tree.attribute(each, "content")
    if not content:
        return
    if name in ("slug", "slugline", "anpa-keyword") and not filled.slugline:
        filled.slugline = content
    elif name == "located" and not filled.located:
        filled.located = content
    elif name.startswith("headline"):
        filled.alt_ids.append((name, content))
    elif name in ("priority", "anpa-priority", "urgency") and filled.urgency is None and content.isdigit():
        filled.rank(content)
    elif name in ("guid", "id", "doc-id", "anpa-sequence") and content:
        filled.alt_ids.append((name, content))


def _subject(each: tree.Element, filled: Fields) -> None:
    name = next((tree.attribute(each, f"tobject.subject.{part}") for part in ("detail", "matter", "type")
                 if tree.attribute(each, f"tobject.subject.{part}")), "")  # fmt: skip
    code = tree.attribute(each, "tobject.subject.refnum")
    short = tree.attribute(each, "tobject.subject.code")
    scheme = "" if not code and not short else tree.attribute(each, "tobject.subject.ipr").lower() or "iptc"
    uri = f"http://cv.iptc.org/newscodes/subjectcode/{code}" if len(code) == 8 and scheme == "iptc" else ""
    filled.subjects.append(Named(name or code or short, uri, code or short, scheme))


def _named(each: tree.Element, name: str) -> Named:
    code = tree.attribute(each, "value", "location-code", "iso-cc", "id") if tree.local(each) != "keyword" else ""
    scheme = tree.attribute(each, "idsrc", "code-source")
    return Named(name, "", code if code != name else "", scheme if code and code != name else "")


def _docdata(docdata: tree.Element, filled: Fields) -> None:
    status = tree.attribute(docdata, "management-status")
    if status:
        filled.status(status)
    if tree.attribute(docdata, "management-doc-idref"):
        filled.refers_to.append(tree.attribute(docdata, "management-doc-idref"))
    for each in docdata:
        name = tree.local(each)
        if name == "doc-id":
            _id(each, filled)
        elif name.startswith("date."):
            _date(name, tree.attribute(each, "norm") or tree.text(each), filled)
        elif name == "urgency":
            filled.rank(tree.attribute(each, "ed-urg", "id"))
        elif name.startswith("doc."):
            _rights(each, name, filled)
        else:
            _about(each, name, filled)


def _id(each: tree.Element, filled: Fields) -> None:
    value = tree.attribute(each, "id-string", "id")
    if filled.guid and value and value != filled.guid:
        filled.alt_ids.append((tree.attribute(each, "regsrc") or "doc-id", value))
    filled.guid = filled.guid or value


def _date(name: str, value: str, filled: Fields) -> None:
    if name == "date.issue":
        when = filled.time("date.issue", value)
        filled.first_created = filled.first_created or when
        filled.version_created = filled.version_created or when
    elif name == "date.expire" and value:
        filled.usage_terms = f"{filled.usage_terms}\n\nExpires {value}".strip()
    elif name == "date.release" and value:
        when = filled.time("date.release", value)
        if when is None or filled.version_created is None or when > filled.version_created:
            filled.embargo(value)


def _rights(each: tree.Element, name: str, filled: Fields) -> None:
    if name == "doc.copyright":
        year, holder = tree.attribute(each, "year"), tree.attribute(each, "holder")
        year = year[:4] if year[:8].isdigit() else year
        filled.copyright_holder = filled.copyright_holder or holder
        if not filled.copyright_notice:
            filled.copyright_notice = " ".join(part for part in ("©", year, holder) if part) if year or holder else ""
        filled.agency = filled.agency or holder
    elif name == "doc.rights":
        terms = [tree.attribute(each, part) for part in ("owner", "type", "agent", "limitations", "location")]
        filled.usage_terms = filled.usage_terms or ", ".join(t for t in terms if t)


def _about(each: tree.Element, name: str, filled: Fields) -> None:
    if name == "correction":
        filled.signal = signals.heaviest(filled.signal, Signal.CORRECT)
        filled.note(tree.attribute(each, "info"))
        if tree.attribute(each, "id-string"):
            filled.refers_to.append(tree.attribute(each, "id-string"))
    elif name == "ed-msg":
        filled.note(tree.attribute(each, "info") or tree.text(each))
    elif name == "du-key":
        filled.slugline = filled.slugline or tree.attribute(each, "key")
        filled.version = filled.version or tree.attribute(each, "version", "generation")
    elif name == "evloc":
        place = tree.attribute(each, "city", "state-prov", "iso-cc")
        if place:
            filled.places.append(
                Named(place, "", tree.attribute(each, "iso-cc"), "iso3166" if each.get("iso-cc") else "")
            )
    elif name in ("fixture", "series"):
        value = tree.attribute(each, "fix-id", "series.name")
        filled.alt_ids += [(name, value)] if value else []
