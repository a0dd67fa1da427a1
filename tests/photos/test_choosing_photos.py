"""The desk's pictures: choosing, bringing, drawing, giving back; with words that say what is seen."""

from __future__ import annotations

import photographs
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import newsroom
from newsroom import NOON
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Act, Story
from wiredesk.newsroom import roles
from wiredesk.photos import store, workshop
from wiredesk.photos.models import Choice, Photo
from wiredesk.site import illustration, photography, picturing, seed
from wiredesk.site.public import Version
from wiredesk.wire import licences

pytestmark = pytest.mark.django_db(databases=["default", "record"])

ALT = "A yellow crane lifts a container at night."


@pytest.fixture
def editor() -> User:
    seed.seed()
    roles.seed()
    return User.objects.create_superuser("dana", "dana@example.org", "a long password for tests")


@pytest.fixture
def version(editor: User) -> Version:
    newsroom.editions()
    return newsroom.port()


def fresh(version: Version) -> Version:
    """Return a version as a request finds it, without what an earlier one has looked up."""
    return Version.objects.get(pk=version.pk)


def photo_of(version: Version, **more: object) -> Photo:
    item = version.story.members.get().item
    taken = workshop.take(photographs.jpeg(), name="photo")
    store.put(taken.digest, taken.body)
    fields = {"caption": "A crane.", "credit": "Rift Wire", "width": 1600, "height": 1000} | more
    return Photo.objects.create(
        item=item,
        agency=item.agency,
        ref="p",
        state="ready",
        queued_at=NOON,
        received_at=NOON,
        digest=taken.digest,
        **fields,
    )


def test_a_chosen_photo_stands_with_the_editors_words_and_name_until_it_is_given_back(
    version: Version, editor: User
) -> None:
    picturing.choose(version.story, photo_of(version), alt=ALT, by=editor, now=NOON, focus=(0.2, 0.3))
    shown = illustration.photo(fresh(version), now=NOON)
    assert (shown.kind, shown.alt, shown.caption) == ("photo", ALT, "A crane.")
    assert "chosen by dana" in shown.reason
    assert photography.chosen(fresh(version), now=NOON).focus == (0.2, 0.3)  # type: ignore[union-attr]
    picturing.draw(version.story, by=editor, now=NOON)
    assert "dana chose no photo" in illustration.photo(fresh(version), now=NOON).reason
    picturing.give_back(version.story, by=editor, now=NOON)
    assert illustration.photo(fresh(version), now=NOON).kind == "map"
    assert Act.objects.filter(story=version.story, kind="picture").count() == 3


@pytest.mark.parametrize("alt", ["", "A crane", "Kenya port to add night shifts"])
def test_a_photo_without_words_that_say_what_it_shows_is_not_taken(version: Version, editor: User, alt: str) -> None:
    Version.objects.filter(pk=version.pk).update(headline="Kenya port to add night shifts.")
    with pytest.raises(NotAllowed, match="what it shows"):
        picturing.choose(version.story, photo_of(version), alt=alt, by=editor, now=NOON)


def test_a_photo_that_may_not_be_shown_can_be_chosen_by_nobody(version: Version, editor: User) -> None:
    photo = photo_of(version)
    licences.write({"Rift Wire": {"pictures": False}}, by="test", now=NOON)
    with pytest.raises(NotAllowed, match="does not include pictures"):
        picturing.choose(version.story, photo, alt=ALT, by=editor, now=NOON)


def test_a_photo_that_a_person_brings_needs_a_credit_and_a_right_and_is_written_anew(
    version: Version, editor: User
) -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    address = reverse("desk:bring", kwargs={"pk": version.story_id})

    def brought(body: bytes, **words: str) -> str:
        file = SimpleUploadedFile("x.jpg", body, content_type="image/jpeg")
        answer = client.post(address, {"file": file, "alt": ALT} | words, follow=True)
        assert answer.status_code == 200
        return str(answer.content.decode())

    assert "needs a credit" in brought(photographs.jpeg(about=None))
    assert "is no JPEG" in brought(b"<script>alert(1)</script>", credit="Ada", terms="our own")
    assert not Choice.objects.exists()
    page = brought(photographs.jpeg(about=None), credit="Ada Lens", terms="our own", caption="The port at night.")
    choice = Choice.objects.get()
    assert (choice.alt, choice.photo.credit, choice.photo.by) == (ALT, "Ada Lens", editor)  # type: ignore[union-attr]
    assert b"Secret Camera" not in store.get(choice.photo.digest)  # type: ignore[union-attr]
    thumb = client.get(reverse("desk:photo", kwargs={"pk": choice.photo_id}))
    assert thumb.content[:3] == b"\xff\xd8\xff"
    assert f"/desk/photo/{choice.photo_id}/" in page


def test_the_story_desk_shows_what_came_and_why_it_may_not_be_taken(version: Version, editor: User) -> None:
    photo_of(version)
    licences.write({"Rift Wire": {"pictures": False}}, by="test", now=NOON)
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    page = client.get(reverse("desk:story", kwargs={"pk": version.story_id})).content.decode()
    assert "does not include pictures" in page
    assert "Take this photo" not in page


def test_a_story_that_nobody_published_can_have_a_photo_chosen(editor: User) -> None:
    row: Story = newsroom.two_sided()
    item = row.members.first().item  # type: ignore[union-attr]
    photo = Photo.objects.create(
        item=item, agency=item.agency, ref="p", state="waiting", queued_at=NOON, received_at=NOON
    )
    with pytest.raises(NotAllowed, match="not here yet"):
        picturing.choose(row, photo, alt=ALT, by=editor, now=NOON)
