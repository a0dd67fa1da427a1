"""What lists and feeds need of a public version, read once.

A version never changes, so what was read of it is kept in memory: forty stories in the column beside every page would
else be decoded again for each page that is written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.translation import get_language

from wiredesk.site.ledger import plain
from wiredesk.site.making import Hands, hands
from wiredesk.site.public import Version

T = TypeVar("T")
HEAVY = ("content", "ledger", "receipt")
MOST = 4000  # versions kept: a few kilobytes each


class Kept(Generic[T]):
    """Answers a question about versions, each once as long as it is among the newest asked for."""

    def __init__(self, read: Callable[[Version], T]) -> None:
        self._read = read
        self._kept: dict[tuple[object, ...], T] = {}
        self._lock = threading.Lock()

    def of(self, versions: Iterable[Version]) -> list[T]:
        """Return the answers in the order of the versions; those not known yet are read in one query."""
        rows = list(versions)
        with self._lock:
            known = {key: self._kept[key] for each in rows if (key := _key(each)) in self._kept}
        missing = [each for each in rows if _key(each) not in known]
        if missing:
            fresh = {_key(each): self._read(each) for each in _whole(missing)}
            known |= fresh
            with self._lock:
                self._kept |= fresh
                while len(self._kept) > MOST:
                    self._kept.pop(next(iter(self._kept)))
        return [known[_key(each)] for each in rows]

    def one(self, version: Version) -> T:
        """Return the answer about one version."""
        return self.of([version])[0]

    def forget(self) -> None:
        """Drop everything; for tests, whose rows come back under the same numbers."""
        with self._lock:
            self._kept.clear()


def _key(version: Version) -> tuple[object, ...]:
    known = version.pk, version.digest, version.number, version.at, version.headline, version.approval_id
    return *known, get_language()


def _whole(versions: list[Version]) -> list[Version]:
    light = [each.pk for each in versions if each.get_deferred_fields()]
    found = [each for each in versions if not each.get_deferred_fields()]
    if light:
        found += Version.objects.filter(pk__in=light).select_related("approval", "story")
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disputed statement, for lists."""

    who: str
    """Who says or denies it."""
    words: str
    """What they say, to the letter."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A version at a glance."""

    summary: str
    short: str
    origins: int
    disputed: bool
    agencies: tuple[str, ...]
    hands: Hands
    says: Side | None
    denies: Side | None
    headlines: Mapping[str, str]
    """Headlines for other places, by name: search, social, push, letter; a place without one has the page's."""
    urgency: int
    """The highest urgency that an agency gave its copy: 1 is highest, 5 where none said."""
    items: tuple[int, ...]
    names: frozenset[str]
    """People, organisations and places of the story."""
    places: frozenset[str]
    alone: tuple[str, ...]
    """The agency of each statement that no other agency's copy had."""
    denied: tuple[str, ...]
    """Those of them that somebody denies in another agency's copy."""


def _read(version: Version) -> Glance:
    content, receipt = version.content, version.receipt
    says, denies = sides(version.ledger)
    pieces = receipt.get("items", [])
    places = {str(each) for each in version.ledger.get("places", [])}
    alone, denied = _alone(version)
    return Glance(
        summary=str(content.get("summary", "")),
        short=str(content.get("short", "")) or str(content.get("summary", "")),
        origins=int(receipt.get("origins", 1)),
        disputed=any(each.get("disputed") for each in version.ledger.get("statements", [])),
        agencies=tuple(dict.fromkeys(str(each["agency"]) for each in pieces)),
        hands=hands(version),
        says=says,
        denies=denies,
        headlines={str(name): str(each["text"]) for name, each in content.get("headlines", {}).items()},
        urgency=min((int(each.get("urgency") or 5) for each in pieces), default=5),
        items=tuple(int(each["item"]) for each in pieces),
        names=frozenset(places | {str(each["name"]) for each in version.ledger.get("parties", [])}),
        places=frozenset(places),
        alone=alone,
        denied=denied,
    )


def _alone(version: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return by agency: statements that it alone had; and those of them that another agency's copy denies."""
    agencies = {str(each["item"]): str(each["agency"]) for each in version.receipt.get("items", [])}
    by_claim = {str(each["id"]): agencies.get(str(each["item"]), "") for each in version.ledger.get("claims", [])}
    alone, denied = [], []
    for each in version.ledger.get("statements", []):
        who = {by_claim.get(str(key), "") for key in each.get("claims", ())} - {""}
        if len(who) != 1 or len(set(agencies.values())) < 2:
            continue
        (agency,) = who
        alone.append(agency)
        if any(by_claim.get(str(key), agency) not in ("", agency) for key in each.get("denials") or ()):
            denied.append(agency)
    return tuple(alone), tuple(denied)


GLANCES = Kept(_read)


def sides(ledger: dict[str, list[dict[str, Any]]]) -> tuple[Side | None, Side | None]:
    """Return both sides of the first disputed statement."""
    claims = {str(each["id"]): each for each in ledger.get("claims", [])}
    for statement in ledger.get("statements", []):
        denials = [claims[str(key)] for key in statement.get("denials") or () if str(key) in claims]
        if statement.get("disputed") and denials:
            first, who = denials[0], list(statement.get("denied_by") or ())
            denier = str(who[0] if who else first.get("speaker") or first["source_text"])
            said = " and ".join(str(each) for each in list(statement.get("said_by") or ())[:2])
            return Side(said, plain(str(statement["text"]))), Side(denier, plain(str(first["content_text"])))
    return None, None
