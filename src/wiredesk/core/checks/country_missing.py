"""country-missing: the draft leaves out a country that most of its sources are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks.index import Sources
from wiredesk.core.model import Draft, Finding

NAME = "country-missing"
DESCRIPTION = "A country that the sources are about is missing from the draft's countries."


def find(draft: Draft, sources: Sources) -> Iterator[Finding]:
    """Yield a warning for each country that every source names twice or more, and the draft does not list."""
    listed = set(draft.countries)
    if not draft.countries and not draft.body:
        return
    if not listed:
        listed = set(text.countries(" ".join(each.text for each in (draft.headline, *draft.summary, *draft.body))))
    counts: Counter[str] = Counter()
    for item in sources.items:
        words = f"{item.headline}\n\n{item.body}"
        counts.update(code for code in text.countries(words) if _often(words, code))
    for code, number in sorted(counts.items()):
        if number == len(sources.items) and code not in listed:
            message = (
                f"Every source is about {text.country_name(code)}, and the draft does not list it. Add the country."
            )
            yield Finding("countries", (0, 0), NAME, message, False, 0.5)


def _often(words: str, code: str) -> bool:
    return sum(code in text.countries(words[a:b]) for a, b in text.sentences(words)[:40]) >= 2
