"""The ledger of a story: what is joined, who denies, what replaces what."""

from __future__ import annotations

from datetime import UTC, datetime

import ledger_scores

from wiredesk.core import claims
from wiredesk.core.model import Item, Ledger, Statement

EARLY, LATE = datetime(2025, 4, 26, 9, tzinfo=UTC), datetime(2025, 4, 26, 15, tzinfo=UTC)


def item(guid: str, body: str, time: datetime = EARLY) -> Item:
    return Item(guid, "", body, version_created=time)


def about(ledger: Ledger, words: str) -> Statement:
    return next(each for each in ledger.statements if words in each.text)


MOSCOW = item(
    "moscow",
    "The Russian Defence Ministry said on Saturday that its forces were helping the authorities of the Kursk region "
    "to restore order and clear mines.\n\n"
    "Russia had earlier declared that Ukrainian forces were driven out of the last village there.\n\n"
    "President Vladimir Putin spoke in a statement of the complete failure of Ukraine's offensive in the Kursk region. "
    "He said this opened the way for further advances.",
)
KYIV = item(
    "kyiv",
    "Ukraine's military denied on Saturday that its forces had been driven out of the Kursk region.\n\n"
    "“The operation goes on,” the General Staff said.",
    LATE,
)


def test_the_denial_of_one_side_is_tied_to_the_statement_of_the_other() -> None:
    ledger = claims.ledger([MOSCOW, KYIV])
    disputed = [each for each in ledger.statements if each.disputed]
    assert len(disputed) == 1
    assert "Ukrainian forces were driven out" in disputed[0].text
    assert disputed[0].said_by == ("Russia",)
    assert disputed[0].denied_by == ("Ukraine's military",)
    assert disputed[0].denied_since == LATE
    assert {"RU", "UA"} <= set(ledger.countries)


def test_what_nobody_denies_is_not_disputed() -> None:
    ledger = claims.ledger([MOSCOW, KYIV])
    assert not about(ledger, "clear mines").disputed
    assert not about(ledger, "complete failure").disputed


def test_the_same_statement_of_two_agencies_is_one_with_two_origins() -> None:
    body = "Police in Olm said that a missing boy had been found alive in a barn."
    other = "Olm police said a missing boy had been found alive in a barn near the town."
    ledger = claims.ledger([item("a", body), item("b", other)])
    assert about(ledger, "missing boy").independent_origins == 2
    copied = claims.ledger([item("a", body), item("b", other)], {"b": "a"})
    assert about(copied, "missing boy").independent_origins == 1


def test_a_later_figure_of_the_same_source_replaces_the_earlier_and_is_no_dispute() -> None:
    ledger = claims.ledger(
        [
            item("a", "The health ministry said five people had fallen ill with cholera in Dessa."),
            item("b", "The health ministry said nine people had fallen ill with cholera in Dessa.", LATE),
        ]
    )
    early, late = about(ledger, "five people"), about(ledger, "nine people")
    assert early.superseded_by == late.id
    assert not early.disputed
    assert not late.disputed


def test_a_refusal_to_comment_is_in_no_statement() -> None:
    ledger = claims.ledger(
        [item("a", "The company would close its plant, the union said.\n\nThe company declined to comment.")]
    )
    assert all("comment" not in each.text for each in ledger.statements)


def test_ids_count_from_one_and_statements_name_existing_claims() -> None:
    ledger = claims.ledger([MOSCOW, KYIV])
    assert [each.id for each in ledger.claims] == [f"c{n}" for n in range(1, len(ledger.claims) + 1)]
    known = {each.id for each in ledger.claims}
    assert all(set(each.claims) | set(each.denials) <= known for each in ledger.statements)


def test_no_items_make_an_empty_ledger() -> None:
    assert claims.ledger([]) == Ledger()


def test_disputes_of_the_little_stories_are_found_and_few_are_invented() -> None:
    score = ledger_scores.score()
    assert score.precision >= 0.85, score.mistakes
    assert score.recall >= 0.75, score.mistakes


def said_later(first: str, second: str) -> Ledger:
    return claims.ledger([item("a", first), item("b", second, LATE)])


def test_a_rising_toll_is_no_dispute_and_the_later_count_replaces_the_earlier() -> None:
    ledger = said_later(
        "At least 12 people were killed in the Olm fire, police said.",
        "Police said 14 people were killed in the Olm fire.",
    )
    early, late = about(ledger, "12 people"), about(ledger, "14 people")
    assert early.superseded_by == late.id
    assert not early.disputed
    assert not late.disputed


def test_a_higher_toll_from_another_source_later_is_no_dispute() -> None:
    ledger = said_later(
        "The fire service said 12 people had been killed in the Olm fire.",
        "The hospital said 15 people had been killed in the Olm fire.",
    )
    assert not any(each.disputed for each in ledger.statements)


def test_two_amounts_of_money_for_two_things_are_no_dispute() -> None:
    ledger = claims.ledger(
        [
            item(
                "a",
                "The council said the new school would cost 4 million crowns.\n\n"
                "The union said the council had saved 9 million crowns on the old school since May.",
            )
        ]
    )
    assert not any(each.disputed for each in ledger.statements)


def test_a_dismissed_coach_is_not_denied() -> None:
    ledger = said_later("FC Olm won the cup, coach Jon Dahl said.", "FC Olm dismissed coach Jon Dahl, the club said.")
    assert not any(each.denied_by for each in ledger.statements)


