"""The whole path on one page: the steps in their order, from an agency's bytes to a page that readers see.

    wire   fetch      ask the wires                 -> Raw         kept for ever as they came
    wire   subscribe  a wire that names a hub       -> its hub pushes what is new
    wire   read       Raw                           -> Item
    desk   group      Item                          -> Story       same text? same event?
    photos photograph a Photo that an Item names    -> its pixels, written anew
    desk   watch      a killed or held Item         -> its Story goes through again
    desk   attribute  Story                         -> Claim       who says what, who denies it
    desk   write      Story                         -> Draft       every sentence with its sources
    desk   check      Draft                         -> Finding     what the sources do not bear out
    (newsroom: a person reads, changes, approves)   -> Approval, Release
    site   obey       a Story that may not be seen  -> notice
    site   uncover    a Photo that was withdrawn    -> the pages without it
    site   rule       a Draft that a rule covers    -> Release     off unless a duty editor switched it on
    site   due        a scheduled Release           -> it may go; or it asks, because news came
    site   publish    Release                       -> Version     through the gate
    site   render     what changed                  -> files
    site   refresh    an hour passed                -> trending, news sitemap again
    site   tell       Version                       -> partners and hubs hear of it
    site   letters    a morning                     -> newsletters

Each step takes one row, judges it with the core, writes what follows in one transaction, and says whether there was
work. Nobody calls forward and nobody calls back; any number of processes may run any of them at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wiredesk.adapters import parsing
from wiredesk.desk import steps as desk
from wiredesk.desk.window import Window
from wiredesk.leases import LeaseLost
from wiredesk.photos.fetching import Fetcher
from wiredesk.settings import settings
from wiredesk.site import delivering, letters, scheduling
from wiredesk.site import steps as site
from wiredesk.site.refreshing import Refresher
from wiredesk.wire import steps as wire
from wiredesk.wire import subscribing
from wiredesk.wire.collector import Collector

log = logging.getLogger(__name__)
MOMENT = 0.3  # seconds that a step may take before the next has its turn: a scheduled text is out within five
MOST_FAILURES = 20  # of one step in a row, before the others have their turn


@dataclass(frozen=True, slots=True)
class Step:
    """One step, under the name of the command that runs it."""

    command: str
    name: str
    run: Callable[[datetime], object | None]


class Flow:
    """The steps of one process, with what it keeps in memory: the stories of the last days, and a parser."""

    def __init__(self) -> None:
        self._window = Window()
        self._collector = Collector()
        self._fetcher = Fetcher()
        self._refresher = Refresher()
        self._pool = parsing.Pool(seconds=settings.parse_seconds)
        self.steps = (
            Step("collect", "fetch", lambda now: self._collector.turn(now=now)),
            Step("collect", "subscribe", lambda now: subscribing.subscribe(now=now)),
            Step("collect", "read", lambda now: wire.read(now=now, reader=self._pool.read)),
            Step("collect", "photograph", lambda now: self._fetcher.turn(now=now)),
            Step("group", "watch", lambda now: desk.watch(now=now)),
            Step("publish", "obey", lambda now: site.obey(now=now)),
            Step("group", "group", lambda now: desk.group(now=now, window=self._window)),
            Step("attribute", "attribute", lambda now: desk.attribute(now=now)),
            Step("write", "write", lambda now: desk.write(now=now)),
            Step("check", "check", lambda now: desk.check(now=now)),
            Step("publish", "uncover", lambda now: site.uncover(now=now)),
            Step("publish", "rule", lambda now: scheduling.rule(now=now)),
            Step("publish", "due", lambda now: scheduling.due(now=now)),
            Step("publish", "publish", lambda now: site.publish(now=now)),
            Step("publish", "render", lambda now: site.render(now=now)),
            Step("publish", "refresh", lambda now: self._refresher.turn(now=now)),
            Step("publish", "tell", lambda now: delivering.tell(now=now)),
            Step("publish", "letters", lambda now: letters.send(now=now)),
        )

    def close(self) -> None:
        """End the parser's children, and give back the wires that are being asked."""
        self._collector.close()
        self._fetcher.close()
        self._pool.close()

    def once(self, step: Step, *, now: datetime) -> bool | None:
        """Run one step on one row; returns whether there was work, None when it failed.

        A lost lease is work that someone else does; any other error is logged and the row stays leased until its
        lease runs out, so that one broken row does not stop the rows behind it.
        """
        try:
            return step.run(now) is not None
        except LeaseLost as error:
            log.info("%s: %s", step.name, error)
            return True
        except Exception:
            log.exception("step %s failed; the row is tried again when its lease runs out", step.name)
            return None

    def drain(
        self, clock: Callable[[], datetime], *, command: str = "", progress: Callable[[str], None] | None = None
    ) -> int:
        """Run the steps (of one command, or all) until none finds work; returns how many rows were done."""
        done = 0
        steps = [step for step in self.steps if command in ("", step.command)]
        busy = True
        while busy:
            busy = False
            for step in steps:
                failures = 0
                while failures < MOST_FAILURES and (worked := self.once(step, now=clock())) is not False:
                    if worked is None:
                        failures += 1  # the rows behind a broken one are still taken, but not without end
                        continue
                    busy = True
                    done += 1
                    if progress is not None:
                        progress(step.name)
        return done

    def turn(self, clock: Callable[[], datetime]) -> bool:
        """Run each step on up to some rows for up to a moment each; for a worker's loop.

        What has its hour (a scheduled text, a kill) waits for one row of each other step at the most, and in a busy
        house for some tenths of a second of each.
        """
        busy = False
        for step in self.steps:
            ends = time.monotonic() + MOMENT
            for _ in range(20):
                if not self.once(step, now=clock()):
                    break
                busy = True
                if time.monotonic() > ends:
                    break
        return busy
