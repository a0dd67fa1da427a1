"""Whatever the text, spans are valid and ordered, and the time is bounded."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.core import claims
from wiredesk.core.model import Item, Span

WORDS = st.sampled_from(
    "the The mayor said says that denied , . : ; “ ” \" ' ' Ana Ruiz according to accused of and but he who – told "
    "plans 12 five \n\n was not 's ministry’s é 中文 🙂 ( ) to by expected reported".split(" ")
)
SENTENCES = st.lists(WORDS, max_size=60).map(" ".join)


def _ordered(spans: tuple[Span, ...], length: int) -> bool:
    ends = [0, *(end for _, end in spans)]
    return all(before <= start < end <= length for before, (start, end) in zip(ends, spans, strict=False))


@given(st.one_of(SENTENCES, st.text(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_spans_are_valid_ordered_and_say_what_the_text_says(body: str) -> None:
    for claim in claims.find_in_text(body, "i"):
        assert claim.content
        for spans, words in (
            (claim.source, claim.source_text),
            (claim.cue, claim.cue_text),
            (claim.content, claim.content_text),
        ):
            assert _ordered(spans, len(body))
            assert " … ".join(body[a:b] for a, b in spans) == words


@given(st.lists(SENTENCES, max_size=3))
@settings(max_examples=50, deadline=None)
def test_a_ledger_can_be_made_of_any_items(bodies: list[str]) -> None:
    ledger = claims.ledger([Item(str(number), "", body) for number, body in enumerate(bodies)])
    for statement in ledger.statements:
        assert statement.independent_origins >= 1
        assert not statement.disputed or (statement.claims and statement.denials)


def test_nothing_is_found_in_nothing() -> None:
    assert claims.find_in_text("", "i") == ()
    assert claims.find_in_text(" \n\n \t", "i") == ()
    assert claims.attribution("") is None


def test_a_megabyte_of_copy_is_read_in_time() -> None:
    sentence = (
        "The mayor of Lasko said that the bridge, which was closed in May, would “open soon” but a clerk denied it. "
    )
    started = time.process_time()
    claims.find_in_text((sentence * 20 + "\n\n") * (1_000_000 // (20 * len(sentence))), "i")
    assert time.process_time() - started < 30


def test_a_megabyte_without_sense_is_read_in_time() -> None:
    started = time.process_time()
    for piece in ("said ", '"', "a, ", "and "):
        claims.find_in_text(piece * (250_000 // len(piece)), "i")
    assert time.process_time() - started < 30


def test_a_ledger_of_one_phrase_said_over_and_over_takes_time_by_its_length() -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        claims.ledger([Item("a", "", "He said that it was. " * times)])
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 12 * max(seconds(1000), 0.05)


def test_blank_lines_without_end_take_no_time() -> None:
    started = time.process_time()
    claims.find_in_text(" \n" * 200_000, "i")
    assert time.process_time() - started < 10
