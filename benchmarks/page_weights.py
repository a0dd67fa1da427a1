"""Print what the pages of a running site weigh, packed as browsers ask for it: `python benchmarks/page_weights.py URL`.

The budgets (docs/reference/page.md): HTML and stylesheet of a story 14 kB, everything but pictures 50 kB, the script
15 kB, six requests. Exit code 1 when a page is over.
"""

from __future__ import annotations

import gzip
import re
import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urljoin, urlsplit

HTML_AND_CSS, BUT_PICTURES, SCRIPT, REQUESTS = 14_000, 50_000, 15_000, 6
PAGES = ("/", "/latest/", "/shots/", "/trending/", "/search/?q=said", "/corrections/", "/agencies/", "/methods/")


@dataclass(frozen=True, slots=True)
class Weight:
    """One page in bytes, packed by gzip."""

    path: str
    html: int
    css: int
    script: int
    pictures: int
    requests: int

    @property
    def over(self) -> list[str]:
        """Which budgets it breaks."""
        story = self.path.startswith("/story/")
        sums = (
            ("HTML and CSS", self.html + self.css, HTML_AND_CSS if story else BUT_PICTURES),
            ("all but pictures", self.html + self.css + self.script, BUT_PICTURES),
            ("script", self.script, SCRIPT),
            ("requests", self.requests, REQUESTS),
        )
        return [name for name, value, most in sums if value > most]


def fetched(address: str) -> bytes:
    """Return what stands at an address of a site on this machine or in this house, unpacked."""
    parts = urlsplit(address)
    made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    link = made(parts.netloc, timeout=30)
    try:
        link.request(
            "GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers={"Accept-Encoding": "gzip"}
        )
        answer = link.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}")
        return gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    finally:
        link.close()


def weigh(base: str, path: str) -> Weight:
    """Return the weight of one page with what it loads at once."""
    page = fetched(urljoin(base, path))
    text = page.decode()
    parts = {
        "css": re.findall(r'<link rel="stylesheet" href="([^"]+)"', text),
        "script": re.findall(r'<script src="([^"]+)"', text),
        "pictures": re.findall(r'<img src="([^"]+)"', text),
        "icon": re.findall(r'<link rel="icon" href="([^"]+)"', text),
    }
    size = {
        kind: sum(len(gzip.compress(fetched(urljoin(base, each)), 6)) for each in found)
        for kind, found in parts.items()
    }
    asked = 1 + sum(len(found) for found in parts.values())
    return Weight(path, len(gzip.compress(page, 6)), size["css"], size["script"], size["pictures"], asked)


def main(base: str) -> int:
    """Print a line a page; return 1 when one is over a budget."""
    newest = re.findall(r"<loc>([^<]+/story/[^<]+)</loc>", fetched(urljoin(base, "/sitemap.xml")).decode())
    stories = ["/story/" + each.split("/story/", 1)[1] for each in newest[:3]]
    print(f"{'page':60} {'html':>7} {'css':>7} {'script':>7} {'picture':>8} {'asks':>5}")
    bad = 0
    for path in (*stories, *PAGES):
        found = weigh(base, path)
        over = f"  OVER: {', '.join(found.over)}" if found.over else ""
        bad += bool(found.over)
        print(
            f"{path[:60]:60} {found.html:7} {found.css:7} {found.script:7} {found.pictures:8} {found.requests:5}{over}"
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/"))
