"""The history of a story: its versions and what each changed, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from django.utils.translation import gettext

from wiredesk.core import writing
from wiredesk.site import frame as around
from wiredesk.site.making import Making, making
from wiredesk.site.moments import Moment, moment
from wiredesk.site.public import Edition, Version
from wiredesk.site.sourcing import link
from wiredesk.wire.models import Item


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went."""

    kind: str
    """"same", "added" or "gone"."""
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one part of the text."""

    part: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One version in the list."""

    number: int
    what: str
    note: str
    at: Moment
    making: Making
    digest: str
    hidden: bool
    """Its words are not shown, because an agency withdrew copy that it rests on."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """The list of a story's versions, newest first."""

    headline: str
    href: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """What stands where a story was. None of the story's words are on it."""

    note: str
    at: Moment
    first: Moment
    report: str
    blocks: around.Blocks


def notice(version: Version, zone: str, edition: Edition | None) -> NoticePage:
    """Return the notice of a story that was taken down."""
    report = f"/feedback/?story={version.story_id}"
    shown = around.blocks(edition, zone, without=version.story_id)
    return NoticePage(version.note, moment(version.at, zone), moment(version.first_at, zone), report, shown)


def page(version: Version, zone: str, *, now: datetime) -> VersionsPage:
    """Return the history of a story up to its current version."""
    rows: list[Row] = []
    before: Version | None = None
    for each in _all(version):
        hidden = _withdrawn(each, now=now)
        differences = () if hidden or before is None else compare(before, each)
        rows.append(
            Row(each.number, each.get_kind_display(), each.note, moment(each.at, zone), making(each), each.digest,
                hidden, differences)
        )  # fmt: skip
        before = None if hidden else each
    return VersionsPage(version.headline, version.path, tuple(reversed(rows)))


def shown(version: Version, *, now: datetime) -> list[Version]:
    """Return the versions whose words may be shown, newest first."""
    return [each for each in reversed(_all(version)) if not _withdrawn(each, now=now)]


def _all(version: Version) -> list[Version]:
    rows = Version.objects.filter(story=version.story_id).exclude(kind=Version.Kind.NOTICE)
    return list(rows.select_related("approval").order_by("number"))


def _withdrawn(version: Version, *, now: datetime) -> bool:
    """Whether an agency killed or holds copy that an older version rests on."""
    if version.current:
        return False
    keys = [each["item"] for each in version.receipt.get("items", [])]
    items = Item.objects.filter(pk__in=keys)
    return items.filter(killed=True).exists() or items.filter(held=True).exists()


def canonical(version: Version) -> str:
    """Return the agency's own page where a brief of one agency must point to it, else empty."""
    origins, disputed = around.weight(version)
    pieces = version.receipt.get("items", [])
    if origins > 1 or disputed or not pieces:
        return ""
    found = Item.objects.filter(pk=pieces[0]["item"], agency__canonical=True, killed=False, held=False).first()
    return link(found) if isinstance(found, Item) else ""


def compare(old: Version, new: Version) -> tuple[Difference, ...]:
    """Return what changed between two versions, part by part; parts that stayed are left out."""
    before, after = _parts(old), _parts(new)
    return tuple(Difference(part, words(before[part], after[part])) for part in after if before[part] != after[part])


def _parts(version: Version) -> dict[str, str]:
    draft = writing.draft_from_json(version.content)
    paragraphs: dict[int, list[str]] = {}
    for sentence in draft.body:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    elsewhere = "\n".join(f"{name}: {each.text}" for name, each in draft.headlines)
    return {
        gettext("Headline"): draft.headline.text,
        gettext("Headlines in other places"): elsewhere,
        gettext("Summary"): " ".join(each.text for each in draft.summary),
        gettext("Dateline"): draft.dateline,
        gettext("Text"): "\n\n".join(" ".join(each) for each in paragraphs.values()),
        gettext("Credit"): draft.credit,
    }


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as one, in pieces that stayed, went or came; whole words only."""
    one, other = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        pieces += [Piece("gone", "".join(one[a:b]))] if b > a else []
        pieces += [Piece("added", "".join(other[c:d]))] if d > c else []
    return tuple(pieces)
