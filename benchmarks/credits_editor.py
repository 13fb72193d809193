"""Measure the credits editor in Chromium: how long a key takes until the screen shows it.

    .venv/bin/python benchmarks/credits_editor.py http://127.0.0.1:8000 NAME PASSWORD FILM_ID

The site must be running and the film should have some hundreds of credits. Nothing is saved.
Times are those of the Event Timing API: from the key to the next paint, to 8 ms.
"""

import json
import shutil
import sys

from playwright.sync_api import Page, sync_playwright

KEYS = {
    "arrow": "ArrowDown",
    "move a row": "Alt+ArrowDown",
    "delete": "Delete",
    "undo": "Control+z",
    "edit": "F2",
    "type": "x",
    "finish": "Enter",
}
OBSERVE = """
window.events = [];
new PerformanceObserver((list) => {
  const keys = list.getEntries().filter((event) => event.name === "keydown");
  window.events.push(...keys.map((event) => event.duration));
}).observe({type: "event", durationThreshold: 16, buffered: true});
"""
ROUNDS = 10


def main(site: str, name: str, password: str, film: str) -> None:
    """Print one line of JSON a CPU speed: milliseconds, the median and the worst of each key."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(OBSERVE)
        page.goto(f"{site}/studio/login/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/studio/")
        for slower in (1, 4):
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            page.goto(f"{site}/studio/films/{film}/credits/")
            page.wait_for_selector("#credits[data-ready]")
            print(json.dumps({"cpu": f"1/{slower}", "rows": rows(page), **measure(page)}))
            page.evaluate("localStorage.clear()")
        browser.close()


def rows(page: Page) -> int:
    """Return how many rows are drawn."""
    return page.locator(".credits-body .credits-row").count()


def measure(page: Page) -> dict[str, list[float]]:
    """Press each key some times; the first of all is the page's first interaction."""
    page.locator(".credits-body .credits-name").nth(1).click()
    times: dict[str, list[float]] = {"first": [press(page, "ArrowDown")]}
    for _ in range(ROUNDS):
        for label, key in KEYS.items():
            times.setdefault(label, []).append(press(page, key))
    return {label: [sorted(each)[len(each) // 2], max(each)] for label, each in times.items()}


def press(page: Page, key: str) -> float:
    """Return the milliseconds from the key to the next paint; below 16 the browser says none."""
    page.evaluate("window.events.length = 0")
    page.keyboard.press(key)
    page.wait_for_timeout(150)
    return max(page.evaluate("window.events"), default=8.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
