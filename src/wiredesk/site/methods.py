"""The page of methods: made from the settings and the code in force, so that it can't say what is not so."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from wiredesk.core import checks
from wiredesk.readers import trending
from wiredesk.settings import settings
from wiredesk.site import frame as around
from wiredesk.site import lists, seo
from wiredesk.site.fronts import show
from wiredesk.site.glance import GLANCES


@dataclass(frozen=True, slots=True)
class Row:
    """A name and what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page."""

    title: str
    lines: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """How this newsroom works today."""

    title: str
    about: str
    parts: tuple[Part, ...]


def rules() -> tuple[Row, ...]:
    """Return the checks that every text passes, with the line that each says of itself."""
    return tuple(Row(name, about) for name, about in checks.RULES.items())


def page(request: HttpRequest) -> HttpResponse:
    """Show the methods in force."""
    around.tell(None)
    title = gettext("Methods in force")
    about = gettext(
        "Which software, which checks and which people stand between agency copy and this site. Made from the settings in force."
    )
    approval = {
        "always": gettext(
            "A person approves every text, and the approval is a record: who, when, of exactly which words."
        ),
        "briefs-free": gettext(
            "A person approves every text but briefs of one origin that pass every check; those say so."
        ),
    }[settings.approval]
    newest = list(lists.public()[:500])
    writers = sorted({each.hands.writer if each.hands.machine else "" for each in GLANCES.of(newest)} - {""})
    parts = (
        Part(gettext("Who decides"), (approval,)),
        Part(
            gettext("Who writes"),
            (
                gettext("Drafts of the newest stories were made by: %(writers)s.")
                % {"writers": ", ".join(writers) or "–"},
                gettext("“extract” is a program that chooses sentences of the copy by rules; it holds no model."),
            ),
        ),
        Part(
            gettext("What every text must pass"),
            (gettext("A finding stops a text, or is shown to the editor with the words of the copy."),),
            rules(),
        ),
        Part(
            gettext("What is counted"),
            (
                gettext("Views by story and hour, without address, cookie or fingerprint; robots are left out."),
                gettext("An hour counts half after %(hours)d more; a story is listed from %(floor)d views on.")
                % {"hours": trending.HALF_LIFE_HOURS, "floor": trending.FLOOR},
            ),
        ),
        Part(gettext("Crawlers of AI companies"), (_crawlers(),)),
    )
    frame = around.frame(title, "/methods/", description=about)
    return show(request, "methods", MethodsPage(title, about, parts), frame, seo.listing(title, "/methods/"))


def _crawlers() -> str:
    if settings.ai_crawlers == "all":
        return gettext("All are let in.")
    if settings.ai_crawlers == "none":
        return gettext("All that we know are asked to stay out.")
    return gettext(
        "Those that collect text for training are asked to stay out; those that answer a question with a link are let in."
    )
