"""Which writer writes: the extractive one, or a model by the settings."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from wiredesk.adapters import llm, llm_limits
from wiredesk.adapters.egress import Policy
from wiredesk.core import style, writing
from wiredesk.core.drafting import ModelWriter
from wiredesk.core.errors import Misconfigured, NotAllowed
from wiredesk.core.model import Draft, Item, Ledger
from wiredesk.settings import settings

EXTRACT = "extract"

_NO_MODELS = re.compile(
    r"\b(?:no|not|never|prohibit\w*|forbid\w*|without|excluding)\b[^.;]{0,60}\b(?:AI|artificial intelligence|machine learning|"
    r"language models?|LLMs?|text and data mining|TDM|training)\b|\b(?:AI|language models?|machine learning)\b[^.;]{0,40}"
    r"\b(?:prohibited|forbidden|not (?:allowed|permitted))\b",
    re.IGNORECASE,
)
"""Terms of use that keep copy from a model, whatever the table of agencies says."""


def write(
    items: Sequence[Item],
    ledger: Ledger,
    *,
    seats: Mapping[str, str] | None = None,
    spec: str = EXTRACT,
    rights: Mapping[str, bool] | None = None,
    spent: tuple[int, int] = (0, 0),
) -> Draft:
    """Write a story with the writer that `spec` names; an extract wherever a model can't, may not or fails.

    Args:
        items: The items of the story, usable ones.
        ledger: Their claims.
        seats: As `writing.extract` takes them.
        spec: "extract", or as `llm.endpoint` takes it.
        rights: Agency to whether its text may go to a model outside the house; an agency that is not named may.
        spent: (tokens, millionths of a dollar) that models have taken today.

    Raises:
        Misconfigured: `spec` names no writer.
    """
    draft = _written(items, ledger, seats=seats, spec=spec, rights=rights, spent=spent)
    guide = house_style()
    return replace(style.applied(draft, guide), credit=style.worded(draft.credit, guide))


@lru_cache(maxsize=1)
def house_style() -> style.Guide:
    """Return the guide of this house: the file that the settings name, or the one that ships.

    Raises:
        Misconfigured: The file can't be read or is no guide.
    """
    if settings.style is None:
        return style.house()
    try:
        return style.load(settings.style.read_text(encoding="utf-8"), name=str(settings.style))
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured("WIREDESK_STYLE", f"{settings.style} can't be read: {error}") from error


def _written(
    items: Sequence[Item],
    ledger: Ledger,
    *,
    seats: Mapping[str, str] | None,
    spec: str,
    rights: Mapping[str, bool] | None,
    spent: tuple[int, int],
) -> Draft:
    if spec in ("", EXTRACT):
        return writing.extract(items, ledger, seats=seats)
    client = _client(spec)
    try:
        barred = {agency: may for agency, may in (rights or {}).items() if not may}
        barred |= {item.agency or item.guid: False for item in items if _NO_MODELS.search(item.usage_terms)}
        llm.outside(client.endpoint, client.policy.allow, barred)
    except NotAllowed as error:
        draft = writing.extract(items, ledger, seats=seats)
        note = f"{client.name} {error.reason}; the extractive writer took over"
        return replace(draft, made=replace(draft.made, note=note))
    client.budget.new_story(spent)
    writer = ModelWriter(client, time.monotonic, seats, seconds=settings.llm_seconds, most_drift=settings.llm_drift)
    return writer.write(items, ledger)


@lru_cache(maxsize=8)
def _client(spec: str) -> llm.Client:
    """Return the one client of a model in this process, so that its breaker remembers."""
    budget = llm_limits.Budget(
        price=settings.prices,
        story=round(settings.llm_story_dollars * 1_000_000),
        day=round(settings.llm_day_dollars * 1_000_000),
        day_tokens=settings.llm_day_tokens,
    )
    return llm.Client(
        llm.endpoint(spec, url=settings.llm_url, key=settings.llm_key),
        Policy(allow=settings.egress),
        budget,
        llm_limits.Breaker(),
        llm_limits.Answers(settings.home / "answers"),
    )