def test_silence_denies_nothing() -> None:
    for silence in ("declined to comment", "could not be reached", "did not confirm the report", "did not respond"):
        ledger = said_later("Korvo will close its mine in Olm, the union said.", f"Korvo {silence}.")
        assert not any(each.disputed for each in ledger.statements), silence


def test_a_ministry_and_its_government_are_one_side_and_two_voices() -> None:
    ledger = said_later(
        "Russia's Defence Ministry said its troops were clearing mines in the region.",
        "Moscow said the fighting was over.\n\nUkraine's military said the fighting went on.",
    )
    sides = {party.name: party.side for party in ledger.parties}
    russian = [name for name in sides if "Defence" in name or name == "Moscow"]
    assert len(russian) == 2
    assert len({sides[name] for name in russian}) == 1
    assert sides["Moscow"] != sides["Ukraine's military"]


def test_what_two_plain_statements_exclude_is_disputed_on_both_sides() -> None:
    ledger = said_later(
        "Rebels said they had captured the bridge at Anvik.", "The army said it still held the bridge at Anvik."
    )
    assert all(each.disputed for each in ledger.statements)


def test_what_one_side_says_of_the_other_stays_its_own() -> None:
    ledger = said_later("Tamsa said Borava had admitted shelling the convoy.", "Borava said its guns were silent.")
    statement = about(ledger, "admitted shelling")
    assert statement.said_by == ("Tamsa",)


def test_a_denial_in_other_words_is_tied_to_what_it_denies() -> None:
    ledger = said_later(
        "Harn said its troops had taken the ridge above Sollen.",
        "Velia's General Staff rejected the claim that Sollen ridge had fallen.",
    )
    assert about(ledger, "taken the ridge").disputed


def test_two_polls_and_two_forecasts_do_not_quarrel() -> None:
    polls = said_later("A Metrix poll put the Greens at 19 percent.", "A survey by Datum put the Greens at 24 percent.")
    forecasts = said_later(
        "The bank expects the economy to grow by 2 percent.", "The institute expects the economy to grow by 3 percent."
    )
    for ledger in (polls, forecasts):
        assert not any(each.disputed for each in ledger.statements)


def test_the_second_stories_are_read_as_well() -> None:
    score = ledger_scores.score(ledger_scores.SECOND)
    assert score.precision >= 0.95, score.mistakes
    assert score.recall >= 0.95, score.mistakes


def test_the_third_stories_are_read_as_well() -> None:
    score = ledger_scores.score(ledger_scores.THIRD)
    assert score.precision >= 0.95, score.mistakes
    assert score.recall >= 0.9, score.mistakes


def test_a_role_is_known_by_the_name_given_a_paragraph_later() -> None:
    ledger = claims.ledger(
        [
            item(
                "a",
                "The group's field commander said on Tuesday that his men held the town.\n\n"
                "“We are in the market,” Yusuf Tirab said by telephone.",
            )
        ]
    )
    assert {claim.speaker for claim in ledger.claims} == {"Yusuf Tirab"}


def test_a_union_is_not_its_secretary() -> None:
    ledger = claims.ledger(
        [item("a", "“We will strike,” union secretary Paco Iniesta said.\n\nThe union wants a 35-hour week.")]
    )
    assert about(ledger, "35-hour week").said_by == ("union",)


def test_what_is_counted_is_one_noun() -> None:
    ledger = said_later(
        "The water board said two districts still had damaged wells.",
        "The army said 60 of 85 damaged wells had been repaired.",
    )
    assert not any(each.disputed for each in ledger.statements)


def test_an_office_and_the_doctor_who_heads_it_do_not_quarrel() -> None:
    ledger = claims.ledger(
        [
            item("a", "The local health office said 26 people were being treated in Taiz."),
            item(
                "b",
                "The health office said the wards in Taiz were full.\n\n"
                "Dr Hanan Qubati, who heads the office, said 31 people were being treated in Taiz.",
                LATE,
            ),
        ]
    )
    assert not any(each.disputed for each in ledger.statements)


def test_people_aboard_are_passengers_and_crew_together() -> None:
    ledger = said_later(
        "The airline said the plane had carried 96 passengers and six crew.", "The airport said 102 people were aboard."
    )
    assert not any(each.disputed for each in ledger.statements)


def test_who_tells_reporters_is_not_the_reporters() -> None:
    ledger = claims.ledger(
        [item("a", "“There was no leak,” the board's chairman, Girish Mandal, told reporters in Patna.")]
    )
    assert [claim.speaker for claim in ledger.claims] == ["Girish Mandal"]


def test_the_company_is_the_operator_that_the_copy_named_and_an_agency_is_no_party() -> None:
    ledger = claims.ledger(
        [
            Item(
                "a",
                "",
                "The operator, Nyanza Lake Lines, said that nobody was hurt, according to the agency Athi Wire.\n\n"
                "The company denied that the vessel was overloaded.",
                agency="Athi Wire",
            )
        ]
    )
    assert [party.name for party in ledger.parties] == ["Nyanza Lake Lines"]


def test_who_denies_a_consequence_grants_the_cause() -> None:
    ledger = said_later(
        "The nurse said that his wards were full because clinics were shut.",
        "The ministry denied that patients had died because clinics were closed.",
    )
    assert not any(each.disputed for each in ledger.statements)
