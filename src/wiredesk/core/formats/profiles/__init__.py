"""What is special about one source, as data: a TOML file beside this module, named by `--profile`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path
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


PLAIN = Profile()


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
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        zone = ZoneInfo(str(data["zone"])) if data.get("zone") else None
    except ZoneInfoNotFoundError:
        raise Misconfigured(name, f"names a zone that is not known: {data['zone']}") from None
    return Profile(
        name=name,
        agency=str(data.get("agency", "")),
        language=str(data.get("language", "")),
        credit=str(data.get("credit", "")),
        zone=zone,
        loss=float(data.get("loss", PLAIN.loss)),
        mail_server=str(data.get("mail_server", "")),
    )
