"""Items become stories: copies by their words, events by what they share, each decided with what came before it."""

from datetime import UTC, datetime, timedelta

import pytest

from wiredesk.core import matching
from wiredesk.core.matching import Document

NOON = datetime(2025, 4, 26, 12, tzinfo=UTC)
FERRY = (
    "A ferry with 131 people on board ran aground near Mfangano Island on Lake Victoria before dawn, the port captain "
    "said. Fishing boats took off the passengers, most of them traders on their way to the market at Mbita. Nobody was "
    "hurt, Captain Josephine Awuor said, and divers would look at the hull once the wind had dropped."
)
WHEAT = (
    "Rain soaked wheat that stood unsold in the grain markets of Punjab on Friday, and farmers in Ludhiana asked the "
    "state to pay for what had been lost. The food ministry said buying went on and that wet grain would be dried. "
    "A union of farmers, led by Balwinder Sekhon, counted 40,000 tonnes without cover."
)


def item(key: str, title: str, text: str = "", hours: float = 0, **more: str) -> Document:
    return Document(key, NOON + timedelta(hours=hours), title, text, **more)


def grouped(*documents: Document, days: float = 4.0) -> dict[str, tuple[str, str | None, str]]:
    return {d.id: (str(made.story), made.duplicate_of, made.origin) for d, made in matching.stream(documents, days)}


def test_the_first_item_begins_a_story_and_is_its_own_origin() -> None:
    assert grouped(item("a", "Ferry runs aground", FERRY)) == {"a": ("a", None, "a")}


def test_other_news_begins_another_story() -> None:
    found = grouped(item("a", "Ferry runs aground", FERRY), item("b", "Rain wets wheat in Punjab", WHEAT))
    assert found["b"] == ("b", None, "b")


def test_the_same_words_under_another_dateline_are_a_copy() -> None:
    first = item("a", "Ferry runs aground", "KISUMU, April 26 (Athi Wire) - " + FERRY, agency="Athi Wire")
    second = item(
        "b", "Lake ferry aground", "NAIROBI, April 26 - " + FERRY + "\n\n(Editing by A. Name)", 1, agency="Other"
    )
    assert grouped(first, second)["b"] == ("a", "a", "a")


def test_a_light_rewrite_is_a_copy_and_its_origin_is_the_first_of_the_chain() -> None:
    rewritten = FERRY.replace("before dawn", "early in the day").replace("Nobody was hurt", "There were no injuries")
    copies = item("b", "Aground", rewritten, 1), item("c", "Aground again", rewritten + " More is to come.", 2)
    found = grouped(item("a", "Ferry runs aground", FERRY), *copies)
    assert found["b"] == ("a", "a", "a")
    assert found["c"][0] == "a"
    assert found["c"][2] == "a"


def test_a_new_version_of_a_piece_stays_in_its_story_and_is_no_copy() -> None:
    versions = (
        item("a", "Ferry runs aground", FERRY, guid="urn:x:1", agency="Athi Wire"),
        item("b", "STORY WITHDRAWN", "This piece is withdrawn.", 1, guid="urn:x:1", agency="Athi Wire"),
    )
    assert grouped(*versions)["b"] == ("a", None, "b")


def test_one_guid_of_two_agencies_is_two_pieces() -> None:
    found = grouped(
        item("a", "Ferry runs aground", FERRY, guid="1", agency="Athi Wire"),
        item("b", "Rain wets wheat in Punjab", WHEAT, guid="1", agency="Aravalli"),
    )
    assert found["b"][0] == "b"


def test_an_item_in_its_own_words_joins_the_event_as_an_origin_of_its_own() -> None:
    own = (
        "Captain Josephine Awuor said the ferry that ran aground off Mfangano Island on Lake Victoria could float on "
        "Sunday. All 131 people on board were taken to Mbita by fishing boats, and divers found no hole in the hull."
    )
    found = grouped(item("a", "Ferry with 131 runs aground on Lake Victoria", FERRY),
                    item("b", "Ferry aground on Lake Victoria may float on Sunday", own, 3))  # fmt: skip
    assert found["b"] == ("a", None, "b")


def test_after_the_window_the_same_event_begins_a_new_story() -> None:
    late = item("b", "Ferry runs aground", FERRY, hours=24 * 9)
    assert grouped(item("a", "Ferry runs aground", FERRY), late)["b"][0] == "b"


