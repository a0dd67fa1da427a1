"""The page of one story, from its public version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from wiredesk.core import model as core
from wiredesk.core import pictures, writing
from wiredesk.settings import settings
from wiredesk.site import coverage, ledger, lists, livepage, translations
from wiredesk.site import frame as around
from wiredesk.site import related as relations
from wiredesk.site.making import Making, making
from wiredesk.site.moments import Moment, moment
from wiredesk.site.public import Edition, Version
from wiredesk.site.sourcing import Line, Source, Sources, link, readable
from wiredesk.wire.models import Item

STEPS = 14  # points of a timeline at most


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the sources of its sentences."""

    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    agencies: str
    """The agencies of its sources, by name."""
    anchors: frozenset[int]
    """The sources whose fragment stands here: a span that two paragraphs rest on has one fragment, at the first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of agency copy in the receipt."""

    agency: str
    headline: str
    link: str
    at: Moment
    received: Moment
    copy: bool
    """Whether its text came from another piece in the list."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How this story was made."""

    pieces: tuple[Piece, ...]
    origins: int
    writer: str
    model: str
    checked: Moment | None
    """When the checks ran."""
    warnings: int
    approved_by: str
    approved: Moment | None
    rule: str
    """The house rule that let it pass without approval."""
    number: int
    digest: str
    picture: str
    """Where the picture comes from and why this one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One later version, for the list at the foot of the page."""

    number: int
    what: str
    note: str
    at: Moment
    correction: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the timeline."""

    at: Moment
    what: str
    who: str
    """Headline, statement or note; empty for none."""
    href: str


@dataclass(frozen=True, slots=True)
class SourceSet:
    """The sizes of a photo in one format."""

    type: str
    """Media type."""
    srcset: str


@dataclass(frozen=True, slots=True)
class Photo:
    """The picture on the page: a photo in its sizes, or one that was drawn."""

    src: str
    dark: str
    """The same for a dark page; empty for none."""
    alt: str
    caption: str
    credit: str
    kind: str
    code: str
    """IPTC digital source type; empty where a photo's file says none."""
    reason: str
    sets: tuple[SourceSet, ...] = ()
    """The best format first; empty for a drawn picture, which has every size."""
    sizes: str = ""
    width: int = 1200
    height: int = 675
    share: str = ""
    """For those who share the page: 16:9, as PNG or JPEG."""
    share_size: tuple[int, int] = (1200, 675)
    others: tuple[tuple[str, int, int], ...] = ()
    """The same in 4:3 and 1:1: address, width, height."""
    rights: str = ""
    creator: str = ""

    @property
    def drawn(self) -> bool:
        """Whether rules drew it."""
        return self.kind != "photo"

    @property
    def by_model(self) -> bool:
        """Whether its file says that a model had a part in it."""
        return pictures.by_model(self.code)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on a story's page but what stands around it."""

    story: int
    headline: str
    summary: tuple[Line, ...]
    summary_sources: tuple[Source, ...]
    """What the summary rests on and the text does not."""
    kicker: around.Link | None
    brief: bool
    """One origin only: the page says so."""
    making: Making
    dateline: str
    created: Moment
    updated: Moment | None
    """Only where readers can see a change."""
    change: str
    versions: str
    """Address of the list of versions."""
    picture: Photo | None
    countries: tuple[around.Link, ...]
    paragraphs: tuple[Paragraph, ...]
    credit: str
    disputed: tuple[ledger.Entry, ...]
    undisputed: tuple[ledger.Entry, ...]
    receipt: Receipt
    changes: tuple[Change, ...]
    timeline: tuple[Step, ...]
    """How the story went: first copy, denials, versions; oldest first."""
    translations: tuple[around.Link, ...]
    """The same text in other languages, where a person said that it is."""
    live: livepage.LivePart | None
    """Dated entries; None where the story is not told live."""
    short_address: str
    """An address to say or write down."""
    report: str
    """Address of the form for reporting an error."""
    blocks: around.Blocks


def items_of(version: Version, *, now: datetime, more: frozenset[str] = frozenset()) -> dict[str, Item]:
    """Return the readable items that a version rests on, and those of `more`."""
    draft = writing.draft_from_json(version.content)
    parts = (draft.headline, *draft.summary, *draft.body, *draft.short)
    used = {support.item for part in parts for support in part.supports}
    listed = {str(each["item"]) for each in version.receipt.get("items", [])}
    return readable(used | listed | more, now=now)


def paragraphs(draft: core.Draft, sources: Sources) -> tuple[Paragraph, ...]:
    """Return the body in paragraphs; sentences are numbered from 1 through the text."""
    grouped: dict[int, list[Line]] = {}
    for number, sentence in enumerate(draft.body, start=1):
        line = Line(f"p{number}", sentence.text, sources.of(sentence))
        grouped.setdefault(sentence.paragraph, []).append(line)
    made, placed = [], set[int]()
    for lines in grouped.values():
        used = {source.number: source for line in lines for source in line.sources}
        names = dict.fromkeys(source.agency or "withdrawn copy" for source in used.values())
        anchors = frozenset(used) - placed
        placed |= anchors
        made.append(Paragraph(tuple(lines), tuple(used.values()), ", ".join(names), anchors))
    return tuple(made)


