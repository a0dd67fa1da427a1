"""What templates of the site need beside their dataclasses."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from wiredesk.site.frame import Frame, frame
from wiredesk.site.pages import Article

register = template.Library()


@register.simple_tag(takes_context=True)
def around(context: RequestContext, page: Any = None) -> Frame:
    """Return the frame of a page; one of Wagtail's own pages gets a frame made from its title and address."""
    given = context.get("frame")
    if isinstance(given, Frame):
        return given
    if page is None or page == "":
        return frame("Nothing is at this address", "/", robots="noindex")
    if isinstance(page, Article) and not getattr(context.get("request"), "is_preview", False):
        return frame("Moved", f"/story/{page.story_id}/", robots="noindex")  # none of its words: readers see Versions
    parts = page.get_url_parts()
    return frame(str(page), parts[2] if parts else "/", description=page.search_description or "")
