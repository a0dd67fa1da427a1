"""Running the newsroom: a web server and a worker, each by itself or both in one process group."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from types import FrameType

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from wiredesk import clock
from wiredesk.core.errors import Misconfigured
from wiredesk.flow import Flow
from wiredesk.newsroom import live
from wiredesk.settings import settings

THREADS = live.MOST_STREAMS + 8  # a desk that listens keeps a sleeping thread; the others answer
STOP_SECONDS = 5  # a server that stops waits so long for open answers; desks that listen come back by themselves
IDLE_SECONDS = 0.25  # a kill is obeyed, and an approval goes out, well within a second of its row


def fit_to_run() -> None:
    """Refuse to serve with settings that no newsroom should have in public.

    Raises:
        Misconfigured: Says which and why.
    """
    if len(settings.secret_key) < 32:
        raise Misconfigured("WIREDESK_SECRET_KEY", "is missing or shorter than 32 characters: run `wiredesk init`")
    local = settings.base_url.split("://", 1)[1].split("/")[0].split(":")[0] in {"127.0.0.1", "localhost"}
    if settings.debug and not local:
        raise Misconfigured("WIREDESK_DEBUG", "must be off where readers come")


def serve(host: str, port: int) -> None:
    """Serve the site and the desk until a signal ends it."""
    Granian(
        "wiredesk.server:application", address=host, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=THREADS, workers_kill_timeout=STOP_SECONDS, log_enabled=True, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


def work() -> None:
    """Run the steps until a signal ends it; the row in hand is finished first."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    flow = Flow()
    try:
        while not stop.is_set():
            if not flow.turn(clock.now):
                stop.wait(IDLE_SECONDS)
    finally:
        flow.close()


def both(host: str, port: int) -> None:
    """Run the worker beside the web server; when one ends, so does the other."""
    worker = subprocess.Popen([sys.executable, "-m", "wiredesk", "run", "--worker"])
    try:
        serve(host, port)
    finally:
        worker.terminate()
        try:
            worker.wait(timeout=20)
        except subprocess.TimeoutExpired:
            worker.kill()
