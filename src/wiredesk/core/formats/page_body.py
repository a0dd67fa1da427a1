# ruff: noqa: E501 - lists of names
"""The article of a web page: the part with the most running text, without what stands around and between it.

After the method of Readability (Arc90, 2009): paragraphs score for their parents, links weigh against. What a page
says with `itemprop="articleBody"`, `article` or `main` comes first where it holds most of the running text.
"""

from __future__ import annotations

import re

from lxml import etree

from wiredesk.core.formats import markup
from wiredesk.core.formats.tree import local
from wiredesk.core.model import Dropped

_BODY_NAMES = re.compile(
    r"article[-_]?(?:body|text|content|copy)|story[-_]?(?:body|text|content)|post[-_]?(?:body|content)|entry[-_]?content|body[-_]?copy"
    r"|articletext|richtext|news[-_]?(?:body|text|content)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:^|[-_ ])(?:share|sharing|social|related|recommend(?:ed|ations?)?|newsletter|subscri(?:be|ption)|sign-?up|promo(?:ted|tion)?|adverti\w+|ads?|ad-\w+"
    r"|sponsor(?:ed)?|banner|cookies?|consent|gdpr|comments?|disqus|breadcrumbs?|nav(?:bar|igation)?|menu|sidebar|footer|masthead|popup|modal|paywall|outbrain"
    r"|taboola|tags?|taglist|topics?|author-?(?:bio|box|info)|most-?(?:read|popular)|trending|read-?(?:more|next|also)|more-?(?:stories|on|news)|see-?also"
    r"|toolbar|print|skip(?:-?link)?|sr-only|visually-?hidden|screen-?reader(?:-text)?|byline|published|timestamp|article-?meta|post-?meta|entry-?meta"
    r"|follow|donat(?:e|ion)|jump|login|register|survey|poll|widget|rating|reactions?|apps?-?download)(?:$|[-_ ])",
    re.IGNORECASE,
)
_NEVER = frozenset({"nav", "aside", "footer", "form", "button", "dialog", "menu", "noscript", "template", "iframe"})
_RUNNING = frozenset({"p", "pre", "blockquote", "li", "dd", "td"})
_PARTS = _RUNNING | {"table", "thead", "tbody", "tr", "th", "ul", "ol", "dl", "dt", "figure"}
_SHORT = 60  # words; a part of these names that is longer and has few links is copy
_WORD = re.compile(r"\w\S*")


def article(root: etree._Element, *, base: str = "") -> tuple[markup.Body, int]:
    """Return the article's body and how many words of the page stand outside of it."""
    page = next((e for e in root.iter("body")), root)
    whole = _words_of(page)
    dropped = _cleared(page)
    found = _container(page)
    body = markup.from_tree(found, base=base)
    left_out = [
        Dropped(text[:500], reason, markup.count(text)) for text, reason, place in dropped if _inside(place, found)
    ]
    taken = sum(each.words for each in left_out)
    if left_out:
        body = markup.Body(
            body.text, body.xhtml, body.words_in + taken, body.words_out, (*body.dropped, *left_out), body.media
        )
    return body, max(0, whole - body.words_in)


def _words_of(element: etree._Element) -> int:
    shown = (str(t) for t in element.itertext() if t.strip())
    hidden = sum(markup.count(e.text or "") for e in element.iter("script", "style"))
    return markup.count(" ".join(shown)) - hidden


def _inside(place: etree._Element, found: etree._Element) -> bool:
    return place is found or any(each is found for each in place.iterancestors())


def _cleared(page: etree._Element) -> list[tuple[str, str, etree._Element]]:
    """Take what is no copy out of the page: its words, why, and where it stood."""
    taken: list[tuple[str, str, etree._Element]] = []
    waiting = [page]
    while waiting:
        parent = waiting.pop()
        for element in list(parent.iterchildren(etree.Element)):
            if not _is_around(element):
                waiting.append(element)
                continue
            words = " ".join(_text(element).split())
            _removed(element, parent)
            if words:
                taken.append((words, "part of the page around the article", parent))
    return taken


