"""Search over what readers may see: words, phrases, who said it, facets, dates; on SQLite and PostgreSQL alike.

The index holds stems, made by our own stemmer in the story's language, so both databases find the same. It is read
newest first and the newest hits are ranked: a common word costs no more than a rare one.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from rapidfuzz import fuzz, process

from wiredesk import clock
from wiredesk.core import text, writing
from wiredesk.core.errors import WiredeskError
from wiredesk.core.rights import SEARCH
from wiredesk.site import rights, search_server
from wiredesk.site.glance import HEAVY
from wiredesk.site.public import Version

LONGEST = 12  # words of a query that count
DEPTH = 400  # newest hits that are ranked
BATCH = 500  # versions indexed at most when a search finds the index behind
NEAR = 74.0  # likeness from which a word is offered instead; "Kurks" and "Kursk" have 80, "port" and "pact" 50
HEADLINES = 5000  # newest whose words are offered
_PHRASE = re.compile(r'(-?)"([^"]*)"|(?<!\S)(-?)(\S+)')
_MARKS = re.compile("[\u0300-\u036f]")  # accents of Latin and Greek: Perú is found as Peru
_APART = re.compile(r"[^\w]+")


class SearchEntry(models.Model):
    """What a search looks through for one story: its stems in order, who speaks, and facets as `c:ru`."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, primary_key=True, related_name="search")
    title = models.TextField(help_text="Stems of the headline, each between spaces.")
    stems = models.TextField(help_text="Stems of the whole text, in order.")
    said = models.TextField(default="", help_text="Stems of who speaks.")
    facets = models.TextField()
    codes = models.TextField(default="", help_text="Each facet as one word.")
    # Nullable, so that SQLite adds the column in place: a table made anew would lose the triggers of its index.
    sent_at = models.DateTimeField(null=True, db_index=True, help_text="When the search server got it.")

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for."""

    words: str = ""
    """Words that all must stand there; "words in quotes" together and in order; a word after a minus must not."""
    agency: str = ""
    """Slug of an agency's name."""
    country: str = ""
    """ISO code."""
    sector: str = ""
    disputed: bool = False
    said: str = ""
    """Part of the name of somebody whose words are in the story."""
    since: date | None = None
    """First published on this day (UTC) or later."""
    until: date | None = None
    """First published on this day (UTC) or earlier."""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        rest = (self.agency, self.country, self.sector, self.disputed, self.said.strip(), self.since, self.until)
        return not (self.words.strip() or any(rest))


def stems(words: str, language: str = "en") -> list[str]:
    """Return the stems of a text's words, in order, folded to lower case, in pieces that both databases keep whole."""
    found: list[str] = []
    for start, end in text.words(words):
        plain = _MARKS.sub("", unicodedata.normalize("NFD", text.stem(words[start:end].casefold(), language)))
        found += [part for part in _APART.split(unicodedata.normalize("NFC", plain)) if part]
    return found


def _row(found: Iterable[str]) -> str:
    return f" {' '.join(found)} "


def code(facet: str) -> str:
    """Return a facet as one word of letters and digits, which no tokenizer cuts."""
    return f"{facet[0]}{zlib.crc32(facet.encode()):08x}"


def index(version: Version) -> SearchEntry:
    """Write the row of a version and drop the rows of those it replaced."""
    draft = writing.draft_from_json(version.content)
    ledger, tongue = version.ledger, version.language
    parties = [name for each in ledger.get("parties", []) for name in (str(each["name"]), *each.get("aliases", ()))]
    speakers = [str(each.get("speaker") or each.get("source_text") or "") for each in ledger.get("claims", [])]
    words = "\n\n".join([version.headline, *(s.text for s in (*draft.summary, *draft.body)), draft.dateline, *parties])
    facets = [f"c:{code.lower()}" for code in version.countries] + [f"s:{slug}" for slug in version.sectors]
    facets += [f"a:{slugify(str(each['agency']))}" for each in version.receipt.get("items", [])]
    if any(each.get("disputed") for each in ledger.get("statements", [])):
        facets.append("d:1")
    facets = list(dict.fromkeys(facets))
    SearchEntry.objects.filter(version__story=version.story_id).exclude(version=version).delete()
    entry, _ = SearchEntry.objects.update_or_create(
        version=version,
        defaults={
            "title": _row(stems(version.headline, tongue)),
            "stems": _row(stems(words, tongue)),
            "said": _row(stems("\n".join(dict.fromkeys([*parties, *speakers])), tongue)),
            "facets": _row(facets),
            "codes": _row(code(each) for each in facets),
            "sent_at": None,
        },
    )
    return entry


def catch_up() -> int:
    """Index what came after the newest row, so that a story is found as soon as it is public."""
    last = SearchEntry.objects.order_by("-version_id").values_list("version_id", flat=True).first() or 0
    missing = Version.objects.filter(pk__gt=last, current=True, search__isnull=True).exclude(kind=Version.Kind.NOTICE)
    waiting = list(missing.order_by("pk")[:BATCH])
    for version in waiting:
        index(version)
    if search_server.used():
        _send()
    return len(waiting)


