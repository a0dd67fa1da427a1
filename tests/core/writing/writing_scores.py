"""What the extractive writer makes of stories, as figures: by the checks, by length, by form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import generated_stories

from wiredesk.core import checks, claims, formats, writing
from wiredesk.core.model import Draft, Item, Sentence
from wiredesk.wire.samples import FOLDER, manifest

_LEANS = re.compile(r"(?:He|She|It|They|This|These|His|Her|Its|Their|But|However|Meanwhile|Today|Yesterday|Tomorrow)\b")
_RELATIVE = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|last night)\b")


@dataclass
class Scores:
    """Parts of all stories that can be written, in [0, 1], and what failed."""

    stories: int = 0
    clean: int = 0  # no finding that stops
    headlines: int = 0  # 40 to 80 characters
    summaries: int = 0  # 35 to 60 words, or all that a short story has
    sourced: int = 0  # every sentence with a span inside an item
    formed: int = 0  # whole sentences, no leading pronoun, no day told from today, nothing twice
    two_sided: int = 0  # both sides in summary and body, of the disputed ones
    disputed: int = 0
    failed: list[str] = field(default_factory=list)

    def part(self, name: str) -> float:
        """Return one figure as part of the stories it counts over."""
        return float(getattr(self, name)) / max(1, self.disputed if name == "two_sided" else self.stories)


def score(stories: Iterable[tuple[str, Sequence[Item], bool]]) -> Scores:
    """Write and check every story of (name, items, disputed)."""
    found = Scores()
    for name, items, disputed in stories:
        kept = writing.usable(items)
        ledger = claims.ledger(kept)
        draft = writing.extract(kept, ledger)
        if not draft.headline.text:
            continue
        found.stories += 1
        judged = {
            "clean": not checks.stopped(checks.run(draft, kept, ledger)),
            "headlines": 40 <= len(draft.headline.text) <= 80,
            "summaries": _summary(draft),
            "sourced": all(_sourced(each, kept) for each in _sentences(draft)),
            "formed": _formed(draft),
        }
        if disputed:
            found.disputed += 1
            judged["two_sided"] = _two_sided(draft)
        for each, well in judged.items():
            setattr(found, each, getattr(found, each) + well)
            if not well:
                found.failed.append(f"{name} {each}")
    return found


def _sentences(draft: Draft) -> tuple[Sentence, ...]:
    return (draft.headline, *draft.summary, *draft.body, *draft.short)


def _words(part: Sequence[Sentence]) -> int:
    return sum(len(each.text.split()) for each in part)


def _summary(draft: Draft) -> bool:
    return 35 <= _words(draft.summary) <= 60 or (_words(draft.body) < 60 and _words(draft.summary) <= 60)


def _sourced(sentence: Sentence, items: Sequence[Item]) -> bool:
    bodies = {item.guid: item.body for item in items}
    return bool(sentence.supports) and all(
        0 <= support.span[0] <= support.span[1] <= len(bodies[support.item]) for support in sentence.supports
    )


def _formed(draft: Draft) -> bool:
    texts = [each.text for each in (*draft.summary, *draft.body, *draft.short)]
    body = [each.text for each in draft.body]
    return (
        len(set(body)) == len(body)
        and _words(draft.short) <= 60
        and not any(_LEANS.match(each) for each in texts)
        and not any(_RELATIVE.search(re.sub(r'["“][^"”]*["”]', "", each)) for each in texts)
        and all(each.rstrip('"”’').endswith((".", "!", "?")) and each.count('"') % 2 == 0 for each in texts)
    )


def _two_sided(draft: Draft) -> bool:
    told = " ".join(each.text for each in draft.body)
    denied = re.search(r"\b(?:denied|rejected|disputed)\b", told)
    return denied is not None and re.search(r"\b(?:said|announced|reported|told|according)\b", told) is not None


@cache
def samples() -> tuple[tuple[str, tuple[Item, ...], bool], ...]:
    """Return the sample stories as the readers of formats give them."""
    story = {copy.guid: copy.story for copy in manifest.load(FOLDER).items}
    found: dict[str, list[Item]] = {}
    for path in sorted((*FOLDER.glob("http/*"), *FOLDER.glob("folder/*/*"))):
        for item in formats.read(path.read_bytes(), name=path.name):
            found.setdefault(story.get(item.guid, ""), []).append(item)
    return tuple((name, tuple(items), False) for name, items in found.items() if name)


@cache
def generated() -> Scores:
    """Score the 200 generated stories, once."""
    return score((each.name, each.items, each.disputed) for each in generated_stories.stories(200))


@cache
def sampled() -> Scores:
    """Score the sample stories, once."""
    return score(samples())
