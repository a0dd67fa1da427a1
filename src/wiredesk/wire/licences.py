"""Licences as data: read and written as TOML, by the agency's name; kept in the database, and each change recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from wiredesk.core import rights
from wiredesk.core.errors import NotAllowed
from wiredesk.record import models as record
from wiredesk.wire.models import Agency, Licence

LISTS = ("sites", "editions", "destinations")
KINDS: dict[str, type[Any]] = {
    **dict.fromkeys(LISTS, list),
    **dict.fromkeys(("from", "until"), date),
    **dict.fromkeys(("archive_days", "max_words"), int),
    **dict.fromkeys(("credit", "licence"), str),
    **dict.fromkeys(("archive", "pictures", "canonical", "must_not_alter", "outside_models"), bool),
}
"""The terms that a table may hold, and what each is."""
_OF_AGENCY = ("credit", "canonical", "outside_models", "licence")
_COLUMNS = {"from": "starts", "until": "ends"}


def of(names: Iterable[str]) -> dict[str, rights.Terms]:
    """Return the terms of these agencies, by name; those that limit nothing are left out."""
    found = {each.name: terms(each) for each in Agency.objects.filter(name__in=set(names)).select_related("terms")}
    return {
        name: each for name, each in found.items() if each != rights.Terms(name, outside_models=each.outside_models)
    }


def every() -> dict[str, rights.Terms]:
    """Return the terms of every agency that has any, by its slug."""
    rows = Agency.objects.filter(terms__isnull=False).select_related("terms")
    return {each.slug: terms(each) for each in rows}


def terms(agency: Agency) -> rights.Terms:
    """Return one agency's terms; without a licence it limits nothing but what the agency's own row says."""
    ours: dict[str, Any] = {
        "credit": agency.credit,
        "canonical": agency.canonical,
        "outside_models": agency.outside_models,
    }
    licence = getattr(agency, "terms", None)
    if licence is None:
        return rights.Terms(agency.name, **ours)
    return rights.Terms(
        agency.name, sites=tuple(licence.sites), editions=tuple(licence.editions),
        destinations=tuple(licence.destinations), starts=licence.starts, ends=licence.ends, archive=licence.archive,
        archive_days=licence.archive_days, pictures=licence.pictures, max_words=licence.max_words,
        must_not_alter=licence.must_not_alter, **ours,
    )  # fmt: skip


def write(tables: Mapping[str, Any], *, by: str, now: datetime) -> int:
    """Set the licences that a TOML file holds, one table an agency; what a table leaves out limits nothing.

    Returns:
        How many licences changed.

    Raises:
        NotAllowed: An agency is not known, or a term is none or of the wrong kind; then nothing is changed.
    """
    changed = 0
    with transaction.atomic():
        for name, given in tables.items():
            agency = Agency.objects.filter(name=name).first() or Agency.objects.filter(slug=name).first()
            if agency is None:
                raise NotAllowed(name, "is no agency that we know: add its wire first")
            if not isinstance(given, Mapping):
                raise NotAllowed(name, "is no table of terms")
            changed += _set(agency, given, by=by, now=now)
    return changed


def _set(agency: Agency, given: Mapping[str, Any], *, by: str, now: datetime) -> bool:
    for term, value in given.items():
        _check(agency, term, value)
    before = terms(agency), agency.licence
    defaults: dict[str, bool] = {"archive": True, "pictures": True}
    for term in _OF_AGENCY:
        setattr(agency, term, given.get(term, "" if KINDS[term] is str else False))
    columns = {
        _COLUMNS.get(term, term): given.get(term, [] if term in LISTS else defaults.get(term)) for term in KINDS
        if term not in _OF_AGENCY
    }  # fmt: skip
    columns["must_not_alter"] = bool(columns["must_not_alter"])
    agency.save()
    Licence.objects.update_or_create(agency=agency, defaults=columns)
    agency = Agency.objects.select_related("terms").get(pk=agency.pk)
    if (terms(agency), agency.licence) == before:
        return False
    said = {key: str(value) if isinstance(value, date) else value for key, value in given.items()}
    record.append("staff", f"licence of {agency.slug}", by=by, now=now, data=said)
    return True


def _check(agency: Agency, term: str, value: Any) -> None:
    wanted = KINDS.get(term)
    if wanted is None:
        raise NotAllowed(agency.name, f"has the term {term}, which is none of {', '.join(KINDS)}")
    if not isinstance(value, wanted) or isinstance(value, datetime) or (wanted is int and isinstance(value, bool)):
        raise NotAllowed(agency.name, f"has {value!r} for {term}, which must be {_WORDS[wanted]}")
    if wanted is int and value < 1:
        raise NotAllowed(agency.name, f"has {value!r} for {term}, which must be at least 1")
    if wanted is list and not all(isinstance(each, str) for each in value):
        raise NotAllowed(agency.name, f"has {value!r} for {term}, which must be a list of texts")
    if term == "destinations" and not set(value) <= set(rights.DESTINATIONS):
        raise NotAllowed(agency.name, f"has a destination that is none of {', '.join(rights.DESTINATIONS)}")


_WORDS: dict[type[Any], str] = {
    list: "a list of texts", date: "a date, as 2025-04-26", int: "a number", str: "a text", bool: "true or false",
}  # fmt: skip


def as_toml() -> str:
    """Return all licences as `write` takes them."""
    tables = []
    for agency in Agency.objects.select_related("terms").order_by("name"):
        found = terms(agency)
        values: dict[str, Any] = {_OUT.get(each, each): getattr(found, each) for each in _ORDER}
        values["licence"] = agency.licence
        lines = [f"{name} = {_toml(value)}" for name, value in values.items() if value not in (None, "", ())]
        tables.append(f"[{json.dumps(agency.name, ensure_ascii=False)}]\n" + "\n".join(lines))
    return "\n\n".join(tables) + ("\n" if tables else "")


_OUT = {column: term for term, column in _COLUMNS.items()}
_ORDER = (
    "sites", "editions", "destinations", "starts", "ends", "archive", "archive_days", "pictures", "max_words", "credit",
    "canonical", "must_not_alter", "outside_models",
)  # fmt: skip


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(json.dumps(each, ensure_ascii=False) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
