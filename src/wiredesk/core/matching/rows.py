"""A line of JSON as a document: a ninjs object, or {"id", "time", "title", "text", "language"}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wiredesk.core import formats
from wiredesk.core.matching.documents import Document
from wiredesk.core.model import Item

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = 1e11  # seconds reach this in the year 5138: a larger number counts milliseconds
_OWN = ("time", "title", "text")  # what a ninjs object never has, and our own form always


def from_row(row: Any, newest: datetime) -> Document:
    """Return the document that an object tells of.

    Args:
        row: What JSON gave.
        newest: The time of an item that has none: it came when it came, no earlier than what stands before it.

    Raises:
        KeyError: It has no id or no time.
        TypeError: It is no object.
        ValueError: Its time can't be read.
        WiredeskError: It is ninjs that can't be read.
    """
    if not isinstance(row, Mapping):
        raise TypeError("is no JSON object.")
    if "uri" in row and not all(name in row for name in _OWN):
        return from_item(formats.ninjs.load(dict(row)), newest)
    told = {key: str(row.get(key) or "") for key in ("title", "text", "language", "guid", "agency", "credit")}
    key = str(row["id"]).replace("\0", "")
    told["guid"] = told["guid"] or key  # an id that comes again is a new version of that piece
    return Document(id=key, time=time_of(row["time"]), **told)


def from_item(item: Item, newest: datetime) -> Document:
    """Return an item of agency copy as a document; its guid is its id."""
    return Document(
        id=item.guid, time=item.version_created or item.first_created or newest, title=item.headline, text=item.body,
        language=item.language, guid=item.guid, agency=item.agency, credit=item.credit,
    )  # fmt: skip


def time_of(value: Any) -> datetime:
    """Return an aware time from ISO 8601, or seconds or milliseconds since 1970.

    Raises:
        ValueError: It is neither.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value / 1000 if abs(value) > _MILLISECONDS else value, UTC)
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"time {str(value)[:40]!r} is neither ISO 8601 nor seconds since 1970.") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
