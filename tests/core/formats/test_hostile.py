"""Bytes that nobody meant: flipped, cut off, doubled, nested. Nothing but Unreadable may come of them, and soon."""

import contextlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable

CORPUS = sorted(
    p for p in (Path(__file__).parents[2] / "corpus" / "formats").glob("**/*.*") if ".expect." not in p.name
)
SIGNS = [b"<", b">", b"&", b'"', b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"\x00", b"\xff", b"&#0;", b"&#xD800;", b"{", b"]", b"1e999",
         b"\\ud800", b"<table><tr><td>", b"(", b"\x01", b"\x1c", b"0001-01-01T00:00:00-14:00",
         b"9999-12-31T23:59:59-14:00"]  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(made) + 1)
        kind = chance.randrange(4)
        if kind == 0 and place < len(made):
            made[place] = chance.randrange(256)
        elif kind == 1:
            made[place:place] = chance.choice(SIGNS) * chance.choice((1, 1, 40))
        elif kind == 2:
            del made[place : place + chance.randint(1, 200)]
        else:
            made[place:place] = made[place : place + chance.randint(1, 200)] * chance.choice((1, 2, 20))
    return bytes(made[: chance.randrange(len(made))]) if chance.random() < 0.1 else bytes(made)


@pytest.mark.parametrize("file", CORPUS, ids=lambda each: each.name)
def test_broken_bytes_are_read_or_unreadable_and_no_word_goes_missing(file):
    chance, data = random.Random(file.name), file.read_bytes()
    for _ in range(4):
        try:
            items = formats.read(mutated(data, chance))
        except Unreadable:
            continue
        for item in items:
            assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
            formats.ninjs.load(formats.ninjs.dump(item))


REPEATED = [
    "<",
    "&",
    "[caption ",
    "<b>",
    "<table><tr><td>",
    "Ã©",
    "(Corrects (",
    "\n-- \n",
    "UPDATE 1-",
    "=?utf-8?q?",
    "^\n",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_a_piece_repeated_through_60_kb_ends_quickly_in_every_format(piece):
    many = piece * (60_000 // len(piece))
    shapes = (
        f"<rss><channel><item><title>T</title><guid>1</guid><description><![CDATA[{many}]]></description></item></channel></rss>",
        f"<!doctype html><html><body><p>{many}</p></body></html>",
        f"From: a@b.example\nSubject: x\nDate: x\n\n{many}",
        f"z6715-----\nr z BC-X   02-20 0500\n{many}",
        f"bdt0375 3 pl 152  hw 1196\n{many}",
        many,
    )
    for shape in shapes:
        start = datetime.now(UTC)  # noqa: TID251 - a test has a clock
        with contextlib.suppress(Unreadable):
            formats.read(shape.encode())
        assert (datetime.now(UTC) - start).total_seconds() < 2  # noqa: TID251
