"""What Wagtail's own screens must ask before they touch a story's page: whether it is within the person's desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from wiredesk.desk import limits
from wiredesk.newsroom.policy import person
from wiredesk.site.pages import Article


def within(request: HttpRequest, page: Page, *_: object) -> HttpResponse | None:
    """Lead from the page of a story outside the person's desk to the story at the desk, which says why."""
    article = Article.objects.select_related("story").filter(pk=page.pk).first()
    why = limits.outside(person(request), article.story) if article is not None else ""
    if article is None or not why:
        return None
    messages.error(request, f"Not done: story {article.story_id} {why}.")
    return redirect("desk:story", pk=article.story_id)


def all_within(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: object
) -> HttpResponse | None:
    """Do the same for a bulk action on any such page."""
    answers = (within(request, each) for each in objects if isinstance(each, Page))
    return next((each for each in answers if each is not None), None)


for name in ("before_edit_page", "before_publish_page", "before_unpublish_page", "before_delete_page"):
    hooks.register(name, within)
hooks.register("before_bulk_action", all_within)
