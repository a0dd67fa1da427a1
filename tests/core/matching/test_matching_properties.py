"""What holds for any stream: every item has a story, copies lead to the first, order and size break nothing."""

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.core import matching
from wiredesk.core.errors import Unreadable
from wiredesk.core.matching import Document, Matcher, snapshot

NOON = datetime(2025, 4, 26, 12, tzinfo=UTC)
WORDS = (
    "ferry lake port captain divers wheat rain market union strike court water Nairobi Lima पुल बाढ़ العاصمة المطر "
    "渡轮搁浅 землетрясение 131 2,400 l'eau über ''' - … a"
).split(" ")
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
documents = st.lists(
    st.builds(
        lambda title, text, hours, language, agency: (title, text, hours, language, agency),
        texts, texts, st.integers(0, 300), st.sampled_from(["en", "", "ar", "hi-IN", "zh", "xx", "fra"]),
        st.sampled_from(["", "AP", "Athi Wire"]),
    ),
    max_size=25,
)  # fmt: skip


def made(rows: list[tuple[str, str, int, str, str]]) -> list[Document]:
    return [
        Document(str(n), NOON + timedelta(hours=hours), title, text, language, agency=agency, guid=str(n % 7))
        for n, (title, text, hours, language, agency) in enumerate(rows)
    ]


@settings(max_examples=25, deadline=None)
@given(documents)
def test_every_item_has_a_story_named_after_an_item_before_it_or_itself(
    rows: list[tuple[str, str, int, str, str]],
) -> None:
    stream = made(rows)
    seen: set[str] = set()
    for document, decision in matching.stream(stream):
        seen.add(document.id)
        assert decision.story in seen
        assert decision.origin in seen
        assert decision.duplicate_of is None or decision.duplicate_of in seen - {document.id}
        assert 0 <= decision.score <= 1


@settings(max_examples=15, deadline=None)
@given(documents)
def test_the_same_stream_gives_the_same_decisions(rows: list[tuple[str, str, int, str, str]]) -> None:
    assert list(matching.stream(made(rows))) == list(matching.stream(made(rows)))


@settings(max_examples=15, deadline=None)
@given(documents, st.integers(0, 24), st.integers(0, 24))
def test_after_a_move_every_item_is_still_held_once(
    rows: list[tuple[str, str, int, str, str]], one: int, other: int
) -> None:
    matcher = Matcher()
    for document in made(rows):
        decision = matcher.decide(document)
        matcher.place(document, decision.story or document.id, decision.origin)
    before = len(matcher)
    matcher.move(str(one), str(other))
    matcher.merge(str(one), into=str(other))
    assert len(matcher) == before
    assert sum(len(story.items) for story in matcher.stories()) == before


def test_copies_of_copies_at_one_time_lead_to_the_first() -> None:
    text = (
        "The harbour office in Vaasa said on Monday that two ferries had been held back because of ice on the strait."
    )
    stream = [Document(str(n), NOON, f"Ferries held back {n}", text, agency=f"Agency {n}") for n in range(40)]
    decisions = [decision for _, decision in matching.stream(stream)]
    assert {decision.story for decision in decisions} == {"0"}
    assert {decision.origin for decision in decisions} == {"0"}
    assert [decision.duplicate_of for decision in decisions] == [None] + ["0"] * 39


@pytest.mark.parametrize("text", ["", "Word", "…", "\u200b", "१२३", "漢", "\ud800 broken"])
def test_next_to_no_text_is_an_item_like_any_other(text: str) -> None:
    stream = [Document("a", NOON, text, text), Document("b", NOON, "Ferry runs aground at Mbita", "")]
    assert [decision.story for _, decision in matching.stream(stream)] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, "x" * 1_000_000, "漢字" * 500_000, "a-" * 500_000, "1,2." * 250_000, "Ab. " * 250_000, "( " * 500_000,
     "".join(f"Word{n} " for n in range(120_000))],
    ids=["one word", "no space", "spaceless", "hyphens", "digits", "capitals", "brackets", "many words"],
)  # fmt: skip
def test_a_megabyte_is_read_in_two_seconds(text: str) -> None:
    matcher = Matcher()
    began = time.process_time()
    for key in "ab":
        document = Document(key, NOON, text[:1000], text)
        decision = matcher.decide(document)
        matcher.place(document, decision.story or key, decision.origin)
    assert time.process_time() - began < 4


def test_memory_of_words_does_not_grow_with_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiredesk.core.matching.vocabulary.HALF_AFTER", 200)
    matcher = Matcher(0.5)
    for n in range(1500):
        document = Document(str(n), NOON + timedelta(hours=n), f"Fresh{n} word{n} never{n} seen{n} again{n}", "", "sw")
        decision = matcher.decide(document)
        matcher.place(document, decision.story or document.id, decision.origin)
    assert len(matcher) < 20
    assert matcher.words_known() < 3000


def test_a_window_that_was_written_and_read_again_decides_as_before() -> None:
    matcher = Matcher()
    places = "Vaasa Mbita Quito Lima Oulu Sofia Izmir Faro".split()
    for n in range(60):
        place = places[n % 8]
        text = f"A ferry was held at {place} for {n} hours on Friday, the {place} harbour office said."
        document = Document(f"k{n}", NOON + timedelta(hours=n), f"Ferry held at {place} pier {n % 8}", text, agency="A")
        decision = matcher.decide(document)
        matcher.place(document, decision.story or document.id, decision.origin)
    written = io.BytesIO()
    snapshot.dump(matcher, written, last=7)
    again, last = snapshot.load(io.BytesIO(written.getvalue()), window_days=4.0)
    assert last == 7
    assert [story.key for story in again.stories()] == [story.key for story in matcher.stories()]
    for n in range(60, 90):
        place = places[n % 5]
        document = Document(
            f"k{n}", NOON + timedelta(hours=n), f"{place} ferry sails", f"The ferry left {place} after {n} hours."
        )
        one, other = matcher.decide(document), again.decide(document)
        assert one == other
        for each in (matcher, again):
            each.place(document, one.story or document.id, one.origin)


@pytest.mark.parametrize("broken", [b"", b"wiredesk window 1\n", b"wiredesk window 2\n" + b"x" * 90])
def test_a_broken_snapshot_is_named_and_not_used(broken: bytes) -> None:
    with pytest.raises(Unreadable):
        snapshot.load(io.BytesIO(broken), window_days=4.0)
