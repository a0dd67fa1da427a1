"""Roles × addresses, every cell; the docs are the same table."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, reverse

from wiredesk.desk.models import Story
from wiredesk.newsroom import policy, roles, urls
from wiredesk.record.models import Entry

pytestmark = pytest.mark.django_db(databases=["default", "record"])

PEOPLE = {
    "Reader of wires": "reader", "Reporter": "reporter", "Editor": "editor", "Duty editor": "duty",
    "Pictures": "pictures", "Administrator": "chief",
}  # fmt: skip


def address(name: str, story: Story) -> str:
    pattern = next(each for each in urls.urlpatterns if each.name == name)
    wanted = pattern.pattern.converters
    given = {"pk": story.pk, "queue": "check"}
    return reverse(f"desk:{name}", kwargs={each: given[each] for each in wanted})


def test_every_address_of_the_desk_stands_in_the_table_and_the_other_way_round() -> None:
    assert {each.name for each in urls.urlpatterns} == set(policy.WAYS)
    assert get_resolver().reverse_dict is not None


@pytest.mark.parametrize("role", [*roles.ROLES, roles.ADMINISTRATOR])
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    role: str, story: Story, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(PEOPLE[role])
    client = Client()
    client.force_login(user)
    for name, way in policy.WAYS.items():
        if name == "stream":
            continue  # it does not end by itself; `fresh` has the same permission
        if name in {"end_session", "end_sessions"} and roles.allowed(role, way):
            continue  # would end the session that asks
        path = address(name, story)
        status = (client.post(path) if way.post else client.get(path)).status_code
        assert (status != 403) == roles.allowed(role, way), (role, name, status)


def test_who_has_no_role_may_do_nothing(nobody: User, story: Story) -> None:
    client = Client()
    client.force_login(nobody)
    for name in policy.WAYS:
        assert client.post(address(name, story)).status_code == 403, name
    assert Entry.objects.filter(kind="refusal", by="nobody").count() == len(policy.WAYS)


def test_what_changes_something_answers_to_post_only(chief: User, story: Story) -> None:
    client = Client()
    client.force_login(chief)
    for name, way in policy.WAYS.items():
        if way.post:
            assert client.get(address(name, story)).status_code == 405, name


def test_no_role_but_the_administrator_may_manage_people() -> None:
    assert [name for name, held in roles.ROLES.items() if policy.PEOPLE in held] == []


def test_the_docs_show_the_same_table() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "reference" / "roles.md"
    assert roles.table() in page.read_text(encoding="utf-8")


def test_a_refusal_says_what_to_do(reader: User, story: Story) -> None:
    client = Client()
    client.force_login(reader)
    answer = client.post(address("approve", story))
    assert answer.status_code == 403
    assert "ask a duty editor" in answer.content.decode()
