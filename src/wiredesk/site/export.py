"""A story as data: article, sources, claims with spans, receipt, licence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wiredesk.core import writing
from wiredesk.settings import settings
from wiredesk.site import countries
from wiredesk.site.making import making
from wiredesk.site.public import Version
from wiredesk.site.sourcing import link
from wiredesk.site.story import items_of


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
