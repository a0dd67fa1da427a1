"""The fields of one item while a reader fills them in, and what every item gets at the end, whatever its format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from wiredesk.core.formats import signals, times
from wiredesk.core.formats.markup import Body, count
from wiredesk.core.formats.profiles import PLAIN, Profile
from wiredesk.core.model import Dropped, Item, Media, Named, PubStatus, Signal

_DATELINE = re.compile(
    r"\A\s*([^\W\d_][^\W\d_.'’\- ]{0,30}(?:[ .'’\-/]{1,2}[^\W\d_]{1,30}){0,4}\.?)"
    r"(?:,\s*[^()\n—–]{1,50}?)?(?:\s*\(([^()\n]{2,40})\)\s*(?:[—–:-]+\s|\s)|\s*(?:[—–]|--|\s-)\s?(?=\S))"
)
_EARLIEST, _LATEST = 1900, 2100
_STATUS = {
    "usable": PubStatus.USABLE, "": PubStatus.USABLE, "withheld": PubStatus.WITHHELD, "embargoed": PubStatus.USABLE,
    "canceled": PubStatus.CANCELED, "cancelled": PubStatus.CANCELED, "killed": PubStatus.CANCELED,
    "kill": PubStatus.CANCELED, "deleted": PubStatus.CANCELED, "info": PubStatus.USABLE,
}  # fmt: skip


@dataclass(slots=True)
class Fields:
    """What a reader found out about one item so far."""

    guid: str = ""
    headline: str = ""
    body: Body = field(default_factory=Body)
    version: str = ""
    agency: str = ""
    language: str = ""
    signal: Signal = Signal.NONE
    pub_status: PubStatus = PubStatus.USABLE
    first_created: datetime | None = None
    version_created: datetime | None = None
    embargoed_until: datetime | None = None
    embargo_unreadable: bool = False
    urgency: int | None = None
    slugline: str = ""
    summary: str = ""
    located: str = ""
    byline: str = ""
    credit: str = ""
    copyright_holder: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    link: str = ""
    format: str = ""
    notes: list[str] = field(default_factory=list)
    subjects: list[Named] = field(default_factory=list)
    places: list[Named] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    organisations: list[Named] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    alt_ids: list[tuple[str, str]] = field(default_factory=list)
    refers_to: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    profile: Profile = PLAIN

    def note(self, text: str) -> None:
        """Keep a note to editors, once."""
        if text and text not in self.notes:
            self.notes.append(text)

    def time(self, what: str, value: str) -> datetime | None:
        """Read a time; an unreadable or zoneless one leaves a warning."""
        if not value.strip():
            return None
        found, zoned = times.parse(value, zone=self.profile.zone)
        if found is None:
            self.warnings.append(f"{what} can't be read as a time: {value[:60]}")
        elif not zoned and self.profile.zone is None:
            self.warnings.append(f"{what} names no zone, read as UTC: {value[:60]}")
        return found

    def embargo(self, value: str | None) -> None:
        """Keep an embargo; one that can't be read, or names no zone, is a hold."""
        if value is None:
            return
        found, zoned = times.parse(value, zone=self.profile.zone)
        self._embargoed(found if zoned or self.profile.zone is not None else None, value)

    def embargo_in_words(self, value: str) -> None:
        """Keep an embargo that stands in running text."""
        self._embargoed(signals.embargo_until(value, self.profile.zone), value)

    def _embargoed(self, until: datetime | None, value: str) -> None:
        if until is None:
            self.embargo_unreadable = True
            self.warnings.append(f"embargo can't be read and holds the item: {value.strip()[:80] or 'it is empty'}")
        elif self.embargoed_until is None or until > self.embargoed_until:
            self.embargoed_until = until

    def status(self, value: str) -> None:
        """Keep a publication status; one that nobody knows withholds the item."""
        name = value.rpartition(":")[2].rpartition("/")[2].strip().lower()
        known = _STATUS.get(name)
        if known is None:
            self.warnings.append(f"publication status is not known, and withholds the item: {value[:40]}")
        self.pub_status = PubStatus.WITHHELD if known is None else known
        if name == "embargoed" and self.embargoed_until is None:
            self.embargo_unreadable = True

    def rank(self, value: str) -> None:
        """Keep an urgency between 1 and 9."""
        value = value.strip()
        if value.isascii() and value.isdigit() and 1 <= int(value[:3]) <= 9:
            self.urgency = int(value)
        elif value and value != "0":
            self.warnings.append(f"urgency is not 1 to 9: {value[:20]}")


