"""Characters and styles that a reader can't see, and so no writer may be led by."""

from __future__ import annotations

import re

from lxml import etree

from wiredesk.core.model import Dropped

_SUSPECT = re.compile(
    "[\u0080-\u009f\u00ad\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d\u200e\u200f"
_ASCII_OR_EDGE = re.compile(r"[\x00-\x7f]?\Z")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\D|$)(?!\.)|opacity\s*:\s*0?\.?0*\s*(?:[;!]|$)"
    r"|mso-hide\s*:\s*all|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:[;!]|$)"
    r"|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_WHITE = frozenset(
    {"#fff", "#ffffff", "white", "rgb(255,255,255)", "transparent", "rgba(0,0,0,0)", "#fff0", "#ffffff00"}
)
_HIDING_RULE = re.compile(r"[.#]([\w-]{1,60})\s*\{([^{}]{1,500})\}")


def visible(text: str, dropped: list[Dropped]) -> str:
    """Return the text without characters that show nothing; what was taken out is added to `dropped`.

    Joiners and direction marks stay beside letters that need them (Arabic, Hebrew, Indic scripts, emoji), the
    windows-1252 characters that some senders put in the control range become what they stand for, and line
    separators become line ends.
    """
    if text.isascii() or _SUSPECT.search(text) is None:
        return text
    kept: list[str] = []
    hidden: list[str] = []
    for place, sign in enumerate(text):
        kept.append(_shown(sign, text, place, hidden))
    if hidden:
        message = "".join(chr(ord(c) - 0xE0000) if 0xE0020 <= ord(c) <= 0xE007E else "" for c in hidden)
        codes = " ".join(sorted({f"U+{ord(c):04X}" for c in hidden})[:8])
        dropped.append(Dropped(message[:200] or codes, "invisible characters", 0))
    return "".join(kept)


def _shown(sign: str, text: str, place: int, hidden: list[str]) -> str:
    if _SUSPECT.match(sign) is None:
        return sign
    if "\u0080" <= sign <= "\u009f":
        return "\n" if sign == "\u0085" else sign.encode("latin-1").decode("cp1252", "ignore")
    if sign in "\u2028\u2029":
        return "\n"
    if sign in _JOINERS and _among_complex_letters(text, place):
        return sign
    if sign != "\u00ad":
        hidden.append(sign)
    return ""


def _among_complex_letters(text: str, place: int) -> bool:
    """Tell whether a letter beside the mark belongs to a script (or emoji) that uses joiners."""
    around = text[max(0, place - 2) : place] + text[place + 1 : place + 3]
    return any(ord(c) > 0x58F and not 0x2000 <= ord(c) <= 0x2070 for c in around)


def hides(style: str) -> bool:
    """Tell whether an element with this CSS shows nothing to a reader."""
    style = style[:4000]
    if _HIDDEN_STYLE.search(style):
        return True
    colour = _COLOUR.search(style)
    if colour is None:
        return False
    ink = colour.group(1).strip().lower().replace(" ", "")
    ground = _BACKGROUND.search(style)
    if ground is None:
        return ink in _WHITE
    return ground.group(1).strip().lower().replace(" ", "").split("url(")[0] == ink


def hidden_names(css: str) -> frozenset[str]:
    """Return the classes and ids that a style sheet hides."""
    return frozenset(name for name, style in _HIDING_RULE.findall(css[:20000]) if hides(style))


_EDITORS_ONLY = frozenset(("nonpublic", "non-public", "notpublic", "not-public", "not-for-publication", "editors-only"))
"""Classes with which agencies mark a part of the copy that is for the desks that take it, such as whom to ring."""


def is_for_editors(element: etree._Element) -> bool:
    """Tell whether an element's own class says that it is not for publication."""
    classes = element.get("class")
    return classes is not None and not _EDITORS_ONLY.isdisjoint(str(classes).lower().split())
