"""A person lets a finding pass: with a reason, for exactly these words, and with a second person where the house asks."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from wiredesk.core import model as core
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import called, need, note_act
from wiredesk.desk.models import Check, Finding, Override, Story
from wiredesk.record import models as record
from wiredesk.settings import settings

PERMISSION = "desk.add_override"
SECOND = "wdsite.add_approval"


def words_of(part: str, text: core.Draft) -> str:
    """Return the words that a finding's part names: one sentence of the body, or the whole of another part."""
    name, _, number = part.partition(".")
    if name in ("dateline", "credit"):
        return text.credit if name == "credit" else text.dateline
    if name == "headline":
        return dict(text.headlines)[number].text if number in dict(text.headlines) else text.headline.text
    if name == "body" and number.isdigit():
        return text.body[int(number)].text if int(number) < len(text.body) else ""
    sentences: tuple[core.Sentence, ...] = getattr(text, name, ())
    return " ".join(each.text for each in sentences)


def key(finding: Finding, text: core.Draft) -> str:
    """Return under which key an override of this finding would stand."""
    return Override.key_of(finding.rule, words_of(finding.part, text), finding.message)


def needs_two(rule: str) -> bool:
    """Say whether the house wants two people to let this rule's findings pass."""
    return rule in {each.strip() for each in settings.two_people.split(",")}


def holds(override: Override) -> bool:
    """Say whether an override lets its finding pass now."""
    return not override.withdrawn and (override.second_id is not None or not needs_two(override.rule))


def of(story: Story, text: core.Draft, findings: list[Finding]) -> dict[int, Override]:
    """Return the overrides of these findings on exactly this text, by the finding's number."""
    standing = {
        each.key: each for each in Override.objects.filter(story=story, withdrawn=False).select_related("by", "second")
    }
    return {each.pk: standing[name] for each in findings if (name := key(each, text)) in standing}


def stopping(check: Check, text: core.Draft) -> list[Finding]:
    """Return the findings of a check that stop this text and that nobody let pass."""
    findings = list(check.findings.filter(stops=True))
    passed = of(check.story, text, findings)
    return [each for each in findings if each.pk not in passed or not holds(passed[each.pk])]


def lets_out(check: Check, text: core.Draft) -> bool:
    """Say whether a text may go out by its check: it passed, or each finding that stops it was let pass."""
    return check.passed or (check.findings.filter(stops=True).exists() and not stopping(check, text))


def override(finding: Finding, text: core.Draft, *, reason: str, by: User, now: datetime) -> Override:
    """Let one finding on exactly these words pass.

    Raises:
        NotAllowed: No reason is given, it does not stop the text, someone did it already, or the person may not.
    """
    story = finding.check_run.story
    need(by, PERMISSION, story, now=now)
    if not finding.stops:
        raise NotAllowed(finding.rule, "does not stop the text: nothing to override")
    if len(reason.split()) < 2:
        raise NotAllowed(finding.rule, "is let pass with a reason only: write why, in a few words")
    words = words_of(finding.part, text)
    try:
        with transaction.atomic():
            made = Override.objects.create(
                story=story, key=key(finding, text), rule=finding.rule, words=words, message=finding.message,
                reason=reason.strip()[:1000], by=by, at=now,
            )  # fmt: skip
            note_act(story, "override", f"let {finding.rule} pass: {reason.strip()}", by=by, now=now, override=made.pk)
    except IntegrityError:
        raise NotAllowed(finding.rule, "was let pass on these words already") from None
    _record(made, by=by, now=now)
    return made


def second(made: Override, *, by: User, now: datetime) -> None:
    """Be the second person who lets a finding pass.

    Raises:
        NotAllowed: It is the same person, it has its second person, was taken back, or the person may not.
    """
    need(by, SECOND, made.story, now=now)
    if made.by_id == by.pk:
        raise NotAllowed(made.rule, "needs another person than you: ask a colleague")
    free = Override.objects.filter(pk=made.pk, second__isnull=True, withdrawn=False)
    with transaction.atomic():
        if not free.update(second=by, second_at=now):
            raise NotAllowed(made.rule, "has its second person already, or was taken back")
        note_act(made.story, "second", f"let {made.rule} pass as the second person", by=by, now=now, override=made.pk)
    _record(made, by=by, now=now)


def undo(made: Override, *, now: datetime) -> None:
    """Take an override back; the finding stops the text again."""
    Override.objects.filter(pk=made.pk).update(withdrawn=True)


def _record(made: Override, *, by: User, now: datetime) -> None:
    record.append(
        "override", f"story {made.story_id}", by=by.get_username(), now=now,
        data={"rule": made.rule, "words": made.words[:500], "finding": made.message[:500], "reason": made.reason,
              "first": called(made.by)},
    )  # fmt: skip
