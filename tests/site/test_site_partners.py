"""Other houses and hubs: what they may have, that they get it signed and again when it failed, and kills first."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import jsonschema
import pytest
from django.test import Client

import newsroom
from newsroom import NOON
from wiredesk.core.errors import NotAllowed, Refused
from wiredesk.newsroom import partnering
from wiredesk.settings import settings
from wiredesk.site import delivering, dependents, feeds, gate, partners, steps
from wiredesk.site.partners import Delivery, Partner
from wiredesk.site.public import Version
from wiredesk.wire import licences

sys.path += [str(Path(__file__).parent.parent / "adapters"), str(Path(__file__).parent.parent / "core" / "formats")]

from loopback import Server, reply, serving
from ninjs_schema import SCHEMA

pytestmark = pytest.mark.django_db(databases=["default", "record"])
EVENING = NOON + timedelta(hours=8)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A partner's server, which fails as long as a test says so."""
    answers: dict[str, bytes] = {}
    with serving(lambda path, headers: answers.get(path, reply(204))) as found:
        monkeypatch.setattr(settings, "egress_allow", found.at)
        found.answers = answers  # type: ignore[attr-defined]
        yield found


def settle(name: str = "coast", **given: object) -> Partner:
    wanted = {"address": None, "edition": None, "new_keys": False, "end": False, "now": NOON} | given
    partnering.settle(name, **wanted)  # type: ignore[arg-type]
    return Partner.objects.get(name=name)


def license_all(*names: str) -> None:
    licences.write({name: {"destinations": ["page", "feed", "partner"]} for name in names}, by="test", now=NOON)


def kursk(*, licensed: bool = True) -> Version:
    version = newsroom.kursk()
    Version.objects.filter(pk=version.pk).update(agencies=["volga", "dnipro"])
    if licensed:
        license_all("Volga Wire", "Dnipro Wire")
    version.refresh_from_db()
    return version


def ask(partner: Partner, key: str = "", **given: str) -> tuple[int, dict[str, object]]:
    answer = Client().get(f"/partner/{partner.name}/items.json", given,
                          headers={"Authorization": f"Bearer {key or partners.key_of(partner)}"})  # fmt: skip
    return answer.status_code, answer.json()


def test_a_partner_fetches_stories_as_valid_ninjs() -> None:
    newsroom.editions()
    version = kursk()
    status, said = ask(settle())
    assert status == 200
    (one,) = said["items"]  # type: ignore[misc]
    assert one["headlines"][0]["value"] == version.headline
    assert one["pubStatus"] == "usable"
    assert {each["literal"] for each in one["places"]} == {"iso3166-1a2:RU", "iso3166-1a2:UA"}
    assert any("Dnipro Wire" in each["name"] for each in one["infoSources"])
    assert one["wiredesk"]["checked_by"] == "Ada Editor"
    jsonschema.Draft202012Validator(SCHEMA).validate({key: value for key, value in one.items() if key != "wiredesk"})


@pytest.mark.parametrize("key", ["wrong", " ", "Bearer"])
def test_a_wrong_key_and_an_unknown_name_are_answered_alike(key: str) -> None:
    partner = settle()
    assert ask(partner, key) == ask(Partner(name="nobody"), key)
    assert ask(partner, key)[0] == 401


def test_an_unknown_name_has_no_key_that_opens_it() -> None:
    assert ask(Partner(name="nobody"), partners.made_key("nobody", 0))[0] == 401


def test_new_keys_and_an_end_take_the_old_key_back() -> None:
    old = partners.key_of(settle())
    fresh = settle(new_keys=True)
    assert ask(fresh, old)[0] == 401
    assert ask(fresh)[0] == 200
    ended = settle(end=True)
    assert ask(ended)[0] == 401


def test_copy_goes_to_partners_only_where_every_agency_of_it_says_so(server: Server) -> None:
    version = kursk(licensed=False)
    partner = settle(address=server.url("/hook"))
    assert ask(partner)[1]["items"] == []
    license_all("Volga Wire")
    assert ask(partner)[1]["items"] == []
    partners.mark(version, now=NOON)
    assert not Delivery.objects.exists()
    license_all("Dnipro Wire")
    assert len(ask(partner)[1]["items"]) == 1  # type: ignore[arg-type]


def test_an_edition_gets_its_own_stories_only() -> None:
    newsroom.editions()
    kursk()
    assert ask(settle(edition="east-africa"))[1]["items"] == []
    assert len(ask(settle(edition="europe-central-asia"))[1]["items"]) == 1  # type: ignore[arg-type]


def test_asking_on_and_on_brings_every_change_and_a_kill_as_canceled() -> None:
    version = kursk()
    partner = settle()
    _, first = ask(partner)
    _, again = ask(partner, after=str(first["next"]))
    assert [each["version"] for each in again["items"]] == ["1"]  # type: ignore[attr-defined]  # the last minutes come twice
    newsroom.take_down(version.story, "Volga Wire withdrew its copy.")
    _, killed = ask(partner, after=str(again["next"]))
    (one,) = killed["items"]  # type: ignore[misc]
    assert (one["pubStatus"], one["version"], one["uri"]) == ("canceled", "2", first["items"][0]["uri"])  # type: ignore[index]
    assert "bodies" not in one


