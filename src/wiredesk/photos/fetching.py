"""Getting the bytes of photos that wait: from their address, from the mail or the folder that the copy came in.

A few threads fetch and decode, this one alone touches the database; a slow picture host holds up no text.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from datetime import datetime

from wiredesk.adapters import egress
from wiredesk.core.errors import Refused, Unreachable, Unreadable, WiredeskError
from wiredesk.leases import LeaseLost
from wiredesk.photos import store, workshop
from wiredesk.photos.models import Photo
from wiredesk.settings import settings
from wiredesk.wire.models import Raw

MAX_BYTES = 40_000_000
SECONDS = 15.0  # for one picture, from the look-up of its host to its last byte
WAIT = 0.02
KINDS = ("image/", "application/octet-stream", "binary/octet-stream")


@dataclass(frozen=True, slots=True)
class Errand:
    """What a thread needs to know about one photo; it sees no database."""

    photo: int
    subject: str
    href: str = ""
    body: bytes = b""
    part: str = ""


class Fetcher:
    """Fetches photos that wait, and makes them ours.

    Args:
        threads: How many are fetched at a time.
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads
        self._errands: queue.SimpleQueue[tuple[Photo, Errand] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Photo, workshop.Taken | Exception]] = queue.SimpleQueue()
        self._workers: list[threading.Thread] = []
        self._out: dict[int, Photo] = {}

    def turn(self, *, now: datetime) -> list[Photo] | None:
        """Send for what waits, and store what has come; returns what was done, None when nothing is under way."""
        while len(self._out) < self._threads and self._send(now=now):
            pass
        if not self._out:
            return None
        done = self._take()
        for photo, answer in done:
            self._out.pop(photo.pk, None)
            _keep(photo, answer)
        return [photo for photo, _ in done]

    def close(self) -> None:
        """Give back what is under way."""
        for _ in self._workers:
            self._errands.put(None)
        for photo in self._out.values():
            Photo.objects.filter(pk=photo.pk, lease=photo.lease).update(lease="", leased_until=None)
        self._out.clear()

    def _send(self, *, now: datetime) -> bool:
        photo = Photo.objects.lease(Photo.State.WAITING, now=now)
        if photo is None:
            return False
        try:
            errand = errand_of(photo)
        except WiredeskError as error:
            _keep(photo, error)
            return True
        self._out[photo.pk] = photo
        if len(self._workers) < self._threads:
            self._workers.append(threading.Thread(target=self._work, daemon=True, name="photo"))
            self._workers[-1].start()
        self._errands.put((photo, errand))
        return True

    def _work(self) -> None:
        while (given := self._errands.get()) is not None:
            photo, errand = given
            try:
                self._done.put((photo, bring(errand, allow=settings.egress)))
            except Exception as error:  # stored, or raised again, in the thread that has the database
                self._done.put((photo, error))

    def _take(self) -> list[tuple[Photo, workshop.Taken | Exception]]:
        found = []
        try:
            found.append(self._done.get(timeout=WAIT))
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            pass
        return found


def errand_of(photo: Photo) -> Errand:
    """Return where the bytes of a photo are.

    Raises:
        Unreadable: Its address is neither on the web nor in what the wire sent.
    """
    subject = photo.href or str(photo)
    if photo.href.lower().startswith(("http://", "https://")):
        return Errand(photo.pk, subject, href=photo.href)
    if photo.item is None:
        raise Unreadable(subject, "has no address")
    raw = photo.item.raw
    if not photo.href:
        return Errand(photo.pk, subject, body=bytes(raw.body))
    if photo.item.as_core().format == "mail":
        return Errand(photo.pk, subject, body=bytes(raw.body), part=photo.href)
    return Errand(photo.pk, subject, body=_beside(raw, photo.href))


def _beside(raw: Raw, href: str) -> bytes:
    """Return the file of that name which the same wire sent; what names a file of another place has none here."""
    name = href.replace("\\", "/").rsplit("/", 1)[-1]
    if not name or ":" in name:
        raise Unreadable(href[:200], "is no address on the web, and no file that the wire sent")
    sent = Raw.objects.filter(wire_id=raw.wire_id, name__endswith=name).order_by("-pk")
    for each in sent[:20]:
        if each.name.replace("\\", "/").rsplit("/", 1)[-1] == name:
            return bytes(each.body)
    raise Unreachable(name[:200], "did not come with the copy yet")


def bring(errand: Errand, *, allow: tuple[str, ...]) -> workshop.Taken:
    """Fetch a photo where it is on the web, and make it ours.

    Raises:
        WiredeskError: It can't be had, or is no picture that we take.
    """
    if not errand.href:
        return workshop.take(errand.body, name=errand.subject, part=errand.part)
    policy = egress.Policy(allow=allow, timeout=SECONDS, max_bytes=MAX_BYTES, max_decoded=MAX_BYTES)
    answer = egress.fetch(
        errand.href, policy=policy, headers={"Accept": "image/jpeg, image/png, image/webp, image/gif"}
    )
    answer = answer.good()
    kind = answer.content_type.lower()
    if kind and not kind.startswith(KINDS):
        raise Refused(errand.href, f"was answered with {kind.partition(';')[0][:60]}, which is no picture")
    return workshop.take(answer.body, name=errand.href)


def _keep(photo: Photo, answer: workshop.Taken | Exception) -> None:
    try:
        if isinstance(answer, workshop.Taken):
            fill(photo, answer)
            return
        if isinstance(answer, WiredeskError) and not answer.retry_helps:
            photo.move(Photo.State.REFUSED, error=answer.reason[:2000])
            return
    except LeaseLost:
        return  # someone else had it meanwhile, or a newer version left it out
    photo.fail(answer)
    if not isinstance(answer, WiredeskError):
        raise answer


def fill(photo: Photo, taken: workshop.Taken) -> None:
    """Store the bytes of a photo, and what its file says where its wire says nothing.

    Raises:
        LeaseLost: The row changed meanwhile.
    """
    store.put(taken.digest, taken.body)
    about = taken.about
    said = {
        name: value
        for name, value in (
            ("caption", about.caption), ("alt", about.alt), ("creator", about.creator), ("credit", about.credit),
            ("rights", about.rights), ("terms", about.terms), ("created", about.created),
        )
        if value and not getattr(photo, name)
    }  # fmt: skip
    focus = {}
    if taken.focus is not None and (photo.focus_x, photo.focus_y) == (0.5, 0.5):
        focus = {"focus_x": taken.focus[0], "focus_y": taken.focus[1]}
    photo.move(
        Photo.State.READY, digest=taken.digest, original=taken.original, width=taken.width, height=taken.height,
        source_type=about.source_type, **said, **focus,
    )  # fmt: skip
