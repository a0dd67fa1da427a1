"""Group, attribute, write, check. Each step takes the oldest row that waits, judges it with the core, and writes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from wiredesk import writers
from wiredesk.core import claims, matching, text, writing
from wiredesk.core import model as core
from wiredesk.desk import rights as licensing
from wiredesk.desk import runs
from wiredesk.desk.checking import check_text
from wiredesk.desk.facets import facets
from wiredesk.desk.models import Claim, Draft, Member, Story
from wiredesk.desk.window import Window
from wiredesk.photos import arriving
from wiredesk.settings import settings
from wiredesk.wire.models import Item


def group(*, now: datetime, window: Window) -> Item | None:
    """Put the oldest waiting item into its story; a new version goes where the version before it is.

    Each decision rests on what came before, so that several workers decide in the order of arrival: who holds an item
    while another works on an older one gives it back. A worker that dies holds the others up until its lease runs out.
    """
    item = Item.objects.lease(Item.State.WAITING, now=now)
    if item is None or _gave_back(item, now=now):
        return None
    with transaction.atomic():
        # Under the write lock no other process groups: two copies that arrive together find one story.
        _one_at_a_time()
        window.follow(now=now)
        earlier = Member.objects.filter(item__agency=item.agency, item__guid=item.guid).order_by("-pk").first()
        if earlier is not None:
            story: Story | None = earlier.story
            member = Member(item=item, origin=earlier.origin, why=["a new version of the same piece"])
            if earlier.origin_id == earlier.item_id:
                member.origin = item
            member.passages = passages(item, earlier.item)
        else:
            decision = window.decide(item)
            story = Story.objects.filter(pk=int(decision.story)).first() if decision.story else None
            member = Member(item=item, score=decision.score, why=list(decision.why), features=dict(decision.features))
            member.duplicate_of_id = int(decision.duplicate_of) if decision.duplicate_of else None
            member.origin_id = int(decision.origin) if decision.origin else item.pk
            source = decision.duplicate_of or decision.origin
            if source and source != str(item.pk):
                member.passages = passages(item, Item.objects.get(pk=int(source)))
        while story is not None and story.merged_into is not None:
            story = story.merged_into
        if story is None:
            story = Story.objects.create(
                state=Story.State.ATTRIBUTE, queued_at=now, started_at=now, news_at=now,
                slugline=str(item.data.get("slugline", ""))[:200],
            )  # fmt: skip
        member.story = story
        member.save()
        arriving.gather(item, now=now)
        wake(story, now=now, news_at=now)
        item.move(Item.State.GROUPED)
    return item


def _gave_back(item: Item, *, now: datetime) -> bool:
    """Give an item back while another worker holds an older one; returns whether it did."""
    older = Q(queued_at__lt=item.queued_at) | Q(queued_at=item.queued_at, pk__lt=item.pk)
    if not Item.objects.filter(older, state=Item.State.WAITING, leased_until__gte=now).exists():
        return False
    mine = Item.objects.filter(pk=item.pk, lease=item.lease)
    mine.update(lease="", leased_until=None, attempts=item.attempts - 1)
    return True


def passages(item: Item, earlier: Item) -> list[dict[str, object]]:
    """Return which words of an item stand in an earlier one, as spans of both bodies."""
    found = matching.passages(item.body, earlier.body)
    return [{"item": earlier.pk, "later": list(each.later), "earlier": list(each.earlier)} for each in found]


def _one_at_a_time() -> None:
    """Hold a lock until the transaction ends: SQLite has one writer anyway; PostgreSQL is told."""
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7262)")


def wake(story: Story, *, now: datetime, **changes: object) -> None:
    """Send a story through attribute, write and check again; a step that works on it loses its lease."""
    Story.objects.filter(pk=story.pk).update(
        state=Story.State.ATTRIBUTE, queued_at=now, lease="", leased_until=None, attempts=0, **changes
    )


def attribute(*, now: datetime) -> Story | None:
    """Read who says what in the oldest story that waits, and join it to a ledger."""
    story = Story.objects.lease(Story.State.ATTRIBUTE, now=now)
    if story is None:
        return None
    members = story.usable(now=now)
    items = [member.item.as_core() for member in members]
    origins = {str(member.item_id): str(member.origin_id) for member in members}
    ledger = claims.ledger(items, origins)
    words = "\n\n".join(f"{item.headline}\n\n{item.body}" for item in items)
    found = {
        "countries": list(ledger.countries), "places": list(ledger.places), "sectors": list(text.sectors(words)),
    }  # fmt: skip
    # A kill of the desk stands among what was decided, too; it is no column.
    found |= {name: value for name, value in story.decided.items() if name in ("slugline", *found)}
    with transaction.atomic():
        story.claims.all().delete()
        Claim.objects.bulk_create(_claim_rows(story, ledger.claims))
        story.move(
            Story.State.WRITE if items else Story.State.READY,
            **found, facets=facets(members, {"slugline": story.slugline} | found),
            parties=[core.freeze(each) for each in ledger.parties],
            statements=[core.freeze(each) for each in ledger.statements],
            disputed=any(each.disputed for each in ledger.statements), origins=len(set(origins.values())),
        )  # fmt: skip
        if not items:
            story.drafts.filter(state__in=OPEN_DRAFTS).update(state=Draft.State.STALE)
    return story


def _claim_rows(story: Story, found: Iterable[core.Claim]) -> list[Claim]:
    return [
        Claim(
            story=story, item_id=int(claim.item), key=claim.id, stance=claim.stance, source_text=claim.source_text,
            content_text=claim.content_text, data=core.freeze(claim),
        )
        for claim in found
    ]  # fmt: skip


OPEN_DRAFTS = (Draft.State.WRITTEN, Draft.State.CHECKED, Draft.State.STOPPED)


def write(*, now: datetime) -> Draft | Story | None:
    """Write a draft for the oldest story that waits; drafts that nobody took up are stale now."""
    story = Story.objects.lease(Story.State.WRITE, now=now)
    if story is None:
        return None
    members = story.usable(now=now)
    items = [member.item.as_core() for member in members]
    started = time.perf_counter()
    draft = licensing.credited(story, _written(story, members, items, now=now), now=now) if items else None
    with transaction.atomic():
        story.drafts.filter(state__in=OPEN_DRAFTS).update(state=Draft.State.STALE, lease="", leased_until=None)
        story.move(Story.State.READY)
        if draft is None:
            return story
        made = replace(draft.made, seconds=round(time.perf_counter() - started, 4))
        row = Draft.objects.create(
            story=story, state=Draft.State.WRITTEN, queued_at=now, made_at=now, digest=draft.digest,
            content=writing.draft_to_json(replace(draft, made=made)), writer=draft.made.writer,
        )  # fmt: skip
        runs.ran(row, made, now=now)
        return row


def _written(story: Story, members: Iterable[Member], items: list[core.Item], *, now: datetime) -> core.Draft:
    """Write with the house's writer, as far as its agencies and what may be spent today allow."""
    agencies = [member.item.agency for member in members]
    seats = {agency.name: agency.seat for agency in agencies}
    rights = {agency.name: agency.outside_models for agency in agencies}
    spent = (0, 0)
    if settings.llm:
        today = Draft.objects.filter(made_at__gt=now - timedelta(days=1)).values_list("content__made", flat=True)
        made = [each for each in today if isinstance(each, dict)]
        spent = (sum(each.get("tokens", 0) for each in made), sum(each.get("cost", 0) for each in made))
    return writers.write(items, story.as_ledger(), seats=seats, spec=settings.llm, rights=rights, spent=spent)


def check(*, now: datetime) -> Draft | None:
    """Check the oldest written draft and store what was found. Safe to run again: one check of one text stands."""
    draft = Draft.objects.lease(Draft.State.WRITTEN, now=now)
    if draft is None:
        return None
    result = check_text(draft.story, draft.as_core(), now=now)
    draft.move(Draft.State.CHECKED if result.passed else Draft.State.STOPPED)
    return draft


def watch(*, now: datetime) -> Story | None:
    """See a kill or hold of an item that a story uses, and send that story through again.

    A story whose items are all barred is left to `site`, which takes its page down; one that stands on others too is
    flagged for an editor.
    """
    barred = Q(item__killed=True) | Q(item__held=True)
    member = Member.objects.filter(barred, lost=False).select_related("story", "item__agency").order_by("pk").first()
    if member is None:
        return None
    with transaction.atomic():
        Member.objects.filter(pk=member.pk).update(lost=True)
        order = "killed" if member.item.killed else "holds"
        wake(member.story, now=now, flag=f"{member.item.agency.name} {order} an item of this story"[:300])
    return member.story
