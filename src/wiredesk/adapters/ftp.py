"""FTP with TLS (`ftps://host/folder`), both on the control connection and on each file's own.

Plain FTP is not spoken: it sends passwords and copy in the clear, and anybody on the way can change both.
"""

# ruff: noqa: S321 - this is FTP with TLS on every connection
from __future__ import annotations

import contextlib
import ftplib
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

from wiredesk.adapters.dialling import Call, Place
from wiredesk.adapters.egress import Policy
from wiredesk.adapters.folder import MOST_ENTRIES
from wiredesk.adapters.keyring import Credentials
from wiredesk.adapters.remote import Entry
from wiredesk.core.errors import Refused, Unreachable

_IMPLICIT = 990
_MISSING = ("500", "501", "502", "504")  # the server does not know this command


@contextlib.contextmanager
def visit(place: Place, credentials: Credentials, *, policy: Policy) -> Iterator[_Server]:
    """Sign in, and out again.

    Args:
        place: From `dialling.place`.
        credentials: User and password; without them, anonymous.
        policy: What may be reached, and the time for the whole visit.

    Raises:
        Unreachable: The server does not answer, has no certificate that we trust, or does not let us in.
        Refused: Our own rules forbid it.
    """
    with Call(place, policy) as call:
        ftp = _Client(call)
        try:
            ftp.open()
            ftp.login(place.user or credentials.user or "anonymous", credentials.password or "anonymous@")
            ftp.prot_p()
            yield _Server(ftp)
            with contextlib.suppress(ftplib.Error, OSError, EOFError):
                ftp.quit()
        except ftplib.Error as error:
            raise Unreachable(place.url, f"answers {_plain(str(error))}") from None
        except ssl.SSLError as error:
            raise Unreachable(place.url, f"has no certificate that we trust ({error.reason or error})") from None
        except (OSError, EOFError, ValueError) as error:
            raise Unreachable(place.url, f"broke off ({_plain(str(error)) or type(error).__name__})") from None
        finally:
            ftp.close()


class _Server:
    """A signed-in visit, as `remote` wants it."""

    def __init__(self, ftp: _Client) -> None:
        self._ftp = ftp

    def entries(self, path: str) -> Iterator[Entry]:
        try:
            lines = self._ftp.lines(f"MLSD {path}")
        except ftplib.error_perm as error:
            if not str(error).startswith(_MISSING):
                raise
            yield from self._plain_entries(path)
            return
        for line in lines:
            facts, _, name = line.partition(" ")
            given = dict(each.lower().split("=", 1) for each in facts.split(";") if "=" in each)
            if given.get("type") in ("file", "dir"):
                yield _entry(name, given["type"] == "dir", given.get("size", ""), given.get("modify", ""))

    def _plain_entries(self, path: str) -> Iterator[Entry]:
        """List as servers did before 2007: names first, then a question for each; folders in it are passed over."""
        for line in self._ftp.lines(f"NLST {path}"):
            name = line.rsplit("/", 1)[-1]
            size, modified = (self._ftp.fact(f"{command} {path}/{name}") for command in ("SIZE", "MDTM"))
            if size.isdecimal():
                yield _entry(name, False, size, modified)

    def read(self, path: str, *, most: int) -> bytes:
        return self._ftp.content(path, most=most)


class _Client(ftplib.FTP_TLS):
    """The standard library's client on connections that were checked."""

    def __init__(self, call: Call) -> None:
        super().__init__(context=ssl.create_default_context())  # not used: `Call.secured` makes every connection
        self._call = call
        self.encoding = "utf-8"

    def open(self) -> None:
        """Connect, in the clear until `AUTH TLS`, or secured at once on the port for that."""
        place = self._call.place
        self.host, self.port, self.timeout = place.host, place.port, self._call.policy.timeout
        plain = self._call.connect()
        self.af = plain.family
        self.sock = self._call.secured(plain) if self.port == _IMPLICIT else plain
        self._listen(self.sock)
        self.welcome = self.getresp()
        if self.port != _IMPLICIT:
            self.voidcmd("AUTH TLS")
            self.sock = self._call.secured(plain)
            self._listen(self.sock)

    def _listen(self, sock: socket.socket) -> None:
        self.file = sock.makefile("r", encoding=self.encoding, errors="surrogateescape")

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        """Open a connection for one file: always passive, always to the address that was checked."""
        conn = self._call.again(self._passive())
        response = self.sendcmd(cmd)
        if response.startswith("2"):  # some servers answer twice
            response = self.getresp()
        if not response.startswith("1"):
            raise ftplib.error_reply(response)
        # The session of the control connection proves that both ends are the same; many servers ask for it.
        control = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        return self._call.secured(conn, control), None

    def _passive(self) -> int:
        try:
            return int(ftplib.parse229(self.sendcmd("EPSV"), ("", 0))[1])
        except ftplib.error_perm as error:
            if not str(error).startswith(_MISSING):
                raise
        return int(ftplib.parse227(self.sendcmd("PASV"))[1])

    def lines(self, command: str) -> list[str]:
        """Return the lines of a list.

        Raises:
            Refused: There are more than a folder for us can hold.
        """
        found: list[str] = []

        def take(line: str) -> None:
            if len(found) >= MOST_ENTRIES:
                raise Refused(self._call.place.url, f"lists more than {MOST_ENTRIES} names in one folder")
            found.append(line)

        self.retrlines(command, take)
        return found

    def fact(self, command: str) -> str:
        """Return the answer to a question about one file; "" when there is none."""
        try:
            return self.sendcmd(command)[3:].strip()
        except ftplib.error_perm:
            return ""

    def content(self, path: str, *, most: int) -> bytes:
        """Return a file's bytes, and stop one after the most that may come."""
        got = bytearray()
        self.voidcmd("TYPE I")
        conn, _ = self.ntransfercmd(f"RETR {path}")
        with conn:
            while len(got) <= most and (data := conn.recv(65536)):
                got += data
        if len(got) <= most:
            self.voidresp()
        else:
            self.getresp()
        return bytes(got[: most + 1])


def _entry(name: str, folder: bool, size: str, stamp: str) -> Entry:
    modified = None
    with contextlib.suppress(ValueError):
        modified = datetime.strptime(stamp[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC).timestamp()
    return Entry(name, folder, int(size[:18]) if size.isdecimal() else None, modified, stamp)


def _plain(text: str) -> str:
    """What a server said, in a length and in signs that fit a line."""
    return "".join(each if each.isprintable() else " " for each in text)[:200]
