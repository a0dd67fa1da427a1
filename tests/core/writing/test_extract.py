from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wiredesk.core import claims, writing
from wiredesk.core.model import Draft, Item, Ledger, PubStatus, Signal

SATURDAY = datetime(2025, 4, 26, 12, 0, tzinfo=UTC)

MOSCOW = Item(
    guid="volga-1",
    headline="Moscow says troops help Kursk restore order",
    body=(
        "MOSCOW, April 26 (Volga Wire) - Russia's defence ministry said on Saturday that its forces were helping the "
        "authorities of the Kursk region to restore order and to clear mines.\n\n"
        "Russia said earlier that Ukrainian forces had been driven out of the last village they held in the region.\n\n"
        "President Vladimir Putin said in a statement that Ukraine's offensive in the Kursk region had completely "
        "failed. He said it opened the way for further advances by Russian forces."
    ),
    agency="Volga Wire",
    located="Moscow",
    language="en",
    first_created=SATURDAY,
    version_created=SATURDAY,
)
KYIV = Item(
    guid="dnipro-1",
    headline="Ukraine's military denies its forces were driven out of Kursk",
    body=(
        "KYIV, April 26 (Dnipro Wire) - Ukraine's military denied on Saturday that its forces had been driven out of "
        "Russia's Kursk region.\n\n"
        "But the defensive operation goes on, the General Staff said today."
    ),
    agency="Dnipro Wire",
    located="Kyiv",
    language="en",
    first_created=SATURDAY.replace(hour=14),
    version_created=SATURDAY.replace(hour=14),
)


def _written(*items: Item) -> Draft:
    return writing.extract(items, claims.ledger(items))


@pytest.fixture(scope="module")
def flagship() -> Draft:
    return _written(MOSCOW, KYIV)


def test_a_disputed_story_has_both_sides_in_its_headline(flagship: Draft) -> None:
    headline = flagship.headline.text
    assert 40 <= len(headline) <= 80
    assert "Russia" in headline
    assert "Ukraine" in headline
    assert "says" in headline
    assert "denies" in headline
    assert len({support.item for support in flagship.headline.supports}) == 2


def test_a_disputed_story_has_both_sides_in_summary_and_short(flagship: Draft) -> None:
    for part in (flagship.summary, flagship.short):
        told = " ".join(sentence.text for sentence in part)
        assert "Russia said" in told
        assert "denied" in told


def test_a_summary_has_35_to_60_words_and_a_short_up_to_60(flagship: Draft) -> None:
    assert 35 <= sum(len(each.text.split()) for each in flagship.summary) <= 60
    assert 0 < sum(len(each.text.split()) for each in flagship.short) <= 60


def test_every_sentence_names_a_span_that_holds_its_words(flagship: Draft) -> None:
    bodies = {item.guid: item.body for item in (MOSCOW, KYIV)}
    for sentence in (*flagship.summary, *flagship.body, *flagship.short):
        assert sentence.supports
        source = bodies[sentence.supports[0].item][slice(*sentence.supports[0].span)]
        assert set(sentence.text.rstrip(".").split()[3:-3]) <= set(source.split())


def test_both_agencies_are_credited_with_their_city(flagship: Draft) -> None:
    assert flagship.credit == "With reporting by Volga Wire (Moscow) and Dnipro Wire (Kyiv)"
    assert flagship.dateline == "Moscow, Russia / Kyiv, Ukraine"


def test_both_countries_are_tagged(flagship: Draft) -> None:
    assert set(flagship.countries) >= {"RU", "UA"}


def test_no_dateline_or_agency_slug_is_left_in_a_sentence(flagship: Draft) -> None:
    assert not any("(Volga Wire)" in each.text or "MOSCOW" in each.text for each in flagship.body)


def test_a_leading_he_is_named_and_stays_behind_the_sentence_it_leans_on(flagship: Draft) -> None:
    texts = [each.text for each in flagship.body]
    at = next(number for number, each in enumerate(texts) if "opened the way" in each)
    assert "Putin said it opened the way" in texts[at]
    assert "completely failed" in texts[at - 1]


