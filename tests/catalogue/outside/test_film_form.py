"""The film form's button in a real Chromium: it fills what is empty and tells what it did."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect, sync_playwright

import matinee.catalogue

SCRIPT = Path(matinee.catalogue.__file__).parent / "static/catalogue/elsewhere.js"
FORM = """<!doctype html><html lang="en"><title>Form</title><form id="page-edit-form">
<input type="hidden" name="csrfmiddlewaretoken" value="the token">
<label>Title <input id="id_title"></label>
<label>Address <input id="id_elsewhere_url"></label>
<label>Seconds <input id="id_running_time_s"></label></form>
<script src="/elsewhere.js" data-ask="/ask/" defer></script>"""
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
FACTS = {
    "title": "Ebb",
    "author": "Lena Oyelaran",
    "duration_s": 3723,
    "player": "frame",
    "host": "player.vimeo.com",
    "picture": DOT,
}


class Studio(BaseHTTPRequestHandler):
    """The form, the script, and an answer for each address."""

    def do_GET(self) -> None:
        script = self.path == "/elsewhere.js"
        kind = "text/javascript" if script else "text/html"
        self._say(200, kind, SCRIPT.read_text() if script else FORM)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        assert self.headers["X-CSRFToken"] == "the token"
        if parse_qs(body)["url"] == ["https://vimeo.com/1"]:
            self._say(200, "application/json", json.dumps({"facts": FACTS}))
        else:
            self._say(200, "application/json", json.dumps({"error": "There is no such site."}))

    def _say(self, status: int, kind: str, body: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def form() -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Studio)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    chromium = os.environ.get("MATINEE_TEST_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        yield page
        browser.close()
    server.shutdown()
    server.server_close()


def test_the_host_is_asked_by_the_keyboard(form: Page) -> None:
    told = form.get_by_role("status")
    address = form.get_by_label("Address")
    form.get_by_role("button", name="Ask the host").focus()
    form.keyboard.press("Enter")
    expect(told).to_have_text("Write the address first.")
    expect(address).to_be_focused()

    form.keyboard.type("https://nowhere.example/")
    form.keyboard.press("Tab")
    form.keyboard.press("Space")
    expect(told).to_have_text("There is no such site.")
    expect(form.get_by_role("button")).to_be_focused()
    assert form.get_by_label("Title").input_value() == ""

    form.get_by_label("Title").fill("My own words")
    address.fill("https://vimeo.com/1")
    expect(told).to_have_text("")
    form.get_by_role("button").press("Enter")
    expect(told).to_have_text(
        "“Ebb”, by Lena Oyelaran. It runs 1:02:03. Plays in the player of player.vimeo.com."
        " Filled in: running time."
    )
    expect(form.get_by_role("img")).to_have_attribute("src", DOT)
    assert form.get_by_label("Title").input_value() == "My own words"
    assert form.get_by_label("Seconds").input_value() == "3723"
