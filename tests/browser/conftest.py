"""One site with one film, and one real Chromium, for all the journeys."""

import os

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.running_site import (
    CAPTIONS,
    CREDITS,
    SYNOPSIS,
    TITLE,
    RunningSite,
    end,
    make_master,
    matinee,
    serve,
)


@pytest.fixture(scope="session")
def running_site(tmp_path_factory):
    home = tmp_path_factory.mktemp("browser")
    words = {"synopsis.txt": SYNOPSIS, "credits.txt": CREDITS, "captions.vtt": CAPTIONS}
    for name, text in words.items():
        (home / name).write_text(text, encoding="utf-8")
    master = make_master(home / "ferry.mkv")
    folder = home / "site"
    matinee("new", folder, "--name", "Low Water")
    with (home / "run.log").open("w") as log:
        process, url = serve(folder, log)
        try:
            matinee(
                *("release", master, "--title", TITLE, "--year", "2024", "--quality", "draft"),
                *("--synopsis", home / "synopsis.txt", "--credits", home / "credits.txt"),
                *("--captions", f"en={home / 'captions.vtt'}"),
                site=folder,
            )
            yield RunningSite(folder, url, f"{url}/films/the-ferry-at-low-water/")
        finally:
            end(process)


# Playwright's event loop runs while it is open, and Django refuses to work beside one:
# so it closes with the last journey.
@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("MATINEE_TEST_CHROMIUM") or None,
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
    page.on(
        "console", lambda message: troubles.append(message.text) if is_trouble(message) else None
    )
    page.on(
        "request", lambda request: troubles.append(request.url) if is_foreign(request) else None
    )
    yield page
    cookies = context.cookies()
    context.close()
    assert troubles == []
    assert cookies == []


def is_trouble(message) -> bool:
    return message.type == "error"


def is_foreign(request) -> bool:
    return not request.url.startswith(("http://127.0.0.1:", "blob:", "data:"))
