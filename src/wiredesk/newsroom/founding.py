"""Making a newsroom: folder, secret, databases, first editor, wires."""

from __future__ import annotations

import gzip
import secrets
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connections
from django.utils.text import slugify

from wiredesk.core.errors import NotAllowed
from wiredesk.newsroom import roles
from wiredesk.record import models as record
from wiredesk.settings import settings
from wiredesk.site import seed
from wiredesk.wire import orders
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


def add_wire(
    address: str, *, agency: str, now: datetime, seat: str = "", format: str = "", profile: str = "", language: str = ""
) -> Wire:
    """Add a wire, and its agency where it is new.

    Raises:
        NotAllowed: The address is neither http(s) nor a folder that exists, or is a wire already.
    """
    if urlsplit(address).scheme in {"http", "https"}:
        kind = Wire.Kind.HTTP
    elif Path(address).is_dir():
        kind, address = Wire.Kind.FOLDER, str(Path(address).resolve())
    else:
        raise NotAllowed(address, "is neither an http(s) address nor a folder that exists")
    if Wire.objects.filter(address=address).exists():
        raise NotAllowed(address, "is a wire already; see `wiredesk status`")
    who, new = Agency.objects.get_or_create(
        name=agency, defaults={"slug": slugify(agency)[:50] or "agency", "seat": seat}
    )
    if new:
        orders.recall(agency=who)  # it may have been here before, and have killed what its wire still carries
    record.append("staff", f"wire {address}", by="add", now=now)
    return Wire.objects.create(
        agency=who, kind=kind, address=address, format=format, profile=profile, language=language,
        state=Wire.State.ACTIVE, queued_at=now, next_at=now,
    )  # fmt: skip
