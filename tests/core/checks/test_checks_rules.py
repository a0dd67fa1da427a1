"""What the checks hold to over all pairs, all samples and any text."""

import tomllib
from collections import defaultdict
from pathlib import Path

import pair_scores
import pytest

from wiredesk.core import checks, claims, writing
from wiredesk.core.model import Draft, Item, Ledger, Sentence

SAMPLES = Path(__file__).parents[3] / "src" / "wiredesk" / "wire" / "samples" / "source"


def stories():
    found = defaultdict(list)
    for path in sorted(SAMPLES.glob("*.toml")):
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["item"]:
            body = "\n\n".join(line for line in each.get("body", "").splitlines() if line)
            guid = f"{path.stem}-{each['id']}-{each.get('version', 1)}"
            item = Item(guid, each.get("head", ""), body, agency=path.stem, version_created=each["at"])
            found[each.get("story", "")].append(item)
    return dict(found)


STORIES = stories()


def test_nine_of_ten_bad_ones_are_stopped_and_nine_of_ten_good_ones_pass():
    stopped, passed = pair_scores.score(*pair_scores.EARLIER)
    assert stopped >= 0.92
    assert passed >= 0.92


@pytest.mark.parametrize("story", sorted(STORIES))
def test_nothing_stops_what_the_extractive_writer_makes_of_the_samples(story):
    items = STORIES[story]
    ledger = claims.ledger(items)
    found = checks.run(writing.extract(items, ledger), items, ledger)
    assert [finding.message for finding in found if finding.stops] == []


def test_every_finding_names_a_rule_and_spans_that_are_in_their_texts():
    for pair in pair_scores.pairs():
        bodies = {each["item"]: each["body"] for each in pair["sources"]}
        for finding in pair_scores.findings(pair):
            assert finding.rule in checks.RULES
            if finding.part != "countries":
                assert 0 <= finding.span[0] < finding.span[1] <= len(pair["text"])
            assert all(bodies[each.item][slice(*each.span)] == each.text for each in finding.evidence)


def test_a_span_of_the_summary_counts_in_all_its_sentences_joined():
    item = Item("a", "", "Police in Leeds arrested two men on Friday after a fire at a warehouse.")
    summary = "Police in Leeds arrested two men on Friday. The fire was at a warehouse in Hull."
    found = checks.run(writing.draft_from_json({"summary": summary}), [item], claims.ledger([item]))
    finding = next(each for each in found if each.rule == "name-unsupported")
    assert summary[slice(*finding.span)] == "Hull"


def test_a_changed_quote_shows_the_nearest_words_of_the_source():
    item = Item("a", "", '"The wind changed faster than the forecast said," captain Ivo Maras told reporters.')
    draft = Draft(body=(Sentence('"The wind turned faster than the forecast said," Maras told reporters.'),))
    finding = next(each for each in checks.run(draft, [item], claims.ledger([item])) if each.rule == "quote-changed")
    assert "changed faster" in finding.message


def test_typographic_marks_ellipses_and_brackets_change_no_quote():
    item = Item("a", "", '"The wind changed faster than the forecast said," captain Ivo Maras told reporters.')
    ledger = claims.ledger([item])
    for quote in ("“The wind changed faster …,”", "“[It] changed faster than the forecast said,”"):
        found = checks.run(Draft(body=(Sentence(f"{quote} Maras said."),)), [item], ledger)
        assert "quote-changed" not in {finding.rule for finding in found}


def test_nothing_is_found_in_nothing():
    assert checks.run(Draft(), [], Ledger()) == ()
    assert checks.find_support("", []) == ()
    assert not checks.stopped(())


def test_support_is_the_sentence_that_says_it_and_no_other():
    body = "The river flooded 1,850 homes. The mayor spoke on Sunday."
    assert [each.span for each in checks.find_support("The flooded river", [Item("a", "", body)])] == [(0, 30)]


def test_a_sentence_to_the_letter_is_wholly_supported_and_a_foreign_one_hardly():
    items = STORIES["kursk"]
    ledger = claims.ledger(items)
    whole = items[0].body.split("\n\n")[0]
    assert checks.support_score(whole, items, ledger) == 1.0
    assert checks.support_score("A bakery in Lisbon sold its ovens.", items, ledger) < 0.4
