"""Asking one wire, whatever its kind, without a database: what is known goes in, what came goes out.

So it runs in a thread of its own, and a server that drips holds up nobody else.
"""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wiredesk.adapters import dialling, egress, folder, ftp, imap, sftp
from wiredesk.adapters.keyring import NONE, Credentials
from wiredesk.adapters.remote import Remote, Server
from wiredesk.core.errors import Refused, WiredeskError

VISIT_SECONDS = 45.0  # for a whole visit to a server of files or mail; under the length of a lease
MOST_FRESH = 6 * 3600.0  # a news wire that says "nothing new for a year" is asked again after this
MOST_FILES = 200  # taken from a folder at one look
HEAD = 20_000  # bytes of a feed in which its hub is looked for
_LINK = re.compile(rb"<(?:[A-Za-z]\w{0,20}:)?link\s([^<>]{0,1000})>")
_ATTRIBUTE = re.compile(rb"\b(rel|href)\s{0,5}=\s{0,5}([\"'])([^\"'<>]{0,900})\2")
_FILES: dict[str, Callable[..., AbstractContextManager[Server]]] = {"ftps": ftp.visit, "sftp": sftp.visit}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes from a wire."""

    body: bytes
    name: str
    content_type: str = ""
    mark: str = ""
    """What tells this delivery from others: of a file its name, size and time."""
    handle: str = ""
    """What a mailbox calls the message."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a wire when it is asked."""

    wire: int
    kind: str
    address: str
    etag: str = ""
    last_modified: str = ""
    known: frozenset[str] = frozenset()
    """Marks of files, handles of messages: what need not come again."""
    stored: frozenset[str] = frozenset()
    """Handles of messages whose items are stored, and which are still to be marked as seen."""
    credentials: Credentials = NONE
    allow: tuple[str, ...] = ()
    now: float = 0.0
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    arrivals: tuple[Arrival, ...] = ()
    changes: Mapping[str, str] = field(default_factory=dict)
    """Fields of the wire to keep: etag, last_modified, address, hub, topic."""
    fresh: float = 0.0
    """Seconds for which the server says that nothing new comes."""
    more: bool = False
    """Whether there is more, to be asked for at once."""
    marked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """What was passed over, in sentences; the rest came."""
    error: WiredeskError | None = None


class Asker:
    """Asks wires, and remembers what a second look needs: open connections, and files that are still growing."""

    def __init__(self) -> None:
        self._lines = egress.Lines()
        self._drops: dict[int, folder.Drop] = {}
        self._remotes: dict[int, Remote] = {}

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

    def ask(self, question: Question) -> Answer:
        """Ask a wire; what goes wrong stands in the answer."""
        ways = {
            "http": self._http,
            "folder": self._folder,
            "ftps": self._files,
            "sftp": self._files,
            "imap": self._mail,
        }
        try:
            return ways[question.kind](question)
        except WiredeskError as error:
            return Answer(error=error)

    def _http(self, question: Question) -> Answer:
        credentials = question.credentials
        response = egress.fetch(
            question.address,
            policy=egress.Policy(allow=question.allow, ca_file=credentials.ca_file),
            etag=question.etag, last_modified=question.last_modified, headers=_authorised(credentials),
            lines=self._lines,
        ).good()  # fmt: skip
        changes: dict[str, str] = {}
        if response.status != 304:
            # Marks of an answer that brings none are none: an old one would hide what is new.
            changes = {"etag": _short(response.etag, 500), "last_modified": _short(response.last_modified, 100)}
        if response.permanent_url:
            changes["address"] = response.permanent_url
        links = dict(reversed(response.links)) or _links_in(response.body)
        if "hub" in links:
            changes |= {"hub": links["hub"], "topic": links.get("self", question.address)}
        fresh = min(float(response.max_age or 0), MOST_FRESH)
        if response.status == 304:
            return Answer(changes=changes, fresh=fresh)
        arrival = Arrival(response.body, question.address, response.content_type)
        return Answer((arrival,), changes, fresh)

    def _folder(self, question: Question) -> Answer:
        drop = self._drops.setdefault(question.wire, folder.Drop(Path(question.address)))
        found: list[Arrival] = []
        more = False
        for each in drop.ready(now=question.now, known=question.known):
            if len(found) >= MOST_FILES:
                more = True
                break
            found.append(Arrival(each.body, each.name, mark=each.mark))
        return Answer(tuple(found), more=more, refused=_sentences(drop.refused))

    def _files(self, question: Question) -> Answer:
        policy = _policy(question)
        place = dialling.place(question.address, policy=policy)
        remote = self._remotes.setdefault(question.wire, Remote(place.path))
        visit = _FILES[question.kind](place, question.credentials, policy=policy)
        files = remote.ready(visit, now=question.now, known=question.known)
        arrivals = tuple(Arrival(each.body, each.name, mark=each.mark) for each in files)
        return Answer(arrivals, more=remote.more, refused=_sentences(remote.refused))

    def _mail(self, question: Question) -> Answer:
        policy = _policy(question)
        place = dialling.place(question.address, policy=policy)
        taken = imap.take(
            place, question.credentials, policy=policy, known=question.known, stored=question.stored
        )  # fmt: skip
        arrivals = tuple(
            Arrival(each.body, f"message {each.handle}", "message/rfc822", mark=_mark(each.handle), handle=each.handle)
            for each in taken.messages
        )
        return Answer(arrivals, more=taken.more, marked=taken.marked, refused=_sentences(taken.refused))


def _links_in(body: bytes) -> dict[str, str]:
    """Return the hub that a feed names in its own head, and its own address there; only web addresses."""
    found: dict[str, str] = {}
    for link in _LINK.findall(body[:HEAD]):
        given = {name: html.unescape(value.decode("utf-8", "replace")) for name, _, value in _ATTRIBUTE.findall(link)}
        relation, href = given.get(b"rel", ""), given.get(b"href", "").strip()
        if relation in ("hub", "self") and href.startswith(("https://", "http://")):
            found.setdefault(relation, href)
    return found if "hub" in found else {}


def _policy(question: Question) -> egress.Policy:
    return replace(egress.Policy(allow=question.allow, ca_file=question.credentials.ca_file), timeout=VISIT_SECONDS)


def _authorised(credentials: Credentials) -> dict[str, str]:
    if credentials.token:
        return {"Authorization": f"Bearer {credentials.token}"}
    if credentials.user:
        both = f"{credentials.user}:{credentials.password}".encode()
        return {"Authorization": f"Basic {b64encode(both).decode()}"}
    return {}


def _mark(handle: str) -> str:
    return hashlib.sha256(handle.encode()).hexdigest()


def _short(value: str, most: int) -> str:
    """A mark that is longer than its column is left out: half of it would match nothing."""
    return value if len(value) <= most else ""


def _sentences(refused: Any) -> tuple[str, ...]:
    found: list[Refused] = list(refused)
    return tuple(f"{each.subject} {each.reason}" for each in found[:20])
