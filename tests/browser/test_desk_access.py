"""axe-core finds nothing on any screen of the desk: light and dark, phone and desktop, as it opens and with all open."""

from __future__ import annotations

import importlib.resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from wiredesk import clock
from wiredesk.desk import actions as desk
from wiredesk.desk.models import Story
from wiredesk.site import actions, covering, steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "record"])]

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK = """async () => {
    const said = await axe.run(document, {resultTypes: ["violations"]});
    if (said.passes.length < 10) throw new Error("axe did not look");
    return said.violations.map(
        each => `${each.id}: ${each.nodes.map(node => node.target.join(" ")).slice(0, 4).join(" | ")}`);
}"""
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_screen_of_the_desk_has_a_finding(
    browser: Browser, house: LiveServer, cookie: dict[str, str], stories: list[Story], scheme: Any, width: int
) -> None:
    from django.contrib.auth.models import User

    dana = User.objects.get(username="dana")
    User.objects.filter(pk=dana.pk).update(is_superuser=True)
    now = clock.now()
    _, text = actions.working_text(stories[1])
    assert text is not None
    actions.approve(stories[1], text.digest, by=dana, now=now)
    steps.publish(now=now)
    words = "The authority said that the average wait of a ship had risen to 4.5 days in March."
    covering.post(covering.write(stories[1], {"text": words}, by=dana, now=now), by=dana, now=now)
    actions.change(stories[0], {"title": "Ukraine is driven out of the Kursk region"}, by=dana, now=now)
    desk.comment(stories[0], "Who says so?", by=dana, now=now)
    item = stories[0].members.first()
    assert item is not None
    context = browser.new_context(base_url=house.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    found = {}
    paths = [
        "", "?of=items", "?view=published", "wires/", "reports/", "rules/", "sessions/", "people/", "ticker/",
        f"story/{stories[0].pk}/", f"story/{stories[1].pk}/", f"story/{stories[0].pk}/drafts/", f"item/{item.item_id}/",
    ]  # fmt: skip
    for path in paths:
        page.goto(f"/desk/{path}")
        found[path] = faults(page)
        page.evaluate(OPEN)
        found[f"{path} open"] = faults(page)
    page.goto("/desk/")
    page.keyboard.press("?")
    found["keys"] = faults(page)
    page.goto("/accounts/2fa/")
    found["2fa"] = faults(page)
    context.close()
    out = browser.new_context(base_url=house.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = out.new_page()
    page.goto("/accounts/login/")
    found["login"] = faults(page)
    out.close()
    assert {path: each for path, each in found.items() if each} == {}


def test_four_hundred_percent_of_zoom_needs_no_sideways_scrolling(page: Page, stories: list[Story]) -> None:
    """1280 pixels at 400 % are 320 by 225: what sticks must leave room for the text."""
    page.set_viewport_size({"width": 320, "height": 225})
    for path in ("/desk/", f"/desk/story/{stories[0].pk}/"):
        page.goto(path)
        page.evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        stuck = """[...document.querySelectorAll("body *")].filter(each =>
            ["fixed", "sticky"].includes(getComputedStyle(each).position) && each.offsetHeight > 110).map(e => e.className)"""
        assert page.evaluate(stuck) == [], path
