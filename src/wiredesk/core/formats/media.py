"""Pictures, video and sound named in copy, as Media; counters that only watch the reader are told apart."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree

from wiredesk.core.formats.tree import local, text
from wiredesk.core.model import Media

_KINDS = {
    "image": "picture",
    "picture": "picture",
    "photo": "picture",
    "video": "video",
    "audio": "audio",
    "graphic": "graphic",
}
CAPTION = "caption, kept with its picture"
_WATCHER = re.compile(
    r"(?:^|[./_-])(?:pixel|1x1|beacon|track(?:er|ing)?|counter|analytics|spacer|blank|clear|doubleclick|feedsportal|scorecardresearch"
    r"|quantserve|pheedo|feedburner)(?:[./_?&-]|$)",
    re.IGNORECASE,
)


def kind_of(mime: str, medium: str = "") -> str:
    """Return "picture", "video", "audio", "graphic" or the empty string for a media type or a medium's name."""
    return _KINDS.get(medium.lower()) or _KINDS.get(mime.partition("/")[0].lower(), "")


def number(value: str | None) -> int | None:
    """Read a width or height; anything but a whole number is None."""
    value = (value or "").strip().removesuffix("px")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def absolute(address: str, base: str = "") -> str:
    """Return an http or https address, resolved against `base`, or the empty string."""
    address = address.strip()
    if base and address and "://" not in address and not address.lower().startswith(("data:", "javascript:")):
        try:
            address = urljoin(base, address)
        except ValueError:
            return ""
    return address if address.lower().startswith(("http://", "https://")) and " " not in address else ""


def from_element(element: etree._Element, base: str = "") -> Media | str:
    """Return what an `img`, `video`, `audio` or NITF `media` element shows, or the reason why it is left out."""
    name = local(element).lower()
    if name == "media":
        return _of_nitf(element)
    if name in ("video", "audio"):
        return _of_player(element, name, base)
    source = str(element.get("src") or element.get("data-src") or "")
    width, height = number(element.get("width")), number(element.get("height"))
    if (width is not None and width < 3) or (height is not None and height < 3) or _WATCHER.search(source):
        return "tracker"
    href = absolute(source, base) or _lazy(element, base)
    if not href:
        return "picture without an absolute address"
    alt = " ".join(str(element.get("alt") or "").split())
    return Media("picture", href, caption=_caption(element) or alt, width=width, height=height)


def _lazy(element: etree._Element, base: str) -> str:
    """Find the address of a picture that a script would load, or the largest of a set."""
    for name in ("data-src", "data-original", "data-lazy-src"):
        if href := absolute(str(element.get(name) or ""), base):
            return href
    listed = str(element.get("srcset") or element.get("data-srcset") or "")
    places = [each.split()[0] for each in listed.split(", ") if each.split()]
    return absolute(places[-1].rstrip(","), base) if places else ""


def _caption(element: etree._Element) -> str:
    for ancestor in element.iterancestors():
        if local(ancestor) == "figure":
            return next((text(each) for each in ancestor.iter() if local(each) == "figcaption"), "")
    return ""


def is_caption(element: etree._Element, base: str = "") -> bool:
    """Tell whether a caption is kept with a picture, and so need not stand in the running words."""
    figure = next((each for each in element.iterancestors() if local(each) == "figure"), None)
    if figure is None:
        return False
    words = text(element)
    players = (each for each in figure.iter() if local(each).lower() in ("img", "video", "audio"))
    shown = (from_element(each, base) for each in players)
    return any(isinstance(each, Media) and each.caption == words for each in shown)


def _of_player(element: etree._Element, kind: str, base: str) -> Media | str:
    sources = [element, *(each for each in element.iter() if local(each) == "source")]
    for each in sources:
        href = absolute(str(each.get("src") or ""), base)
        if href:
            return Media(kind, href, mime=str(each.get("type") or ""), caption=_caption(element))
    return "media without an absolute address"


def _of_nitf(element: etree._Element) -> Media | str:
    caption: list[str] = []
    credit = ""
    renditions: list[tuple[str, str]] = []
    first: etree._Element | None = None
    for each in element:
        name = local(each)
        if name == "media-reference":
            first = each if first is None else first
            renditions.append(
                (
                    str(each.get("name") or each.get("id") or "rendition"),
                    str(each.get("source") or each.get("data-location") or ""),
                )
            )
        elif name == "media-caption":
            caption.append(text(each))
        elif name == "media-producer":
            credit = text(each)
    kind = kind_of(str(first.get("mime-type") or "") if first is not None else "", str(element.get("media-type") or ""))
    return Media(
        kind or "picture",
        href=next((href for _, href in renditions if href), ""),
        mime=str(first.get("mime-type") or "") if first is not None else "",
        caption="\n\n".join(caption),
        credit=credit,
        width=number(first.get("width")) if first is not None else None,
        height=number(first.get("height")) if first is not None else None,
        renditions=tuple(r for r in renditions if r[1]) if len(renditions) > 1 else (),
    )
