"""Pictures that do not lie: locator maps, typographic cards, and what an image says about its making.

`choose` takes the first picture of the house's order that is allowed and says why. `locator_map` and `card` give
SVG, `png` turns it into PNG with its metadata inside, `inspect` reads what any image says about itself.
"""

from wiredesk.core.pictures.card import card
from wiredesk.core.pictures.choose import Picture, as_photo, capitals, choose, fault_of, photo_of, places_of
from wiredesk.core.pictures.graphic import graphic
from wiredesk.core.pictures.inspect import inspect
from wiredesk.core.pictures.locator import Spot, locator_map
from wiredesk.core.pictures.metadata import ALGORITHMIC, DATA_DRIVEN, DIGITAL_CAPTURE, TRAINED, About, by_model
from wiredesk.core.pictures.render import png, with_packet
from wiredesk.core.pictures.series import Series, series
from wiredesk.core.pictures.theme import SQUARE, WIDE, Size

__all__ = [
    "ALGORITHMIC",
    "DATA_DRIVEN",
    "DIGITAL_CAPTURE",
    "SQUARE",
    "TRAINED",
    "WIDE",
    "About",
    "Picture",
    "Series",
    "Size",
    "Spot",
    "as_photo",
    "by_model",
    "capitals",
    "card",
    "choose",
    "fault_of",
    "graphic",
    "inspect",
    "locator_map",
    "photo_of",
    "places_of",
    "png",
    "series",
    "with_packet",
]
