"""A curator composes a programme in the studio; a visitor plays it from film to film."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import VIDEO, until
from tests.browser.running_site import TITLE, RunningSite, matinee
from tests.clips import run_ffmpeg

FIRST, SECOND = "Spring Tide", TITLE
PROGRAMME = "Two short tides"
NOTE = "The water comes back."
HAS_NOTE = f"field => field.value.includes('{NOTE}')"
SECONDS = 3
AT_THE_END = f"{VIDEO}.currentTime = {VIDEO}.duration - 0.4"


@pytest.fixture(scope="module")
def films(running_site: RunningSite, tmp_path_factory) -> None:
    master = short_master(tmp_path_factory.mktemp("tides") / "tide.mp4")
    matinee("release", master, "--title", FIRST, "--quality", "draft", site=running_site.folder)


def short_master(file: Path) -> Path:
    run_ffmpeg(
        *("-f", "lavfi", "-t", str(SECONDS), "-i", "testsrc=size=320x180:rate=12"),
        *("-f", "lavfi", "-t", str(SECONDS), "-i", "sine=frequency=330:sample_rate=48000"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"),
        str(file),
    )
    return file


@pytest.fixture(scope="module")
def studio(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    said = matinee("editor", "noor", site=running_site.folder)
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{running_site.url}/studio/login/")
    page.locator("[name=username]").fill("noor")
    page.locator("[name=password]").fill(said.split()[-1])
    page.locator("[type=submit]").click()
    page.wait_for_url("**/studio/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def programme(films, studio: Page, running_site: RunningSite) -> str:
    """Compose the programme as a person would, and return the address of its page."""
    studio.get_by_role("link", name="Programmes", exact=True).first.click()
    studio.get_by_role("link", name="Add child page").first.click()
    studio.locator("#id_title").fill(PROGRAMME)
    # The studio saves a new page by itself, too: saved now, it is made but once.
    studio.get_by_role("button", name="Save draft").click()
    studio.wait_for_url("**/edit/")
    studio.get_by_role("button", name="Add film").click()
    for title in (SECOND, FIRST):
        row = studio.locator(".modal-content tr").filter(has_text=title)
        row.get_by_role("checkbox").check()
    studio.get_by_role("button", name="Confirm selection").click()
    picks = studio.locator("[data-inline-panel-child]")
    expect(picks).to_have_count(2)
    expect(studio.locator(".modal-content")).to_be_hidden()
    pick = picks.filter(has_text=SECOND)
    note = pick.locator("[contenteditable=true]")
    note.click()
    note.press_sequentially(NOTE)
    pick.get_by_role("button", name="Move down").click()
    # The editor hands its words to the form a moment after they were typed.
    until(studio, f"[...document.querySelectorAll('[name$=-note]')].some({HAS_NOTE})")
    studio.get_by_role("button", name="More actions").last.click()
    studio.get_by_role("button", name="Publish", exact=True).click()
    studio.wait_for_url(re.compile(r"/studio/pages/\d+/$"))
    return f"{running_site.url}/programmes/two-short-tides/"


def test_a_composed_programme_plays_from_film_to_film(programme: str, page: Page) -> None:
    page.goto(programme)
    titles = page.locator(".pick h2")
    expect(titles).to_have_text([FIRST, SECOND])
    expect(page.locator(".pick .note").last).to_have_text(NOTE)

    assert Axe().run(page).violations_count == 0
    page.get_by_role("link", name="Play all").click()
    expect(page.locator(".within")).to_contain_text("1 of 2")
    until(page, f"{VIDEO}?.currentTime > 0.2")
    page.evaluate(AT_THE_END)
    card = page.get_by_role("group", name="The next film")
    expect(card).to_contain_text(SECOND)
    assert Axe().run(page).violations_count == 0
    expect(page.get_by_role("status").filter(has_text="Press Escape")).to_be_attached()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.wait_for_timeout(300)
    assert "spring-tide" in page.url

    page.evaluate(f"{AT_THE_END}; {VIDEO}.play()")
    expect(card).to_be_visible()
    page.wait_for_url("**/films/the-ferry-at-low-water/**")
    until(page, f"{VIDEO}?.currentTime > 0.2")
    expect(page.locator(".within")).to_contain_text("2 of 2")
    expect(page.get_by_role("link", name="Back to the programme").first).to_be_visible()


def test_links_lead_through_a_programme_and_a_moment_keeps_its_place(
    programme: str, page: Page
) -> None:
    page.goto(programme)
    page.get_by_role("link", name=FIRST).first.click()
    page.get_by_role("link", name=f"Next: {SECOND}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SECOND)
    page.goto(page.url.replace("#", "#t=1.5&"))
    page.reload()
    expect(page.locator(".within")).to_contain_text(f"{PROGRAMME}, 2 of 2")
    page.get_by_role("button", name="Watch from 0:01").click()
    until(page, f"{VIDEO}.currentTime >= 1.5 && {VIDEO}.duration > 5")
    page.evaluate(AT_THE_END)
    over = page.get_by_role("group", name="The end of the programme")
    over.get_by_role("link", name="Back to the programme").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PROGRAMME)
