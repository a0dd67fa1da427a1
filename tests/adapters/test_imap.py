"""Mail from a real IMAP server over TLS: what is brought, what is marked as seen, and when it is cut."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from certificates import Authority

from wiredesk.adapters import dialling, imap
from wiredesk.adapters.egress import Policy
from wiredesk.adapters.keyring import Credentials
from wiredesk.core.errors import Refused, Unreachable

ME = Credentials(user="desk", password="hush")


@dataclass
class Box:
    """A mailbox, with what a server says wrongly where a test asks for it."""

    mails: dict[int, bytes]
    seen: set[int] = field(default_factory=set)
    validity: int = 7
    port: int = 0
    announced: int = 0
    drip: float = 0.0
    commands: list[str] = field(default_factory=list)


@contextlib.contextmanager
def serving(box: Box, tls: ssl.SSLContext) -> Iterator[Box]:
    """Serve a box by the words of RFC 3501, one client at a time."""
    listener = socket.create_server(("127.0.0.1", 0))
    box.port = listener.getsockname()[1]

    def loop() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), tls.wrap_socket(plain, server_side=True) as connection:
                _talk(connection, box)

    thread = threading.Thread(target=loop, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _talk(connection: ssl.SSLSocket, box: Box) -> None:
    file = connection.makefile("rwb")

    def say(line: bytes) -> None:
        file.write(line + b"\r\n")
        file.flush()

    say(b"* OK ready")
    while line := file.readline():
        tag, _, command = line.decode().strip().partition(" ")
        box.commands.append(command)
        time.sleep(box.drip)
        word = command.upper()
        if word.startswith("CAPABILITY"):
            say(b"* CAPABILITY IMAP4rev1")
        elif word.startswith("LOGIN"):
            if command.split(" ", 1)[1] != 'desk "hush"':
                say(f"{tag} NO wrong".encode())
                continue
        elif word.startswith("SELECT"):
            say(b"* %d EXISTS" % len(box.mails))
            say(b"* OK [UIDVALIDITY %d] valid" % box.validity)
        elif word.startswith("UID SEARCH"):
            say(b"* SEARCH " + " ".join(str(n) for n in sorted(set(box.mails) - box.seen)).encode())
        elif word.startswith("UID STORE"):
            box.seen |= {int(each) for each in command.split(" ")[2].split(",")}
        elif word.startswith("UID FETCH"):
            number = int(command.split(" ")[2])
            body = box.mails[number]
            if "SIZE" in word:
                say(b"* 1 FETCH (UID %d RFC822.SIZE %d)" % (number, box.announced or len(body)))
            else:
                assert "BODY.PEEK[]" in word
                say(b"* 1 FETCH (UID %d BODY[] {%d}" % (number, len(body)))
                file.write(body)
                say(b")")
        elif word.startswith("LOGOUT"):
            say(b"* BYE")
            say(f"{tag} OK done".encode())
            return
        say(f"{tag} OK done".encode())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


def take(
    box: Box, authority: Authority, known: set[str] | None = None, stored: set[str] | None = None, path: str = "/INBOX",
    me: Credentials = ME, **limits: float,
) -> imap.Taken:  # fmt: skip
    at = f"127.0.0.1:{box.port}"
    policy = Policy(allow=(at,), ca_file=str(authority.file), **limits)  # type: ignore[arg-type]
    place = dialling.place(f"imaps://{at}{path}", policy=policy)
    return imap.take(place, me, policy=policy, known=known or set(), stored=stored or set())


def test_unseen_messages_come_and_are_not_marked_by_coming(authority: Authority) -> None:
    with serving(Box({1: b"one", 2: b"two\r\n", 3: b"three"}, seen={3}), authority.server()) as box:
        for _ in range(2):
            taken = take(box, authority)
            assert [(each.handle, each.body) for each in taken.messages] == [("7/1", b"one"), ("7/2", b"two\r\n")]
    assert box.seen == {3}


def test_what_is_stored_is_marked_and_not_brought_again(authority: Authority) -> None:
    with serving(Box({1: b"one", 2: b"two"}), authority.server()) as box:
        taken = take(box, authority, known={"7/1"}, stored={"7/1"})
    assert box.seen == {1}
    assert taken.marked == ("7/1",)
    assert [each.handle for each in taken.messages] == ["7/2"]


def test_a_message_that_is_known_but_not_stored_is_neither_marked_nor_brought(authority: Authority) -> None:
    with serving(Box({1: b"one"}), authority.server()) as box:
        assert take(box, authority, known={"7/1"}).messages == ()
    assert box.seen == set()


def test_numbers_of_a_box_that_was_made_anew_mark_nothing_in_the_new_one(authority: Authority) -> None:
    with serving(Box({1: b"other"}, validity=8), authority.server()) as box:
        taken = take(box, authority, known={"7/1"}, stored={"7/1"})
    assert box.seen == set()
    assert taken.marked == ("7/1",)
    assert [each.handle for each in taken.messages] == ["8/1"]


def test_a_box_with_a_quote_in_its_name_is_one_name(authority: Authority) -> None:
    with serving(Box({}), authority.server()) as box:
        take(box, authority, path="/In%22 DELETE x")
    assert 'SELECT "In\\" DELETE x"' in box.commands


def test_a_large_message_is_passed_over_and_named(authority: Authority) -> None:
    with serving(Box({1: b"x" * 500, 2: b"ok"}), authority.server()) as box:
        taken = take(box, authority, max_bytes=100)
    assert [each.body for each in taken.messages] == [b"ok"]
    assert "larger than 100 bytes" in taken.refused[0].reason


def test_a_message_that_is_far_larger_than_announced_is_cut(authority: Authority) -> None:
    with (
        serving(Box({1: b"x" * 3_000_000}, announced=10), authority.server()) as box,
        pytest.raises(Refused, match="far more than it was asked for"),
    ):
        take(box, authority)


def test_a_wrong_password_says_so_and_is_in_no_error(authority: Authority) -> None:
    with serving(Box({}), authority.server()) as box, pytest.raises(Unreachable, match="wrong") as error:
        take(box, authority, me=Credentials(user="desk", password="secret word"))
    assert "secret" not in str(error.value)


def test_a_server_that_drips_is_cut_when_the_visit_is_over(authority: Authority) -> None:
    with serving(Box({1: b"one"}, drip=0.3), authority.server()) as box:
        began = time.monotonic()
        with pytest.raises(Unreachable, match=r"within 0\.5 s"):
            take(box, authority, timeout=0.5)
        assert time.monotonic() - began < 2


def test_a_certificate_of_somebody_else_ends_the_visit_before_the_password(
    authority: Authority, tmp_path: Path
) -> None:
    with serving(Box({}), Authority(tmp_path).server()) as box, pytest.raises(Unreachable, match="certificate"):
        take(box, authority)
    assert not any(each.startswith("LOGIN") for each in box.commands)


@pytest.mark.parametrize(
    "url",
    [
        "imaps://127.0.0.1/INBOX", "imaps://localhost/", "imaps://0x7f.1/", "imaps://[::1]/", "imaps://169.254.169.254/",
        "imaps://10.0.0.1/", "imaps://[::ffff:127.0.0.1]/", "imaps://2130706433/",
    ],
)  # fmt: skip
def test_no_private_address_is_dialled(url: str) -> None:
    policy = Policy(timeout=2)
    with pytest.raises(Refused, match="leads to"):
        imap.take(dialling.place(url, policy=policy), ME, policy=policy, known=(), stored=())


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("imap://mail.example/", "no scheme"), ("ftp://files.example/", "no scheme"), ("imaps://mail.example:25/", "port 25"),
        ("sftp://files.example:2222/", "port 2222"), ("imaps://a:hush@mail.example/", "password"), ("imaps:///", "no whole"),
        ("ftps://files.example/a%0D%0ADELE%20b", "line break"),
    ],
)  # fmt: skip
def test_an_address_that_is_not_allowed_is_refused_before_any_look_up(url: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as error:
        dialling.place(url, policy=Policy())
    assert not re.search("hush", str(error.value))
