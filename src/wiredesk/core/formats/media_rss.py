"""Media RSS: pictures, video and sound of a feed's item with credit, caption and sizes."""

from __future__ import annotations

from dataclasses import replace

from wiredesk.core.formats import markup, tree
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import absolute, kind_of, number
from wiredesk.core.model import Media, Named


def is_media(element: tree.Element) -> bool:
    """Tell whether an element belongs to Media RSS, in either spelling of its namespace."""
    return "search.yahoo.com/mrss" in tree.namespace(element)


def read(element: tree.Element, filled: Fields, base: str = "") -> None:
    """Add what a `media:` element of an item says to the item's fields."""
    name = tree.local(element)
    if name == "group":
        _group(element, filled, base)
    elif name == "content":
        made = _content(element, base)
        if made.href:
            filled.media.append(made)
    elif name == "thumbnail":
        href = absolute(str(element.get("url") or ""), base)
        if href and not filled.media:
            filled.media.append(
                Media("picture", href, width=number(element.get("width")), height=number(element.get("height")))
            )
    elif name == "keywords":
        filled.subjects += [Named(each.strip()) for each in tree.text(element).split(",") if each.strip()]
    elif filled.media and name in ("credit", "description", "title", "copyright", "text"):
        filled.media[-1] = _described(filled.media[-1], [element])


def _group(element: tree.Element, filled: Fields, base: str) -> None:
    """Contents of a group are renditions of one picture; the one marked default, or the widest, stands for it."""
    contents = [(each, _content(each, base)) for each in tree.children(element, "content")]
    contents = [(each, made) for each, made in contents if made.href]
    if not contents:
        return
    first = max(contents, key=lambda pair: (pair[0].get("isDefault") == "true", pair[1].width or 0))[1]
    renditions = tuple(
        (f"{made.width or ''}x{made.height or ''}" if made.width else "rendition", made.href) for _, made in contents
    )
    filled.media.append(replace(_described(first, list(element)), renditions=renditions))


def _content(element: tree.Element, base: str) -> Media:
    mime = str(element.get("type") or "")
    made = Media(
        kind_of(mime, str(element.get("medium") or "")) or "picture",
        absolute(str(element.get("url") or ""), base),
        mime,
        width=number(element.get("width")),
        height=number(element.get("height")),
    )
    return _described(made, list(element))


def _described(made: Media, elements: list[tree.Element]) -> Media:
    for each in elements:
        name, words = tree.local(each), markup.line(tree.text(each))
        if name == "description" or (name == "text" and not made.caption):
            made = replace(made, caption=words)
        elif name == "title":
            made = replace(made, headline=words)
        elif name == "credit":
            made = replace(made, credit=f"{made.credit}, {words}" if made.credit else words)
        elif name == "copyright":
            made = replace(made, copyright=words)
    return made
