"""On another site's page the player plays, by the code to copy; our other pages stay away."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.browser.journey import VIDEO, WAIT_S
from tests.browser.running_site import TITLE, matinee


@pytest.fixture
def addressed(running_site, monkeypatch) -> Iterator[str]:
    """Bake the site for the address it is served at, and back again."""
    with monkeypatch.context() as patch:
        patch.setenv("MATINEE_ADDRESS", running_site.url)
        matinee("bake", site=running_site.folder)
    yield running_site.film
    matinee("bake", site=running_site.folder)


@pytest.fixture
def another_site() -> Iterator[tuple[str, list[str]]]:
    """Serve one page from another origin; its words are the last of the list."""
    words = [""]

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(words[-1].encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", words
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_site_shows_the_player_and_nothing_else(addressed, another_site, browser) -> None:
    url, words = another_site
    page = browser.new_page()
    page.goto(addressed)
    page.get_by_text("Show the film on your own page").click()
    code = page.get_by_label("Copy this into your page’s HTML").input_value()
    words.append(f'<!doctype html><title>Review</title>{code}<iframe src="{addressed}"></iframe>')
    page.goto(url)
    player = page.frame(url=f"{addressed}embed/")
    assert page.get_by_title(TITLE).bounding_box()["width"] > 500
    player.get_by_role("button", name="Watch the film").click()
    for _ in range(WAIT_S * 20):
        if player.evaluate(f"{VIDEO}.currentTime > 0.3"):
            break
        page.wait_for_timeout(50)
    assert player.evaluate(f"{VIDEO}.currentTime > 0.3")
    assert player.get_by_role("link", name=TITLE).get_attribute("target") == "_blank"
    refused = [frame.url for frame in page.frames if frame.url.startswith("chrome-error:")]
    assert len(refused) == 1
    assert page.context.cookies() == []
    page.close()


def test_the_player_page_needs_no_script(addressed, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{addressed}embed/")
    assert page.locator("video").get_attribute("controls") is not None
    assert page.get_by_role("button", name="Watch the film").is_hidden()
    assert page.get_by_role("link", name=TITLE).is_visible()
    context.close()
