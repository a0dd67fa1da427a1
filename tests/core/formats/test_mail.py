# ruff: noqa: E501 - samples as they would arrive
import base64
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wiredesk.core import formats
from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import mail, profiles
from wiredesk.core.model import Item, Signal

HEAD = """Received: from mx.quay.example by in.desk.example; Sat, 26 Apr 2025 10:00:01 +0200
From: =?utf-8?q?Hafen_Agentur_K=C3=B6ln?= <desk@quay.example>
To: wire@desk.example
Date: Sat, 26 Apr 2025 10:00:00 +0200
Message-ID: <q7@quay.example>
MIME-Version: 1.0
"""


def only(text: str, charset: str = "utf-8") -> Item:
    (item,) = formats.read(text.encode(charset))
    return item


def whole(item: Item) -> bool:
    return item.words_in == item.words_out + sum(d.words for d in item.dropped)


def test_a_plain_message_gives_headline_sender_time_and_unwrapped_body():
    item = only(
        HEAD
        + "Subject: =?iso-8859-1?q?KORREKTUR:_K=E4ne_am_Kai?=\nContent-Type: text/plain; charset=utf-8\n\n"
        + "HAMBURG - Der Kai bleibt bis Montag gesperrt, sagte die zuständige\nBehörde am Samstag, und niemand wurde verletzt, als er\nbrach.\n\nDie Polizei widersprach.\n\n-- \nHafen Agentur, Kai 7\n"
    )
    assert (item.format, item.guid, item.agency) == ("mail", "q7@quay.example", "Hafen Agentur Köln")
    assert (item.headline, item.signal) == ("KORREKTUR: Käne am Kai", Signal.CORRECT)
    assert item.body.endswith("brach.\n\nDie Polizei widersprach.")
    assert item.version_created == datetime(2025, 4, 26, 8, tzinfo=UTC)
    assert [(d.reason, d.words) for d in item.dropped] == [("signature of the mail", 4)]
    assert whole(item)


def test_the_richer_alternative_is_the_body_and_inline_pictures_are_media():
    item = only(
        HEAD
        + """Subject: Rain
Content-Type: multipart/related; boundary=a

--a
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=us-ascii

The quay stays shut.
--b
Content-Type: text/html; charset=us-ascii
Content-Transfer-Encoding: quoted-printable

<html><body><p>The quay <b>stays</b> shut.</p><img src=3D"cid:p1"></body></html>
--b--
--a
Content-Type: image/png; name=quay.png
Content-ID: <p1>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--a--
"""
    )
    assert item.xhtml == "<p>The quay <b>stays</b> shut.</p>"
    assert [(m.kind, m.href, m.headline) for m in item.media] == [("picture", "cid:p1", "quay.png")]


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("koi8-r", "koi8-r"), ("cp1252", "nonsense")],
)
def test_a_charset_is_read_right_whatever_the_part_declares(charset, declared):
    words = "Вода" if charset == "koi8-r" else "Zürich – “heute”"
    assert only(HEAD + f"Subject: x\nContent-Type: text/plain; charset={declared}\n\n{words}\n", charset).body == words


def test_a_forwarded_message_is_the_agencys_and_the_forwarders_words_are_a_note():
    item = only(
        HEAD
        + """Subject: Fwd: Kai 7
Content-Type: text/plain

Bitte für morgen.

---------- Forwarded message ---------
From: Dnipro Wire <copy@dnipro.example>
Date: Fri, 25 Apr 2025 09:00:00 +0300
Subject: UPDATE 1-Army denies it left
To: <jo@desk.example>

KYIV - The army denied it.

Nobody left, it said.
"""
    )
    assert (item.headline, item.agency, item.signal) == ("UPDATE 1-Army denies it left", "Dnipro Wire", Signal.UPDATE)
    assert item.body == "KYIV - The army denied it.\n\nNobody left, it said."
    assert item.version_created == datetime(2025, 4, 25, 6, tzinfo=UTC)
    assert item.ednote == "Bitte für morgen."
    assert {d.reason for d in item.dropped} == {"words of the forwarder", "headers of the forwarded mail"}
    assert whole(item)


def attached(kind: str, name: str, data: bytes) -> str:
    return f"""Subject: Copy
Content-Type: multipart/mixed; boundary=a

--a
Content-Type: text/plain

Please find the story attached.
--a
Content-Type: {kind}; name={name}
Content-Disposition: attachment; filename={name}
Content-Transfer-Encoding: base64

{base64.b64encode(data).decode()}
--a--
"""


def test_an_attached_agency_file_is_the_item_and_the_cover_a_note():
    data = json.dumps({"uri": "urn:x:1", "headline": "Rain", "body_html": "<p>Rain <b>fell</b>.</p>"}).encode()
    item = only(HEAD + attached("application/json", "a.json", data))
    assert (item.guid, item.xhtml, item.ednote) == (
        "urn:x:1",
        "<p>Rain <b>fell</b>.</p>",
        "Please find the story attached.",
    )


def test_an_attachment_that_is_no_copy_leaves_a_warning_and_the_message():
    item = only(HEAD + attached("application/pdf", "a.pdf", b"%PDF-1.7"))
    assert item.body == "Please find the story attached."
    assert any("a.pdf" in warning for warning in item.warnings)


def test_only_the_trusted_servers_own_header_says_who_sent_it():
    forged = "Authentication-Results: mx.evil.example; spf=pass; dkim=pass\nAuthentication-Results: in.desk.example; spf=fail smtp.mailfrom=x; dkim=pass\n"
    message = (forged + HEAD + "Subject: x\n\nRain fell.\n").encode()
    trusting = replace(profiles.PLAIN, mail_server="in.desk.example")
    (told,) = mail.read(message, trusting, lambda data, name: iter(()))
    assert ("spf", "fail") in told.alt_ids
    assert any("spf=fail" in warning for warning in told.warnings)
    (plain,) = mail.read(message, profiles.PLAIN, lambda data, name: iter(()))
    assert plain.alt_ids == []


def test_a_message_nested_a_thousand_times_ends():
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1200))
    with pytest.raises(Unreadable):
        formats.read((HEAD + "Subject: x\n" + deep).encode())


@pytest.mark.parametrize(
    "charset", ["win\x14\x00\x002", "idna", "punycode", "hex", "undefined", "unicode_escape", "x" * 500]
)
def test_a_charset_that_is_none_costs_no_word(charset):
    head = f"From: a@q.example\nSubject: Quay\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    (item,) = formats.read(head.encode() + b"Der Kai f\xe4llt um.\n")
    assert item.body == "Der Kai fällt um."


def test_an_attached_message_with_bytes_that_no_header_may_hold_is_read():
    inner = (
        b"From: a@q.example\nSubject: Quai ferm\xe9\nContent-Type: text/plain; charset=us-ascii\n\nThe quay is shut.\n"
    )
    outer = b"From: b@q.example\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    assert [item.body for item in formats.read(outer + inner)] == ["The quay is shut."]
