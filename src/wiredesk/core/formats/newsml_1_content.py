"""Content of a NewsML 1 item: texts by their roles, pictures in their renditions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wiredesk.core.formats import g2_content, markup, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of, number
from wiredesk.core.model import Media

_BESIDE = ("abstract", "summary", "short", "teaser", "tweettext", "tweet", "standfirst", "brief")
_HEADLINES = ("headline", "title", "head", "subheadline", "subtitle")
_SILENT = ("stylesheet", "style", "index")
_WIDTHS, _HEIGHTS = ("width", "pixelwidth", "imagewidth"), ("height", "pixelheight", "imageheight")
_TEXTS = ("", "text", "complexdata", "html", "xhtml", "nitf")


@dataclass(slots=True)
class _Found:
    """What the components hold, in their order."""

    bodies: list[markup.Body] = field(default_factory=list)
    beside: list[markup.Body] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)


def fill(components: list[tree.Element], filled: Fields) -> None:
    """Fill in body, summary and media from the item's components."""
    found = _Found()
    for component in components:
        _component(component, filled, found, role="", depth=0)
    filled.body = markup.joined(found.bodies) if found.bodies else markup.Body()
    words = "\n\n".join(dict.fromkeys(b.text for b in found.beside if b.text and b.text != filled.headline))
    if filled.body.text or found.media or not words:
        filled.summary = "\n\n".join(dict.fromkeys(part for part in (filled.summary, words) if part))
    else:
        filled.body = markup.best(found.beside)
    _pictures(found, filled)


def _component(component: tree.Element, filled: Fields, found: _Found, *, role: str, depth: int) -> None:
    if depth > 20:
        filled.warnings.append("components nested too deeply were passed over")
        return
    own = tree.attribute(tree.child(component, "Role"), "FormalName").lower()
    role = own if own and own not in ("main", "supporting") else role
    alike = tree.attribute(component, "EquivalentsList").lower() == "yes"
    before = len(found.bodies)
    contents = [each for each in component if tree.local(each) == "ContentItem"]
    texts = [each for each in contents if _is_text(each)]
    _texts(texts, role, filled, found)
    shown = [made for each in contents if each not in texts and (made := _media(each)) is not None]
    if shown:
        found.media.append(_as_renditions(shown))
    pictures = len(found.media)
    for each in tree.children(component, "NewsComponent"):
        _component(each, filled, found, role=role, depth=depth + 1)
    if alike and len(found.bodies) > before + 1:
        found.bodies[before:] = [markup.best(found.bodies[before:])]
    if alike and len(found.media) > pictures + 1:
        found.media[pictures:] = [_as_renditions(found.media[pictures:])]


def _texts(contents: list[tree.Element], role: str, filled: Fields, found: _Found) -> None:
    bodies = [body for each in contents if (body := _text(each, filled)).text or body.dropped]
    if not bodies or role in _SILENT:
        return
    body = markup.best(bodies)
    if role in _HEADLINES:
        words = markup.line(markup.escaped(body.text.replace("\n\n", " ")))
        filled.headline = filled.headline or words
        if words != filled.headline:
            filled.alt_ids.append(("headline:" + role, words))
    elif "caption" in role:
        found.captions.append(body.text)
        found.beside += [] if found.media else [body]
    elif role in _BESIDE:
        found.beside.append(body)
    else:
        found.bodies.append(body)


def _is_text(content: tree.Element) -> bool:
    kind = tree.attribute(tree.child(content, "MediaType"), "FormalName").lower()
    mime = tree.attribute(tree.child(content, "MimeType"), "FormalName").lower()
    return kind in _TEXTS and not kind_of(mime) and _data(content) is not None


def _data(content: tree.Element) -> tree.Element | None:
    """Find the data, which may stand inside `Encoding`."""
    data = tree.child(content, "DataContent")
    return tree.child(content, "Encoding", "DataContent") if data is None else data


def _text(content: tree.Element, filled: Fields) -> markup.Body:
    data = _data(content)
    if data is None:
        return markup.Body()
    if len(data):
        return markup.best(g2_content.inline_xml(data, filled))
    value = data.text or ""
    if tree.child(content, "Encoding") is not None:
        value = g2_content.unpacked(value)
    return markup.read(value)


def _media(content: tree.Element) -> Media | None:
    kind = tree.attribute(tree.child(content, "MediaType"), "FormalName")
    format_ = tree.attribute(tree.child(content, "Format"), "FormalName")
    mime = tree.attribute(tree.child(content, "MimeType"), "FormalName") or (format_ if "/" in format_ else "")
    href = tree.attribute(content, "Href")
    shown = kind_of(mime, kind) or (
        "picture" if any(m in format_.lower() for m in ("jpeg", "jpg", "png", "gif")) else ""
    )
    if not href or not shown:
        return None
    sizes = {
        tree.attribute(each, "FormalName").lower(): tree.attribute(each, "Value")
        for each in content.iter()
        if tree.local(each) == "Property"
    }
    width = next((number(sizes[name]) for name in _WIDTHS if name in sizes), None)
    height = next((number(sizes[name]) for name in _HEIGHTS if name in sizes), None)
    name = sizes.get("imageuse") or tree.attribute(tree.child(content, "Role"), "FormalName") or "rendition"
    return Media(
        shown, absolute(href) or href, mime, width=width, height=height, renditions=((name, absolute(href) or href),)
    )


def _as_renditions(shown: list[Media]) -> Media:
    """Contents of one component are one picture in several sizes; the widest stands for it."""
    if len({each.kind for each in shown}) > 1:
        shown = [each for each in shown if each.kind == shown[0].kind]
    main = max(shown, key=lambda each: each.width or 0)
    return replace(main, renditions=tuple(r for each in shown for r in each.renditions))


def _pictures(found: _Found, filled: Fields) -> None:
    captions = found.captions
    for place, each in enumerate(found.media):
        alone = not filled.body.text and len(found.media) == 1
        filled.media.append(
            replace(
                each,
                caption=captions[place] if place < len(captions) else "",
                headline=filled.headline if alone else "",
                credit=filled.credit or filled.byline,
                copyright=filled.copyright_notice or filled.copyright_holder,
                usage_terms=filled.usage_terms,
            )
        )
    if captions and not filled.body.text and found.media:
        filled.summary = filled.summary or "\n\n".join(captions)
