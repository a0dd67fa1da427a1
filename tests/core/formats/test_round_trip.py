# ruff: noqa: E501 - strategies read best on one line
"""One item written in each format and read back: what the standard can hold is there again."""

import dataclasses
import email.header
import email.utils
import json
from datetime import UTC, datetime, timedelta
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.core import formats
from wiredesk.core.formats import markup
from wiredesk.core.model import Item, Media, Named, PubStatus, Signal

word = st.text(st.sampled_from("abcdefgäöžъ"), min_size=2, max_size=8)
words = st.lists(word, min_size=2, max_size=6).map(lambda each: " ".join(each).capitalize())
marked = st.tuples(
    words,
    st.sampled_from(
        ["{}", "<b>{}</b>", "<em>{}</em>", '<a href="https://q.example/a?b=1&amp;c=2">{}</a>', "{}<br/>more"]
    ),
    words,
).map(lambda t: f"{t[0]} {t[1].format(t[2])}.")
block = marked.map("<p>{}</p>".format) | words.map("<h2>{}</h2>".format) | st.lists(marked, min_size=1, max_size=3).map(lambda each: "<ul>" + "".join(f"<li>{e}</li>" for e in each) + "</ul>") \
    | marked.map("<blockquote><p>{}</p></blockquote>".format) | st.tuples(words, words, words, words).map(lambda t: "<table><tbody><tr><th>{}</th><th>{}</th></tr><tr><td>{}</td><td>{}</td></tr></tbody></table>".format(*t))  # fmt: skip
when = st.integers(0, 2_000_000_000).map(lambda n: datetime.fromtimestamp(n, UTC))
code = st.from_regex(r"[a-z]{3,8}", fullmatch=True)
person = st.builds(Named, name=words)
subject = st.builds(Named, name=words, code=code, scheme=st.just("own")) | st.just(
    Named("economy", "http://cv.iptc.org/newscodes/mediatopic/20000344", "20000344", "medtop")
)
picture = st.builds(
    Media,
    kind=st.just("picture"),
    href=code.map("https://m.example/{}.jpg".format),
    mime=st.just("image/jpeg"),
    caption=words,
)


@st.composite
def items(draw):
    body = markup.from_html("".join(draw(st.lists(block, min_size=1, max_size=4))))
    signal, status = draw(
        st.sampled_from(
            [
                (Signal.NONE, PubStatus.USABLE),
                (Signal.CORRECT, PubStatus.USABLE),
                (Signal.KILL, PubStatus.CANCELED),
                (Signal.HOLD, PubStatus.WITHHELD),
            ]
        )
    )
    made = draw(when)
    return Item(
        guid=draw(code.map("urn:x:{}".format)), headline="Headline " + draw(words), body=body.text, xhtml=body.xhtml, version=str(draw(st.integers(1, 99))),
        agency=draw(words), language=draw(st.sampled_from(["en", "de-AT"])), signal=signal, pub_status=status, version_created=made, embargoed_until=draw(st.none() | st.just(made + timedelta(hours=5))),
        urgency=draw(st.none() | st.integers(1, 9)), slugline=draw(words), summary=draw(words), located=draw(words), byline="By " + draw(words), credit=draw(words),
        copyright_holder=draw(words), copyright_notice="© " + draw(words), usage_terms=draw(words), ednote=draw(words), link="https://q.example/1",
        subjects=tuple(dict.fromkeys(draw(st.lists(subject, max_size=3)))), people=tuple(dict.fromkeys(draw(st.lists(person, max_size=2)))),
        places=tuple(dict.fromkeys(draw(st.lists(person, max_size=1)))), organisations=tuple(dict.fromkeys(draw(st.lists(person, max_size=1)))),
        media=tuple(dict.fromkeys(draw(st.lists(picture, max_size=2)))), refers_to=("urn:x:EARLIER",) if signal is Signal.CORRECT else (),
        words_in=body.words_in, words_out=body.words_out,
    )  # fmt: skip


def again(data: bytes, kind: str) -> Item:
    assert formats.detect(data) == kind
    (item,) = formats.read(data)
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
    return item


def differ(one: Item, other: Item, *passed: str) -> dict[str, object]:
    left, right = dataclasses.asdict(one), dataclasses.asdict(other)
    ours = {"words_in", "words_out", "dropped", "format", "warnings", "profile", "alt_ids", *passed}
    return {key: (left[key], right[key]) for key in left if key not in ours and left[key] != right[key]}


@settings(max_examples=25, deadline=None)
@given(items())
def test_newsml_g2_holds_the_whole_item(item):
    assert differ(item, again(formats.g2_out.dump(item), "newsml-g2")) == {}


