"""Sign-in with OpenID Connect, against a small provider over HTTP: what holds comes in, whatever does not is refused."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.contrib.auth.models import Group, User
from django.test import Client
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from wiredesk.newsroom import signing
from wiredesk.newsroom.models import Identity
from wiredesk.record.models import Entry
from wiredesk.settings import settings

pytestmark = pytest.mark.django_db(databases=["default", "record"])

KEY = rsa.generate_private_key(65537, 2048)
STRANGER = rsa.generate_private_key(65537, 2048)
CURVE = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """A provider that tells the truth until a test bends it."""

    def __init__(self) -> None:
        self.bent: dict[str, Any] = {}  # claims to change; None takes one away
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.kid = "one"
        self.token = ""  # instead of a proper one
        self.document: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.sent: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                said = {
                    "/.well-known/openid-configuration": provider.configuration,
                    "/keys": provider.keys,
                    "/me": lambda: provider.userinfo,
                }[path]()
                self._say(200, said)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.sent = {name: values[0] for name, values in parse_qs(body).items()}
                challenge = hashlib.sha256(provider.sent.get("code_verifier", "").encode()).digest()
                right = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() == provider.asked["code_challenge"]
                basic = self.headers["Authorization"] == f"Basic {base64.b64encode(b'desk:hush').decode()}"
                if not (right and basic and provider.sent["code"] == "the-code"):
                    return self._say(400, {"error": "invalid_grant"})
                return self._say(200, {"access_token": "at", "token_type": "Bearer", "id_token": provider.signed()})

            def _say(self, status: int, said: dict[str, Any]) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler

    def configuration(self) -> dict[str, Any]:
        names = {
            "authorization_endpoint": "in",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "userinfo_endpoint": "me",
        }
        return {"issuer": self.issuer} | {k: f"{self.issuer}/{v}" for k, v in names.items()} | self.document

    def keys(self) -> dict[str, Any]:
        first = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "one", "use": "sig"}
        second = ECAlgorithm.to_jwk(CURVE.public_key(), as_dict=True) | {"kid": "two", "use": "sig"}
        return {"keys": [first, second]}

    def signed(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "s-1", "aud": "desk", "iat": now, "exp": now + 300, "nonce": self.asked["nonce"],
            "preferred_username": "olga", "given_name": "Olga", "family_name": "Ortiz", "email": "olga@example.org",
            "groups": ["news", "canteen"],
        } | self.bent  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.token or jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": self.kid})


@pytest.fixture
def provider(house: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    found = Provider()
    monkeypatch.setattr(settings, "oidc_issuer", found.issuer)
    monkeypatch.setattr(settings, "oidc_client", "desk")
    monkeypatch.setattr(settings, "oidc_secret", "hush")
    monkeypatch.setattr(settings, "oidc_roles", "news=Editor, night=Duty editor")
    monkeypatch.setattr(settings, "egress_allow", found.issuer.removeprefix("http://"))
    yield found
    found.server.shutdown()
    found.server.server_close()


def signed_in(provider: Provider, client: Client | None = None, **changes: str) -> tuple[Client, str]:
    """Go the whole way; return the browser and where it ends."""
    client = client or Client()
    away = client.get("/accounts/openid/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away["Location"]).query).items()}
    provider.asked = asked
    answer = client.get("/accounts/openid/back/", {"code": "the-code", "state": asked["state"]} | changes)
    return client, answer["Location"]


def refused(provider: Provider) -> str:
    """Return why a sign-in was refused; nobody is signed in and no account is left."""
    client, where = signed_in(provider)
    assert where == "/accounts/login/"
    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()
    entry = Entry.objects.filter(kind="refusal", subject="sign-in").last()
    assert entry is not None
    return str(entry.data["why"])


def test_a_person_of_a_group_with_a_role_comes_in_with_that_role(provider: Provider) -> None:
    client, where = signed_in(provider)
    assert where == "/desk/"
    olga = User.objects.get(username="olga")
    assert (olga.get_full_name(), olga.email, olga.has_usable_password()) == ("Olga Ortiz", "olga@example.org", False)
    assert [each.name for each in olga.groups.all()] == ["Editor"]
    assert client.get("/desk/").status_code == 200
    assert Entry.objects.filter(kind="sign-in", by="olga").count() == 1


def test_the_question_has_state_nonce_and_a_challenge_and_the_secret_stays_here(provider: Provider) -> None:
    away = Client().get("/accounts/openid/")["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert asked["redirect_uri"] == [f"{settings.base_url}/accounts/openid/back/"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) > 20
    assert asked["state"] != asked["nonce"]
    assert "hush" not in away


@pytest.mark.parametrize(
    ("bent", "why"),
    [
        ({"nonce": "another"}, "nonce"), ({"nonce": None}, "nonce"),
        ({"iss": "https://evil.example"}, "issuer"), ({"iss": None}, "iss"),
        ({"aud": "somebody"}, "udience"), ({"aud": None}, "aud"), ({"aud": ["desk", "other"]}, "somebody else"),
        ({"aud": ["desk", "other"], "azp": "other"}, "somebody else"),
        ({"exp": 1_700_000_000}, "expired"), ({"exp": None}, "exp"), ({"iat": 1_700_000_000}, "long ago"),
        ({"iat": 4_000_000_000}, "not yet valid"), ({"sub": None}, "sub"), ({"sub": ""}, "who signed in"),
    ],
)  # fmt: skip
def test_a_token_that_is_not_the_answer_to_this_question_is_refused(
    provider: Provider, bent: dict[str, Any], why: str
) -> None:
    provider.bent = bent
    assert why in refused(provider)


def test_a_token_signed_by_a_stranger_is_refused(provider: Provider) -> None:
    provider.key = STRANGER
    assert "does not hold" in refused(provider)


def test_a_token_without_a_signature_is_refused(provider: Provider) -> None:
    provider.key, provider.algorithm = None, "none"
    assert "no signature" in refused(provider)


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(provider: Provider) -> None:
    def part(said: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()

    provider.token = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part({'sub': 's-1'})}.c2lnbmVk"
    assert "no signature" in refused(provider)


def test_a_key_that_is_not_published_and_a_key_of_another_kind_are_refused(provider: Provider) -> None:
    provider.kid = "three"
    assert "does not publish" in refused(provider)
    provider.kid = "two"  # an EC key, for a token that says RS256
    assert "does not publish" in refused(provider)


def test_a_token_by_an_elliptic_curve_is_as_good(provider: Provider) -> None:
    provider.key, provider.algorithm, provider.kid = CURVE, "ES256", "two"
    assert signed_in(provider)[1] == "/desk/"


def test_words_that_are_no_token_are_refused(provider: Provider) -> None:
    provider.token = "x" * 50_000
    assert "too long" in refused(provider)
    provider.token = "no token"
    assert "does not hold" in refused(provider)


def test_an_answer_with_another_state_or_none_is_refused_and_a_question_counts_once(provider: Provider) -> None:
    assert signed_in(provider, state="another")[1] == "/accounts/login/"
    client, _ = signed_in(provider)
    again = Client().get("/accounts/openid/back/", {"code": "the-code", "state": provider.asked["state"]})
    assert again["Location"] == "/accounts/login/"  # another browser
    client.logout()
    repeat = client.get("/accounts/openid/back/", {"code": "the-code", "state": provider.asked["state"]})
    assert repeat["Location"] == "/accounts/login/"
    assert signed_in(provider, iss="https://evil.example")[1] == "/accounts/login/"
    assert signed_in(provider, code="guessed")[1] == "/accounts/login/"


def test_a_provider_that_speaks_for_another_one_is_refused(provider: Provider) -> None:
    provider.document = {"issuer": "https://evil.example"}
    assert Client().get("/accounts/openid/")["Location"] == "/accounts/login/"


def test_an_address_that_our_rules_forbid_is_not_asked(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "egress_allow", "")
    assert Client().get("/accounts/openid/")["Location"] == "/accounts/login/"


def test_who_is_in_no_group_with_a_role_gets_no_account(provider: Provider) -> None:
    provider.bent = {"groups": ["canteen"]}
    assert "no group" in refused(provider)


def test_roles_follow_the_groups_at_each_sign_in_and_leave_with_them(provider: Provider) -> None:
    client, _ = signed_in(provider)
    olga = User.objects.get(username="olga")
    provider.bent = {"groups": ["night"]}
    signed_in(provider)
    assert [each.name for each in olga.groups.all()] == ["Duty editor"]
    provider.bent = {"groups": []}
    assert signed_in(provider)[1] == "/accounts/login/"
    assert not olga.groups.exists()
    assert client.get("/desk/").status_code == 302  # the sessions that she had are ended


def test_groups_that_only_the_user_info_address_tells_are_read_there_of_the_same_person(provider: Provider) -> None:
    provider.bent = {"groups": None}
    provider.userinfo = {"sub": "s-2", "groups": ["news"]}
    assert "another person" in refused(provider)
    provider.userinfo = {"sub": "s-1", "groups": ["news"]}
    assert signed_in(provider)[1] == "/desk/"


def test_an_account_that_stands_here_is_taken_over_by_no_name_and_linked_by_an_administrator(
    provider: Provider, chief: User
) -> None:
    provider.bent = {"preferred_username": "Chief"}
    assert signed_in(provider)[1] == "/accounts/login/"
    client = Client()
    client.force_login(chief)
    client.post(f"/desk/people/{chief.pk}/link/", {"subject": "s-1"})
    assert Identity.objects.get().user == chief
    browser, where = signed_in(provider)
    assert where == "/desk/"
    assert browser.session["_auth_user_id"] == str(chief.pk)


def test_no_group_makes_an_administrator(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "oidc_roles", "news=Administrator")
    assert "names no role" in refused(provider)


def test_who_is_switched_off_here_stays_out(provider: Provider) -> None:
    signed_in(provider)
    User.objects.update(is_active=False)
    assert signed_in(provider)[1] == "/accounts/login/"


def test_the_houses_second_factor_is_asked_for_unless_the_providers_counts_and_was_seen(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "second_factor", "required")
    provider.bent = {"amr": ["pwd", "otp"]}
    client, _ = signed_in(provider)
    assert client.get("/desk/")["Location"] == "/accounts/2fa/"
    monkeypatch.setattr(settings, "oidc_second_factor", "provider")
    client, _ = signed_in(provider)
    assert client.get("/desk/").status_code == 200
    provider.bent = {"amr": ["pwd"]}
    client, _ = signed_in(provider)
    assert client.get("/desk/")["Location"] == "/accounts/2fa/"
    other = User.objects.create_user("rita", "rita@example.org", "a long password for tests")
    other.groups.add(Group.objects.get(name="Editor"))
    session = client.session
    session[signing.SECOND] = 10_000
    session.save()
    client.force_login(other)
    assert client.get("/desk/")["Location"] == "/accounts/2fa/"


def test_without_a_provider_there_is_no_such_address_and_no_button(house: None) -> None:
    client = Client()
    assert client.get("/accounts/openid/").status_code == 404
    assert client.get("/accounts/openid/back/").status_code == 404
    assert "openid" not in client.get("/accounts/login/").content.decode()


def test_the_button_stands_beside_the_password(provider: Provider) -> None:
    assert "Sign in with the house" in Client().get("/accounts/login/").content.decode()


def test_a_wrong_password_is_on_record_and_stands_nowhere(house: None) -> None:
    Client().post("/accounts/login/", {"login": "olga", "password": "my other password"})
    entry = Entry.objects.get(kind="refusal")
    assert entry.by == "olga"
    assert "other password" not in json.dumps(entry.data)
