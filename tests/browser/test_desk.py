"""Triage by keyboard in a real Chromium, and the same work with scripts off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from wiredesk import clock
from wiredesk.desk.models import Story
from wiredesk.site.public import Approval

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "record"])]


def test_a_story_is_found_opened_and_approved_by_keyboard(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url(f"**/desk/story/{stories[0].pk}/**")
    page.locator("[data-item] > summary").first.click()
    page.keyboard.press("a")
    expect(page.locator("#ask")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    expect(page.locator(".said")).to_contain_text("Approved")
    approval = Approval.objects.get(story=stories[0])
    assert len(approval.opened) == 1


def test_not_yet_leaves_a_story_as_it_was(page: Page, stories: list[Story]) -> None:
    page.goto(f"/desk/story/{stories[0].pk}/")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(page.locator("#ask")).to_be_hidden()
    assert not Approval.objects.exists()


def test_spike_and_take_back_by_keyboard_from_the_board(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator("[data-row]")).to_have_count(1)
    assert Story.objects.get(pk=stories[0].pk).spiked
    expect(page.locator("[data-row] h2 a")).to_be_focused()
    page.keyboard.press("z")
    expect(page.locator("[data-row]")).to_have_count(2)
    assert not Story.objects.get(pk=stories[0].pk).spiked


def test_an_edit_by_keyboard_is_checked_and_stopped_in_words(page: Page, stories: list[Story]) -> None:
    page.goto(f"/desk/story/{stories[0].pk}/")
    page.keyboard.press("e")
    expect(page.locator("#f-title")).to_be_focused()
    page.locator("#f-title").fill("Russian forces restore order as Ukraine is driven out of Kursk region")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Saved and checked")
    expect(page.locator("#why")).to_contain_text("this text")
    page.keyboard.press("a")
    expect(page.locator("#ask")).to_be_hidden()


def test_a_jump_opens_the_item_that_holds_the_words(page: Page, stories: list[Story]) -> None:
    page.goto(f"/desk/story/{stories[0].pk}/")
    page.locator("[data-line] > summary").first.click()
    page.locator(".sources a").first.click()
    expect(page.locator("[data-item][open]")).to_have_count(1)


def test_brackets_walk_through_the_stories_of_the_board(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/")
    page.locator("[data-row] h2 a").first.click()
    page.wait_for_url(f"**/story/{stories[0].pk}/**")
    page.keyboard.press("]")
    page.wait_for_url(f"**/story/{stories[1].pk}/**")
    page.keyboard.press("[")
    page.wait_for_url(f"**/story/{stories[0].pk}/**")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/desk/")


def test_keys_are_shown_and_letters_in_a_field_are_letters(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("spikes port")
    assert page.locator("#find").input_value() == "spikes port"
    page.locator("#find").fill("Kenya")
    expect(page.locator("[data-row]:visible")).to_have_count(1)
    assert not Story.objects.filter(spiked=True).exists()


def test_new_stories_are_told_within_a_second_and_the_list_stands_still(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/?view=all")
    now = clock.now()
    Story.objects.create(state="ready", queued_at=now, started_at=now, news_at=now)
    expect(page.locator("#fresh")).to_have_text("1 new", timeout=1_000)
    expect(page.locator("[data-row]")).to_have_count(2)
    page.keyboard.press("r")
    expect(page.locator("[data-row]")).to_have_count(3)


def test_the_desk_works_without_scripts(
    browser: Browser, house: LiveServer, cookie: dict[str, str], stories: list[Story]
) -> None:
    context = browser.new_context(base_url=house.url, java_script_enabled=False)
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto("/desk/")
    page.locator("[data-row] h2 a").first.click()
    page.get_by_role("button", name="Approve").click()
    assert "Approved" in page.locator(".said").inner_text()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_of_320_pixels_reads_every_page(
    browser: Browser, house: LiveServer, cookie: dict[str, str], stories: list[Story], scheme: Any
) -> None:
    from test_site_reading import CONTRAST

    context = browser.new_context(base_url=house.url, viewport={"width": 320, "height": 700}, color_scheme=scheme)
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    for path in ("/desk/", f"/desk/story/{stories[0].pk}/", "/desk/wires/", "/desk/reports/", "/accounts/2fa/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert page.evaluate(CONTRAST) == [], path
    context.close()


def test_two_editors_on_one_story_see_each_other_and_lose_no_word(
    page: Page, stories: list[Story], others: Callable[[str, str], Page]
) -> None:
    path = f"/desk/story/{stories[0].pk}/"
    rex = others("rex", "Reporter")
    rex.goto(path)
    expect(rex.locator("#others")).to_have_text("")
    page.goto(path)
    expect(page.locator("#others")).to_contain_text("rex is here")
    page.keyboard.press("t")
    expect(page.locator("#take")).to_contain_text("You have it")
    page.wait_for_load_state()  # the keys listen
    page.keyboard.press("e")
    page.locator("#f-dateline").fill("MOSCOW and KYIV")
    page.locator("#f-dateline").press("Enter")
    expect(page.locator(".said")).to_contain_text("Saved")
    rex.keyboard.press("e")
    rex.locator("#f-dateline").fill("ODESA")
    rex.locator("#f-dateline").press("Enter")
    expect(rex.locator(".said")).to_contain_text("Not saved")
    expect(rex.locator("#f-dateline")).to_have_value("ODESA")
    assert "MOSCOW and KYIV" in rex.locator(".sheet").inner_text()


def test_a_stopped_headline_is_let_pass_by_two_people_and_approved(
    page: Page, stories: list[Story], others: Callable[[str, str], Page]
) -> None:
    path = f"/desk/story/{stories[0].pk}/"
    page.goto(path)
    page.keyboard.press("e")
    page.locator("#f-title").fill("Russian forces restore order as Ukraine is driven out of Kursk region")
    expect(page.locator("#said")).to_contain_text("Stops")  # while typing, before anything is saved
    page.locator("#f-title").press("Enter")
    expect(page.locator(".said")).to_contain_text("Saved and checked")
    for _ in range(page.locator(".let input[name=reason]").count()):
        fold = page.locator("details.let:has(input[name=reason])").first
        fold.locator("summary").click()
        fold.locator("input[name=reason]").fill("Both ministries confirmed it to us by telephone")
        fold.locator("input[name=reason]").press("Enter")
        page.wait_for_load_state()
    expect(page.locator("#why")).to_be_visible()
    second = others("ed", "Editor")
    second.goto(path)
    while second.get_by_role("button", name="as the second person").count():
        second.get_by_role("button", name="as the second person").first.click()
        second.wait_for_load_state()
    expect(second.locator("#approve button.go")).to_be_enabled()
    second.keyboard.press("a")
    expect(second.locator("#ask")).to_be_visible()
    second.keyboard.press("Enter")
    second.wait_for_url("**/desk/")
    assert Approval.objects.filter(story=stories[0], name="ed").exists()
