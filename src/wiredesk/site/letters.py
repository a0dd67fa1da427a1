"""The newsletter: one letter a subscriber and period, sent in the edition's morning, never twice.

A letter is a row before it is sent. The row is claimed in the database, then handed to the mail server; a process that
dies in between leaves it claimed, and it is not sent again, since nobody can know whether it went out. What was sent
stands in the record too, so a restored backup does not send it a second time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from wiredesk.readers.actions import leave_address, leave_headers
from wiredesk.readers.models import Letter, Subscriber
from wiredesk.record import models as record
from wiredesk.settings import settings
from wiredesk.site import lists, rights
from wiredesk.site.frame import Teaser, teasers
from wiredesk.site.glance import GLANCES
from wiredesk.site.moments import zone_of
from wiredesk.site.public import Edition, Version

log = logging.getLogger(__name__)

MORNING = 6  # o'clock in the edition's zone
WEEKDAY = 0  # of the weekly letter: Monday
MOST = 12  # stories in one letter
TRIES = 3
AGAIN = timedelta(minutes=15)
BIG = 4  # independent origins from which a story is a big one
PERIODS = {Subscriber.Rhythm.DAILY: timedelta(days=1), Subscriber.Rhythm.WEEKLY: timedelta(days=7),
           Subscriber.Rhythm.CORRECTIONS: timedelta(days=1)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A correction or a take-down that the letter must tell."""

    what: str
    headline: str
    """Empty for a story that was taken down."""
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a letter."""

    title: str
    stories: tuple[Teaser, ...]
    changes: tuple[Change, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to send."""
        return not (self.stories or self.changes)


def due(edition: Edition | None, rhythm: str, *, now: datetime) -> datetime:
    """Return the latest morning at or before now on which a letter of this rhythm was due."""
    here = now.astimezone(zone_of(edition.zone if edition else "UTC"))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > here:
        morning -= timedelta(days=1)
    if rhythm == Subscriber.Rhythm.WEEKLY:
        morning -= timedelta(days=(morning.weekday() - WEEKDAY) % 7)
    return morning


def plan(*, now: datetime) -> Letter | None:
    """Make the row of one letter that is due and has none; returns it, or None when all are planned."""
    confirmed = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    wanted = list(confirmed.order_by().values_list("rhythm", "edition").distinct())
    if not wanted:
        return None
    editions = {each.slug: each for each in Edition.objects.all()}
    default = lists.default_edition(list(editions.values()))
    for rhythm, slug in sorted(wanted):
        if slug and slug not in editions:
            continue
        at = due(editions.get(slug, default), rhythm, now=now)
        waiting = confirmed.filter(rhythm=rhythm, edition=slug, confirmed_at__lte=at).exclude(letters__due_at=at)
        row = waiting.order_by("pk").first()
        if row is not None:
            letter, _ = Letter.objects.get_or_create(
                subscriber=row, due_at=at, defaults={"state": Letter.State.WAITING, "queued_at": now}
            )
            return letter
    return None


def content(subscriber: Subscriber, at: datetime) -> Content:
    """Return what happened for a subscriber in the period that ends now: new stories, and what must be put right.

    Corrections and take-downs of stories that an earlier letter of theirs named are told whatever their edition.
    """
    edition = Edition.objects.filter(slug=subscriber.edition).first()
    told = edition or lists.default_edition(list(Edition.objects.all()))
    since = at - PERIODS[Subscriber.Rhythm(subscriber.rhythm)]
    public = lists.of_edition(edition) if edition else lists.public()
    public = rights.within(public, "newsletter", edition)
    fresh = [each for each in public.filter(first_at__gt=since, first_at__lte=at)
             if not subscriber.sectors or set(subscriber.sectors) & set(each.sectors)]  # fmt: skip
    seen = GLANCES.of(fresh)
    ranked = sorted(zip(fresh, seen, strict=True), key=lambda pair: (-pair[1].origins, -pair[0].first_at.timestamp()))
    if subscriber.rhythm == Subscriber.Rhythm.CORRECTIONS:
        ranked = [pair for pair in ranked if pair[1].origins >= BIG]
    shown = teasers((row for row, _ in ranked[:MOST]), told.zone if told else "UTC")
    stories = tuple(
        replace(each, headline=glance.headlines.get("letter", each.headline))
        for each, (_, glance) in zip(shown, ranked, strict=False)
    )
    named = {
        story for row in subscriber.letters.filter(due_at__lt=at).order_by("-due_at")[:40] for story in row.stories
    }
    changes = tuple(_change(each) for each in _changed(since, at, named, subscriber))
    return Content(edition.name if edition else settings.site_name, stories, changes)