def send_all() -> None:
    """Give the search server everything anew."""
    SearchEntry.objects.update(sent_at=None)
    while search_server.used() and _send():
        pass


def _send() -> int:
    """Give the search server what it does not have, and take from it what was taken down; returns how many rows went.

    A server that fails gets both at the next turn.
    """
    down = SearchEntry.objects.filter(version__story__versions__current=True, version__story__versions__kind="notice")
    gone = dict(down.values_list("pk", "version__story")[:BATCH])
    fresh = SearchEntry.objects.filter(sent_at__isnull=True, version__current=True).order_by("-pk")
    waiting = list(fresh.select_related("version").defer(*_HEAVY)[:BATCH])
    if not (waiting or gone):
        return 0
    try:
        search_server.begin()
        if gone:
            search_server.drop(list(gone.values()))
            SearchEntry.objects.filter(pk__in=gone).delete()
        search_server.put([_document(each) for each in waiting])
    except WiredeskError as error:
        search_server.quietly(error)
        return 0
    SearchEntry.objects.filter(pk__in=[each.pk for each in waiting]).update(sent_at=clock.now())
    return len(waiting) + len(gone)


def _document(entry: SearchEntry) -> search_server.Document:
    version = entry.version
    return search_server.Document(
        version.story_id, version.pk, version.first_at.isoformat(), entry.title, entry.stems, entry.said, entry.codes
    )


_HEAVY = tuple(f"version__{name}" for name in HEAVY)


Group = tuple[str, ...]
"""One word or phrase: its stems side by side, once for each language of the site in which they differ."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query taken apart: what must stand there, and what must not."""

    groups: tuple[Group, ...]
    without: tuple[Group, ...]
    said: tuple[Group, ...]
    codes: tuple[str, ...]


def _wanted(query: Query) -> _Wanted:
    groups: list[Group] = []
    without: list[Group] = []
    for no_phrase, phrase, no_word, word in _PHRASE.findall(query.words):
        found = _group(phrase or word)
        if found:
            (without if no_phrase or no_word else groups).append(found)
    facets = [f"c:{query.country.lower()}"] if query.country else []
    facets += [f"s:{query.sector}"] if query.sector else []
    facets += [f"a:{query.agency}"] if query.agency else []
    facets += ["d:1"] if query.disputed else []
    return _Wanted(
        tuple(dict.fromkeys(groups))[:LONGEST], tuple(without)[:LONGEST],
        tuple(found for word in query.said.split()[:LONGEST] if (found := _group(word))),
        tuple(code(each) for each in facets),
    )  # fmt: skip


def _group(words: str) -> Group:
    newest = Version.objects.order_by("-pk").values_list("pk", flat=True).first()
    return tuple(dict.fromkeys(row for each in _tongues(newest or 0) if (row := " ".join(stems(words, each)))))


@lru_cache(maxsize=2)
def _tongues(newest: int) -> tuple[str, ...]:
    """Return the languages of the site; asked again when there is a newer version."""
    found = (
        Version.objects.filter(current=True, pk__lte=newest).order_by().values_list("language", flat=True).distinct()
    )
    return tuple(dict.fromkeys(["en", *sorted(found)]))


def find(query: Query, *, limit: int = 30, after: int = 0) -> list[Version]:
    """Return what readers may see and matches every word and facet, best first.

    A word in the headline counts more than one in the text; ties go to the newest.

    Args:
        query: What is asked.
        limit: How many at most.
        after: How many of the best to pass over.
    """
    catch_up()
    wanted = _wanted(query)
    if query.empty or (query.words.strip() and not wanted.groups) or (query.said.strip() and not wanted.said):
        return []
    hits = _served(query, wanted) if search_server.used() else _hits(query, wanted)
    best = sorted(
        hits, key=lambda hit: (-sum(any(f" {row} " in hit[1] for row in each) for each in wanted.groups), -hit[0])
    )
    chosen = [pk for pk, _ in best[after : after + limit]]
    found = rights.within(Version.objects.filter(pk__in=chosen), SEARCH)
    rows = {each.pk: each for each in found.defer(*HEAVY)}
    return [rows[pk] for pk in chosen if pk in rows]


def _served(query: Query, wanted: _Wanted) -> list[tuple[int, str]]:
    """Return the same as `_hits` from the search server, without what the database knows not to be public any more."""
    asked = search_server.Asked(
        wanted.groups, wanted.without, wanted.said, wanted.codes, query.since, query.until
    )  # fmt: skip
    try:
        found = search_server.hits(asked, depth=DEPTH)
    except WiredeskError as error:
        search_server.quietly(error)
        return _hits(query, wanted)
    rows = Version.objects.filter(pk__in=[pk for pk, _ in found], current=True, story__merged_into__isnull=True)
    public = set(rows.exclude(kind=Version.Kind.NOTICE).values_list("pk", flat=True))
    return [(pk, title) for pk, title in found if pk in public]


