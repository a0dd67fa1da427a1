"""WordPress export (WXR): RSS with posts, their state, authors and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.core.formats import markup, rss, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Dropped, Media, Named

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_POSTS = ("post", "page", "article", "news")
_STATES = {"publish": "usable", "future": "usable", "inherit": "usable"}
_CAPTION = re.compile(r"\[(?:wp_)?caption[^\[\]]{0,500}\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?(?:[a-z][a-z0-9_-]{1,30})(?:\s+[a-z_-]{1,30}=[\"'][^\[\]]{0,500}|\s*/)?\]")
_KNOWN_CODES = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|caption|contact-form|more|vc_\w+|et_pb_\w+|fusion_\w+)\b"
)
_IMAGE = re.compile(r"(\s*(?:<a\s[^<>]{0,500}>\s*)?<img\s[^<>]{0,2000}>(?:\s*</a>)?)(.*)\Z", re.DOTALL)


def read(root: tree.Element, profile: Profile, passed_over: list[str]) -> Iterator[Fields]:
    """Yield the fields of each post and page; what is not published is withheld.

    Attachments become the pictures of the posts that show them; menus, revisions and the like are passed over.
    """
    channel = tree.child(root, "channel")
    if channel is None:
        return
    shared = rss.channel_of(channel, profile)
    authors = {
        _said(each, "author_login"): _said(each, "author_display_name") for each in tree.children(channel, "author")
    }
    posts = list(tree.children(channel, "item"))
    attached = {_said(each, "post_id"): each for each in posts if _said(each, "post_type") == "attachment"}
    others: dict[str, int] = {}
    for each in posts:
        kind = _said(each, "post_type")
        if kind in _POSTS or not kind:
            yield _post(each, shared, profile, authors, attached)
        elif kind != "attachment":
            others[kind] = others.get(kind, 0) + 1
    passed_over += [f"{number} of type {kind} passed over: no copy" for kind, number in others.items()]


def _post(
    post: tree.Element,
    shared: Fields,
    profile: Profile,
    authors: dict[str, str],
    attached: dict[str, tree.Element],
) -> Fields:
    filled = rss.item_of(post, shared, profile)
    filled.format = "wxr"
    filled.byline = authors.get(filled.byline) or filled.byline
    value = next((e.text or "" for e in post if tree.local(e) == "encoded" and tree.namespace(e) == _CONTENT), "")
    filled.body = _body(value, filled.link)
    excerpt = next((e.text or "" for e in post if tree.local(e) == "encoded" and "excerpt" in tree.namespace(e)), "")
    filled.summary = markup.read(excerpt).text or filled.summary
    _times(post, filled)
    state = _said(post, "status")
    filled.status(_STATES.get(state, "withheld") if state else "")
    if state == "future":
        filled.embargo(_gmt(_said(post, "post_date_gmt")))
    filled.subjects = [
        Named(each.name, "", tree.attribute(source, "nicename") or each.code, each.scheme)
        for each, source in zip(filled.subjects, tree.children(post, "category"), strict=False)
    ]
    for name in ("post_id", "post_name"):
        filled.alt_ids += [(name, words)] if (words := _said(post, name)) else []
    picture = attached.get(_meta(post).get("_thumbnail_id", ""))
    if picture is not None:
        filled.media.insert(0, _picture(picture))
    return filled


def _body(value: str, base: str) -> markup.Body:
    """Captions in short codes become captions; other short codes are named as dropped."""
    value = _CAPTION.sub(_captioned, value)
    codes = [
        found.group(0)
        for found in _SHORTCODE.finditer(value)
        if "=" in found.group(0) or _KNOWN_CODES.match(found.group(0))
    ]
    for code in dict.fromkeys(codes):
        value = value.replace(code, "")
    body = markup.read(value, base=base)
    if not codes:
        return body
    dropped = [Dropped(code[:500], "short code", 0) for code in dict.fromkeys(codes)]
    return markup.Body(body.text, body.xhtml, body.words_in, body.words_out, (*body.dropped, *dropped), body.media)


def _captioned(found: re.Match[str]) -> str:
    image = _IMAGE.match(found.group(1))
    if image is None:
        return found.group(1)
    return f"\n\n<figure>{image.group(1).strip()}<figcaption>{image.group(2).strip()}</figcaption></figure>\n\n"


def _times(post: tree.Element, filled: Fields) -> None:
    created = filled.time("post_date_gmt", _gmt(_said(post, "post_date_gmt")))
    filled.first_created = created or filled.first_created
    changed = filled.time("post_modified_gmt", _gmt(_said(post, "post_modified_gmt")))
    filled.version_created = changed or filled.first_created


def _gmt(value: str) -> str:
    return "" if not value or value.startswith("0000") else f"{value}Z"


def _picture(post: tree.Element) -> Media:
    href = absolute(_said(post, "attachment_url"))
    mime = "image/" + href.rpartition(".")[2].lower().replace("jpg", "jpeg") if href else ""
    words = next((e.text or "" for e in post if tree.local(e) == "encoded" and "excerpt" in tree.namespace(e)), "")
    return Media(
        kind_of(mime) or "picture",
        href,
        mime if mime.isascii() and len(mime) < 20 else "",
        headline=markup.line(tree.text(tree.child(post, "title"))),
        caption=markup.line(words),
    )


def _meta(post: tree.Element) -> dict[str, str]:
    return {_said(each, "meta_key"): _said(each, "meta_value") for each in tree.children(post, "postmeta")}


def _said(post: tree.Element, name: str) -> str:
    return tree.text(tree.child(post, name))
