"""A folder into which an agency drops files.

Files stay where they are and are known by name and digest, so that a crash loses nothing and a second look brings
nothing new. A file that is still being written is left for the next look.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from wiredesk.core.errors import Refused, Unreachable

DEEPEST = 8  # folders in folders
MOST_ENTRIES = 50_000  # names looked at in one look; an endless tree costs no more
HALF_WRITTEN = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~")
_Mark = tuple[int, int, int]  # size, time of the last change of bytes, file number


@dataclass(frozen=True, slots=True)
class File:
    """A file that is complete."""

    name: str
    body: bytes
    digest: str
    """SHA-256 (hex) of the bytes."""
    mark: str
    """Digest of name, size and time: what to give as `known` at the next look to save reading it again."""


class Drop:
    """A folder to look into again and again.

    Folders in it are read too, some way down. Links are never followed, neither to files nor to folders, so that nobody
    who may drop files here can make us read others.

    Args:
        path: The folder.
        settle: Seconds for which a file must have stayed the same.
        max_bytes: A larger file is passed over and named in `refused`.
        done: A folder inside it to which `finish` moves files; "" to leave them.
        deepest: How many folders down; 0 for the folder itself only.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        settle: float = 2.0,
        max_bytes: int = 20_000_000,
        done: str = "",
        deepest: int = DEEPEST,
    ) -> None:
        self.path = Path(path)
        self.settle = settle
        self.max_bytes = max_bytes
        self.done = done
        self.deepest = deepest
        self.refused: list[Refused] = []
        """What the last look passed over, and why."""
        self._seen: dict[str, tuple[float, _Mark]] = {}

    def ready(self, *, now: float, known: Collection[str] = ()) -> Iterator[File]:
        """Yield the complete files, oldest first; one is read only when it is asked for.

        A file is complete when it was last touched `settle` seconds ago, or when two looks that far apart found the
        same size and time (which counts when the clock of the sender's disk runs ahead of ours).

        Args:
            now: Seconds since 1970.
            known: Marks of files that need not be read again.

        Raises:
            Unreachable: There is no such folder, or it can't be read.
        """
        self.refused = []
        found = self._list()
        complete = [(facts, name) for name, facts in found.items() if self._settled(name, facts, now)]
        self._seen = {name: seen for name, seen in self._seen.items() if name in found}
        for facts, name in sorted(complete, key=lambda each: (each[0].st_mtime_ns, each[1])):
            if _marked(name, facts) in known:
                continue
            if facts.st_size > self.max_bytes:
                self.refused.append(Refused(name, f"is larger than {self.max_bytes} bytes"))
                continue
            file = self._read(name, facts)
            if file is not None:
                yield file

    def finish(self, file: File) -> None:
        """Move a file whose content is stored into the `done` folder; does nothing when there is none."""
        if not self.done:
            return
        target = self.path / self.done
        target.mkdir(exist_ok=True)
        source = self.path / file.name
        if source.is_file() and not source.is_symlink():
            # The digest keeps a second file of the same name from replacing the first.
            source.replace(target / f"{file.digest[:12]}-{source.name}")

    def _list(self) -> dict[str, os.stat_result]:
        found: dict[str, os.stat_result] = {}
        waiting = [("", 0)]
        left = MOST_ENTRIES
        while waiting:
            below, depth = waiting.pop()
            for name, facts in self._entries(below):
                left -= 1
                if left < 0:
                    self.refused.append(
                        Refused(str(self.path), f"holds more than {MOST_ENTRIES} names; the rest waits")
                    )
                    return found
                path = f"{below}/{name}" if below else name
                if stat.S_ISREG(facts.st_mode):
                    found[path] = facts
                elif stat.S_ISDIR(facts.st_mode) and depth < self.deepest and path != self.done:
                    waiting.append((path, depth + 1))
        return found

    def _entries(self, below: str) -> Iterator[tuple[str, os.stat_result]]:
        """Yield name and facts of what stands in one folder."""
        try:
            handle = self._open(below, os.O_DIRECTORY)
        except OSError as error:
            if below:
                return  # taken away, or became a link, between the list and the look
            raise Unreachable(str(self.path), f"the folder can't be read ({error.strerror})") from None
        try:
            with os.scandir(handle) as entries:
                for entry in entries:
                    facts = _facts(entry)
                    if facts is not None:
                        yield entry.name, facts
        except OSError as error:
            raise Unreachable(str(self.path), f"the folder can't be read ({error.strerror})") from None
        finally:
            os.close(handle)

    def _open(self, below: str, flags: int) -> int:
        """Open what stands at a path below the folder, each step of it without following a link.

        Raises:
            OSError: It is gone, or a step became a link.
        """
        handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        parts = below.split("/") if below else []
        for place, part in enumerate(parts):
            last = flags if place == len(parts) - 1 else os.O_DIRECTORY
            try:
                following = os.open(
                    part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | last, dir_fd=handle
                )
            finally:
                os.close(handle)
            handle = following
        return handle

    def _settled(self, name: str, facts: os.stat_result, now: float) -> bool:
        # The time of the last touch is set by the system and can't be kept from the original, as the time of the
        # last change of bytes can be by copying tools. It is of no use where another clock wrote it.
        touched = facts.st_ctime if facts.st_ctime <= now else facts.st_mtime
        if touched <= now - self.settle:
            return True
        mark = _mark(facts)
        first, before = self._seen.get(name, (now, mark))
        if before != mark:
            first = now
        self._seen[name] = (first, mark)
        return now - first >= self.settle

    def _read(self, name: str, facts: os.stat_result) -> File | None:
        """Read a file that was listed; None when it is gone, became something else, or changes meanwhile."""
        try:
            handle = self._open(name, 0)
        except OSError as error:
            self.refused.append(Refused(name, f"can't be read ({error.strerror})"))
            return None
        with os.fdopen(handle, "rb") as stream:
            opened = os.fstat(handle)
            if not stat.S_ISREG(opened.st_mode) or _mark(opened) != _mark(facts):
                return None
            body = stream.read(self.max_bytes + 1)
            if _mark(os.fstat(handle)) != _mark(facts) or len(body) != facts.st_size:
                return None
        return File(name, body, hashlib.sha256(body).hexdigest(), _marked(name, facts))


def _facts(entry: os.DirEntry[str]) -> os.stat_result | None:
    if entry.name.startswith(".") or entry.name.lower().endswith(HALF_WRITTEN):
        return None
    try:
        facts = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # taken away between the list and the look
    return facts if stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode) else None


def _mark(facts: os.stat_result) -> _Mark:
    return facts.st_size, facts.st_mtime_ns, facts.st_ino


def _marked(name: str, facts: os.stat_result) -> str:
    mark = f"{name}\x1f{facts.st_size}\x1f{facts.st_mtime_ns}"
    return hashlib.sha256(mark.encode("utf-8", "surrogateescape")).hexdigest()
