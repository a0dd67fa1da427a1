from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "record"])]

LISTS = ("/", "/latest/", "/shots/", "/search/?q=Kursk", "/agencies/", "/feedback/", "/newsletter/", "/corrections/")

# Contrast as WCAG 2.2 counts it, of every text that shows, against the nearest ground that is painted.
CONTRAST = """() => {
  const lum = c => { const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4 });
                     return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] };
  const rgba = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor);
                        if (c.length === 3 || c[3] > 0) return c.slice(0, 3) } return [255, 255, 255] };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    const a = lum(rgba(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push(e.tagName + ' ' + e.className + ' ' + ratio.toFixed(2));
  }
  return bad;
}"""


@pytest.fixture
def story() -> str:
    import newsroom

    newsroom.editions()
    path: str = newsroom.kursk().path
    newsroom.port()
    return path


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    found = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield found
    found.close()


def wide(browser: Browser, live_server: Any, width: int, **more: Any) -> Page:
    return browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800}, **more).new_page()


def test_the_menu_opens_by_keyboard_without_scripts(context: BrowserContext, story: str) -> None:
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the text"
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text().strip() == "Menu"
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="Sectors and editions").get_by_role("link", name="Politics")
    assert link.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/global/politics/")


def test_a_sentence_shows_its_source_without_scripts(context: BrowserContext, story: str) -> None:
    page = context.new_page()
    page.goto(story)
    opened = page.locator("details.src").first
    assert not opened.locator("q").first.is_visible()
    opened.locator("summary").click()
    assert opened.locator("q").first.is_visible()


def test_the_skip_link_leads_to_the_text(context: BrowserContext, story: str) -> None:
    page = context.new_page()
    page.goto(story)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


@pytest.mark.parametrize("width", [320, 500, 1280])
def test_nothing_runs_out_of_the_page_sideways(browser: Browser, live_server: Any, story: str, width: int) -> None:
    page = wide(browser, live_server, width)
    for path in (story, f"{story}versions/", *LISTS):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_it_needs(browser: Browser, live_server: Any, story: str, scheme: Any) -> None:
    page = wide(browser, live_server, 1000, color_scheme=scheme)
    for path in (story, *LISTS):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate(CONTRAST) == [], path
    page.context.close()


def test_controls_are_large_enough_to_hit(browser: Browser, live_server: Any, story: str) -> None:
    page = wide(browser, live_server, 400)
    page.goto("/feedback/")
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, select, main input:not([type=hidden]):not([name=website]), summary')]"
        ".filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 60), e.type === 'radio'"
        " ? e.parentElement.getBoundingClientRect().height : e.getBoundingClientRect().height])"
    )
    assert [each for each in sizes if each[1] < 24] == []
    page.context.close()


def test_a_page_reads_from_right_to_left(browser: Browser, live_server: Any, story: str) -> None:
    page = wide(browser, live_server, 1000)
    page.goto(story)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    text, side = (page.locator(each).first.bounding_box() for each in (".text", ".side"))
    assert text is not None
    assert side is not None
    assert side["x"] < text["x"]
    page.context.close()


def test_print_leaves_the_text_and_the_ledger(browser: Browser, live_server: Any, story: str) -> None:
    page = wide(browser, live_server, 800)
    page.goto(story)
    page.emulate_media(media="print")
    for shown in (".text h1", ".made", ".picture figcaption", ".ledger"):
        assert page.locator(shown).first.is_visible(), shown
    for gone in (".side", ".foot", ".find"):
        assert not page.locator(gone).first.is_visible(), gone
    page.context.close()


def test_forced_colours_keep_every_border_that_tells_something(browser: Browser, live_server: Any, story: str) -> None:
    page = wide(browser, live_server, 800, forced_colors="active")
    page.goto(story)
    width = page.evaluate("getComputedStyle(document.querySelector('.label')).borderTopWidth")
    assert width != "0px"
    page.context.close()


def test_a_story_is_light_and_asks_this_server_only(browser: Browser, live_server: Any, story: str) -> None:
    page = wide(browser, live_server, 1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(story)
    assert answer is not None
    assert all(url.startswith((live_server.url, "data:")) for url in asked)
    assert len(asked) <= 6
    css = Path("src/wiredesk/site/static/site/site.css").read_bytes()
    assert len(gzip.compress(answer.body())) + len(gzip.compress(css)) < 14_000
    shift = page.evaluate(
        "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((s, e) => s + e.value, 0)))"
        ".observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"
    )
    assert shift < 0.1
    page.context.close()
