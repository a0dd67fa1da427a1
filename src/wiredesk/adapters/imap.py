"""Mail from a box (`imaps://host/INBOX`). A message is marked as seen when its item is stored, and not before.

So a crash at any moment brings the message again, and the digest of its bytes decides whether it is new.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wiredesk.adapters.dialling import Call, Place
from wiredesk.adapters.egress import Policy
from wiredesk.adapters.keyring import Credentials
from wiredesk.core.errors import Refused, Unreachable

MOST = 50  # messages taken at one visit; the rest comes at the next
_SIZE = re.compile(rb"UID (\d+)\b.*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)\b.*?UID (\d+)")
_ROOM = 1_000_000  # what a server may say beside the messages themselves


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it lies in the box."""

    handle: str
    """`validity/uid`: names it as long as the box is not made anew."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What one visit brought."""

    messages: tuple[Message, ...]
    marked: tuple[str, ...]
    """Handles that are seen now, or that the box does not know any more."""
    refused: tuple[Refused, ...]
    more: bool
    """Whether messages were left for the next visit."""


def take(
    place: Place, credentials: Credentials, *, policy: Policy, known: Collection[str], stored: Collection[str]
) -> Taken:
    """Visit the box: mark what is stored, then bring what is unseen and not known.

    Args:
        place: From `dialling.place`; its path is the box, INBOX when there is none.
        credentials: User and password.
        policy: What may be reached, the time for the whole visit, and the largest message.
        known: Handles that need not be brought again.
        stored: Handles of messages whose items are stored, to be marked as seen.

    Raises:
        Unreachable: The server does not answer, has no certificate that we trust, or does not let us in.
        Refused: Our own rules forbid it.
    """
    with Call(place, policy) as call, _errors(place):
        client = _Client(call)
        try:
            client.login(place.user or credentials.user, credentials.password)
            found = _Box(client, policy).visit(place.path.strip("/") or "INBOX", known, stored)
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                client.logout()
            return found
        finally:
            with contextlib.suppress(OSError):
                client.shutdown()


@contextlib.contextmanager
def _errors(place: Place) -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise Unreachable(place.url, f"has no certificate that we trust ({error.reason or error})") from None
    except imaplib.IMAP4.abort as error:
        raise Unreachable(place.url, f"broke off ({_plain(error)})") from None
    except imaplib.IMAP4.error as error:
        raise Unreachable(place.url, f"answers {_plain(error)}") from None
    except (OSError, EOFError, ValueError, AttributeError) as error:
        raise Unreachable(place.url, f"broke off ({_plain(error) or type(error).__name__})") from None


class _Client(imaplib.IMAP4):
    """The standard library's client on a connection that was checked, which never takes more than it asked for."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._left = call.policy.max_bytes + _ROOM
        super().__init__()

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Connect; TLS comes first."""
        self.host, self.port = self._call.place.host, self._call.place.port
        self.sock = self._call.secured(self._call.connect())
        self.file = self.sock.makefile("rb")

    def read(self, size: int) -> bytes:
        """Read a literal, whose size the server announced."""
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        """Read a line."""
        line = super().readline()
        self._spend(len(line))
        return line

    def allow(self, size: int) -> None:
        """Let the server say this much more."""
        self._left = size + _ROOM

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Refused(self._call.place.url, "says far more than it was asked for")


class _Box:
    """A box that is open."""

    def __init__(self, client: _Client, policy: Policy) -> None:
        self._client = client
        self._policy = policy

    def visit(self, name: str, known: Collection[str], stored: Collection[str]) -> Taken:
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        self._done(self._client.select(quoted))
        validity = self._validity()
        marked = self._mark([each for each in stored if each.startswith(f"{validity}/")])
        # A box that was made anew knows none of the old numbers.
        marked += [each for each in stored if not each.startswith(f"{validity}/")]
        found = self._done(self._client.uid("SEARCH", "UNSEEN"))
        numbers = [
            each.decode("ascii") for part in found if isinstance(part, bytes) for each in part.split() if each.isdigit()
        ]
        wanted = [each for each in numbers if f"{validity}/{each}" not in known]
        refused: list[Refused] = []
        messages = [
            Message(f"{validity}/{number}", body)
            for number in wanted[:MOST]
            if (body := self._bring(number, refused)) is not None
        ]
        return Taken(tuple(messages), tuple(marked), tuple(refused), len(wanted) > MOST)

    def _validity(self) -> str:
        _, given = self._client.response("UIDVALIDITY")
        first = given[0] if given else None
        return first.decode("ascii", "replace") if isinstance(first, bytes) else "0"

    def _mark(self, handles: list[str]) -> list[str]:
        for start in range(0, len(handles), 100):
            some = ",".join(each.split("/", 1)[1] for each in handles[start : start + 100])
            self._done(self._client.uid("STORE", some, "+FLAGS.SILENT", "(\\Seen)"))
        return handles

    def _bring(self, number: str, refused: list[Refused]) -> bytes | None:
        size = self._size(number)
        if size is None:
            return None  # taken away between the search and the look
        if size > self._policy.max_bytes:
            refused.append(Refused(f"message {number}", f"is larger than {self._policy.max_bytes} bytes"))
            return None
        self._client.allow(size)
        # PEEK: looking at it does not mark it.
        for part in self._done(self._client.uid("FETCH", number, "(UID BODY.PEEK[])")):
            if isinstance(part, tuple) and len(part) > 1:
                return bytes(part[1])
        return None

    def _size(self, number: str) -> int | None:
        for part in self._done(self._client.uid("FETCH", number, "(UID RFC822.SIZE)")):
            found = _SIZE.search(part) if isinstance(part, bytes) else None
            if found:
                return int(found.group(2) or found.group(3))
        return None

    def _done(self, answer: tuple[str, Sequence[object]]) -> Sequence[object]:
        kind, data = answer
        if kind != "OK":
            raise imaplib.IMAP4.error(_plain(data[0] if data else kind))
        return data


def _plain(said: object) -> str:
    """What a server said, in a length and in signs that fit a line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return "".join(each if each.isprintable() else " " for each in text)[:200]
