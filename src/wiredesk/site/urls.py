"""Addresses that readers use. They are mounted last, before Wagtail's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import path, re_path, register_converter
from django.urls.resolvers import URLPattern
from django.utils import translation

from wiredesk.site import frame as around
from wiredesk.site import fronts, house, lists, live, methods, syndication, views
from wiredesk.site.public import Edition

DAY = r"(?P<day>\d{4}-\d{2}-\d{2})/$"
END = r"feed\.(?P<end>atom|rss|json)$"
STORY = r"^story/(?P<pk>\d{1,17})-(?P<slug>[-\w]+)/"


class EditionConverter:
    """The slug of an edition that exists; any other address is left to the patterns that follow."""

    regex = "[-a-z0-9]+"

    def to_python(self, value: str) -> str:
        """Return the slug.

        Raises:
            ValueError: There is no such edition.
        """
        if not Edition.objects.filter(slug=value).exists():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """Return the slug as it stands in an address."""
        return value


register_converter(EditionConverter, "edition")


def in_one_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view speak the language of its edition, and take it back when the answer is made."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override("en"), lists.one_page():
            around.tell(None)
            return view(*args, **kwargs)

    return wrapped


urlpatterns: list[URLPattern] = [
    path("", fronts.home, name="home"),
    re_path(rf"^{END}", fronts.home_feed, name="home-feed"),
    re_path(rf"{STORY}$", views.story_page, name="story"),
    re_path(rf"{STORY}versions/$", views.story_versions, name="versions"),
    re_path(rf"{STORY}{END}", views.story_feed, name="story-feed"),
    re_path(r"^story/(?P<pk>\d{1,17})/$", views.story_page, name="story-short"),
    re_path(r"^story/(?P<pk>\d{1,17})/versions/$", views.story_versions, name="versions-short"),
    re_path(r"^story/(?P<pk>\d{1,17})\.json$", views.story_json, name="story-json"),
    re_path(r"^story/(?P<pk>\d{1,17})/picture(?P<dark>-dark)?\.(?P<end>svg|png)$", views.picture, name="picture"),
    re_path(r"^story/(?P<pk>\d{1,17})/photo/(?P<name>[-.a-z0-9]{1,60})$", views.photo, name="photo"),
    re_path(r"^country/(?P<code>[a-zA-Z]{2})/$", fronts.country, name="country"),
    re_path(rf"^country/(?P<code>[a-zA-Z]{{2}})/{END}", fronts.country_feed, name="country-feed"),
    re_path(rf"^country/(?P<code>[a-zA-Z]{{2}})/{DAY}", fronts.country_day, name="country-day"),
    path("latest/", fronts.latest, name="latest"),
    re_path(rf"^latest/{DAY}", fronts.latest_day, name="latest-day"),
    path("trending/", fronts.trending, name="trending"),
    path("shots/", fronts.shots, name="shots"),
    path("opinion/", fronts.opinion, name="opinion"),
    path("opinion/<slug:slug>/", fronts.opinion_page, name="opinion-page"),
    path("author/<slug:slug>/", fronts.author, name="author"),
    path("corrections/", house.corrections, name="corrections"),
    re_path(rf"^corrections/{END}", house.corrections_feed, name="corrections-feed"),
    path("agencies/", house.agencies, name="agencies"),
    path("agency/<slug:slug>/", house.agency, name="agency"),
    path("methods/", methods.page, name="methods"),
    re_path(r"^read/(?P<pk>\d{1,17})/$", live.read_through, name="read"),
    path("search/", live.search, name="search"),
    re_path(rf"^search/{END}", live.search_feed, name="search-feed"),
    path("feedback/", live.feedback, name="feedback"),
    path("feedback/thanks/", live.feedback_thanks, name="feedback-thanks"),
    re_path(r"^feedback/(?P<number>R-[0-9A-Za-z]{6})/$", live.feedback_status, name="feedback-status"),
    path("newsletter/", live.newsletter, name="newsletter"),
    path("newsletter/sent/", live.newsletter_sent, name="newsletter-sent"),
    re_path(r"^newsletter/confirm/(?P<token>[-\w]{20,64})/$", live.newsletter_confirm, name="newsletter-confirm"),
    re_path(r"^newsletter/leave/(?P<token>[-\w]{20,64})/$", live.newsletter_leave, name="newsletter-leave"),
    re_path(r"^partner/(?P<name>[-a-z0-9_]{1,50})/items\.json$", syndication.items, name="partner-items"),
    path("sitemap.xml", house.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])\.xml$", house.month_sitemap, name="month-sitemap"),
    path("news-sitemap.xml", house.news_sitemap, name="news-sitemap"),
    path("robots.txt", house.plain, {"name": "robots"}, name="robots"),
    path("offline.js", house.plain, {"name": "offline"}, name="offline"),
    path("site.webmanifest", house.plain, {"name": "manifest"}, name="manifest"),
    path("llms.txt", house.plain, {"name": "llms"}, name="llms"),
    path(".well-known/trust.txt", house.plain, {"name": "trust"}, name="trust"),
    path("<edition:slug>/", fronts.edition, name="edition"),
    re_path(rf"^(?P<slug>[-a-z0-9]+)/{END}", fronts.edition_feed, name="edition-feed"),
    re_path(rf"^(?P<slug>[-a-z0-9]+)/{DAY}", fronts.edition_day, name="edition-day"),
    re_path(rf"^(?P<slug>[-a-z0-9]+)/(?P<topic>[-a-z0-9]+)/{DAY}", fronts.sector_day, name="sector-day"),
    path("<edition:slug>/<slug:topic>/", fronts.sector, name="sector"),
    re_path(rf"^(?P<slug>[-a-z0-9]+)/(?P<topic>[-a-z0-9]+)/{END}", fronts.sector_feed, name="sector-feed"),
]

for each in urlpatterns:
    if each.callback is not None:
        each.callback = in_one_language(each.callback)
