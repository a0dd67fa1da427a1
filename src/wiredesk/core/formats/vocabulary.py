# ruff: noqa: E501 - tables of words
"""What each element of HTML and NITF is to a reader, as data."""

from __future__ import annotations

INLINE, BLOCK, PARA, ITEM, CELL, ROW, TABLE, BREAK, RULE, SILENT, DROP, PICTURE, MEDIA, UNWRAP = range(14)
"""
INLINE: a mark inside a paragraph. BLOCK: holds paragraphs. PARA: a paragraph or heading. ITEM: of a list, may hold
either. CELL, ROW, TABLE: of a table. BREAK: a line end. RULE: a line across. SILENT: never part of the words.
DROP: its words are left out and counted. PICTURE, MEDIA: become media. UNWRAP: the element goes, its words stay.
"""

Part = tuple[int, str]

HTML: dict[str, Part] = {
    **{n: (INLINE, n) for n in ("a", "b", "i", "em", "strong", "u", "s", "sub", "sup", "small", "code", "q", "cite", "abbr", "mark")},
    "strike": (INLINE, "s"), "del": (INLINE, "s"), "ins": (INLINE, "u"), "tt": (INLINE, "code"), "kbd": (INLINE, "code"),
    "samp": (INLINE, "code"), "acronym": (INLINE, "abbr"), "big": (INLINE, "strong"),
    **{n: (PARA, n) for n in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption")},
    "address": (PARA, "p"), "legend": (PARA, "p"), "summary": (PARA, "p"), "center": (BLOCK, ""), "xmp": (PARA, "pre"),
    "paragraph": (PARA, "p"), "para": (PARA, "p"), "headline": (PARA, "h2"),
    **{n: (BLOCK, n) for n in ("blockquote", "ul", "ol", "dl", "figure")},
    **dict.fromkeys(("div", "section", "article", "aside", "main", "header", "footer", "nav", "body", "html", "form", "fieldset", "details", "dialog", "hgroup", "search", "menu", "dir", "noframes"), (BLOCK, "")),
    "li": (ITEM, "li"), "dt": (ITEM, "dt"), "dd": (ITEM, "dd"),
    "table": (TABLE, "table"), "thead": (BLOCK, "thead"), "tbody": (BLOCK, "tbody"), "tfoot": (BLOCK, "tfoot"),
    "tr": (ROW, "tr"), "td": (CELL, "td"), "th": (CELL, "th"),
    "br": (BREAK, "br"), "hr": (RULE, "hr"),
    **{n: (SILENT, n) for n in ("script", "style", "head", "meta", "link", "base", "input", "wbr", "col", "colgroup",
                                "source", "track", "area", "map", "param", "title")},
    **{n: (DROP, n) for n in ("template", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "svg",
                              "math", "canvas", "select", "textarea", "datalist", "rp", "button")},
    "img": (PICTURE, "img"), "image": (PICTURE, "img"), "video": (MEDIA, "video"), "audio": (MEDIA, "audio"),
}  # fmt: skip

NITF: dict[str, Part] = {
    **HTML,
    "hl1": (PARA, "h2"), "hl2": (PARA, "h3"), "hedline": (BLOCK, ""), "block": (BLOCK, ""), "body.content": (BLOCK, ""),
    "body.head": (BLOCK, ""), "body.end": (BLOCK, ""), "nitf": (BLOCK, ""), "nitf-table": (BLOCK, ""),
    "bq": (BLOCK, "blockquote"), "credit": (PARA, "p"), "note": (BLOCK, ""), "tagline": (PARA, "p"), "byline": (PARA, "p"),
    "dateline": (PARA, "p"), "abstract": (BLOCK, ""), "distributor": (PARA, "p"), "fn": (BLOCK, ""),
    "bibliography": (PARA, "p"), "copyrite": (PARA, "p"), "lang": (UNWRAP, ""), "pronounce": (UNWRAP, ""),
    "datasource": (PARA, "p"), "media": (MEDIA, ""), "object": (UNWRAP, ""), "title": (UNWRAP, ""),
    "nitf-table-metadata": (SILENT, ""), "nitf-colgroup": (SILENT, ""), "custom-table": (BLOCK, ""), "location": (UNWRAP, ""),
    **dict.fromkeys(("frac", "frac-num", "frac-sep", "frac-den", "num", "virtloc", "person", "org", "function", "event",
                     "object.title", "chron", "money", "name.given", "name.family", "alt-code", "city", "sublocation",
                     "state", "region", "country", "postaddr", "copyrite.year", "copyrite.holder", "rights.owner",
                     "story.date", "byttl", "classifier", "inline"), (UNWRAP, "")),
}  # fmt: skip

WHY: dict[str, str] = {
    "template": "template, never shown", "noscript": "shown only without scripts", "iframe": "embedded frame",
    "frame": "embedded frame", "object": "embedded object", "embed": "embedded object", "applet": "embedded object",
    "svg": "drawing", "math": "formula", "select": "form field", "textarea": "form field", "button": "form field",
    "media": "caption, kept with its picture", "video": "words for readers without video", "audio": "words for readers without sound",
}  # fmt: skip

KNOWN = frozenset(HTML) | frozenset({"span", "font", "time", "data", "label", "picture", "bdi", "bdo", "ruby", "rt", "rb",
                                      "dfn", "var", "nobr", "option", "optgroup", "output", "progress", "meter", "blink",
                                      "marquee", "doctype", "basefont", "slot", "content"})  # fmt: skip
"""Element names that are HTML; `<` before anything else is text, such as the `<AAPL.O>` of market copy."""

KEPT_TAGS = {
    "a", "b", "i", "em", "strong", "u", "s", "sub", "sup", "small", "code", "q", "cite", "abbr", "mark", "p", "h1", "h2",
    "h3", "h4", "h5", "h6", "pre", "figcaption", "caption", "blockquote", "ul", "ol", "dl", "figure", "li", "dt", "dd",
    "table", "thead", "tbody", "tfoot", "tr", "td", "th", "br", "hr",
}  # fmt: skip
KEPT_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
