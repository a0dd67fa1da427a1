"""What is special about one source, as data: a TOML file beside this module, named by `--profile`."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wiredesk.core.errors import Misconfigured

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}\Z")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Profile:
    """A source's own ways; empty fields leave it to the copy."""

    name: str = ""
    agency: str = ""
    language: str = ""
    credit: str = ""
    zone: tzinfo | None = None  # the clock that the source's zoneless times are read by
    loss: float = 0.3  # share of a body's words that may be lost to hiding or depth before the item is held
    mail_server: str = ""  # whose Authentication-Results are trusted
    charset: str = ""  # of bytes that are not UTF-8
    dateline: re.Pattern[str] | None = None  # matched at the start of the body; its group `city` is where copy is from
    byline: re.Pattern[str] | None = None  # a paragraph at the start that matches it whole is the byline
    subjects: Mapping[str, str] = field(default_factory=dict)  # the source's code: a code of Media Topics
    elements: Mapping[str, str] = field(default_factory=dict)  # an element or member of its own: a field of ours


PLAIN = Profile()
FIELDS = (
    "headline",
    "slugline",
    "byline",
    "located",
    "credit",
    "summary",
    "usage_terms",
    "copyright_notice",
    "language",
)
"""Fields that an element of the source's own may fill."""


@lru_cache(maxsize=64)
def load(name: str) -> Profile:
    """Return a profile by its name.

    Raises:
        Misconfigured: There is no such profile, or it holds something that can't be used.
    """
    path = _FOLDER / f"{name}.toml"
    if not _NAME.match(name) or not path.is_file():
        known = ", ".join(sorted(each.stem for each in _FOLDER.glob("*.toml"))) or "none"
        raise Misconfigured(name, f"is no profile; known profiles: {known}")
    return made(name, tomllib.loads(path.read_text(encoding="utf-8")))


def made(name: str, data: Mapping[str, Any]) -> Profile:
    """Return a profile from what its file says.

    Raises:
        Misconfigured: It holds something that can't be used.
    """
    try:
        zone = ZoneInfo(str(data["zone"])) if data.get("zone") else None
        charset = codecs.lookup(str(data["charset"])).name if data.get("charset") else ""
        patterns = {key: re.compile(str(data[key])) for key in ("dateline", "byline") if data.get(key)}
    except ZoneInfoNotFoundError:
        raise Misconfigured(name, f"names a zone that is not known: {data['zone']}") from None
    except LookupError:
        raise Misconfigured(name, f"names a charset that is not known: {data['charset']}") from None
    except re.error as error:
        raise Misconfigured(name, f"holds a pattern that can't be read: {error}") from None
    elements = {str(key).lower(): str(value) for key, value in dict(data.get("elements", {})).items()}
    if wrong := [value for value in elements.values() if value not in FIELDS]:
        raise Misconfigured(name, f"fills a field that is not one of {', '.join(FIELDS)}: {wrong[0]}")
    return Profile(
        name=name,
        agency=str(data.get("agency", "")),
        language=str(data.get("language", "")),
        credit=str(data.get("credit", "")),
        zone=zone,
        loss=float(data.get("loss", PLAIN.loss)),
        mail_server=str(data.get("mail_server", "")),
        charset=charset,
        dateline=patterns.get("dateline"),
        byline=patterns.get("byline"),
        subjects={str(key): str(value) for key, value in dict(data.get("subjects", {})).items()},
        elements=elements,
    )
