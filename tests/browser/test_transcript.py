"""Somebody reads a film's words: beside the film, on their own page, and takes some along."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import VIDEO, until
from tests.browser.running_site import TITLE, RunningSite

LATE, CAME = "The tide is late today.", "It will come; it always came."
CURRENT = "document.querySelector('.beside [aria-current]')?.textContent"


@pytest.fixture
def beside(page: Page, running_site: RunningSite) -> Page:
    """Open the film's page, and the words beside the film."""
    page.goto(running_site.film)
    page.get_by_role("button", name="Transcript").click()
    page.get_by_role("region", name="Transcript").wait_for()
    return page


def drag_over(page: Page, first: str, last: str) -> None:
    """Select words as a mouse does: from the beginning of one line to the end of another."""
    page.evaluate("document.fonts.ready.then(() => null)")
    start, end = (
        page.get_by_role("link", name=words).evaluate(
            "link => [...link.getClientRects()].map(r => r.toJSON())"
        )
        for words in (first, last)
    )
    page.mouse.move(start[0]["left"] + 1, start[0]["top"] + start[0]["height"] / 2)
    page.mouse.down()
    end_y = end[-1]["top"] + end[-1]["height"] / 2
    page.mouse.move(end[-1]["right"] - 20, end_y, steps=4)
    page.mouse.move(end[-1]["right"] - 1, end_y)
    page.mouse.up()


def test_the_words_come_when_asked_for_and_a_line_plays_its_moment(page, running_site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(running_site.film, wait_until="networkidle")
    assert not [url for url in asked if "/transcript/" in url or "/reading-" in url]
    assert CAME not in page.content()
    opener = page.get_by_role("button", name="Transcript")
    opener.click()
    line = page.get_by_role("link", name=CAME)
    line.click()
    until(page, f"{VIDEO}.currentTime >= 4.5 && !{VIDEO}.paused")
    until(page, f"{CURRENT} === '{CAME}'")
    assert page.url.endswith("#t=4.5")
    opener.click()
    expect(line).to_be_hidden()
    assert opener.get_attribute("aria-expanded") == "false"


def test_the_words_follow_the_film_until_their_reader_scrolls_away(beside: Page) -> None:
    beside.get_by_role("button", name="Watch the film").click()
    until(beside, f"{VIDEO}.currentTime > 0.5")
    until(beside, f"{CURRENT} === '{LATE}'")
    back = beside.get_by_role("button", name="Follow the film")
    expect(back).to_be_hidden()
    beside.locator(".beside .body").hover()
    beside.mouse.wheel(0, 50)
    expect(back).to_be_visible()
    beside.evaluate(f"{VIDEO}.currentTime = 6")
    until(beside, f"{CURRENT} === '{CAME}'")
    back.click()
    expect(back).to_be_hidden()


def test_keys_alone_find_read_and_play(beside: Page) -> None:
    field = beside.get_by_role("searchbox", name="Find in the transcript")
    field.press_sequentially("TIDE IS")
    expect(beside.locator(".find .count")).to_have_text("1 of 1")
    field.fill("it")
    expect(beside.locator(".find .count")).to_have_text("1 of 2")
    field.press("Shift+Enter")
    expect(beside.locator(".find .count")).to_have_text("2 of 2")
    field.fill("ebb")
    expect(beside.locator(".find .count")).to_have_text("Not found")
    first = beside.get_by_role("link", name=LATE)
    first.focus()
    first.press("ArrowDown")
    second = beside.get_by_role("link", name=CAME)
    expect(second).to_be_focused()
    second.press("Enter")
    until(beside, f"{VIDEO}.currentTime >= 4.5 && !{VIDEO}.paused")
    expect(second).to_be_focused()
    # A passage, too: whole lines, then on to copying them.
    second.press("Shift+ArrowUp")
    beside.keyboard.press("Tab")
    expect(beside.get_by_role("button", name="Copy link")).to_be_focused()
    beside.keyboard.press("Escape")
    expect(beside.get_by_role("button", name="Copy link")).to_be_hidden()
    # A key plays a line whatever is selected.
    second.focus()
    second.press("Shift+ArrowUp")
    first.press("Enter")
    until(beside, f"{VIDEO}.currentTime < 3")


def test_a_passage_is_quoted_with_its_source(page: Page, running_site: RunningSite) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{running_site.film}transcript/")
    page.locator(".find").wait_for()
    drag_over(page, LATE, CAME)
    page.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_text("The quotation is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        f"“{LATE} {CAME}”\n{TITLE} (2024), 0:00\n{running_site.film}#t=0.2"
    )
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{running_site.film}#t=0.2"
    # The press that lets go of the words follows no link; the next one does.
    page.get_by_role("link", name=CAME).click()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    assert page.url == f"{running_site.film}transcript/"
    page.get_by_role("link", name=CAME).click()
    page.wait_for_url(f"{running_site.film}#t=4.5")


def test_without_a_clipboard_the_quotation_stands_in_a_field(beside: Page) -> None:
    session = beside.context.new_cdp_session(beside)
    target = session.send("Target.getTargetInfo")["targetInfo"]
    denied = {"permission": {"name": "clipboard-write"}, "setting": "denied"}
    session.send(
        "Browser.setPermission", {**denied, "browserContextId": target["browserContextId"]}
    )
    drag_over(beside, CAME, CAME)
    beside.get_by_role("button", name="Copy quotation").click()
    field = beside.get_by_role("textbox", name="The words to copy")
    expect(field).to_be_focused()
    assert field.input_value().startswith(f"“{CAME}”\n{TITLE} (2024), 0:04\nhttp")
    beside.emulate_media(reduced_motion="reduce")
    found = Axe().run(beside)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_axe_finds_no_violation_in_the_page(page, running_site, width, scheme) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{running_site.film}transcript/")
    page.locator(".find").wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_without_javascript_the_words_lead_to_the_film(browser: Browser, running_site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(running_site.film)
    page.get_by_role("link", name="Transcript").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("link", name="0:00").click()
    assert page.url.endswith("/transcript/#t0")
    page.get_by_role("link", name=CAME).click()
    assert page.url == f"{running_site.film}#t=4.5"
    context.close()
