from __future__ import annotations

from dataclasses import replace

import pytest

from wiredesk.core import claims, pictures
from wiredesk.core.model import Draft, Item, Media, Sentence
from wiredesk.core.pictures import Picture

PHOTO = Media(
    kind="picture",
    href="https://example.org/a.jpg",
    caption="Trams stand in a depot in the north of Bergen.",
    credit="A. Painter/Harbour News",
    usage_terms="For editorial use by subscribers.",
    width=2000,
    height=1200,
)
ITEM = Item(
    guid="a",
    headline="Council closes two tram lines",
    body="KYIV, April 26 (Harbour News) - The council of Kursk voted on Monday to close two tram lines.",
    agency="Harbour News",
)
DRAFT = Draft(headline=Sentence("Council closes two tram lines in the north of the town"), sectors=("transport",))


def _chosen(item: Item) -> Picture:
    return pictures.choose([item], claims.ledger([item]), DRAFT)


def test_a_photo_with_rights_comes_first_with_its_own_words() -> None:
    picture = _chosen(replace(ITEM, media=(PHOTO,)))
    assert (picture.kind, picture.media) == ("photo", PHOTO)
    assert picture.alt == PHOTO.caption
    assert picture.credit == "A. Painter/Harbour News"


@pytest.mark.parametrize(
    "photo",
    [
        replace(PHOTO, usage_terms=""),
        replace(PHOTO, credit=""),
        replace(PHOTO, caption=""),
        replace(PHOTO, width=640),
        replace(PHOTO, usage_terms="No sales. Not for use after 14 days."),
        replace(PHOTO, kind="video"),
        replace(PHOTO, caption=DRAFT.headline.text),
    ],
)
def test_a_photo_without_what_it_needs_is_passed_over(photo: Media) -> None:
    picture = _chosen(replace(ITEM, media=(photo,)))
    assert picture.kind == "map"
    assert "photo" in picture.reason


def test_a_known_place_gets_a_map_that_says_where_it_is() -> None:
    picture = _chosen(ITEM)
    assert picture.kind == "map"
    assert ">Kursk<" in picture.svg
    assert "Kursk" in picture.alt
    assert "km" in picture.alt
    assert picture.alt != DRAFT.headline.text
    assert picture.source_type == pictures.DATA_DRIVEN


def test_where_the_copy_was_written_is_not_where_it_happened() -> None:
    item = replace(ITEM, body="KYIV, April 26 (Harbour News) - The price of wheat rose on Monday.", headline="")
    assert _chosen(item).kind == "card"


def test_a_story_without_a_place_gets_a_card_whose_alt_is_not_the_headline() -> None:
    picture = _chosen(replace(ITEM, body="The price of wheat rose on Monday.", headline="Wheat rises"))
    assert picture.kind == "card"
    assert picture.source_type == pictures.ALGORITHMIC
    assert DRAFT.headline.text not in picture.alt
    assert "algorithmicMedia" in picture.svg


def test_a_capital_of_another_country_than_the_story_is_about_is_not_its_place() -> None:
    item = Item(
        guid="mine",
        headline="Peru looks into waste of a copper mine",
        body="Shares in the owner of the mine fell in London on Friday.\n\nPeru said that waste had reached a river.",
        agency="Harbour News",
    )
    draft = Draft(headline=Sentence("Peru says waste of a copper mine reached a river"))
    picture = pictures.choose([item], claims.ledger([item]), draft)
    assert picture.kind == "map"
    assert "Peru" in picture.alt
    assert "London" not in picture.alt
