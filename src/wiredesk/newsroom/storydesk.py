"""What the story desk shows: sources, ledger, draft with each sentence's sources, findings, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from wiredesk.core import model as core
from wiredesk.desk import overriding
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Check, Draft, Finding, Member, Note, Override, Story
from wiredesk.newsroom import around, live, picturing
from wiredesk.site import actions
from wiredesk.site.pages import Article
from wiredesk.site.public import Release, Version


@dataclass(frozen=True, slots=True)
class Source:
    """A span of an item that bears a sentence out."""

    item: str
    agency: str
    words: str
    anchor: str  # where these words stand in the item's column
    changed: str = ""  # what a newer version of the item says instead; empty: the words stand
    gone: bool = False  # whether a newer version says nothing like it


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its sources and what the checks say of it."""

    part: str
    key: str  # its own fragment on the page
    text: str
    sources: list[Source]
    findings: list[Finding] = field(default_factory=list)
    paragraph: int = 0
    pieces: list[tuple[str, bool]] = field(default_factory=list)  # (words, whether a finding names them)

    open_stops: int = 0
    comments: list[Note] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether a check stops this sentence, and nobody let it pass."""
        return self.open_stops > 0

    @property
    def moved(self) -> bool:
        """Whether it stands on words that the wire changed since."""
        return any(each.changed or each.gone for each in self.sources)

    @property
    def about(self) -> str:
        """How a comment names this sentence."""
        return f"{self.part}|{self.text}"


@dataclass(frozen=True, slots=True)
class Copy:
    """One item of the story as the left column shows it; places of interest in its body have fragments."""

    member: Member
    core: core.Item
    places: list[tuple[int, int]]

    @property
    def folded(self) -> bool:
        """Whether it is a copy of another item and stands folded."""
        return self.member.duplicate_of_id is not None


@dataclass(frozen=True, slots=True)
class Says:
    """One statement of the ledger."""

    statement: core.Statement
    denials: list[core.Claim]
    claims: list[core.Claim]
    confirms: list[core.Claim]


@dataclass(frozen=True, slots=True)
class Desk:
    """The story desk's context."""

    story: Story
    copies: list[Copy]
    text: core.Draft | None
    digest: str
    article: Article | None
    lines: list[Line]
    findings: list[Finding]
    check: Check | None
    ledger: list[Says]
    versions: list[Version]
    release: Release | None
    fresh_draft: Draft | None
    embargoed: int
    overrides: dict[int, Override]
    notes: list[Note]
    others: list[dict[str, Any]]
    surroundings: around.Around
    drafts: int
    pictures: picturing.Wall

    @property
    def public(self) -> Version | None:
        """What readers see now."""
        return next((each for each in self.versions if each.current), None)

    @property
    def stops(self) -> int:
        """How many findings stop the text that nobody let pass."""
        return sum(each.stops and not self.lets_pass(each) for each in self.findings)

    def lets_pass(self, finding: Finding) -> bool:
        """Whether people let this finding pass."""
        made = self.overrides.get(finding.pk)
        return made is not None and overriding.holds(made)

    @property
    def killed(self) -> str:
        """Why the desk killed it, or an empty text."""
        return str(self.story.decided.get("killed", ""))

    @property
    def may_go(self) -> bool:
        """Whether its check lets the text out."""
        return self.check is not None and not self.stops and (self.check.passed or bool(self.overrides))

    @property
    def unsettled(self) -> list[Line]:
        """The sentences that stand on words which the wire changed."""
        return [each for each in self.lines if each.moved]

    @property
    def form(self) -> dict[str, str]:
        """What the form begins with."""
        if self.article is not None:
            fields = {name: str(getattr(self.article, name)) for name in actions.EDITABLE}
        elif self.text is not None:
            joined = {name: " ".join(each.text for each in getattr(self.text, name)) for name in ("summary", "short")}
            fields = {
                "title": self.text.headline.text,
                "dateline": self.text.dateline,
                "credit": self.text.credit,
            } | joined
        else:
            return {}
        return fields | {"body": self.body}

    @property
    def body(self) -> str:
        """The body as paragraphs with a blank line between, for the form."""
        if self.article is not None:
            return "\n\n".join(self.article.paragraphs)
        blocks: dict[int, list[str]] = {}
        for each in self.text.body if self.text else ():
            blocks.setdefault(each.paragraph, []).append(each.text)
        return "\n\n".join(" ".join(each) for each in blocks.values())

    @property
    def paragraphs(self) -> list[list[Line]]:
        """The body's lines by paragraph."""
        blocks: dict[int, list[Line]] = {}
        for each in self.lines:
            if each.part == "body":
                blocks.setdefault(each.paragraph, []).append(each)
        return list(blocks.values())

    def part(self, name: str) -> list[Line]:
        """Return the lines of one part."""
        return [each for each in self.lines if each.part == name]

    @property
    def headline(self) -> list[Line]:
        """The headline's line."""
        return self.part("headline")

    @property
    def summary(self) -> list[Line]:
        """The summary's lines."""
        return self.part("summary")

    @property
    def short(self) -> list[Line]:
        """The short's lines."""
        return self.part("short")


