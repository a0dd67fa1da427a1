"""What the story desk shows: sources, ledger, draft with each sentence's sources, findings, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wiredesk.core import model as core
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Check, Draft, Finding, Member, Story
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

    @property
    def stopped(self) -> bool:
        """Whether a check stops this sentence."""
        return any(each.stops for each in self.findings)


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

    @property
    def public(self) -> Version | None:
        """What readers see now."""
        return next((each for each in self.versions if each.current), None)

    @property
    def stops(self) -> int:
        """How many findings stop the text."""
        return sum(each.stops for each in self.findings)

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


def desk(story: Story, *, now: datetime) -> Desk:
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
        newer = story.drafts.filter(state__in=(Draft.State.CHECKED, Draft.State.STOPPED)).order_by("-pk").first()
    lines = [_line(each, items, findings) for each in parts(text)] if text is not None else []
    places = _places(text, findings, ledger)
    return Desk(
        story=story,
        copies=[Copy(each, items[str(each.item_id)], places.get(str(each.item_id), [])) for each in members],
        text=text, digest=text.digest if text else "", article=article, lines=lines,
        findings=sorted(findings, key=lambda each: not each.stops), check=check, ledger=_says(ledger),
        versions=list(story.versions.order_by("-number")),
        release=Release.objects.filter(story=story).order_by("-pk").first(), fresh_draft=newer,
        embargoed=sum(bool(m.item.embargoed_until and m.item.embargoed_until > now) for m in members),
    )  # fmt: skip


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


def _line(at: Part, items: dict[str, core.Item], findings: list[Finding]) -> Line:
    sentence = at.sentence
    end = at.offset + len(sentence.text) + 1
    said = [each for each in findings if each.part == at.finding_part and at.offset <= each.start < end]
    sources = [
        Source(
            each.item, items[each.item].agency, items[each.item].body[slice(*each.span)], place(each.item, each.span)
        )
        for each in sentence.supports
        if each.item in items
    ]
    spans = [(max(each.start - at.offset, 0), each.end - at.offset) for each in said]
    name = f"line-{at.part}-{at.number}"
    return Line(at.part, name, sentence.text, sources, said, sentence.paragraph, marked(sentence.text, spans))


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
