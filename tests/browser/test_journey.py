"""A visitor watches a film in a real browser, with the player and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.journey import VIDEO, until
from tests.browser.running_site import SECONDS, TITLE, RunningSite

SHOWN_WORDS = f"[...{VIDEO}.textTracks].find(t => t.mode === 'showing')?.activeCues?.[0]?.text"


@pytest.fixture
def film(page: Page, running_site: RunningSite) -> Page:
    page.goto(running_site.film)
    return page


@pytest.fixture
def playing(film: Page) -> Page:
    film.get_by_role("button", name="Watch the film").click()
    until(film, f"{VIDEO}.currentTime > 0.5")
    return film


def time_s(page: Page) -> float:
    return page.evaluate(f"{VIDEO}.currentTime")


def heard_bytes(page: Page) -> int:
    return page.evaluate(f"{VIDEO}.webkitAudioDecodedByteCount")


def choose(page: Page, button: str, item: re.Pattern[str]) -> None:
    """Open the menu of a button and choose the item that says so."""
    page.locator(button).click()
    page.get_by_role("menuitemradio", name=item).first.click()


def test_nothing_of_the_film_is_fetched_before_somebody_means_to_watch(page, running_site):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(running_site.film, wait_until="networkidle")
    assert asked
    assert [url for url in asked if re.search(r"\.(m3u8|mp4|mpd)$|player-", url)] == []


def test_the_film_plays_with_sound(playing):
    assert playing.evaluate(f"{VIDEO}.duration") == pytest.approx(SECONDS, abs=0.1)
    until(playing, f"{VIDEO}.currentTime > 2")
    assert heard_bytes(playing) > 0
    assert playing.evaluate(f"{VIDEO}.getVideoPlaybackQuality().totalVideoFrames") > 25
    assert playing.evaluate(f"{VIDEO}.error") is None


def test_captions_show_what_is_said(playing):
    playing.locator("media-captions-button").click()
    until(playing, f"({SHOWN_WORDS})?.includes('tide is late')")


def test_seeking_goes_there_and_plays_on(playing):
    playing.keyboard.press("6")
    until(playing, f"{VIDEO}.currentTime > 6.3 && !{VIDEO}.seeking")
    assert time_s(playing) < 9
    playing.keyboard.press("1")
    until(playing, f"{VIDEO}.currentTime > 1.3 && {VIDEO}.currentTime < 4")


def test_a_chosen_quality_is_shown(playing):
    for height in (360, 720):
        playing.locator("media-settings-menu-button").click()
        playing.get_by_role("menuitem", name="Quality").click()
        playing.get_by_role("menuitemradio", name=re.compile(f"^{height}p")).click()
        playing.keyboard.press("Escape")
        playing.locator("media-settings-menu").wait_for(state="hidden")
        playing.keyboard.press("0")
        until(playing, f"{VIDEO}.videoHeight === {height}")


def test_another_sound_is_heard(playing):
    with playing.expect_request(re.compile("sound-2")):
        choose(playing, "media-audio-track-menu-button", re.compile("French|Français"))
    before = heard_bytes(playing)
    playing.keyboard.press("0")
    until(playing, f"{VIDEO}.webkitAudioDecodedByteCount > {before + 10_000}")


def test_the_keyboard_alone_is_enough(film):
    for _ in range(30):
        film.keyboard.press("Tab")
        if film.evaluate("document.activeElement.matches('.play')"):
            break
    film.keyboard.press("Enter")
    until(film, f"{VIDEO}.currentTime > 0.5")
    film.keyboard.press("k")
    until(film, f"{VIDEO}.paused")


def test_without_javascript_the_film_plays(browser: Browser, running_site: RunningSite):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1000, "height": 800}
    )
    page = context.new_page()
    page.goto(running_site.film)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.locator("video").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(2_000)
    assert time_s(page) > 0.5
    assert page.evaluate(f"{VIDEO}.currentSrc").endswith("progressive.mp4")
    context.close()