def desk(story: Story, *, now: datetime, by: User | None = None) -> Desk:
    """Return everything about one story that an editor decides by."""
    article, text = actions.working_text(story)
    members = list(
        story.members.select_related("item__agency", "duplicate_of", "origin").order_by("item__received_at", "pk")
    )
    items = {str(member.item_id): member.item.as_core() for member in members}
    check = check_text(story, text, now=now) if text is not None else None
    findings = list(check.findings.all()) if check else []
    ledger = story.as_ledger()
    newer = None
    if article is not None:
        newer = actions.newest_draft(story)
    overrides = overriding.of(story, text, findings) if text is not None else {}
    passed = {key for key, made in overrides.items() if overriding.holds(made)}
    notes = list(story.notes.select_related("by").order_by("pk"))
    newest = around.newest_versions(members)
    lines = [
        _line(each, items, findings, Beside(passed, notes, newest))
        for each in (parts(text) if text is not None else ())
    ]
    places = _places(text, findings, ledger)
    return Desk(
        story=story,
        copies=[Copy(each, items[str(each.item_id)], places.get(str(each.item_id), [])) for each in members],
        text=text, digest=text.digest if text else "", article=article, lines=lines,
        findings=sorted(findings, key=lambda each: not each.stops), check=check, ledger=_says(ledger),
        versions=list(story.versions.order_by("-number")),
        release=Release.objects.filter(story=story).order_by("-pk").first(), fresh_draft=newer,
        embargoed=sum(bool(m.item.embargoed_until and m.item.embargoed_until > now) for m in members),
        overrides=overrides, notes=notes, others=live.others(story, by=by, now=now) if by is not None else [],
        surroundings=around.around(story, by=by), drafts=story.drafts.count(),
        pictures=picturing.wall(story, now=now),
    )  # fmt: skip


def digest(story: Story) -> str:
    """Return the digest of the text that stands now, or an empty text."""
    _, text = actions.working_text(story)
    return text.digest if text is not None else ""


def plain_parts(text: core.Draft) -> dict[str, str]:
    """Return the parts of a text as plain words, the body's paragraphs with a blank line between."""
    blocks: dict[int, list[str]] = {}
    for each in text.body:
        blocks.setdefault(each.paragraph, []).append(each.text)
    return {
        "Headline": text.headline.text, "Summary": " ".join(each.text for each in text.summary),
        "Body": "\n\n".join(" ".join(each) for each in blocks.values()),
        "Short": " ".join(each.text for each in text.short),
    }  # fmt: skip


