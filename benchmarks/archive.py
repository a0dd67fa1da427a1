"""Measure `wiredesk backfill` on an invented archive: items a second, memory, a worker killed in the middle, stories.

    python benchmarks/archive.py [--items 200000] [--words 40] [--days 60] [--engine local dask] [--workers 2] [--no-kill]

Makes an archive (the items of benchmarks/grouping.py as JSON Lines), groups it as one stream, then runs the command with
each engine, kills one of its workers when the work is about half done, and compares: how many items came out, how fast,
how much memory the command and all its processes held at once, and how far the stories are those of the stream.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from grouping import Press, f_measure, memory

from wiredesk.core.matching import Document, stream

LOOK = 0.5  # seconds between two looks at the processes


def archive(path: Path, items: int, words: int, days: int) -> Iterator[tuple[Document, str]]:
    """Write the archive, and yield its documents with their true stories."""
    made = Press(words).items(timedelta(days=days) / items)
    with path.open("w", encoding="utf-8") as out:
        for document, story in itertools.islice(made, items):
            row = {"id": document.id, "time": document.time.isoformat(), "title": document.title, "text": document.text}
            out.write(json.dumps(row | {"language": "en", "agency": document.agency}) + "\n")
            yield replace(document, guid=document.id), story


def family(parent: int) -> list[int]:
    """Return a process and all that came from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(told[1]), []).append(int(entry.name))
    found = [parent]
    for pid in found:
        found += parents.get(pid, [])
    return found


def held(pids: list[int]) -> float:
    """Return the memory of some processes, in MB; pages that they share count for each."""
    total = 0
    for pid in pids:
        try:
            told = Path(f"/proc/{pid}/statm").read_text().split()
        except OSError:
            continue
        total += int(told[1]) * os.sysconf("SC_PAGE_SIZE")
    return total / 2**20


def worker(pids: list[int]) -> int | None:
    """Return the process, other than the command's own, that worked most."""
    spent: dict[int, int] = {}
    for pid in pids[1:]:
        try:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        spent[pid] = int(told[11]) + int(told[12])
    return max(spent, key=spent.__getitem__) if spent else None


def run(path: Path, out: Path, engine: str, workers: int, *, kill: bool) -> tuple[float, float, int, str]:
    """Run the command; returns seconds, the most MB at once, how many workers were killed, and what it printed."""
    code = "from wiredesk.cli import main; main()"
    command = [sys.executable, "-c", code, "backfill", str(path), "--out", str(out)]
    began, most, killed = time.monotonic(), 0.0, 0
    with subprocess.Popen(
        [*command, "--engine", engine, "--workers", str(workers)], stdout=subprocess.PIPE, text=True
    ) as going:
        while going.poll() is None:
            time.sleep(LOOK)
            pids = family(going.pid)
            most = max(most, held(pids))
            if kill and not killed and len(list((out / "grouped").glob("*[0-9].jsonl"))) >= 2:
                victim = worker(pids)
                if victim is not None:
                    os.kill(victim, signal.SIGKILL)
                    killed += 1
        told = going.stdout.read() if going.stdout else ""
    return time.monotonic() - began, most, killed, told.strip()


def compared(said: dict[str, str], streamed: dict[str, str]) -> tuple[float, int]:
    """Return BCubed F of one grouping against the other, and how many items have other companions."""
    pairs = [(streamed[key], story) for key, story in said.items()]
    both, left, right = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return f_measure(pairs), sum(n for pair, n in both.items() if not n == left[pair[0]] == right[pair[1]])


def main() -> None:
    """Make the archive, stream it, run the engines, print."""
    parser = argparse.ArgumentParser(description="Measure backfill.")
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--engine", nargs="+", default=["local", "dask"])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-kill", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        made = archive(path, arguments.items, arguments.words, arguments.days)
        true: dict[str, str] = {}

        def documents() -> Iterator[Document]:
            for document, story in made:
                true[document.id] = story
                yield document

        began = time.monotonic()
        streamed = {document.id: str(decision.story) for document, decision in stream(documents())}
        seconds = time.monotonic() - began
        f = f_measure([(true[key], story) for key, story in streamed.items()])
        print(f"{len(streamed)} items, {path.stat().st_size / 2**20:.0f} MB; as one stream: {len(streamed) / seconds:.0f} items/s "
              f"with their making, {memory():.0f} MB, B3 F {f:.3f} to the true stories", flush=True)  # fmt: skip
        for engine in arguments.engine:
            out = Path(folder) / engine
            seconds, most, killed, told = run(path, out, engine, arguments.workers, kill=not arguments.no_kill)
            with (out / "stories.jsonl").open(encoding="utf-8") as lines:
                said = {row["id"]: row["story"] for row in map(json.loads, lines)}
            same, other = compared(said, streamed)
            print(f"{engine}, {arguments.workers} workers, {killed} killed: {len(said) / seconds:.0f} items/s, {most:.0f} MB at "
                  f"once; {told}; B3 F {same:.4f} to the stream, {other} items with other companions", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
