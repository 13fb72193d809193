"""How the journeys look at the film on a page."""

import time

from playwright.sync_api import Page

VIDEO = "document.querySelector('video')"
STATE = (
    "(v => v && ({at: v.currentTime, paused: v.paused, ready: v.readyState, height: v.videoHeight,"
    f" focus: document.activeElement.outerHTML.slice(0, 80)}}))({VIDEO})"
)
WAIT_S = 20


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; Playwright's own waiting asks for an eval that we forbid."""
    end = time.monotonic() + WAIT_S
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"{condition}; {page.evaluate(STATE)}"
        page.wait_for_timeout(50)
