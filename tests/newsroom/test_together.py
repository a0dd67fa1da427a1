"""Several people at one desk: taken, handed over, present, no lost words; notes, facts, kept views, arrivals, sessions."""

from __future__ import annotations

import json
from itertools import islice

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk import steps
from wiredesk.desk.models import Draft, Member, Note, Story
from wiredesk.newsroom import around, live, staff, storydesk, trouble, undoing
from wiredesk.newsroom.filters import Filters
from wiredesk.newsroom.models import SavedView
from wiredesk.site import actions
from wiredesk.wire.models import Item

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def signed(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def holder(story: Story) -> User | None:
    return Story.objects.select_related("taken_by").get(pk=story.pk).taken_by


def test_a_story_is_taken_once_and_by_name(story: Story, editor: User, reporter: User) -> None:
    desk.take(story, by=reporter, now=clock.now())
    with pytest.raises(NotAllowed, match="rex has it"):
        desk.take(story, by=editor, now=clock.now())
    assert "rex has it" in signed(editor).get("/desk/").content.decode()
    desk.take(story, by=editor, now=clock.now(), over=True)
    assert holder(story) == editor
    act = undoing.last(editor)
    assert act is not None
    undoing.undo(act, by=editor, now=clock.now())
    assert holder(story) == reporter


def test_a_story_is_handed_to_whom_can_work_on_it_only(
    story: Story, editor: User, reporter: User, reader: User
) -> None:
    desk.hand_over(story, to=reporter, by=editor, now=clock.now())
    assert holder(story) == reporter
    with pytest.raises(NotAllowed, match="can't work on stories"):
        desk.hand_over(story, to=reader, by=editor, now=clock.now())
    with pytest.raises(NotAllowed, match="not yours"):
        desk.let_go(story, by=editor, now=clock.now())


def test_words_typed_over_older_words_are_neither_saved_nor_lost(story: Story, editor: User, duty: User) -> None:
    change = reverse("desk:change", args=[story.pk])
    base = storydesk.digest(story)
    signed(duty).post(change, {"base": base, "dateline": "MOSCOW and KYIV"})
    answer = signed(editor).post(change, {"base": base, "dateline": "", "title": "My own headline"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "My own headline" in shown
    assert "was changed by somebody while you wrote" in shown
    _, text = actions.working_text(story)
    assert text is not None
    assert text.dateline == "MOSCOW and KYIV"
    again = signed(editor).post(change, {"base": storydesk.digest(story), "title": "My own headline"})
    assert again.status_code == 302


def test_who_is_at_a_story_is_seen_and_who_writes_first(story: Story, editor: User, duty: User, reader: User) -> None:
    here = reverse("desk:here", args=[story.pk])
    signed(duty).post(here)
    signed(reader).post(here)
    signed(duty).post(here, {"writing": "yes"})
    said = signed(editor).post(here).json()
    assert said["others"] == [{"name": "duty", "writes": True}, {"name": "rita", "writes": False}]
    assert said["digest"] == storydesk.digest(story)


def test_an_edit_is_undone_while_it_is_the_last(story: Story, editor: User) -> None:
    before = storydesk.digest(story)
    actions.change(story, {"dateline": "NOWHERE"}, by=editor, now=clock.now())
    first = undoing.last(editor)
    actions.change(story, {"credit": "By hand"}, by=editor, now=clock.now())
    assert first is not None
    with pytest.raises(NotAllowed, match="changed again since"):
        undoing.undo(first, by=editor, now=clock.now())
    for _ in range(2):
        act = undoing.last(editor)
        assert act is not None
        undoing.undo(act, by=editor, now=clock.now())
    assert storydesk.digest(story) == before


def test_a_comment_stands_at_its_sentence_and_in_the_notes(story: Story, editor: User, reporter: User) -> None:
    line = storydesk.desk(story, now=clock.now()).lines[0]
    signed(reporter).post(reverse("desk:note", args=[story.pk]), {"about": line.about, "text": "Who <b>says</b> so?"})
    shown = signed(editor).get(reverse("desk:story", args=[story.pk])).content.decode()
    assert shown.count("Who &lt;b&gt;says&lt;/b&gt; so?") == 2
    note = Note.objects.get()
    signed(editor).post(reverse("desk:resolve", args=[story.pk]), {"note": note.pk, "do": "done"})
    note.refresh_from_db()
    assert note.done_by == "dana"


def test_what_a_person_set_is_not_undone_by_the_machine(story: Story, editor: User) -> None:
    desk.settle(story, {"countries": ["ke"], "slugline": " KURSK  talks "}, by=editor, now=clock.now())
    steps.attribute(now=clock.now())
    story.refresh_from_db()
    assert (story.countries, story.slugline) == (["KE"], "KURSK talks")
    assert "|country:ke|" in story.facets
    act = undoing.last(editor)
    assert act is not None
    undoing.undo(act, by=editor, now=clock.now())
    steps.attribute(now=clock.now())
    story.refresh_from_db()
    assert {"RU", "UA"} <= set(story.countries)
    with pytest.raises(NotAllowed, match="two letters"):
        desk.settle(story, {"countries": ["Kenya"]}, by=editor, now=clock.now())


def test_the_history_tells_all_that_happened_newest_first(story: Story, editor: User) -> None:
    actions.spike(story, by=editor, now=clock.now())
    told = [(each.by, each.words) for each in around.history(story)]
    assert told[0] == ("dana", "spiked it")
    assert {by for by, _ in told} >= {"Volga Wire", "Dnipro Wire", "extract"}


def test_sentences_that_stand_on_changed_words_are_named_with_what_the_wire_says_now(
    story: Story, editor: User
) -> None:
    old = Item.objects.get(guid="dnipro-1")
    changed = newsroom.KYIV.replace("that the defensive operation in the region went on", "that the operation was over")
    Item.objects.filter(pk=old.pk).update(guid="before")
    new = newsroom.item(old.agency, "dnipro-1", old.headline, changed)
    Item.objects.filter(pk=old.pk).update(guid="dnipro-1b", current=False)
    Item.objects.filter(pk=new.pk).update(guid="dnipro-1b", sequence=2)
    actions.take_up(story, by=editor, now=clock.now())
    Member.objects.create(story=story, item=new, origin=new)
    shown = storydesk.desk(story, now=clock.now())
    assert shown.unsettled
    assert all("defensive operation" in " ".join(each.words for each in line.sources) for line in shown.unsettled)
    said = [each.changed for line in shown.unsettled for each in line.sources if each.changed]
    assert any("was over" in each for each in said)


def test_sentences_of_a_newer_draft_are_taken_up_with_their_sources(story: Story, editor: User) -> None:
    first = story.drafts.get()
    body = first.content["body"]
    assert len(body) > 1
    shorter = {"body": "".join(f"<p>{each['text']}</p>" for each in body[:1])}
    actions.change(story, shorter, by=editor, now=clock.now())
    second = Draft.objects.create(
        story=story, state="checked", queued_at=first.queued_at, made_at=first.made_at, digest="other",
        content=first.content, writer="extract",
    )  # fmt: skip
    signed(editor).post(reverse("desk:adopt", args=[story.pk]), {"draft": second.pk, "sentence": [1]})
    _, text = actions.working_text(story)
    assert text is not None
    assert text.body[-1].text == body[1]["text"]
    assert text.body[-1].supports


def test_words_are_checked_while_they_are_typed_and_nothing_is_kept(story: Story, editor: User) -> None:
    before = storydesk.digest(story)
    said = signed(editor).post(reverse("desk:probe", args=[story.pk]), {
        "title": "Russian forces restore order as Ukraine is driven out of Kursk region"
    }).json()  # fmt: skip
    assert any(each["stops"] and each["part"] == "headline" for each in said["findings"])
    assert storydesk.digest(story) == before


def test_a_view_is_kept_counted_shared_and_dropped(story: Story, editor: User, reporter: User) -> None:
    client = signed(editor)
    query = "?view=all&agency=volga&words=kursk"
    client.post(reverse("desk:share_view"), {"query": query, "name": "Volga on Kursk"})
    assert signed(reporter).post(reverse("desk:share_view"), {"query": query, "name": "x"}).status_code == 403
    signed(reporter).post(reverse("desk:keep_view"), {"query": "?agency=rift", "name": "Mine alone"})
    shown = client.get("/desk/").content.decode()
    assert "Volga on Kursk <b>1</b>" in shown
    assert "Mine alone" not in shown
    view = SavedView.objects.get(owner=None)
    client.post(reverse("desk:share_view"), {"do": "drop", "view": view.pk})
    assert not SavedView.objects.filter(owner=None).exists()


@pytest.mark.parametrize(
    ("query", "count"),
    [("agency=volga", 1), ("agency=rift", 0), ("country=ua", 1), ("country=KE", 0), ("words=kursk order", 1),
     ("words=nothing", 0), ("language=en", 1), ("urgency=2", 0), ("urgency=x", 1), ("before=x", 1), ("sector=health", 0)],
)  # fmt: skip
def test_filters_choose_stories_by_what_came_in(story: Story, editor: User, query: str, count: int) -> None:
    answer = signed(editor).get(f"/desk/?view=all&{query}")
    assert len(answer.context["board"].rows) == count


def test_items_are_a_view_of_the_same_board(story: Story, editor: User) -> None:
    Item.objects.update(received_at=clock.now())
    rows = signed(editor).get("/desk/?of=items").context["board"].rows
    assert {each.headline for each in rows} == set(Item.objects.values_list("headline", flat=True))
    assert len(signed(editor).get("/desk/?of=items&agency=volga&words=KURSK").context["board"].rows) == 1


def test_a_long_list_goes_on_without_gap_or_repeat(editor: User, house: None) -> None:
    now = clock.now()
    Story.objects.bulk_create(
        Story(state="ready", queued_at=now, started_at=now, news_at=now) for _ in range(95)
    )  # fmt: skip
    seen: list[int] = []
    where = "?view=all"
    while where:
        shown = signed(editor).get(f"/desk/{where}").context["board"]
        seen += [each.key for each in shown.rows]
        where = shown.older
    assert sorted(seen) == sorted(Story.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen))


def test_a_stream_tells_arrivals_and_who_changed_what_in_less_than_2_kb(story: Story, editor: User, duty: User) -> None:
    events = live.stream(Filters(view="all"), (story.pk - 1, 0, 0), by=editor)
    actions.spike(story, by=duty, now=clock.now())
    retry, event = islice(events, 2)
    events.close()
    assert retry.startswith(b"retry:")
    assert len(event) < 2000
    said = json.loads(event.decode().split("data: ")[1])
    assert said == {"new": 1, "changed": {str(story.pk): "duty spiked it"}}


def test_a_stream_without_a_free_place_tells_once_and_asks_to_come_back(story: Story, editor: User) -> None:
    held = [live._streams.acquire(blocking=False) for _ in range(live.MOST_STREAMS)]
    assert all(held)
    told = b"".join(live.stream(Filters(view="all"), (0, 0, 0), by=editor))
    for _ in held:
        live._streams.release()
    assert b"retry: 5000" in told
    assert b'"new":1' in told


def test_trouble_is_shown_tried_again_and_dropped_with_a_reason(story: Story, duty: User) -> None:
    draft = story.drafts.get()
    Draft.objects.filter(pk=draft.pk).update(state="parked", parked_from="written", error="gave up after 3 tries")
    client = signed(duty)
    assert "Trouble: 1" in client.get("/desk/").content.decode()
    assert "gave up after 3 tries" in client.get("/desk/wires/").content.decode()
    path = reverse("desk:retry", args=["check", draft.pk])
    assert "without a reason" in client.post(path, {"do": "ignore"}, follow=True).content.decode()
    client.post(path, {"do": "again"})
    draft.refresh_from_db()
    assert (draft.state, draft.attempts) == ("written", 0)
    with pytest.raises(NotAllowed, match="not parked any more"):
        trouble.retry("check", draft.pk, by=duty, now=clock.now())


def test_sessions_are_listed_and_ended(editor: User) -> None:
    one, other = signed(editor), signed(editor)
    assert len(staff.of(editor, now=clock.now())) == 2
    assert one.get(reverse("desk:sessions")).status_code == 200
    one.post(reverse("desk:end_session"))
    assert other.get("/desk/").status_code == 302
    assert one.get("/desk/").status_code == 200


def test_a_way_back_leads_to_the_desk_only(story: Story, editor: User) -> None:
    client = signed(editor)
    for wrong in ("https://elsewhere.example/", "//elsewhere.example/desk/", "/desk/../../x", "javascript:1"):
        answer = client.post(reverse("desk:take", args=[story.pk]), {"back": wrong})
        assert "elsewhere" not in answer["Location"]
        assert answer["Location"].startswith("/desk/")
