"""Roles held to one desk or some agencies: every act at a story, every role, within and outside."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from test_roles import PEOPLE, address

import newsroom
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk import actions as desk
from wiredesk.desk import limits, regrouping
from wiredesk.desk.limits import Limit
from wiredesk.desk.models import Act, Story
from wiredesk.newsroom import policy, roles
from wiredesk.record.models import Entry
from wiredesk.site import actions, autopilot
from wiredesk.site.pages import Article

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def limit(user: User, **to: list[str]) -> Limit:
    return Limit.objects.create(person=user, desk="Desk", by="chief", at=clock.now(), **to)


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_is_held_to_another_desk_is_refused_every_act_at_a_story_and_nothing_else(
    role: str, story: Story, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(PEOPLE[role])
    held = limit(user, countries=["KE"])
    client = Client()
    client.force_login(user)
    for within in (False, True):
        if within:
            held.countries = list(story.countries)
            held.save()
        for name, way in policy.WAYS.items():
            if not way.held or not address(name, story).startswith(f"/desk/story/{story.pk}/"):
                continue
            before = Entry.objects.filter(kind="refusal").count()
            acts = Act.objects.count()
            answer = client.post(address(name, story))
            entries = list(Entry.objects.filter(kind="refusal").order_by("pk")[before:])
            outside = any("outside your desk" in str(each.data.get("why", "")) for each in entries)
            assert outside == (roles.allowed(role, way) and not within), (role, name, within)
            assert (answer.status_code == 403) == (not roles.allowed(role, way)), (role, name, within)
            assert within or Act.objects.count() == acts, (role, name)


def test_every_act_of_the_table_at_a_story_is_held(story: Story) -> None:
    at_a_story = {
        name for name, way in policy.WAYS.items() if way.post and address(name, story).startswith("/desk/story/")
    }
    held = {name for name, way in policy.WAYS.items() if way.held}
    assert at_a_story - held == {"here", "probe"}  # being seen and checking words change nothing
    assert held - at_a_story == {"merge", "undo", "set_rule", "place"}


def test_a_story_with_copy_of_another_agency_is_outside_a_limit_to_one(story: Story, editor: User) -> None:
    held = limit(editor, agencies=["volga"])
    assert "outside" in limits.outside(editor, story)
    held.agencies = ["volga", "dnipro"]
    held.save()
    assert limits.outside(editor, story) == ""


def test_what_the_machine_or_a_program_calls_is_held_too(story: Story, editor: User, duty: User) -> None:
    for person in (editor, duty):
        limit(person, sectors=["health"])
    digest = actions.newest_draft(story).as_core().digest  # type: ignore[union-attr]
    now = clock.now()
    with pytest.raises(NotAllowed, match="outside"):
        actions.approve(story, digest, by=editor, now=now)
    with pytest.raises(NotAllowed, match="outside"):
        actions.take_down(story, note="No.", by=duty, now=now, kill=True)
    with pytest.raises(NotAllowed, match="outside"):
        desk.take(story, by=editor, now=now)
    assert not Article.objects.exists()


def test_no_story_is_handed_to_who_may_not_work_on_it(story: Story, editor: User, reporter: User) -> None:
    limit(reporter, countries=["KE"])
    with pytest.raises(NotAllowed, match="outside"):
        desk.hand_over(story, to=reporter, by=editor, now=clock.now())


def test_a_merge_needs_both_stories_within(story: Story, editor: User) -> None:
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    other = newsroom.story(newsroom.item(rift, "rift-1", "Kenya port to add night shifts", newsroom.PORT))
    limit(editor, agencies=["rift"])
    for one, two in ((story, other), (other, story)):
        with pytest.raises(NotAllowed, match="outside"):
            regrouping.merge(one, two, by=editor, now=clock.now())


def test_who_is_held_to_a_desk_sets_no_rule_of_the_house(house: None, duty: User) -> None:
    limit(duty, sectors=["health"])
    newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    with pytest.raises(NotAllowed, match="whole house"):
        autopilot.set_rule("All", {"agencies": ["rift"], "delay": 600}, by=duty, now=clock.now())


def test_an_administrator_is_held_to_nothing(story: Story, chief: User) -> None:
    limit(chief, countries=["KE"])
    assert limits.outside(chief, story) == ""


def test_the_cms_is_no_way_around(story: Story, duty: User) -> None:
    article = actions.take_up(story, by=duty, now=clock.now())
    client = Client()
    client.force_login(duty)
    assert client.get(f"/cms/pages/{article.pk}/edit/").status_code == 200
    limit(duty, countries=["KE"])
    for act in ("edit", "unpublish", "delete"):
        path = f"/cms/pages/{article.pk}/{act}/"
        assert client.post(path)["Location"] in (f"/desk/story/{story.pk}/", "/cms/"), act
    edit = client.get(f"/cms/pages/{article.pk}/edit/", follow=True)
    assert "outside your desk" in edit.content.decode()


def test_an_administrator_sets_and_lifts_a_limit_and_the_story_says_so(story: Story, editor: User, chief: User) -> None:
    boss, client = Client(), Client()
    boss.force_login(chief)
    client.force_login(editor)
    path = f"/desk/people/{editor.pk}/limit/"
    answer = boss.post(path, {"desk": "Coast", "countries": "ke, tz", "sectors": "nonsense"}, follow=True)
    assert "no sector" in answer.content.decode()
    boss.post(path, {"desk": "Coast", "countries": "ke, tz"})
    assert Limit.objects.get(person=editor).countries == ["KE", "TZ"]
    assert "Coast: KE, TZ" in boss.get("/desk/people/").content.decode()
    assert "outside your desk (Coast: KE, TZ)" in client.get(f"/desk/story/{story.pk}/").content.decode()
    assert Entry.objects.filter(kind="staff", subject=f"limit of {editor.username}").exists()
    boss.post(path, {"desk": "Coast"})
    assert not Limit.objects.exists()
