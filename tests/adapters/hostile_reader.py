"""Stands in the parser process for a parser on which hostile bytes work."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import time
from datetime import datetime

from wiredesk.core.errors import Unreadable
from wiredesk.core.model import Item


def read(
    data: bytes,
    *,
    name: str,
    format: str | None,
    profile: str | None,
    now: datetime | None,
) -> tuple[Item, ...]:
    what = data.split(b" ")[0].decode()
    if what == "sleep":
        time.sleep(60)
    elif what == "backtrack":  # never gives the interpreter a chance to look at a signal
        re.match(r"(a+)+$", "a" * 40 + "b")
    elif what == "crash":
        ctypes.string_at(0)
    elif what == "exit":
        os._exit(3)
    elif what == "memory":
        bytearray(4_000_000_000)
    elif what == "broken":
        raise ZeroDivisionError("words of the copy")
    elif what == "unreadable":
        raise Unreadable(name, "is broken at line 3")
    elif what == "print":
        print('{"items": []}')
        sys.stdout.flush()
        os.write(1, b'{"items": []}\n')
    elif what == "environment":
        return (Item("env", " ".join(sorted(os.environ)), ""),)
    elif what == "file":
        with open("wiredesk-must-not-be-written", "wb") as out:
            out.write(b"x")
    return (Item(str(os.getpid()), name, repr((len(data), format, profile)), version_created=now),)