def place(item: str, span: tuple[int, int]) -> str:
    """Return the fragment of a span of an item."""
    return f"at-{item}-{span[0]}"


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of a text and where it stands."""

    part: str
    finding_part: str
    number: int
    offset: int  # where it begins in the text that spans of findings count in
    sentence: core.Sentence


def parts(text: core.Draft) -> list[Part]:
    """Return every sentence of a text, in reading order."""
    found = [Part("headline", "headline", 0, 0, text.headline)] if text.headline.text else []
    found += [Part("headline", f"headline.{name}", n, 0, each) for n, (name, each) in enumerate(text.headlines, 1)]
    for part in ("summary", "body", "short"):
        sentences: tuple[core.Sentence, ...] = getattr(text, part)
        offset = 0
        for number, sentence in enumerate(sentences):
            name = f"body.{number}" if part == "body" else part
            found.append(Part(part, name, number, 0 if part == "body" else offset, sentence))
            offset += len(sentence.text) + 1
    return found


def key(finding: Finding, text: core.Draft) -> str:
    """Return the fragment of the sentence that a finding speaks of."""
    at = [each for each in parts(text) if each.finding_part == finding.part]
    held = [each for each in at if each.offset <= finding.start]
    found = held[-1] if held else (at[0] if at else None)
    return f"line-{found.part}-{found.number}" if found else "draft"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a text: findings let pass, notes, and newer versions of its items."""

    passed: set[int]
    notes: list[Note]
    newest: dict[str, str]  # item → body of the newest version of the same piece, where it is another one


def _line(at: Part, items: dict[str, core.Item], findings: list[Finding], beside: Beside) -> Line:
    sentence = at.sentence
    end = at.offset + len(sentence.text) + 1
    said = [each for each in findings if each.part == at.finding_part and at.offset <= each.start < end]
    sources = [_source(each, items[each.item], beside) for each in sentence.supports if each.item in items]
    spans = [(max(each.start - at.offset, 0), each.end - at.offset) for each in said]
    name = f"line-{at.part}-{at.number}"
    stops = sum(each.stops and each.pk not in beside.passed for each in said)
    comments = [each for each in beside.notes if each.sentence == sentence.text and each.part == at.part]
    pieces = marked(sentence.text, spans)
    return Line(at.part, name, sentence.text, sources, said, sentence.paragraph, pieces, stops, comments)


def _source(support: core.Support, item: core.Item, beside: Beside) -> Source:
    words = item.body[slice(*support.span)]
    newer = beside.newest.get(support.item)
    instead = around.instead(words, newer) if newer is not None else ("", False)
    return Source(support.item, item.agency, words, place(support.item, support.span), *instead)


def marked(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return the text in pieces, with whether a span covers each; overlapping spans become one."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start >= end:
            continue
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [each for each in [*pieces, (text[done:], False)] if each[0]]


def _places(text: core.Draft | None, findings: list[Finding], ledger: core.Ledger) -> dict[str, list[tuple[int, int]]]:
    """Return for each item the spans that something on the page points to."""
    found: dict[str, set[tuple[int, int]]] = {}
    for each in parts(text) if text is not None else ():
        for support in each.sentence.supports:
            found.setdefault(support.item, set()).add(support.span)
    for finding in findings:
        for evidence in finding.evidence:
            found.setdefault(str(evidence["item"]), set()).add((evidence["span"][0], evidence["span"][1]))
    for claim in ledger.claims:
        if claim.content:
            found.setdefault(claim.item, set()).add(claim.content[0])
    return {item: sorted(spans) for item, spans in found.items()}


def _says(ledger: core.Ledger) -> list[Says]:
    by_id = {claim.id: claim for claim in ledger.claims}
    found = []
    for statement in ledger.statements:
        own = [by_id[each] for each in statement.claims if each in by_id]
        confirms = [each for each in own if each.stance == core.Stance.CONFIRMS]
        denials = [by_id[each] for each in statement.denials if each in by_id]
        found.append(Says(statement, denials, [each for each in own if each not in confirms], confirms))
    return sorted(found, key=lambda each: not each.statement.disputed)
