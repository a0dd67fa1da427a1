"""Decompressing what a server sends, no further than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from wiredesk.core.errors import Refused, Unreachable

_STEP = 1 << 16  # what one call may give out at most, so that a bomb is seen long before it is unpacked
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
_ZLIB_METHOD = 8  # the low four bits of a zlib header; servers also send bare deflate under the same name


def decoded(chunks: Iterable[bytes], encoding: str, *, subject: str, most: int) -> bytes:
    """Return the whole body in the clear.

    Args:
        chunks: As they come from the network.
        encoding: The `Content-Encoding`: "", identity, gzip, x-gzip or deflate.
        subject: The address, for errors.
        most: Bytes that may come out.

    Raises:
        Refused: More would come out, or the encoding is another one (nested ones too).
        Unreachable: The data is broken or stops early.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return b"".join(chunks)
    if name not in ("gzip", "x-gzip", "deflate"):
        raise Refused(subject, f"came compressed as {encoding[:40]!r}, which was not asked for")
    out = _Inflater(subject, most, gzip=name != "deflate")
    try:
        for chunk in chunks:
            out.feed(chunk)
    except zlib.error:
        raise Unreachable(subject, "sent compressed data that is broken") from None
    return out.result()


class _Inflater:
    def __init__(self, subject: str, most: int, *, gzip: bool) -> None:
        self._subject = subject
        self._most = most
        self._gzip = gzip
        self._machine: zlib._Decompress | None = None
        self._out = bytearray()

    def feed(self, data: bytes) -> None:
        while data:
            if self._machine is None:
                self._machine = zlib.decompressobj(self._window(data))
            self._out += self._machine.decompress(data, _STEP)
            if len(self._out) > self._most:
                raise Refused(self._subject, f"is larger than {self._most} bytes when decompressed")
            data = self._rest(self._machine)

    def result(self) -> bytes:
        if self._machine is not None and not self._machine.eof:
            raise Unreachable(self._subject, "broke off in the middle of compressed data")
        return bytes(self._out)

    def _window(self, data: bytes) -> int:
        if self._gzip:
            return _GZIP
        return _ZLIB if data[0] & 0x0F == _ZLIB_METHOD else _RAW

    def _rest(self, machine: zlib._Decompress) -> bytes:
        """Return what is still to be fed: the same member's rest, or a next gzip member; padding is passed over."""
        if not machine.eof:
            return machine.unconsumed_tail
        left = machine.unused_data
        if self._gzip and left.startswith(b"\x1f\x8b"):
            self._machine = None
            return left
        return b""
