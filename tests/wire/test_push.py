"""What is pushed to us: taken with the right secret only, stored once, verified and renewed where a hub sends it."""

from __future__ import annotations

import gzip
import hmac
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from wiredesk.newsroom import founding
from wiredesk.settings import settings
from wiredesk.wire import push, subscribing
from wiredesk.wire.collector import Collector
from wiredesk.wire.models import Raw, Wire

sys.path.append(str(Path(__file__).parent.parent / "adapters"))

from loopback import Server, reply, serving

pytestmark = pytest.mark.django_db(databases=["default", "record"])
BODY = b'{"uri": "urn:rift:1", "headline": "Port adds shifts"}'


@pytest.fixture
def wire(now: datetime) -> Wire:
    return founding.add_wire("push", agency="Rift Wire", now=now)


def signed(body: bytes, secret: str, method: str = "sha256") -> dict[str, str]:
    return {"X-Hub-Signature": f"{method}={hmac.new(secret.encode(), body, method).hexdigest()}"}


def post(client: Client, path: str, body: bytes = BODY, **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(path, body, content_type="application/json", headers=named)  # type: ignore[return-value]


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_post_is_stored_as_it_came(client: Client, wire: Wire, method: str) -> None:
    answer = post(client, "/push/rift-wire/", **signed(BODY, push.secret_of(wire), method))
    assert answer.status_code == 202
    raw = Raw.objects.get()
    assert (bytes(raw.body), raw.wire, raw.state, raw.content_type) == (BODY, wire, "waiting", "application/json")


def test_the_secret_as_a_bearer_token_will_do(client: Client, wire: Wire) -> None:
    assert post(client, "/push/rift-wire/", Authorization=f"Bearer {push.secret_of(wire)}").status_code == 202


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Authorization": "Bearer wrong"}, {"X_Hub_Signature": "sha256=00"}, {"X_Hub_Signature": "md5=00"},
        {"X_Hub_Signature_256": "sha256="}, {"Authorization": "Bearer ö"},
    ],
)  # fmt: skip
def test_a_post_without_the_right_secret_stores_nothing(client: Client, wire: Wire, headers: dict[str, str]) -> None:
    assert post(client, "/push/rift-wire/", **headers).status_code == 403
    assert not Raw.objects.exists()


def test_a_signature_of_other_bytes_is_wrong(client: Client, wire: Wire) -> None:
    assert post(client, "/push/rift-wire/", BODY + b" ", **signed(BODY, push.secret_of(wire))).status_code == 403


def test_an_unknown_name_is_answered_as_a_wrong_secret_is(client: Client, wire: Wire) -> None:
    known, unknown = post(client, "/push/rift-wire/"), post(client, "/push/nobody/")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


