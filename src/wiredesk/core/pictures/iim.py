"""IPTC's older records (IIM) as a segment of a JPEG, for programs that read no XMP."""

from __future__ import annotations

import struct

from wiredesk.core.pictures.metadata import About

_LONGEST = {80: 32, 110: 32, 116: 128, 120: 2000, 40: 256}
"""Bytes of a record, as IPTC's IIM 4.2 limits it: creator, credit, rights, caption, instructions."""


def with_records(jpeg: bytes, about: About) -> bytes:
    """Return a JPEG of ours with creator, credit, rights, caption and terms as IIM records after its first segment."""
    said = {80: about.creator, 110: about.credit, 116: about.rights, 120: about.caption, 40: about.terms}
    records = b"".join(_record(number, value) for number, value in said.items() if value)
    if not records:
        return jpeg
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" + records  # 1:90 says that the rest is UTF-8
    block += b"\x00" * (len(block) % 2)
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block
    body = b"Photoshop 3.0\x00" + resource
    segment = b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
    after = 4 + struct.unpack_from(">H", jpeg, 4)[0]
    return jpeg[:after] + segment + jpeg[after:]


def _record(number: int, value: str) -> bytes:
    data = value.encode("utf-8", "replace")[: _LONGEST[number]].decode("utf-8", "ignore").encode()
    return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(data)) + data
