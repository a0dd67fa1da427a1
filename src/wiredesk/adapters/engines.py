"""Where many pieces of work run: processes of this machine, or an engine that spreads them over several."""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from wiredesk.core.errors import NotAllowed

Task = TypeVar("Task")
Answer = TypeVar("Answer")

TRIES = 3  # a piece of work whose worker dies is tried so often
ENGINES = ("local", "dask")


def run(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    engine: str = "local",
    workers: int = 2,
    scheduler: str = "",
) -> Iterator[Answer]:
    """Yield the answers as they come, in no order; a worker that dies costs its piece a new try.

    Args:
        work: A function of a module, which every worker can import.
        tasks: What it is called with, once each.
        engine: One of ENGINES.
        workers: How many processes, where no scheduler is given.
        scheduler: The address of a running Dask scheduler, instead of processes of this machine.

    Raises:
        NotAllowed: The engine is not installed, or a piece of work cost three workers.
    """
    if not tasks:
        return
    yield from _dask(work, tasks, workers, scheduler) if engine == "dask" else _local(work, tasks, workers)


def _local(work: Callable[[Task], Answer], tasks: Sequence[Task], workers: int) -> Iterator[Answer]:
    waiting = list(enumerate(tasks))
    context = multiprocessing.get_context("spawn")  # a fork would copy whatever the parent holds
    for _ in range(TRIES):
        with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
            running = {pool.submit(work, task): number for number, task in waiting}
            done = set()
            try:
                for future in as_completed(running):
                    answer = future.result()
                    done.add(running[future])
                    yield answer
            except BrokenProcessPool:
                # One died and took the pool along: what it had not answered is asked again.
                pass
        waiting = [each for each in waiting if each[0] not in done]
        if not waiting:
            return
    raise NotAllowed("the archive", f"{len(waiting)} pieces of work cost {TRIES} workers each; the rest is kept")


def _dask(work: Callable[[Task], Answer], tasks: Sequence[Task], workers: int, scheduler: str) -> Iterator[Answer]:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise NotAllowed("dask", "is not installed: pip install 'wiredesk[archive]'") from None
    # No dashboard: nothing listens but what the work needs, and that on this machine only.
    own = (
        {}
        if scheduler
        else {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    )
    with distributed.Client(scheduler, **own) if scheduler else distributed.Client(**own) as client:
        futures = client.map(work, list(tasks), pure=False, retries=TRIES - 1)
        for _, answer in distributed.as_completed(futures, with_results=True):
            yield answer
