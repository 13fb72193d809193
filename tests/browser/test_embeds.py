"""On another site's page the player plays, by the code to copy; our other pages stay away."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest

from matinee.catalogue.published import Head
from matinee.catalogue.rendering import public_environment
from tests.browser.journey import VIDEO, WAIT_S
from tests.browser.running_site import TITLE, end, matinee, serve

HOSTILE = "\"'></script><script>alert(1)</script><!--\u2028{{ 7*7 }}]]>&amp;"
READ_DATA = "document.querySelector('script[type=\"application/ld+json\"]').textContent"


@pytest.fixture(scope="module")
def addressed(running_site, tmp_path_factory) -> Iterator[str]:
    """Serve a copy of the site that has an address of its own; return the film's there."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    shutil.copytree(running_site.folder, folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "matinee.toml").open("a") as settings:
        settings.write(f'\naddress = "http://127.0.0.1:{port}"\n')
    matinee("bake", site=folder)
    with (folder / "run.log").open("w") as log:
        process, url = serve(folder, log, port)
        yield running_site.film.replace(running_site.url, url)
        end(process)


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


def test_no_title_ends_the_data_for_machines(browser) -> None:
    head = Head(title=HOSTILE, description=HOSTILE, graph=({"@type": "Movie", "name": HOSTILE},))
    house = SimpleNamespace(name=HOSTILE, base="https://films.example")
    told = SimpleNamespace(head=head, house=house, address="/films/x/")
    html = public_environment().get_template("head.html").render(page=told)
    page = browser.new_page()
    page.set_content(f"<!doctype html><head>{html}</head><p>Words</p>")
    scripts = page.locator("script").all_text_contents()
    assert len(scripts) == 1
    assert json.loads(scripts[0])["@graph"][0]["name"] == HOSTILE
    assert page.evaluate(f"JSON.parse({READ_DATA})['@graph'][0].name") == HOSTILE
    assert page.locator("body > *").count() == 1
    assert page.locator('meta[property="og:title"]').get_attribute("content") == HOSTILE
    page.close()
