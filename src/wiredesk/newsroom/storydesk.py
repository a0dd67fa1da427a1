"""What the story desk shows: sources, ledger, draft with each sentence's sources, findings, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wiredesk.core import model as core
from wiredesk.desk.checking import check_text
from wiredesk.desk.models import Check, Draft, Member, Story
from wiredesk.site import actions
from wiredesk.site.pages import Article
from wiredesk.site.public import Release, Version


@dataclass(frozen=True, slots=True)
class Source:
    """A span of an item that bears a sentence out."""

    item: str
    agency: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its sources and what the checks say of it."""

    part: str
    anchor: str
    text: str
    sources: list[Source]
    findings: list[core.Finding] = field(default_factory=list)
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Says:
    """One statement of the ledger."""

    statement: core.Statement
    denials: list[core.Claim]
    claims: list[core.Claim]


@dataclass(frozen=True, slots=True)
class Desk:
    """The story desk's context."""

    story: Story
    members: list[Member]
    text: core.Draft | None
    digest: str
    article: Article | None
    lines: list[Line]
    findings: list[object]
    check: Check | None
    ledger: list[Says]
    versions: list[Version]
    release: Release | None
    fresh_draft: Draft | None
    embargoed: int


PARTS = ("headline", "summary", "body", "short")


def desk(story: Story, *, now: datetime) -> Desk:
    """Return everything about one story that an editor decides by."""
    article, text = actions.working_text(story)
    members = list(
        story.members.select_related("item__agency", "duplicate_of", "origin").order_by("item__received_at", "pk")
    )
    items = {str(member.item_id): member.item for member in members}
    check = check_text(story, text, now=now) if text is not None else None
    findings = list(check.findings.all()) if check else []
    lines = []
    if text is not None:
        for part, anchor, sentence in parts(text):
            sources = [
                Source(each.item, items[each.item].agency.name, items[each.item].as_core().body[each.span[0] : each.span[1]])
                for each in sentence.supports
                if each.item in items
            ]
            said = [each for each in findings if each.part == anchor]
            lines.append(Line(part, anchor, sentence.text, sources, said, sentence.paragraph))  # type: ignore[arg-type]
    ledger = story.as_ledger()
    by_id = {claim.id: claim for claim in ledger.claims}
    says = [
        Says(statement, [by_id[c] for c in statement.denials if c in by_id], [by_id[c] for c in statement.claims if c in by_id])
        for statement in ledger.statements
    ]
    newer = None
    if article is not None:
        newer = story.drafts.filter(state__in=(Draft.State.CHECKED, Draft.State.STOPPED)).order_by("-pk").first()
    return Desk(
        story=story, members=members, text=text, digest=text.digest if text else "", article=article, lines=lines,
        findings=sorted(findings, key=lambda each: not each.stops), check=check,
        ledger=sorted(says, key=lambda each: not each.statement.disputed),
        versions=list(story.versions.order_by("-number")),
        release=Release.objects.filter(story=story).order_by("-pk").first(), fresh_draft=newer,
        embargoed=sum(bool(m.item.embargoed_until and m.item.embargoed_until > now) for m in members),
    )  # fmt: skip


def parts(text: core.Draft) -> list[tuple[str, str, core.Sentence]]:
    """Return (part, name in findings, sentence) for every sentence of a text, in reading order."""
    found = [("headline", "headline", text.headline)]
    for part in ("summary", "body", "short"):
        sentences: tuple[core.Sentence, ...] = getattr(text, part)
        for number, sentence in enumerate(sentences):
            found.append((part, f"{part}.{number}" if part == "body" else part, sentence))
    return found
