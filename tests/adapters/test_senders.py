"""Mail that only says that it comes from the agency is not the agency's."""

import pytest

from wiredesk.adapters.keyring import NONE, Credentials
from wiredesk.adapters.senders import doubt

RULES = Credentials(senders=("desk@rift.example", "@athi.example"), trusted="mx.house.example")
VERDICT = "Authentication-Results: mx.house.example; "


def mail(sender: str = "Rift Wire <desk@rift.example>", *headers: str) -> bytes:
    return "\r\n".join(
        [*headers, f"From: {sender}", "Subject: Port adds shifts", "", "The port will add shifts."]
    ).encode()


@pytest.mark.parametrize(
    "verdict",
    [
        "dmarc=pass header.from=rift.example",
        "spf=none; dkim=pass (2048 bit) header.d=rift.example header.s=a",
        "dkim=pass header.i=@rift.example",
        "spf=pass smtp.mailfrom=bounces@rift.example",
    ],
)
def test_mail_that_the_house_server_confirms_is_taken(verdict: str) -> None:
    assert doubt(mail("Rift Wire <desk@rift.example>", VERDICT + verdict), RULES) == ""


def test_every_address_of_a_named_domain_may_write() -> None:
    verdict = VERDICT + "dmarc=pass header.from=athi.example"
    assert doubt(mail('"Athi, Wire" <night@ATHI.example>', verdict), RULES) == ""


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("desk@rift.example", []),
        ("desk@rift.example", ["Authentication-Results: mx.evil.example; dmarc=pass header.from=rift.example"]),
        ("desk@rift.example", [VERDICT + "dmarc=fail header.from=rift.example"]),
        ("desk@rift.example", [VERDICT + "spf=pass smtp.mailfrom=evil.example"]),
        ("desk@rift.example", [VERDICT + "dkim=pass header.d=evil.example; dmarc=fail header.from=rift.example"]),
        ("desk@rift.example", [VERDICT + "dkim=pass header.d=notrift.example"]),
        ("desk@rift.example", [VERDICT + "dmarc=fail", VERDICT + "dmarc=pass header.from=rift.example"]),
        ("desk@rift.example", [VERDICT + "dkim=none (dkim=pass header.d=rift.example)"]),
    ],
)
def test_what_anyone_may_write_confirms_nothing(sender: str, headers: list[str]) -> None:
    assert "does not confirm" in doubt(mail(sender, *headers), RULES)


@pytest.mark.parametrize(
    "sender",
    ["desk@evil.example", "desk@rift.example.evil.example", "desk@sub.athi.example"],
)
def test_another_sender_is_named(sender: str) -> None:
    assert f"comes from {sender}, which is not among" in doubt(mail(sender), RULES)


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "desk@rift.example, eve@evil.example",
        "desk@rift.example <eve@evil.example>",
        "<a@evil.example> <desk@rift.example>",
    ],
)
def test_a_sender_that_can_be_read_in_two_ways_is_nobody(sender: str) -> None:
    assert "names no sender, or several" in doubt(mail(sender), RULES)


def test_a_second_from_line_makes_the_sender_nobody() -> None:
    assert "several" in doubt(mail("desk@rift.example", "From: eve@evil.example"), RULES)


def test_without_rules_mail_of_anyone_is_taken() -> None:
    assert doubt(mail("eve@evil.example"), NONE) == ""
    assert doubt(b"\xff\x00 no mail", RULES) != ""
