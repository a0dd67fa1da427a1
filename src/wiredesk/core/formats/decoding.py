"""Bytes to text, whatever the sender declared.

The declared charset is a hint. Bytes that are valid UTF-8 are UTF-8: the chance that Latin text of another charset
happens to be so is negligible, while feeds that say ISO-8859-1 and send UTF-8 are common.
"""

from __future__ import annotations

import codecs
import re
from html.entities import name2codepoint

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']""")
_ILLEGAL = bytes(b for b in range(32) if b not in (9, 10, 13)) + b"\x7f"
_ILLEGAL_TABLE = dict.fromkeys(_ILLEGAL) | {0xFFFE: None, 0xFFFF: None}
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?")
_ENTITY_SEEN = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)")
_REFERENCE = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312", "gb_2312-80", "csgb2312", "x-gbk", "chinese", "euc-cn", "cp936"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "latin5", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874", "iso8859-11"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical"), "iso-8859-8"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac-roman"),
    "x-euc-jp": "euc_jp", "win-1251": "cp1251", "cp-1251": "cp1251", "windows1251": "cp1251", "koi8": "koi8-r",
}  # fmt: skip
"""Charsets that senders name while they send a larger one, as the WHATWG's table of labels has it."""
_ESCAPED = re.compile(rb"\x1b(?:\$[@B]|\$\([@BD]|\([BJI]|\$\)C)")
_AS_ONE_BYTE = frozenset({"ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "iso8859-1", "iso-8859-15"})


def declared_charset(data: bytes) -> str:
    """Return the charset that an XML declaration names, lower case, or the empty string."""
    found = _DECLARED.search(data[:300])
    return found.group(1).decode("ascii").lower() if found else ""


def to_text(data: bytes, declared: str = "") -> str:
    """Decode bytes by BOM, then as UTF-8, then as declared, then as windows-1252; never fails.

    Args:
        data: The bytes as they came.
        declared: The charset the sender names, if any; not trusted.
    """
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return data.decode(charset, "replace").lstrip("\ufeff")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if b"\x1b" in data and _ESCAPED.search(data):
        return _shifted(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _shifted(data: bytes) -> str:
    """ISO-2022-JP and -KR are plain ASCII to the eye: their escapes alone tell what they are."""
    for charset in ("iso2022_kr",) if b"\x1b$)C" in data else ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_3"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("iso2022_jp_ext", "replace") if data.isascii() else _legacy(data, "")


def _wide(data: bytes) -> str:
    """UTF-16 without a BOM shows as NUL bytes at every other place."""
    head = data[:64]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 3 else ""


def _legacy(data: bytes, declared: str) -> str:
    charset = declared or declared_charset(data)
    if charset and charset not in _AS_ONE_BYTE and not charset.startswith(("utf", "ucs")):
        wider = _WIDER.get(charset, charset)
        try:
            return data.decode(wider)
        except UnicodeDecodeError:
            if wider in _MULTIBYTE and _mostly_right(data, wider):
                return data.decode(wider, "replace")
        except (LookupError, ValueError):  # no charset of text, such as "idna", or no name of one at all
            pass
    if charset.startswith("utf") and _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    # What calls itself Latin-1 is nearly always windows-1252: quotes and dashes sit in 0x80 to 0x9F.
    if charset == "iso-8859-15":
        return data.decode("iso-8859-15", "replace")
    return "".join(bytes((b,)).decode("cp1252", "replace") for b in data) if _unset(data) else data.decode("cp1252")


_MULTIBYTE = frozenset({"gb18030", "cp932", "cp949", "big5hkscs", "euc_jp"})


def _mostly_right(data: bytes, charset: str) -> bool:
    """Tell whether only a few characters, cut in half on their way, don't fit the charset that was declared."""
    text = data.decode(charset, "replace")
    return 20 * text.count("\ufffd") <= sum(1 for sign in text if ord(sign) > 127)


def _unset(data: bytes) -> bool:
    return any(b in data for b in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    wide = sum(1 for c in text if ord(c) > 127) - bad
    return wide > 4 * bad


def xml_bytes(data: bytes) -> bytes:
    """Return the same XML as clean UTF-8: no illegal characters, no entities that need a DTD.

    A parser without DTD drops what it does not know (`A&nbsp;B` becomes `A`), so HTML's named entities are put in
    as characters and a lone ampersand is escaped; CDATA sections are left alone.
    """
    try:
        data.decode("utf-8")
        if data.startswith(codecs.BOM_UTF8):
            data = data[3:]
    except UnicodeDecodeError:
        data = to_text(data).encode("utf-8", "replace")
    else:
        if b"\x00" in data[:64] or (b"\x1b" in data and _ESCAPED.search(data)):
            data = to_text(data).encode("utf-8", "replace")
    data = data.translate(None, _ILLEGAL)
    if b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        data = data.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    if _ENTITY_SEEN.search(data):
        data = _entities_resolved(data.decode("utf-8")).encode("utf-8")
    return data.lstrip()


def without_bad_references(data: bytes) -> bytes:
    """Return XML without references to characters that XML forbids, such as `&#0;` or `&#x1F;`."""
    return _REFERENCE.sub(_legal_reference, data.decode("utf-8", "replace")).encode("utf-8")


def without_controls(text: str) -> str:
    """Return text without control characters, lone surrogates included, tabs and line ends kept."""
    text = text.translate(_ILLEGAL_TABLE)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _entities_resolved(text: str) -> str:
    parts = _CDATA.split(text) if "<![CDATA[" in text else [text]
    return "".join(p if p.startswith("<![CDATA[") else _ENTITY.sub(_character, p) for p in parts)


def _character(found: re.Match[str]) -> str:
    name = found.group(1)
    if not name:
        return "&amp;"
    code = name2codepoint.get(name[:-1])
    return chr(code) if code is not None else f"&amp;{name}"


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found.group(1)) if found.group(1) else int(found.group(2), 16)
    legal = code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return found.group(0) if legal else ""
