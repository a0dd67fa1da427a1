"""Sign-in with OpenID Connect: the code flow with PKCE, and every check of the ID token.

Signature, issuer, audience and times are PyJWT's work; asking goes through `egress` alone, so that the provider's
addresses are checked like any other. What is believed comes from a token that our own request fetched, was signed by a
key of the provider with an asymmetric algorithm, is meant for us, and answers the very question that this browser asked.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import jwt

from wiredesk.adapters import egress
from wiredesk.core.errors import NotAllowed, Unreadable

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Asymmetric ones only: "none", and HMAC with a public key as its secret, are no signatures."""
LEEWAY = 60  # seconds that two clocks may be apart
OLDEST = 600  # seconds since the token was made
SHORTEST_KEY = 2048  # bits of an RSA key
MOST_TOKEN = 20_000  # characters
WAIT = 10.0  # seconds for each question
MOST_ANSWER = 500_000  # bytes
KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are at the provider."""

    id: str
    secret: str
    back: str
    """Our address to which the provider sends the browser back."""

    def __repr__(self) -> str:
        return f"Client({self.id})"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's addresses, as it publishes them itself."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str
    in_form: bool
    """Whether it takes the secret in the form only, not in a header."""


@dataclass(frozen=True, slots=True)
class Question:
    """What one sign-in asks; kept in the browser's session until the answer comes, and used once."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> Question:
        """Return a fresh one."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        """The S256 challenge of the verifier (RFC 7636)."""
        return base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()


def discover(issuer: str, *, allow: tuple[str, ...]) -> Provider:
    """Return what a provider says of itself.

    Raises:
        NotAllowed: It speaks for another issuer, or names an address without TLS although its own has it.
        Unreadable: It says nothing that can be used.
        Refused: Our rules forbid its address.
        Unreachable: It does not answer.
    """
    said = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration", allow)
    if said.get("issuer") != issuer:
        raise NotAllowed(issuer, f"says that it is {str(said.get('issuer'))[:200]}: set exactly that as the issuer")
    found = {name: str(said.get(name) or "") for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    userinfo = str(said.get("userinfo_endpoint") or "")
    for name, address in {**found, **({"userinfo_endpoint": userinfo} if userinfo else {})}.items():
        if not address.startswith(("https://", "http://") if issuer.startswith("http://") else "https://"):
            raise NotAllowed(issuer, f"names no safe {name}")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer, found["authorization_endpoint"], found["token_endpoint"], found["jwks_uri"], userinfo,
        "client_secret_basic" not in methods,
    )  # fmt: skip


def address(provider: Provider, client: Client, question: Question, *, scope: str) -> str:
    """Return where the browser goes to sign in."""
    asked = urlencode(
        {
            "response_type": "code", "client_id": client.id, "redirect_uri": client.back, "scope": scope,
            "state": question.state, "nonce": question.nonce, "code_challenge": question.challenge,
            "code_challenge_method": "S256",
        }
    )  # fmt: skip
    return f"{provider.authorization}{'&' if urlsplit(provider.authorization).query else '?'}{asked}"


def claims(
    provider: Provider, client: Client, question: Question, code: str, *, wanted: str, allow: tuple[str, ...]
) -> dict[str, Any]:
    """Return what the provider says of the person, for a code that the browser brought back.

    Args:
        provider: As discovered.
        client: Who we are.
        question: What this browser asked.
        code: What it brought back.
        wanted: A claim that is asked of the user-info address where the ID token does not have it.
        allow: Addresses reached although private.

    Raises:
        NotAllowed: The token is not what it must be; says how.
        Unreadable: The answer is no answer.
        Refused: Our rules forbid an address.
        Unreachable: The provider does not answer.
    """
    said = _exchanged(provider, client, question, code, allow)
    token = said.get("id_token")
    if not isinstance(token, str):
        raise NotAllowed(provider.issuer, "sent no ID token")
    found = verified(token, provider, client, question, allow=allow)
    access = said.get("access_token")
    if wanted not in found and provider.userinfo and isinstance(access, str):
        more = _asked(provider.userinfo, allow, {"Authorization": f"Bearer {access}"})
        if more.get("sub") != found["sub"]:
            raise NotAllowed(provider.issuer, "speaks of another person at its user-info address")
        found = more | found
    return found


def verified(
    token: str, provider: Provider, client: Client, question: Question, *, allow: tuple[str, ...]
) -> dict[str, Any]:
    """Return the claims of an ID token that holds.

    Raises:
        NotAllowed: It does not; says why.
    """
    try:
        if len(token) > MOST_TOKEN:
            raise NotAllowed(provider.issuer, "sent an ID token that is too long")
        header = jwt.get_unverified_header(token)
        key = _key(_asked(provider.keys, allow), header, provider)
        found: dict[str, Any] = jwt.decode(
            token, key, algorithms=[header["alg"]], audience=client.id, issuer=provider.issuer, leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )  # fmt: skip
    except jwt.PyJWTError as error:
        raise NotAllowed(provider.issuer, f"sent an ID token that does not hold ({error})") from None
    _said_to_us(found, provider, client, question)
    return found


def _said_to_us(found: Mapping[str, Any], provider: Provider, client: Client, question: Question) -> None:
    audience = found["aud"]
    party = found.get("azp")
    if (isinstance(audience, list) and len(audience) > 1 and party is None) or party not in (None, client.id):
        raise NotAllowed(provider.issuer, "sent an ID token that was made for somebody else")
    if not hmac.compare_digest(str(found.get("nonce", "")).encode(), question.nonce.encode()):
        raise NotAllowed(provider.issuer, "sent an ID token that answers another question (nonce)")
    if not isinstance(found["sub"], str) or not 0 < len(found["sub"]) <= 255:
        raise NotAllowed(provider.issuer, "does not say who signed in")
    if time.time() - found["iat"] > OLDEST:
        raise NotAllowed(provider.issuer, "sent an ID token that was made long ago")


def _key(published: Mapping[str, Any], header: Mapping[str, Any], provider: Provider) -> Any:
    """Return the one key of the provider that a token names, fit for its algorithm."""
    algorithm = str(header.get("alg", ""))
    if algorithm not in ALGORITHMS:
        raise NotAllowed(
            provider.issuer, f"signs its ID tokens with {algorithm[:20] or 'nothing'}, which is no signature"
        )
    rows = published.get("keys")
    wanted = KEY_TYPES[algorithm[:2]]
    fitting = [
        each
        for each in (rows if isinstance(rows, list) else [])[:100]
        if isinstance(each, dict) and each.get("kty") == wanted and each.get("use") in (None, "sig")
        and each.get("alg") in (None, algorithm) and ("kid" not in header or each.get("kid") == header["kid"])
    ]  # fmt: skip
    if len(fitting) != 1:
        raise NotAllowed(provider.issuer, "signed an ID token with a key that it does not publish")
    key = jwt.PyJWK(fitting[0], algorithm=algorithm).key
    if wanted == "RSA" and key.key_size < SHORTEST_KEY:
        raise NotAllowed(provider.issuer, f"signs with a key shorter than {SHORTEST_KEY} bits")
    return key


def _policy(allow: tuple[str, ...]) -> egress.Policy:
    return egress.Policy(allow=allow, timeout=WAIT, max_bytes=MOST_ANSWER, max_decoded=MOST_ANSWER, max_redirects=0)


def _asked(url: str, allow: tuple[str, ...], headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    answer = egress.fetch(url, policy=_policy(allow), headers={"Accept": "application/json"} | dict(headers or {}))
    return _object(url, answer.good().body)


def _exchanged(
    provider: Provider, client: Client, question: Question, code: str, allow: tuple[str, ...]
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": client.back,
        "code_verifier": question.verifier,
    }  # fmt: skip
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if provider.in_form or not client.secret:
        form |= {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})
    else:
        pair = f"{quote_plus(client.id)}:{quote_plus(client.secret)}"  # RFC 6749, 2.3.1
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = egress.send(provider.token, policy=_policy(allow), content=urlencode(form).encode(), headers=headers)
    if answer.status == 400:
        raise NotAllowed(provider.issuer, "does not take the code that the browser brought: sign in again")
    return _object(provider.token, answer.good().body)


def _object(url: str, body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Unreadable(url, "answers with something that is no JSON object")
    return said
