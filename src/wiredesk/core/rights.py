"""What an agency's licence allows, held against one text and where it is to go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wiredesk.core.model import Draft, Finding, Item, Sentence

PAGE, FEED, NEWSLETTER, DATA, SEARCH, PARTNER = "page", "feed", "newsletter", "data", "search", "partner"
DESTINATIONS = (PAGE, FEED, NEWSLETTER, DATA, SEARCH, PARTNER)
"""Where a text can go: its page and the lists of pages, feeds, letters, the story as JSON, search, other houses."""
NAMED = frozenset({PARTNER})
"""Where it may go only if the licence says so: passing copy on to other houses is what few contracts allow."""


@dataclass(frozen=True, slots=True)
class Terms:
    """One agency's licence. What is left as it is limits nothing."""

    agency: str
    """Its name, as findings call it."""
    sites: tuple[str, ...] = ()
    """Hosts that may publish; empty: every one."""
    editions: tuple[str, ...] = ()
    """Slugs of the editions that may show it; empty: every one."""
    destinations: tuple[str, ...] = ()
    """Of DESTINATIONS; empty: every one but those NAMED."""
    starts: date | None = None
    ends: date | None = None
    """The last day on which copy may be published."""
    archive: bool = True
    """Whether what was published may stay when the licence has ended."""
    archive_days: int | None = None
    """How many days a text may stay after its first publication."""
    pictures: bool = True
    max_words: int | None = None
    """Words of this agency's copy in one story."""
    credit: str = ""
    """Wording that must stand with the text, to the letter."""
    canonical: bool = False
    """A story of this agency alone names the agency's page as the canonical one."""
    must_not_alter: bool = False
    """Sentences may be chosen, but not changed."""
    outside_models: bool = False
    """The text may be sent to a model outside the house."""


@dataclass(frozen=True, slots=True)
class Use:
    """One text, and how it is to be used."""

    text: Draft
    items: Mapping[str, Item]
    """The story's usable items by guid; `agency` is the name that its terms bear."""
    site: str
    """Our host."""
    today: date
    pictures: tuple[str, ...] = ()
    """Agencies whose pictures are shown with it."""


def violations(terms: Terms, use: Use) -> tuple[Finding, ...]:
    """Return what a licence forbids about a use, each in a sentence that names agency and term.

    A finding that does not stop says what the text is left out of. An agency on whose copy no sentence stands, and which
    could have been the source of none, is not asked.
    """
    if terms.agency not in agencies(use.text, use.items):
        return ()
    return (*_whole(terms, use), *_sentences(terms, use), *_left_out(terms))


def agencies(text: Draft, items: Mapping[str, Item]) -> tuple[str, ...]:
    """Return the agencies on whose copy a text stands, sorted; a sentence without sources may stand on any."""
    found: set[str] = set()
    for _, sentence in _parts(text):
        keys = [each.item for each in sentence.supports if each.item in items] or list(items)
        found.update(items[key].agency for key in keys)
    return tuple(sorted(found))


def allows(terms: Terms, destination: str, *, edition: str = "") -> bool:
    """Say whether copy may go to a destination, and into an edition where one is named."""
    if (terms.destinations or destination in NAMED) and destination not in terms.destinations:
        return False
    return not edition or not terms.editions or edition in terms.editions


def ended(terms: Terms, *, today: date, first: date) -> str:
    """Return why a published text may not stay; "" when it may.

    Args:
        terms: The licence.
        today: The present day.
        first: The day of first publication.
    """
    if terms.ends is not None and today > terms.ends and not terms.archive:
        return f"The licence of {terms.agency} ended on {terms.ends}, and its copy may not stay in the archive."
    if terms.archive_days is not None and (today - first).days >= terms.archive_days:
        return f"The licence of {terms.agency} lets its copy stay for {terms.archive_days} days."
    return ""


def picture_fault(terms: Terms, *, site: str, today: date, destination: str = PAGE) -> str:
    """Return why a picture of this agency may not be shown, in a sentence that names the term; "" when it may.

    Args:
        terms: The agency's licence.
        site: Our host.
        today: The present day.
        destination: Of DESTINATIONS.
    """
    name = terms.agency
    if not terms.pictures:
        return f"The licence of {name} does not include pictures."
    if terms.sites and site not in terms.sites:
        return f"The licence of {name} is for {', '.join(terms.sites)}, and not for {site}."
    if not allows(terms, destination):
        return f"The licence of {name} does not allow its copy there: {destination}."
    if terms.starts is not None and today < terms.starts:
        return f"The licence of {name} begins on {terms.starts}."
    if terms.ends is not None and today > terms.ends:
        return f"The licence of {name} ended on {terms.ends}."
    return ""


