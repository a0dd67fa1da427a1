"""The parts of matching that keep it small and even-handed: the table of runs, sums of large stories, counts of words."""

import random
from array import array
from datetime import UTC, datetime, timedelta

import pytest

from wiredesk.core.matching import Document, Matcher, tokens
from wiredesk.core.matching.runs import COMMON, Runs
from wiredesk.core.matching.vocabulary import Vocabulary, numbers
from wiredesk.core.matching.window import SUMMED, Held, Open

NOON = datetime(2025, 4, 24, 12, tzinfo=UTC)


def stems(words: str) -> list[str]:
    return tokens.stems(tokens.plain_words(tokens.lowered(words)), "en", most=20)


def test_the_table_of_runs_answers_as_a_dict_would_while_it_grows_and_items_leave() -> None:
    pick = random.Random(4)
    standing: dict[int, None] = {}
    plain: dict[int, set[int]] = {}
    table = Runs(standing)
    for item in range(1, 700):
        runs = {pick.randrange(4000) for _ in range(12)}
        standing[item] = None
        plain[item] = runs
        table.add(runs, item)
        if item % 3 == 0:
            left = pick.choice(list(plain))
            del standing[left], plain[left]
        if item % 250 == 0:
            table.sweep()
    asked = {pick.randrange(4000) for _ in range(300)}
    expected = {item: len(runs & asked) for item, runs in plain.items() if runs & asked}
    assert table.hits(asked) == expected
    assert Runs(standing, table.columns()).hits(asked) == expected


def test_a_run_of_very_many_items_finds_nothing_and_costs_little() -> None:
    standing = dict.fromkeys(range(1, 5000))
    table = Runs(standing)
    for item in standing:
        table.add([77], item)
    assert table.hits([77]) == {}
    assert sum(map(bool, table.columns()[1])) == COMMON + 1


def test_a_large_story_is_weighed_by_all_its_items() -> None:
    pick = random.Random(2)
    story = Open("a", 0.0, 0.0)
    expected: dict[int, float] = {}
    for n in range(1, 3 * SUMMED):
        terms = array("I", pick.sample(range(300), 20))
        weights = array("f", [pick.random() for _ in terms])
        story.add(Held(str(n), n, 0.0, terms, weights, array("I"), 0, array("I"), 0, "en", "", ""))
        for term, weight in zip(terms, weights, strict=True):
            expected[term] = expected.get(term, 0.0) + weight
    product, counts = story.against(dict.fromkeys(range(100), 1.0))
    assert product == pytest.approx(sum(weight for term, weight in expected.items() if term < 100))
    assert story.square == pytest.approx(sum(weight**2 for weight in expected.values()))
    assert set(counts) == {term for term in expected if term < 100}


def test_forty_reports_of_one_event_hardly_make_its_words_common() -> None:
    one, many = Vocabulary("en", table=(100, {})), Vocabulary("en", table=(100, {}))
    crash = numbers("en")["crash"]
    for size in range(40):
        one.add([crash], {crash: size}, size)
        many.add([crash], {}, 0)
    assert many.shares(["crash"])[1][0] > 5 * one.shares(["crash"])[1][0]


def test_a_rare_name_is_known_again_after_the_counts_were_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiredesk.core.matching.vocabulary.HALF_AFTER", 30)
    matcher = Matcher(tables={})
    matcher.place(Document("first", NOON, "Okonjovar resigns over Telvik ferry", ""), "first", "first")
    for n in range(40):
        title = f"word{n} other{n} again{n}"
        matcher.place(Document(str(n), NOON + timedelta(minutes=n), title, ""), str(n), str(n))
    later = Document("later", NOON + timedelta(hours=1), "Okonjovar resigns, Telvik ferry sold", "")
    assert matcher.decide(later).story == "first"


def test_a_land_and_its_people_are_one_word_and_initials_are_no_small_words() -> None:
    assert stems("Russian Danes Scots U.S. US U.N.") == stems("Russia Denmark Scotland America America UN")
    assert stems("They told us") == stems("They told")
