"""The process in which foreign bytes are parsed. Started by `parsing.Pool`; it can be killed at any moment.

It reads a line of JSON and then as many bytes as that line says, and answers with one line of JSON, until its input
ends. It has a limit of memory and, for each task, of processor time; it can write no file.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import resource
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO

from wiredesk.adapters import item_json
from wiredesk.core.errors import Unreadable

Reader = Callable[..., Any]  # gives items, or to `work` plain JSON values


def main(reader: str, memory: int, seconds: float) -> None:
    """Answer until the input ends.

    Args:
        reader: `module:function`, called like `core.formats.read`.
        memory: Bytes of address space.
        seconds: Processor time for one task; twice the time that the pool waits, as a second fence.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not be taken for an answer
    module, _, function = reader.partition(":")
    read = getattr(importlib.import_module(module), function)
    _fence(memory)
    _say(answers, {"ready": True})
    tasks = sys.stdin.buffer
    while line := tasks.readline():
        task = json.loads(line)
        data = tasks.read(task.pop("size"))
        _allow(seconds)
        answer = _answer(read, data, task)
        _say(answers, answer)
        if "memory" in answer:
            return  # what is left of the memory is not to be trusted for the next task


def _fence(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + 2 * seconds) + 1, hard))


def _answer(read: Reader, data: bytes, task: dict[str, Any]) -> dict[str, Any]:
    now = task.pop("now", None)
    try:
        if "work" in task:
            return {"answer": read(data, **task["work"])}
        items = read(data, now=datetime.fromisoformat(now) if now else None, **task)
        return {"items": [item_json.dump(each) for each in items]}
    except Unreadable as error:
        return {"unreadable": error.reason}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # whatever a parser does on hostile bytes costs this one item and nothing else
        return {"broken": _where(error)}


def _where(error: BaseException) -> str:
    """Name the error and the line it came from, without its message: that may quote the copy."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"


def _say(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
