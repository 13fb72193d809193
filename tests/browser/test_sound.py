"""A viewer hears every word: clear dialogue in the player, and films that are equally loud."""

import re
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.journey import VIDEO, until
from tests.browser.listening import EARS, gains_db, level_db
from tests.browser.running_site import CAPTIONS, RunningSite, matinee
from tests.clips import run_ffmpeg
from tests.spoken import spoken

MUSIC_HZ = 520
QUIETER_DB = 12
MADE_WITHIN_S = 200
WORDS = (
    "The ferry is late, and nobody on the pier has asked why.",
    "Wait until the water comes, and then look over there.",
)


@pytest.fixture(scope="module")
def talking_film(running_site: RunningSite, tmp_path_factory) -> str:
    """Release a quiet film of words over music; return its address once its voices are clear."""
    home = tmp_path_factory.mktemp("talking")
    (home / "captions.vtt").write_text(CAPTIONS, encoding="utf-8")
    master = home / "pier.mkv"
    run_ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=size=320x180:rate=12", "-i", str(spoken(home, *WORDS))),
        *("-f", "lavfi", "-i", f"sine=frequency={MUSIC_HZ}:sample_rate=48000"),
        "-filter_complex",
        f"[1:a]aresample=48000[v];[v][2:a]amix=inputs=2:duration=first:normalize=0,"
        f"volume=-{QUIETER_DB}dB,aformat=channel_layouts=stereo[a]",
        *("-map", "0:v", "-map", "[a]", "-shortest", "-metadata:s:a:0", "language=eng"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le"),
        str(master),
    )
    captions = f"en={home / 'captions.vtt'}"
    words = ("--title", "The Pier", "--quality", "draft", "--captions", captions)
    matinee("release", master, *words, site=running_site.folder)
    address = f"{running_site.url}/films/the-pier/"
    end = time.monotonic() + MADE_WITHIN_S
    while b"clear dialogue" not in urllib.request.urlopen(address).read():
        assert time.monotonic() < end, "the worker did not make the clear dialogue"
        time.sleep(1)
    return address


@pytest.fixture
def listening(page: Page) -> Page:
    page.add_init_script(EARS)
    return page


def watch(page: Page, address: str, gains: str = "") -> None:
    """Open a film and play it again and again; `gains` stand in for those that the page names."""
    page.goto(address)
    if gains:
        page.locator("[data-player]").evaluate("(film, gains) => film.dataset.gains = gains", gains)
    page.get_by_role("button", name=re.compile("Watch the film")).click()
    page.evaluate(f"{VIDEO}.loop = true")
    until(page, f"{VIDEO}.currentTime > 0.5")


def test_the_music_steps_back_and_the_choice_is_remembered(listening, talking_film) -> None:
    page = listening
    page.goto(talking_film)
    expect(page.get_by_role("button", name=re.compile("clear dialogue"))).to_be_visible()
    watch(page, talking_film)
    before = level_db(page, MUSIC_HZ)

    page.locator("media-audio-track-menu-button").click()
    clear = page.get_by_role("menuitemradio", name="Clear dialogue")
    expect(clear).to_be_visible()
    assert Axe().run(page).violations_count == 0
    clear.click()
    page.wait_for_timeout(1_000)
    assert level_db(page, MUSIC_HZ) < before - 4

    watch(page, talking_film)
    assert level_db(page, MUSIC_HZ) < before - 4
    page.keyboard.press("d")
    expect(page.get_by_role("status").filter(has_text="Original sound")).to_be_visible()
    page.wait_for_timeout(1_000)
    assert level_db(page, MUSIC_HZ) == pytest.approx(before, abs=1)
    page.keyboard.press("Shift+?")
    expect(page.get_by_text("Clear dialogue or the original sound")).to_be_visible()
    assert Axe().run(page).violations_count == 0


def test_films_are_brought_to_one_loudness(listening, talking_film) -> None:
    page = listening
    watch(page, talking_film)
    gain = gains_db(page)[0]
    assert gain > 6
    raised = level_db(page, MUSIC_HZ)
    page.evaluate(f"{VIDEO}.volume = 0.5")
    page.wait_for_timeout(300)
    assert level_db(page, MUSIC_HZ) == pytest.approx(raised - 6, abs=1)
    # What another program or a call has stopped is woken, or the film would wait for it.
    page.evaluate("window.ear.context.suspend()")
    until(page, "window.ear.context.state === 'running'")

    watch(page, talking_film, "[-9, -9]")
    page.evaluate(f"{VIDEO}.volume = 1")
    assert level_db(page, MUSIC_HZ) == pytest.approx(raised - gain - 9, abs=1)
    assert page.evaluate(f"{VIDEO}.volume") == 1


def test_where_there_is_no_web_audio_the_film_plays(page: Page, talking_film) -> None:
    page.add_init_script("delete window.AudioContext")
    watch(page, talking_film)
    until(page, f"{VIDEO}.currentTime > 1.5")
