"""What partners fetch: public stories as ninjs 3.1, with a key, oldest change first."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from wiredesk.site import export, partners
from wiredesk.site.partners import Partner
from wiredesk.site.public import Version

MOST = 100  # versions in one answer
BACK = timedelta(minutes=2)  # read again at the end, for a version whose transaction ended after a later one's


@require_safe
def items(request: HttpRequest, name: str) -> HttpResponse:
    """Return what changed after `?after=`, with the value to ask with next."""
    partner = Partner.objects.select_related("edition").filter(name=name, active=True).first()
    # An unknown name costs the same and is answered the same as a wrong key.
    wanted = partners.key_of(partner) if partner is not None else partners.made_key(name, 0)
    right = hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {wanted}".encode())
    if partner is None or not right:
        answer = _said("the key is wrong: send it as Authorization: Bearer KEY", 401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    try:
        rows = _after(request.GET.get("after", ""))
    except ValueError:
        return _said("after is none of ours: give the value of next as it came, or a time as 2025-04-26T12:00:00Z", 400)
    found = list(rows.select_related("approval")[: MOST + 1])
    shown = found[:MOST]
    answer = JsonResponse(
        {
            "items": [export.as_ninjs(each) for each in shown if partners.wants(partner, each)],
            "next": _next(shown, more=len(found) > MOST, asked=request.GET.get("after", "")),
            "more": len(found) > MOST,
        },
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _after(given: str) -> Any:
    rows = Version.objects.filter(current=True).order_by("at", "pk")
    if not given:
        return rows
    stamp, _, last = given.partition(",")
    at = parse_datetime(stamp.replace(" ", "+"))
    if at is None or at.tzinfo is None or not (last or "0").isdecimal() or len(last) > 17:
        raise ValueError(given)
    return rows.filter(Q(at__gt=at) | Q(at=at, pk__gt=int(last or 0)))


def _next(shown: list[Version], *, more: bool, asked: str) -> str:
    if not shown:
        return asked
    last: datetime = shown[-1].at
    return f"{last.isoformat()},{shown[-1].pk}" if more else f"{(last - BACK).isoformat()},0"


def _said(words: str, status: int) -> HttpResponse:
    return JsonResponse({"error": words}, status=status)
