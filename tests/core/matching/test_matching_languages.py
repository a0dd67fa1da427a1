"""Items of one language find each other in any of the interface's languages and some more; sample headlines are ours."""

from datetime import UTC, datetime, timedelta

import pytest

from wiredesk.core import matching
from wiredesk.core.matching import Document, tokens

NOON = datetime(2025, 4, 26, 12, tzinfo=UTC)
HEADLINES = {
    "es": ("Un transbordador encalla en el lago Victoria con 131 pasajeros", "Encalló un transbordador con 131 pasajeros en el "
           "lago Victoria", "La lluvia moja el trigo de los agricultores de Punjab"),
    "fr": ("Un ferry s'échoue sur le lac Victoria avec 131 passagers", "Lac Victoria : un ferry échoué, 131 passagers évacués",
           "La pluie mouille le blé des agriculteurs du Pendjab"),
    "ar": ("جنوح عبارة تقل 131 راكبا في بحيرة فيكتوريا", "عبارة جنحت في بحيرة فيكتوريا وعلى متنها 131 راكبا",
           "الأمطار تبلل قمح المزارعين في البنجاب"),
    "hi": ("विक्टोरिया झील में 131 यात्रियों वाली नौका फंसी", "विक्टोरिया झील में फंसी नौका के 131 यात्री बचाए गए",
           "पंजाब में बारिश से किसानों का गेहूं भीगा"),
    "sw": ("Feri yenye abiria 131 yakwama Ziwa Victoria", "Abiria 131 waokolewa feri ilipokwama Ziwa Victoria",
           "Mvua yalowesha ngano ya wakulima Punjab"),
    "ru": ("Паром со 131 пассажиром сел на мель на озере Виктория", "На озере Виктория сел на мель паром, 131 пассажир спасён",
           "Дожди намочили пшеницу фермеров в Пенджабе"),
    "pt": ("Balsa com 131 passageiros encalha no lago Vitória", "Balsa encalhada no lago Vitória: 131 passageiros resgatados",
           "Chuva molha o trigo dos agricultores de Punjab"),
    "ja": ("ビクトリア湖でフェリー座礁、乗客131人救助", "フェリーがビクトリア湖で座礁し乗客131人を救助",
           "パンジャブの小麦が雨で濡れる"),
    "ko": ("빅토리아호에서 여객선 좌초, 승객 131명 구조", "여객선이 빅토리아호에서 좌초해 승객 131명 구조", "펀자브 밀 비에 젖어"),
    "tr": ("Victoria Gölü'nde 131 yolculu feribot karaya oturdu", "131 yolcuyu taşıyan feribot Victoria Gölü'nde karaya oturdu",
           "Pencap'ta yağmur çiftçilerin buğdayını ıslattı"),
}  # fmt: skip


def stories(rows: list[tuple[str, str]]) -> list[str | None]:
    stream = [
        Document(str(n), NOON + timedelta(hours=n), title, "", language) for n, (title, language) in enumerate(rows)
    ]
    return [decision.story for _, decision in matching.stream(stream)]


@pytest.mark.parametrize("language", HEADLINES)
def test_headlines_of_one_event_meet_and_another_stays_apart(language: str) -> None:
    one, other, far = HEADLINES[language]
    assert stories([(one, language), (far, language), (other, language)]) == ["0", "1", "0"]


@pytest.mark.parametrize("language", HEADLINES)
def test_a_language_that_no_tag_names_is_seen_from_the_words(language: str) -> None:
    assert tokens.primary("", " ".join(HEADLINES[language])) == language


def test_a_language_is_one_language_however_its_tag_is_written() -> None:
    assert [tokens.primary(tag) for tag in ("en-GB", "EN_us", "eng", "spa", "zh-Hant")] == [
        "en",
        "en",
        "en",
        "es",
        "zh",
    ]


def test_items_of_two_languages_are_not_joined_by_names_alone_but_a_copied_text_is_known() -> None:
    one, other, _ = HEADLINES["es"][0], HEADLINES["fr"][0], None
    assert stories([(one, "es"), (other, "fr")]) == ["0", "1"]
    text = "El capitán del puerto dijo que los pasajeros, en su mayoría comerciantes, fueron llevados a Mbita en barcas de pesca."
    stream = [Document("a", NOON, "Encalla", text, "es"), Document("b", NOON, "Aground", text, "en")]
    assert [decision.duplicate_of for _, decision in matching.stream(stream)] == [None, "a"]


def test_words_of_scripts_with_vowel_signs_stay_whole() -> None:
    assert tokens.plain_words(tokens.lowered("किसानों का गेहूं")) == ["किसानों", "का", "गेहूं"]
    assert tokens.plain_words(tokens.lowered("L’armée d’Israël")) == ["l'armée", "d'israël"]
