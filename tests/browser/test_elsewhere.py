"""A film on another site: nothing is asked of its host before the click, then it plays in place.

The host is answered by the browser itself; no test asks a third party.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from matinee.project.site_folder import FOLDER_ENV
from tests.browser.running_site import RunningSite

HOST = "https://player.vimeo.com/"
PAGE = "https://vimeo.com/1234567"
MAKE = """
from tests.catalogue.whole_films import *
whole_film("Far Shore", [credit("director", "Mina Okafor")], shown="elsewhere",
           elsewhere_url="https://vimeo.com/1234567", synopsis="A shore is looked at.")
"""
REMOVE = """
from matinee.catalogue.models import FilmPage
FilmPage.objects.get(slug="far-shore").delete()
"""


@pytest.fixture(scope="module")
def film(running_site: RunningSite) -> Iterator[str]:
    """Give the site a film that plays elsewhere, for as long as these journeys take."""
    _in_site(running_site, MAKE)
    yield f"{running_site.url}/films/far-shore/"
    _in_site(running_site, REMOVE)


def _in_site(site: RunningSite, code: str) -> None:
    env = {
        **os.environ,
        FOLDER_ENV: str(site.folder),
        "DJANGO_SETTINGS_MODULE": "matinee.project.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def answered(page: Page, asked: list[str]) -> None:
    """Answer for the other site, and note what is asked of it."""

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<p>The film.</p>")

    page.route("https://**/*", answer)


def test_one_key_brings_the_hosts_player_and_nothing_did_before(
    browser: Browser, film: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    complaints: list[str] = []
    answered(page, asked)
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(film)
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert Axe().run(page).violations_count == 0
    button = page.get_by_role("button", name="Watch on vimeo.com")
    assert "Plays from player.vimeo.com, which may set cookies of its own." in button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    page.frame_locator("iframe").get_by_text("The film.").wait_for()
    assert [url.startswith(HOST) and "autoplay=1" in url for url in asked] == [True]
    frame = page.locator("iframe")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert "allow-top-navigation" not in str(frame.get_attribute("sandbox"))
    assert frame.get_attribute("title") == "Far Shore"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert complaints == []
    page.close()


def test_without_scripts_the_button_is_a_link(browser: Browser, film: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(film)
    assert page.get_by_role("link", name="Watch on vimeo.com").get_attribute("href") == PAGE
    page.close()
