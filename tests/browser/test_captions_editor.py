"""An editor corrects captions by keyboard beside the film, and viewers read them at once."""

import re
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.journey import until
from tests.browser.running_site import RunningSite

SPOKEN = """1
00:00:00,200 --> 00:00:04,400
The tyde is late today, it came early all week, said the pilot.

2
00:00:04,500 --> 00:00:05,000
<i>It comes;</i>

3
00:00:05,100 --> 00:00:09,500
it always came & <b>always</b> went.
"""
TEXT = ".cue.is-edited textarea"
CUES = ".cue .cue-words"


def test_captions_are_added_corrected_by_keyboard_and_read_at_once(studio, running_site):
    page = studio
    add_a_file(page, running_site)
    words = page.locator(CUES)
    expect(words).to_have_count(3)
    expect(page.locator("#captions-count")).to_have_text(re.compile("3 cues, 2 outside the norms"))
    correct_a_word(page)
    split_and_merge(page)
    set_times_from_the_film(page)
    lose_the_page_and_nothing_else(page)
    page.keyboard.press("Control+s")
    expect(page.locator("#studio-said")).to_have_text("Saved. Viewers read them like this now.")
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert complaints_of_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    track = track_of_the_film(page, running_site)
    assert "The tide is late today,\nit came early all week,\n\n" in track
    assert "said the pilot.\n<i>It comes;</i>\n\n" in track
    assert "it always came &amp; <b>always</b> went." in track
    page.go_back()
    take_them_away(page)


def add_a_file(page: Page, site: RunningSite) -> None:
    """Go from the film's form to its captions, add a file by its language's name, open it."""
    page.goto(f"{site.url}/studio/pages/search/?q=Ferry")
    page.get_by_role("link", name="The Ferry at Low Water").first.click()
    page.get_by_role("tab", name="How it is shown").click()
    page.get_by_role("link", name="Sound and captions").last.click()
    expect(page.get_by_role("heading", name=re.compile("Sound and captions"))).to_be_visible()
    file = {"name": "pilot.srt", "mimeType": "text/plain", "buffer": SPOKEN.encode()}
    page.get_by_label("Caption file").set_input_files(file)
    page.get_by_label("Language").first.select_option(label="Portuguese")
    page.get_by_role("button", name="Add captions").click()
    expect(page.get_by_text("The captions are here: Português.")).to_be_visible()
    assert complaints_of_axe(page) == []
    page.get_by_role("link", name="Edit Portuguese, Captions").click()
    page.locator("#captions[data-ready]").wait_for()


def correct_a_word(page: Page) -> None:
    """Open a cue from the list, and see the norms speak while its words change."""
    page.locator(".cue-open[tabindex='0']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cue").first).to_contain_text("A line has 63 characters")
    page.get_by_text("Find and replace", exact=True).click()
    page.get_by_label("Find", exact=True).fill("tyde")
    page.get_by_label("Replace with").fill("tide")
    page.get_by_role("button", name="Replace all").click()
    expect(page.locator("#studio-said")).to_have_text("Replaced once.")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(TEXT)).to_have_value(re.compile("^The tide is late"))
    page.keyboard.press("Control+z")
    expect(page.locator(TEXT)).to_have_value(re.compile("^The tyde is late"))
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(TEXT)).to_have_value(re.compile("^The tide is late"))
    assert complaints_of_axe(page) == []


def split_and_merge(page: Page) -> None:
    """Split the first cue before "said", break its line, and give the rest to the next."""
    put_cursor_before(page, "said")
    page.keyboard.press("Alt+s")
    expect(page.locator(CUES)).to_have_count(4)
    page.keyboard.press("Alt+m")
    expect(page.locator(CUES)).to_have_count(3)
    page.keyboard.press("Alt+ArrowUp")
    put_cursor_before(page, "it came")
    page.keyboard.press("Enter")
    said = [
        "The tide is late today, \nit came early all week,",
        "said the pilot.\n<i>It comes;</i>",
    ]
    assert page.locator(CUES).all_text_contents()[:2] == said
    expect(page.locator("#captions-count")).to_have_text(re.compile("3 cues, all within the norms"))


def set_times_from_the_film(page: Page) -> None:
    """Play from a field, and let the cue end where the film is."""
    at = "document.querySelector('video').currentTime"
    page.keyboard.press("Alt+k")
    until(page, f"{at} > 0.8")
    page.keyboard.press("Control+Space")
    until(page, "document.querySelector('video').paused")
    expect(page.locator("#captions-shown")).to_have_text(re.compile("The tide is late today"))
    expect(page.locator(".cue").first).to_have_class(re.compile("is-playing"))
    page.evaluate("document.querySelector('video').currentTime = 3")
    page.keyboard.press("Alt+o")
    expect(page.get_by_label("Ends", exact=True)).to_have_value("0:03.000")


def lose_the_page_and_nothing_else(page: Page) -> None:
    wanted = page.locator(CUES).all_text_contents()
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("#captions[data-ready]").wait_for()
    assert page.locator(CUES).all_text_contents() != wanted
    page.get_by_role("button", name="Bring them back").click()
    assert page.locator(CUES).all_text_contents() == wanted


def take_them_away(page: Page) -> None:
    """Remove the track again, after the question: other journeys play this film too."""
    page.get_by_role("link", name="Sound and captions").click()
    page.get_by_role("link", name="Remove Portuguese, Captions").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Removed: Português.")).to_be_visible()


def put_cursor_before(page: Page, words: str) -> None:
    field = page.locator(TEXT)
    field.focus()
    place = field.input_value().index(words)
    field.evaluate("(field, at) => field.setSelectionRange(at, at)", place)


def track_of_the_film(page: Page, site: RunningSite) -> str:
    """Wait until the film's public page plays the track, and return its file."""
    for _ in range(60):
        page.goto(site.film)
        track = page.locator("track[srclang=pt]")
        if track.count():
            text = read(site.url + track.get_attribute("src"))
            if "tide" in text:
                return text
        page.wait_for_timeout(250)
    raise AssertionError("the page still plays the old captions")


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


def complaints_of_axe(page: Page) -> list[str]:
    """Return what axe finds in our part of the page; the studio around it is Wagtail's."""
    found = Axe().run(page, context="#captions, #sound-and-captions, .studio-save")
    return [f"{each['id']}: {node['html']}" for each in found.response["violations"]
            for node in each["nodes"]]  # fmt: skip
