# ruff: noqa: E501 - documents read best on few lines
"""Reading of each format: items and megabytes per CPU second, beside other readers that are installed.

    python benchmarks/formats.py [ITEMS] [--profile FORMAT]

One set of invented items, about 150 words each with links, marks and concepts, is written in each format. Other readers
(feedparser, fastfeedparser, newsmlg2, bare lxml and json) read the same bytes in the same run; they keep less: the
figures say what a reader costs, not what it gives.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import json
import pstats
import random
import time
from collections.abc import Callable
from html import escape

from lxml import etree

from wiredesk.core import formats

WORDS = "port quay water minister said crack diver closed morning police denied report ship rain stone bridge".split()
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def paragraphs(chance: random.Random) -> list[str]:
    """Five paragraphs of 30 words, two with a mark or a link."""
    made = []
    for number in range(5):
        words = [chance.choice(WORDS) for _ in range(30)]
        if number == 1:
            words[7] = f"<b>{words[7]}</b>"
        if number == 3:
            words[9] = f'<a href="https://quay.example/{chance.randint(1, 99)}">{words[9]}</a>'
        made.append("<p>" + " ".join(words).capitalize() + ".</p>")
    return made


def rss(number: int, parts: list[str]) -> str:
    """Return an item of a feed."""
    return (
        f"<item><title>Quay {number} stays shut, the port said</title><link>https://quay.example/{number}</link>"
        f"<guid>https://quay.example/{number}</guid><pubDate>Sat, 26 Apr 2025 10:00:00 GMT</pubDate>"
        f"<category>Ports</category><dc:creator>Jo Klein</dc:creator><description>{escape(parts[0])}</description></item>"
    )


def g2(number: int, parts: list[str]) -> str:
    """Return a NewsML-G2 news item."""
    return (
        f'<newsItem {NAR} guid="urn:x:{number}" version="2" xml:lang="en"><rightsInfo><copyrightHolder literal="QA"/>'
        "<usageTerms>No use after May.</usageTerms></rightsInfo><itemMeta><itemClass qcode='ninat:text'/>"
        '<provider qcode="nprov:QA"><name>Quay Agency</name></provider><versionCreated>2025-04-26T10:00:00Z</versionCreated>'
        '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency><by>By Jo Klein</by>'
        '<subject qcode="medtop:04000000"><name>economy</name></subject><subject type="cpnat:person" qcode="p:1"><name>Vreni Huber</name></subject>'
        f"<slugline>QUAY</slugline><headline>Quay {number} stays shut</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{''.join(parts)}</body></html></inlineXML></contentSet></newsItem>"
    )


def nitf(number: int, parts: list[str]) -> str:
    """Return a NITF document."""
    return (
        f"<nitf><head><title>Quay</title><docdata><doc-id id-string='q{number}'/><urgency ed-urg='4'/><date.issue norm='20250426T100000Z'/>"
        f"<doc.copyright holder='QA' year='2025'/></docdata></head><body><body.head><hedline><hl1>Quay {number} stays shut</hl1></hedline>"
        f"<byline>By Jo Klein</byline></body.head><body.content>{''.join(parts).replace('<b>', '<em>').replace('</b>', '</em>')}</body.content></body></nitf>"
    )


def ninjs(number: int, parts: list[str]) -> str:
    """Return a ninjs 2 object."""
    return json.dumps(
        {
            "uri": f"urn:x:{number}", "version": "2", "versionCreated": "2025-04-26T10:00:00Z", "pubStatus": "usable",
            "urgency": 4, "language": "en", "headlines": [{"role": "main", "value": f"Quay {number} stays shut"}],
            "by": "Jo Klein", "usageTerms": "No use after May.", "subjects": [{"name": "economy", "literal": "04000000"}],
            "bodies": [{"role": "html", "contentType": "text/html", "value": "".join(parts)}],
        }
    )  # fmt: skip


def _feed(items: list[str]) -> bytes:
    head = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay Agency</title>'
    return (head + "".join(items) + "</channel></rss>").encode()


def documents(count: int) -> dict[str, list[bytes]]:
    """Return the same items as bytes in each format; feeds hold 30 each."""
    chance = random.Random(1)
    parts = [paragraphs(chance) for _ in range(count)]
    feed = [rss(n, p) for n, p in enumerate(parts)]
    return {
        "rss": [_feed(feed[n : n + 30]) for n in range(0, count, 30)],
        "newsml-g2": [g2(n, p).encode() for n, p in enumerate(parts)],
        "nitf": [nitf(n, p).encode() for n, p in enumerate(parts)],
        "ninjs": [ninjs(n, p).encode() for n, p in enumerate(parts)],
    }


def others(kind: str) -> dict[str, Callable[[bytes], object]]:
    """Return other readers of a format by their names."""
    found: dict[str, Callable[[bytes], object]] = (
        {"lxml": etree.fromstring} if kind != "ninjs" else {"json": json.loads}
    )
    if kind == "rss":
        for name in ("feedparser", "fastfeedparser"):
            try:
                found[name] = importlib.import_module(name).parse
            except ImportError:
                continue
    if kind == "newsml-g2":
        try:
            parser = importlib.import_module("NewsMLG2").NewsMLG2Document
        except ImportError:
            return found
        found["newsmlg2"] = lambda data: parser().parse_from_string(data)
    return found


def measured(read: Callable[[bytes], object], data: list[bytes], count: int) -> dict[str, float]:
    """Return items and megabytes per CPU second; the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for each in data:
            read(each)
        best = min(best, time.process_time() - start)
    return {
        "items_per_cpu_second": round(count / best),
        "mb_per_cpu_second": round(sum(map(len, data)) / best / 1e6, 1),
    }


def main() -> None:
    """Measure and print one JSON object a format."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("items", nargs="?", type=int, default=3000)
    asked.add_argument("--profile", metavar="FORMAT")
    chosen = asked.parse_args()
    made = documents(chosen.items)
    if chosen.profile:
        with cProfile.Profile() as profile:
            for each in made[chosen.profile]:
                formats.read(each)
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)
        return
    for kind, data in made.items():
        print(json.dumps({"format": kind, "wiredesk": measured(formats.read, data, chosen.items),
                          **{name: measured(read, data, chosen.items) for name, read in others(kind).items()}}))  # fmt: skip


if __name__ == "__main__":
    main()
