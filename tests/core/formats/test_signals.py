from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wiredesk.core.formats import signals, times
from wiredesk.core.model import Signal


@pytest.mark.parametrize(
    ("headline", "signal"),
    [
        ("CORRECTED-UPDATE 2-Oil falls", Signal.CORRECT),
        ("Correction: Flood story", Signal.CORRECT),
        ("UPDATE 2-Oil falls", Signal.UPDATE),
        ("REFILE-UPDATE 1-Oil falls", Signal.REFILE),
        ("REPEATS Oil falls", Signal.NONE),
        ("REPEATS: Oil falls", Signal.REPEAT),
        ("RPT-Oil falls", Signal.REPEAT),
        ("Quake (1st Lead)", Signal.UPDATE),
        ("Quake, 2nd Ld-Writethru", Signal.UPDATE),
        ("STORY WITHDRAWN: Oil falls", Signal.KILL),
        ("ADVISORY KILL: Oil falls", Signal.KILL),
        ("HOLD: Oil falls", Signal.HOLD),
        ("KORREKTUR: Öl fällt", Signal.CORRECT),
        ("ПОПРАВКА: Нефть", Signal.CORRECT),
        ("Police kill three", Signal.NONE),
        ("POLICE KILL THREE IN RAID", Signal.NONE),
        ("Three men (killed in a raid) named", Signal.NONE),
        ("Band mourns singer (lead guitar)", Signal.NONE),
        ("Corrected figures show growth", Signal.NONE),
        ("Lead poisoning in the south", Signal.NONE),
    ],
)
def test_a_headline_says_what_it_does_to_earlier_copy(headline, signal):
    assert signals.of_headline(headline) is signal


@pytest.mark.parametrize(
    ("headline", "language", "signal"),
    [
        ("CORRECTS Glaskraft revenue to 2 bln", "en", Signal.CORRECT),
        ("KILL Councillor quits over bees", "en", Signal.KILL),
        ("Kill Devil Hills reopens its pier", "en", Signal.NONE),
        ("Elimination: Lions out of the cup", "en", Signal.NONE),
        ("Annulé : le concert de jeudi", "fr", Signal.NONE),
        ("Retter: Ferjerute åpner", "no", Signal.CORRECT),
        ("Retter: Keine Hoffnung mehr", "de", Signal.NONE),
        ("Oprava: Most má 41 metrů", "cs", Signal.CORRECT),
        ("सुधार: सड़क परियोजना", "hi", Signal.CORRECT),
        ("تصويب: افتتاح السوق", "ar", Signal.CORRECT),
        ("ОТМЕНА: сообщение о трамвае", "ru", Signal.KILL),
        ("MAREKEBISHO: Mvua yachelewesha kivuko", "sw", Signal.CORRECT),
        ("〔訂正〕灯台の高さ", "ja", Signal.CORRECT),
        ("[정정] 페리 3척 건조", "ko", Signal.CORRECT),
        ("ΟΡΘΗ ΕΠΑΝΑΛΗΨΗ: Το λιμάνι", "el", Signal.CORRECT),
        ("MOSTRA: ANNULLATO IL CONCERTO", "it", Signal.NONE),
        ("取消三项收费", "zh", Signal.NONE),
    ],
)
def test_words_of_any_language_count_as_marks_and_not_as_news(headline, language, signal):
    assert signals.of_headline(headline, language) is signal


@pytest.mark.parametrize(
    ("note", "signal"),
    [
        ("Please kill the story slugged FLOOD.", Signal.KILL),
        ("CORRECTS spelling of name", Signal.CORRECT),
        ("Updates with quotes", Signal.UPDATE),
        ("Pictures follow", Signal.NONE),
    ],
)
def test_a_note_to_editors_carries_a_signal_in_any_case(note, signal):
    assert signals.of_note(note) is signal


@pytest.mark.parametrize(
    "spelling",
    [
        "2025-04-26T12:00:00Z",
        "2025-04-26T15:00:00.000+03:00",
        "20250426T120000Z",
        "20250426T140000+0200",
        "Sat, 26 Apr 2025 12:00:00 GMT",
        "Sat, 26 Apr 2025 08:00 EDT",
        "26 Apr 25 12:00:00 UT",
        "1745668800",
        "1745668800000",
        "April 26, 2025 3 p.m. MSK",
        "26. April 2025, 14:00 MESZ",
        "20250426T12Z",
        "2025-04-26T08:00:00\u221204:00",
        "2025-04-26T14:00:00+2",
        "2025-04-26T14:00:00+02:00[Europe/Berlin]",
        "2025-04-26 14:00 Europe/Berlin",
        "2025/04/26 12:00:00 +0000",
        "Sat Apr 26 12:00:00 UTC 2025",
        "April 26, 2025 8 a.m. ET",
        "sam., 26 avr. 2025 14:00:00 +0200",
        "Sábado, 26 abr 2025 12:00:00 GMT",
        "04/26/2025 12:00 PM GMT",
        "20250426120000 UTC",
    ],
)
def test_one_time_in_any_spelling_is_one_time(spelling):
    assert times.parse(spelling) == (datetime(2025, 4, 26, 12, 0, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "spelling",
    [
        "2025-04-26 12:00",
        "26.04.2025 12:00 Uhr",
        "202504261200",
        "26/04/2025 12:00",
        "2025年4月26日 12:00",
        "26 avril 2025 à 12h00",
    ],
)
def test_a_time_without_a_zone_is_the_sources_and_says_that_it_named_none(spelling):
    assert times.parse(spelling) == (datetime(2025, 4, 26, 12, 0, tzinfo=UTC), False)
    assert times.parse(spelling, zone=ZoneInfo("Europe/Berlin"))[0] == datetime(2025, 4, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("spelling", ["04/05/2025 12:00", "", "soon", "2025-13-01", "2025-02-30T00:00:00Z", "26 April"])
def test_what_is_no_time_is_none(spelling):
    assert times.parse(spelling)[0] is None


@pytest.mark.parametrize(
    ("code", "signal"),
    [
        ("sig:update", Signal.UPDATE),
        ("sig:correction", Signal.CORRECT),
        ("http://cv.example/signal/kill", Signal.KILL),
        ("x:mandatory-kill", Signal.KILL),
        ("sic:SHAREHOLDER", Signal.NONE),
        ("sic:leaders", Signal.NONE),
        ("sig:atomic", Signal.NONE),
    ],
)
def test_a_standards_code_is_a_signal_by_its_words(code, signal):
    assert signals.of_field(code) is signal
