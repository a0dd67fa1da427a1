"""The text core: offsets that hold for any text, and the forms that news copy takes."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.core import text

COPY = st.text(st.sampled_from("abcÄ 漢.!?,'\"“”‘’«»(-)\n 0123456789%$ABC—"), max_size=200)


@given(COPY)
def test_sentences_lie_in_order_inside_one_paragraph(body: str) -> None:
    blocks = text.paragraphs(body)
    found = text.sentences(body)
    assert all(any(a <= start < end <= b for a, b in blocks) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(COPY)
def test_sentences_lose_nothing_but_white_space(body: str) -> None:
    assert "".join("".join(body[a:b].split()) for a, b in text.sentences(body)) == "".join(body.split())


@given(COPY)
def test_quotes_hold_their_words_inside_their_marks(body: str) -> None:
    for span, inner in text.quotes(body):
        assert 0 <= span[0] < inner[0] < inner[1] <= span[1] <= len(body)


@pytest.mark.parametrize("find", [text.numbers, text.names, text.places])
@given(body=COPY)
def test_what_is_found_has_words_in_the_text(find: Callable[[str], list[text.Number]], body: str) -> None:
    for each in find(body):
        assert 0 <= each.span[0] < each.span[1] <= len(body)


@given(COPY)
def test_furniture_lies_in_order_without_overlap(body: str) -> None:
    found = text.furniture(body)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.parametrize(
    "sentence",
    [
        "Lt. Col. Ana Ruiz spoke to the U.S. Senate.",
        "He lives at No. 5 and pays 3.5 percent.",
        "The minister met Dr. Otieno in Nairobi.",
    ],
)
def test_abbreviations_end_no_sentence(sentence: str) -> None:
    body = f"{sentence} Rain fell."
    assert [body[a:b] for a, b in text.sentences(body)] == [sentence, "Rain fell."]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_quotation_marks_of_many_kinds(marks: str) -> None:
    body = f"She said {marks[0]}we stay here{marks[1]} and left."
    assert [body[a:b] for _, (a, b) in text.quotes(body)] == ["we stay here"]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert text.quotes("The ministers' plan is Kenya's and the farmers' own.") == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("14,000 people", 14_000), ("1.5 million people", 1_500_000), ("three people", 3), ("a dozen people", 12)],
)
def test_numbers_in_digits_and_words(words: str, value: float) -> None:
    assert [each.value for each in text.numbers(f"They counted {words} there.")] == [value]


def test_a_dateline_gives_city_and_agency() -> None:
    body = "KYIV, April 26 (Dnipro Wire) - Rain fell."
    found = text.dateline(body)
    assert found is not None
    assert (found.city, found.agency, body[found.span[1] :]) == ("Kyiv", "Dnipro Wire", "Rain fell.")


def test_a_name_stands_without_its_title() -> None:
    assert "Josephine Awuor" in [each.text for each in text.names("On Friday Captain Josephine Awuor said so.")]


def test_peoples_and_capitals_name_countries() -> None:
    assert set(text.countries("Ukrainian troops, Moscow said, were near Nairobi.")) == {"UA", "RU", "KE"}


def test_sectors_follow_the_words_and_few_words_have_none() -> None:
    assert "health" in text.sectors(
        "Doctors and nurses at the hospital treated patients in the clinic for the disease."
    )
    assert text.sectors("He came.") == ()
