import json

import pytest

from wiredesk.core import formats
from wiredesk.core.formats import markup
from wiredesk.core.model import Item, Signal


def html(*paragraphs: str, headline: str = "Rain on the coast", **members: object) -> Item:
    body = "".join(paragraphs)
    (item,) = formats.read(formats_json({"uri": "urn:x:1", "headline": headline, "body_html": body, **members}))
    return item


def formats_json(value: object) -> bytes:
    return json.dumps(value).encode()


NOTES = [
    ("(Corrects the age in paragraph 2.)", Signal.CORRECT, "correction note"),
    ("(This version corrects (again) the spelling of Löf.)", Signal.CORRECT, "correction note"),
    ("[Berichtigung: Name im zweiten Absatz]", Signal.CORRECT, "correction note"),
    ("(Corrige l'âge au deuxième paragraphe)", Signal.CORRECT, "correction note"),
    ("(Исправлена дата во втором абзаце)", Signal.CORRECT, "correction note"),
    ("(Adds quotes; changes dateline)", Signal.UPDATE, "update note"),
    ("(Actualise avec bilan)", Signal.UPDATE, "update note"),
    ("(Refiles to fix a link)", Signal.REFILE, "refile note"),
    ("(Repeats story first sent on Sunday)", Signal.REPEAT, "repeat note"),
    ("(Withdraws story about the mayor)", Signal.KILL, "notice of withdrawal"),
]


@pytest.mark.parametrize(("note", "signal", "reason"), NOTES)
def test_an_opening_note_leaves_the_body_as_an_ednote_with_its_reason(note, signal, reason):
    item = html(f"<p>{note}</p>", "<p>Rain <b>fell</b> on Breda.</p>")
    assert (item.body, item.xhtml) == ("Rain fell on Breda.", "<p>Rain <b>fell</b> on Breda.</p>")
    assert (item.ednote, item.signal) == (note, signal)
    assert [(d.text, d.reason) for d in item.dropped] == [(note, reason)]
    assert item.words_in == item.words_out + markup.count(note)


@pytest.mark.parametrize(("note", "signal", "reason"), NOTES[:3])
def test_a_note_in_front_of_the_dateline_is_cut_from_its_paragraph(note, signal, reason):
    item = html(f"<p>{note} BREDA, June 3 (Harbour Wire) - Rain <i>fell</i>.</p>")
    assert item.body == "BREDA, June 3 (Harbour Wire) - Rain fell."
    assert item.xhtml == "<p>BREDA, June 3 (Harbour Wire) - Rain <i>fell</i>.</p>"
    assert (item.ednote, item.signal, item.located) == (note, signal, "BREDA")
    assert item.words_in == item.words_out + sum(d.words for d in item.dropped)


@pytest.mark.parametrize(
    "opening",
    [
        "(Harbour Wire) - Rain fell.",
        "(Updated) figures came late.",
        "– Repeated calls went unheard, she said.",
        "(Rain fell.)",
    ],
)
def test_copy_that_opens_with_a_bracket_or_dash_stays(opening):
    assert html(f"<p>{opening}</p><p>More rain.</p>").body.endswith("More rain.")
    assert html(f"<p>Rain fell.</p><p>{opening}</p><p>More rain.</p>").dropped == ()


def test_a_headline_or_byline_that_the_body_repeats_first_is_left_out_once():
    item = html(
        "<h1>Rain on the coast</h1>",
        "<p>By Jo Petit</p>",
        "<p>It fell.</p>",
        "<p>Rain on the coast</p>",
        by="By Jo Petit",
    )
    assert item.body == "It fell.\n\nRain on the coast"
    assert [d.reason for d in item.dropped] == ["repeats the headline", "repeats the byline"]
    assert html("<p>Rain on the coast</p>").body == "Rain on the coast"


def test_a_notepad_at_the_end_is_for_editors():
    item = html("<p>Rain fell.</p>", "<h3>Notizblock</h3>", "<ul><li>Kontakt: Vreni Huber</li></ul>")
    assert (item.body, item.xhtml) == ("Rain fell.", "<p>Rain fell.</p>")
    assert "Vreni Huber" in item.ednote
    assert item.words_in == item.words_out + 4


def test_a_note_inside_a_quotation_or_table_leaves_text_and_markup_alike():
    item = html("<blockquote><p>(Corrects name)</p></blockquote>", "<p>Rain &amp; wind.</p>")
    assert (item.body, item.xhtml) == ("Rain & wind.", "<p>Rain &amp; wind.</p>")
