"""Newsletters through a mail server of the test's own, which speaks SMTP on a socket and keeps what it was given."""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.test import Client

import newsroom
from wiredesk.readers import actions
from wiredesk.readers.models import Letter, Subscriber
from wiredesk.record.models import Entry
from wiredesk.settings import settings as house
from wiredesk.site import letters

pytestmark = pytest.mark.django_db(databases=["default", "record"])
SUNDAY = datetime(2025, 4, 27, 6, 30, tzinfo=UTC)


class Post(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter, or refuses as it is told."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.answer = "250 taken"
        self.recipient = "250 good"
        super().__init__(("127.0.0.1", 0), _Talk)


class _Talk(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        post: Any = self.server
        self.say("220 post.test")
        while line := self.rfile.readline():
            word = line.split(b" ", 1)[0].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                body = b""
                while (more := self.rfile.readline()) != b".\r\n":
                    body += more[1:] if more.startswith(b"..") else more
                if post.answer.startswith("250"):
                    post.letters.append(email.message_from_bytes(body, policy=default))
                self.say(post.answer)
            elif word == b"RCPT":
                self.say(post.recipient)
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    server = Post()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
    settings.EMAIL_TIMEOUT = 5
    yield server
    server.shutdown()
    server.server_close()


def reader(address: str, **more: Any) -> Subscriber:
    return Subscriber.objects.create(
        email=address, token=f"token-for-the-tests-{address.partition(chr(64))[0]}", state="confirmed",
        asked_at=newsroom.NOON - timedelta(days=9),
        confirmed_at=newsroom.NOON - timedelta(days=8), **more,
    )  # fmt: skip


def run(now: datetime) -> None:
    for _ in range(50):
        if letters.send(now=now) is None:
            return
    raise AssertionError("it never ends")


def test_a_letter_comes_once_in_the_morning_with_text_html_and_one_click(post: Post) -> None:
    newsroom.editions()
    kursk = newsroom.kursk()
    reader("ana@example.org")
    run(SUNDAY - timedelta(hours=1))
    assert post.letters == []
    run(SUNDAY)
    run(SUNDAY + timedelta(hours=5))
    (letter,) = post.letters
    assert kursk.headline in letter["Subject"]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip().startswith("<http")
    assert letter["Message-ID"]
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    plain, rich = (part.get_content() for part in list(letter.walk())[1:])
    for text in (plain, rich):
        assert kursk.headline in text
        assert kursk.path in text
        assert "Automatic extract of agency sentences, checked by Ada Editor" in text
    for track in ("<img", "<script", "src=", "utm_"):
        assert track not in rich
    assert Entry.objects.filter(kind="mail").count() == 1


def test_one_click_ends_it_without_a_cookie(post: Post) -> None:
    newsroom.editions()
    newsroom.kursk()
    ana = reader("ana@example.org")
    run(SUNDAY)
    address = post.letters[0]["List-Unsubscribe"].strip(" <>").removeprefix(house.base_url)
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    ana.refresh_from_db()
    assert ana.state == "confirmed"
    assert (
        client.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded").status_code
        == 200
    )
    newsroom.port()
    run(SUNDAY + timedelta(days=2))
    assert len(post.letters) == 1


def test_edition_and_sector_choose_and_nothing_is_sent_where_nothing_happened(post: Post) -> None:
    newsroom.editions()
    newsroom.kursk()
    reader("all@example.org")
    reader("health@example.org", sectors=["health"])
    reader("politics@example.org", sectors=["politics"])
    reader("africa@example.org", edition="east-africa")
    run(SUNDAY)
    assert sorted(each["To"] for each in post.letters) == ["all@example.org", "politics@example.org"]


def test_the_morning_is_that_of_the_edition() -> None:
    newsroom.editions()
    from wiredesk.site.public import Edition

    nairobi = Edition.objects.get(slug="east-africa")
    assert letters.due(nairobi, "daily", now=datetime(2025, 4, 27, 2, 59, tzinfo=UTC)).date().day == 26
    assert letters.due(nairobi, "daily", now=datetime(2025, 4, 27, 3, 0, tzinfo=UTC)).date().day == 27
    assert letters.due(nairobi, "weekly", now=datetime(2025, 4, 27, 3, 0, tzinfo=UTC)).date().day == 21


def test_a_process_that_died_with_a_letter_in_hand_sends_it_no_second_time(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.editions()
    newsroom.kursk()
    for name in ("ana", "ben", "cem"):
        reader(f"{name}@example.org")

    class Killed(BaseException):
        pass

    ours = mail.EmailMultiAlternatives.send
    monkeypatch.setattr(
        mail.EmailMultiAlternatives,
        "send",
        lambda self, **more: (
            (_ for _ in ()).throw(Killed()) if "ben" in self.to[0] and ours(self, **more) else ours(self, **more)
        ),
    )
    with pytest.raises(Killed):
        run(SUNDAY)
    monkeypatch.undo()
    run(SUNDAY + timedelta(minutes=5))
    assert sorted(each["To"] for each in post.letters) == ["ana@example.org", "ben@example.org", "cem@example.org"]
    assert Letter.objects.filter(state="claimed").count() == 1


def test_a_restored_backup_sends_no_letter_of_the_record_again(post: Post) -> None:
    newsroom.editions()
    newsroom.kursk()
    reader("ana@example.org")
    run(SUNDAY)
    Letter.objects.all().delete()
    run(SUNDAY + timedelta(minutes=5))
    assert len(post.letters) == 1


def test_a_story_taken_down_after_a_letter_named_it_is_told_in_the_next_one(post: Post) -> None:
    newsroom.editions()
    kursk = newsroom.kursk()
    reader("ana@example.org")
    reader("health@example.org", sectors=["health"])
    run(SUNDAY)
    newsroom.take_down(kursk.story, "Volga Wire withdrew the copy.", at=SUNDAY + timedelta(hours=3))
    run(SUNDAY + timedelta(days=1))
    assert [each["To"] for each in post.letters] == ["ana@example.org", "ana@example.org"]
    text = list(post.letters[1].walk())[1].get_content()
    assert "Taken down" in text
    assert "Volga Wire withdrew the copy." in text
    assert "Kursk" not in text


def test_a_server_that_says_not_now_is_asked_again_and_one_that_says_no_three_times_ends_it(post: Post) -> None:
    newsroom.editions()
    newsroom.kursk()
    ana = reader("ana@example.org")
    post.recipient = "451 later"
    run(SUNDAY)
    assert Letter.objects.get().state == "waiting"
    post.recipient = "250 good"
    run(SUNDAY + timedelta(minutes=20))
    assert len(post.letters) == 1
    post.recipient = "550 no such box"
    for day in range(1, 5):
        newsroom_story = newsroom.port() if day == 1 else None
        Letter.objects.filter(state="skipped").delete()
        Letter.objects.create(
            subscriber=ana, due_at=SUNDAY + timedelta(days=1, minutes=day), state="waiting", queued_at=SUNDAY
        )
        run(SUNDAY + timedelta(days=1, hours=1))
        del newsroom_story
    ana.refresh_from_db()
    assert (ana.state, ana.bounces) == ("left", 3)


def test_a_server_that_is_not_there_loses_no_letter(settings: Any) -> None:
    newsroom.editions()
    newsroom.kursk()
    reader("ana@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    run(SUNDAY)
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == ("waiting", 1)


def test_words_of_a_wire_break_no_header_and_no_markup(post: Post) -> None:
    from wiredesk.site.public import Version

    newsroom.editions()
    kursk = newsroom.kursk()
    bad = "Evil\r\nBcc: all@example.org <script>alert(1)</script>"
    Version.objects.filter(pk=kursk.pk).update(headline=bad, content=kursk.content | {"short": "<b>x</b>"})
    reader("ana@example.org")
    run(SUNDAY)
    (letter,) = post.letters
    assert letter["Bcc"] is None
    rich = list(letter.walk())[2].get_content()
    assert "<script" not in rich
    assert "<b>x" not in rich


def test_signing_up_again_changes_nothing_before_the_owner_confirms() -> None:
    actions.ask("Ana@Example.org", edition="", sectors=[], now=SUNDAY, rhythm="weekly")
    row = Subscriber.objects.get()
    assert (row.email, row.rhythm, row.state) == ("ana@example.org", "weekly", "asked")
