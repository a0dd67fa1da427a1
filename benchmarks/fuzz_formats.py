"""Fuzzing the readers of formats with atheris: no exception but Unreadable, no text that takes 2 s, no word unaccounted for.

    python benchmarks/fuzz_formats.py CORPUS_FOLDER [-max_total_time=120 …]

atheris (`pip install atheris`) is no dependency of ours. The folder holds files to begin with, such as tests/corpus/formats;
what libFuzzer finds is written into the present folder as `crash-…` or `timeout-…`.
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["wiredesk.core.formats"]):
    from wiredesk.core import formats

from wiredesk.core.errors import WiredeskError

SLOW = 2.0  # CPU seconds


def one(data: bytes) -> None:
    """Read some bytes, and the item back from our own output."""
    begun = time.process_time()
    try:
        items = formats.read(data)
    except WiredeskError:
        items = ()
    for item in items:
        if item.words_in != item.words_out + sum(each.words for each in item.dropped):
            raise AssertionError("words are not accounted for")
        formats.ninjs.load(formats.ninjs.dump(item))
    spent = time.process_time() - begun
    if spent > SLOW:
        raise TimeoutError(f"took {spent:.1f} s for {len(data)} bytes")


def main() -> None:
    """Fuzz."""
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
