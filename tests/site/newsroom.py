"""A small newsroom for tests of the site: agencies, copy, stories and public versions, made through the models."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model

from wiredesk.core import claims, formats, writing
from wiredesk.core import model as core
from wiredesk.desk.models import Check, Claim, Draft, Member, Story
from wiredesk.site import gate
from wiredesk.site.public import Approval, Edition, Sector, Version
from wiredesk.wire.models import Agency, Item, Raw, Wire

NOON = datetime(2025, 4, 26, 12, 0, tzinfo=UTC)

MOSCOW = (
    "MOSCOW, April 26 (Volga Wire) - Russia's defence ministry said on Saturday that its forces were helping the "
    "authorities of the Kursk region to restore order and to clear mines.\n\n"
    "Russia said earlier that Ukrainian forces had been driven out of the last village they held in the region.\n\n"
    "President Vladimir Putin said in a statement that Ukraine's offensive in the Kursk region had completely "
    "failed. He said it opened the way for further advances by Russian forces."
)
KYIV = (
    "KYIV, April 26 (Dnipro Wire) - Ukraine's military denied on Saturday that its forces had been driven out of "
    "Russia's Kursk region.\n\n"
    "The General Staff said that the defensive operation in the region went on."
)
PORT = (
    "MOMBASA, April 27 (Rift Wire) - Kenya's port authority said on Sunday that it would add two night shifts at the "
    "container terminal from May.\n\n"
    "The authority said that the average wait of a ship had risen to 4.5 days in March."
)


def agency(slug: str, name: str, seat: str, country: str, **more: object) -> Agency:
    """Return an agency with one wire."""
    found, new = Agency.objects.get_or_create(
        slug=slug, defaults={"name": name, "seat": seat, "country": country, "licence": "May be published.", **more}
    )
    if new:
        Wire.objects.create(
            agency=found, kind="folder", address=f"/wires/{slug}", next_at=NOON, queued_at=NOON, state="active"
        )
    return found


def item(sender: Agency, guid: str, headline: str, body: str, *, at: datetime = NOON, link: str = "") -> Item:
    """Return one piece of copy as it would stand after reading."""
    written = core.Item(
        guid=guid, headline=headline, body=body, agency=sender.name, language="en", link=link,
        first_created=at, version_created=at,
    )  # fmt: skip
    wire = sender.wires.get()
    raw = Raw.objects.create(
        wire=wire, digest=written.digest, body=body.encode(), received_at=at, queued_at=at, state="read"
    )
    return Item.objects.create(
        raw=raw, agency=sender, guid=guid, digest=written.digest, headline=headline, body=body, language="en",
        first_created=at, version_created=at, received_at=at, queued_at=at, state="grouped",
        data=formats.ninjs.dump(written),
    )  # fmt: skip


def story(*items: Item, at: datetime = NOON) -> Story:
    """Return the story of these items, with its ledger."""
    row = Story.objects.create(state="ready", queued_at=at, started_at=at, news_at=at)
    for each in items:
        Member.objects.create(story=row, item=each, origin=each)
    ledger = claims.ledger([each.as_core() for each in items])
    Claim.objects.bulk_create(
        Claim(story=row, item_id=int(each.item), key=each.id, stance=each.stance, source_text=each.source_text,
              content_text=each.content_text, data=core.freeze(each))
        for each in ledger.claims
    )  # fmt: skip
    row.countries, row.places = list(ledger.countries), list(ledger.places)
    row.parties = [core.freeze(each) for each in ledger.parties]
    row.statements = [core.freeze(each) for each in ledger.statements]
    row.origins = len(items)
    row.disputed = any(each.disputed for each in ledger.statements)
    row.save()
    return row


def extract(row: Story, **changes: object) -> core.Draft:
    """Return the extract of a story, with some parts changed."""
    members = list(row.members.select_related("item__agency"))
    seats = {each.item.agency.name: each.item.agency.seat for each in members}
    made = writing.extract([each.item.as_core() for each in members], row.as_ledger(), seats=seats)
    return replace(made, **changes)  # type: ignore[arg-type]


def publish(
    row: Story, text: core.Draft, *, kind: str = "first", note: str = "", by: str = "Ada Editor",
    at: datetime = NOON + timedelta(hours=1), machine: bool = True,
) -> Version:  # fmt: skip
    """Make the next public version of a story, approved by a person unless `by` is empty.

    The gate has tests of its own; here the rows are made as it makes them.
    """
    digest = text.digest
    check = Check.objects.create(story=row, digest=digest, sources=f"sources {at}", passed=True, at=at)
    approval = None
    if by:
        user, _ = get_user_model().objects.get_or_create(username="ada")
        approval, _ = Approval.objects.get_or_create(
            story=row, digest=digest, defaults={"by": user, "name": by, "at": at}
        )
    Version.objects.filter(story=row, current=True).update(current=False)
    first = Version.objects.filter(story=row).order_by("number").first()
    facts = gate.receipt(row, text, check, approval, now=at) | {"machine": machine, "writer": text.made.writer}
    return Version.objects.create(
        story=row, number=Version.objects.filter(story=row).count() + 1, kind=kind, digest=digest,
        headline=text.headline.text, content=writing.draft_to_json(text), ledger=core.freeze(row.as_ledger()),
        receipt=facts, check_run=check, approval=approval, rule="" if by else gate.BRIEF_RULE, note=note,
        countries=list(text.countries), sectors=list(text.sectors), first_at=first.first_at if first else at, at=at,
    )  # fmt: skip


def take_down(row: Story, note: str, *, at: datetime = NOON + timedelta(hours=9)) -> Version:
    """Leave a notice where the story was."""
    version = gate.withdraw(row, note=note, by="test", now=at)
    assert version is not None
    return version


def editions() -> None:
    """Make three editions and three sectors."""
    rows = (
        ("global", "Global", "UTC", []),
        ("europe-central-asia", "Europe and Central Asia", "Europe/Berlin", ["RU", "UA", "DE"]),
        ("east-africa", "East Africa", "Africa/Nairobi", ["KE"]),
    )
    for order, (slug, name, zone, codes) in enumerate(rows):
        Edition.objects.get_or_create(
            slug=slug, defaults={"name": name, "zone": zone, "countries": codes, "order": order}
        )
    for order, (slug, name) in enumerate((("politics", "Politics"), ("transport", "Transport"), ("health", "Health"))):
        Sector.objects.get_or_create(slug=slug, defaults={"name": name, "order": order})


def kursk() -> Version:
    """Publish the story with two sides."""
    volga = agency("volga", "Volga Wire", "Moscow", "RU")
    dnipro = agency("dnipro", "Dnipro Wire", "Kyiv", "UA")
    row = story(
        item(volga, "volga-1", "Moscow says troops help Kursk restore order", MOSCOW),
        item(dnipro, "dnipro-1", "Ukraine's military denies its forces were driven out of Kursk", KYIV,
             at=NOON + timedelta(hours=2), link="https://dnipro.example/1"),
    )  # fmt: skip
    return publish(row, extract(row, sectors=("politics",)), at=NOON + timedelta(hours=3))


def port() -> Version:
    """Publish a brief of one origin."""
    rift = agency("rift", "Rift Wire", "Nairobi", "KE")
    row = story(item(rift, "rift-1", "Kenya port to add night shifts", PORT, at=NOON + timedelta(days=1)))
    return publish(row, extract(row, sectors=("transport",)), by="", at=NOON + timedelta(days=1, hours=1))


def two_sided() -> Story:
    """Make the story of two agencies that contradict each other, with a checked draft."""
    volga = agency("volga", "Volga Wire", "Moscow", "RU")
    dnipro = agency("dnipro", "Dnipro Wire", "Kyiv", "UA")
    row = story(
        item(volga, "volga-1", "Moscow says troops help Kursk restore order", MOSCOW),
        item(dnipro, "dnipro-1", "Ukraine's military denies its forces were driven out", KYIV),
    )
    text = extract(row)
    Draft.objects.create(
        story=row, state="checked", queued_at=NOON, made_at=NOON, digest=text.digest,
        content=writing.draft_to_json(text), writer="extract",
    )  # fmt: skip
    return row
