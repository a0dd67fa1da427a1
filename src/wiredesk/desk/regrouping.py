"""Merge, split and move: an editor puts items where they belong, and the machine remembers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Min

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import called, need, note_act
from wiredesk.desk.decisions import RulingQuerySet
from wiredesk.desk.models import Act, Draft, Member, Ruling, Story
from wiredesk.desk.steps import OPEN_DRAFTS, wake

PERMISSION = "desk.add_ruling"


def merge(story: Story, into: Story, *, by: User, now: datetime) -> Act:
    """Make a story part of another one; its id leads there for ever.

    Raises:
        NotAllowed: They are one already, or the person may not.
    """
    need(by, PERMISSION, story, into, now=now)
    with transaction.atomic():
        one, other = _locked(story.pk), _locked(into.pk)
        if one.pk == other.pk:
            raise NotAllowed(str(one), "is that story: choose another one")
        members = list(one.members.values_list("pk", flat=True))
        Member.objects.filter(pk__in=members).update(story=other)
        _rest(one)
        Story.objects.filter(pk=one.pk).update(merged_into=other, taken_by=None, taken_at=None)
        act = note_act(
            other, "merge", f"merged story {one.pk} into this one", by=by, now=now, other=one, members=members
        )
        pair = (one, other)
        _withdraw(act, Ruling.objects.filter(kind=Ruling.Kind.APART, story__in=pair, other__in=pair))
        Ruling.objects.create(kind=Ruling.Kind.TOGETHER, story=other, other=one, act=act, by=called(by), at=now)
        _again(other, now=now)
    return act


def split(story: Story, items: Sequence[int], *, by: User, now: datetime) -> Story:
    """Make a story of its own from some items of a story; returns it. The two are never joined by the machine.

    Args:
        story: The story.
        items: Keys of the items that leave; copies and other versions of them go along.
        by: Who splits.
        now: The present.

    Raises:
        NotAllowed: No item is chosen, none would stay, or the person may not.
    """
    need(by, PERMISSION, story, now=now)
    with transaction.atomic():
        one = _locked(story.pk)
        members = _chosen(one, items)
        if len(members) == one.members.count():
            raise NotAllowed(str(one), "keeps no item this way: leave at least one")
        new = Story.objects.create(state=Story.State.ATTRIBUTE, queued_at=now, started_at=now, news_at=now)
        act = note_act(
            one, "split", f"split {_items(members)} off into story {new.pk}", by=by, now=now, other=new,
            members=[each.pk for each in members],
        )  # fmt: skip
        _place(members, new, act, by=by, now=now)
        Ruling.objects.create(kind=Ruling.Kind.APART, story=one, other=new, act=act, by=called(by), at=now)
        _again(one, now=now)
        _again(new, now=now)
    return new


def move(story: Story, items: Sequence[int], to: Story, *, by: User, now: datetime) -> Act:
    """Move items to a story that stands.

    Raises:
        NotAllowed: No item is chosen, none would stay, it is the same story, or the person may not.
    """
    need(by, PERMISSION, story, to, now=now)
    with transaction.atomic():
        one, other = _locked(story.pk), _locked(to.pk)
        if one.pk == other.pk:
            raise NotAllowed(str(one), "has them already: choose another story")
        members = _chosen(one, items)
        if len(members) == one.members.count():
            raise NotAllowed(str(one), "keeps no item this way: merge it instead")
        act = note_act(
            one, "move", f"moved {_items(members)} to story {other.pk}", by=by, now=now, other=other,
            members=[each.pk for each in members],
        )  # fmt: skip
        _place(members, other, act, by=by, now=now)
        _again(one, now=now)
        _again(other, now=now)
    return act


def undo_merge(act: Act, *, by: User, now: datetime) -> None:
    """Part two stories again: the items that came go back.

    Raises:
        NotAllowed: The story went into yet another one.
    """
    one, other = act.other, act.story
    if one is None or Story.objects.get(pk=one.pk).merged_into_id != other.pk:
        raise NotAllowed(str(other), "was regrouped since: split it instead")
    Story.objects.filter(pk=one.pk).update(merged_into=None)
    Member.objects.filter(pk__in=act.data["members"], story=other).update(story=one)
    _take_back(act)
    _again(one, now=now)
    _again(other, now=now)


def undo_place(act: Act, *, by: User, now: datetime) -> None:
    """Bring items that were split off or moved back to where they were.

    Raises:
        NotAllowed: They were moved on since, or the new story has more by now.
    """
    one, other = act.story, act.other
    moved = Member.objects.filter(pk__in=act.data["members"], story=other)
    if other is None or moved.count() != len(act.data["members"]):
        raise NotAllowed(str(one), "was regrouped since: move the items instead")
    if act.kind == "split" and other.members.count() != len(act.data["members"]):
        raise NotAllowed(str(other), "has more copy by now: merge it instead")
    moved.update(story=one)
    _take_back(act)
    if act.kind == "split":
        _rest(other)
        Story.objects.filter(pk=other.pk).update(merged_into=one)
    else:
        _again(other, now=now)
    _again(one, now=now)


def _withdraw(act: Act, rulings: RulingQuerySet) -> None:
    """Take back the rulings that an act replaces, and remember which, so that undoing it brings them back."""
    standing = rulings.standing()
    act.data["replaced"] = list(standing.values_list("pk", flat=True))
    standing.update(withdrawn=True)
    act.save(update_fields=["data"])


def _take_back(act: Act) -> None:
    act.rulings.update(withdrawn=True)
    Ruling.objects.filter(pk__in=act.data.get("replaced", ())).update(withdrawn=False)


def _locked(pk: int) -> Story:
    """Return a story that may be regrouped.

    Raises:
        NotAllowed: It is part of another one.
    """
    row = Story.objects.select_for_update().get(pk=pk)
    if row.merged_into_id:
        raise NotAllowed(str(row), f"is part of story {row.merged_into_id}: work there")
    return row


def _chosen(story: Story, items: Iterable[int]) -> list[Member]:
    """Return the members of these items, with copies and other versions of them.

    Raises:
        NotAllowed: None is chosen.
    """
    wanted = set(items)
    members = list(story.members.select_related("item").order_by("pk"))
    pieces = {(each.item.agency_id, each.item.guid) for each in members if each.item_id in wanted}
    found = [
        each for each in members
        if each.item_id in wanted or each.duplicate_of_id in wanted or (each.item.agency_id, each.item.guid) in pieces
    ]  # fmt: skip
    if not found:
        raise NotAllowed(str(story), "no item is chosen: tick those that belong elsewhere")
    return found


def _items(members: list[Member]) -> str:
    named = f"“{members[0].item.headline[:60]}”"
    return named if len(members) == 1 else f"{named} and {len(members) - 1} more"


def _place(members: list[Member], story: Story, act: Act, *, by: User, now: datetime) -> None:
    keys = [each.pk for each in members]
    Member.objects.filter(pk__in=keys).update(story=story, why=[f"placed by {called(by)}"], by=by.get_username())
    _withdraw(act, Ruling.objects.filter(kind=Ruling.Kind.BELONGS, item__in=[each.item_id for each in members]))
    Ruling.objects.bulk_create(
        Ruling(kind=Ruling.Kind.BELONGS, story=story, item=each.item, act=act, by=called(by), at=now)
        for each in members
    )


def _rest(story: Story) -> None:
    """Leave a story that is part of another one without work for the machine."""
    story.drafts.filter(state__in=OPEN_DRAFTS).update(state=Draft.State.STALE, lease="", leased_until=None)
    story.claims.all().delete()
    Story.objects.filter(pk=story.pk).update(state=Story.State.READY, lease="", leased_until=None, flag="")


def _again(story: Story, *, now: datetime) -> None:
    """Send a story whose items changed through the steps again, with the times of the items that it has now."""
    times = story.members.aggregate(first=Min("item__received_at"), last=Max("item__received_at"))
    wake(story, now=now, **({"started_at": times["first"], "news_at": times["last"]} if times["first"] else {}))
