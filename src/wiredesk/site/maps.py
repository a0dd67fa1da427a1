"""Maps and notices for machines: sitemaps, robots.txt, llms.txt, trust.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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
LARGEST = 40_000  # the protocol allows 50,000 addresses a file


def sitemap() -> bytes:
    """Return every public address, stories newest first."""
    root = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP})  # type: ignore[dict-item] # the stub forgets None
    for path in ("/", "/latest/", "/shots/", "/opinion/", "/corrections/", "/agencies/"):
        _address(root, path, None)
    for edition in Edition.objects.all():
        _address(root, f"/{edition.slug}/", None)
    for href in (*(each.href for each in standard()), *(each.href for each in opinions(LARGEST))):
        _address(root, href, None)
    for version in lists.public()[:LARGEST]:
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
        etree.SubElement(publication, f"{{{_NEWS}}}language").text = "en"
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


def robots() -> str:
    """Return robots.txt: everything that readers see is open; what is made for one request is not."""
    base = settings.base_url
    closed = "".join(f"Disallow: {path}\n" for path in ("/desk/", "/cms/", "/accounts/", "/search/", "/feedback/"))
    return f"User-agent: *\n{closed}\nSitemap: {base}/sitemap.xml\nSitemap: {base}/news-sitemap.xml\n"


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
        f"disclosure={base}/ownership/\ndatatrainingallowed=no\n"
    )
