# ruff: noqa: E501 - strategies read best on one line
import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from ninjs_schema import SCHEMA

from wiredesk.core import formats
from wiredesk.core.commands.read import command
from wiredesk.core.formats import markup
from wiredesk.core.model import Dropped, Item, Media, Named, PubStatus, Signal

VALID = jsonschema.Draft202012Validator(SCHEMA)
CORPUS = Path(__file__).parents[2] / "corpus" / "formats"
FILES = sorted(str(each.relative_to(CORPUS)) for each in CORPUS.glob("**/*.*") if ".expect." not in each.name)

words = st.text(st.sampled_from("abcdefgäöж0123 ,.–"), min_size=1, max_size=30).map(
    lambda s: " ".join(s.split()) or "x"
)
codes = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
when = st.none() | st.integers(0, 4_000_000_000_000).map(lambda n: datetime.fromtimestamp(n / 1000, UTC))
named = st.builds(
    Named,
    name=words,
    uri=st.just("") | codes.map("https://c.example/{}".format),
    code=codes,
    scheme=st.just("") | codes,
)
media = st.builds(Media, kind=st.sampled_from(["picture", "video"]), href=codes.map("https://m.example/{}.jpg".format), mime=st.just("image/jpeg"),
                  caption=words, credit=words, copyright=words, usage_terms=words, headline=words, width=st.none() | st.integers(1, 9000),
                  renditions=st.just(()) | st.just((("thumb", "https://m.example/t.jpg"),)))  # fmt: skip
paragraphs = st.lists(words, min_size=1, max_size=4)


@st.composite
def items(draw):
    body = markup.plain("\n\n".join(draw(paragraphs)))
    text = st.just("") | words
    return Item(
        guid=draw(codes.map("urn:x:{}".format)), headline=draw(text), body=body.text, xhtml=body.xhtml, version=draw(text),
        agency=draw(text), language=draw(st.sampled_from(["", "en", "uk"])), signal=draw(st.sampled_from(Signal)),
        pub_status=draw(st.sampled_from(PubStatus)), first_created=draw(when), version_created=draw(when),
        embargoed_until=draw(when), embargo_unreadable=draw(st.booleans()), urgency=draw(st.none() | st.integers(1, 9)),
        slugline=draw(text), summary=draw(text), located=draw(text), byline=draw(text), credit=draw(text),
        copyright_holder=draw(text), copyright_notice=draw(text), usage_terms=draw(text), ednote=draw(text),
        link=draw(st.just("") | st.just("https://a.example/1")), subjects=tuple(draw(st.lists(named, max_size=2))),
        places=tuple(draw(st.lists(named, max_size=1))), people=tuple(draw(st.lists(named, max_size=1))),
        media=tuple(draw(st.lists(media, max_size=2))), alt_ids=tuple(draw(st.lists(st.tuples(codes, codes), max_size=2))),
        refers_to=tuple(draw(st.lists(codes, max_size=2))), words_in=body.words_in + 2, words_out=body.words_out,
        dropped=(Dropped("two words", "hidden text", 2),), profile=draw(text), format="rss", warnings=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(items())
def test_an_item_comes_back_from_ninjs_as_it_went(item):
    made = json.loads(json.dumps(formats.ninjs.dump(item)))
    assert formats.ninjs.load(made) == item
    assert formats.read(json.dumps(made).encode()) == (item,)
    made.pop("wiredesk")
    VALID.validate(made)


@pytest.mark.parametrize("name", FILES)
def test_what_was_read_is_valid_ninjs_3_1_and_comes_back_the_same(name):
    for item in formats.read((CORPUS / name).read_bytes()):
        made = formats.ninjs.dump(item)
        back = formats.ninjs.load(made)
        assert dataclasses.asdict(back) == dataclasses.asdict(item)
        assert back.digest == made.pop("wiredesk")["digest"]
        VALID.validate(made)


@pytest.mark.parametrize("name", FILES)
def test_words_in_are_words_out_and_words_dropped(name):
    for item in formats.read((CORPUS / name).read_bytes()):
        assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
        assert item.words_out == markup.count(item.body)


tags = st.sampled_from(
    ["p", "b", "i", "div", "ul", "li", "td", "tr", "table", "h2", "blockquote", "a", "span", "em", "section"]
)


@st.composite
def fragments(draw, depth=3):
    inside = st.lists(words if depth == 0 else words | fragments(depth=depth - 1), max_size=3).map(" ".join)
    tag = draw(tags)
    return f"<{tag}>{draw(inside)}</{tag}>"


@settings(max_examples=100, deadline=None)
@given(st.lists(fragments(), min_size=1, max_size=3).map(" ".join))
def test_no_nesting_of_marks_loses_or_repeats_a_letter(fragment):
    body = markup.read(fragment)
    letters = sorted(c for c in markup._TAG.sub("", fragment) if not c.isspace())
    assert sorted(c for c in body.text if not c.isspace()) == letters
    assert sorted(c for c in markup.unescaped(markup._TAG.sub("", body.xhtml)) if not c.isspace()) == letters
    assert markup.read(body.xhtml).text.split() == body.text.split()


def test_read_prints_a_line_an_item_and_names_what_it_cant_read(tmp_path):
    (tmp_path / "a.xml").write_bytes((CORPUS / "story.nitf.xml").read_bytes())
    (tmp_path / "b.bin").write_bytes(b"\x00\x01nothing")
    result = CliRunner().invoke(command, [str(tmp_path)])
    assert result.exit_code == 1
    assert [json.loads(line)["uri"] for line in result.stdout.splitlines()] == ["sw-55"]
    assert result.stderr.startswith(f"{tmp_path / 'b.bin'}: ")


def test_read_takes_standard_input():
    result = CliRunner().invoke(command, ["-"], input=(CORPUS / "message.g2.xml").read_bytes())
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    assert "packageItem" in result.stderr


def test_read_refuses_a_format_or_profile_that_is_not_there():
    path = str(CORPUS / "feed.rss")
    assert CliRunner().invoke(command, [path, "--format", "word"]).exit_code == 2
    assert CliRunner().invoke(command, [path, "--profile", "nobody"]).exit_code == 2
