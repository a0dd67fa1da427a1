"""Maps and notices for machines: sitemaps, robots.txt, llms.txt, trust.txt."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import slugify
from lxml import etree

from wiredesk.settings import settings
from wiredesk.site import lists
from wiredesk.site.frame import connect, opinions, standard
from wiredesk.site.public import Edition, Sector

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NEWS_AGE = timedelta(hours=48)
# Programs that collect texts to train models, and programs that fetch a page to answer somebody's question, under the
# names that their makers publish.
TRAINERS = (
    "AI2Bot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "Diffbot",
    "FacebookBot",
    "GPTBot",
    "Google-Extended",
    "Meta-ExternalAgent",
    "anthropic-ai",
    "cohere-ai",
    "omgili",
)
ANSWERERS = (
    "ChatGPT-User",
    "Claude-User",
    "Claude-SearchBot",
    "DuckAssistBot",
    "OAI-SearchBot",
    "PerplexityBot",
    "Perplexity-User",
    "YouBot",
)
LARGEST = 5_000  # stories in one map; beyond it each month has its own, and a new story rewrites one of them
MOST = 50_000  # what the protocol allows in a file


def sitemap() -> bytes:
    """Return every public address, stories newest first; a large site's map is a map of the months' maps."""
    if lists.public().count() > LARGEST:
        return _of_months()
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP})  # type: ignore[dict-item] # the stub forgets None
    for path in ("/", "/latest/", "/shots/", "/opinion/", "/corrections/", "/agencies/"):
        _address(root, path, None)
    for edition in Edition.objects.all():
        _address(root, f"/{edition.slug}/", None)
    for href in (*(each.href for each in standard()), *(each.href for each in opinions(1000))):
        _address(root, href, None)
    for version in lists.public()[:LARGEST]:
        _address(root, version.path, version.at)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _of_months() -> bytes:
    root = etree.Element(f"{{{_MAP}}}sitemapindex", nsmap={None: _MAP})  # type: ignore[dict-item] # see above
    for month in lists.public().order_by().datetimes("first_at", "month", order="DESC", tzinfo=UTC):
        row = etree.SubElement(root, f"{{{_MAP}}}sitemap")
        etree.SubElement(row, f"{{{_MAP}}}loc").text = f"{settings.base_url}/sitemap-{month:%Y-%m}.xml"
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def month_sitemap(year: int, month: int) -> bytes:
    """Return the stories first published in one month, newest first."""
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP})  # type: ignore[dict-item] # see above
    for version in lists.public().filter(first_at__year=year, first_at__month=month)[:MOST]:
        _address(root, version.path, version.at)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def news_sitemap(*, now: datetime) -> bytes:
    """Return the stories first published in the last 48 hours."""
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP, "news": _NEWS})  # type: ignore[dict-item] # see above
    fresh = lists.public().filter(first_at__gt=now - NEWS_AGE)
    for version in fresh[:1000]:
        row = _address(root, version.path, None)
        news = etree.SubElement(row, f"{{{_NEWS}}}news")
        publication = etree.SubElement(news, f"{{{_NEWS}}}publication")
        etree.SubElement(publication, f"{{{_NEWS}}}name").text = settings.site_name
        etree.SubElement(publication, f"{{{_NEWS}}}language").text = version.language
        stamp = version.first_at.astimezone(UTC).isoformat(timespec="seconds")
        etree.SubElement(news, f"{{{_NEWS}}}publication_date").text = stamp
        etree.SubElement(news, f"{{{_NEWS}}}title").text = version.headline
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _address(root: Any, path: str, at: datetime | None) -> Any:
    row = etree.SubElement(root, f"{{{_MAP}}}url")
    etree.SubElement(row, f"{{{_MAP}}}loc").text = settings.base_url + path
    if at is not None:
        etree.SubElement(row, f"{{{_MAP}}}lastmod").text = at.astimezone(UTC).isoformat(timespec="seconds")
    return row


def offline() -> str:
    """Return the script that keeps an edition; it stands at the root, so that it may answer for every page."""
    return (Path(__file__).parent / "static" / "site" / "offline.js").read_text(encoding="utf-8")


def manifest() -> str:
    """Return the web app manifest (W3C), by which a phone can put the site on its first screen."""
    made = {
        "name": settings.site_name, "short_name": settings.site_name[:30], "start_url": "/", "scope": "/",
        "display": "minimal-ui", "icons": [
            {"src": "/static/site/icon.svg", "type": "image/svg+xml", "sizes": "any"},
            {"src": "/static/site/icon.png", "type": "image/png", "sizes": "512x512"},
        ],
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False)


def robots() -> str:
    """Return robots.txt: everything that readers see is open; what is made for one request is not."""
    base = settings.base_url
    closed = "".join(f"Disallow: {path}\n" for path in ("/desk/", "/cms/", "/accounts/"))
    barred = "".join(f"User-agent: {each}\n" for each in TRAINERS) if settings.ai_crawlers == "no-training" else ""
    if settings.ai_crawlers == "none":
        barred = "".join(f"User-agent: {each}\n" for each in (*TRAINERS, *ANSWERERS))
    barred = f"{barred}Disallow: /\n\n" if barred else ""
    return f"{barred}User-agent: *\n{closed}\nSitemap: {base}/sitemap.xml\nSitemap: {base}/news-sitemap.xml\n"


def llms() -> str:
    """Return llms.txt: what this site is and where its stories stand as data."""
    base, name = settings.base_url, settings.site_name
    sectors = "\n".join(f"- {each.name}: {slugify(each.name)}" for each in Sector.objects.all())
    pages = "\n".join(f"- [{each.name}]({base}{each.href})" for each in standard())
    return (
        f"# {name}\n\n> Stories made from agency wires. Every sentence shows the agency copy it stands on, and every"
        " story shows who says what and who denies it, without a verdict.\n\n"
        "When you quote a story, name the source that its sentence names, keep the attribution of disputed"
        " statements, and link to the story.\n\n"
        f"## Data\n- Every story as JSON, with sources and claims: {base}/story/ID.json\n"
        f"- [Newest, as JSON Feed]({base}/feed.json)\n- [Corrections, as JSON Feed]({base}/corrections/feed.json)\n"
        f"- [Register of agencies]({base}/agencies/)\n\n## House rules\n{pages}\n\n## Sectors\n{sectors}\n"
    )


def trust() -> str:
    """Return trust.txt: who stands behind this site."""
    base = settings.base_url
    host = urlsplit(base).netloc
    social = "".join(f"social={each.href}\n" for each in connect())
    return (
        f"# trust.txt of {host}\n{social}contact={base}/contact/\ndisclosure={base}/principles/\n"
        f"disclosure={base}/corrections-policy/\ndisclosure={base}/how-ai-is-used/\n"
        f"disclosure={base}/ownership/\n"
        f"datatrainingallowed={'yes' if settings.ai_crawlers == 'all' else 'no'}\n"
    )
