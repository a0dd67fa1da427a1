"""Parse foreign bytes in processes that can be killed.

A thread that hangs in a parser can't be stopped, and a parser that eats the memory takes the whole desk with it. So
bytes go to a child with limits; one that is too slow, too large or dies costs one item.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from wiredesk.adapters import item_json
from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Item

READER = "wiredesk.core.formats:read"
_START = 30.0  # seconds for a child to load its parsers on a machine under load
_LONGEST_ANSWER = 256_000_000
_CHUNK = 1 << 16


class Pool:
    """A few parser processes that are used again.

    Safe for threads; a worker process that is forked from this one gets children of its own.

    Args:
        size: How many parse at the same time; they are started when first needed.
        seconds: Time for one read.
        memory: Bytes of address space for one child.
        reader: `module:function`, called like `core.formats.read`, if it isn't that.
    """

    def __init__(self, size: int = 1, seconds: float = 10.0, memory: int = 1_000_000_000, reader: str = READER) -> None:
        self._size = size
        self._seconds = seconds
        self._memory = memory
        self._reader = reader
        self._idle: list[_Child] = []
        self._forget()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self,
        data: bytes,
        *,
        name: str = "",
        format: str | None = None,
        profile: str | None = None,
        now: datetime | None = None,
    ) -> tuple[Item, ...]:
        """Read an agency's bytes; arguments as for `core.formats.read`.

        Raises:
            Unreadable: No format understands them, or reading them takes too long or too much memory.
        """
        task = {"size": len(data), "name": name, "format": format, "profile": profile}
        task["now"] = now.isoformat() if now else None
        subject = name or "input"
        with self._child() as child:
            answer = child.ask(json.dumps(task).encode("ascii") + b"\n", data, subject)
            if "memory" in answer:
                raise Unreadable(subject, f"needed more than {self._memory // 1_000_000} MB of memory to read")
        return _items(answer, subject)

    def work(self, data: bytes, *, name: str = "input", **options: Any) -> dict[str, Any]:
        """Let the reader do another work on bytes than reading items, such as making a picture ours.

        Args:
            data: The bytes.
            name: What to call them in an error.
            **options: Keyword arguments of the reader, as plain JSON values.

        Returns:
            The reader's answer. A child that bytes took over can answer anything, so each value is to be checked.

        Raises:
            Unreadable: The reader says so, or it takes too long or too much memory.
        """
        task = {"size": len(data), "work": options}
        with self._child() as child:
            answer = child.ask(json.dumps(task).encode("ascii") + b"\n", data, name)
            if "memory" in answer:
                raise Unreadable(name, f"needed more than {self._memory // 1_000_000} MB of memory")
        if isinstance(answer.get("answer"), dict):
            found: dict[str, Any] = answer["answer"]
            return found
        raise Unreadable(
            name, str(answer.get("unreadable") or f"our reader failed on it ({answer.get('broken', '?')})")
        )

    def close(self) -> None:
        """Kill the children. The pool can be used again, with new ones."""
        if self._pid != os.getpid():
            return  # they belong to the process that this one was forked from
        with self._lock:
            _kill(self._idle, self._pid)

    def _forget(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(self._size)
        self._idle = []
        # Also at the end of the program, so that a hanging child does not outlive it.
        weakref.finalize(self, _kill, self._idle, self._pid)

    @contextlib.contextmanager
    def _child(self) -> Iterator[_Child]:
        """Lend a living child; it comes back only when it gave a whole answer."""
        if self._pid != os.getpid():
            for inherited in self._idle:
                inherited.let_go()
            self._forget()
        with self._turns:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is not None and not child.alive():
                child.kill()
                child = None
            child = child or _Child(self._reader, self._memory, self._seconds)
            try:
                yield child
            except BaseException:
                child.kill()
                raise
            with self._lock:
                self._idle.append(child)


def _kill(children: list[_Child], pid: int) -> None:
    while pid == os.getpid() and children:
        children.pop().kill()


def _items(answer: dict[str, Any], subject: str) -> tuple[Item, ...]:
    if "items" in answer:
        try:
            return tuple(item_json.load(each) for each in answer["items"])
        except (ValueError, TypeError):
            raise Unreadable(subject, "the parser gave an answer that is no list of items") from None
    if "unreadable" in answer:
        raise Unreadable(subject, str(answer["unreadable"]))
    raise Unreadable(subject, f"our reader failed on it ({answer.get('broken', 'no reason given')})")


class _Child:
    """One process, and one question at a time."""

    def __init__(self, reader: str, memory: int, seconds: float) -> None:
        self._seconds = seconds
        # Nothing of our environment goes along: it holds keys.
        env = {"PYTHONPATH": os.pathsep.join(each or os.getcwd() for each in sys.path), "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-P", "-m", "wiredesk.adapters.parser_process", reader, str(memory), str(seconds)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            cwd=Path("/"),
            bufsize=0,
        )
        pipes = self._process.stdin, self._process.stdout
        self._in, self._out = (each.fileno() for each in pipes if each is not None)
        os.set_blocking(self._in, False)
        try:
            if "ready" not in self._talk([], time.monotonic() + _START):
                raise _DiedError
        except (_DiedError, TimeoutError):
            self.kill()
            raise RuntimeError("the parser process does not start; run `python -m " + command[3] + "`") from None

    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, head: bytes, data: bytes, subject: str) -> dict[str, Any]:
        """Return its answer.

        Raises:
            Unreadable: None came in time, or it died.
        """
        try:
            return self._talk([head, data], time.monotonic() + self._seconds)
        except TimeoutError:
            raise Unreadable(subject, f"took longer than {self._seconds:g} s to read") from None
        except _DiedError:
            raise Unreadable(subject, f"the parser died of it ({self._end()})") from None

    def kill(self) -> None:
        """End it, whatever it does, and take its place in the table of processes away."""
        self._process.kill()
        self._process.wait()
        self._close()

    def let_go(self) -> None:
        """Close our ends without ending it: another process of ours still talks to it."""
        self._close()
        self._process.returncode = 0  # it is not our child, so there is nothing to wait for

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _end(self) -> str:
        self._process.kill()
        code = self._process.wait()
        return f"signal {-code}" if code < 0 else f"exit {code}"

    def _talk(self, parts: list[bytes], end: float) -> dict[str, Any]:
        """Send what there is and take a line, never waiting for one while the other is stuck."""
        waiting = [memoryview(each) for each in parts if each]
        got: list[bytes] = []
        size = 0
        while not (got and got[-1].endswith(b"\n")):
            readable, writable = self._wait(bool(waiting), end)
            if writable:
                _write(self._in, waiting)
            if readable:
                got.append(os.read(self._out, _CHUNK))
                size += len(got[-1])
                if not got[-1] or size > _LONGEST_ANSWER:
                    raise _DiedError
        return _decoded(b"".join(got))

    def _wait(self, sending: bool, end: float) -> tuple[bool, bool]:
        poll = select.poll()  # unlike select(), without a limit on the numbers of files
        poll.register(self._out, select.POLLIN)
        if sending:
            poll.register(self._in, select.POLLOUT)
        left = end - time.monotonic()
        found = dict(poll.poll(max(left, 0) * 1000)) if left > 0 else {}
        if not found:
            raise TimeoutError
        return self._out in found, self._in in found


class _DiedError(Exception):
    """The child is gone or talks nonsense."""


def _write(pipe: int, waiting: list[memoryview]) -> None:
    try:
        sent = os.write(pipe, waiting[0][:_CHUNK])
    except BlockingIOError:
        return
    except BrokenPipeError:
        waiting.clear()  # it died; its output ends too, and that is where it is noticed
        return
    waiting[0] = waiting[0][sent:]
    if not waiting[0]:
        waiting.pop(0)


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        raise _DiedError from None
    if not isinstance(answer, dict):
        raise _DiedError
    return answer
