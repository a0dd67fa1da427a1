"""Search over what readers may see: one row of stems a story, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from wiredesk.core import text, writing
from wiredesk.site.public import Version

LONGEST = 12  # words of a query that count
DEPTH = 400  # newest hits that are ranked
BATCH = 500  # versions indexed at most when a search finds the index behind


class SearchEntry(models.Model):
    """What a search looks through for one story: stems between spaces, and facets as `c:ru`, `s:politics`."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="search")
    title = models.TextField(help_text="Stems of the headline, each between spaces.")
    stems = models.TextField(help_text="Stems of headline, summary, body, countries and parties.")
    facets = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for."""

    words: str = ""
    agency: str = ""
    """Slug of an agency's name."""
    country: str = ""
    """ISO code."""
    sector: str = ""
    disputed: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.words.strip() or self.agency or self.country or self.sector or self.disputed)


def stems(words: str) -> list[str]:
    """Return the stems of a text's words, in order, folded to lower case."""
    return [text.stem(words[start:end].casefold()) for start, end in text.words(words)]


def _row(found: Iterable[str]) -> str:
    return f" {' '.join(found)} "


def index(version: Version) -> SearchEntry:
    """Write the row of a version and drop the rows of those it replaced."""
    draft = writing.draft_from_json(version.content)
    parties = " ".join(str(each["name"]) for each in version.ledger.get("parties", []))
    words = "\n\n".join([version.headline, *(s.text for s in (*draft.summary, *draft.body)), draft.dateline, parties])
    facets = [f"c:{code.lower()}" for code in version.countries] + [f"s:{slug}" for slug in version.sectors]
    facets += [f"a:{slugify(str(each['agency']))}" for each in version.receipt.get("items", [])]
    if any(each.get("disputed") for each in version.ledger.get("statements", [])):
        facets.append("d:1")
    SearchEntry.objects.filter(version__story=version.story_id).exclude(version=version).delete()
    entry, _ = SearchEntry.objects.update_or_create(
        version=version,
        defaults={
            "title": _row(stems(version.headline)),
            "stems": _row(dict.fromkeys(stems(words))),
            "facets": _row(dict.fromkeys(facets)),
        },
    )
    return entry


def catch_up() -> int:
    """Index what is public and has no row yet; a worker that lags hides nothing from search."""
    missing = Version.objects.filter(current=True, search__isnull=True).exclude(kind=Version.Kind.NOTICE)
    waiting = list(missing.order_by("-pk")[:BATCH])
    for version in waiting:
        index(version)
    return len(waiting)


def find(query: Query, *, limit: int = 30) -> list[Version]:
    """Return what readers may see and matches every word and facet, best first.

    A word in the headline counts more than one in the text; ties go to the newest.
    """
    catch_up()
    wanted = list(dict.fromkeys(stems(query.words)))[:LONGEST]
    if query.empty or (query.words.strip() and not wanted):
        return []
    hits = list(_matching(query, wanted)[:DEPTH])
    hits.sort(key=lambda hit: (-sum(f" {stem} " in hit.title for stem in wanted), -hit.version.at.timestamp()))
    return [hit.version for hit in hits[:limit]]


def _matching(query: Query, wanted: list[str]) -> QuerySet[SearchEntry]:
    condition = Q(version__current=True, version__story__merged_into__isnull=True)
    for stem in wanted:
        condition &= Q(stems__contains=f" {stem} ")
    named = {"c": query.country.lower(), "s": query.sector, "a": query.agency, "d": "1" if query.disputed else ""}
    for kind, value in named.items():
        if value:
            condition &= Q(facets__contains=f" {kind}:{value} ")
    rows = SearchEntry.objects.filter(condition).exclude(version__kind=Version.Kind.NOTICE)
    return rows.select_related("version__approval", "version__story").order_by("-version__at")


def marked(passage: str, words: str) -> SafeString:
    """Return a passage as HTML with every word of the query marked, whatever its ending."""
    wanted = set(stems(words))
    parts, at = [], 0
    for start, end in text.words(passage):
        if text.stem(passage[start:end].casefold()) in wanted:
            parts += [escape(passage[at:start]), f"<mark>{escape(passage[start:end])}</mark>"]
            at = end
    return mark_safe("".join([*parts, escape(passage[at:])]))  # noqa: S308 - every piece is escaped
