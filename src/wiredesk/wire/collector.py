"""Asking many wires at a time: a few threads ask, this one alone touches the database.

All wires of a host that are due are leased in one go and asked one after the other over one connection: one wire of a
host is asked at a time, in all processes together. What a thread brought is stored, with the wires' new marks, in one
transaction; a process that dies between costs nothing but a second question.
"""

from __future__ import annotations

import hashlib
import math
import queue
import random
import threading
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wiredesk.adapters import egress
from wiredesk.adapters.keyring import Keyring
from wiredesk.leases import LeaseLost
from wiredesk.settings import settings
from wiredesk.wire.asking import Answer, Arrival, Asker, Question
from wiredesk.wire.models import Raw, Seen, Wire

BACK_OFF = 3600.0  # a failing wire is asked at least once an hour, unless its server asks for more patience
PATIENCE = 86_400.0  # and at least once a day even then
LOCAL_SECONDS = 5.0  # how often a folder of this machine is looked into
PUSHED = 10  # times as long for a wire whose hub pushes: polling only catches what a hub lost
WAIT = 0.02  # seconds that one turn waits for an answer that is under way
MOST = 400  # wires leased in one go
TRAIN = 50  # wires of one host that are asked one after the other under one lease
TRAIN_SECONDS = 15.0  # after that the rest of them is given back, well before the lease ends
LOOK_SECONDS = 0.5  # while answers are under way, how often is looked for wires that fell due meanwhile
FLUSH_SECONDS, FLUSH_BYTES = 0.2, 4_000_000  # what a thread brought is handed over after so long, or so much
# A wire is held while its answer is under way and other steps work on: a worker that dies then seldom dies of it, and a
# wire that is parked falls silent.
TRIES = 12
UNASKED = Answer()  # of a wire whose turn did not come in time


