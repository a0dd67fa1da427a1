"""What a person does about a story's picture: choose, bring, let the rules draw, give back to the rules. Always with `by=`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from wiredesk.core.errors import NotAllowed
from wiredesk.desk.actions import called, need, note_act
from wiredesk.desk.models import Story
from wiredesk.photos import store, workshop
from wiredesk.photos.models import Choice, Photo
from wiredesk.site import dependents, photography
from wiredesk.site.public import Version

CHOOSE = "photos.add_choice"
MOST_BYTES = 40_000_000
SHORTEST_ALT = 8
"""Characters: less names a thing and says nothing of what is seen."""

Point = tuple[float, float]


def choose(
    story: Story, photo: Photo, *, alt: str, by: User, now: datetime, caption: str = "", focus: Point | None = None
) -> Choice:
    """Let a story show a photo, with words that say what it shows; readers see it at once where the story is public.

    Args:
        story: The story.
        photo: One that is here and that its licence lets us show.
        alt: What it shows, for those who do not see it; not the headline.
        by: Who chooses.
        now: The present.
        caption: In place of its owner's; empty: its owner's.
        focus: What cuts keep, as shares of width and height; None: what its owner said, else the middle.

    Raises:
        NotAllowed: The person may not, the photo may not be shown, or the words do not say what it shows.
    """
    need(by, CHOOSE, story, now=now)
    fault = photography.may_show(photo, now=now)
    if fault:
        raise NotAllowed(str(photo), fault[:1].lower() + fault[1:].rstrip("."))
    alt, caption = " ".join(alt.split())[:2000], " ".join(caption.split())[:4000]
    _says_what_it_shows(story, alt)
    point = focus or (photo.focus_x, photo.focus_y)
    if not all(0 <= each <= 1 for each in point):
        raise NotAllowed(str(photo), "its focus lies outside of it: give shares from 0 to 1")
    fields = {
        "photo": photo, "alt": alt, "caption": caption, "focus_x": point[0], "focus_y": point[1], "name": called(by), "at": now,
    }  # fmt: skip
    with transaction.atomic():
        choice, _ = Choice.objects.update_or_create(story=story, defaults=fields)
        Photo.objects.filter(pk=photo.pk).update(used=True)
        note_act(story, "picture", f"chose a photo of {photo.owner}: {alt[:120]}", by=by, now=now, photo=photo.pk)
        _again(story, now=now)
    return choice


def _says_what_it_shows(story: Story, alt: str) -> None:
    if len(alt) < SHORTEST_ALT:
        raise NotAllowed("the photo", "needs words that say what it shows, for readers who do not see it")
    headline = Version.objects.filter(story=story, current=True).values_list("headline", flat=True).first()
    if headline and alt.rstrip(".").casefold() == headline.rstrip(".").casefold():
        raise NotAllowed("the photo", "needs words that say what it shows; the headline does not")


def bring(story: Story, data: bytes, words: Mapping[str, str], *, by: User, now: datetime) -> Choice:
    """Take a photo that a person brings, and let the story show it.

    What its file says of creator, credit and rights is kept where the person says nothing else.

    Args:
        story: The story.
        data: The file; its name and what it claims to be do not count.
        words: `alt` (what it shows), and where wanted `caption` (names, place and day), `credit` (who took it) and
            `terms` (by what right we show it: our own, public domain, a licence).
        by: Who brings it.
        now: The present.

    Raises:
        NotAllowed: The person may not; there is no credit, no right or no word of what it shows.
        Unreadable: The file is no photo that we take.
    """
    need(by, CHOOSE, story, now=now)
    if len(data) > MOST_BYTES:
        raise NotAllowed("the photo", f"is larger than {MOST_BYTES // 1_000_000} MB")
    alt = " ".join(words.get("alt", "").split())
    _says_what_it_shows(story, alt)
    taken = workshop.take(data, name="the photo")
    about = taken.about
    credit = " ".join(words.get("credit", "").split())[:300] or about.credit or about.creator
    terms = words.get("terms", "").strip()[:4000] or about.terms
    caption = " ".join(words.get("caption", "").split())[:4000] or about.caption
    if not credit or not terms:
        raise NotAllowed("the photo", "needs a credit and by what right we show it")
    store.put(taken.digest, taken.body)
    focus = taken.focus or (0.5, 0.5)
    with transaction.atomic():
        photo = Photo.objects.create(
            state=Photo.State.READY, queued_at=now, received_at=now, by=by, alone=True, digest=taken.digest,
            original=taken.original, width=taken.width, height=taken.height, focus_x=focus[0], focus_y=focus[1],
            caption=caption, alt=about.alt, creator=about.creator, credit=credit,
            rights=about.rights, terms=terms, source_type=about.source_type, created=about.created,
        )  # fmt: skip
        return choose(story, photo, alt=alt, by=by, now=now)


def draw(story: Story, *, by: User, now: datetime) -> None:
    """Let a story show a drawn picture, whatever photos there are.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, CHOOSE, story, now=now)
    fields = {"photo": None, "alt": "", "caption": "", "name": called(by), "at": now}
    with transaction.atomic():
        Choice.objects.update_or_create(story=story, defaults=fields)
        note_act(story, "picture", "chose no photo", by=by, now=now)
        _again(story, now=now)


def give_back(story: Story, *, by: User, now: datetime) -> None:
    """Take a choice back: the story shows what the rules took when its text went out.

    Raises:
        NotAllowed: The person may not.
    """
    need(by, CHOOSE, story, now=now)
    with transaction.atomic():
        if Choice.objects.filter(story=story).delete()[0]:
            note_act(story, "picture", "left the picture to the rules", by=by, now=now)
            _again(story, now=now)


def _again(story: Story, *, now: datetime) -> None:
    """Write the files again that show the story's picture, and take those of the old one away."""
    version = Version.objects.filter(story=story, current=True).exclude(kind=Version.Kind.NOTICE).first()
    if version is not None:
        dependents.enqueue(dependents.of_story(version, now=now) | dependents.naming(story.pk), now=now)
