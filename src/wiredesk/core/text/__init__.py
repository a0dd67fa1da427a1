"""The text core: spans, sentences, words, quotes, numbers, names, places, furniture, sectors.

Everything counts in characters of the text it is given, and nothing here keeps state.
"""

from wiredesk.core.text.furniture import Dateline, dateline, furniture
from wiredesk.core.text.names import Name, names
from wiredesk.core.text.numbers import Number, numbers
from wiredesk.core.text.places import Place, countries, country_name, lands_of_peoples, places
from wiredesk.core.text.quotes import Quote, quotes
from wiredesk.core.text.sectors import SECTORS, sectors
from wiredesk.core.text.segments import paragraphs, sentences
from wiredesk.core.text.words import STOP_WORDS, content_words, stem, words

__all__ = [
    "SECTORS",
    "STOP_WORDS",
    "Dateline",
    "Name",
    "Number",
    "Place",
    "Quote",
    "content_words",
    "countries",
    "country_name",
    "dateline",
    "furniture",
    "lands_of_peoples",
    "names",
    "numbers",
    "paragraphs",
    "places",
    "quotes",
    "sectors",
    "sentences",
    "stem",
    "words",
]
