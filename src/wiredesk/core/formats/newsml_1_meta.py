"""What a NewsML 1 item says about itself: identity, status, lines, subjects, places, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.formats import markup, signals, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.model import Named

_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
_PEOPLE, _ORGANISATIONS = ("person",), ("company", "organi", "party", "team", "club")
_PLACES = ("location", "city", "country", "place", "geo", "region")
_NOTES = ("advisory", "ednote", "editor", "note", "instruction", "comment")
_DESCRIPTIONS = ("DescriptiveMetadata", "DescriptiveMetada")  # the second is a slip that one house sends for years
Topics = dict[str, tuple[Named, str]]
"""A topic and its type, by `#Duid` and by formal name."""


def identification(element: tree.Element | None, filled: Fields) -> None:
    """Read `Identification`. The guid is the public identifier without its revision, so that versions share it."""
    names = tree.child(element, "NewsIdentifier")
    provider, day, own, revision, public = (
        tree.text(tree.child(names, name))
        for name in ("ProviderId", "DateId", "NewsItemId", "RevisionId", "PublicIdentifier")
    )
    filled.version = revision
    stem = re.sub(rf":{re.escape(revision)}[NUA]?\Z", "", public) if revision else public
    if own and own not in stem:
        stem = f"{stem}:{own}" if stem else f"urn:newsml:{provider}:{day}:{own}"
    filled.guid = stem
    if public and public != stem:
        filled.alt_ids.append(("public identifier", public))
    label = markup.line(tree.text(tree.child(element, "NameLabel")))
    filled.slugline = label


def management(element: tree.Element | None, filled: Fields) -> None:
    """Read `NewsManagement`: status, times, urgency, embargo, what it follows and replaces."""
    if element is None:
        return
    for each in element:
        name, value = tree.local(each), _formal(each)
        if name == "Status":
            filled.status(value)
        elif name == "Urgency":
            filled.rank(value)
        elif name in ("FirstCreated", "ThisRevisionCreated"):
            when = filled.time(name, tree.text(each))
            filled.first_created = filled.first_created or when
            filled.version_created = when or filled.version_created
        elif name == "StatusWillChange":
            _will_change(each, filled)
        elif name == "Instruction":
            filled.signal = signals.heaviest(filled.signal, signals.of_field(value))
        elif name == "DerivedFrom":
            filled.refers_to += [target] if (target := tree.attribute(each, "NewsItem")) else []
    if filled.embargoed_until is not None:
        filled.embargo_unreadable = False


def _will_change(each: tree.Element, filled: Fields) -> None:
    """A status that becomes usable at a time is an embargo until then."""
    future, when = tree.child(each, "FutureStatus"), tree.text(tree.child(each, "DateAndTime"))
    if future is not None and _formal(future).lower() == "usable":
        filled.embargo(when)


def comments(item: tree.Element, filled: Fields) -> None:
    """Keep the comments of an item and its components: they speak to editors."""
    for holder in (item, *tree.children(item, "NewsManagement"), *_components(item)):
        for each in tree.children(holder, "Comment"):
            filled.note(markup.line_of(each))


def _components(holder: tree.Element) -> Iterator[tree.Element]:
    """Yield a holder's components, outer ones first; those of a news item inside belong to that one."""
    waiting = list(tree.children(holder, "NewsComponent"))
    while waiting:
        component = waiting.pop(0)
        yield component
        waiting = [*tree.children(component, "NewsComponent"), *waiting]


def topics(item: tree.Element) -> Topics:
    """Return the names that an item's topic sets give to topics, by `#Duid` and by formal name."""
    found: Topics = {}
    for topic in item.iter():
        if tree.local(topic) != "Topic":
            continue
        formal, scheme = "", ""
        for each in tree.children(topic, "FormalName"):
            formal, scheme = tree.text(each), tree.attribute(each, "Scheme", "Vocabulary")
        described = [e for e in tree.children(topic, "Description") if tree.attribute(e, "Variant") in ("", "Name")]
        english = [e for e in described if tree.attribute(e, tree.XML_LANG).startswith("en")]
        name = markup.line(tree.text(next(iter(english or described), None)))
        kind = _formal(next(iter(tree.children(topic, "TopicType")), None))
        made = Named(name or formal, _uri(formal), formal, "subj" if _uri(formal) else scheme)
        for key in (f"#{tree.attribute(topic, 'Duid')}", formal):
            if len(key) > 1:
                found.setdefault(key, (made, kind))
    return found


