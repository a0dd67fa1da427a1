"""What every item gets at the end, whatever its format: signals, notes out of the body, dateline, doubtful times."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, replace
from datetime import datetime, timedelta
from operator import attrgetter

from wiredesk.core.formats import signals
from wiredesk.core.formats.edges import copy_only, without_paragraphs
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.markup import Body
from wiredesk.core.model import Item, Media, Named, PubStatus, Signal

_DATELINE = re.compile(
    r"\A\s*([^\W\d_][^\W\d_.'’\- ]{0,30}(?:[ .'’\-/]{1,2}[^\W\d_]{1,30}){0,4}\.?)"
    r"(?:,\s*[^()\n—–]{1,50}?)?(?:\s*\(([^()\n]{2,40})\)\s*(?:[—–:-]+\s|\s)|\s*(?:[—–]|--|\s-)\s?(?=\S))"
)
LOSSES = frozenset({"hidden text", "markup nested too deeply"})
"""Reasons that may take copy away; others take what is said elsewhere or is no copy."""
LOST = "quarantined"
_FEW = 10  # words
_EARLIEST, _LATEST = 1900, 2100
_TUPLES = ("subjects", "places", "people", "organisations", "alt_ids", "refers_to")
_SAME = tuple(
    each.name
    for each in fields(Fields)
    if each.name not in (*_TUPLES, "body", "notes", "media", "profile", "warnings", "signal")
)

_same_of = attrgetter(*_SAME)


def finish(filled: Fields, *, now: datetime | None = None) -> Item:
    """Make the item: signals in words, embargo lines, notes to editors out of the body, dateline, doubtful times."""
    body = _bylined(filled, copy_only(filled))
    _held_for_loss(filled, body)
    _signalled(filled, body)
    _dated(filled, now)
    _named(filled, body)
    values = dict(zip(_SAME, _same_of(filled), strict=True))
    values |= {name: tuple(dict.fromkeys(getattr(filled, name))) for name in _TUPLES}
    if any(role.startswith("headline") for role, _ in values["alt_ids"]):
        values["alt_ids"] = tuple(sorted(values["alt_ids"], key=lambda each: not each[0].startswith("headline")))
    if any(each.scheme == "genre" for each in values["subjects"]):
        values["subjects"] = tuple(sorted(values["subjects"], key=lambda each: each.scheme == "genre"))
    return Item(
        **values,
        signal=filled.signal,
        body=body.text,
        xhtml=body.xhtml,
        words_in=body.words_in,
        words_out=body.words_out,
        dropped=body.dropped,
        ednote="\n\n".join(filled.notes),
        media=_media(filled, body),
        profile=filled.profile.name,
        warnings=tuple(dict.fromkeys(filled.warnings)),
    )


def _bylined(filled: Fields, body: Body) -> Body:
    """Take the byline that the profile knows from the beginning of the body, and add the source's topics."""
    for each in tuple(filled.subjects) if filled.profile.subjects else ():
        code = filled.profile.subjects.get(each.code or each.name)
        if code:
            filled.subjects.append(Named(each.name, f"http://cv.iptc.org/newscodes/mediatopic/{code}", code, "medtop"))
    if filled.profile.byline is None:
        return body
    for number, paragraph in enumerate(body.text[:600].split("\n\n")[:3]):
        if filled.profile.byline.fullmatch(paragraph):
            filled.byline = filled.byline or paragraph
            return without_paragraphs(body, {number: "byline, kept with the item"})
    return body


def _held_for_loss(filled: Fields, body: Body) -> None:
    """Hold an item that loses more of its words than its profile allows: it must not go out as if it were whole."""
    unknown = body.words_in - body.words_out - sum(d.words for d in body.dropped)
    if unknown:
        filled.warnings.append(f"{unknown} words of the body are not accounted for")
    lost = abs(unknown) + sum(d.words for d in body.dropped if d.reason in LOSSES)
    if lost > _FEW and lost > filled.profile.loss * body.words_in:
        filled.warnings.append(f"{LOST}: {lost} of {body.words_in} words of the body were not read; the item is held")
        if filled.pub_status is PubStatus.USABLE:
            filled.pub_status = PubStatus.WITHHELD
        filled.signal = signals.heaviest(filled.signal, Signal.HOLD)


def _media(filled: Fields, body: Body) -> tuple[Media, ...]:
    """Pictures of the item's own list first; one that the body shows again is the same one, and lends its caption."""
    shown = {m.href: m for m in body.media}
    known = {m.href for m in filled.media} | {href for m in filled.media for _, href in m.renditions}
    listed = [
        replace(m, caption=m.caption or shown[m.href].caption, credit=m.credit or shown[m.href].credit)
        if m.href in shown
        else m
        for m in filled.media
    ]
    return (*dict.fromkeys(listed), *dict.fromkeys(m for m in body.media if m.href not in known))


def _signalled(filled: Fields, body: Body) -> None:
    note = "\n".join(filled.notes)
    found = [
        filled.signal,
        signals.of_headline(filled.headline, filled.language),
        signals.of_headline(filled.slugline),
    ]
    found += [signals.of_note(note), signals.of_opening(body.text)]
    if filled.pub_status is PubStatus.CANCELED:
        found.append(Signal.KILL)
    elif filled.pub_status is PubStatus.WITHHELD:
        found.append(Signal.HOLD)
    filled.signal = signals.heaviest(*found)
    has_embargo = filled.embargoed_until is not None or filled.embargo_unreadable
    for text in (filled.headline, filled.slugline, note):
        if not has_embargo and (signals.is_embargo(text) or (text is note and signals.names_embargo(text))):
            filled.embargo_in_words(text)
            return


def _dated(filled: Fields, now: datetime | None) -> None:
    for what, when in (("first created", filled.first_created), ("version created", filled.version_created)):
        if when is None:
            continue
        if not _EARLIEST <= when.year <= _LATEST:
            filled.warnings.append(f"{what} is an absurd time: {when.isoformat()}")
        elif now is not None and when > now + timedelta(hours=1):
            filled.warnings.append(f"{what} is in the future: {when.isoformat()}")


def _named(filled: Fields, body: Body) -> None:
    """Fill in what the copy itself or the profile tells: guid, agency, language, city."""
    if filled.profile.dateline is not None and not filled.located:
        own = filled.profile.dateline.match(body.text[:300])
        filled.located = _city(own["city"]) if own and "city" in own.groupdict() and own["city"] else ""
    if not filled.located or not filled.agency:
        found = _DATELINE.match(body.text[:200])
        if found and (found.group(1).isupper() or found.group(2)):
            filled.located = filled.located or _city(found.group(1))
    filled.agency = filled.agency or filled.profile.agency
    filled.language = filled.language or filled.profile.language
    filled.credit = filled.credit or filled.profile.credit
    filled.guid = filled.guid or filled.link
    if not filled.guid:
        whole = f"{filled.headline}\x1f{body.text}".encode("utf-8", "replace")
        filled.guid = f"urn:sha256:{hashlib.sha256(whole).hexdigest()}"
        filled.warnings.append("the source names no id; ours is the digest of headline and body")


def _city(name: str) -> str:
    return name.strip(" .")