class Collector:
    """Asks the wires that are due, and keeps what they send.

    Args:
        threads: How many wires are asked at a time.
    """

    def __init__(self, *, threads: int = 8) -> None:
        self._threads = threads
        self._asker = Asker()
        self._keyring = Keyring(settings.wire_secrets or settings.home / "wires.toml")
        self._questions: queue.SimpleQueue[list[tuple[Wire, Question]] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[list[tuple[Wire, Answer | Exception]]] = queue.SimpleQueue()
        self._workers: list[threading.Thread] = []
        self._asked: dict[int, Wire] = {}
        self._known: dict[int, set[str]] = {}
        self._looked, self._ended = 0.0, True

    def turn(self, *, now: datetime) -> list[Wire] | None:
        """Ask what is due, and store what has come; returns the wires that were done, None when nothing is under way.

        It waits a moment for answers that are under way, so that a loop around it ends when all is done.
        """
        if not self._asked or self._ended or time.monotonic() - self._looked > LOOK_SECONDS:
            self._ask(now=now)
        if not self._asked:
            return None
        done = self._take()
        quiet: list[tuple[Wire, Answer]] = []
        unasked: list[Wire] = []
        for wire, answer in done:
            if isinstance(answer, Exception):
                raise answer
            if answer is UNASKED:
                unasked.append(wire)
            elif answer.error or answer.arrivals or answer.marked or answer.refused or _is_news(wire, answer):
                self._keep(wire, answer, now=now)
            else:
                quiet.append((wire, answer))
        _rest(quiet, now=now)
        _give_back(unasked)
        return [wire for wire, answer in done if answer is not UNASKED]

    def close(self) -> None:
        """Give back what is under way, so that another process may ask at once."""
        for _ in self._workers:
            self._questions.put(None)
        _give_back(self._asked.values())
        self._asked.clear()
        self._asker.close()

    def _ask(self, *, now: datetime) -> None:
        self._looked, self._ended = time.monotonic(), False
        room = self._threads * 2 - len({wire.host or wire.pk for wire in self._asked.values()})
        trains: dict[object, list[tuple[Wire, Question]]] = {}
        for wire in lease(now=now, most=room) if room > 0 else ():
            self._asked[wire.pk] = wire
            trains.setdefault(wire.host or wire.pk, []).append((wire, self._question(wire, now=now)))
        for train in trains.values():
            if len(self._workers) < min(self._threads, len(self._asked)):
                self._workers.append(threading.Thread(target=self._work, daemon=True, name="ask"))
                self._workers[-1].start()
            self._questions.put(train)

    def _question(self, wire: Wire, *, now: datetime) -> Question:
        known, stored = frozenset[str](), frozenset[str]()
        if wire.kind == Wire.Kind.IMAP:
            mails = wire.raws.filter(settled=False)
            known = frozenset(mails.values_list("handle", flat=True))
            kept = mails.filter(state__in=(Raw.State.READ, Raw.State.IGNORED))
            stored = frozenset(kept.values_list("handle", flat=True))
        elif wire.kind != Wire.Kind.HTTP:
            known = frozenset(self._marks(wire))
        return Question(
            wire=wire.pk, kind=wire.kind, address=wire.address, etag=wire.etag, last_modified=wire.last_modified,
            known=known, stored=stored, credentials=self._keyring.of(wire.name), allow=settings.egress,
            now=now.timestamp(),
        )  # fmt: skip

    def _marks(self, wire: Wire) -> set[str]:
        if wire.pk not in self._known:
            self._known[wire.pk] = set(Seen.objects.filter(wire=wire).values_list("mark", flat=True))
        return self._known[wire.pk]

    def _work(self) -> None:
        while (train := self._questions.get()) is not None:
            begun = flushed = time.monotonic()
            brought: list[tuple[Wire, Answer | Exception]] = []
            size = 0
            for wire, question in train:
                moment = time.monotonic()
                if brought and (moment - flushed > FLUSH_SECONDS or size > FLUSH_BYTES):
                    self._answers.put(brought)
                    brought, size, flushed = [], 0, moment
                answer = UNASKED if moment - begun > TRAIN_SECONDS else self._answered(question)
                size += sum(len(each.body) for each in answer.arrivals) if isinstance(answer, Answer) else 0
                brought.append((wire, answer))
            self._answers.put(brought)

    def _answered(self, question: Question) -> Answer | Exception:
        try:
            return self._asker.ask(question)
        except Exception as error:  # raised again in the thread that stores
            return error

    def _take(self) -> list[tuple[Wire, Answer | Exception]]:
        done: list[tuple[Wire, Answer | Exception]] = []
        try:
            done += self._answers.get(timeout=WAIT)
            while True:
                done += self._answers.get_nowait()
        except queue.Empty:
            pass
        for wire, _ in done:
            self._asked.pop(wire.pk, None)
        self._ended = bool(done)
        return done

    def _keep(self, wire: Wire, answer: Answer, *, now: datetime) -> None:
        try:
            if answer.error is not None:
                _failed(wire, answer.error, now=now)
                return
            with transaction.atomic():
                for arrival in answer.arrivals:
                    keep(wire, arrival, now=now)
                if answer.marked:
                    wire.raws.filter(handle__in=answer.marked).update(settled=True)
                pause = 0.0 if answer.more else _pause(wire, answer.fresh)
                wire.move(
                    Wire.State.ACTIVE, failures=0, asked_at=now, next_at=now + timedelta(seconds=pause),
                    error="; ".join(answer.refused)[:2000], **_changes(wire, answer),
                )  # fmt: skip
        except LeaseLost:
            return  # another process asked meanwhile; what it stored stands
        self._known.get(wire.pk, set()).update(each.mark for each in answer.arrivals if each.mark)


def lease(*, now: datetime, most: int, train: int = TRAIN) -> list[Wire]:
    """Lease the wires that are due, those of one host together, so that no two processes ask one host at a time.

    Args:
        now: The present.
        most: Hosts.
        train: Wires of one host.
    """
    due = _due(now=now)
    chosen: dict[object, list[int]] = {}
    for pk, host in due.order_by("next_at", "pk").values_list("pk", "host")[:MOST]:
        if (host or pk) in chosen or len(chosen) < most:
            chosen.setdefault(host or pk, []).append(pk)
    wanted = [pk for each in chosen.values() for pk in each[:train]]
    if not wanted:
        return []
    rows = Wire.objects.filter(pk__in=wanted).select_related("agency")
    found = Wire.objects.lease_all(rows.filter(pk__in=due), now=now, tries=TRIES)
    mine: dict[str, list[Wire]] = {}
    for wire in found:
        if wire.host:
            mine.setdefault(wire.host, []).append(wire)
    held = Wire.objects.filter(host__in=mine, leased_until__gte=now).exclude(lease__in={each.lease for each in found})
    for pk, host in held.values_list("pk", "host"):
        if host in mine and pk < min(each.pk for each in mine[host]):
            # Two processes leased at the same moment: the one with the first wire goes on.
            _give_back(mine.pop(host))
            found = [each for each in found if each.host != host]
    return found


def _give_back(wires: Iterable[Wire]) -> None:
    """Leave wires as they were, so that any process may ask at once."""
    tokens: dict[str, list[int]] = {}
    for wire in wires:
        tokens.setdefault(wire.lease, []).append(wire.pk)
    for token, keys in tokens.items():
        rows = Wire.objects.filter(pk__in=keys, lease=token)
        rows.update(lease="", leased_until=None, attempts=F("attempts") - 1)


def _due(*, now: datetime) -> QuerySet[Wire]:
    busy = Wire.objects.filter(host=OuterRef("host"), leased_until__gte=now).exclude(host="")
    kinds = (Wire.Kind.PUSH, Wire.Kind.INPUT)  # these come by themselves
    return (
        Wire.objects.free(Wire.State.ACTIVE, now=now).filter(next_at__lte=now)
        .exclude(kind__in=kinds).filter(~Exists(busy))
    )  # fmt: skip


def keep(wire: Wire, arrival: Arrival, *, now: datetime) -> Raw | None:
    """Store bytes that this wire did not send before; returns None when it did, and counts what was delivered again."""
    if arrival.mark and not Seen.objects.get_or_create(wire=wire, mark=arrival.mark)[1]:
        return None  # this very delivery is stored already
    digest = hashlib.sha256(arrival.body).hexdigest()
    raw, new = Raw.objects.get_or_create(
        wire=wire, digest=digest,
        defaults={
            "body": arrival.body, "name": arrival.name[:1000], "content_type": arrival.content_type[:200],
            "received_at": now, "state": Raw.State.WAITING, "queued_at": now, "handle": arrival.handle,
            "settled": not arrival.handle,
        },
    )  # fmt: skip
    if new:
        return raw
    if wire.kind != Wire.Kind.HTTP:  # a page that is asked for again and is the same was not sent again
        Raw.objects.filter(pk=raw.pk).update(copies=F("copies") + 1)
        Wire.objects.filter(pk=wire.pk).update(
            received=F("received") + raw.received, repeated=F("repeated") + raw.received
        )
    if arrival.handle and arrival.handle != raw.handle:  # the same mail in the box once more: it, too, is to be marked
        Raw.objects.filter(pk=raw.pk).update(handle=arrival.handle, settled=False)
    return None


def _is_news(wire: Wire, answer: Answer) -> bool:
    """Tell whether an answer changes what we know of its wire."""
    return bool(wire.error) or any(getattr(wire, name) != value for name, value in answer.changes.items())


def _rest(quiet: list[tuple[Wire, Answer]], *, now: datetime) -> None:
    """Give back wires that had nothing new: one statement for all that were leased together."""
    groups: dict[tuple[str, float], list[Wire]] = {}
    for wire, answer in quiet:
        seconds = 0.0 if answer.more else max(_every(wire), answer.fresh)
        # Servers count down to the second; wires of one host stay together when that is rounded.
        seconds = math.ceil(seconds / 10) * 10.0 if seconds > 60 else seconds
        groups.setdefault((wire.lease, seconds), []).append(wire)
    for (token, seconds), wires in groups.items():
        rows = Wire.objects.filter(Q(pk__in=[each.pk for each in wires]), lease=token)
        rows.update(
            lease="", leased_until=None, attempts=0, failures=0, asked_at=now,
            next_at=now + timedelta(seconds=_jittered(seconds)),
        )  # fmt: skip


def _failed(wire: Wire, error: Exception, *, now: datetime) -> None:
    pause = min(BACK_OFF, _every(wire) * 2 ** min(wire.failures + 1, 12))
    if isinstance(error, egress.Busy):
        pause = max(pause, min(error.seconds, PATIENCE))
    state = Wire.State.GONE if getattr(error, "gone", False) else Wire.State.ACTIVE
    wire.move(
        state, error=str(getattr(error, "reason", error))[:2000], failures=wire.failures + 1, asked_at=now,
        next_at=now + timedelta(seconds=pause * random.uniform(1.0, 1.2)),  # noqa: S311 - no secret
    )  # fmt: skip


def _changes(wire: Wire, answer: Answer) -> dict[str, str]:
    """Return the fields to change; an address that moved to where another wire is stays as it was."""
    changes = dict(answer.changes)
    moved = changes.pop("address", "")
    if moved and len(moved) <= 1000 and not Wire.objects.filter(address=moved).exclude(pk=wire.pk).exists():
        changes |= {"address": moved, "host": Wire.host_of(Wire.Kind(wire.kind), moved)}
    if any(len(changes.get(name, "")) > 1000 for name in ("hub", "topic")):
        changes.pop("hub"), changes.pop("topic")
    return changes


def _every(wire: Wire) -> float:
    """How often a wire is asked, in seconds, when all is well."""
    if wire.kind == Wire.Kind.FOLDER:
        return min(LOCAL_SECONDS, settings.poll_seconds)
    return settings.poll_seconds * (PUSHED if wire.hub_state == Wire.HubState.VERIFIED else 1)


def _pause(wire: Wire, fresh: float) -> float:
    return _jittered(max(_every(wire), fresh))


def _jittered(seconds: float) -> float:
    """Keep wires that were once asked in the same second from meeting in the same second for ever."""
    return seconds * random.uniform(0.9, 1.1)  # noqa: S311 - no secret