def component(top: tree.Element, filled: Fields, named: Topics) -> None:
    """Read the lines and metadata of a component and of those below it, outer ones first."""
    own(top, filled, named)
    for each in _components(top):
        own(each, filled, named)


def own(each: tree.Element, filled: Fields, named: Topics) -> None:
    """Read the lines and metadata of one component; `named` is from `topics`."""
    filled.language = language(each) or filled.language
    for part in each:
        name = tree.local(part)
        if name == "NewsLines":
            for line in part:
                _line(line, filled)
        elif name == "AdministrativeMetadata":
            _administrative(part, filled)
        elif name in _DESCRIPTIONS:
            _descriptive(part, filled, named)
        elif name == "RightsMetadata":
            _rights(part, filled)
        elif name == "Metadata" and "keyword" in _formal(tree.child(part, "MetadataType")).lower():
            filled.subjects += [Named(value) for _, value in _properties(part) if value]
        elif name == "TopicOccurrence":
            _occurrence(part, filled, named)


def language(component: tree.Element) -> str:
    """Return the language of a component itself, as a BCP 47 tag, or the empty string."""
    own = tree.attribute(component, tree.XML_LANG)
    for name in _DESCRIPTIONS:
        own = _formal(tree.child(component, name, "Language")) or own
    return _tag(own)


def _tag(value: str) -> str:
    head, joint, rest = value.replace("_", "-").partition("-")
    return f"{head.lower()}{joint}{rest.upper() if len(rest) == 2 else rest}"


def _line(line: tree.Element, filled: Fields) -> None:
    name, words = tree.local(line), markup.line_of(line)
    if name == "NewsLine":
        _free_line(line, filled)
    elif not words:
        return
    elif name == "HeadLine":
        _headline(words, filled)
    elif name in ("SubHeadLine", "SubHeadline"):
        filled.summary = filled.summary or words
    elif name == "ByLine":
        filled.byline = filled.byline or words
    elif name == "DateLine":
        filled.alt_ids.append(("dateline", words))
        city = words.partition(",")[0].partition("(")[0].strip(" -–—.")
        if city and not any(c.isdigit() for c in city):
            filled.located = filled.located or city
    elif name == "KeywordLine":
        filled.subjects.append(Named(words))
    else:
        _rights_line(name, words, filled)


def _headline(words: str, filled: Fields) -> None:
    if not filled.headline or (filled.headline.isdigit() and not words.isdigit()):
        filled.headline = words
    elif words != filled.headline:
        filled.alt_ids.append(("headline", words))


def _rights_line(name: str, words: str, filled: Fields) -> None:
    if name == "CreditLine":
        filled.credit = filled.credit or words
    elif name == "CopyrightLine":
        filled.copyright_notice = filled.copyright_notice or words
    elif name == "RightsLine":
        filled.usage_terms = f"{filled.usage_terms}\n\n{words}".strip()
    elif name == "SlugLine":
        filled.slugline = words
    elif name == "MoreLink" and words.startswith(("http://", "https://")):
        filled.link = filled.link or words
    elif name in ("SeriesLine", "ByLineTitle"):
        filled.alt_ids.append((name.lower(), words))


def _free_line(line: tree.Element, filled: Fields) -> None:
    kind = _formal(tree.child(line, "NewsLineType"))
    for each in tree.children(line, "NewsLineText"):
        words = markup.line_of(each)
        if words and any(mark in kind.lower() for mark in _NOTES):
            filled.note(words)
        elif words:
            filled.alt_ids.append((kind or "newsline", words))


