"""What a model wrote, what it took, and what became of it: kept in the record, so that a house can answer for it."""

from __future__ import annotations

from datetime import datetime

from wiredesk.core import model as core
from wiredesk.desk.models import Draft
from wiredesk.record import models as record


def ran(draft: Draft, made: core.Made, *, now: datetime) -> None:
    """Record that a model wrote a draft. The extractive writer is no model and leaves no entry."""
    if not made.model:
        return
    record.append(
        record.Entry.Kind.RUN, f"draft {draft.pk} of story {draft.story_id}", by=made.writer, now=now,
        data={
            "writer": made.writer, "model": made.model, "prompt": made.prompt_digest, "tokens": made.tokens,
            "seconds": made.seconds, "cost": made.cost, "digest": draft.digest,
        },
        once=f"run:{draft.pk}",
    )  # fmt: skip


def became(draft: Draft | None, what: str, *, by: str, now: datetime) -> None:
    """Record what became of a model's draft: taken, approved unchanged, approved edited, thrown away."""
    if draft is None or not draft.as_core().made.model:
        return
    record.append(
        record.Entry.Kind.RUN, f"draft {draft.pk} of story {draft.story_id}", by=by, now=now,
        data={"became": what, "digest": draft.digest}, once=f"run:{draft.pk}:{what}",
    )  # fmt: skip