def test_a_story_that_lives_on_does_not_keep_others_open() -> None:
    alive = [item(f"w{n}", "Rain wets wheat in Punjab", WHEAT, hours=24 * n) for n in range(1, 9)]
    found = grouped(item("w0", "Rain wets wheat in Punjab", WHEAT), item("a", "Ferry runs aground", FERRY), *alive,
                    item("b", "Ferry runs aground", FERRY, hours=24 * 8.5))  # fmt: skip
    assert {found[f"w{n}"][0] for n in range(9)} == {"w0"}
    assert found["b"][0] == "b"


def test_items_may_come_at_one_time_or_out_of_order() -> None:
    found = grouped(
        item("b", "Ferry runs aground", FERRY, 5), item("a", "Ferry aground", FERRY), item("c", "Ferry", FERRY)
    )
    assert {story for story, _, _ in found.values()} == {"b"}


def test_deciding_changes_nothing() -> None:
    matcher = matching.Matcher()
    matcher.place(item("a", "Ferry runs aground", FERRY), "7", "a")
    asked = item("b", "Ferry runs aground", FERRY, 1)
    assert matcher.decide(asked) == matcher.decide(asked)
    assert matcher.decide(asked).story == "7"


@pytest.mark.parametrize(
    ("language", "one", "other", "far"),
    [
        ("zh", "肯尼亚渡轮在维多利亚湖搁浅一百三十一人获救",
         "维多利亚湖渡轮搁浅一百三十一人全部获救", "旁遮普小麦遭雨淋农民要求赔偿"),
        ("de", "Fähre läuft auf dem Victoriasee auf Grund", "Fähre auf dem Victoriasee auf Grund gelaufen",
         "Regen schadet dem Weizen in Punjab"),
    ],
)  # fmt: skip
def test_headlines_of_other_languages_are_grouped(language: str, one: str, other: str, far: str) -> None:
    found = grouped(
        item("a", one, language=language),
        item("b", far, language=language),
        item("c", other, hours=1, language=language),
    )
    assert found["c"][0] == "a"
    assert found["b"][0] == "b"


def test_items_without_words_do_not_gather() -> None:
    found = grouped(item("a", ""), item("b", ""), item("c", "..."))
    assert {story for story, _, _ in found.values()} == {"a", "b", "c"}


def test_an_item_never_joins_a_story_that_an_editor_took_it_out_of() -> None:
    matcher = matching.Matcher()
    matcher.place(item("a", "Ferry runs aground", FERRY, guid="urn:x:1", agency="Athi Wire"), "7", "a")
    copy = item("b", "Ferry aground", FERRY, 1)
    version = item("c", "Ferry runs aground", FERRY, 1, guid="urn:x:1", agency="Athi Wire")
    assert matcher.decide(copy).story == "7"
    assert matcher.decide(copy, forbidden={"7"}).story is None
    assert matcher.decide(version, forbidden={"7"}).story is None


def test_an_item_that_an_editor_puts_into_a_story_goes_there_and_is_still_known_as_a_copy() -> None:
    matcher = matching.Matcher()
    matcher.place(item("a", "Ferry runs aground", FERRY), "7", "a")
    matcher.place(item("w", "Rain wets wheat in Punjab", WHEAT), "8", "w")
    decision = matcher.decide(item("b", "Ferry aground", FERRY, 1), must="8")
    assert (decision.story, decision.duplicate_of, decision.origin) == ("8", "a", "a")


def test_what_an_editor_moves_or_merges_is_where_later_items_follow() -> None:
    matcher = matching.Matcher()
    matcher.place(item("w", "Rain wets wheat in Punjab", WHEAT), "8", "w")
    matcher.place(item("a", "Ferry runs aground", FERRY), "8", "a")
    matcher.move("a", "9")
    assert matcher.decide(item("b", "Ferry aground", FERRY, 1)).story == "9"
    assert matcher.decide(item("v", "Rain wets the wheat", WHEAT, 1)).story == "8"
    matcher.merge("9", into="8")
    assert matcher.decide(item("b", "Ferry aground", FERRY, 1)).story == "8"
    matcher.move("unknown", "9")
    assert matcher.decide(item("b", "Ferry aground", FERRY, 1)).story == "8"