def _administrative(part: tree.Element, filled: Fields) -> None:
    for each in part:
        name = tree.local(each)
        parties = [p for party in tree.children(each, "Party") if (p := _formal(party).strip())]
        if name == "Provider" and parties:
            filled.agency = filled.agency or parties[0]
        elif name == "Source" and parties:
            filled.credit = filled.credit or "/".join(dict.fromkeys(parties))
        elif name == "Creator":
            people = [p for p in parties if " " in p]  # codes of desks and initials are no bylines
            filled.byline = filled.byline or ", ".join(people)
    for name, value in _properties(part):
        if value and any(mark in name.lower() for mark in ("ednote", "editorialinfo", "editorialnote")):
            filled.note(markup.line(value))


def _descriptive(part: tree.Element, filled: Fields, named: Topics) -> None:
    for each in part.iter():
        name, value = tree.local(each), _formal(each)
        if name in _SUBJECTS and value:
            found = named.get(value)
            uri = _uri(value)
            scheme = "" if uri else tree.attribute(each, "Scheme", "Vocabulary")
            filled.subjects.append(Named(found[0].name if found else value, uri, value, "subj" if uri else scheme))
        elif name == "Genre" and value:
            filled.subjects.append(Named(value, "", value, "genre"))
        elif name == "Location":
            _location(each, filled)
        elif name == "TopicOccurrence":
            _occurrence(each, filled, named)
        elif name == "Property" and value.lower() in ("keyword", "keywords"):
            _keyword(each, filled)


def _keyword(each: tree.Element, filled: Fields) -> None:
    code, role = tree.attribute(each, "Code"), tree.attribute(each, "Role").lower()
    for words in tree.attribute(each, "Value").split(";"):
        if words.strip():
            (filled.people if "person" in role else filled.subjects).append(Named(words.strip(), "", code))


def _location(each: tree.Element, filled: Fields) -> None:
    parts = dict(_properties(each))
    city, country = parts.get("City", ""), parts.get("Country", "")
    if city:
        filled.places.append(Named(city))
    if country:
        filled.places.append(Named(country, "", country if len(country) in (2, 3) and country.isupper() else ""))
    if city and tree.attribute(each, "HowPresent").lower() in ("", "origin") and not filled.located:
        filled.located = city


def _occurrence(each: tree.Element, filled: Fields, named: Topics) -> None:
    found = named.get(tree.attribute(each, "Topic"))
    if found is None:
        return
    kind = found[1].lower()
    holder = filled.subjects
    for marks, chosen in ((_PEOPLE, filled.people), (_ORGANISATIONS, filled.organisations), (_PLACES, filled.places)):
        if any(mark in kind for mark in marks):
            holder = chosen
    holder.append(found[0])


def _rights(part: tree.Element, filled: Fields) -> None:
    for each in part.iter():
        name, words = tree.local(each), markup.line(tree.text(each))
        if name == "CopyrightHolder":
            filled.copyright_holder = filled.copyright_holder or words or _party(each)
        elif name == "UsageRights":
            terms = [markup.line(tree.text(one)) or _party(one) for one in each]
            filled.usage_terms = f"{filled.usage_terms}\n\n{', '.join(t for t in terms if t)}".strip()


def envelope(element: tree.Element | None, filled: Fields) -> None:
    """Read `NewsEnvelope`, for what the item itself leaves open."""
    if element is None:
        return
    if filled.urgency is None:
        filled.rank(_formal(tree.child(element, "Priority")))
    filled.agency = filled.agency or _formal(tree.child(element, "SentFrom", "Party"))
    sent = tree.child(element, "DateAndTime")
    if filled.version_created is None and sent is not None:
        filled.version_created = filled.time("DateAndTime", tree.text(sent))


def _party(element: tree.Element) -> str:
    return next((_formal(party) for party in element.iter() if tree.local(party) == "Party"), "")


def _properties(holder: tree.Element) -> list[tuple[str, str]]:
    return [(_formal(each), tree.attribute(each, "Value")) for each in tree.children(holder, "Property")]


def _formal(element: tree.Element | None) -> str:
    return tree.attribute(element, "FormalName") or (tree.text(element) if element is not None else "")


def _uri(code: str) -> str:
    return f"http://cv.iptc.org/newscodes/subjectcode/{code}" if len(code) == 8 and code.isdigit() else ""
