"""Take the pictures of README and docs from a running demo: `make demo` in one shell, `make screenshots` in another."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
BASE = os.environ.get("BASE", "http://127.0.0.1:8000")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
TOP = 2600  # pixels of a long page that are kept
EDITOR, PASSWORD = "editor", "demo-desk-2025"


def sign_in(page: Page) -> None:
    """Sign in to the demo's desk."""
    page.goto(f"{BASE}/accounts/login/?next=/desk/")
    page.fill("input[name=login]", EDITOR)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def flagship(page: Page) -> str:
    """Return the address of the story that two sides tell."""
    page.goto(f"{BASE}/search/?q=Kursk")
    found = re.search(r'href="(/story/\d+-[^"]+/)"', page.content())
    if found is None:
        sys.exit("the demo has no story about Kursk: is it running, and done?")
    return found[1]


def main(folder: Path) -> None:
    """Take every picture, at phone and desktop width, in light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for name, width, height in (("desktop", 1280, 1000), ("phone", 390, 844)):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                story = flagship(page)
                sign_in(page)
                number = re.search(r"/story/(\d+)", story)
                assert number is not None
                views = {
                    "story": story, "front": "/global/", "desk": f"/desk/story/{number[1]}/", "board": "/desk/",
                    "shots": "/shots/", "corrections": "/corrections/", "search": "/search/?q=water",
                }  # fmt: skip
                for view, path in views.items():
                    page.goto(BASE + path)
                    page.screenshot(path=folder / f"{view}-{name}-{scheme}.png", full_page=view in ("story", "front"))
                context.close()
        browser.close()


def keep(folder: Path) -> None:
    """Put the three that README and docs show beside this file: the top of the page, in few colours."""
    for view in ("story", "desk", "board"):
        with Image.open(folder / f"{view}-desktop-light.png") as taken:
            top = taken.convert("RGB").crop((0, 0, taken.width, min(taken.height, TOP)))
        top.quantize(128).save(HERE / f"{view}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    keep(Path(sys.argv[1]))
