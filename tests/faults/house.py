"""A real newsroom in a folder, worked by real processes: for tests of faults."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
LOOK = Path(__file__).with_name("look.py")


class House:
    """One newsroom on SQLite."""

    def __init__(self, folder: Path, *, lease_seconds: float = 2.0) -> None:
        self.wires = folder / "wires"
        self.wires.mkdir(parents=True)
        self.env = os.environ | {
            "WIREDESK_HOME": str(folder / "home"),
            "WIREDESK_DATABASE_URL": "",
            "WIREDESK_RECORD_URL": "",
            "WIREDESK_SECRET_KEY": "k" * 48,
            "WIREDESK_LEASE_SECONDS": str(lease_seconds),
            "WIREDESK_POLL_SECONDS": "0.5",
            "PYTHONWARNINGS": "ignore",
        }

    def command(self, *arguments: str) -> str:
        """Run `wiredesk …` to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "wiredesk", *arguments], env=self.env, capture_output=True, text=True, timeout=180
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def generate(self, items: int) -> None:
        """Drop generated copy into the folder, old enough to be complete."""
        script = REPOSITORY / "benchmarks" / "generate.py"
        subprocess.run(
            [sys.executable, str(script), "--items", str(items), "--seed", "7", "--out", str(self.wires)],
            check=True, capture_output=True, timeout=60,
        )  # fmt: skip
        time.sleep(2.2)

    def worker(self) -> subprocess.Popen[bytes]:
        """Start one worker."""
        return subprocess.Popen(
            [sys.executable, "-m", "wiredesk", "run", "--worker"], env=self.env, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def look(self, what: str = "state") -> Any:
        """Look at the newsroom from outside, or approve all that may be (`approve`)."""
        done = subprocess.run(
            [sys.executable, str(LOOK), what], env=self.env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def wait(self, seconds: float, *, items: int) -> dict[str, Any]:
        """Wait until nothing waits and this many items are stored."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state: dict[str, Any] = self.look()
            if state["waiting"] == 0 and len(state["items"]) >= items:
                return state
            time.sleep(0.5)
        raise AssertionError(f"not done in {seconds} s: {self.look()}")


def stop(workers: list[subprocess.Popen[bytes]], number: int = signal.SIGTERM) -> None:
    """End workers."""
    for worker in workers:
        worker.send_signal(number)
    for worker in workers:
        worker.wait(timeout=30)
