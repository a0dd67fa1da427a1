"""A story as data: article, sources, claims with spans, receipt, licence; and as ninjs 3.1 for partners."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.html import escape

from wiredesk.core import formats, writing
from wiredesk.core import model as core
from wiredesk.settings import settings
from wiredesk.site import countries, feeds
from wiredesk.site.making import making
from wiredesk.site.public import Sector, Version
from wiredesk.site.sourcing import link
from wiredesk.site.story import items_of

SIGNALS = {
    Version.Kind.FIRST: core.Signal.NONE, Version.Kind.NOTICE: core.Signal.KILL, Version.Kind.UPDATE: core.Signal.UPDATE,
}  # fmt: skip


def story(version: Version, *, now: datetime) -> dict[str, Any]:
    """Return everything that readers may have of a story; spans count in the agency's own text.

    Args:
        version: A public version, not a notice.
        now: Decides which items an embargo bars.
    """
    draft = writing.draft_from_json(version.content)
    items = items_of(version, now=now)
    made = making(version)
    content = writing.draft_to_json(draft)
    return {
        "url": settings.base_url + version.path,
        "id": version.story_id,
        "sample": settings.sample,
        "article": {
            "headline": version.headline,
            "headlines": {name: each.text for name, each in draft.headlines},
            "summary": content["summary"],
            "short": content["short"],
            "body": [
                {
                    "id": f"p{number}", "text": each.text, "paragraph": each.paragraph,
                    "supports": [
                        {"item": s.item, "span": list(s.span), "text": _words(items, s.item, s.span)}
                        for s in each.supports
                    ],
                }
                for number, each in enumerate(draft.body, start=1)
            ],
            "dateline": draft.dateline,
            "credit": draft.credit,
            "countries": [{"code": code, "name": countries.name(code)} for code in version.countries],
            "sectors": version.sectors,
            "first_published": _stamp(version.first_at),
            "updated": _stamp(version.at) if version.number > 1 else None,
            "version": version.number,
            "change": {"kind": version.kind, "note": version.note},
        },
        "sources": [
            {
                "item": str(item.pk), "guid": item.guid, "agency": item.agency.name, "headline": item.headline,
                "version": item.version, "received": _stamp(item.received_at), "licence": item.agency.licence,
                "link": link(item),
            }
            for item in items.values()
        ],
        "claims": [each for each in version.ledger.get("claims", []) if str(each.get("item")) in items],
        "statements": version.ledger.get("statements", []),
        "parties": version.ledger.get("parties", []),
        "receipt": {
            "label": made.label, "digital_source_type": made.code, "checked_by": made.checked_by or None,
            "rule": version.rule, "digest": version.digest,
            **{key: version.receipt.get(key) for key in ("origins", "writer", "checks", "approved")},
        },
        "licence": {
            "text": f"© {settings.site_name} and the agencies named in sources.",
            "rights": f"{settings.base_url}/agencies/",
        },
    }  # fmt: skip


def _words(items: dict[str, Any], key: str, span: tuple[int, int]) -> str:
    return str(items[key].body[span[0] : span[1]]) if key in items else ""


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def as_ninjs(version: Version) -> dict[str, Any]:
    """Return a public version as ninjs 3.1, valid against IPTC's schema but for our object `wiredesk`."""
    made = formats.ninjs.dump(_notice(version) if version.is_notice else _item(version))
    made["wiredesk"] = {
        "story": version.story_id, "kind": version.kind, "note": version.note,
        "data": f"{settings.base_url}/story/{version.story_id}.json",
    }  # fmt: skip
    if not version.is_notice:
        how = making(version)
        made["wiredesk"] |= {"made": how.label, "digital_source_type": how.code, "checked_by": how.checked_by or None,
                             "origins": version.receipt.get("origins")}  # fmt: skip
    return made


def _item(version: Version) -> core.Item:
    draft = writing.draft_from_json(version.content)
    paragraphs: dict[int, list[str]] = {}
    for sentence in draft.body:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    texts = [" ".join(each) for each in paragraphs.values()]
    sectors = Sector.objects.filter(slug__in=version.sectors)
    topics = [core.Named(row.name, scheme="medtop", code=str(code).removeprefix("medtop:"))
              for row in sectors for code in row.media_topics or [""]]  # fmt: skip
    return core.Item(
        guid=feeds.tag(version), headline=version.headline, body="\n\n".join(texts),
        xhtml="".join(f"<p>{escape(each)}</p>" for each in texts), version=str(version.number),
        language=version.language, signal=SIGNALS.get(Version.Kind(version.kind), core.Signal.CORRECT),
        first_created=version.first_at, version_created=version.at, ednote=version.note,
        summary=" ".join(each.text for each in draft.summary), located=draft.dateline, credit=draft.credit,
        copyright_holder=settings.site_name, copyright_notice=feeds.licence(),
        link=settings.base_url + version.path, subjects=tuple(each for each in topics if each.code),
        places=tuple(core.Named(countries.name(code), scheme="iso3166-1a2", code=code) for code in version.countries),
    )  # fmt: skip


def _notice(version: Version) -> core.Item:
    return core.Item(
        guid=feeds.tag(version), headline=version.headline, body="", version=str(version.number),
        language=version.language, signal=core.Signal.KILL, pub_status=core.PubStatus.CANCELED, ednote=version.note,
        first_created=version.first_at, version_created=version.at, copyright_holder=settings.site_name,
    )  # fmt: skip
