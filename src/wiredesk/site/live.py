"""What Django answers at once: search, error reports, newsletter. Forms set no cookie and need no script."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wiredesk import clock
from wiredesk.readers import actions, counting
from wiredesk.readers.models import Report, Subscriber
from wiredesk.settings import settings
from wiredesk.site import countries, feeds, house, searching
from wiredesk.site import frame as around
from wiredesk.site.moments import moment
from wiredesk.site.public import Edition, Sector, Version
from wiredesk.wire.models import Agency

TRAP = "website"  # a field that people don't see; a program that fills it is told thanks, and nothing is kept
LIMITS = {"report": 5, "newsletter": 5, "search": 300, "read": 200}
HOUR = 3600
PAGE = 30  # results on one page of a search


def allowed(request: HttpRequest, what: str) -> bool:
    """Whether this address may do this once more in this hour.

    The address is hashed with the day and our key, stands in the cache for an hour, and is never stored.
    """
    now = clock.now()
    said = f"{settings.secret_key} {now:%Y-%m-%d} {what} {_who(request)}"
    key = f"limit:{hashlib.sha256(said.encode()).hexdigest()[:32]}:{now:%H}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) <= LIMITS[what]
    except ValueError:  # it ran out between the two calls
        return True


def _who(request: HttpRequest) -> str:
    """Return the address that asks; where a server on this machine passes it on, the one that it names."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    passed = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return passed if passed and address in ("127.0.0.1", "::1", "") else address


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search."""

    teaser: around.Teaser
    headline: SafeString
    """With the words of the query marked."""
    summary: SafeString


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The form, filled in, and what was found."""

    query: searching.Query
    hits: tuple[Hit, ...]
    asked: bool
    suggestion: around.Link | None
    """The same question with near words, where nothing was found and near words would find something."""
    more: str
    """Address of the next results; empty for none."""
    feeds: tuple[around.Link, ...]
    """Feeds of this search."""
    agencies: tuple[around.Link, ...]
    """Name and slug of each agency."""
    countries: tuple[around.Link, ...]
    """Name and code of each country that has stories."""
    sectors: tuple[around.Link, ...]


def _asked(given: QueryDict) -> searching.Query:
    return searching.Query(
        words=given.get("q", "")[:200].replace("\x00", ""),
        agency=slugify(given.get("agency", ""))[:200],
        country=given.get("country", "")[:2],
        sector=slugify(given.get("sector", ""))[:50],
        disputed=given.get("disputed") == "1",
        said=given.get("said", "")[:200].replace("\x00", ""),
        since=_day(given.get("from", "")),
        until=_day(given.get("to", "")),
    )


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _string(query: searching.Query, **changes: str) -> str:
    """Return a search as the end of an address; what is empty is left out."""
    parts = {
        "q": query.words.strip(), "agency": query.agency, "country": query.country, "sector": query.sector,
        "said": query.said.strip(), "from": str(query.since or ""), "to": str(query.until or ""),
        "disputed": "1" if query.disputed else "",
    } | changes  # fmt: skip
    return urlencode({name: value for name, value in parts.items() if value})


