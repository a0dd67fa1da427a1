"""Render one piece of sample copy as a NewsML-G2 newsItem, its body as XHTML or as NITF."""

from __future__ import annotations

from html import escape

from wiredesk.wire.samples.manifest import Copy, Wire


def item(copy: Copy, wire: Wire, notice: str, xhtml: str) -> str:
    """Return the document; `xhtml` is the body as paragraphs."""
    agency = copy.agency
    content = _nitf(copy) if wire.body == "nitf" else _xhtml(copy, xhtml)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{copy.guid}" version="{copy.version}" standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="{wire.language}">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
<rightsInfo>
<copyrightHolder literal="{agency.slug}"><name>{escape(agency.name)}</name></copyrightHolder>
<copyrightNotice>{escape(copy.copyright)}</copyrightNotice>
<usageTerms>{escape(notice)} {escape(agency.licence_note)}</usageTerms>
</rightsInfo>
<itemMeta>
<itemClass qcode="ninat:text"/>
<provider literal="{agency.slug}"><name>{escape(agency.name)}</name></provider>
<versionCreated>{_iso(copy)}</versionCreated>
<firstCreated>{copy.first:%Y-%m-%dT%H:%M:%S+00:00}</firstCreated>
{_embargo(copy)}<pubStatus qcode="stat:{copy.status}"/>
{_note(copy)}{_signal(copy)}{_links(copy)}</itemMeta>
<contentMeta>
<urgency>{copy.urgency}</urgency>
<located literal="{escape(copy.city.lower())}"><name>{escape(copy.city)}</name></located>
{_by(copy)}<creditline>{escape(copy.credit or agency.credit)}</creditline>
<language tag="{wire.language}"/>
{_subjects(copy)}<slugline separator="-">{copy.slug}</slugline>
<headline role="hld:main">{escape(copy.head, quote=False)}</headline>
</contentMeta>
<contentSet>
{content}
</contentSet>
</newsItem>
"""  # noqa: E501 - one start tag


def _iso(copy: Copy) -> str:
    return f"{copy.at:%Y-%m-%dT%H:%M:%S+00:00}"


def _embargo(copy: Copy) -> str:
    return f"<embargoed>{copy.embargo:%Y-%m-%dT%H:%M:%S+00:00}</embargoed>\n" if copy.embargo else ""


def _note(copy: Copy) -> str:
    return f"<edNote>{escape(copy.note, quote=False)}</edNote>\n" if copy.note else ""


def _signal(copy: Copy) -> str:
    return f'<signal qcode="sig:{copy.signal}"/>\n' if copy.signal else ""


def _links(copy: Copy) -> str:
    earlier = "".join(f'<link rel="irel:previousVersion" residref="{guid}"/>\n' for guid in copy.earlier())
    return f'{earlier}<link rel="irel:alternate" href="{copy.link}"/>\n'


def _by(copy: Copy) -> str:
    return f"<by>By {escape(copy.by, quote=False)}</by>\n" if copy.by else ""


def _subjects(copy: Copy) -> str:
    coded = "".join(
        f'<subject type="cpnat:abstract" qcode="medtop:{code}"><name>{escape(name)}</name></subject>\n'
        for code, name in copy.topic_names
        if code
    )
    return coded + "".join(f"<keyword>{escape(name)}</keyword>\n" for code, name in copy.topic_names if not code)


def _xhtml(copy: Copy, paragraphs: str) -> str:
    return f"""<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(copy.head, quote=False)}</title></head>
<body>
{paragraphs}
</body></html>
</inlineXML>"""


def _nitf(copy: Copy) -> str:
    paragraphs = "\n".join(f"<p>{escape(each, quote=False)}</p>" for each in copy.paragraphs)
    byline = f"<byline>By <person>{escape(copy.by, quote=False)}</person></byline>\n" if copy.by else ""
    dateline = f"<dateline>{escape(copy.dateline)} -</dateline>\n" if copy.dateline else ""
    return f"""<inlineXML contenttype="application/nitf+xml">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>{escape(copy.head, quote=False)}</title></head>
<body>
<body.head><hedline><hl1>{escape(copy.head, quote=False)}</hl1></hedline>
{byline}{dateline}</body.head>
<body.content>
{paragraphs}
</body.content>
</body>
</nitf>
</inlineXML>"""
