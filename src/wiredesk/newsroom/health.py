"""Whether the process lives, whether it can work, and its figures for a monitor."""

from __future__ import annotations

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse

from wiredesk import clock
from wiredesk.newsroom import state

LATE = 300.0  # seconds a row may wait before the newsroom is not ready


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether the databases answer and no queue is late."""
    try:
        for connection in connections.all():
            connection.ensure_connection()
        oldest = state.oldest_wait(now=clock.now())
    except DatabaseError as error:
        return JsonResponse({"ready": False, "reason": f"database: {error.__class__.__name__}"}, status=503)
    ready = oldest < LATE
    return JsonResponse({"ready": ready, "oldest_wait_seconds": round(oldest, 1)}, status=200 if ready else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Answer the queues' and wires' figures in Prometheus' text form; there is nothing secret in them."""
    lines = []
    for name, help_text, rows in state.figures():
        lines += [f"# HELP wiredesk_{name} {help_text}", f"# TYPE wiredesk_{name} gauge"]
        lines += [f"wiredesk_{name}{{{label}}} {value}" for label, value in rows]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
