"""What machines read of a page: JSON-LD, one document an element, safe inside a script element.

The shapes are those of schema.org that search engines ask for of news; tests/site/shapes.json holds them as data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from wiredesk.settings import settings
from wiredesk.site.frame import Frame, Link, Teaser, connect
from wiredesk.site.livepage import LiveLine, LivePart
from wiredesk.site.pages import OpinionPage
from wiredesk.site.public import Version
from wiredesk.site.story import Photo, Piece, StoryPage

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LISTED = 30  # stories named in the data of a list
LONGEST = 110  # characters of a headline that search engines show


def encoded(document: dict[str, Any]) -> SafeString:
    """Return a JSON-LD document that no text in it can break out of."""
    full = {"@context": "https://schema.org", **document}
    text = json.dumps(full, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return mark_safe(text)  # noqa: S308 - every character that HTML reads is escaped above


def _absolute(path: str) -> str:
    return path if path.startswith(("http://", "https://")) else settings.base_url + path


def _logo() -> dict[str, Any]:
    return {"@type": "ImageObject", "url": f"{settings.base_url}/static/site/icon.png", "width": 512, "height": 512}


def publisher() -> dict[str, Any]:
    """Return the newsroom in short, as every article names it."""
    base = settings.base_url
    return {
        "@type": "NewsMediaOrganization", "@id": f"{base}/#newsroom", "name": settings.site_name, "url": f"{base}/",
        "logo": _logo(),
    }  # fmt: skip


def organisation() -> dict[str, Any]:
    """Return the newsroom with its rules."""
    base = settings.base_url
    return publisher() | {
        "publishingPrinciples": f"{base}/principles/",
        "correctionsPolicy": f"{base}/corrections-policy/",
        "ownershipFundingInfo": f"{base}/ownership/",
        "ethicsPolicy": f"{base}/principles/",
        "verificationFactCheckingPolicy": f"{base}/methods/",
        "unnamedSourcesPolicy": f"{base}/principles/",
        "noBylinesPolicy": f"{base}/how-ai-is-used/",
        "actionableFeedbackPolicy": f"{base}/feedback/",
        "sameAs": [each.href for each in connect()],
    }


def website() -> dict[str, Any]:
    """Return the site with its search."""
    base = settings.base_url
    return {
        "@type": "WebSite",
        "@id": f"{base}/#site",
        "name": settings.site_name,
        "url": f"{base}/",
        "publisher": {"@id": f"{base}/#newsroom"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{base}/search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(*links: Link) -> dict[str, Any]:
    """Return the way from the front to the page."""
    rows = [
        {"@type": "ListItem", "position": number, "name": link.name, "item": _absolute(link.href)}
        for number, link in enumerate(links, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": rows}


def story(version: Version, page: StoryPage, frame: Frame) -> tuple[SafeString, ...]:
    """Return the documents of a story's page."""
    crumbs = [Link(settings.site_name, "/")]
    crumbs += [page.kicker] if page.kicker else []
    crumbs += [Link(page.headline, version.path)]
    return encoded(article(version, page, frame)), encoded(organisation()), encoded(breadcrumbs(*crumbs))


def article(version: Version, page: StoryPage, frame: Frame) -> dict[str, Any]:
    """Return the NewsArticle: author an organisation, editor a person, and only with a record of approval."""
    address = settings.base_url + version.path
    found: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": page.headline,
        "description": frame.description,
        "inLanguage": version.language,
        "datePublished": page.created.iso,
        "dateModified": (page.updated or page.created).iso,
        "author": {
            "@type": "Organization",
            "name": f"{settings.site_name} news desk",
            "url": f"{settings.base_url}/latest/",
        },
        "publisher": publisher(),
        "isAccessibleForFree": True,
        "version": page.receipt.number,
        "creditText": page.credit,
        "backstory": page.making.label,
        "contentLocation": [{"@type": "Country", "name": each.name} for each in page.countries],
        "citation": [_citation(each) for each in page.receipt.pieces],
    }
    found |= {"dateline": page.dateline} if page.dateline else {}
    found |= {"articleSection": page.kicker.name} if page.kicker else {}
    found |= {"alternativeHeadline": frame.search} if frame.search else {}
    if page.receipt.approved_by:
        found["editor"] = {"@type": "Person", "name": page.receipt.approved_by}
    if page.making.code:
        found["digitalSourceType"] = page.making.code
    if page.picture:
        others = [_image_object(page.picture, *each) for each in page.picture.others]
        found["image"] = [_image(page.picture), *others] if others else _image(page.picture)
    corrections = [_correction(each) for each in page.changes if each.correction]
    if corrections:
        found["correction"] = corrections
    if page.translations:
        found["workTranslation"] = [_translation(each) for each in page.translations]
    return found | (_live(page.live, address) if page.live is not None and page.live.entries else {})


