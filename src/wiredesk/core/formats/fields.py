"""The fields of one item while a reader fills them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wiredesk.core.formats import signals, times
from wiredesk.core.formats.markup import Body
from wiredesk.core.formats.profiles import PLAIN, Profile
from wiredesk.core.model import Media, Named, PubStatus, Signal

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

    def own_element(self, name: str, words: str) -> None:
        """Keep an element of the source's own, where its profile says which field it fills."""
        target = self.profile.elements.get(name.lower())
        if target and words and not getattr(self, target):
            setattr(self, target, words)

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
