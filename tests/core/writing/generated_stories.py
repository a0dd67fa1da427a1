"""Stories in many shapes, made from a grammar of our own: what an extractive writer meets on a wire.

`stories(200)` gives always the same 200. A story is a shape (one item, two sides, a chain of updates, a correction,
copies, ten items, a headline alone …) over a matter (who says what where, who denies it, what is known besides), told
in sentences of varied build: the source first, last or in the middle, named, by role, by a pronoun; days told from the
day of the copy; straight and curly quotes; datelines, headlines and endings as agencies write them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wiredesk.core.model import Item, PubStatus, Signal

START = datetime(2025, 4, 21, 6, 0, tzinfo=UTC)  # a Monday
AGENCIES = (
    "Volga Wire",
    "Dnipro Press",
    "Harbour News",
    "Athi Wire",
    "Andes Copy",
    "Fjord Press",
    "Delta News Service",
)


@dataclass(frozen=True)
class Matter:
    """What a story is about."""

    city: str
    who: str  # the side that says it, in full
    short: str  # the same by role: "the ministry"
    what: str  # a clause that stands after "said that"
    other: str
    other_short: str
    denial: str  # a clause that the other side says instead
    person: str
    role: str  # of the person: "the ministry's spokesman"
    facts: tuple[str, ...]  # plain sentences, nobody's claim
    told: tuple[str, ...]  # clauses that anybody of the first side may say
    quote: str
    plan: str  # a clause with "would"
    headline: str  # as an agency writes it, attributed


@dataclass(frozen=True)
class Story:
    """A generated story with what is true of it."""

    name: str
    items: tuple[Item, ...]
    disputed: bool = False


def _matters() -> tuple[Matter, ...]:
    found = json.loads((Path(__file__).parents[2] / "corpus" / "writing" / "matters.json").read_text("utf-8"))
    return tuple(Matter(**{key: tuple(v) if isinstance(v, list) else v for key, v in each.items()}) for each in found)


MATTERS = _matters()

SAID = ("said", "said in a statement", "told reporters", "announced", "reported", "said at a news conference")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Maker:
    """Makes one story from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.matter = MATTERS[seed % len(MATTERS)]
        self.now = START + timedelta(hours=7 * seed % 150)
        self.curly = seed % 3 == 0
        self.name = f"{seed:03d}"
        self.number = 0

    def item(
        self, paragraphs: list[str], *, headline: str = "", city: str = "", agency: str = "", **more: object
    ) -> Item:
        """Return an item of an agency at the next time, its body opened by a dateline in most cases."""
        self.number += 1
        self.now += timedelta(minutes=self.random.randint(9, 190))
        agency = agency or self.random.choice(AGENCIES)
        city = city or self.matter.city
        opening = self.random.choice(
            (
                f"{city.upper()}, {self.now:%B} {self.now.day} ({agency}) - ",
                f"{city.upper()} ({agency}) — ",
                f"{city.upper()}, {self.now:%b} {self.now.day} ({agency}) -- ",
                "",
            )
        )
        end = self.random.choice(("", "", f"\n\n(Reporting by {self.matter.person}; Editing by A. Lund)", "\n\nENDS"))
        body = opening + "\n\n".join(paragraphs) + end if paragraphs else ""
        if self.curly:
            body = _curled(body)
        made = Item(
            guid=f"{self.name}-{self.number}",
            headline=self._marked(headline or self.matter.headline, agency),
            body=body,
            agency=agency,
            language="en",
            located=city if opening else "",
            first_created=self.now,
            version_created=self.now,
        )
        return replace(made, **more)  # type: ignore[arg-type]

    def _marked(self, headline: str, agency: str) -> str:
        pick = self.random.random()
        if pick < 0.1:
            return f"UPDATE {self.random.randint(1, 3)}-{headline}"
        return f"{headline} - {agency}" if pick < 0.2 else headline

    # Sentences

    def day(self) -> str:
        """Return when, as the copy tells it: a weekday, or from the day of the copy."""
        return self.random.choice(
            (f"on {self.now:%A}", f"on {self.now:%A}", f"late on {self.now:%A}", "today", "earlier today")
        )

    def says(self, who: str, what: str, *, when: str = "") -> str:
        """Return one sentence in which somebody says something, in one of many builds."""
        when = f" {when}" if when else ""
        verb = self.random.choice(SAID[:1] * 4 + SAID[1:])
        that = self.random.choice(("that ", "that ", ""))
        if verb in ("announced", "reported"):
            that = "that "
        return (
            self.random.choice(
                (
                    f"{_cap(who)} {verb}{when} {that}{what}.",
                    f"{_cap(what)}, {who} said{when}.",
                    f"{_cap(what)}, according to {who}.",
                    f"{_cap(who)} {verb}{when} {that}{what}.",
                )
            )
            if not what.startswith(("its ", "it ", "they "))
            else f"{_cap(who)} {verb}{when} {that}{what}."
        )

    def denies(self, *, whole: bool) -> str:
        """Return a denial; `whole` ones say what they deny."""
        m = self.matter
        if whole:
            what = m.what if not m.what.startswith("its ") else m.what.replace("its troops", "Ukrainian troops")
            return self.random.choice(
                (
                    f"{_cap(m.other)} denied {self.day()} that {what}.",
                    f"{_cap(m.other)} denied that {what} and said that {m.denial}.",
                    f"{_cap(m.other)} rejected a report that {what}, and said {m.denial}.",
                )
            )
        return self.random.choice((f"{_cap(m.other)} denied that and said {m.denial}.", f"{_cap(m.other)} denied it."))

    def said_by_person(self) -> str:
        """Return a quote with its speaker before, after or between."""
        m = self.matter
        return self.random.choice(
            (
                f'"{m.quote}," said {m.person}, {m.role}.',
                f'{m.person}, {m.role}, said: "{m.quote}."',
                f'"{m.quote}," {m.person}, {m.role}, told reporters. "{_cap(m.told[0])}."',
            )
        )

    def rest(self, count: int) -> list[str]:
        """Return paragraphs of what is known besides, some of two sentences."""
        m = self.matter
        told = [self.says(self.random.choice((m.who, m.short)), each) for each in m.told]
        that, pronoun = self.random.choice(("that ", "")), self.random.choice(("She", "He"))
        told += [f"{m.person} said {that}{m.plan}. {pronoun} declined to give details."]
        pool = [*m.facts, *told, self.said_by_person(), f"{_cap(m.short)} declined to comment further."]
        self.random.shuffle(pool)
        found: list[str] = []
        while pool and len(found) < count:
            found.append(" ".join(pool.pop() for _ in range(min(len(pool), self.random.choice((1, 1, 2))))))
        return found

    def lead(self) -> str:
        """Return a first sentence."""
        m = self.matter
        return self.says(m.who, m.what, when=self.day())

    # Shapes

    def one(self) -> tuple[Item, ...]:
        return (self.item([self.lead(), *self.rest(5)]),)

    def short(self) -> tuple[Item, ...]:
        return (self.item([self.lead()]),)

    def two_short(self) -> tuple[Item, ...]:
        return (self.item([self.lead()]), self.item([self.lead(), self.matter.facts[0]]))

    def headline_only(self) -> tuple[Item, ...]:
        return (self.item([]),)

    def flash_then_story(self) -> tuple[Item, ...]:
        return (self.item([]), self.item([self.lead(), *self.rest(4)]))

    def with_pronouns(self) -> tuple[Item, ...]:
        m = self.matter
        person = self.says(f"{m.person}, {m.role},", m.told[1], when=self.day())
        return (
            self.item(
                [
                    self.lead(),
                    person.replace(",,", ",").replace(",.", "."),
                    f"But he said {m.plan}. It added that {m.told[2]}.",
                    *self.rest(3),
                ]
            ),
        )

    def relative_days(self) -> tuple[Item, ...]:
        m = self.matter
        return (
            self.item(
                [
                    self.says(m.who, m.what, when="today"),
                    f"{m.person}, {m.role}, said yesterday that {m.told[0]}.",
                    f"Last night {m.short} met its lawyers in {m.city}.",
                    f"{_cap(m.short)} said {m.plan}, and will meet again tomorrow.",
                    *self.rest(2),
                ]
            ),
        )

    def copies(self) -> tuple[Item, ...]:
        first = self.item([self.lead(), *self.rest(4)], agency="Harbour News")
        words = first.body.partition(" - ")[2] or first.body
        second = replace(
            first,
            guid=f"{first.guid}c",
            agency="Fjord Press",
            body=words,
            credit="Harbour News",
            version_created=self.now + timedelta(hours=1),
        )
        return (first, second)

    def chain(self) -> tuple[Item, ...]:
        paragraphs = [self.lead(), *self.rest(2)]
        found = [self.item(paragraphs, agency="Athi Wire")]
        for version in (2, 3):
            paragraphs = [*paragraphs, *self.rest(1)]
            made = self.item(paragraphs, agency="Athi Wire")
            found.append(replace(made, guid=found[0].guid, version=str(version)))
        return tuple(found)

    def killed(self) -> tuple[Item, ...]:
        wrong = self.item([self.lead(), "A wrong sentence that no reader may see was sent by mistake."])
        right = self.item([self.lead(), *self.rest(3)])
        return (replace(wrong, signal=Signal.KILL, pub_status=PubStatus.CANCELED), right)

    def corrected(self) -> tuple[Item, ...]:
        m = self.matter
        wrong = self.item([self.lead(), f"In all 311 people took part, {m.short} said.", *self.rest(2)])
        right = self.item(
            [self.lead(), f"In all 131 people took part, {m.short} said.", *self.rest(2)], agency=wrong.agency
        )
        return (wrong, replace(right, signal=Signal.CORRECT, refers_to=(wrong.guid,)))

    def two_sides(self) -> tuple[Item, ...]:
        other = self.item([self.denies(whole=True), *self.rest(2)], headline=self._other_headline())
        return (self.item([self.lead(), *self.rest(3)]), other)

    def sides_in_one(self) -> tuple[Item, ...]:
        return (self.item([self.lead(), self.denies(whole=self.random.random() < 0.7), *self.rest(4)]),)

    def three_views(self) -> tuple[Item, ...]:
        first = self.item([self.lead(), *self.rest(3)])
        second = self.item(
            [self.denies(whole=True), self.says(self.matter.who, self.matter.what), *self.rest(2)],
            headline=self._other_headline(),
        )
        return (first, second, self.item([self.lead(), self.denies(whole=True), *self.rest(4)]))

    def many(self) -> tuple[Item, ...]:
        found = [self.item([self.lead(), *self.rest(self.random.randint(3, 7))]) for _ in range(9)]
        found.insert(4, self.item([self.denies(whole=True), *self.rest(3)]) if self.matter.other else found[0])
        return tuple(found)

    def _other_headline(self) -> str:
        return f"{_cap(self.matter.other.split(', ')[0])} denies report"


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]


def _curled(body: str) -> str:
    parts = body.split('"')
    marks = "“”"
    joined = parts[0]
    for number, part in enumerate(parts[1:]):
        joined += marks[number % 2] + part
    return joined.replace("'", "’")


ONE_SIDED: tuple[Callable[[Maker], tuple[Item, ...]], ...] = (
    Maker.one,
    Maker.short,
    Maker.two_short,
    Maker.headline_only,
    Maker.flash_then_story,
    Maker.with_pronouns,
    Maker.relative_days,
    Maker.copies,
    Maker.chain,
    Maker.killed,
    Maker.corrected,
)
TWO_SIDED = (Maker.two_sides, Maker.sides_in_one, Maker.three_views, Maker.many)


def stories(count: int = 200) -> list[Story]:
    """Return the first `count` stories; the same ones each time."""
    found = []
    for seed in range(count):
        maker = Maker(seed)
        shapes = (*ONE_SIDED, *TWO_SIDED * 2) if maker.matter.other else ONE_SIDED
        shape = shapes[(seed // len(MATTERS)) % len(shapes)]
        found.append(Story(f"{seed:03d}-{shape.__name__}", shape(maker), shape in TWO_SIDED))
    return found
