"""Merge, split, move: an editor's decision stands, the machine obeys it, and each can be undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import regrouping, steps
from wiredesk.desk.models import Act, Member, Ruling, Story
from wiredesk.newsroom import undoing
from wiredesk.record.models import Entry
from wiredesk.site import actions
from wiredesk.site.public import Version
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def headlines(story: Story) -> set[str]:
    return set(story.members.values_list("item__guid", flat=True))


@pytest.fixture
def port(house: None) -> Story:
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    return newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))


def item_of(story: Story, guid: str) -> int:
    return int(story.members.get(item__guid=guid).item_id)


def test_split_items_stand_in_a_story_of_their_own_and_go_through_the_steps(story: Story, editor: User) -> None:
    new = regrouping.split(story, [item_of(story, "dnipro-1")], by=editor, now=clock.now())
    assert headlines(story) == {"volga-1"}
    assert headlines(new) == {"dnipro-1"}
    story.refresh_from_db()
    assert (story.state, new.state) == ("attribute", "attribute")
    steps.attribute(now=clock.now())
    story.refresh_from_db()
    assert not story.disputed


def test_copies_and_other_versions_go_along_with_a_split_item(story: Story, editor: User) -> None:
    volga = newsroom.agency("volga", "Volga Wire", "Moscow", "RU")
    first = Item.objects.get(guid="dnipro-1")
    copy = newsroom.item(volga, "copy-1", "Copy", newsroom.KYIV)
    Member.objects.create(story=story, item=copy, origin=first, duplicate_of=first)
    new = regrouping.split(story, [first.pk], by=editor, now=clock.now())
    assert headlines(new) == {"dnipro-1", "copy-1"}


def test_a_split_that_leaves_nothing_or_takes_nothing_is_refused(story: Story, editor: User) -> None:
    everything = list(story.members.values_list("item_id", flat=True))
    with pytest.raises(NotAllowed, match="leave at least one"):
        regrouping.split(story, everything, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="no item is chosen"):
        regrouping.split(story, [10**9], by=editor, now=clock.now())


def test_undoing_a_split_brings_the_items_back_and_the_id_leads_there(story: Story, editor: User) -> None:
    new = regrouping.split(story, [item_of(story, "dnipro-1")], by=editor, now=clock.now())
    act = undoing.last(editor, story=story)
    assert act is not None
    undoing.undo(act, by=editor, now=clock.now())
    new.refresh_from_db()
    assert headlines(story) == {"volga-1", "dnipro-1"}
    assert new.merged_into_id == story.pk
    assert not Ruling.objects.standing().exists()
    with pytest.raises(NotAllowed, match="undone already"):
        undoing.undo(act, by=editor, now=clock.now())


def test_a_split_whose_story_got_more_copy_is_not_undone(story: Story, editor: User) -> None:
    new = regrouping.split(story, [item_of(story, "dnipro-1")], by=editor, now=clock.now())
    late = newsroom.item(newsroom.agency("dnipro", "Dnipro Wire", "Kyiv", "UA"), "late", "Late", newsroom.KYIV)
    Member.objects.create(story=new, item=late, origin=late)
    act = undoing.last(editor, story=story)
    assert act is not None
    with pytest.raises(NotAllowed, match="merge it instead"):
        undoing.undo(act, by=editor, now=clock.now())
    act.refresh_from_db()
    assert act.undone_at is None


def test_a_merged_story_leads_to_the_other_one_and_comes_apart_again(story: Story, port: Story, editor: User) -> None:
    act = actions.merge(port, story, by=editor, now=clock.now())
    port.refresh_from_db()
    assert port.merged_into_id == story.pk
    assert "rift-1" in headlines(story)
    client = Client()
    client.force_login(editor)
    assert client.get(reverse("desk:story", args=[port.pk]))["Location"] == reverse("desk:story", args=[story.pk])
    undoing.undo(act, by=editor, now=clock.now())
    port.refresh_from_db()
    assert port.merged_into_id is None
    assert headlines(port) == {"rift-1"}


def test_a_public_story_is_not_hidden_by_a_merge(story: Story, port: Story, editor: User) -> None:
    newsroom.publish(story, newsroom.extract(story))
    with pytest.raises(NotAllowed, match="merge that one into this one"):
        actions.merge(story, port, by=editor, now=clock.now())
    actions.merge(port, story, by=editor, now=clock.now())
    assert Version.objects.get(story=story).current


def test_a_merge_takes_back_that_the_two_were_kept_apart_and_undo_restores_it(story: Story, editor: User) -> None:
    new = regrouping.split(story, [item_of(story, "dnipro-1")], by=editor, now=clock.now())
    assert Ruling.objects.apart(story.pk, new.pk)
    act = actions.merge(new, story, by=editor, now=clock.now())
    assert not Ruling.objects.apart(new.pk, story.pk)
    undoing.undo(act, by=editor, now=clock.now())
    assert Ruling.objects.apart(new.pk, story.pk)
    assert Ruling.objects.kept_from(story.pk) == {new.pk}


def test_moved_items_stay_where_the_editor_put_them(story: Story, port: Story, editor: User) -> None:
    item = item_of(story, "dnipro-1")
    regrouping.move(story, [item], port, by=editor, now=clock.now())
    assert Ruling.objects.placed() == {item: port.pk}
    assert Member.objects.get(item=item).by == "dana"
    act = undoing.last(editor)
    assert act is not None
    undoing.undo(act, by=editor, now=clock.now())
    assert Ruling.objects.placed() == {}
    assert headlines(story) == {"volga-1", "dnipro-1"}


def test_the_machine_follows_a_split_when_more_copy_comes(story: Story, editor: User) -> None:
    now = clock.now()
    dnipro = newsroom.agency("dnipro", "Dnipro Wire", "Kyiv", "UA")
    Item.objects.update(received_at=now, version_created=now, first_created=now)
    window = steps.Window()
    window.follow(now=now)
    new = regrouping.split(story, [item_of(story, "dnipro-1")], by=editor, now=now)
    more = f"{newsroom.KYIV}\n\nFighting went on, it said."
    late = newsroom.item(dnipro, "dnipro-2", "Ukraine's military denies its forces were driven out", more, at=now)
    Item.objects.filter(pk=late.pk).update(state="waiting")
    steps.group(now=now, window=window)
    assert Member.objects.get(item=late).story_id == new.pk


def test_who_may_not_regroup_is_refused_and_the_record_says_so(story: Story, reporter: User) -> None:
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        regrouping.split(story, [item_of(story, "dnipro-1")], by=reporter, now=clock.now())
    assert Entry.objects.filter(kind="refusal", by="rex").exists()
    assert not Act.objects.exists()


def test_the_forms_of_the_desk_regroup_and_undo(story: Story, port: Story, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    client.post(reverse("desk:split", args=[story.pk]), {"item": item_of(story, "dnipro-1")})
    new = Story.objects.order_by("-pk")[0]
    assert headlines(new) == {"dnipro-1"}
    client.post(reverse("desk:move", args=[story.pk]), {"item": item_of(story, "volga-1"), "to": f"story {port.pk}"})
    client.post(reverse("desk:merge"), {"story": [new.pk, port.pk]})
    new.refresh_from_db()
    port.refresh_from_db()
    assert {new.merged_into_id, port.merged_into_id} == {None, new.pk if port.merged_into_id else port.pk}
    answer = client.post(reverse("desk:undo"), follow=True)
    assert "Undone" in answer.content.decode()
    assert not Story.objects.filter(merged_into__isnull=False).exists()


def test_a_number_that_is_no_story_is_refused_in_words(story: Story, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    for wrong in ("", "none", "9" * 30, "²"):
        answer = client.post(
            reverse("desk:move", args=[story.pk]), {"item": item_of(story, "dnipro-1"), "to": wrong}, follow=True
        )
        assert "is no story" in answer.content.decode(), wrong
