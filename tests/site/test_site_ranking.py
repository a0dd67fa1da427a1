"""A front's order: rules as a pure function, and what an editor pins, bars and hushes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission, User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import newsroom
from newsroom import NOON
from wiredesk import clock
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Act
from wiredesk.site import placing, ranking, refreshing
from wiredesk.site.public import Edition, Rendering, Version
from wiredesk.site.ranking import Candidate
from wiredesk.site.rules import Placement

db = pytest.mark.django_db(databases=["default", "record"])


def row(story: int, hours: float = 0.0, **more: object) -> Candidate:
    return Candidate(story, NOON - timedelta(hours=hours), **more)  # type: ignore[arg-type]


def ids(places: list[ranking.Place]) -> list[int]:
    return [each.story for each in places]


def test_a_front_prefers_what_is_new_well_sourced_urgent_and_disputed() -> None:
    assert ids(ranking.order([row(1, 9), row(2)], length=2)) == [2, 1]
    assert ids(ranking.order([row(1), row(2, 1, origins=4)], length=2)) == [2, 1]
    assert ids(ranking.order([row(1), row(2, 3, urgency=1)], length=2)) == [2, 1]
    assert ids(ranking.order([row(1), row(2, 1, disputed=True)], length=2)) == [2, 1]
    assert ids(ranking.order([row(1, 0, origins=5), row(2, 72, origins=50, urgency=1)], length=2)) == [1, 2]


def test_a_second_story_of_a_country_stands_below_another_country_of_nearly_the_same_worth() -> None:
    rows = [row(1, countries=("KE",)), row(2, 1, countries=("KE",)), row(3, 2, countries=("PE",))]
    assert ids(ranking.order(rows, length=3)) == [1, 3, 2]
    rows = [row(1, agencies=("A",)), row(2, 0.5, agencies=("A",)), row(3, 1, agencies=("B",))]
    assert ids(ranking.order(rows, length=3)) == [1, 3, 2]


def test_one_sector_has_a_third_of_the_front_at_most_while_others_have_stories() -> None:
    sports = [row(n, sectors=("sports",), origins=5) for n in range(1, 20)]
    others = [row(n, 40, sectors=(f"s{n}",)) for n in range(20, 30)]
    top = ids(ranking.order([*sports, *others], length=12))
    assert sum(story < 20 for story in top) == 4
    assert len(ranking.order(sports, length=12)) == 12  # with nothing else, the front is not left empty
    assert sum(n < 20 for n in ids(ranking.order([*sports, *others], length=12, quota=1))) > 4


def test_each_place_says_why_and_who_stands_above() -> None:
    rows = [row(1, countries=("KE",), urgency=2), row(2, 1, countries=("KE",), origins=3, disputed=True)]
    first, second = sorted(ranking.order(rows, length=2), key=lambda place: place.story)
    assert "an agency sent it with urgency 2" in first.reasons
    assert {"3 independent origins", "both sides speak"} <= set(second.reasons)
    assert "lower for 1 of the same country above (KE)" in second.reasons + first.reasons


@given(
    st.lists(st.tuples(st.floats(0, 200), st.integers(1, 9), st.sampled_from("AB")), max_size=15),
    st.dictionaries(st.integers(1, 8), st.integers(0, 20), max_size=4),
    st.integers(1, 8),
)
def test_a_front_has_each_story_once_pins_in_their_place_and_no_empty_place(
    given_rows: list[tuple[float, int, str]], pins: dict[int, int], length: int
) -> None:
    rows = [row(n, hours, urgency=u, sectors=(s,)) for n, (hours, u, s) in enumerate(given_rows)]
    pins = {place: story for place, story in pins.items() if list(pins.values()).count(story) == 1}
    places = ranking.order(rows, length=length, pins=pins)
    assert len(set(ids(places))) == len(places) == min(length, len(rows))
    for place, story in pins.items():
        if story < len(rows) and place <= len(places):
            assert ids(places)[place - 1] == story
    assert ranking.order(list(reversed(rows)), length=length, pins=pins) == places


@pytest.fixture
def editor() -> User:
    found = get_user_model().objects.create(username="ed", first_name="Ed", is_active=True)
    found.user_permissions.add(
        *Permission.objects.filter(codename__in=("add_approval", "view_story")),
    )
    return found


@pytest.fixture
def two() -> tuple[Version, Version]:
    newsroom.editions()
    return newsroom.kursk(), newsroom.port()


def heads(path: str = "/global/") -> list[str]:
    page = html.fromstring(Client(headers={"host": "localhost"}).get(path).content.decode())
    return [str(each) for each in page.xpath("//*[@class='stories']//*[self::h2 or self::h3]/a/@href")]


@db
def test_an_editor_pins_and_bars_and_the_rules_decide_again_when_it_ends(
    editor: User, two: tuple[Version, Version]
) -> None:
    kursk, port = two
    edition = Edition.objects.get(slug="global")
    now = clock.now()
    by_rule = heads()
    last = kursk if by_rule[-1] == kursk.path else port
    pinned = placing.pin(last.story, edition, 1, until=now + timedelta(hours=1), by=editor, now=now)
    assert heads() == heads("/") == by_rule[::-1]
    assert heads("/europe-central-asia/") == [kursk.path]
    assert set(Rendering.objects.values_list("path", flat=True)) == {"/", "/global/"}
    assert Act.objects.get().by == "Ed"
    Rendering.objects.update(state="done", written_at=now)
    assert "/global/" in refreshing.stale(now=now + timedelta(hours=2))
    placing.release(pinned, by=editor, now=now)
    assert heads() == by_rule
    placing.bar(last.story, edition, reason="Old.", by=editor, now=now)
    assert heads() == by_rule[:1]
    assert last.path in Client(headers={"host": "localhost"}).get("/latest/").content.decode()


@db
def test_what_may_not_be_pinned(editor: User, two: tuple[Version, Version]) -> None:
    edition, story = Edition.objects.get(slug="global"), two[0].story
    hour = NOON + timedelta(hours=1)
    with pytest.raises(NotAllowed, match="is none"):
        placing.pin(story, edition, 25, until=hour, by=editor, now=NOON)
    with pytest.raises(NotAllowed, match="must end later"):
        placing.pin(story, edition, 1, until=NOON, by=editor, now=NOON)
    newsroom.take_down(story, "Withdrawn.")
    with pytest.raises(NotAllowed, match="not public"):
        placing.pin(story, edition, 1, until=hour, by=editor, now=NOON)
    with pytest.raises(NotAllowed, match="ask a duty editor"):
        placing.bar(story, edition, reason="", by=User(username="x", is_active=True, pk=999), now=NOON)
    assert not Placement.objects.exists()


@db
def test_a_pinned_story_that_is_killed_leaves_the_front_at_once(editor: User, two: tuple[Version, Version]) -> None:
    now = clock.now()
    kursk, _ = two
    placing.pin(kursk.story, Edition.objects.get(slug="global"), 1, until=now + timedelta(hours=5), by=editor, now=now)
    newsroom.take_down(kursk.story, "Withdrawn.")
    assert kursk.path not in heads()


@db
def test_the_desk_says_of_each_place_why_and_takes_decisions(editor: User, two: tuple[Version, Version]) -> None:
    kursk, _ = two
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    page = client.get("/desk/fronts/?edition=europe-central-asia").content.decode()
    assert "Why here:" in page
    assert "2 independent origins" in page
    sent = {"edition": "europe-central-asia", "story": kursk.story_id, "do": "hush", "reason": "Rumour."}
    assert client.post("/desk/fronts/place/", sent).status_code == 302
    trending = client.get("/trending/").content.decode().split("<main")[1].split("</main")[0]
    assert kursk.headline not in trending
    row = Placement.objects.get()
    client.post("/desk/fronts/place/", {"edition": "global", "placement": row.pk, "do": "release"})
    assert not Placement.objects.exists()