def credited(text: Draft, terms: Iterable[Terms], items: Mapping[str, Item]) -> Draft:
    """Return a text with the wordings that its agencies ask for in its credit."""
    named = agencies(text, items)
    missing = [
        each.credit for each in terms if each.credit and each.agency in named and not _credits(text, each.credit)
    ]
    if not missing:
        return text
    return replace(text, credit=". ".join(part.rstrip(".") for part in (text.credit, *missing) if part))


def _whole(terms: Terms, use: Use) -> Iterator[Finding]:
    name = terms.agency
    if terms.starts is not None and use.today < terms.starts:
        yield _finding(
            "licence-time", f"The licence of {name} begins on {terms.starts}: nothing of it may go out before."
        )
    if terms.ends is not None and use.today > terms.ends:
        yield _finding(
            "licence-time", f"The licence of {name} ended on {terms.ends}: nothing of it may go out any more."
        )
    if terms.sites and use.site not in terms.sites:
        yield _finding(
            "licence-site", f"The licence of {name} is for {', '.join(terms.sites)}, and not for {use.site}."
        )
    if not allows(terms, PAGE):
        yield _finding("licence-destination", f"The licence of {name} does not allow its copy on pages.")
    if not terms.pictures and name in use.pictures:
        yield _finding("picture-not-allowed", f"The licence of {name} does not include pictures: take this one out.")
    if terms.credit and not _credits(use.text, terms.credit):
        yield _finding(
            "licence-credit", f"The licence of {name} asks for the credit “{terms.credit}”: add it.", "credit"
        )
    if terms.canonical and not _has_page(name, use):
        message = f"The licence of {name} asks for a link to its own page, and its copy names none."
        yield _finding("licence-canonical", message)


def _has_page(name: str, use: Use) -> bool:
    """Say whether a text of one agency alone can point to the agency's page; one of several need not."""
    if agencies(use.text, use.items) != (name,):
        return True
    return any(item.link.startswith(("http://", "https://")) for item in use.items.values() if item.agency == name)


def _sentences(terms: Terms, use: Use) -> Iterator[Finding]:
    count = 0
    texts = [_plain(f"{item.headline} \x1f {item.body}") for item in use.items.values() if item.agency == terms.agency]
    for part, sentence in _parts(use.text):
        names = {use.items[each.item].agency for each in sentence.supports if each.item in use.items}
        if names and terms.agency not in names:
            continue
        if not part.startswith(("headline", "short")):
            count += len(sentence.text.split())
        if (
            terms.must_not_alter
            and names <= {terms.agency}
            and not any(_plain(sentence.text) in each for each in texts)
        ):
            yield Finding(
                part, (0, len(sentence.text)), "licence-altered", stops=True, score=1.0,
                message=f"The licence of {terms.agency} forbids changing its words, and these are not in its copy as they "
                "stand: take the agency's own sentence.",
            )  # fmt: skip
    if terms.max_words is not None and count > terms.max_words:
        message = (
            f"The licence of {terms.agency} allows {terms.max_words} words in one story, and this has {count}: cut."
        )
        yield _finding("licence-words", message, "body.0")


def _left_out(terms: Terms) -> Iterator[Finding]:
    if terms.destinations and allows(terms, PAGE):
        out = [each for each in DESTINATIONS if each not in NAMED and not allows(terms, each)]
        if out:
            message = f"The licence of {terms.agency} does not allow {', '.join(out)}: the story is left out there."
            yield replace(_finding("licence-destination", message), stops=False)
    if terms.editions:
        message = f"The licence of {terms.agency} is for the editions {', '.join(terms.editions)}: others leave it out."
        yield replace(_finding("licence-edition", message), stops=False)


def _parts(text: Draft) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence under the name that findings give its part."""
    if text.headline.text:
        yield "headline", text.headline
    for name, sentences in (("summary", text.summary), ("body", text.body), ("short", text.short)):
        for number, sentence in enumerate(sentences):
            if sentence.text.strip():
                yield (f"{name}.{number}" if name == "body" else name), sentence


def _finding(rule: str, message: str, part: str = "headline") -> Finding:
    return Finding(part, (0, 0), rule, message, stops=True, score=1.0)


def _credits(text: Draft, wording: str) -> bool:
    return _plain(wording) in _plain(text.credit)


def _plain(text: str) -> str:
    """The words as they are compared: one space between them, and no mark at the very end."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".!?…").rstrip()
