"""Sources into text, every sentence with the spans it stands on.

`extract` is the writer that needs no model; `Writer` is what any writer is; `draft_to_json` and
`draft_from_json` are the form in which drafts travel; `with_sources` gives a changed text its sources back.
"""

from wiredesk.core.writing.exchange import draft_from_json, draft_to_json
from wiredesk.core.writing.extract import Extractor, brief, extract, headline_offers
from wiredesk.core.writing.kept import with_sources
from wiredesk.core.writing.lines import usable, whole_sentences
from wiredesk.core.writing.orders import instructs
from wiredesk.core.writing.people import Person, people
from wiredesk.core.writing.writer import Writer

__all__ = [
    "Extractor",
    "Person",
    "Writer",
    "brief",
    "draft_from_json",
    "draft_to_json",
    "extract",
    "headline_offers",
    "instructs",
    "people",
    "usable",
    "whole_sentences",
    "with_sources",
]
