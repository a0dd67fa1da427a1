"""Search over 100,000 stories: median and slowest milliseconds by kind of question.

    python benchmarks/site_search.py [STORIES]      KEEP=FOLDER keeps what was made for the next run

A newsroom of its own in a temporary folder, on SQLite; WIREDESK_DATABASE_URL measures PostgreSQL instead. Prints one
JSON object. The stories are made of words whose frequencies fall as in news (Zipf), 180 words each.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
HOME = Path(os.environ.get("KEEP") or tempfile.mkdtemp(prefix="wiredesk-search-"))
os.environ |= {
    "WIREDESK_HOME": str(HOME), "WIREDESK_SECRET_KEY": "b" * 48, "DJANGO_SETTINGS_MODULE": "wiredesk.django_settings",
}  # fmt: skip

import django

django.setup()

from django.core.management import call_command

from wiredesk.desk.models import Check, Story
from wiredesk.site import searching
from wiredesk.site.public import Version
from wiredesk.site.searching import Query, SearchEntry

RANDOM = random.Random(7)
WORDS = [f"word{n}" for n in range(60_000)]
WEIGHTS = [1 / (n + 3) for n in range(len(WORDS))]
START = datetime(2020, 1, 1, tzinfo=UTC)
SECTORS = ("politics", "health", "transport", "sports", "education")
COUNTRIES = ("ke", "in", "pe", "ua", "ru", "fr", "zm", "au")


def fill() -> None:
    """Write the stories and their index rows, a few thousand at a time."""
    call_command("migrate", verbosity=0, interactive=False)
    for begin in range(0, COUNT, 5000):
        numbers = range(begin, min(begin + 5000, COUNT))
        stories = Story.objects.bulk_create(
            Story(state="ready", queued_at=START, started_at=START, news_at=START) for _ in numbers
        )
        checks = Check.objects.bulk_create(
            Check(story=each, digest="d", sources="s", passed=True, at=START) for each in stories
        )
        rows, texts = [], []
        for number, story, check in zip(numbers, stories, checks, strict=True):
            words = RANDOM.choices(WORDS, WEIGHTS, k=180)
            at = START + timedelta(minutes=20 * number)
            texts.append((words, RANDOM.choice(COUNTRIES), RANDOM.choice(SECTORS)))
            rows.append(
                Version(story=story, number=1, kind="first", digest="d", headline=" ".join(words[:9]), content={},
                        check_run=check, rule="benchmark", first_at=at, at=at)
            )  # fmt: skip
        rows = Version.objects.bulk_create(rows)
        SearchEntry.objects.bulk_create(
            SearchEntry(version=row, title=f" {' '.join(words[:9])} ", stems=f" {' '.join(words)} ",
                        said=f" {' '.join(words[20:23])} ", facets="",
                        codes=f" {searching.code(f'c:{country}')} {searching.code(f's:{sector}')} ")
            for row, (words, country, sector) in zip(rows, texts, strict=True)
        )  # fmt: skip


def timed(queries: list[Query]) -> dict[str, float]:
    """Return the median and the slowest of some questions, in milliseconds."""
    spent = []
    for query in queries:
        start = time.perf_counter()
        searching.find(query)
        spent.append(1000 * (time.perf_counter() - start))
    return {"median_ms": round(statistics.median(spent), 2), "slowest_ms": round(max(spent), 2)}


def main() -> None:
    """Fill, ask, print."""
    before = time.perf_counter()
    if not (HOME / "newsroom.sqlite3").exists():
        fill()
    filled = time.perf_counter() - before
    searching.find(Query("word1"))
    rare = [Query(f"word{RANDOM.randrange(5_000, 50_000)}") for _ in range(40)]
    two = [Query(f"word{RANDOM.randrange(200)} word{RANDOM.randrange(2_000)}") for _ in range(40)]
    phrases = []
    for pk in RANDOM.sample(range(1, COUNT), 40):
        entry = SearchEntry.objects.order_by("pk")[pk : pk + 1].get()
        phrases.append(Query(f'"{" ".join(entry.stems.split()[30:33])}"'))
    days = [Query(f"word{n}", since=datetime(2020, 3, 1).date(), until=datetime(2020, 3, 9).date()) for n in range(10)]
    print(json.dumps({
        "stories": COUNT, "seconds_to_fill": round(filled, 1),
        "common_word": timed([Query(f"word{n}") for n in range(20)]),
        "rare_word": timed(rare), "two_words": timed(two), "phrase": timed(phrases),
        "word_and_country": timed([Query(f"word{n}", country="ke") for n in range(20)]),
        "country_alone": timed([Query(country=each) for each in COUNTRIES]),
        "who_said": timed([Query(said=f"word{n}") for n in range(20)]),
        "common_word_in_old_days": timed(days),
        "not": timed([Query(f"word{n} -word{n + 1}") for n in range(20)]),
        "nothing": timed([Query(f"nothing{n}") for n in range(10)]),
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