@pytest.mark.parametrize(
    "after", ["yesterday", "2025-04-26", "2025-04-26T12:00:00Z,x", "2025-04-26T12:00:00Z," + "9" * 40]
)
def test_a_place_that_is_none_is_a_sentence(after: str) -> None:
    status, said = ask(settle(), after=after)
    assert status == 400
    assert "after" in str(said["error"])


def test_a_story_is_sent_signed_as_standard_webhooks_says(server: Server) -> None:
    partner = settle(address=server.url("/hook"))
    version = kursk()
    partners.mark(version, now=NOON)
    assert delivering.tell(now=EVENING) is not None
    assert delivering.tell(now=EVENING) is None
    path, headers = server.asked[-1]
    body = server.bodies[-1]
    assert path == "/hook"
    assert json.loads(body)["uri"] == feeds.tag(version)
    secret = base64.b64decode(partners.secret_of(partner).removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert Delivery.objects.get().done_at == EVENING


def test_the_gate_queues_every_version_for_partners_and_hubs(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "hub", server.url("/hub"))
    settle(address=server.url("/hook"))
    version = kursk()
    assert gate.withdraw(version.story, note="Volga Wire withdrew its copy.", by="test", now=EVENING)
    assert Delivery.objects.filter(version__kind="notice").count() == 2


def test_a_post_that_fails_is_tried_again_later_and_given_up_in_words(server: Server) -> None:
    settle(address=server.url("/hook"))
    partners.mark(kursk(), now=NOON)
    server.answers["/hook"] = reply(500)  # type: ignore[attr-defined]
    at = EVENING
    for wait in (*delivering.AGAIN, 0):
        assert delivering.tell(now=at) is not None
        assert delivering.tell(now=at) is None  # not before its time
        at += timedelta(seconds=wait + 1)
    row = Delivery.objects.get()
    assert row.state == Delivery.State.REFUSED
    assert "gave up after 7 tries" in row.error
    assert len(server.asked) == 7
    assert len({headers["webhook-id"] for _, headers in server.asked}) == 1


def test_a_partner_that_asks_to_wait_is_left_alone_so_long(server: Server) -> None:
    settle(address=server.url("/hook"))
    partners.mark(kursk(), now=NOON)
    server.answers["/hook"] = reply(429, Retry_After="600")  # type: ignore[attr-defined]
    delivering.tell(now=EVENING)
    assert delivering.tell(now=EVENING + timedelta(seconds=599)) is None
    assert delivering.tell(now=EVENING + timedelta(seconds=601)) is not None


def test_an_address_that_is_gone_ends_the_partner(server: Server) -> None:
    settle(address=server.url("/hook"))
    partners.mark(kursk(), now=NOON)
    server.answers["/hook"] = reply(410)  # type: ignore[attr-defined]
    delivering.tell(now=EVENING)
    assert not Partner.objects.get().active


def test_a_text_that_was_killed_while_it_waited_is_not_sent(server: Server) -> None:
    settle(address=server.url("/hook"))
    version = kursk()
    partners.mark(version, now=NOON)
    gate.withdraw(version.story, note="Volga Wire withdrew its copy.", by="test", now=EVENING)
    while delivering.tell(now=EVENING):
        pass
    assert [json.loads(body)["pubStatus"] for body in server.bodies] == ["canceled"]


def test_a_hub_is_told_of_every_feed_when_they_are_written(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "hub", server.url("/hub"))
    newsroom.editions()
    version = kursk()
    partners.mark(version, now=NOON)
    dependents.enqueue({"/feed.atom"}, now=NOON)
    delivering.tell(now=EVENING)
    assert server.asked == []
    while steps.render(now=EVENING):
        pass
    delivering.tell(now=EVENING + timedelta(seconds=6))
    told = parse_qsl(server.bodies[-1].decode())
    assert told[0] == ("hub.mode", "publish")
    assert ("hub.url", f"{settings.base_url}/feed.atom") in told
    assert ("hub.url", f"{settings.base_url}/country/ua/feed.json") in told
    answer = Client().get("/feed.atom").content.decode()
    assert f'<link rel="hub" href="{server.url("/hub")}"/>' in answer
    assert Client().get("/feed.json").json()["hubs"] == [{"type": "WebSub", "url": server.url("/hub")}]


def test_two_processes_do_not_send_one_version_twice(server: Server) -> None:
    settle(address=server.url("/hook"))
    partners.mark(kursk(), now=NOON)
    held = Delivery.objects.lease_all(Delivery.objects.all(), now=EVENING)
    assert len(held) == 1
    assert delivering.tell(now=EVENING) is None
    assert server.asked == []


def test_what_can_not_be_a_partner_is_refused_in_words() -> None:
    with pytest.raises(NotAllowed, match="small letters"):
        settle("Coast Radio")
    with pytest.raises(NotAllowed, match="no edition"):
        settle(edition="moon")
    with pytest.raises(NotAllowed, match="no partner"):
        settle(end=True)
    with pytest.raises(Refused):
        settle(address="http://169.254.169.254/latest")
