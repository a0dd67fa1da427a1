"""The interface in six languages, on whole pages; and the catalogues themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import ngettext
from lxml import html

import newsroom
import wiredesk.site
from newsroom import NOON
from wiredesk.site.moments import moment
from wiredesk.site.public import Edition, Version

pytestmark = pytest.mark.django_db(databases=["default", "record"])
HOUSE = Path(wiredesk.site.__file__).parent
LANGUAGES = ("es", "fr", "ar", "hi", "sw")
_ENTRY = re.compile(r'msgid "(.+)"\n(?:msgid_plural "(.+)"\n)?((?:msgstr(?:\[\d\])? ".*"\n)+)')


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


def told(client: Client, language: str, zone: str = "UTC") -> tuple[Any, Version]:
    newsroom.editions()
    kursk = newsroom.kursk()
    Edition.objects.create(slug="own", name="Own", language=language, zone=zone, order=9)
    Version.objects.filter(pk=kursk.pk).update(language=language)
    answer = client.get(kursk.path)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()), kursk


@pytest.mark.parametrize(
    ("language", "direction", "heading", "menu", "month", "origins"),
    [
        ("es", "ltr", "Quién dice qué", "Menú", "abril", "2 orígenes independientes"),
        ("fr", "ltr", "Qui dit quoi", "Menu", "avril", "2 origines indépendantes"),
        ("ar", "rtl", "من يقول ماذا", "القائمة", "إبريل", "مصدران مستقلان"),
        ("hi", "ltr", "कौन क्या कहता है", "मेनू", "अप्रैल", "2 स्वतंत्र मूल स्रोत"),
        ("sw", "ltr", "Nani anasema nini", "Menyu", "Aprili", "asili 2 huru"),
    ],
)
def test_a_story_is_told_in_the_language_of_its_edition(
    client: Client, language: str, direction: str, heading: str, menu: str, month: str, origins: str
) -> None:
    tree, kursk = told(client, language)
    assert (tree.get("lang"), tree.get("dir")) == (language, direction)
    assert tree.xpath("string(//*[@id='who-h'])") == heading
    assert tree.xpath("normalize-space(//summary)") == menu
    assert month in tree.xpath("string(//*[@class='times']//time)")
    assert origins in tree.xpath("string(//*[@id='receipt'])")
    assert kursk.headline == tree.xpath("string(//h1)")


def test_another_page_after_it_is_english_again(client: Client) -> None:
    told(client, "ar")
    page = html.fromstring(client.get("/latest/").content.decode())
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.xpath("string(//h1)") == "Latest news"
    assert translation.get_language() == "en"


def test_a_word_that_a_language_lacks_is_english(client: Client) -> None:
    newsroom.editions()
    Edition.objects.create(slug="own", name="Own", language="mt", zone="UTC", order=9)
    tree = html.fromstring(client.get("/own/").content.decode())
    assert tree.get("lang") == "mt"
    assert tree.xpath("normalize-space(//summary)") == "Menu"


@pytest.mark.parametrize(
    ("n", "shown"),
    [
        (0, "لا مصدر مستقل"),
        (1, "مصدر مستقل واحد"),
        (2, "مصدران مستقلان"),
        (5, "5 مصادر مستقلة"),
        (11, "11 مصدرا مستقلا"),
        (100, "100 مصدر مستقل"),
    ],
)
def test_arabic_counts_in_its_six_forms(n: int, shown: str) -> None:
    with translation.override("ar"):
        assert ngettext("%(n)s independent origin", "%(n)s independent origins", n) % {"n": n} == shown


def test_times_name_the_month_in_the_language_and_stay_the_same_for_machines() -> None:
    with translation.override("fr"):
        told = moment(NOON, "Europe/Paris")
    assert told.shown == "26 avril 2025, 14:00 CEST"
    assert told.iso == "2025-04-26T12:00:00Z"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_name_of_its_original_and_translates_what_is_there(language: str) -> None:
    text = (HOUSE / "locale" / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    source = "".join(
        each.read_text("utf-8")
        for each in [
            *HOUSE.rglob("*.html"),
            *HOUSE.rglob("*.py"),
            *HOUSE.parent.glob("readers/*.py"),
            HOUSE.parent / "core" / "text" / "sectors.py",
        ]
    )
    entries = _ENTRY.findall(text)
    assert len(entries) > 120
    for one, many, rows in entries:
        names = set(re.findall(r"%\((\w+)\)s", many or one))
        found = re.findall(r'"(.*)"', rows)
        assert all(each for each in found), one
        for each in found if not many else found[-1:]:
            assert set(re.findall(r"%\((\w+)\)s", each)) == names, (one, each)
        plain = re.sub(r"%\((\w+)\)s", r"{{ \1 }}", one)
        assert one in source or plain in source, f"nothing says {one!r} any more"
    assert (HOUSE / "locale" / language / "LC_MESSAGES" / "django.mo").stat().st_size > 4000
