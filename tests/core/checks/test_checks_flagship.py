"""The story of Kursk: the headline and summary that this house exists to stop, and the ones it passes."""

from wiredesk.core import checks, claims, writing
from wiredesk.core.model import Item

MOSCOW = Item(
    "moscow",
    "Russia's Defence Ministry says forces help Kursk region clear mines",
    "Russia's Defence Ministry said on Saturday that its armed forces were helping the authorities of the Kursk region "
    "to restore order and to clear mines.\n\nThe announcement came after Russia said that Ukrainian forces had been "
    "driven out of the last village in the region.\n\nRussian President Vladimir Putin said in a statement that "
    "Ukraine's offensive in the Kursk region had ended in complete failure.",
    agency="Yauza Wire",
)
KYIV = Item(
    "kyiv",
    "Ukraine's military denies its forces were driven out of Kursk region",
    "Ukraine's military on Saturday denied that its forces had been driven out of Russia's Kursk region.",
    agency="Podil Press",
)
ITEMS = [MOSCOW, KYIV]


def rules(**parts):
    found = checks.run(writing.draft_from_json(parts), ITEMS, claims.ledger(ITEMS))
    return {finding.rule for finding in found if finding.stops}


def test_a_headline_that_states_the_disputed_as_fact_is_stopped():
    stopped = rules(headline="Restoring Peace: Russian Forces Reclaim Kursk Vicinity")
    assert {"headline-disputed", "word-loaded"} <= stopped


def test_a_summary_with_an_invented_rebuilding_is_stopped():
    summary = "The Russian Defence Ministry said its forces were helping the Kursk region in demining and rebuilding."
    assert rules(summary=summary) == {"sentence-unsupported"}


def test_a_mood_that_no_source_gives_is_stopped():
    assert rules(summary="Putin praised this as a failure of Ukraine's offensive.") == {"attribution-verb"}


def test_a_headline_that_gives_both_sides_passes():
    assert not rules(headline="Russia says it has retaken Kursk; Ukraine denies its forces were driven out")


def test_a_finding_names_words_of_the_part_and_of_the_source():
    found = checks.run(
        writing.draft_from_json({"headline": "Russian forces retake Kursk"}), ITEMS, claims.ledger(ITEMS)
    )
    first = next(finding for finding in found if finding.rule == "headline-disputed")
    assert "Russian forces retake Kursk"[slice(*first.span)] == "Russian forces retake Kursk"
    bodies = {item.guid: item.body for item in ITEMS}
    assert {each.item for each in first.evidence} == {"moscow", "kyiv"}
    assert all(bodies[each.item][slice(*each.span)] == each.text for each in first.evidence)
