"""The copy of the sample agencies, read from `samples.toml` and `source/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

TOPICS: dict[str, tuple[str, str]] = {
    "culture": ("01000000", "arts, culture, entertainment and media"),
    "crime": ("02000000", "crime, law and justice"),
    "law": ("02000000", "crime, law and justice"),
    "accident": ("03000000", "disaster, accident and emergency incident"),
    "economy": ("04000000", "economy, business and finance"),
    "education": ("05000000", "education"),
    "environment": ("06000000", "environment"),
    "health": ("07000000", "health"),
    "labour": ("09000000", "labour"),
    "politics": ("11000000", "politics and government"),
    "science": ("13000000", "science and technology"),
    "technology": ("13000000", "science and technology"),
    "society": ("14000000", "society"),
    "sport": ("15000000", "sport"),
    "war": ("16000000", "conflict, war and peace"),
    "weather": ("17000000", "weather"),
    # Agencies use words of their own beside IPTC's codes; these have no code on purpose.
    "agriculture": ("", "agriculture"),
    "energy": ("", "energy"),
    "transport": ("", "transport"),
    "urban": ("", "urban development"),
    "water": ("", "water and sanitation"),
}
"""What an item's `topics` mean: IPTC Media Topic code (empty: a keyword only) and name."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agency:
    """One sample agency, as `samples.toml` has it."""

    slug: str
    name: str
    city: str
    country: str
    colour: str
    credit: str
    domain: str
    canonical: bool
    licence_note: str


@dataclass(frozen=True, slots=True)
class Wire:
    """One channel of an agency: a feed to serve, or a folder of files."""

    agency: str
    kind: str  # "http" or "folder"
    path: str
    format: str
    language: str
    body: str = ""  # for NewsML-G2: "nitf" or "xhtml"


@dataclass(frozen=True, slots=True)
class Copy:
    """One version of one piece of sample copy."""

    agency: Agency
    id: str
    at: datetime
    story: str
    head: str
    city: str
    paragraphs: tuple[str, ...]
    first: datetime
    by: str = ""
    slug: str = ""
    urgency: int = 5
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    version: int = 1
    status: str = "usable"
    signal: str = ""
    note: str = ""
    credit: str = ""
    embargo: datetime | None = None
    refers: tuple[str, ...] = ()
    dateline: str = ""

    @property
    def guid(self) -> str:
        """The agency's own identity of the piece, the same for all its versions."""
        return f"urn:newsml:{self.agency.domain}:2025{self.id}"

    @property
    def link(self) -> str:
        """The canonical address of the piece at the agency."""
        return f"https://{self.agency.domain}/2025/{self.id}"

    @property
    def copyright(self) -> str:
        """The copyright notice."""
        return f"© 2025 {self.agency.name}"

    @property
    def topic_names(self) -> tuple[tuple[str, str], ...]:
        """The (code, name) pairs of the item's topics, each once; a keyword has no code."""
        return tuple(dict.fromkeys(TOPICS[topic] for topic in self.topics))

    def earlier(self) -> tuple[str, ...]:
        """Return the guids of the items that this one corrects."""
        return tuple(f"urn:newsml:{self.agency.domain}:2025{each}" for each in self.refers)


@dataclass(frozen=True, slots=True)
class Samples:
    """All of it."""

    notice: str
    agencies: tuple[Agency, ...]
    wires: tuple[Wire, ...]
    items: tuple[Copy, ...]  # by agency, then by time

    def of(self, agency: str) -> tuple[Copy, ...]:
        """Return one agency's copy, oldest first."""
        return tuple(each for each in self.items if each.agency.slug == agency)


def load(folder: Path) -> Samples:
    """Read manifest and copy from a folder laid out as this one."""
    manifest = tomllib.loads((folder / "samples.toml").read_text(encoding="utf-8"))
    agencies = tuple(Agency(**each) for each in manifest["agencies"])
    items: list[Copy] = []
    for agency in agencies:
        source = tomllib.loads((folder / "source" / f"{agency.slug}.toml").read_text(encoding="utf-8"))
        items += sorted((_copy(each, agency) for each in source["item"]), key=lambda copy: (copy.at, copy.id))
    return Samples(manifest["notice"], agencies, tuple(Wire(**each) for each in manifest["wires"]), tuple(items))


def _copy(values: dict[str, Any], agency: Agency) -> Copy:
    values = dict(values)
    paragraphs = tuple(values.pop("body").strip().split("\n"))
    at: datetime = values["at"]
    day = values.pop("day", f"{MONTHS[at.month - 1]} {at.day}")
    dateline = f"{values['city'].upper()}, {day} ({agency.name})" if values.pop("dateline", True) else ""
    for name in ("topics", "people", "refers"):
        values[name] = tuple(values.get(name, ()))
    values.setdefault("first", at)
    return Copy(agency=agency, paragraphs=paragraphs, dateline=dateline, **values)
