"""The pages that people edit, on Wagtail. What readers see of an article is a Version (public.py)."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape, strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from wiredesk import clock
from wiredesk.core import model as core
from wiredesk.core import writing
from wiredesk.core.errors import NotAllowed
from wiredesk.desk.models import Draft, Story
from wiredesk.site import gate
from wiredesk.site.public import Version, address

OTHER_DRAFTS = 5  # the newest ones, in which a sentence without sources is looked for
VARIANTS = {"search": 60, "social": 100, "push": 80, "letter": 90}
"""Headlines for other places, and how many characters each shows."""
PUBLIC_FIELDS = frozenset(
    {
        *(f"{each}_headline" for each in VARIANTS),
        "live",
        "title",
        "summary",
        "body",
        "short",
        "dateline",
        "credit",
        "countries",
        "sectors",
        "story",
        "draft",
    }
)


class HomePage(Page):
    """The root of the site; fronts are made from rules, so it holds no text."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["wdsite.ArticleIndex", "wdsite.OpinionIndex", "wdsite.StandardPage"]
    max_count = 1


class ArticleIndex(Page):
    """Where the articles hang."""

    parent_page_types = ["wdsite.HomePage"]
    subpage_types = ["wdsite.Article"]
    max_count = 1


class OpinionIndex(Page):
    """The list of opinion, blog and interview."""

    parent_page_types = ["wdsite.HomePage"]
    subpage_types = ["wdsite.OpinionPage"]
    max_count = 1


class StandardPage(Page):
    """A page of the house: principles, corrections policy, how AI is used, ownership, contact."""

    body = RichTextField(features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])
    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["wdsite.HomePage"]


class OpinionPage(Page):
    """A text that a person wrote: opinion, blog or interview. No machine drafts it."""

    class Kind(models.TextChoices):
        """The label that readers see."""

        OPINION = "opinion", _("Opinion")
        BLOG = "blog", _("Blog")
        INTERVIEW = "interview", _("Interview")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OPINION)
    author = models.CharField(max_length=200)
    about_author = models.CharField(max_length=300, blank=True)
    summary = models.TextField()
    body = RichTextField(features=["h2", "bold", "italic", "link", "ol", "ul", "blockquote"])
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("author"),
        FieldPanel("about_author"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wdsite.OpinionIndex"]
    subpage_types: list[str] = []

    @property
    def author_path(self) -> str:
        """Where all texts of this author stand."""
        return f"/author/{slugify(self.author) or 'author'}/"


class Article(Page):
    """The one place where a story's text is edited, made from a draft when an editor takes it up."""

    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="article")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.TextField(max_length=1000)
    body = RichTextField(features=["bold", "italic", "link"])
    short = models.TextField(max_length=1000, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=500, blank=True)
    countries = models.JSONField(default=list, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    search_headline = models.CharField(max_length=VARIANTS["search"], blank=True)
    social_headline = models.CharField(max_length=VARIANTS["social"], blank=True)
    push_headline = models.CharField(max_length=VARIANTS["push"], blank=True)
    letter_headline = models.CharField(max_length=VARIANTS["letter"], blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("short"),
        FieldPanel("dateline"),
        FieldPanel("credit"),
        *(FieldPanel(f"{each}_headline") for each in VARIANTS),
    ]
    parent_page_types = ["wdsite.ArticleIndex"]
    subpage_types: list[str] = []

    @property
    def paragraphs(self) -> list[str]:
        """The body as plain paragraphs."""
        parts = re.split(r"</p>\s*", self.body)
        return [text for part in parts if (text := html.unescape(strip_tags(part)).strip())]

    def fill(self, text: core.Draft) -> None:
        """Take over the words of a draft."""
        paragraphs: dict[int, list[str]] = {}
        for sentence in text.body:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
        self.title = text.headline.text
        self.summary = " ".join(s.text for s in text.summary)
        self.body = "".join(f"<p>{escape(' '.join(each))}</p>" for each in paragraphs.values())
        self.short = " ".join(s.text for s in text.short)
        self.dateline, self.credit = text.dateline, text.credit
        self.countries, self.sectors = list(text.countries), list(text.sectors)

    def as_draft(self) -> core.Draft:
        """Return the words as the checks know them; sentences that stand in the draft keep its sources."""
        text = writing.draft_from_json(
            {
                "headline": self.title,
                "summary": self.summary,
                "body": self.paragraphs,
                "short": self.short,
                "dateline": self.dateline,
                "credit": self.credit,
                "countries": self.countries,
                "sectors": self.sectors,
                "headlines": {each: getattr(self, f"{each}_headline") for each in VARIANTS},
            }
        )
        text = writing.with_sources(text, self.draft.as_core()) if self.draft else text
        return self._adopted(text) if any(not each.supports for each in text.body) else text

    def _adopted(self, text: core.Draft) -> core.Draft:
        """Give sentences that an editor took up from other drafts of the story their sources, too."""
        others = Draft.objects.filter(story=self.story_id).exclude(pk=self.draft_id).order_by("-pk")[:OTHER_DRAFTS]
        known = {each.text: each.supports for other in others for each in other.as_core().body}
        body = tuple(each if each.supports else replace(each, supports=known.get(each.text, ())) for each in text.body)
        return replace(text, body=body)

    @property
    def text_digest(self) -> str:
        """The digest of exactly the words that would be published."""
        return self.as_draft().digest

    def get_url_parts(self, *args: Any, **kwargs: Any) -> tuple[int, str, str] | None:
        """Articles live at their story's address, whatever the page tree says."""
        parts = super().get_url_parts(*args, **kwargs)
        return (parts[0], parts[1], address(self.story_id, self.title)) if parts else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a page that is live, goes live or leaves passes the gate, whichever way it came here.

        Raises:
            NotAllowed: The text has no passing check or no approval, or its story may not be seen.
        """
        only = kwargs.get("update_fields")
        if only is not None and not PUBLIC_FIELDS & set(only):
            # Wagtail notes on a live page that it has a newer draft; no word that readers see changes.
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            text = self.as_draft()
            if self.live:
                gate.release(self.story, text, now=clock.now())
            elif self.pk:
                gate.withdraw(self.story, note="", by="unpublished", now=clock.now())
            super().save(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the story's own address: this page's words are not what readers see."""
        return redirect(address(self.story_id, self.title))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse to delete what readers have seen.

        Raises:
            NotAllowed: A version of this story was public; take it down instead, so that its address keeps a notice.
        """
        if Version.objects.filter(story=self.story_id).exists():
            raise NotAllowed(str(self), "was public: take the story down instead, so that its address keeps a notice")
        return super().delete(*args, **kwargs)