def _translation(link: Link) -> dict[str, Any]:
    return {"@type": "NewsArticle", "@id": f"{link.href}#article", "url": link.href, "inLanguage": link.language}


def _live(told: LivePart, address: str) -> dict[str, Any]:
    """Return what makes an article one that grows: its times, and each entry with words and address, newest first."""
    found: dict[str, Any] = {
        "@type": "LiveBlogPosting",
        "coverageStartTime": told.started.iso,
        "liveBlogUpdate": [_entry(each, address) for each in told.entries],
    }
    return found | ({"coverageEndTime": told.ended.iso} if told.ended is not None else {})


def _entry(each: LiveLine, address: str) -> dict[str, Any]:
    text = " ".join(line.text for line in each.lines)
    return {
        "@type": "BlogPosting",
        "headline": (each.headline or text)[:LONGEST],
        "datePublished": each.at.iso,
        "dateModified": each.posted.iso,
        "articleBody": text,
        "url": f"{address}#{each.anchor}",
        "editor": {"@type": "Person", "name": each.by},
    }


def _citation(piece: Piece) -> dict[str, Any]:
    cited = {
        "@type": "NewsArticle",
        "headline": piece.headline,
        "publisher": {"@type": "Organization", "name": piece.agency},
        "datePublished": piece.at.iso,
    }
    return cited | ({"url": piece.link} if piece.link else {})


def _correction(change: Any) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": change.note or change.what, "datePublished": change.at.iso}


def _image(picture: Photo) -> dict[str, Any]:
    """Return the picture in 16:9, which every reader of the data can use."""
    width, height = picture.share_size
    return _image_object(picture, picture.share, width, height)


def _image_object(picture: Photo, address: str, width: int, height: int) -> dict[str, Any]:
    made = {
        "@type": "ImageObject",
        "url": _absolute(address),
        "width": width,
        "height": height,
        "caption": picture.caption or picture.alt,
        "creditText": picture.credit,
    }
    made |= {"digitalSourceType": picture.code} if picture.code else {}
    made |= {"copyrightNotice": picture.rights} if picture.rights else {}
    return made | ({"creator": {"@type": "Person", "name": picture.creator}} if picture.creator else {})


def opinion(page: OpinionPage, frame: Frame) -> tuple[SafeString, ...]:
    """Return the documents of an opinion, blog or interview: a person is the author."""
    author = {"@type": "Person", "name": page.author, "url": settings.base_url + page.author_path}
    document: dict[str, Any] = {
        "@type": "OpinionNewsArticle" if page.kind == OpinionPage.Kind.OPINION else "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": frame.canonical},
        "url": frame.canonical,
        "headline": page.title,
        "description": page.summary,
        "inLanguage": frame.language,
        "image": f"{settings.base_url}/static/site/icon.png",
        "author": author | ({"description": page.about_author} if page.about_author else {}),
        "publisher": publisher(),
        "isAccessibleForFree": True,
    }
    if page.first_published_at:
        document["datePublished"] = page.first_published_at.isoformat()
        document["dateModified"] = (page.last_published_at or page.first_published_at).isoformat()
    crumbs = breadcrumbs(Link(settings.site_name, "/"), Link("Opinion", "/opinion/"), Link(page.title, frame.path))
    return encoded(document), encoded(organisation()), encoded(crumbs)


def profile(name: str, about: str, path: str) -> tuple[SafeString, ...]:
    """Return the documents of an author's page."""
    person = {"@type": "Person", "name": name, "url": settings.base_url + path, "worksFor": publisher()}
    page = {"@type": "ProfilePage", "mainEntity": person | ({"description": about} if about else {})}
    return encoded(page), encoded(
        breadcrumbs(Link(settings.site_name, "/"), Link("Opinion", "/opinion/"), Link(name, path))
    )


def listing(name: str, path: str, stories: Sequence[Teaser] = ()) -> tuple[SafeString, ...]:
    """Return the documents of a list page: the newsroom, the way, the stories in their order."""
    if path == "/":
        found = [organisation(), website()]
    else:
        found = [organisation(), breadcrumbs(Link(settings.site_name, "/"), Link(name, path))]
    if stories:
        rows = [
            {"@type": "ListItem", "position": number, "name": each.headline, "url": _absolute(each.href)}
            for number, each in enumerate(stories[:LISTED], start=1)
        ]
        found.append({"@type": "ItemList", "name": name, "itemListElement": rows})
    return tuple(encoded(each) for each in found)