@settings(max_examples=25, deadline=None)
@given(items())
def test_nitf_holds_all_but_kinds_of_emphasis_and_the_line_of_copyright(item):
    back = again(formats.nitf_out.dump(item), "nitf")
    assert differ(item, back, "xhtml", "first_created", "copyright_notice", "subjects") == {}
    assert back.xhtml.count("<a href") == item.xhtml.count("<a href")
    assert back.xhtml.count("<li>") == item.xhtml.count("<li>")
    assert {s.name for s in back.subjects} == {s.name for s in item.subjects}


def rss(item: Item) -> bytes:
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(item.agency)}</title>
    <language>{item.language}</language><item><title>{escape(item.headline)}</title><guid isPermaLink="false">{item.guid}</guid><link>{item.link}</link><dc:creator>{escape(item.byline)}</dc:creator>
    <dc:rights>{escape(item.copyright_notice)}</dc:rights><description>{escape(item.summary)}</description><content:encoded><![CDATA[{item.xhtml}]]></content:encoded></item></channel></rss>""".encode()


def atom(item: Item) -> bytes:
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{item.language}"><title>{escape(item.agency)}</title><entry><title>{escape(item.headline)}</title><id>{item.guid}</id>
    <link href="{item.link}"/><author><name>{escape(item.byline)}</name></author><rights>{escape(item.copyright_notice)}</rights><summary>{escape(item.summary)}</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{item.xhtml}</div></content></entry></feed>""".encode()


def feed(item: Item) -> bytes:
    entry = {
        "id": item.guid,
        "url": item.link,
        "title": item.headline,
        "summary": item.summary,
        "content_html": item.xhtml,
        "authors": [{"name": item.byline}],
    }
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": item.agency,
            "language": item.language,
            "items": [entry],
        }
    ).encode()


def page(item: Item) -> bytes:
    told = json.dumps(
        {
            "@type": "NewsArticle",
            "headline": item.headline,
            "description": item.summary,
            "author": {"name": item.byline},
            "publisher": {"name": item.agency},
        }
    )
    return f"<!doctype html><html lang='{item.language}'><head><link rel=canonical href='{item.link}'><script type='application/ld+json'>{told}</script></head><body><nav>Home</nav><article>{item.xhtml}</article></body></html>".encode()


SHARED = ("headline", "body", "xhtml", "summary", "byline", "agency", "language", "link")


@settings(max_examples=20, deadline=None)
@given(items())
def test_feeds_and_pages_hold_words_marks_byline_and_source(item):
    for kind, write in (("rss", rss), ("atom", atom), ("json-feed", feed), ("html", page)):
        back = again(write(item), kind)
        assert {name: getattr(back, name) for name in SHARED} == {name: getattr(item, name) for name in SHARED}, kind
        assert kind == "html" or back.guid == item.guid


@settings(max_examples=15, deadline=None)
@given(items())
def test_a_mail_holds_words_marks_and_sender(item):
    message = MIMEMultipart("alternative")
    message["From"] = email.utils.formataddr((item.agency, "a@q.example"))
    message["Subject"] = email.header.Header(item.headline, "utf-8").encode()
    message["Date"] = "Sat, 26 Apr 2025 10:00:00 +0000"
    message.attach(MIMEText(item.body, "plain", "utf-8"))
    message.attach(MIMEText(f"<html><body>{item.xhtml}</body></html>", "html", "utf-8"))
    back = again(message.as_bytes(), "mail")
    assert (back.headline, back.agency, back.body, back.xhtml) == (item.headline, item.agency, item.body, item.xhtml)


@settings(max_examples=15, deadline=None)
@given(items())
def test_newsml_1_holds_words_marks_rights_and_lines(item):
    xml = f"""<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>{item.guid}</NewsItemId><RevisionId>{item.version}</RevisionId><PublicIdentifier>{item.guid}:{item.version}</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement><ThisRevisionCreated>{item.version_created.isoformat()}</ThisRevisionCreated><Status FormalName="{item.pub_status}"/></NewsManagement><NewsComponent><NewsLines><HeadLine>{item.headline}</HeadLine><ByLine>{item.byline}</ByLine>
    <CreditLine>{item.credit}</CreditLine><CopyrightLine>{item.copyright_notice}</CopyrightLine><RightsLine>{item.usage_terms}</RightsLine><SlugLine>{item.slugline}</SlugLine></NewsLines>
    <AdministrativeMetadata><Provider><Party FormalName="{item.agency}"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="{item.language}"/></DescriptiveMetadata>
    <ContentItem><DataContent><html><body>{item.xhtml}</body></html></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
    back = again(xml.encode(), "newsml-1")
    kept = (
        "guid",
        "version",
        "version_created",
        "pub_status",
        "headline",
        "byline",
        "credit",
        "copyright_notice",
        "usage_terms",
        "slugline",
        "agency",
        "language",
        "body",
        "xhtml",
    )
    assert {name: getattr(back, name) for name in kept} == {name: getattr(item, name) for name in kept}
