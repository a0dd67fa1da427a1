"""Making a newsroom: folder, secret, databases, first editor, wires."""

from __future__ import annotations

import gzip
import secrets
from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connections, transaction
from django.utils.text import slugify

from wiredesk.core.errors import NotAllowed
from wiredesk.newsroom import roles
from wiredesk.record import models as record
from wiredesk.settings import settings
from wiredesk.site import seed
from wiredesk.wire import orders
from wiredesk.wire.asking import Arrival
from wiredesk.wire.collector import keep
from wiredesk.wire.models import Agency, Wire

TEMPLATES = Path(__file__).parent / "templates_db"


def found(*, editor: str, email: str, password: str, now: datetime) -> str:
    """Make what is missing of a newsroom, and return the first editor's new password, or "" when there is an editor.

    A SQLite newsroom begins as a copy of a migrated database, which turns half a minute of migrations into a second.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    Path(django_settings.STATIC_ROOT).mkdir(exist_ok=True)
    key = settings.home / "secret_key"
    if not settings.secret_key:
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        settings.secret_key = key.read_text(encoding="utf-8").strip()
        django_settings.SECRET_KEY = settings.secret_key
    for alias in ("default", "record"):
        _database(alias)
    seed.seed()
    roles.seed()
    if User.objects.exists():
        return ""
    password = password or secrets.token_urlsafe(12)
    user = User.objects.create_superuser(editor, email or f"{editor}@localhost", password)
    user.groups.add(Group.objects.get(name="Duty editor"))
    record.append("staff", f"user {editor}", by="init", now=now)
    return password


def _database(alias: str) -> None:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        packed = TEMPLATES / f"{alias}.sqlite3.gz"
        if not file.exists() and packed.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            connection.close()
            file.write_bytes(gzip.decompress(packed.read_bytes()))
    call_command("migrate", database=alias, verbosity=0, interactive=False)


KINDS = {
    "http": Wire.Kind.HTTP, "https": Wire.Kind.HTTP, "ftps": Wire.Kind.FTPS, "sftp": Wire.Kind.SFTP,
    "imaps": Wire.Kind.IMAP,
}  # fmt: skip
INPUT, PUSH = "-", "push"
MOST_INPUT = 50_000_000


class About(TypedDict, total=False):
    """What may be said of a wire beside its address."""

    seat: str
    """The agency's city."""
    format: str
    """Empty: found by content."""
    profile: str
    """Of the source, where it needs one."""
    language: str
    """Of copy that does not say its own."""
    name: str
    """The wire's own name, for its secrets and its push address; empty: made from the agency's."""


def add_wire(address: str, *, agency: str, now: datetime, **about: Unpack[About]) -> Wire:
    """Add a wire, and its agency where it is new.

    Args:
        address: http(s)://, ftps://, sftp://, imaps://, a folder that exists, `push` or `-` (standard input).
        agency: Its name.
        now: The present.
        about: See `About`.

    Raises:
        NotAllowed: The address is none of these, holds a password, or is a wire already.
    """
    name = about.get("name") or _free_name(slugify(agency)[:50] or "wire")
    kind, address = _kind(address, name)
    standing = Wire.objects.filter(kind=Wire.Kind.INPUT, agency__name=agency).first()
    if kind == Wire.Kind.INPUT and standing is not None:
        return standing  # whoever pipes once pipes again
    if Wire.objects.filter(address=address).exists():
        raise NotAllowed(address, "is a wire already; see `wiredesk status`")
    if Wire.objects.filter(name=name).exists() or slugify(name) != name:
        raise NotAllowed(name, "is the name of another wire, or no name of small letters, digits and hyphens")
    who, new = Agency.objects.get_or_create(
        name=agency, defaults={"slug": slugify(agency)[:50] or "agency", "seat": about.get("seat", "")}
    )
    if new:
        orders.recall(agency=who)  # it may have been here before, and have killed what its wire still carries
    record.append("staff", f"wire {address}", by="add", now=now)
    return Wire.objects.create(
        agency=who, kind=kind, name=name, address=address, host=Wire.host_of(kind, address),
        format=about.get("format", ""), profile=about.get("profile", ""), language=about.get("language", ""),
        state=Wire.State.ACTIVE, queued_at=now, next_at=now,
    )  # fmt: skip


def take(wire: Wire, body: bytes, *, now: datetime) -> None:
    """Keep what was piped in.

    Raises:
        NotAllowed: It is empty or too large.
    """
    if not body.strip():
        raise NotAllowed("standard input", "is empty")
    if len(body) > MOST_INPUT:
        raise NotAllowed("standard input", f"is larger than {MOST_INPUT} bytes")
    with transaction.atomic():
        keep(wire, Arrival(body, "standard input"), now=now)


def _free_name(wanted: str) -> str:
    taken = set(Wire.objects.filter(name__startswith=wanted).values_list("name", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)


def _kind(address: str, name: str) -> tuple[Wire.Kind, str]:
    if address in (INPUT, PUSH):
        return (Wire.Kind.INPUT, f"input:{name}") if address == INPUT else (Wire.Kind.PUSH, f"push:{name}")
    parts = urlsplit(address)
    if parts.scheme in KINDS:
        if parts.password:
            shown = f"{parts.scheme}://{parts.hostname}{parts.path}"
            raise NotAllowed(shown, f"has a password in the address; put it into [{name}] of the file of wire secrets")
        return KINDS[parts.scheme], address
    if Path(address).is_dir():
        return Wire.Kind.FOLDER, str(Path(address).resolve())
    raise NotAllowed(address, f"is neither a folder that exists nor one of {', '.join(f'{each}://' for each in KINDS)}")