def _removed(element: etree._Element, parent: etree._Element) -> None:
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        element.tail = None
    parent.remove(element)


def _is_around(element: etree._Element) -> bool:
    name = local(element)
    if name in ("script", "style", "article", "main", "body"):
        return False
    if name == "header":
        return not any(local(e) == "p" and len(_text(e)) > 80 for e in element.iter())
    parent = element.getparent()
    if name == "time" and not (element.tail or "").strip() and parent is not None and local(parent) not in _RUNNING:
        return True
    if name in _NEVER:
        return not (name in ("aside", "form") and _long_copy(element, 150))
    if element.get("role") in ("navigation", "complementary", "banner", "contentinfo", "dialog", "search"):
        return True
    if element.get("aria-hidden") == "true" and name not in ("p", "span"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(names) < 3 or _AROUND.search(names[:400]) is None:
        return False
    if name in ("p", "h1", "h2", "h3", "figure", "figcaption", "time", "img", "picture"):
        return name == "time" or (name == "p" and len(_text(element)) < 120 and not _BODY_NAMES.search(names))
    return not _BODY_NAMES.search(names) and not _long_copy(element, _SHORT)


def _long_copy(element: etree._Element, words: int) -> bool:
    return markup.count(_text(element)) > words and _links(element) < 0.35


def _text(element: etree._Element) -> str:
    return " ".join(str(t) for t in element.itertext(etree.Element))


def _links(element: etree._Element) -> float:
    whole = len(_text(element)) or 1
    return sum(len(_text(a)) for a in element.iter("a")) / whole


def _container(page: etree._Element) -> etree._Element:
    """Return the element that holds the article."""
    running = {e: n for e in page.iter(*_RUNNING) if (n := _worth(e))}
    total = sum(running.values())
    if not total:
        return next((e for name in ("article", "main") for e in page.iter(name)), page)
    held = _held(running, page)
    named = [e for e in held if _says_body(e)]
    best = max(named, key=lambda e: held[e], default=None)
    if best is not None and held[best] >= 0.4 * total:
        return best
    for name in ("article", "main"):
        best = max((e for e in held if local(e) == name), key=lambda e: held[e], default=None)
        if best is not None and held[best] >= 0.5 * total:
            return _narrowest(best, held, 0.9)
    return _narrowest(page, held, 0.75)


def _says_body(element: etree._Element) -> bool:
    if (element.get("itemprop") or "").lower() == "articlebody":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _BODY_NAMES.search(names[:400]) is not None


def _worth(element: etree._Element) -> float:
    """How much running text an element holds itself: long, with commas, few links."""
    if any(local(e) in _RUNNING for e in element.iterdescendants()):
        return 0.0
    text = _text(element).strip()
    if len(text) < 25:
        return 0.0
    weight = len(text) + 30 * text.count(",")
    links = _links(element)
    name = 1.0 if local(element) in ("p", "pre", "blockquote") else 0.35
    return weight * name * max(0.0, 1.0 - 1.5 * links)


def _held(running: dict[etree._Element, float], page: etree._Element) -> dict[etree._Element, float]:
    held: dict[etree._Element, float] = {}
    for element, worth in running.items():
        held[page] = held.get(page, 0.0) + worth
        for each in element.iterancestors():
            if each is page:
                break
            held[each] = held.get(each, 0.0) + worth
    return held


def _narrowest(start: etree._Element, held: dict[etree._Element, float], share: float) -> etree._Element:
    """Go down as long as one child holds nearly all of the running text."""
    best = start
    while True:
        inner = max((e for e in best if e in held), key=lambda e: held[e], default=None)
        if inner is None or held[inner] < share * held[best] or local(inner) in _PARTS:
            return best
        best = inner