@require_safe
def search_feed(request: HttpRequest, end: str) -> HttpResponse:
    """Return what a search finds as a feed, newest first."""
    query = _asked(request.GET)
    if query.empty or not allowed(request, "search"):
        return HttpResponse(status=404 if query.empty else 429)
    found = sorted(searching.find(query, limit=feeds.LENGTH), key=lambda each: each.first_at, reverse=True)
    words = ", ".join(value for _, value in parse_qsl(_string(query)))
    feed = replace(feeds.feed(f"{settings.site_name}: {words}", "/search/", found), query=f"?{_string(query)}")
    answer = HttpResponse(feeds.written(feed, end), content_type=feeds.TYPES[end])
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search what is public."""
    query, start = _asked(request.GET), request.GET.get("after", "0")
    after = int(start) if start.isascii() and start.isdigit() and len(start) < 4 else 0
    about = gettext("Every story, by words, agency, country, sector, date and who said it.")
    frame = around.frame(gettext("Search"), "/search/", description=about)
    if not allowed(request, "search"):
        return _busy(request, frame)
    found = searching.find(query, limit=PAGE + 1, after=after)
    more, found = found[PAGE:], found[:PAGE]
    near = searching.suggested(query.words) if not found and query.words.strip() else ""
    hits = tuple(
        Hit(row, searching.marked(row.headline, query.words), searching.marked(row.summary, query.words))
        for row in around.teasers(found, frame.zone)
    )
    codes = {code for row in Version.objects.filter(current=True).values_list("countries", flat=True) for code in row}
    page = SearchPage(
        query, hits, not query.empty,
        around.Link(near, f"/search/?{_string(query, q=near)}") if near else None,
        f"/search/?{_string(query, after=str(after + PAGE))}" if more else "",
        tuple(around.Link(each.name, f"{each.href}?{_string(query)}") for each in around.feeds("/search/")),
        tuple(around.Link(each.name, slugify(each.name)) for each in Agency.objects.all()),
        tuple(sorted((around.Link(countries.name(code), code.lower()) for code in codes), key=lambda link: link.name)),
        tuple(around.Link(each.name, each.slug) for each in Sector.objects.all()),
    )  # fmt: skip
    frame = replace(frame, feeds=page.feeds if page.asked else frame.feeds)
    if page.asked and not hits:
        frame = replace(frame, robots="noindex, follow")  # so that nobody can put words of theirs in an index
    return render(request, "site/search.html", {"page": page, "frame": frame})


def _busy(request: HttpRequest, frame: around.Frame) -> HttpResponse:
    return render(request, "site/busy.html", {"page": None, "frame": frame}, status=429)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The form for reporting an error, as the reader filled it in."""

    story: int
    headline: str
    kinds: tuple[tuple[str, str], ...]
    given: dict[str, str]
    errors: dict[str, str]


FIELDS = ("kind", "place", "message", "source", "name", "email")


