"""Everything that is offered for one story, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wiredesk.core import text, writing
from wiredesk.core.advice.questions import Question, questions
from wiredesk.core.advice.silent import Missing, missing_sides
from wiredesk.core.advice.slugline import slugline
from wiredesk.core.model import Item, Ledger, freeze

MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Advice:
    """What is offered beside a story."""

    slugline: str
    sectors: tuple[tuple[str, str, tuple[str, ...]], ...]  # slug, name, IPTC Media Topic codes
    countries: tuple[tuple[str, str], ...]  # ISO 3166-1 alpha-2 and name
    places: tuple[str, ...]
    people: tuple[tuple[str, str], ...]  # name as in the copy, office as in the copy
    questions: tuple[Question, ...]
    missing: tuple[Missing, ...]


def advise(items: Sequence[Item], ledger: Ledger) -> Advice:
    """Return what is offered for the items of one story.

    Args:
        items: In any order; killed and replaced ones are left out.
        ledger: Their claims.
    """
    kept = writing.usable(items)
    whole = "\n\n".join(f"{item.headline}\n\n{item.body}" for item in kept)
    countries = ledger.countries or text.countries(whole)
    spoken = {claim.speaker or claim.source_text for claim in ledger.claims}
    found = writing.people(kept, ledger).values()
    return Advice(
        slugline=slugline(kept),
        sectors=tuple((slug, *text.SECTORS[slug]) for slug in text.sectors(whole)),
        countries=tuple((code, text.country_name(code)) for code in countries),
        places=_places(ledger, whole),
        people=tuple(
            (each.name, each.behind or each.role)
            for each in sorted(found, key=lambda each: (not any(each.surname in who for who in spoken), each.name))
        ),
        questions=questions(kept, ledger),
        missing=missing_sides(kept, ledger),
    )


def _places(ledger: Ledger, whole: str) -> tuple[str, ...]:
    named = ledger.places or tuple(place.name for place in text.places(whole) if not place.is_country)
    return tuple(dict.fromkeys(named))[:MOST_PLACES]


def advice_to_json(advice: Advice) -> dict[str, Any]:
    """Return the advice as plain JSON values."""
    return {
        "slugline": advice.slugline,
        "sectors": [{"slug": slug, "name": name, "topics": list(codes)} for slug, name, codes in advice.sectors],
        "countries": [code for code, _ in advice.countries],
        "places": list(advice.places),
        "people": [{"name": name, "office": office} for name, office in advice.people],
        "questions": [freeze(each) for each in advice.questions],
        "missing": [freeze(each) for each in advice.missing],
    }