def test_a_leading_but_goes_and_today_is_the_day_of_the_copy(flagship: Draft) -> None:
    texts = [each.text for each in flagship.body]
    assert "The defensive operation goes on, the General Staff said on Saturday." in texts


def test_the_order_of_items_changes_nothing(flagship: Draft) -> None:
    assert _written(KYIV, MOSCOW) == flagship


def _item(body: str, headline: str = "", guid: str = "a", agency: str = "Harbour News") -> Item:
    return Item(guid=guid, headline=headline, body=body, agency=agency, language="en", version_created=SATURDAY)


def test_an_attributed_headline_keeps_its_source() -> None:
    draft = _written(
        _item(
            "A fire in the old port of Riga destroyed four warehouses on Friday, the city's fire service said.",
            "Fire destroys four warehouses in the old port of Riga",
        )
    )
    assert "fire service says" in draft.headline.text


def test_sentences_that_lean_on_missing_words_are_left_out() -> None:
    draft = _written(
        _item(
            "The council of Bergen voted on Monday to close two tram lines.\n\n"
            "This came as a surprise to many people in town. They had hoped for more.\n\n"
            "The mayor of Bergen said that buses would run on both lines from June."
        )
    )
    texts = [each.text for each in draft.body]
    assert len(texts) == 2
    assert not any(each.startswith(("This", "They")) for each in texts)


def test_copies_are_one_sentence_with_two_supports() -> None:
    body = "The council of Bergen voted on Monday to close two tram lines in the north of the town."
    draft = _written(_item(body), _item(body, guid="b", agency="Fjord Press"))
    assert len(draft.body) == 1
    assert {each.item for each in draft.body[0].supports} == {"a", "b"}
    assert "Harbour News" in draft.credit
    assert "Fjord Press" in draft.credit


def test_two_tolls_are_not_taken_for_one_text() -> None:
    first = "The flood killed 12 people in the valley of the Rhone on Monday, the prefect of the region said."
    second = first.replace("12", "14")
    draft = _written(_item(first), _item(second, guid="b"))
    for sentence in draft.body:
        assert len({each.item for each in sentence.supports}) == 1


@pytest.mark.parametrize(("signal", "status"), [(Signal.KILL, PubStatus.USABLE), (Signal.NONE, PubStatus.CANCELED)])
def test_nothing_is_written_from_a_killed_item(signal: Signal, status: PubStatus) -> None:
    killed = Item("k", "Gone", "The bridge fell on Monday, the mayor said.", signal=signal, pub_status=status)
    draft = writing.extract([killed], claims.ledger([killed]))
    assert draft.headline.text == ""
    assert draft.body == ()


def test_a_quote_of_two_sentences_stays_whole_or_out() -> None:
    draft = _written(
        _item(
            "The mine in Kiruna will stay open, its owner said on Monday.\n\n"
            '"We have ore for ten years. We have people for ten years," said Eva Lind, who runs the mine.'
        )
    )
    for sentence in draft.body:
        assert sentence.text.count('"') % 2 == 0


def test_no_item_gives_an_empty_draft() -> None:
    assert writing.extract([], Ledger()).body == ()


def test_no_dateline_is_made_up() -> None:
    assert _written(_item("The council of Bergen voted on Monday to close two tram lines.")).dateline == ""


def test_a_seat_gives_the_credit_its_city_and_no_dateline() -> None:
    item = _item("The council of Bergen voted on Monday to close two tram lines.")
    draft = writing.extract([item], claims.ledger([item]), seats={"Harbour News": "Bergen"})
    assert draft.credit == "With reporting by Harbour News (Bergen)"
    assert draft.dateline == ""


def test_an_extractor_is_a_writer() -> None:
    assert isinstance(writing.Extractor(), writing.Writer)


def test_a_brief_has_its_short_text_as_body(flagship: Draft) -> None:
    assert writing.brief(flagship).body == flagship.short


@pytest.mark.parametrize("body", ["word " * 60_000, '"' * 50_000, "A. " * 50_000, "He said that " * 2_000])
def test_a_hostile_item_is_no_trouble(body: str) -> None:
    assert isinstance(_written(_item(body)), Draft)
