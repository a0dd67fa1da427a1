"""Where photos lie: our own files by their digest, and their sizes beside them. No reader is served from here."""

from __future__ import annotations

from pathlib import Path

from wiredesk.adapters import whole_file
from wiredesk.core.errors import Unreadable
from wiredesk.settings import settings


def place(digest: str) -> Path:
    """Return the file of a photo.

    Raises:
        Unreadable: It is no digest.
    """
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise Unreadable("photo", "has no file")
    return settings.home / "photos" / digest[:2] / f"{digest}.jpg"


def put(digest: str, body: bytes) -> None:
    """Keep a photo; the same bytes are kept once."""
    file = place(digest)
    if not file.exists():
        whole_file.put(file, body)


def get(digest: str) -> bytes:
    """Return a photo's bytes.

    Raises:
        Unreadable: They are not there.
    """
    try:
        return place(digest).read_bytes()
    except OSError as error:
        raise Unreadable("photo", f"has no file: {error.strerror}") from None


def kept(digest: str, name: str) -> bytes | None:
    """Return a size that was made before; None where it was not."""
    try:
        return (_sizes(digest) / name).read_bytes()
    except OSError:
        return None


def keep(digest: str, name: str, body: bytes) -> None:
    """Keep a size."""
    whole_file.put(_sizes(digest) / name, body)


def _sizes(digest: str) -> Path:
    return place(digest).with_suffix("")
