"""From what an agency sends to the page: photos are fetched, made ours, shown with their words, and taken away again."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import photographs
import pytest
from django.test import Client
from loopback import reply, serving
from lxml import html

import newsroom
from newsroom import NOON
from wiredesk.core import formats, pictures
from wiredesk.core import model as core
from wiredesk.desk.models import Story
from wiredesk.photos import arriving
from wiredesk.photos.fetching import Fetcher
from wiredesk.photos.models import Photo
from wiredesk.site import dependents, files, sizes, steps
from wiredesk.site.public import Rendering, Version
from wiredesk.wire import intake, licences
from wiredesk.wire.models import Item, Raw

pytestmark = pytest.mark.django_db(databases=["default", "record"])

HEADLINE = "Kenya port to add night shifts"
MEDIA = core.Media(
    "picture",
    "https://rift.example/photo.jpg",
    "image/jpeg",
    caption="A crane at the container terminal of Mombasa.",
    credit="Rift Wire",
    usage_terms="For editorial use by subscribers.",
    guid="urn:rift:photo-1",
    focus=(0.1, 0.1),
)


def piece(*media: core.Media, guid: str = "rift-1", body: str = newsroom.PORT, **more: Any) -> Item:
    """Return an item of Rift Wire that names pictures, as it stands after grouping."""
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    row = newsroom.item(rift, guid, HEADLINE, body and f"{body} The note has the number {guid}.")
    row.data = formats.ninjs.dump(replace(formats.ninjs.load(row.data), media=media, **more))
    row.save()
    return row


def fetched(fetcher: Fetcher, item: Item, *, wait: float = 20.0) -> list[Photo]:
    """Gather and fetch what an item names."""
    arriving.gather(item, now=NOON)
    ends = time.monotonic() + wait
    while fetcher.turn(now=NOON) is not None and time.monotonic() < ends:
        pass
    return list(Photo.objects.filter(item=item).order_by("pk"))


def ready(item: Item, *, guid: str = MEDIA.guid, **more: Any) -> Photo:
    """Return a photo of an item as fetching leaves it, without a server."""
    from wiredesk.photos import store, workshop

    taken = workshop.take(photographs.jpeg(), name="photo")
    store.put(taken.digest, taken.body)
    fields = {
        "caption": MEDIA.caption, "credit": "Rift Wire", "creator": "Ada Lens", "terms": MEDIA.usage_terms, "alt": "",
        "width": 1600, "height": 1000, "source_type": pictures.DIGITAL_CAPTURE, "rights": "© Rift Wire",
    }  # fmt: skip
    return Photo.objects.create(
        item=item, agency=item.agency, guid=guid, ref=guid, state="ready", queued_at=NOON, received_at=NOON,
        digest=taken.digest, **(fields | more),
    )  # fmt: skip


def published(item: Item) -> Version:
    newsroom.editions()
    row = newsroom.story(item)
    version = newsroom.publish(row, newsroom.extract(row, sectors=("transport",)))
    Photo.objects.filter(pk=(version.receipt["picture"]).get("photo") or 0).update(used=True)
    return version


def page(version: Version) -> Any:
    answer = Client(headers={"host": "localhost"}).get(version.path)
    return html.fromstring(answer.content.decode())


@pytest.fixture
def version() -> Version:
    item = piece(MEDIA)
    ready(item)
    return published(item)


# In


def test_what_an_item_names_is_fetched_and_keeps_the_words_of_its_wire_before_those_of_its_file(
    fetcher: Fetcher, open_to: Callable[..., None]
) -> None:
    with serving(lambda *_: reply(body=photographs.jpeg(), Content_Type="image/jpeg")) as server:
        open_to(server)
        (photo,) = fetched(fetcher, piece(replace(MEDIA, href=server.url("/photo.jpg"), width=99)))
    assert (photo.state, photo.caption, photo.creator) == ("ready", MEDIA.caption, "Ada Lens")
    assert (photo.alt, photo.source_type) == (photographs.SAID.alt, pictures.DIGITAL_CAPTURE)
    assert (photo.width, photo.height, photo.focus_x) == (1600, 1000, 0.1)
    assert photo.guid == MEDIA.guid


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(body=b"<html>", Content_Type="text/html"), "no picture"),
        (reply(body=b"<svg/>", Content_Type="image/svg+xml"), "no JPEG"),
        (reply(body=photographs.jpeg()[:900], Content_Type="image/jpeg"), "damaged"),
        (reply(status=410), "gone for good"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "larger than"),
    ],
    ids=["page", "svg", "broken", "gone", "large"],
)
def test_what_is_no_photo_is_refused_with_its_reason(
    fetcher: Fetcher, open_to: Callable[..., None], answer: bytes, why: str
) -> None:
    with serving(lambda *_: answer) as server:
        open_to(server)
        (photo,) = fetched(fetcher, piece(replace(MEDIA, href=server.url("/photo.jpg"))))
    assert photo.state == "refused"
    assert why in photo.error


def test_an_address_inside_the_house_is_not_fetched(fetcher: Fetcher) -> None:
    with serving(lambda *_: reply(body=photographs.jpeg())) as server:
        (photo,) = fetched(fetcher, piece(replace(MEDIA, href=server.url("/photo.jpg"))))
        assert server.asked == []
    assert photo.state == "refused"
    assert not photo.digest


def test_a_photo_attached_to_a_mail_or_dropped_beside_its_copy_is_found(fetcher: Fetcher) -> None:
    packed = base64.encodebytes(photographs.jpeg(400, 300)).decode()
    mail = (
        "From: a@rift.example\nSubject: Rain\nDate: Sat, 26 Apr 2025 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nRain fell.\n--b\n'
        'Content-Type: image/jpeg\nContent-Disposition: attachment; filename="rain.jpg"\n'
        f"Content-Transfer-Encoding: base64\n\n{packed}\n--b--\n"
    ).encode()
    attached = piece(replace(MEDIA, href="", guid="", headline="rain.jpg"), guid="mail", format="mail")
    Raw.objects.filter(pk=attached.raw_id).update(body=mail)
    beside = piece(replace(MEDIA, href="pictures/quay.jpg"), guid="folder")
    sent = {"wire": beside.raw.wire, "received_at": NOON, "queued_at": NOON, "state": "read"}
    Raw.objects.create(digest="q" * 64, name="in/quay.jpg", body=photographs.jpeg(500, 400), **sent)
    assert [each.width for each in fetched(fetcher, Item.objects.get(pk=attached.pk))] == [400]
    assert [each.width for each in fetched(fetcher, beside)] == [500]


def test_a_picture_file_of_an_agency_is_a_photo_that_no_rule_gives_to_a_story(fetcher: Fetcher) -> None:
    item = piece(guid="file", body="")
    body = photographs.jpeg()
    (read,) = formats.read(body)
    item.data = formats.ninjs.dump(read)
    item.save()
    Raw.objects.filter(pk=item.raw_id).update(body=body)
    (photo,) = fetched(fetcher, Item.objects.get(pk=item.pk))
    assert (photo.state, photo.alone, photo.creator) == ("ready", True, "Ada Lens")
    assert published(piece(guid="text")).receipt["picture"]["photo"] is None


def test_a_newer_version_that_leaves_a_photo_out_takes_it_away_and_one_that_keeps_it_gives_it_its_words() -> None:
    first = piece(MEDIA)
    photo = ready(first)
    second = piece(replace(MEDIA, caption="A crane at the port of Mombasa, not Lamu."), guid="rift-x")
    Item.objects.filter(pk=second.pk).update(guid="rift-1", sequence=2)
    second.refresh_from_db()
    arriving.gather(second, now=NOON)
    photo.refresh_from_db()
    assert (photo.item_id, photo.caption) == (second.pk, "A crane at the port of Mombasa, not Lamu.")
    second.data = formats.ninjs.dump(replace(formats.ninjs.load(second.data), media=()))
    arriving.gather(second, now=NOON)
    photo.refresh_from_db()
    assert photo.state == "left"


# On the page


def test_the_page_offers_a_photo_in_sizes_and_formats_without_a_shift(version: Version) -> None:
    figure = page(version).xpath("//figure[@class='picture']")[0]
    image = figure.xpath(".//img")[0]
    assert image.get("alt") == MEDIA.caption != HEADLINE
    assert int(image.get("width")) / int(image.get("height")) == pytest.approx(16 / 9, rel=0.01)
    assert [each.get("type") for each in figure.xpath(".//source")] == ["image/avif", "image/webp"]
    widths = [part.split()[-1] for part in image.get("srcset").split(", ")]
    assert widths == ["480w", "800w", "1200w", "1600w"]
    assert image.get("sizes")
    words = " ".join(figure.text_content().split())
    assert "Ada Lens / Rift Wire." in words
    assert "Drawn by rules" not in words


def test_every_size_that_the_page_names_answers_and_says_who_made_it(version: Version) -> None:
    client = Client(headers={"host": "localhost"})
    tree = page(version)
    named = {part.split()[0] for each in tree.xpath("//@srcset") for part in each.split(", ")}
    named |= {
        each.removeprefix("http://127.0.0.1:8000") for each in tree.xpath("//meta[@property='og:image']/@content")
    }
    assert named <= sizes.paths(version, now=NOON) <= dependents.of_story(version, now=NOON)
    for path in sorted(named)[::4]:
        answer = client.get(path)
        told = pictures.inspect(answer.content)
        assert answer["Content-Type"] == f"image/{told['format']}"
        assert (told["creator"], told["credit"], told["alt"]) == ("Ada Lens", "Rift Wire", MEDIA.caption)
        assert told["digital_source_type"] == pictures.DIGITAL_CAPTURE
    assert client.get(sorted(named)[0].replace("page-", "page-9")).status_code == 410


def test_no_reader_on_a_phone_loads_more_than_a_small_photo(version: Version) -> None:
    client = Client(headers={"host": "localhost"})
    paths = {path for path in sizes.paths(version, now=NOON) if "page-800" in path}
    assert len(paths) == 3
    assert max(len(client.get(path).content) for path in paths) < 60_000


def test_the_receipt_says_why_this_photo_and_machines_read_its_three_shapes(version: Version) -> None:
    tree = page(version)
    assert "A photo with rights came with Rift Wire copy." in tree.text_content()
    data = "".join(tree.xpath("//script[@type='application/ld+json']/text()"))
    assert data.count('"@type":"ImageObject"') >= 3
    assert '"copyrightNotice":"© Rift Wire"' in data


def test_a_page_keeps_the_photo_that_its_text_was_approved_with() -> None:
    item = piece(MEDIA)
    version = published(item)
    ready(item)
    assert "photo/" not in html.tostring(page(version)).decode()


def test_a_portrait_and_what_must_not_be_altered_are_shown_whole() -> None:
    tall = piece(MEDIA, guid="tall")
    ready(tall, width=1300, height=2000)
    image = page(published(tall)).xpath("//figure//img")[0]
    assert int(image.get("height")) > int(image.get("width"))
    licences.write({"Rift Wire": {"must_not_alter": True}}, by="test", now=NOON)
    wide = piece(MEDIA, guid="wide")
    ready(wide)
    assert page(published(wide)).xpath("//figure//img/@height") == ["500"]


# Away


def killed(guid: str) -> None:
    """Let Rift Wire kill a piece by its guid."""
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    order = core.Item(guid=guid, headline="PHOTO KILL", body="", agency="Rift Wire", signal=core.Signal.KILL)
    raw = Raw.objects.create(wire=rift.wires.get(), digest=guid[-8:] * 8, body=b"k", received_at=NOON, queued_at=NOON)
    intake.store(raw, order, now=NOON + timedelta(hours=5))


def written(version: Version) -> list[str]:
    dependents.enqueue(dependents.of_story(version, now=NOON), now=NOON)
    while steps.render(now=NOON):
        pass
    return [path for path in Rendering.objects.values_list("path", flat=True) if files.place(path).exists()]


def test_a_kill_of_the_photo_alone_takes_it_from_page_and_files_and_leaves_the_text(version: Version) -> None:
    paths = sizes.paths(version, now=NOON)
    assert paths <= set(written(version))
    killed(MEDIA.guid)
    assert steps.uncover(now=NOON) is not None
    assert steps.uncover(now=NOON) is None
    while steps.render(now=NOON):
        pass
    assert not [path for path in paths if files.place(path).exists()]
    text = files.place(version.path).read_text()
    assert "photo/" not in text
    assert "may not be shown any more" in text
    assert Story.objects.get(pk=version.story_id).flag
    client = Client(headers={"host": "localhost"})
    assert client.get(sorted(paths)[0]).status_code == 410


def test_a_kill_that_came_before_the_photo_counts() -> None:
    killed(MEDIA.guid)
    item = piece(MEDIA)
    ready(item)
    assert published(item).receipt["picture"]["photo"] is None


def test_a_licence_without_pictures_keeps_them_from_pages_and_says_so(version: Version) -> None:
    licences.write({"Rift Wire": {"pictures": False}}, by="test", now=NOON)
    assert "photo/" not in html.tostring(page(version)).decode()
    second = piece(MEDIA, guid="rift-2")
    ready(second, guid="urn:rift:photo-2")
    kept = published(second).receipt["picture"]
    assert (kept["photo"], "does not include pictures" in kept["lacking"]) == (None, True)


def test_a_photo_of_which_its_file_says_that_a_model_made_it_is_not_taken_by_rules() -> None:
    item = piece(MEDIA)
    ready(item, source_type=pictures.TRAINED)
    assert "a model made it" in published(item).receipt["picture"]["lacking"]
