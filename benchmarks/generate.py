"""Make agency copy to measure with: attributed, over many stories, with copies, updates and disputes.

    python benchmarks/generate.py --items 1000 --seed 1 --out FOLDER [--format rss]

The same arguments always give the same bytes. The text is plausible, invented, and means nothing.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

AGENCIES = ("Alder Wire", "Birch Press", "Cedar News", "Delta Desk", "Elm Reports", "Fjord Copy")
CITIES = ("Accra", "Bergen", "Chennai", "Durban", "Edinburgh", "Faro", "Genoa", "Hanoi", "Izmir", "Jakarta", "Kisumu",
          "Leipzig", "Mendoza", "Nagoya", "Oulu", "Puebla", "Quito", "Riga", "Sofia", "Tampere", "Utrecht", "Vaasa",
          "Warsaw", "Yerevan", "Zagreb")  # fmt: skip
FIRST = ("Amara", "Bela", "Chidi", "Dalia", "Emre", "Farah", "Goran", "Hilda", "Ivo", "Jana", "Kofi", "Lena", "Marta",
         "Nils", "Olga", "Pavel", "Rosa", "Samir", "Tilda", "Uma")  # fmt: skip
LAST = ("Abarow", "Bentley-Oak", "Corvino", "Dalgaard", "Ezenwaka", "Farrowby", "Gallitz", "Hollenbeck", "Iversund",
        "Jarosik", "Kettleby", "Lindqvale", "Morrowan", "Nakimera", "Ostrovay", "Pellingar", "Quistgard", "Rosendahl",
        "Sturridgem", "Tavernor")  # fmt: skip
ROLES = ("the mayor", "the union's regional head", "a company spokeswoman", "the head of the water office",
         "the chief engineer", "the school's director", "a police spokesman", "the harbour master")  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """What a story is about: who speaks, what happened, what is disputed."""

    slug: str
    one: str
    other: str
    event: str
    more: str
    fewer: str
    background: tuple[str, ...]


THEMES = (
    Theme("STRIKE", "the transport union", "the city's bus company", "a strike over night pay began",
          "{n} drivers stayed at home", "fewer than {m} drivers were absent",
          ("Talks broke off in March after {k} rounds.", "Night pay was last raised {k} years ago.",
           "Schools asked parents to bring children on foot.")),
    Theme("FLOOD", "the residents' association", "the flood office", "a river burst its banks",
          "{n} homes were under water", "no more than {m} homes were affected",
          ("The river rose by {k} metres in two days.", "A bridge to the east was closed.",
           "Volunteers filled sandbags through the night.")),
    Theme("FACTORY", "the environment regulator", "the chemical maker Brightal", "smoke was seen over a plant",
          "{n} litres of solvent burned", "only {m} litres were lost",
          ("The plant was inspected {k} months ago.", "It makes coatings for ships.",
           "People were told to keep windows shut.")),
    Theme("SCHOOL", "the parents' council", "the education ministry", "an exam was repeated",
          "{n} pupils saw the questions early", "fewer than {m} pupils were involved",
          ("The exam decides on places in {k} colleges.", "A new date was set for June.",
           "Teachers checked phones at the door.")),
    Theme("HARVEST", "the farmers' federation", "the agriculture ministry", "hail struck orchards",
          "{n} hectares were lost", "no more than {m} hectares were damaged",
          ("Prices of apples rose by {k} percent this spring.", "Nets cover a third of the orchards.",
           "The region ships fruit to nine countries.")),
    Theme("CLINIC", "the doctors' association", "the health ministry", "a fever spread in two districts",
          "{n} patients had signs of the disease", "fewer than {m} cases were confirmed",
          ("A laboratory tests {k} samples a day.", "Tents were set up beside the hospital.",
           "Two schools stayed closed.")),
    Theme("RAIL", "the passengers' group", "the track company", "a signal fault stopped trains",
          "{n} passengers were stranded", "no more than {m} passengers were delayed",
          ("The line was rebuilt {k} years ago.", "Buses ran instead.", "Tickets stayed valid until Sunday.")),
    Theme("PORT", "the shippers' association", "the port authority", "ships waited outside a port",
          "{n} containers were held up", "fewer than {m} containers were late",
          ("The port has {k} berths.", "A crane fell over in a storm in January.", "Pilots worked double shifts.")),
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """One version of one generated item."""

    guid: str
    version: int
    agency: str
    at: datetime
    headline: str
    city: str
    slug: str
    paragraphs: tuple[str, ...]
    credit: str = ""

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs with the dateline before the first."""
        dateline = f"{self.city.upper()}, {self.at:%B} {self.at.day} ({self.agency}) - "
        return (dateline + self.paragraphs[0], *self.paragraphs[1:])


