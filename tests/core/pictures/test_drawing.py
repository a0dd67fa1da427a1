from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from wiredesk.core import claims, pictures
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Draft, Item, Sentence
from wiredesk.core.pictures import fonts, outlines
from wiredesk.core.pictures.render import png
from wiredesk.core.pictures.sphere import direction, distance

RIGA = pictures.Spot("Riga", 24.11, 56.95, "Latvia")
NEAR = (pictures.Spot("Tallinn", 24.75, 59.44, "Estonia"), pictures.Spot("Vilnius", 25.28, 54.69, "Lithuania"))


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _inked(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """Count the pixels of a box that differ from the most common one."""
    counts = sorted(count for count, _ in image.crop(box).getcolors(1 << 20) or [])
    return sum(counts[:-1])


def test_a_card_shows_its_headline_as_ink_and_not_as_nothing() -> None:
    image = _opened(png(pictures.card("Mayor says the bridge is safe; engineers deny it", "Transport")))
    assert image.size == (1200, 675)
    assert _inked(image, (0, 330, 1200, 675)) > 10_000


@pytest.mark.parametrize(
    "headline",
    ["Мэр говорит, что мост безопасен", "Ο δήμαρχος λέει ότι η γέφυρα αντέχει", "رئيس البلدية يقول إن الجسر آمن"],
)
def test_a_card_in_another_script_shows_its_headline(headline: str) -> None:
    assert _inked(_opened(png(pictures.card(headline, ""))), (0, 330, 1200, 675)) > 5_000


def test_every_word_of_a_headline_stands_on_the_card() -> None:
    headline = " ".join(f"word{number}" for number in range(40))
    svg = pictures.card(headline, "", size=pictures.SQUARE)
    shown = " ".join(reversed(re.findall(r'class="headline">([^<]*)<', svg)))
    assert shown.split() == headline.split()


def test_a_headline_that_never_ends_still_gives_a_card_of_the_right_size() -> None:
    assert _opened(png(pictures.card("w" * 900, "k" * 500))).size == (1200, 675)


def test_markup_in_a_headline_stays_text() -> None:
    svg = pictures.card('<script>alert("x")</script> & more', "")
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg.replace("</text>", "")


def test_characters_that_no_font_shows_are_named_and_not_left_out() -> None:
    with pytest.raises(Unreadable, match="no font"):
        png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>A word \U0010fff0</text></svg>')


def test_a_map_names_its_place_and_its_neighbours_and_has_a_scale() -> None:
    svg = pictures.locator_map([RIGA], NEAR)
    for words in (">Riga<", ">Tallinn<", ">Vilnius<", " km ("):
        assert words in svg


def test_a_map_has_one_colour_for_all_land_and_no_border() -> None:
    svg = pictures.locator_map([RIGA], NEAR)
    assert len(re.findall(r'fill="#efeadd" fill-rule="evenodd"', svg)) == 1
    assert "dasharray" not in svg


def test_a_map_across_the_antimeridian_shows_land_on_both_sides() -> None:
    suva = pictures.Spot("Suva", 178.44, -18.14, "Fiji")
    tonga = pictures.Spot("Nuku'alofa", -175.2, -21.14, "Tonga")
    svg = pictures.locator_map([suva, tonga])
    spots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="[79]', svg)]
    assert 50 < abs(spots[0][0] - spots[1][0]) < 900  # 770 km, and not round the world
    box = (170.0, -25.0, 190.0, -10.0)
    assert any(point[0] > 180 for ring in outlines.rings("land.bin", box) for point in ring)


@pytest.mark.parametrize("lat", [-89.9, -60.0, 0.0, 60.0, 89.9])
def test_a_map_of_any_latitude_is_drawn(lat: float) -> None:
    assert _opened(png(pictures.locator_map([pictures.Spot("Here", 179.9, lat)], NEAR))).size == (1200, 675)


def test_light_and_dark_maps_differ_in_brightness() -> None:
    light, dark = (
        sum(_opened(png(pictures.locator_map([RIGA], NEAR, dark=dark))).resize((1, 1)).getpixel((0, 0)))
        for dark in (False, True)
    )
    assert light > 3 * 180
    assert dark < 3 * 80


def test_a_map_needs_a_place() -> None:
    with pytest.raises(ValueError, match="place"):
        pictures.locator_map([])


def test_distance_and_direction_are_those_of_the_earth() -> None:
    assert distance((24.11, 56.95), (24.75, 59.44)) == pytest.approx(279, abs=3)
    assert direction((24.11, 56.95), (24.75, 59.44)) == "north"
    assert distance((179.0, 0.0), (-179.0, 0.0)) == pytest.approx(222.4, abs=1)


def test_a_ring_packed_and_read_again_is_the_ring() -> None:
    ring = [(10.0, 50.0), (10.5, 50.25), (9.75, 51.0)]
    packed = outlines.pack([ring])
    assert len(packed) < 60


def test_widths_of_words_are_those_of_the_font() -> None:
    assert fonts.metrics(True).width("mm") > fonts.metrics(True).width("ii") * 2
    assert fonts.missing("Київ, Αθήνα, القاهرة") == ""


def test_every_capital_stands_once_and_on_earth() -> None:
    names = [(each.name, each.country) for each in pictures.capitals()]
    assert len(names) == len(set(names)) > 190
    assert all(-90 < each.lat < 90 and -180 < each.lon < 180 for each in pictures.capitals())


def test_a_very_small_country_is_a_dot_and_a_large_one_a_name_on_a_wide_map() -> None:
    draft = Draft(headline=Sentence("Talks go on"))
    small = Item("a", "", "The government of San Marino said on Monday that the talks would go on in June.")
    large = Item("a", "", "The government of Mongolia said on Monday that the talks would go on in June.")
    dots = [
        pictures.choose([each], claims.ledger([each]), draft).svg.count('fill="#a3261c"') for each in (small, large)
    ]
    assert dots[0] == dots[1] + 1


def test_a_map_names_the_countries_around_without_drawing_where_they_end() -> None:
    item = Item("a", "", "A bridge near Kathmandu fell on Monday, the mayor of Kathmandu said.")
    svg = pictures.choose([item], claims.ledger([item]), Draft(headline=Sentence("Bridge falls"))).svg
    assert "INDIA" in svg
    assert "stroke-dasharray" not in svg


def test_a_map_of_a_capital_does_not_say_how_far_it_is_from_another_one() -> None:
    item = Item("a", "", "A bridge near Suva fell on Monday, the mayor of Suva said.")
    alt = pictures.choose([item], claims.ledger([item]), Draft(headline=Sentence("Bridge falls"))).alt
    assert alt == "Map of land outlines without borders that marks Suva, Fiji."


def test_a_map_as_svg_is_light_enough_for_a_page() -> None:
    item = Item("a", "", "A bridge near Bamako fell on Monday, the mayor of Bamako said.")
    svg = pictures.choose([item], claims.ledger([item]), Draft(headline=Sentence("Bridge falls"))).svg
    assert len(svg.encode()) < 60_000


def test_writing_that_another_font_draws_is_thought_wide_rather_than_run_over_the_edge() -> None:
    width = fonts.metrics(True).width
    assert width("ምክር") >= 2.8
    assert width("市议会") >= 3.0
    assert width("\u0e2a\u0e34") == width("\u0e2a")
