"""The one place that reads the clock. Everything else is told what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present as aware UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place
