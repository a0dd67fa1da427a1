"""What a web page says about its article for machines: JSON-LD first, then Open Graph and meta, then microdata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from wiredesk.core.formats import markup
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, number
from wiredesk.core.model import Media, Named

_ARTICLES = ("article", "posting", "report", "review", "statement")
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "parsely-title", "title"),
    "summary": ("og:description", "description", "twitter:description", "dc.description"),
    "agency": ("og:site_name", "application-name", "dc.publisher"),
    "byline": ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"),
    "language": ("og:locale", "dc.language", "content-language"),
    "copyright_notice": ("copyright", "dc.rights", "rights"),
}
_PUBLISHED = ("article:published_time", "date", "dc.date", "dc.date.issued", "parsely-pub-date", "pubdate", "publishdate",
              "datepublished", "sailthru.date", "article.published")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "last-modified", "dc.date.modified", "article.updated")
_MOST = 2_000_000  # characters of one JSON-LD block


@dataclass(slots=True)
class Told:
    """What a page tells beside its fields."""

    body: str = ""
    is_article: bool = False


def fill(root: etree._Element, filled: Fields) -> Told:
    """Fill in the item's fields from the page's data for machines."""
    told = Told()
    meta = _metas(root)
    canonical = next((str(e.get("href") or "") for e in root.iter("link") if "canonical" in (e.get("rel") or "")), "")
    filled.link = absolute(canonical) or absolute(meta.get("og:url", ""))
    for article in _articles(root):
        told.is_article = True
        _json_ld(article, filled, told)
        break
    _open_graph(meta, filled, told)
    _microdata(root, filled, told)
    if not filled.headline:
        filled.headline = _title(root)
    filled.language = filled.language or str(root.get("lang") or root.get("xml:lang") or "")
    filled.language = filled.language.replace("_", "-")
    filled.guid = filled.guid or filled.link
    return told


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in root.iter("meta"):
        name = str(
            each.get("property") or each.get("name") or each.get("itemprop") or each.get("http-equiv") or ""
        ).lower()
        content = markup.line(str(each.get("content") or ""))
        if not name or not content:
            continue
        if name in ("article:tag", "article:author") and name in found:
            found[name] += f", {content}"
        found.setdefault(name, content)
    return found


def _articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that are articles, the longest text first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in str(script.get("type") or "").lower() or len(script.text or "") > _MOST:
            continue
        try:
            value = json.loads((script.text or "").strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += list(_typed(value, 0))
    yield from sorted(found, key=lambda each: -len(str(each.get("articleBody") or each.get("headline") or "")))


def _typed(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value[:200]:
            yield from _typed(each, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = [str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])]
        if any(name.endswith(_ARTICLES) for name in names) and (value.get("headline") or value.get("name")):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _typed(value.get(key), depth + 1)


def _json_ld(article: dict[str, Any], filled: Fields, told: Told) -> None:
    filled.headline = _string(article.get("headline")) or _string(article.get("name"))
    other = _string(article.get("alternativeHeadline"))
    filled.alt_ids += [("headline:alternative", other)] if other and other != filled.headline else []
    filled.summary = _string(article.get("description"))
    told.body = str(article.get("articleBody") or "") if isinstance(article.get("articleBody"), str) else ""
    filled.first_created = filled.time("datePublished", _string(article.get("datePublished")))
    filled.version_created = filled.time("dateModified", _string(article.get("dateModified"))) or filled.first_created
    filled.byline = ", ".join(dict.fromkeys(_names(article.get("author")) or _names(article.get("creator"))))
    filled.agency = filled.agency or next(iter(_names(article.get("publisher"))), "")
    filled.language = next(iter(_names(article.get("inLanguage"))), "")
    filled.copyright_holder = next(iter(_names(article.get("copyrightHolder"))), "")
    filled.copyright_notice = _string(article.get("copyrightNotice"))
    filled.usage_terms = "\n\n".join(
        dict.fromkeys(t for k in ("usageInfo", "license", "acquireLicensePage") if (t := _address(article.get(k))))
    )
    filled.credit = _string(article.get("creditText")) or ", ".join(_names(article.get("sourceOrganization")))
    filled.link = filled.link or absolute(_address(article.get("url")) or _address(article.get("mainEntityOfPage")))
    filled.guid = _string(article.get("identifier")) or ""
    if filled.guid and "://" not in filled.guid and not filled.guid.startswith("urn:"):
        filled.alt_ids.append(("identifier", filled.guid))
        filled.guid = ""
    _about(article, filled)
    for image in _list(article.get("image")):
        filled.media += [made] if (made := _image(image)) else []


def _about(article: dict[str, Any], filled: Fields) -> None:
    words = article.get("keywords")
    listed = words.split(",") if isinstance(words, str) else [w for w in _list(words) if isinstance(w, str)]
    filled.subjects += [Named(w) for each in listed if (w := markup.line(each))]
    filled.subjects += [
        Named(w, "", w, "section") for each in _list(article.get("articleSection")) if (w := _string(each))
    ]
    dateline = _string(article.get("dateline"))
    filled.located = dateline.partition(",")[0].partition("(")[0].strip(" -–—") if dateline else ""
    filled.located = filled.located or next(iter(_names(article.get("locationCreated"))), "")
    for key in ("about", "mentions", "contentLocation", "spatialCoverage"):
        for each in _list(article.get(key)):
            _thing(each, key, filled)


def _thing(each: Any, key: str, filled: Fields) -> None:
    name = next(iter(_names(each)), "")
    if not name:
        return
    kind = str(each.get("@type") or "").lower() if isinstance(each, dict) else ""
    uri = _address(each.get("sameAs") or each.get("@id")) if isinstance(each, dict) else ""
    made = Named(name, uri if uri.startswith("http") else "")
    if "person" in kind:
        filled.people.append(made)
    elif "organization" in kind or "corporation" in kind:
        filled.organisations.append(made)
    elif key in ("contentLocation", "spatialCoverage") or "place" in kind or "country" in kind or "city" in kind:
        filled.places.append(made)
    else:
        filled.subjects.append(made)


def _image(value: Any) -> Media | None:
    if isinstance(value, str):
        return Media("picture", value) if absolute(value) else None
    if not isinstance(value, dict):
        return None
    href = absolute(_address(value.get("url")) or _address(value.get("contentUrl")) or _address(value.get("@id")))
    if not href:
        return None
    credit = _string(value.get("creditText")) or ", ".join(_names(value.get("creator")) or _names(value.get("author")))
    return Media(
        "picture", href, caption=_string(value.get("caption")) or _string(value.get("description")), credit=credit,
        copyright=_string(value.get("copyrightNotice")), usage_terms=_address(value.get("license")),
        width=number(str(value.get("width") or "")), height=number(str(value.get("height") or "")),
    )  # fmt: skip


def _open_graph(meta: dict[str, str], filled: Fields, told: Told) -> None:
    told.is_article = told.is_article or meta.get("og:type", "").lower() in ("article", "news", "newsarticle")
    for field, names in _META.items():
        if not getattr(filled, field):
            value = next((meta[name] for name in names if meta.get(name)), "")
            setattr(filled, field, "" if field == "byline" and value.startswith("http") else value)
    first = next((meta[name] for name in _PUBLISHED if name in meta), "")
    filled.first_created = filled.first_created or filled.time("published", first)
    later = next((meta[name] for name in _MODIFIED if name in meta), "")
    filled.version_created = filled.version_created or filled.time("modified", later) or filled.first_created
    filled.first_created = filled.first_created or filled.version_created
    if not filled.subjects:
        tags = meta.get("article:tag") or meta.get("news_keywords") or meta.get("keywords") or ""
        filled.subjects += [Named(word) for each in tags.split(",")[:40] if (word := each.strip())]
    section = meta.get("article:section")
    if section and not any(each.scheme == "section" for each in filled.subjects):
        filled.subjects.append(Named(section, "", section, "section"))
    picture = absolute(meta.get("og:image", "") or meta.get("twitter:image", ""), filled.link)
    if picture and not filled.media:
        sizes = number(meta.get("og:image:width")), number(meta.get("og:image:height"))
        filled.media.append(
            Media("picture", picture, caption=meta.get("og:image:alt", ""), width=sizes[0], height=sizes[1])
        )


def _microdata(root: etree._Element, filled: Fields, told: Told) -> None:
    """Fill what is still open from `itemprop`, in an article only."""
    top = next((e for e in root.iter() if str(e.get("itemtype") or "").lower().endswith(_ARTICLES)), None)
    if top is None:
        return
    told.is_article = True
    found: dict[str, str] = {}
    for each in top.iter(etree.Element):
        prop = str(each.get("itemprop") or "").lower()
        if prop and prop != "articlebody":
            words = str(each.get("content") or each.get("datetime") or "") or markup.line_of(each)
            found.setdefault(prop, markup.line(words))
    filled.headline = found.get("headline", "") if not filled.headline else filled.headline
    filled.byline = filled.byline or found.get("author", "")
    filled.first_created = filled.first_created or filled.time("datePublished", found.get("datepublished", ""))
    later = filled.time("dateModified", found.get("datemodified", ""))
    filled.version_created = later or filled.version_created or filled.first_created


def _title(root: etree._Element) -> str:
    """The page's only `h1`, else its title without the name of the site behind a bar."""
    tops = [words for e in root.iter("h1") if (words := markup.line_of(e))]
    if len(tops) == 1:
        return tops[0]
    whole = markup.line(next((e.text or "" for e in root.iter("title")), ""))
    return whole.rpartition(" | ")[0] or whole


def _names(value: Any) -> list[str]:
    names = [_string(each.get("name")) if isinstance(each, dict) else _string(each) for each in _list(value)]
    return [name for name in names if name]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, list):
        value = value[0] if value else ""
    return markup.line(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else ""
