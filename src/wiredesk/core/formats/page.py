"""HTML pages: one article out of a page, with what the page says about itself for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import markup, page_body, page_meta
from wiredesk.core.formats.decoding import to_text, without_controls
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Dropped

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:\-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_DEEPEST = 3000  # elements inside each other; lxml itself stops at 256 unless it mends the page
_LEAST = 5  # words that a page without any sign of an article must have to be read as one


def read(data: bytes, profile: Profile, subject: str) -> Iterator[Fields]:
    """Yield the fields of the page's article.

    Raises:
        Unreadable: The page holds no article.
    """
    declared = _CHARSET.search(data[:4096])
    value = to_text(data, declared.group(1).decode("ascii").lower() if declared else "")
    root = _parsed(_XML_HEAD.sub("", without_controls(value)), subject)
    filled = Fields(profile=profile, format="html", agency=profile.agency)
    told = page_meta.fill(root, filled)
    body, rest = page_body.article(root, base=filled.link)
    if told.body:
        body = _fuller(body, markup.plain(told.body))
    if body.words_out < _LEAST and not told.is_article:
        raise Unreadable(subject, "is a web page without an article")
    if rest:
        body = replace(
            body, words_in=body.words_in + rest, dropped=(*body.dropped, Dropped("", "rest of the page", rest))
        )
    filled.body = body
    yield filled


def _parsed(value: str, subject: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(value.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise Unreadable(subject, "is a web page without an article")
    return root


def _fuller(found: markup.Body, told: markup.Body) -> markup.Body:
    """The article as shown, with its marks, unless the page hides much of what it tells machines."""
    words = set(re.findall(r"\w+", found.text))
    said = re.findall(r"\w+", told.text)
    missing = sum(word not in words for word in said)
    return told if said and missing > 0.15 * len(said) else found
