"""All models of the site, for Django; they live in public.py (rows), coverage.py, rules.py and pages.py (Wagtail)."""

from wiredesk.site.coverage import Coverage, LiveEntry
from wiredesk.site.pages import Article, ArticleIndex, HomePage, OpinionIndex, OpinionPage, StandardPage
from wiredesk.site.partners import Delivery, Partner
from wiredesk.site.public import Approval, Edition, Release, Rendering, Sector, Version
from wiredesk.site.rules import AutoRule, Placement, Translation
from wiredesk.site.searching import SearchEntry

__all__ = [
    "Approval",
    "Article",
    "ArticleIndex",
    "AutoRule",
    "Coverage",
    "Delivery",
    "Edition",
    "HomePage",
    "LiveEntry",
    "OpinionIndex",
    "OpinionPage",
    "Partner",
    "Placement",
    "Release",
    "Rendering",
    "SearchEntry",
    "Sector",
    "StandardPage",
    "Translation",
    "Version",
]
