from datetime import UTC, datetime
from pathlib import Path

from wiredesk.core import formats
from wiredesk.core.formats import markup
from wiredesk.core.model import PubStatus, Signal

EXPORT = (Path(__file__).parents[2] / "corpus" / "formats" / "export.wxr.xml").read_bytes()


def test_a_post_keeps_its_paragraphs_captions_author_and_pictures():
    post, _ = formats.read(EXPORT)
    assert post.body.split("\n\n") == [
        "The quay stays shut, the port said.",
        "Divers found two cracks.\nOne is long [sic].",
        "North",
        "South",
    ]
    assert "<em>stays shut</em>" in post.xhtml
    assert '<a href="https://harbour.example/c">two cracks</a>' in post.xhtml
    assert (post.byline, post.agency, post.summary) == ("Jo Klein", "Harbour Blog", "Divers found cracks.")
    assert (post.first_created, post.version_created) == (
        datetime(2025, 4, 26, 8, tzinfo=UTC),
        datetime(2025, 4, 26, 9, 30, tzinfo=UTC),
    )
    assert [(m.href, m.caption) for m in post.media] == [
        ("https://blog.harbour.example/sea.jpg", "Quay 7, seen from the sea."),
        ("https://blog.harbour.example/q.jpg", "The quay at dawn."),
    ]
    assert [(d.text, d.reason) for d in post.dropped] == [
        ("The quay at dawn.", "caption, kept with its picture"),
        ('[gallery ids="1,2"]', "short code"),
    ]
    assert [(s.name, s.code) for s in post.subjects] == [("Ports", "ports"), ("Divers", "divers")]


def test_a_draft_is_withheld_and_what_is_no_post_is_passed_over_with_a_warning():
    reading = formats.read_with_warnings(EXPORT)
    draft = reading.items[1]
    assert (draft.pub_status, draft.signal, draft.body) == (PubStatus.WITHHELD, Signal.HOLD, "Not yet.")
    assert reading.warnings == ("1 of type nav_menu_item passed over: no copy",)


def test_blank_lines_part_paragraphs_where_only_inline_marks_are_used():
    assert markup.read("One <b>two</b>\nthree.\n\nFour.").xhtml == "<p>One <b>two</b><br/>three.</p><p>Four.</p>"
    assert markup.read("<p>One\n\ntwo.</p>").text == "One two."