def receipt(version: Version, zone: str, picture: Photo | None, items: dict[str, Item]) -> Receipt:
    """Return how a version was made, for readers; approval comes from its record only."""
    stored, approval = version.receipt, version.approval
    checked = stored.get("checks") or {}
    made = version.content.get("made", {})
    return Receipt(
        pieces=tuple(
            Piece(
                str(each["agency"]), str(each.get("headline", "")), link(items.get(str(each["item"]))),
                moment(each["at"], zone), moment(each.get("received_at") or each["at"], zone),
                bool(each.get("duplicate")),
            )
            for each in stored.get("items", [])
        ),
        origins=int(stored.get("origins", 1)),
        writer=str(stored.get("writer", "")),
        model=str(made.get("model", "")),
        checked=moment(checked["at"], zone) if checked.get("at") else None,
        warnings=int(checked.get("warnings", 0)),
        approved_by=approval.name if approval else "",
        approved=moment(approval.at, zone) if approval else None,
        rule=version.rule,
        number=version.number,
        digest=version.digest,
        picture=picture.reason if picture else "",
    )  # fmt: skip


def changes(version: Version, zone: str) -> tuple[Change, ...]:
    """Return what readers are told of later versions, newest first."""
    later = Version.objects.filter(story=version.story_id, number__gt=1).exclude(kind=Version.Kind.NOTICE)
    fixed = Version.CORRECTIONS
    return tuple(
        Change(each.number, each.get_kind_display(), each.note, moment(each.at, zone), each.kind in fixed)
        for each in later.order_by("-number").defer("content", "ledger", "receipt")
    )


def page(version: Version, edition: Edition | None, *, now: datetime, picture: Photo | None) -> StoryPage:
    """Return the page of a story.

    Args:
        version: Its current public version, not a notice.
        edition: In whose zone times are told.
        now: Decides which items an embargo bars.
        picture: What `pictures.of` chose, or None.
    """
    zone = edition.zone if edition else "UTC"
    draft = writing.draft_from_json(version.content)
    told = coverage.told(version.story_id, now=now)
    items = items_of(version, now=now, more=told.items if told is not None else frozenset())
    sources = Sources(items, zone)
    body = paragraphs(draft, sources)
    reading = ledger.Reading({key: item.agency.name for key, item in items.items()}, draft.body, zone)
    rows = ledger.entries(version.ledger, reading)
    changed = max(version.at, told.changed_at) if told is not None else version.at
    summary = tuple(Line(f"lead{n}", each.text, sources.of(each)) for n, each in enumerate(draft.summary, start=1))
    shown = {source.number for paragraph in body for source in paragraph.sources}
    alone = {source.number: source for line in summary for source in line.sources if source.number not in shown}
    slug = next(iter(version.sectors), "")
    name = around.sector_names().get(slug, "")
    home = lists.default_edition(lists.editions())
    facts = receipt(version, zone, picture, items)
    return StoryPage(
        story=version.story_id,
        headline=version.headline,
        summary=summary,
        summary_sources=tuple(alone.values()),
        kicker=around.Link(name, f"/{home.slug}/{slug}/") if name and home else None,
        brief=facts.origins < 2,
        making=making(version),
        dateline=draft.dateline,
        created=moment(version.first_at, zone),
        updated=moment(changed, zone) if version.number > 1 or changed > version.at else None,
        change=version.get_kind_display() if version.number > 1 else "",
        versions=f"{version.path}versions/",
        picture=picture,
        countries=around.country_links(version.countries),
        paragraphs=body,
        credit=draft.credit or _credit(facts),
        disputed=tuple(each for each in rows if each.disputed),
        undisputed=tuple(each for each in rows if not each.disputed),
        receipt=facts,
        changes=changes(version, zone),
        timeline=timeline(version, zone, items),
        translations=translations.of(version),
        live=livepage.live(told, sources, zone) if told is not None else None,
        short_address=f"{settings.base_url}/story/{version.story_id}/",
        report=f"/feedback/?story={version.story_id}",
        blocks=around.blocks(
            edition, zone, without=version.story_id, related=relations.related(version, edition, zone)
        ),
    )


def timeline(version: Version, zone: str, items: dict[str, Item]) -> tuple[Step, ...]:
    """Return how the story went: what each agency sent first, since when it is denied, and what we published.

    Args:
        version: The current version.
        zone: In which times are told.
        items: The readable items; copy that may not be seen has no step.
    """
    rows: list[tuple[datetime, str, str, str]] = []
    known: set[str] = set()
    for each in sorted(version.receipt.get("items", []), key=lambda piece: str(piece["at"])):
        item = items.get(str(each["item"]))
        if item is None or item.agency.name in known:
            continue
        what = gettext("First copy of %(agency)s") if not known else gettext("Copy of %(agency)s")
        known.add(item.agency.name)
        rows.append(
            (datetime.fromisoformat(each["at"]), what % {"agency": item.agency.name}, item.headline, link(item))
        )
    for statement in version.ledger.get("statements", []):
        if statement.get("disputed") and statement.get("denied_since"):
            who = ", ".join(str(name) for name in statement.get("denied_by", ()))
            at = datetime.fromisoformat(statement["denied_since"])
            words = ledger.plain(str(statement["text"]))
            rows.append((at, gettext("%(who)s denies") % {"who": who}, words, f"#{statement['id']}"))
    told = Version.objects.filter(story=version.story_id, number__lte=version.number).exclude(kind=Version.Kind.NOTICE)
    for each in told.defer("content", "ledger", "receipt").order_by("number"):
        rows.append((each.at, str(each.get_kind_display()), each.note, ""))
    rows.sort(key=lambda row: row[0])
    return tuple(Step(moment(at, zone), what, who, href) for at, what, who, href in rows[:STEPS])


def _credit(facts: Receipt) -> str:
    names = list(dict.fromkeys(each.agency for each in facts.pieces))
    if not names:
        return ""
    last = f"{', '.join(names[:-1])} {gettext('and')} {names[-1]}" if len(names) > 1 else names[0]
    return gettext("With reporting by %(agencies)s") % {"agencies": last}