_TUPLES = ("subjects", "places", "people", "organisations", "alt_ids", "refers_to")
_SAME = tuple(
    each.name
    for each in fields(Fields)
    if each.name not in (*_TUPLES, "body", "notes", "media", "profile", "warnings", "signal")
)


def finish(filled: Fields, *, now: datetime | None = None) -> Item:
    """Make the item: signals in words, embargo lines, notes to editors out of the body, dateline, doubtful times."""
    body = _copy_only(filled)
    _signalled(filled, body)
    _dated(filled, now)
    _named(filled, body)
    values = {name: getattr(filled, name) for name in _SAME}
    values |= {name: tuple(dict.fromkeys(getattr(filled, name))) for name in _TUPLES}
    lost = body.words_in - body.words_out - sum(d.words for d in body.dropped)
    if lost:
        filled.warnings.append(f"{lost} words of the body are not accounted for")
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


def _media(filled: Fields, body: Body) -> tuple[Media, ...]:
    """Pictures of the item's own list first; one that the body shows again is the same one."""
    known = {m.href for m in filled.media} | {href for m in filled.media for _, href in m.renditions}
    return (*dict.fromkeys(filled.media), *dict.fromkeys(m for m in body.media if m.href not in known))


def _copy_only(filled: Fields) -> Body:
    """Move embargo lines and notes to editors from the body's edges, or a whole advisory, to the notes."""
    body = filled.body
    if not body.text:
        return body
    paragraphs = body.text.split("\n\n")
    if signals.is_advisory(filled.headline):
        taken = list(range(len(paragraphs)))
    else:
        edge = [*range(min(4, len(paragraphs))), *range(max(4, len(paragraphs) - 2), len(paragraphs))]
        taken = [n for n in edge if signals.is_embargo(paragraphs[n]) or signals.is_to_editors(paragraphs[n])]
    if not taken:
        return body
    dropped: list[Dropped] = []
    xhtml = body.xhtml
    for n in taken:
        reason = "embargo line" if signals.is_embargo(paragraphs[n]) else "note to editors"
        if reason == "embargo line":
            filled.embargo_in_words(paragraphs[n])
        filled.note(paragraphs[n])
        dropped.append(Dropped(paragraphs[n][:500], reason, count(paragraphs[n])))
        xhtml = _without(xhtml, paragraphs[n])
    text = "\n\n".join(p for n, p in enumerate(paragraphs) if n not in taken)
    return Body(text, xhtml if text else "", body.words_in, count(text), (*body.dropped, *dropped), body.media)


def _without(xhtml: str, paragraph: str) -> str:
    """Cut the block of XHTML whose words are this paragraph."""
    wanted = "".join(paragraph.split())
    for found in re.finditer(r"<(p|h[1-6]|li|blockquote|pre)>(.*?)</\1>", xhtml, re.DOTALL):
        words = re.sub(r"<[^>]*>", "", found.group(2)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if "".join(words.split()) == wanted:
            return xhtml[: found.start()] + xhtml[found.end() :]
    return xhtml


def _signalled(filled: Fields, body: Body) -> None:
    note = "\n".join(filled.notes)
    found = [filled.signal, signals.of_headline(filled.headline), signals.of_headline(filled.slugline)]
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
