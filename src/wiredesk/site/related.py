"""Which other stories belong beside one: those of the same people and places, with the reason in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext

from wiredesk.site import lists
from wiredesk.site.frame import Teaser, teasers
from wiredesk.site.glance import GLANCES, Glance
from wiredesk.site.public import Edition, Version

LOOKED = 200  # newest stories among which related ones are sought
MOST = 4
COMMON = 0.1  # a name that this share of the newest stories has ties nothing together


@dataclass(frozen=True, slots=True)
class Related:
    """Another story and what it shares with this one."""

    teaser: Teaser
    why: str
    """Such as "Also about Kursk"."""


def related(version: Version, edition: Edition | None, zone: str) -> tuple[Related, ...]:
    """Return the stories that share most with one: rare names count more than common ones.

    Args:
        version: The story of the page.
        edition: In whose language they are.
        zone: In which their times are told.
    """
    public = lists.in_tongue(edition) if edition else lists.public()
    rows = list(public.exclude(story=version.story_id)[:LOOKED])
    seen = GLANCES.of(rows)
    own = GLANCES.one(version)
    often = Counter(name for each in seen for name in each.names)
    most = max(2, COMMON * len(rows))
    scored = []
    for row, glance in zip(rows, seen, strict=True):
        shared = sorted((name for name in own.names & glance.names if often[name] <= most), key=lambda n: (often[n], n))
        score = sum(1 / often[name] for name in shared)
        if shared and (len(shared) > 1 or shared[0] in _places(own)):
            scored.append((score, row, shared))
    scored.sort(key=lambda each: -each[0])
    best = scored[:MOST]
    shown = teasers((row for _, row, _ in best), zone)
    return tuple(
        Related(teaser, gettext("Also about %(names)s") % {"names": ", ".join(shared[:2])})
        for teaser, (_, _, shared) in zip(shown, best, strict=True)
    )


def _places(glance: Glance) -> frozenset[str]:
    return glance.places
