"""Render the sample copy as the formats of real wires: `python -m wiredesk.wire.samples.build`.

The same source always gives the same bytes, so the rendered files can be committed and a test can hold them.
"""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from wiredesk.wire.samples import FOLDER, manifest, newsml
from wiredesk.wire.samples.manifest import Agency, Copy, Samples, Wire


def render(samples: Samples) -> dict[str, bytes]:
    """Return what each file of each wire holds, by its path in the folder."""
    files: dict[str, bytes] = {}
    for wire in samples.wires:
        items = samples.of(wire.agency)
        if wire.format == "rss":
            files[wire.path] = _rss(items, wire, samples.notice).encode()
        elif wire.format == "atom":
            files[wire.path] = _atom(items, wire, samples.notice).encode()
        else:
            files |= {f"{wire.path}/{_name(each, wire)}": _one(each, wire, samples.notice) for each in items}
    return files


def write(folder: Path) -> list[str]:
    """Render a folder's copy into that folder, take away what is no longer rendered, and return the paths written."""
    files = render(manifest.load(folder))
    for old in (*folder.glob("http/*"), *folder.glob("folder/*/*")):
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return sorted(files)


def html(item: Copy) -> str:
    """Return the body as XHTML paragraphs, the dateline before the first words."""
    first, *others = item.paragraphs
    opening = f"{item.dateline} - {first}" if item.dateline else first
    return "\n".join(f"<p>{escape(each, quote=False)}</p>" for each in (opening, *others))


def text(item: Copy) -> str:
    """Return the body as plain text, a blank line between paragraphs."""
    first, *others = item.paragraphs
    return "\n\n".join((f"{item.dateline} - {first}" if item.dateline else first, *others))


def _name(item: Copy, wire: Wire) -> str:
    kind = "json" if wire.format == "ninjs" else "xml"
    return f"{item.at:%Y%m%dT%H%M}-{item.id.rpartition('-')[2]}-v{item.version}.{kind}"


def _one(item: Copy, wire: Wire, notice: str) -> bytes:
    if wire.format == "ninjs":
        return (json.dumps(_ninjs(item, wire, notice), ensure_ascii=False, indent=1) + "\n").encode()
    return newsml.item(item, wire, notice, html(item)).encode()


def _agency_of(items: tuple[Copy, ...]) -> Agency:
    return items[0].agency


def _note(item: Copy) -> str:
    return f"<p>{escape(item.note, quote=False)}</p>\n" if item.note.startswith("(") else ""


def _rss(items: tuple[Copy, ...], wire: Wire, notice: str) -> str:
    agency, newest = _agency_of(items), max(each.at for each in items)
    entries = "".join(_rss_item(each) for each in sorted(items, key=lambda each: (each.at, each.id), reverse=True))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(agency.name)}</title>
<link>https://{agency.domain}/</link>
<description>{escape(notice)} {escape(agency.licence_note)}</description>
<language>{wire.language.lower()}</language>
<copyright>© 2025 {escape(agency.name)}. {escape(notice)}</copyright>
<lastBuildDate>{format_datetime(newest)}</lastBuildDate>
<ttl>5</ttl>
{entries}</channel>
</rss>
"""


def _rss_item(item: Copy) -> str:
    by = f"<dc:creator>{escape(item.by, quote=False)}</dc:creator>\n" if item.by else ""
    source = f"<dc:source>{escape(item.credit)}</dc:source>\n" if item.credit else ""
    embargo = f"<p>EMBARGOED UNTIL {_in_words(item.embargo)}</p>\n" if item.embargo else ""
    # Feeds of this kind carry words and no codes.
    subjects = "".join(f"<category>{escape(name)}</category>\n" for _, name in item.topic_names)
    return f"""<item>