class Maker:
    """Makes items from one seed; asks no clock."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.now = datetime(2025, 4, 24, 6, 0, tzinfo=UTC)
        self.number = 0

    def items(self, count: int) -> Iterator[Copy]:
        """Yield items in order of arrival: new stories, other sides, copies, new versions."""
        recent: list[Copy] = []
        for _ in range(count):
            self.now += timedelta(seconds=self.random.randint(20, 240))
            made = self._next(recent)
            recent = [*[each for each in recent if each.guid != made.guid][-39:], made]
            yield made

    def _next(self, recent: list[Copy]) -> Copy:
        chance = self.random.random()
        if not recent or chance < 0.4:
            return self._story()
        before = self.random.choice(recent)
        if chance < 0.6:
            agency = self.random.choice([each for each in AGENCIES if each != before.agency])
            return replace(before, guid=self._guid(), version=1, agency=agency, at=self.now, credit=before.agency)
        if chance < 0.8:
            return self._update(before)
        return self._second(before)

    def _guid(self) -> str:
        self.number += 1
        return f"urn:newsml:generated.example:{self.number:06d}"

    def _person(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def _story(self) -> Copy:
        theme, city, person = self.random.choice(THEMES), self.random.choice(CITIES), self._person()
        n, k, day = self.random.randint(40, 900) * 10, self.random.randint(2, 14), f"{self.now:%A}"
        more, fewer = theme.more.format(n=f"{n:,}"), theme.fewer.format(m=f"{max(5, n // self.random.randint(3, 6)):,}")
        one, other = theme.one, theme.other
        facts = [each.format(k=k) for each in theme.background]
        self.random.shuffle(facts)
        # A story keeps its own place and time of day, so that two stories on one theme can be told apart.
        hour = self.random.choice(("at dawn", "before noon", "in the afternoon", "late in the evening"))
        return Copy(
            self._guid(), 1, self.random.choice(AGENCIES), self.now,
            f"{_start(one)} in {city} says {more}, {other} denies it", city, f"{city.upper()}-{theme.slug}",
            (
                f"{_start(one)} in {city} said on {day} that {more} after {theme.event} {hour}.",
                f"{_start(other)} denied that. It said that {fewer}.",
                f'"We counted twice and came to the same number," said {person}, {self.random.choice(ROLES)}.',
                f"{facts[0]} {facts[1]}",
                f"{_start(other)} said that it would publish a report if the city council asked for one.",
                facts[2],
            ),
        )  # fmt: skip

    def _update(self, before: Copy) -> Copy:
        added = f"{self._person()}, {self.random.choice(ROLES)}, declined to comment on {self.now:%A}."
        return replace(before, version=before.version + 1, at=self.now, paragraphs=(*before.paragraphs, added))

    def _second(self, before: Copy) -> Copy:
        """Tell the same story anew, the other side first."""
        first, second, *others = before.paragraphs
        headline = f"{before.city}: {before.headline.rpartition(', ')[2].removesuffix(' denies it')} disputes figures"
        person, percent = self._person(), self.random.randint(3, 60)
        cost = f"{person}, {self.random.choice(ROLES)}, put the cost at {percent} million euros."
        denial = second.replace("denied that. It said", f"in {before.city} denied a claim and said")
        paragraphs = (denial, first, cost, *others[1:3])
        agency = self.random.choice(AGENCIES)
        return replace(before, guid=self._guid(), version=1, agency=agency, at=self.now, headline=headline,
                       paragraphs=paragraphs, credit="")  # fmt: skip


def _start(words: str) -> str:
    return words[0].upper() + words[1:]


def ninjs(copy: Copy) -> str:
    """Return one item as ninjs 3.1."""
    made = {
        "uri": copy.guid,
        "standard": {"name": "ninjs", "version": "3.1"},
        "type": "text",
        "version": str(copy.version),
        "versionCreated": f"{copy.at:%Y-%m-%dT%H:%M:%SZ}",
        "pubStatus": "usable",
        "language": "en",
        "headlines": [{"role": "main", "value": copy.headline}],
        "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": _html(copy)}],
        "slugline": copy.slug,
        "located": copy.city,
        "infoSources": [
            {"name": copy.agency, "role": "agency"},
            {"name": copy.credit or copy.agency, "role": "credit"},
        ],
    }
    return json.dumps(made, ensure_ascii=False) + "\n"


def rss(copies: list[Copy], agency: str) -> str:
    """Return one agency's items as RSS 2.0, newest first; of each item only its last version, as feeds do."""
    last = {each.guid: each for each in copies if each.agency == agency}
    entries = "".join(
        f'<item><title>{escape(each.headline)}</title><guid isPermaLink="false">{each.guid}</guid>'
        f"<pubDate>{format_datetime(each.at)}</pubDate><description>{escape(each.paragraphs[0])}</description>"
        f"<content:encoded><![CDATA[{_html(each)}]]></content:encoded></item>\n"
        for each in sorted(last.values(), key=lambda copy: copy.at, reverse=True)
    )
    space = "http://purl.org/rss/1.0/modules/content/"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="{space}"><channel>'
        f"<title>{agency}</title><link>https://generated.example/</link><description>Generated copy.</description>\n"
        f"{entries}</channel></rss>\n"
    )


def _html(copy: Copy) -> str:
    return "".join(f"<p>{escape(each, quote=False)}</p>" for each in copy.body)


def write(copies: list[Copy], folder: Path, form: str) -> None:
    """Write the items: a ninjs file each, in order of arrival, or an RSS feed an agency."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == "ninjs":
        for number, each in enumerate(copies):
            (folder / f"{number:06d}.json").write_text(ninjs(each), encoding="utf-8")
        return
    for agency in AGENCIES:
        name = agency.lower().replace(" ", "-")
        (folder / f"{name}.rss").write_text(rss(copies, agency), encoding="utf-8")


def main() -> None:
    """Read the arguments and write the items."""
    parser = argparse.ArgumentParser(description="Make agency copy to measure with.")
    parser.add_argument("--items", type=int, default=1000, help="how many items (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same items")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument(
        "--format", choices=("ninjs", "rss"), default="ninjs", help="a file an item, or a feed an agency"
    )
    arguments = parser.parse_args()
    write(list(Maker(arguments.seed).items(arguments.items)), arguments.out, arguments.format)


if __name__ == "__main__":
    main()
