"""Who may do what at the desk: one table of addresses and permissions, and one of roles. The docs are made from it.

A view that is not in the table is refused to everybody; a test holds that each address stands here, and tries every
role on every one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from wiredesk import clock
from wiredesk.record import models as record

View = Callable[..., HttpResponse]

READ = "desk.view_story"
WORK = "desk.change_story"
WRITE = "wdsite.change_article"
APPROVE = "wdsite.add_approval"
REGROUP = "desk.add_ruling"
PICTURE = "photos.add_choice"
OVERRIDE = "desk.add_override"
DOWN = "wdsite.delete_version"
RULE = "wdsite.change_autorule"
WIRES = "wire.change_wire"
REPORTS = "readers.change_report"
PEOPLE = "auth.change_user"


@dataclass(frozen=True, slots=True)
class Way:
    """What one address of the desk does, and the permission that it needs."""

    permission: str
    about: str
    post: bool = False
    held: bool = False
    """Whether a person whose roles are held to a desk or some agencies is refused it outside them."""


# name of the address: what it needs
WAYS: dict[str, Way] = {
    "board": Way(READ, "Read the board"),
    "stream": Way(READ, "Hear of arrivals"),
    "fresh": Way(READ, "Ask for arrivals"),
    "colours": Way(READ, "Load the agencies' colours"),
    "ticker": Way(READ, "Read the ticker"),
    "story": Way(READ, "Read a story with its copy and ledger"),
    "drafts": Way(READ, "Compare drafts"),
    "lines": Way(READ, "Read a story as lines, what changed in it, corrections offered"),
    "item": Way(READ, "Read an item as it came"),
    "wires": Way(READ, "Read wires, queues and trouble"),
    "reports": Way(READ, "Read readers' reports"),
    "keep_view": Way(READ, "Keep or drop a view of one's own", post=True),
    "share_view": Way(APPROVE, "Keep or drop a view for the whole desk", post=True),
    "here": Way(READ, "Be seen at a story", post=True),
    "undo": Way(READ, "Undo one's last act, where its own permission holds", post=True, held=True),
    "take": Way(WORK, "Take, give back or hand over a story", post=True, held=True),
    "settle": Way(WORK, "Set slugline, places, countries and sectors", post=True, held=True),
    "note": Way(WORK, "Leave a note or a comment", post=True, held=True),
    "resolve": Way(WORK, "Mark a note as done", post=True, held=True),
    "change": Way(WRITE, "Write and change a text", post=True, held=True),
    "adopt": Way(WRITE, "Take up sentences of a newer draft", post=True, held=True),
    "probe": Way(WRITE, "Check a text while typing", post=True),
    "spike": Way(WRITE, "Spike a story", post=True, held=True),
    "unspike": Way(WRITE, "Take a story back from the spike", post=True, held=True),
    "split": Way(REGROUP, "Split items off into a story of their own", post=True, held=True),
    "move": Way(REGROUP, "Move items to another story", post=True, held=True),
    "merge": Way(REGROUP, "Merge stories", post=True, held=True),
    "approve": Way(APPROVE, "Approve, correct and schedule a text", post=True, held=True),
    "brief": Way(READ, "Read a story as a brief"),
    "send_brief": Way(APPROVE, "Publish a story as a brief", post=True, held=True),
    "unschedule": Way(APPROVE, "Take a text out of the schedule", post=True, held=True),
    "send": Way(APPROVE, "Send a scheduled text although news came", post=True, held=True),
    "override": Way(OVERRIDE, "Let a finding pass with a reason", post=True, held=True),
    "second": Way(APPROVE, "Be the second person of an override", post=True, held=True),
    "down": Way(DOWN, "Take a page down, or kill it", post=True, held=True),
    "tell": Way(WRITE, "Write an entry of a live timeline", post=True, held=True),
    "untell": Way(WRITE, "Drop an entry that waits; an editor also withdraws a public one", post=True, held=True),
    "post": Way(APPROVE, "Post an entry of a live timeline", post=True, held=True),
    "end_live": Way(APPROVE, "End a live timeline, or go on", post=True, held=True),
    "photo": Way(READ, "See a photo that came with copy"),
    "picture": Way(PICTURE, "Choose the picture of a story", post=True, held=True),
    "bring": Way(PICTURE, "Bring a photo", post=True, held=True),
    "rules": Way(READ, "Read the rules of publishing without an editor"),
    "set_rule": Way(RULE, "Make, switch or end such a rule", post=True, held=True),
    "stop_rules": Way(APPROVE, "Stop all such rules at once", post=True),
    "fronts": Way(READ, "Read the fronts, with the reason for each place"),
    "place": Way(APPROVE, "Pin stories on a front, bar them, keep them out of trending", post=True, held=True),
    "translation": Way(APPROVE, "Say that two stories are one text in two languages", post=True, held=True),
    "again": Way(WIRES, "Read a quarantined file again, or ignore it", post=True),
    "retry": Way(WIRES, "Give a parked row to its step again, or drop it", post=True),
    "answer": Way(REPORTS, "Answer a reader's report", post=True),
    "sessions": Way(READ, "See and end one's own sessions"),
    "end_session": Way(READ, "End a session of one's own", post=True),
    "people": Way(PEOPLE, "See everybody's roles and sessions"),
    "end_sessions": Way(PEOPLE, "End all sessions of a person", post=True),
    "set_limit": Way(PEOPLE, "Hold a person's roles to a desk or some agencies", post=True),
    "link": Way(PEOPLE, "Link an account to a person at the OpenID Connect provider", post=True),
}


def guarded(view: View) -> View:
    """Let in who has the permission that the table names; send who is not signed in to sign in, record who is refused.

    Raises:
        KeyError: The view's name is not in the table; it is refused at import, before anybody can ask.
    """
    way = WAYS[view.__name__]

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(way.permission):
            record.append(
                "refusal", way.permission, by=request.user.get_username() or "nobody", now=clock.now(),
                data={"path": request.path[:300]},
            )  # fmt: skip
            raise PermissionDenied(f"{way.about}: ask a duty editor or an administrator for the role")
        if way.post and request.method != "POST":
            return HttpResponse("Only by POST.\n", status=405, headers={"Allow": "POST"}, content_type="text/plain")
        return view(request, *args, **kwargs)

    return login_required(wrapped)


def person(request: HttpRequest) -> User:
    """Return who is signed in; `guarded` let nobody else come this far.

    Raises:
        PermissionDenied: Nobody is.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied("nobody is signed in")
    return request.user
