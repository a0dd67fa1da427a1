"""Names, passwords, keys and secrets of wires, in one file that is in no database, backup, log or export.

[example-agency]            # the wire's name, as `wiredesk add` prints it
user = "desk"
password = "…"
host_key = "ssh-ed25519 AAAA…"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from wiredesk.core.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Credentials:
    """What one wire needs to get in, or what others need to push to it. Empty where it needs nothing."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    """HTTP: sent as `Authorization: Bearer …`."""
    key_file: str = ""
    """SFTP: a private key in OpenSSH's form."""
    passphrase: str = field(default="", repr=False)
    host_key: str = ""
    """SFTP: the server's public key, as in `known_hosts` after the name."""
    ca_file: str = ""
    """Certificates to trust beside the system's."""
    secret: str = field(default="", repr=False)
    """Push: what the sender signs with, when the agency chose it; empty: the one that `wiredesk add` printed."""
    senders: tuple[str, ...] = ()
    """IMAP: addresses or domains (`@agency.example`) whose mail is taken; empty: any."""
    trusted: str = ""
    """IMAP: the name of the house's own mail server in `Authentication-Results`; its verdict on the sender is asked."""


NONE = Credentials()


class Keyring:
    """Reads the file again whenever it changes.

    Args:
        path: The file; a missing one holds nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._sections: dict[str, Credentials] = {}

    def of(self, name: str) -> Credentials:
        """Return what the file holds for a wire.

        Raises:
            Misconfigured: The file can't be read.
        """
        try:
            facts = self._path.stat()
        except FileNotFoundError:
            return NONE
        stamp = facts.st_mtime_ns, facts.st_size
        if stamp != self._stamp:
            self._sections = self._read()
            self._stamp = stamp
        return self._sections.get(name, NONE)

    def _read(self) -> dict[str, Credentials]:
        try:
            data = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            # The parser's own words may quote a secret.
            raise Misconfigured(str(self._path), "can't be read as TOML") from None
        return {name: self._section(name, given) for name, given in data.items() if isinstance(given, dict)}

    def _section(self, name: str, given: dict[str, Any]) -> Credentials:
        known = {each.name for each in fields(Credentials)}
        strange = sorted(set(given) - known)
        if strange:
            raise Misconfigured(
                str(self._path), f"[{name}] has {strange[0]}, which is none of {', '.join(sorted(known))}"
            )
        values: dict[str, Any] = {key: str(value) for key, value in given.items() if key != "senders"}
        if "senders" in given:
            values["senders"] = tuple(str(each).lower() for each in given["senders"])
        return Credentials(**values)
