"""The main ways through the desk in a real Chromium: fifty stories by keyboard, kill, correction, schedule, brief, live."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from wiredesk import clock
from wiredesk.desk.models import Draft, Story
from wiredesk.site import scheduling, steps
from wiredesk.site.coverage import LiveEntry
from wiredesk.site.public import Approval, Release, Version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "record"])]


def fifty(like: Story) -> list[Story]:
    """Make fifty stories that wait, newest first; two copies of the same text would be one, so each has its own."""
    import newsroom

    now = clock.now()
    rift = newsroom.agency("rift", "Rift Wire", "Nairobi", "KE")
    Draft.objects.all().delete()
    made = []
    for number in range(50):
        body = newsroom.PORT.replace("two night shifts", f"{number + 3} night shifts")
        row = newsroom.story(newsroom.item(rift, f"fifty-{number}", f"Kenya port to add {number + 3} shifts", body))
        text = newsroom.extract(row)
        Draft.objects.create(
            story=row, state="checked", queued_at=now, made_at=now, digest=text.digest, writer="extract",
            content=newsroom.writing.draft_to_json(text),
        )  # fmt: skip
        Story.objects.filter(pk=row.pk).update(news_at=now - timedelta(seconds=number))
        made.append(row)
    return made


@pytest.mark.slow
def test_fifty_stories_are_sorted_by_keyboard_alone(page: Page, stories: list[Story]) -> None:
    """Each fifth is a brief, each fifth is taken, the others are spiked; the hand never leaves the keys."""
    rows = fifty(stories[1])
    page.goto("/desk/")
    page.evaluate("window.addEventListener('mousedown', () => { throw new Error('a mouse') })")
    acts = "bsstsssbst"
    briefs = taken = spiked = 0
    for number in range(len(rows)):
        act = acts[number % 10]
        link = page.locator(f"#story-{rows[number].pk} h2 a")
        for _ in range(40):
            if link.evaluate("each => each === document.activeElement"):
                break
            page.keyboard.press("j")
        else:
            pytest.fail(f"story {number} can't be reached with j")
        if act == "b":
            page.keyboard.press("b")
            expect(page.locator("#brief")).to_be_visible()
            with page.expect_navigation():
                page.keyboard.press("Enter")
            briefs += 1
        else:
            with page.expect_navigation():
                page.keyboard.press(act)
            taken, spiked = taken + (act == "t"), spiked + (act == "s")
    assert (briefs, taken, spiked) == (10, 10, 30)
    assert Approval.objects.count() == briefs
    assert Story.objects.filter(spiked=True).count() == spiked
    assert Story.objects.filter(taken_by__username="dana").count() == taken


def test_a_brief_goes_out_by_one_key_and_its_words_are_shown_first(page: Page, stories: list[Story]) -> None:
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("b")
    expect(page.locator("#brief-words")).to_contain_text("Rift Wire")
    page.keyboard.press("Escape")
    assert not Approval.objects.exists()
    page.keyboard.press("b")
    expect(page.locator("#brief-go")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Brief of story")
    steps.publish(now=clock.now())
    text = Version.objects.get(story=stories[1]).content
    assert " ".join(each["text"] for each in text["body"]) == text["short"]


def out(page: Page, story: Story) -> None:
    page.goto(f"/desk/story/{story.pk}/")
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    steps.publish(now=clock.now())


@pytest.mark.slow
def test_a_public_story_is_corrected_in_the_open_then_killed(page: Page, stories: list[Story]) -> None:
    out(page, stories[1])
    page.goto(f"/desk/story/{stories[1].pk}/")
    page.keyboard.press("e")
    page.locator("#f-dateline").fill("Mombasa, Kenya, Sunday")
    page.locator("#f-dateline").press("Enter")
    page.locator("#f-kind").select_option("correction")
    page.locator("#f-note").press("Enter")
    page.locator("#ask [value=yes]").press("Enter")
    expect(page.locator(".said")).to_contain_text("needs a sentence for the reader")
    page.locator("#f-kind").select_option("correction")
    page.locator("#f-note").fill("We had the day wrong.")
    page.locator("#f-note").press("Enter")
    page.locator("#ask [value=yes]").press("Enter")
    page.wait_for_url("**/desk/")
    steps.publish(now=clock.now())
    second = Version.objects.get(story=stories[1], current=True)
    assert (second.kind, second.note, second.number) == ("correction", "We had the day wrong.", 2)

    page.goto(f"/desk/story/{stories[1].pk}/")
    fold = page.locator("details:has(#f-down)")
    fold.locator("summary").press("Enter")
    page.locator("#f-down").fill("The port says that it never said so.")
    page.get_by_role("button", name="Kill", exact=True).press("Enter")
    expect(page.locator(".said")).to_contain_text("Killed")
    assert Version.objects.get(story=stories[1], current=True).is_notice
    expect(page.locator("#why")).to_contain_text("Killed at the desk")


def test_a_scheduled_story_that_gets_news_asks_and_does_not_go(page: Page, stories: list[Story]) -> None:
    now = clock.now()
    page.goto(f"/desk/story/{stories[1].pk}/")
    page.locator("details.let:has(#f-at) > summary").press("Enter")
    page.locator("#f-at").fill(f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}")
    page.get_by_role("button", name="Schedule").press("Enter")
    page.locator("#ask [value=yes]").press("Enter")
    page.wait_for_url("**/desk/")
    Story.objects.filter(pk=stories[1].pk).update(news_at=clock.now())
    scheduling.due(now=now + timedelta(hours=2))
    page.goto("/desk/?view=scheduled")
    expect(page.locator(f"#story-{stories[1].pk}")).to_contain_text("schedule asks you")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator(".notice")).to_contain_text("News came")
    assert steps.publish(now=now + timedelta(hours=2)) is None
    page.get_by_role("button", name="Let it go out").press("Enter")
    page.wait_for_load_state()
    scheduling.due(now=now + timedelta(hours=2))
    steps.publish(now=now + timedelta(hours=2))
    assert Release.objects.get(story=stories[1]).state == "done"


def test_an_entry_is_written_from_the_copy_and_posted_by_keyboard(page: Page, stories: list[Story]) -> None:
    out(page, stories[1])
    page.goto(f"/desk/story/{stories[1].pk}/")
    page.keyboard.press("l")
    expect(page.locator("#l-text")).to_be_focused()
    page.locator("#live details.let:has([data-into]) > summary").press("Enter")
    page.locator("[data-into]").first.press("Enter")
    assert "night shifts" in page.locator("#l-text").input_value()
    page.locator("#live > form button.go").press("Enter")
    expect(page.locator(".said")).to_contain_text("Posted")
    assert LiveEntry.objects.get().state == "public"
