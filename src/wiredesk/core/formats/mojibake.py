"""Text that was encoded twice: UTF-8 read as windows-1252 and written as UTF-8 again, `ZÃ¼rich` for `Zürich`.

Only whole runs of characters that are UTF-8 when read back are repaired, and only where the run could hardly be meant:
`Ã`, `Â` or `â€` before a sign that follows them in no language, or many runs of the kind that Cyrillic becomes.
"""

from __future__ import annotations

import re

SEEN = re.compile(
    rb"\xc3[\x82\x83](?:\xc2[\xa0-\xbf]|\xc2[\x80-\x9f]|\xc5|\xc6|\xcb|\xe2\x80|\xe2\x82)|\xc3\xa2\xe2\x82\xac|\xc3\xa2\xc2\x80"
    rb"|\xc3[\x90\x91](?:\xc2[\x80-\xbf]|\xc5|\xc6|\xcb|\xe2)"
)
"""What such text looks like in bytes; a quick first look."""
SEEN_ESCAPED = re.compile(rb"\\u00(?:c[23]|e2|d[01])\\u", re.IGNORECASE)
_RUN = re.compile(r"[\u0080-\uffff]+")
_SURE = re.compile(r"Ã|Â[\u0080-\u00bf]|â[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{2}")
_CYRILLIC = re.compile(r"(?:[ÐÑ][^\x00-\x7f]){2}")
_ENOUGH = 3


def repaired(text: str) -> str:
    """Return the text with what was encoded twice put right; other text comes back as it is."""
    found = {run: back for run in set(_RUN.findall(text)) if (back := _read_back(run)) is not None}
    cyrillic = sum(_CYRILLIC.match(run) is not None for run in found)
    keep = {
        run: back for run, back in found.items() if _SURE.search(run) or (cyrillic >= _ENOUGH and _CYRILLIC.match(run))
    }
    return _RUN.sub(lambda each: keep.get(each.group(0), each.group(0)), text) if keep else text


def _read_back(run: str) -> str | None:
    """Return what the run was before it was encoded again, or None where it was not."""
    data = bytearray()
    for sign in run:
        try:
            data += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:
                return None
            data.append(ord(sign))  # the five bytes that windows-1252 leaves open
    try:
        back = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return back if len(back) < len(run) else None
