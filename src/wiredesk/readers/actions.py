"""What readers do: sign up, confirm, leave, report an error. No address of a machine is kept, and no cookie set."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Protocol

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from wiredesk.readers.models import Report, Subscriber
from wiredesk.record import models as record
from wiredesk.settings import settings

AGAIN = timedelta(hours=1)  # one letter of confirmation an hour, whoever asks
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another


class ByToken(Protocol):
    """An act of whoever holds the token from a letter."""

    def __call__(self, token: str, *, now: datetime) -> Subscriber | None:
        """Do it; None when nobody has this token."""


def ask(
    email: str, *, edition: str, sectors: list[str], now: datetime, rhythm: str = Subscriber.Rhythm.DAILY
) -> Subscriber | None:
    """Take an address and send its owner the letter that asks; nothing else is sent before they confirm.

    Args:
        email: A valid address.
        edition: Slug of the edition wanted; empty for all.
        sectors: Slugs of the sectors wanted; none for all.
        rhythm: How often letters come.
        now: When they asked.

    Returns:
        The row, or None where no letter is due: confirmed already, or asked within the hour.
    """
    address = email.strip().lower()
    row, new = Subscriber.objects.get_or_create(
        email=address,
        defaults={
            "edition": edition,
            "sectors": sectors,
            "rhythm": rhythm,
            "token": secrets.token_urlsafe(32),
            "asked_at": now,
        },
    )
    if not new:
        if row.state == Subscriber.State.CONFIRMED or now - row.asked_at < AGAIN:
            return None
        row.edition, row.sectors, row.asked_at, row.state = edition, sectors, now, Subscriber.State.ASKED
        row.confirmed_at, row.rhythm, row.bounces = None, rhythm, 0
        row.save()
    _letter(row).send(fail_silently=False)
    return row


def _letter(row: Subscriber) -> EmailMessage:
    base = settings.base_url
    given = {
        "site": settings.site_name,
        "confirm": f"{base}/newsletter/confirm/{row.token}/",
        "leave": leave_address(row),
    }
    text = render_to_string("readers/confirm.txt", given)
    subject = f"Confirm the newsletter of {settings.site_name}"
    return EmailMessage(subject, text, settings.mail_from, [row.email], headers=leave_headers(row))


def leave_address(row: Subscriber) -> str:
    """Return where one click ends the newsletter."""
    return f"{settings.base_url}/newsletter/leave/{row.token}/"


def leave_headers(row: Subscriber) -> dict[str, str]:
    """Return the headers with which a mail program shows its own button (RFC 8058)."""
    return {"List-Unsubscribe": f"<{leave_address(row)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def confirm(token: str, *, now: datetime) -> Subscriber | None:
    """Confirm an address; a second time changes nothing."""
    row = Subscriber.objects.filter(token=token).first()
    if row is None or row.state == Subscriber.State.CONFIRMED:
        return row
    changed = Subscriber.objects.filter(token=token).exclude(state=Subscriber.State.CONFIRMED)
    if changed.update(state=Subscriber.State.CONFIRMED, confirmed_at=now):
        record.append("subscribe", f"subscriber {row.pk}", by="reader", now=now)
    row.refresh_from_db()
    return row


def leave(token: str, *, now: datetime) -> Subscriber | None:
    """End the newsletter for an address; a second time changes nothing."""
    row = Subscriber.objects.filter(token=token).first()
    if row is None:
        return None
    if Subscriber.objects.filter(token=token).exclude(state=Subscriber.State.LEFT).update(state=Subscriber.State.LEFT):
        record.append("unsubscribe", f"subscriber {row.pk}", by="reader", now=now)
    row.refresh_from_db()
    return row


def report(*, story: int | None, now: datetime, **given: str) -> Report:
    """Keep a reader's report under a public number that tells nothing of how many there are.

    Args:
        story: Which story it is about, where it is about one.
        now: When it came.
        **given: `kind`, `place`, `message`, `source`, `name`, `email`, as in `Report`.
    """
    while True:
        number = "R-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        try:
            with transaction.atomic():
                return Report.objects.create(number=number, story=story, at=now, **given)
        except IntegrityError:
            if not Report.objects.filter(number=number).exists():
                raise


def answer(pk: int, *, state: str, text: str, corrected_in: int | None, by: str, now: datetime) -> Report | None:
    """Tell a reader what became of a report; None where there is no such report.

    Args:
        pk: Which report.
        state: One of `Report.State`.
        text: What the reader is told.
        corrected_in: Number of the story's version that put it right, where it led to one.
        by: Who answers.
        now: The present.

    Raises:
        ValueError: There is no such state.
    """
    if state not in Report.State.values:
        raise ValueError(f"{state} is no state of a report")
    row = Report.objects.filter(pk=pk).first()
    if row is None:
        return None
    row.state, row.answer = state, text[:2000]
    row.corrected_in = corrected_in if state == Report.State.ACCEPTED else None
    row.save(update_fields=["state", "answer", "corrected_in"])
    record.append("report", f"report {row.number}", by=by, now=now, data={"state": state, "version": row.corrected_in})
    return row
