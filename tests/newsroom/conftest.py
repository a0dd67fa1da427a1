"""The desk in tests: people of each role, and one story that waits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from wiredesk import clock
from wiredesk.desk.facets import facets
from wiredesk.desk.models import Story
from wiredesk.newsroom import roles
from wiredesk.site import seed

sys.path.append(str(Path(__file__).parent.parent / "site"))

import newsroom


@pytest.fixture(autouse=True)
def _clean() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    cache.clear()


def person(name: str, role: str = "") -> User:
    user = User.objects.create_user(name, f"{name}@example.org", "a long password for tests")
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def house() -> None:
    seed.seed()
    roles.seed()


@pytest.fixture
def nobody(house: None) -> User:
    return person("nobody")


@pytest.fixture
def reader(house: None) -> User:
    return person("rita", "Reader of wires")


@pytest.fixture
def editor(house: None) -> User:
    return person("dana", "Editor")


@pytest.fixture
def reporter(house: None) -> User:
    return person("rex", "Reporter")


@pytest.fixture
def pictures(house: None) -> User:
    return person("pia", "Pictures")


@pytest.fixture
def chief(house: None) -> User:
    return User.objects.create_superuser("chief", "chief@example.org", "a long password for tests")


@pytest.fixture
def duty(house: None) -> User:
    return person("duty", "Duty editor")


@pytest.fixture
def story(house: None) -> Story:
    """A story of two agencies with a checked draft."""
    return fresh(newsroom.two_sided())


def fresh(row: Story) -> Story:
    """The board looks back two weeks from today; sample copy is older."""
    row.news_at = clock.now()
    row.facets = facets(row.members.select_related("item__agency"), {"countries": row.countries, "places": row.places})
    row.save()
    return row
