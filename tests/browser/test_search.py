"""A visitor looks for a word that was said, and sees the film from there."""

import io
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops, ImageStat

from tests.browser.journey import VIDEO, until
from tests.browser.running_site import SECONDS

WAIT_S = 30
HIT = "/films/the-ferry-at-low-water/#t=4.5"
# `played` does not tell: what is skipped before the film begins counts as played in Chromium.
BEGINNING = f"""(film => {{
  film.addEventListener('seeking', () => {{ window.sought ??= film.currentTime; }});
  film.requestVideoFrameCallback((_, picture) => {{ window.shown = picture.mediaTime; }});
}})({VIDEO})"""


@pytest.fixture(scope="module")
def searched(running_site) -> str:
    """Return the site's address once its worker has taken the words into the index."""
    end = time.monotonic() + WAIT_S
    while HIT.encode() not in urllib.request.urlopen(f"{running_site.url}/search/?q=came").read():
        assert time.monotonic() < end
        time.sleep(0.3)
    return running_site.url


def test_a_spoken_word_leads_to_its_moment(page, searched):
    page.goto(f"{searched}/")
    with page.expect_navigation():
        page.get_by_role("link", name="Search").click()
    # The field has the cursor; what is typed is answered without a key to send it.
    until(page, "document.activeElement?.name === 'q'")
    page.keyboard.type("always ca")
    until(page, "document.querySelectorAll('#said mark').length === 2")
    assert page.url == f"{searched}/search/?q=always+ca"
    assert page.title().startswith("Search: always ca · ")
    assert page.evaluate("document.activeElement.name") == "q"
    until(page, "document.querySelector('[role=status]').textContent === '1 line said in 1 film'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{searched}{HIT}")
    page.evaluate(BEGINNING)
    page.get_by_role("button", name="Watch from 0:04").click()
    until(page, f"{VIDEO}.currentTime > 5")
    # A busy machine may leave pictures out. None comes before the moment.
    assert page.evaluate("window.sought") == 4.5
    assert 4.45 < page.evaluate("window.shown") < 5


def test_what_is_shown_is_the_last_question(page, searched):
    page.goto(f"{searched}/search/?q=came")
    field = page.get_by_role("searchbox")
    field.press("End")
    page.keyboard.type("x")
    until(page, "document.querySelector('.empty') !== null")
    page.keyboard.press("Backspace")
    # Enter does not wait for the pause, and no new page takes the cursor away.
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#said mark')?.textContent === 'came'")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert field.evaluate("field => field === document.activeElement")


def test_the_search_needs_no_script(browser, searched):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{searched}/search/")
    page.get_by_role("searchbox").fill("always")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=always")
    hit = page.locator("#said .hits a")
    assert hit.get_attribute("href") == HIT
    assert hit.locator("mark").inner_text() == "always"
    context.close()


def test_a_line_has_the_picture_of_its_moment(page, searched):
    page.goto(f"{searched}/search/?q=came")
    until(page, "document.querySelector('.tile').complete")
    # Where it begins between two pixels, the shot is one larger.
    shown = picture(page.locator(".tile").screenshot()).resize((160, 90))
    sheet = picture(urllib.request.urlopen(page.evaluate("document.querySelector('.tile').src")))
    # One tile a second: the fifth is of the moment from 0:04 on.
    tiles = [sheet.crop((160 * at, 0, 160 * at + 160, 90)) for at in range(SECONDS)]
    differences = [ImageStat.Stat(ImageChops.difference(shown, each)).mean for each in tiles]
    assert differences.index(min(differences)) == 4
    assert sum(differences[4]) < min(map(sum, differences[:4])) / 2


def picture(data) -> Image.Image:
    return Image.open(data if hasattr(data, "read") else io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(
    ("query", "width", "scheme"),
    [
        ("", 390, "light"),
        ("?q=tide", 390, "light"),
        ("?q=tide", 1440, "dark"),
        ("?q=x", 1440, "light"),
    ],
)
def test_axe_finds_no_violation(page, searched, query, width, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{searched}/search/{query}")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