def test_two_wires_have_two_secrets_and_a_secret_of_the_agencys_own_counts(
    client: Client, wire: Wire, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = founding.add_wire("push", agency="Lake Press", now=now)
    assert push.secret_of(wire) != push.secret_of(other)
    (tmp_path / "wires.toml").write_text('[lake-press]\nsecret = "theirs"\n')
    monkeypatch.setattr(settings, "wire_secrets", tmp_path / "wires.toml")
    assert post(client, "/push/lake-press/", **signed(BODY, "theirs")).status_code == 202


def test_the_same_post_twice_is_one_raw_and_counted_as_repeated(client: Client, wire: Wire) -> None:
    for _ in range(2):
        assert post(client, "/push/rift-wire/", **signed(BODY, push.secret_of(wire))).status_code == 202
    assert Raw.objects.get().copies == 1


def test_a_compressed_post_is_unpacked_and_a_bomb_is_not(client: Client, wire: Wire) -> None:
    secret = push.secret_of(wire)
    packed = gzip.compress(BODY)
    answer = post(client, "/push/rift-wire/", packed, Content_Encoding="gzip", **signed(packed, secret))
    assert answer.status_code == 202
    assert bytes(Raw.objects.get().body) == BODY
    bomb = gzip.compress(b"0" * 60_000_000)
    assert post(client, "/push/rift-wire/", bomb, Content_Encoding="gzip", **signed(bomb, secret)).status_code == 400


def test_a_post_that_is_too_large_is_refused(client: Client, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "MOST", 20)
    assert post(client, "/push/rift-wire/", **signed(BODY, push.secret_of(wire))).status_code == 413


def test_a_get_of_a_push_address_shows_nothing(client: Client, wire: Wire) -> None:
    assert client.get("/push/rift-wire/").status_code == 405


# WebSub

FEED = b'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="%s"/><link rel="self" href="%s"/></feed>'


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    def answer(path: str, _: dict[str, str]) -> bytes:
        if path == "/hub":
            return reply(202)
        return reply(200, FEED % (server.url("/hub").encode(), server.url("/feed").encode()))

    monkeypatch.setattr(settings, "websub", "on")
    with serving(answer) as server:
        monkeypatch.setattr(settings, "egress_allow", server.at)
        yield server


@pytest.fixture
def subscribed(hub: Server, now: datetime, client: Client, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """A wire whose hub was found in its feed, asked, and has verified."""
    wire = founding.add_wire(hub.url("/feed"), agency="Rift Wire", now=now)
    collector = Collector()
    while collector.turn(now=now) is not None:
        pass
    collector.close()
    monkeypatch.setattr("wiredesk.clock.now", lambda: now)
    assert subscribing.subscribe(now=now) == wire
    wire.refresh_from_db()
    assert verify(client, wire).content == b"proof"
    wire.refresh_from_db()
    return wire


def verify(client: Client, wire: Wire, **changes: str) -> HttpResponse:
    asked = {"hub.mode": "subscribe", "hub.topic": wire.topic, "hub.challenge": "proof", "hub.lease_seconds": "86400"}
    path = urlsplit(push.callback_of(wire)).path
    return client.get(path, asked | {f"hub.{name}": value for name, value in changes.items()})  # type: ignore[return-value]


def test_a_hub_named_in_a_feed_is_asked_with_topic_callback_and_secret(
    subscribed: Wire, hub: Server, now: datetime
) -> None:
    asked = {name: values[0] for name, values in parse_qs(hub.bodies[-1].decode()).items()}
    assert asked["hub.mode"] == "subscribe"
    assert asked["hub.topic"] == hub.url("/feed")
    assert asked["hub.callback"] == push.callback_of(subscribed)
    assert asked["hub.secret"] == push.secret_of(subscribed)
    assert subscribed.hub_state == Wire.HubState.VERIFIED
    assert subscribed.hub_until == now + timedelta(days=1)


def test_a_hub_that_was_asked_is_not_asked_again_before_its_lease_is_about_to_end(
    subscribed: Wire, hub: Server, now: datetime, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert subscribing.subscribe(now=now + timedelta(hours=2)) is None
    later = now + timedelta(hours=19)
    assert subscribing.subscribe(now=later) == subscribed
    assert hub.asked[-1][0] == "/hub"
    monkeypatch.setattr("wiredesk.clock.now", lambda: later)
    verify(client, subscribed)
    subscribed.refresh_from_db()
    assert subscribed.hub_until == later + timedelta(days=1)


@pytest.mark.parametrize("changes", [{"topic": "http://else.example/"}, {"mode": "unsubscribe"}, {"mode": ""}])
def test_what_was_not_asked_for_is_not_verified(client: Client, subscribed: Wire, changes: dict[str, str]) -> None:
    assert verify(client, subscribed, **changes).status_code == 404


def test_a_challenge_goes_back_as_text_and_not_as_markup(client: Client, subscribed: Wire) -> None:
    answer = verify(client, subscribed, challenge="<script>1</script>")
    assert answer.content == b"<script>1</script>"
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_token_is_no_subscription(client: Client, subscribed: Wire) -> None:
    assert client.get(f"/push/{subscribed.name}/{'0' * 32}/", {"hub.mode": "denied"}).status_code == 404
    subscribed.refresh_from_db()
    assert subscribed.hub_state == Wire.HubState.VERIFIED


def test_what_a_hub_sends_is_taken_with_its_signature_only(client: Client, subscribed: Wire) -> None:
    path = urlsplit(push.callback_of(subscribed)).path
    before = Raw.objects.count()
    assert post(client, path, b"<feed>forged</feed>").status_code == 403
    assert (
        post(client, path, b"<feed>new</feed>", **signed(b"<feed>new</feed>", push.secret_of(subscribed))).status_code
        == 202
    )
    assert Raw.objects.count() == before + 1


def test_a_denied_subscription_is_told_in_words_and_polling_goes_on(client: Client, subscribed: Wire) -> None:
    assert verify(client, subscribed, mode="denied", reason="no more").status_code == 200
    subscribed.refresh_from_db()
    assert (subscribed.hub_state, subscribed.state) == (Wire.HubState.DENIED, Wire.State.ACTIVE)
    assert "no more" in subscribed.hub_error


def test_a_hub_that_fails_is_tried_again_after_an_hour(hub: Server, now: datetime) -> None:
    wire = founding.add_wire(hub.url("/feed"), agency="Rift Wire", now=now)
    Wire.objects.filter(pk=wire.pk).update(hub="http://127.0.0.1:9/", topic="t")
    assert subscribing.subscribe(now=now) == wire
    wire.refresh_from_db()
    assert "the hub" in wire.hub_error
    assert subscribing.subscribe(now=now + timedelta(minutes=30)) is None
    assert subscribing.subscribe(now=now + timedelta(minutes=61)) == wire


def test_a_machine_that_only_answers_itself_asks_no_hub(
    hub: Server, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "websub", "auto")
    Wire.objects.filter(pk=founding.add_wire(hub.url("/feed"), agency="Rift Wire", now=now).pk).update(
        hub=hub.url("/hub")
    )
    assert subscribing.subscribe(now=now) is None


def test_a_wire_that_is_pushed_is_polled_less_often(subscribed: Wire, now: datetime, hub: Server) -> None:
    later = now + timedelta(minutes=5)
    Wire.objects.filter(pk=subscribed.pk).update(next_at=later)
    collector = Collector()
    while collector.turn(now=later) is not None:
        pass
    collector.close()
    subscribed.refresh_from_db()
    assert (subscribed.next_at - later).total_seconds() > 500
