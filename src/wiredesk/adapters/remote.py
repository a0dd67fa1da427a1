"""Folders on other people's servers, whatever the protocol: which files are complete and new.

Files stay where they are. One is taken when two visits found the same size and time, or when it is old enough, and only
when as many bytes came as were announced; so a file that is still being sent is left for the next visit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from wiredesk.adapters.folder import DEEPEST, HALF_WRITTEN, MOST_ENTRIES, File
from wiredesk.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Entry:
    """What a server's list says of one name."""

    name: str
    folder: bool
    size: int | None
    modified: float | None
    """Seconds since 1970, where the server says it."""
    stamp: str
    """Its time as the server writes it."""


class Server(Protocol):
    """One visit to a server."""

    def entries(self, path: str) -> Iterator[Entry]:
        """Yield what stands in a folder: files and folders, never links."""

    def read(self, path: str, *, most: int) -> bytes:
        """Return a file's bytes; one more than `most` when it is longer."""


class Remote:
    """A folder on a server, to be visited again and again.

    Args:
        path: The folder, as the server names it.
        settle: Seconds for which a file must have stayed the same.
        max_bytes: A larger file is passed over and named in `refused`.
        most: Files taken at one visit; the rest comes at the next.
    """

    def __init__(self, path: str, *, settle: float = 20.0, max_bytes: int = 20_000_000, most: int = 200) -> None:
        self.path = path
        self.settle = settle
        self.max_bytes = max_bytes
        self.most = most
        self.refused: list[Refused] = []
        """What the last visit passed over, and why."""
        self.more = False
        """Whether the last visit left files for the next one."""
        self._seen: dict[str, tuple[float, str]] = {}

    def ready(self, visit: AbstractContextManager[Server], *, now: float, known: Collection[str] = ()) -> list[File]:
        """Return the complete files that are not known, oldest first.

        Args:
            visit: Connects when it is entered.
            now: Seconds since 1970.
            known: Marks of files that need not be read again.

        Raises:
            Unreachable: The server does not answer, or breaks off before the first file.
            Refused: Our own rules forbid it.
        """
        self.refused, self.more = [], False
        found: list[File] = []
        with visit as server:
            waiting = dict(_walk(server, self.path))
            self._seen = {name: seen for name, seen in self._seen.items() if name in waiting}
            for name, entry in sorted(waiting.items(), key=lambda each: (each[1].modified or 0.0, each[0])):
                mark = hashlib.sha256(f"{name}\x1f{entry.size}\x1f{entry.stamp}".encode()).hexdigest()
                if mark in known or not self._settled(name, entry, mark, now):
                    continue
                if len(found) >= self.most:
                    self.more = True
                    break
                body = self._read(server, name, entry)
                if body is not None:
                    found.append(File(name, body, hashlib.sha256(body).hexdigest(), mark))
        return found

    def _settled(self, name: str, entry: Entry, mark: str, now: float) -> bool:
        # The clock of another machine may be hours off, so an old time counts only when it lies well back.
        if entry.modified is not None and entry.modified <= now - 60 * self.settle:
            return True
        first, before = self._seen.get(name, (now, mark))
        if before != mark:
            first = now
        self._seen[name] = (first, mark)
        return now - first >= self.settle

    def _read(self, server: Server, name: str, entry: Entry) -> bytes | None:
        if entry.size is not None and entry.size > self.max_bytes:
            self.refused.append(Refused(name, f"is larger than {self.max_bytes} bytes"))
            return None
        body = server.read(f"{self.path}/{name}", most=self.max_bytes)
        if len(body) > self.max_bytes:
            self.refused.append(Refused(name, f"is larger than {self.max_bytes} bytes"))
            return None
        return body if entry.size is None or len(body) == entry.size else None


def _walk(server: Server, top: str) -> Iterator[tuple[str, Entry]]:
    """Yield (path below the top, entry) for each file that is meant for us; deep and endless trees are cut."""
    waiting = [("", 0)]
    left = MOST_ENTRIES
    while waiting:
        below, depth = waiting.pop()
        for entry in server.entries(f"{top}/{below}".rstrip("/") or "/"):
            left -= 1
            if left < 0:
                return
            if not _wanted(entry.name):
                continue
            path = f"{below}/{entry.name}" if below else entry.name
            if not entry.folder:
                yield path, entry
            elif depth < DEEPEST:
                waiting.append((path, depth + 1))


def _wanted(name: str) -> bool:
    """Say whether a name that a server gives is one, and not a way to somewhere else or into a command."""
    if not name or name.startswith(".") or name.lower().endswith(HALF_WRITTEN):
        return False
    return not any(each in name for each in "/\\\0\r\n")
