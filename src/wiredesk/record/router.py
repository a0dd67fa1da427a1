"""Sends the record to its own database and everything else to the main one."""

from __future__ import annotations

from typing import Any


class Router:
    """Django's database router for two databases that never join."""

    def db_for_read(self, model: Any, **_: Any) -> str:
        """Return where a model is read."""
        return "record" if model._meta.app_label == "record" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_: Any) -> bool:
        """Allow relations inside one database only."""
        return bool((one._meta.app_label == "record") == (other._meta.app_label == "record"))

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        """Keep each table in its own database."""
        return (db == "record") == (app_label == "record")
