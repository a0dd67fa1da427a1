"""Backup, restore and export. A restore never undoes a kill: the record is kept beside the database."""

from __future__ import annotations

import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.db import connections

from wiredesk.core.errors import NotAllowed, Unreadable
from wiredesk.desk.models import Story
from wiredesk.settings import settings
from wiredesk.site.public import Version
from wiredesk.wire import orders
from wiredesk.wire.models import Item

FOLDERS = ("media", "photos")
"""Of the newsroom's home: what its rows name, but not what is made from them."""


def backup(file: Path) -> None:
    """Write database, record and pictures to one compressed file; safe while the newsroom runs.

    Raises:
        NotAllowed: The newsroom is on PostgreSQL, which has better tools for this (pg_dump).
    """
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file, "w:gz") as archive:
        for alias in ("default", "record"):
            connection = connections[alias]
            if connection.vendor != "sqlite":
                raise NotAllowed(str(file), "a PostgreSQL newsroom is backed up with pg_dump")
            copy = Path(folder) / f"{alias}.sqlite3"
            # sqlite3's own connection: VACUUM INTO can't run inside Django's transaction.
            plain = sqlite3.connect(connection.settings_dict["NAME"])
            plain.execute("VACUUM INTO ?", (str(copy),))
            plain.close()
            archive.add(copy, arcname=copy.name)
        for name in FOLDERS:
            if (settings.home / name).exists():
                archive.add(settings.home / name, arcname=name)


def restore(file: Path) -> int:
    """Put the database of a backup in place; the record in place is kept where there is one, and obeyed again.

    Returns:
        How many kills and holds of the record were unknown to the backup.

    Raises:
        Unreadable: The file is no backup.
    """
    try:
        with tarfile.open(file) as archive:
            for alias in ("default", "record"):
                target = Path(connections[alias].settings_dict["NAME"])
                if alias == "record" and target.exists():
                    continue
                member = archive.extractfile(f"{alias}.sqlite3")
                body = member.read() if member else b""
                if not body.startswith(b"SQLite format 3"):
                    raise Unreadable(str(file), "is not a backup of a newsroom")
                connections[alias].close()
                for tail in ("-wal", "-shm"):
                    Path(f"{target}{tail}").unlink(missing_ok=True)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(body)
            for member_info in archive.getmembers():
                if member_info.name.startswith(tuple(f"{name}/" for name in FOLDERS)):
                    archive.extract(member_info, settings.home, filter="data")
    except (tarfile.TarError, KeyError, io.UnsupportedOperation) as error:
        raise Unreadable(str(file), "is not a backup of a newsroom") from error
    call_command("migrate", database="default", verbosity=0, interactive=False)
    return obey_record()


def obey_record() -> int:
    """Apply every kill and hold of the record that the database does not know; returns how many.

    A hold that the agency lifted since the backup is lifted again.
    """
    return orders.recall()


def rows() -> Iterator[dict[str, Any]]:
    """Return all items, stories and versions as plain data."""
    for model in (Item, Story, Version):
        for chunk in serializers.serialize("python", model._default_manager.order_by("pk").iterator()):
            yield {"kind": chunk["model"], "id": chunk["pk"]} | {
                name: value.isoformat() if isinstance(value, datetime) else value
                for name, value in chunk["fields"].items()
            }