def _hits(query: Query, wanted: _Wanted) -> list[tuple[int, str]]:
    """Return the newest matches as (version, stems of the headline), newest first."""
    tables, order, conditions, values = _SIDES[connection.vendor](wanted)
    conditions += ["v.current", "v.kind <> 'notice'", "s.merged_into_id IS NULL"]
    if query.since:
        conditions.append("v.first_at >= %s")
        values.append(f"{query.since} 00:00:00")
    if query.until:
        conditions.append("v.first_at < %s")
        values.append(f"{query.until} 23:59:60" if connection.vendor == "sqlite" else f"{query.until} 24:00:00")
    sql = (
        f"SELECT v.id, e.title FROM {tables} JOIN wdsite_version v ON v.id = e.version_id "  # noqa: S608
        f"JOIN desk_story s ON s.id = v.story_id WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT {DEPTH}"
    )  # only names of ours stand in it; what a reader typed is in the values
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(int(pk), str(title)) for pk, title in cursor.fetchall()]


def _sqlite(wanted: _Wanted) -> tuple[str, str, list[str], list[Any]]:
    def one(column: str, group: Group) -> str:
        rows = " OR ".join(f'"{row}"' for row in group)
        return f"{column} : ({rows})"

    parts = [one("stems", each) for each in wanted.groups]
    parts += [one("said", each) for each in wanted.said]
    parts += [f"codes : {each}" for each in wanted.codes]
    without = "".join(f" NOT {one('stems', each)}" for each in wanted.without)
    if not parts:
        return "wdsite_searchentry e", "e.version_id", [], []
    # The cross join and the order by the index's own rowid keep SQLite from reading more than it must: the index,
    # newest first, and only then the rows, until there are enough.
    tables = "wdsite_fts f CROSS JOIN wdsite_searchentry e ON e.version_id = f.rowid"
    return tables, "f.rowid", ["wdsite_fts MATCH %s"], [f"({' AND '.join(parts)}){without}"]


def _postgresql(wanted: _Wanted) -> tuple[str, str, list[str], list[Any]]:
    def one(column: str, group: Group) -> str:
        return f"e.{column} @@ ({' || '.join(['phraseto_tsquery($$simple$$, %s)'] * len(group))})"

    conditions = [one("words", each) for each in wanted.groups]
    conditions += [f"NOT {one('words', each)}" for each in wanted.without]
    conditions += [one("speakers", each) for each in wanted.said]
    conditions += [one("kinds", (each,)) for each in wanted.codes]
    values = [row for each in (*wanted.groups, *wanted.without, *wanted.said) for row in each]
    return "wdsite_searchentry e", "e.version_id", conditions, [*values, *wanted.codes]


_SIDES = {"sqlite": _sqlite, "postgresql": _postgresql}


def suggested(words: str) -> str:
    """Return the words of a query that found nothing with unknown ones changed to near ones, or "" where none is.

    Near ones come from the headlines of the newest stories, so nothing is offered that would find nothing.
    """
    newest = Version.objects.filter(current=True).order_by("-pk").values_list("pk", flat=True).first()
    known = _vocabulary(newest or 0)
    given = [words[start:end] for start, end in text.words(words)][:LONGEST]
    better = [word if word.casefold() in known else _near(word, known) for word in given]
    return " ".join(better) if better != given else ""


def _near(word: str, known: dict[str, str]) -> str:
    if len(word) < 4 or word.isdigit():
        return word
    found = process.extractOne(word.casefold(), known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return known[found[0]] if found else word


@lru_cache(maxsize=2)
def _vocabulary(newest: int) -> dict[str, str]:
    """Return the words of the newest headlines, folded to themselves; made anew when there is a newer version."""
    rows = Version.objects.filter(current=True, pk__lte=newest).exclude(kind=Version.Kind.NOTICE).order_by("-pk")
    known: dict[str, str] = {}
    for headline in rows.values_list("headline", flat=True)[:HEADLINES]:
        for start, end in text.words(headline):
            known.setdefault(headline[start:end].casefold(), headline[start:end])
    return known


def marked(passage: str, words: str) -> SafeString:
    """Return a passage as HTML with every word of the query marked, whatever its ending."""
    wanted = {stem for group in _wanted(Query(words=words)).groups for row in group for stem in row.split()}
    parts, at = [], 0
    for start, end in text.words(passage):
        if wanted.intersection(stems(passage[start:end])):
            parts += [escape(passage[at:start]), f"<mark>{escape(passage[start:end])}</mark>"]
            at = end
    return mark_safe("".join([*parts, escape(passage[at:])]))  # noqa: S308 - every piece is escaped