@csrf_exempt  # stands on static pages and needs no cookie; nothing here acts for a signed-in person
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form for reporting an error, or take a report and lead to its public status."""
    frame = around.frame(gettext("Report an error"), "/feedback/", robots="noindex, follow")
    sent = request.POST if request.method == "POST" else request.GET
    number = sent.get("story", "")
    version = Version.objects.filter(story=int(number), current=True).first() if _is_id(number) else None
    given = {name: sent.get(name, "").replace("\x00", "").strip() for name in FIELDS}
    errors = _faults(given) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        if sent.get(TRAP):
            return HttpResponseRedirect("/feedback/thanks/")
        if not allowed(request, "report"):
            return _busy(request, frame)
        report = actions.report(story=version.story_id if version else None, now=clock.now(), **given)
        return HttpResponseRedirect(f"/feedback/{report.number}/")
    headline = version.headline if version and not version.is_notice else ""
    page = ReportForm(
        version.story_id if version else 0,
        headline,
        tuple((value, str(name)) for value, name in Report.Kind.choices),
        given,
        errors,
    )
    status = 422 if errors else 200
    return render(request, "site/feedback.html", {"page": page, "frame": frame}, status=status)


def _is_id(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 18


def _faults(given: dict[str, str]) -> dict[str, str]:
    errors = {}
    if given["kind"] not in Report.Kind.values:
        errors["kind"] = gettext("Choose what is wrong.")
    if not given["message"]:
        errors["message"] = gettext("Say what is wrong, in a sentence or more.")
    if given["email"] and not _mail(given["email"]):
        errors["email"] = gettext("This is no e-mail address. You can leave it empty.")
    longest = {"message": 4000, "place": 500, "source": 1000, "name": 200}
    errors |= {k: gettext("At most %(n)d characters.") % {"n": n} for k, n in longest.items() if len(given[k]) > n}
    return errors


def _mail(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254


@csrf_exempt  # counts and nothing else; a page from a file has no token
@require_http_methods(["POST"])
def read_through(request: HttpRequest, pk: str) -> HttpResponse:
    """Count that a story was read to its end; the answer is empty, and nothing of the reader is kept."""
    if allowed(request, "read"):
        counting.count(int(pk), agent=request.META.get("HTTP_USER_AGENT", ""), now=clock.now(), deep=True)
    return HttpResponse(status=204)


@require_safe
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    """Say thanks."""
    frame = around.frame(gettext("Thank you"), "/feedback/thanks/", robots="noindex")
    return render(request, "site/said.html", {"page": {"text": gettext("Your report was sent.")}, "frame": frame})


@require_safe
def feedback_status(request: HttpRequest, number: str) -> HttpResponse:
    """Show what became of a report: kind, time and answer, nothing that the reader wrote."""
    report = get_object_or_404(Report, number=number.upper())
    frame = around.frame(
        gettext("Report %(number)s") % {"number": report.number}, f"/feedback/{report.number}/", robots="noindex"
    )
    version = Version.objects.filter(story=report.story, current=True).exclude(kind="notice").first()
    fixed = house.correction_of(report)
    page = {
        "number": report.number,
        "kind": report.get_kind_display(),
        "state": report.get_state_display(),
        "answer": report.answer,
        "at": moment(report.at, frame.zone),
        "story": around.Link(version.headline, version.path) if version else None,
        "correction": f"{version.path}versions/#v{fixed.number}" if version and fixed else "",
    }
    return render(request, "site/report.html", {"page": page, "frame": frame})


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request: HttpRequest) -> HttpResponse:
    """Show the sign-up, or take an address and send the letter that asks its owner."""
    frame = around.frame(
        gettext("Newsletter"),
        "/newsletter/",
        description=gettext("Daily, weekly or only corrections, by edition and sector."),
    )
    email = request.POST.get("email", "").strip()
    error = ""
    if request.method == "POST":
        if request.POST.get(TRAP):
            return HttpResponseRedirect("/newsletter/sent/")
        if _mail(email):
            if not allowed(request, "newsletter"):
                return _busy(request, frame)
            edition = request.POST.get("edition", "")[:50]
            rhythm = request.POST.get("rhythm", "")
            if rhythm not in Subscriber.Rhythm.values:
                rhythm = Subscriber.Rhythm.DAILY
            sectors = request.POST.getlist("sector")[:30]
            actions.ask(email, edition=edition, sectors=sectors, rhythm=rhythm, now=clock.now())
            return HttpResponseRedirect("/newsletter/sent/")
        error = gettext("This is no e-mail address.")
    page = {
        "email": email,
        "error": error,
        "rhythms": tuple(Subscriber.Rhythm.choices),
        "editions": tuple(around.Link(each.name, each.slug) for each in Edition.objects.all()),
        "sectors": tuple(around.Link(each.name, each.slug) for each in Sector.objects.all()),
    }
    return render(request, "site/newsletter.html", {"page": page, "frame": frame}, status=422 if error else 200)


@require_safe
def newsletter_sent(request: HttpRequest) -> HttpResponse:
    """Say the same whether the address was known or not."""
    text = gettext("If the address can get our newsletter, a letter is on its way. Follow the link in it to confirm.")
    frame = around.frame(gettext("Look into your mail"), "/newsletter/sent/", robots="noindex")
    return render(request, "site/said.html", {"page": {"text": text}, "frame": frame})


@csrf_exempt  # the token is the right; a link that is only fetched changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the owner of an address once more, then write."""
    return _token(
        request, token, actions.confirm, gettext("Confirm the newsletter"), gettext("You will get the newsletter.")
    )


@csrf_exempt  # RFC 8058: mail programs post without cookies
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave with one click: a POST ends it, a GET shows the button."""
    return _token(
        request, token, actions.leave, gettext("Leave the newsletter"), gettext("You will get no more newsletters.")
    )


def _token(request: HttpRequest, token: str, act: actions.ByToken, title: str, done: str) -> HttpResponse:
    frame = around.frame(title, request.path, robots="noindex")
    get_object_or_404(Subscriber, token=token)
    if request.method == "POST":
        act(token, now=clock.now())
        return render(request, "site/said.html", {"page": {"text": done}, "frame": frame})
    return render(request, "site/button.html", {"page": {"action": request.path, "name": title}, "frame": frame})
