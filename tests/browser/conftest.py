"""One site with one film, and one real Chromium, for all the journeys."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.running_site import (
    MISSING,
    RunningSite,
    end,
    make_ferry_site,
    matinee,
    serve,
)
from tests.cli.conftest import make_site
from tests.made_once import made_once


@pytest.fixture(scope="session")
def running_site(tmp_path_factory):
    home = tmp_path_factory.mktemp("browser")
    new_site = made_once(tmp_path_factory, "new-site", make_site)
    ferry_site = made_once(
        tmp_path_factory, "ferry-site", lambda folder: make_ferry_site(new_site, folder)
    )
    folder = Path(shutil.copytree(ferry_site, home / "site"))
    with (home / "run.log").open("w") as log:
        process, url = serve(folder, log)
        try:
            yield RunningSite(folder, url, f"{url}/films/the-ferry-at-low-water/")
        finally:
            end(process)


# Playwright's event loop runs while it is open, and Django refuses to work beside one:
# so it closes with the last journey.
@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("MATINEE_TEST_CHROMIUM") or shutil.which("chromium"),
            args=["--autoplay-policy=no-user-gesture-required", "--mute-audio"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser):
    """Open a page that fails its test if a script failed or a third party was asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.extend(complaints(message)))
    page.on("request", lambda request: troubles.extend(foreign(request)))
    yield page
    cookies = context.cookies()
    context.close()
    assert troubles == []
    assert cookies == []


@pytest.fixture
def studio(browser: Browser, running_site: RunningSite, request: pytest.FixtureRequest):
    """Open the studio as an editor; a script that fails fails the test."""
    name = request.node.name
    password = matinee("editor", name, site=running_site.folder).split()[-1]
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: troubles.extend(foreign(request)))
    page.goto(f"{running_site.url}/studio/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{running_site.url}/studio/")
    yield page
    context.close()
    assert troubles == []


def complaints(message) -> list[str]:
    """Return what a script, the network or the security policy complained of."""
    wanted = message.location["url"].endswith(MISSING)
    return [message.text] if message.type == "error" and not wanted else []


def foreign(request) -> list[str]:
    """Return the address when it is not of this machine."""
    ours = request.url.startswith(("http://127.0.0.1:", "blob:", "data:"))
    return [] if ours else [request.url]