<title>{escape(item.head, quote=False)}</title>
<guid isPermaLink="false">{item.guid}</guid>
<link>{item.link}</link>
<pubDate>{format_datetime(item.at)}</pubDate>
{by}{source}{subjects}<description>{escape(item.paragraphs[0], quote=False)}</description>
<content:encoded><![CDATA[{embargo}{_note(item)}{html(item)}]]></content:encoded>
</item>
"""


def _in_words(at: datetime | None) -> str:
    return f"{at:%H%M} GMT, {manifest.MONTHS[at.month - 1]} {at.day}, {at.year}" if at else ""


def _atom(items: tuple[Copy, ...], wire: Wire, notice: str) -> str:
    agency, newest = _agency_of(items), max(each.at for each in items)
    rights = f"<rights>© 2025 {escape(agency.name)}. {escape(notice)}</rights>"
    entries = "".join(
        _atom_entry(each, rights) for each in sorted(items, key=lambda each: (each.at, each.id), reverse=True)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{wire.language}">
<title>{escape(agency.name)}</title>
<subtitle>{escape(notice)} {escape(agency.licence_note)}</subtitle>
<id>https://{agency.domain}/</id>
<link rel="alternate" href="https://{agency.domain}/"/>
<updated>{_iso(newest)}</updated>
<author><name>{escape(agency.name)}</name></author>
{rights}
{entries}</feed>
"""


def _atom_entry(item: Copy, rights: str) -> str:
    by = f"<author><name>{escape(item.by, quote=False)}</name></author>\n" if item.by else ""
    subjects = "".join(
        f'<category scheme="http://cv.iptc.org/newscodes/mediatopic/" term="{code}" label="{escape(name)}"/>\n'
        if code
        else f'<category term="{escape(name)}"/>\n'
        for code, name in item.topic_names
    )
    return f"""<entry>
<title>{escape(item.head, quote=False)}</title>
<id>{item.guid}</id>
<link rel="alternate" type="text/html" href="{item.link}"/>
<published>{_iso(item.first)}</published>
<updated>{_iso(item.at)}</updated>
{by}{subjects}{rights}
<summary>{escape(item.paragraphs[0], quote=False)}</summary>
<content type="html">{escape(_note(item) + html(item), quote=False)}</content>
</entry>
"""


def _ninjs(item: Copy, wire: Wire, notice: str) -> dict[str, Any]:
    agency = item.agency
    made: dict[str, Any] = {
        "uri": item.guid,
        "standard": {"name": "ninjs", "version": "3.1", "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.1.json"},
        "type": "text",
        "version": str(item.version),
        "firstCreated": _iso(item.first),
        "versionCreated": _iso(item.at),
        "pubStatus": item.status,
        "urgency": item.urgency,
        "language": wire.language,
        "headlines": [{"role": "main", "value": item.head}],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": item.paragraphs[0]}],
        "bodies": [
            {"role": "main", "contentType": "application/xhtml+xml", "value": html(item)},
            {"role": "text", "contentType": "text/plain", "value": text(item)},
        ],
        "by": item.by,
        "slugline": item.slug,
        "located": item.city,
        "subjects": [_ninjs_subject(code, name) for code, name in item.topic_names],
        "people": [{"name": name} for name in item.people],
        "infoSources": [
            {"name": agency.name, "role": "agency"},
            {"name": item.credit or agency.credit, "role": "credit"},
        ],
        "copyrightHolder": agency.name,
        "copyrightNotice": item.copyright,
        "usageTerms": f"{notice} {agency.licence_note}",
        "edNote": item.note,
        "embargoedUntil": _iso(item.embargo) if item.embargo else "",
        "renditions": [{"name": "web", "href": item.link, "contentType": "text/html"}],
    }
    return {name: value for name, value in made.items() if value not in ("", [])}


def _ninjs_subject(code: str, name: str) -> dict[str, str]:
    uri = {"uri": f"http://cv.iptc.org/newscodes/mediatopic/{code}", "literal": f"medtop:{code}"} if code else {}
    return {"name": name, **uri}


def _iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


if __name__ == "__main__":
    print(f"{len(write(FOLDER))} files written")
