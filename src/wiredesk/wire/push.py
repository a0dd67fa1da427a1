"""What agencies and hubs send to us: taken only with the right secret, stored before it is acknowledged.

`/push/NAME/` takes posts of a push wire, signed or with the secret as a bearer token. `/push/NAME/TOKEN/` is the callback
of a WebSub subscription of an HTTP wire (W3C Recommendation of 23 January 2018).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wiredesk import clock
from wiredesk.adapters import decoding
from wiredesk.adapters.keyring import Keyring
from wiredesk.core.errors import Refused, Unreachable
from wiredesk.settings import settings
from wiredesk.wire.asking import Arrival
from wiredesk.wire.collector import keep
from wiredesk.wire.models import Wire

MOST = 20_000_000  # bytes of one post
MOST_DECODED = 50_000_000
_STEP = 1 << 16
LONGEST_LEASE = 15 * 86_400
_METHODS = ("sha256", "sha384", "sha512", "sha1")  # what the standard names; as a MAC the last one still holds
_SIGNATURES = ("X-Hub-Signature-256", "X-Hub-Signature")


def secret_of(wire: Wire) -> str:
    """Return what the sender of a wire signs with: the agency's own secret, or one made from the house's key."""
    given = Keyring(settings.wire_secrets or settings.home / "wires.toml").of(wire.name).secret
    return given or _made("push", wire.name)


def token_of(wire: Wire) -> str:
    """Return the part of a callback's address that nobody can guess."""
    return _made("websub", f"{wire.name} {wire.topic}")[:32]


def address_of(wire: Wire) -> str:
    """Return where a push wire's posts go."""
    return f"{settings.base_url}/push/{wire.name}/"


def callback_of(wire: Wire) -> str:
    """Return where a hub verifies a subscription and sends what is new."""
    return f"{address_of(wire)}{token_of(wire)}/"


def _made(purpose: str, name: str) -> str:
    return hmac.new(settings.secret_key.encode(), f"{purpose}:{name}".encode(), hashlib.sha256).hexdigest()


@csrf_exempt  # the secret is the right; no cookie is read
@require_http_methods(["POST"])
def receive(request: HttpRequest, name: str) -> HttpResponse:
    """Take a post of a push wire."""
    wire = Wire.objects.select_related("agency").filter(name=name, kind=Wire.Kind.PUSH).first()
    body = _body(request)
    if body is None:
        return _answer("larger than is taken here", 413)
    # An unknown name costs the same and is answered the same as a wrong secret.
    secret = secret_of(wire) if wire is not None else _made("nobody", name)
    right = _bears(request, secret) or _signed(request, body, secret)
    if wire is None or not right or wire.state not in (Wire.State.ACTIVE, Wire.State.PARKED):
        return _answer("the secret is wrong", 403)
    return _take(wire, request, body)


@csrf_exempt  # as above
@require_http_methods(["GET", "POST"])
def websub(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Answer a hub that verifies or denies a subscription, and take what it sends."""
    wire = Wire.objects.select_related("agency").filter(name=name, kind=Wire.Kind.HTTP).exclude(topic="").first()
    if wire is None or not hmac.compare_digest(token_of(wire), token):
        return _answer("there is no such subscription", 404)
    if request.method == "GET":
        return _verify(wire, request, now=clock.now())
    body = _body(request)
    if body is None:
        return _answer("larger than is taken here", 413)
    if wire.hub_state not in (Wire.HubState.VERIFIED, Wire.HubState.ASKED):
        return _answer("nothing was asked for", 410)
    if not _signed(request, body, secret_of(wire)):
        return _answer("the signature is wrong", 403)
    return _take(wire, request, body)


def _verify(wire: Wire, request: HttpRequest, *, now: datetime) -> HttpResponse:
    mode, topic = request.GET.get("hub.mode", ""), request.GET.get("hub.topic", "")
    rows = Wire.objects.filter(pk=wire.pk)
    if topic != wire.topic:
        return _answer("that was not asked for", 404)
    if mode == "denied":
        reason = request.GET.get("hub.reason", "")[:200]
        rows.update(
            hub_state=Wire.HubState.DENIED, hub_error=f"the hub denied it: {reason}" if reason else "the hub denied it"
        )
        return HttpResponse(b"", content_type="text/plain")
    wanted = wire.state == Wire.State.ACTIVE and wire.hub_state in (Wire.HubState.ASKED, Wire.HubState.VERIFIED)
    if mode != ("subscribe" if wanted else "unsubscribe"):
        return _answer("that was not asked for", 404)
    if mode == "subscribe":
        lease = request.GET.get("hub.lease_seconds", "")
        seconds = min(int(lease[:9]), LONGEST_LEASE) if lease.isascii() and lease.isdigit() else 86_400
        rows.update(hub_state=Wire.HubState.VERIFIED, hub_until=now + timedelta(seconds=seconds), hub_error="")
    # The challenge goes back as it came, as plain text and never as markup.
    response = HttpResponse(request.GET.get("hub.challenge", "")[:2000], content_type="text/plain; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _take(wire: Wire, request: HttpRequest, body: bytes) -> HttpResponse:
    try:
        plain = decoding.decoded(
            [body], request.headers.get("Content-Encoding", ""), subject=f"push to {wire.name}", most=MOST_DECODED
        )
    except (Refused, Unreachable) as error:
        return _answer(error.reason, 400)
    if not plain.strip():
        return _answer("it is empty", 400)
    name = request.headers.get("X-File-Name", "").rsplit("/", 1)[-1][:200] or f"push to {wire.name}"
    arrival = Arrival(plain, name, request.headers.get("Content-Type", ""))
    with transaction.atomic():
        new = keep(wire, arrival, now=clock.now()) is not None
    return _answer("stored" if new else "stored before", 202)


def _body(request: HttpRequest) -> bytes | None:
    """Return what was posted; None when it is larger than is taken, announced or not."""
    announced = request.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced[:12]) > MOST:
        return None
    got = bytearray()
    for part in _parts(request):
        got += part
        if len(got) > MOST:
            return None
    return bytes(got)


def _parts(request: HttpRequest) -> Iterator[bytes]:
    while part := request.read(_STEP):
        yield part


def _bears(request: HttpRequest, secret: str) -> bool:
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), secret.encode())


def _signed(request: HttpRequest, body: bytes, secret: str) -> bool:
    """Say whether a signature of a method that the standard names is right for exactly these bytes."""
    for header in _SIGNATURES:
        method, _, given = request.headers.get(header, "").partition("=")
        if method.lower() in _METHODS:
            wanted = hmac.new(secret.encode(), body, method.lower()).hexdigest()
            return hmac.compare_digest(wanted.encode(), given.strip().lower().encode())
    return False


def _answer(said: str, status: int) -> HttpResponse:
    return JsonResponse({"said": said}, status=status)