def _changed(since: datetime, at: datetime, named: set[int], subscriber: Subscriber) -> list[Version]:
    kinds = (Version.Kind.CORRECTION, Version.Kind.AGENCY_CORRECTION, Version.Kind.NOTICE)
    rows = Version.objects.filter(kind__in=kinds, at__gt=since, at__lte=at, current=True).order_by("at")
    every = subscriber.rhythm == Subscriber.Rhythm.CORRECTIONS and not subscriber.edition
    return list(rows if every else rows.filter(Q(story__in=named)))


def _change(version: Version) -> Change:
    down = version.is_notice
    note = version.note
    href = settings.base_url + (f"/story/{version.story_id}/" if down else version.path)
    return Change(str(version.get_kind_display()), "" if down else version.headline, note, href)


def message(letter: Letter) -> tuple[EmailMultiAlternatives, list[int]] | None:
    """Return the letter as mail with the ids of its stories, or None where there is nothing to tell."""
    subscriber = letter.subscriber
    edition = Edition.objects.filter(slug=subscriber.edition).first()
    told = edition or lists.default_edition(list(Edition.objects.all()))
    with translation.override(told.language if told else "en"):
        found = content(subscriber, letter.due_at)
        if found.empty:
            return None
        given: dict[str, Any] = {
            "letter": found, "site": settings.site_name, "base": settings.base_url, "leave": leave_address(subscriber),
            "language": told.language if told else "en", "corrections": f"{settings.base_url}/corrections/",
        }  # fmt: skip
        first = found.stories[0].headline if found.stories else gettext("Corrections")
        mail = EmailMultiAlternatives(
            " ".join(f"{settings.site_name}: {first}".split())[:180],
            render_to_string("readers/letter.txt", given),
            settings.mail_from,
            [subscriber.email],
            headers=leave_headers(subscriber)
            | {"List-Id": f"{settings.site_name} <newsletter.{_host()}>", "Precedence": "bulk",
               "Message-ID": f"<letter-{letter.pk}-{letter.due_at:%Y%m%d}@{_host()}>"},
        )  # fmt: skip
        mail.attach_alternative(render_to_string("readers/letter.html", given), "text/html")
    return mail, [each.story for each in found.stories]


def _host() -> str:
    return settings.base_url.split("://", 1)[1].split("/", 1)[0].split(":", 1)[0]


def send(*, now: datetime) -> Letter | None:
    """Send the oldest letter that waits, or plan the next one that is due; a step of the flow."""
    waiting = Letter.objects.filter(state=Letter.State.WAITING, queued_at__lte=now)
    letter = waiting.select_related("subscriber").order_by("queued_at", "pk").first()
    if letter is None:
        return plan(now=now)
    once = f"letter:{letter.subscriber_id}:{letter.due_at.isoformat()}"
    mine = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.CLAIMED, claimed_at=now
    )
    if not mine:
        return letter
    known = letter.attempts == 0 and record.Entry.objects.filter(once=once).exists()
    if letter.subscriber.state != Subscriber.State.CONFIRMED or known:
        _end(letter, Letter.State.SKIPPED)
        return letter
    made = message(letter)
    if made is None:
        _end(letter, Letter.State.SKIPPED)
        return letter
    mail, stories = made
    record.append(
        "mail", f"subscriber {letter.subscriber_id}", by="newsletter", now=now, data={"stories": stories}, once=once
    )
    try:
        mail.send(fail_silently=False)
    except (SMTPException, OSError) as error:
        _not_sent(letter, error, now=now)
    else:
        _end(letter, Letter.State.SENT, sent_at=now, stories=stories)
    return letter


def _not_sent(letter: Letter, error: Exception, *, now: datetime) -> None:
    """Try again later what surely did not go out and may go yet; end the rest, with its reason."""
    log.warning("letter %s: %s", letter.pk, error)
    tries = letter.attempts + 1
    if _passing(error) and tries < TRIES:
        _end(letter, Letter.State.WAITING, attempts=tries, queued_at=now + AGAIN, error=str(error)[:500])
        return
    if isinstance(error, SMTPRecipientsRefused):
        _bounce(letter.subscriber, str(error.recipients), now=now)
    _end(letter, Letter.State.REFUSED, attempts=tries, error=str(error)[:500])


def _passing(error: Exception) -> bool:
    """Whether a mail server said "not now", or was not there: then nothing was sent."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return 400 <= error.smtp_code < 500
    return isinstance(error, (ConnectionRefusedError, SMTPConnectError))


def _end(letter: Letter, state: str, **changes: Any) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, **changes)


def _bounce(subscriber: Subscriber, said: str, *, now: datetime) -> None:
    """Count a refusal by the reader's own mail server; three end the newsletter for this address."""
    bounces = subscriber.bounces + 1
    changes: dict[str, Any] = {"bounces": bounces}
    if bounces >= Subscriber.MOST_BOUNCES:
        changes["state"] = Subscriber.State.LEFT
        record.append("unsubscribe", f"subscriber {subscriber.pk}", by="bounces", now=now, data={"said": said[:300]})
    Subscriber.objects.filter(pk=subscriber.pk).update(**changes)
