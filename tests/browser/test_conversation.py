"""Visitors talk under a film, in place: answer, change, withdraw, wait, speak of a moment."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.journey import VIDEO, until
from tests.browser.talking import check, desk, in_file, post, said, write

MOST_MARKS = 61
MARKS = "document.querySelector('media-time-range')?.shadowRoot?.querySelectorAll('#marks rect')"
BAR = "media-time-range"


@pytest.fixture(scope="module")
def office(running_site):
    with desk(running_site) as made:
        yield made


@pytest.fixture
def film(page, running_site, office) -> str:
    office.rule("open")
    page.goto(running_site.film)
    in_file(page, running_site.film, 'id="write"')
    page.reload()
    return running_site.film


def test_a_comment_is_there_at_once_and_in_the_page_soon(page, film):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not any("/conversation/" in url for url in asked)
    write(page, "The pilot waits better than the ferry.")
    page.get_by_role("button", name="Show how it looks").click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("The pilot waits")
    post(page)
    mine = said(page, "The pilot waits better")
    expect(mine).to_be_focused()
    assert not any("/work-" in url for url in asked)
    in_file(page, film, "The pilot waits better")
    page.reload()
    expect(mine).to_have_count(1)

    mine.get_by_role("button", name="Change").click()
    page.locator(".change").get_by_label("Your comment").fill("The pilot waits *best*.")
    page.get_by_role("button", name="Save").click()
    expect(mine.or_(said(page, "The pilot waits best"))).to_be_focused()
    in_file(page, film, "<em>best</em>")


def test_answers_stand_below_what_they_answer(page, film):
    write(page, "Who wrote the music?")
    post(page)
    expect(said(page, "Who wrote the music")).to_be_focused()
    in_file(page, film, "Who wrote the music")
    page.reload()

    said(page, "Who wrote the music").get_by_role("link", name="Reply").click()
    expect(page.get_by_role("heading", name="Reply to Noor Haddad")).to_be_visible()
    check(page)
    page.keyboard.type("A friend of the pilot, I think.")
    page.get_by_role("button", name="Cancel").click()
    page.reload()
    page.get_by_role("link", name="Go on with your reply").click()
    expect(page.get_by_label("Your comment")).to_have_value("A friend of the pilot, I think.")
    write(page, "A friend of the pilot, I think.", "Joost de Wit")
    post(page)
    expect(said(page, "A friend of the pilot")).to_be_focused()
    answer = page.locator(".replies .comment", has_text="A friend of the pilot")
    expect(answer).to_contain_text("in reply to Noor Haddad")
    in_file(page, film, "A friend of the pilot")
    page.reload()

    said(page, "A friend of the pilot").get_by_role("link", name="Reply").click()
    write(page, "Is it sold anywhere?")
    post(page)
    last = page.locator(".replies .replies .comment", has_text="Is it sold")
    expect(last).to_be_focused()
    in_file(page, film, "Is it sold anywhere")
    last.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("status")).to_have_text("You withdrew this comment.")
    in_file(page, film, "Is it sold anywhere", there=False)


def test_what_waits_is_shown_to_its_author_alone(page, film, office):
    office.rule("all")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.reload()
    write(page, "The tide is a character of its own.")
    post(page)
    mine = said(page, "The tide is a character")
    waits = "Waiting for a moderator. Only you can see this."
    expect(mine).to_contain_text(waits)
    assert "The tide is a character" not in page.request.get(film).text()
    page.reload()
    expect(mine).to_contain_text(waits)
    check(page)
    kept = json.loads(page.evaluate("JSON.stringify(localStorage)"))
    own = next(value for name, value in kept.items() if ".own." in name)
    assert {key for each in json.loads(own) for key in each} == {"id", "yours", "until"}
    assert not any("writer" in name or "Noor" in value for name, value in kept.items())


def test_a_moment_is_marked_on_the_bar_and_leads_there(page, film):
    page.get_by_role("button", name="Watch the film").click()
    until(page, f"{VIDEO}.currentTime > 0.5")
    page.keyboard.press("6")
    until(page, f"{VIDEO}.currentTime > 6.1 && !{VIDEO}.seeking")
    page.keyboard.press("n")
    expect(page.get_by_text("At 0:06")).to_be_visible()
    until(page, f"{VIDEO}.paused")
    expect(page.locator(".screen")).to_be_in_viewport()
    write(page, "Here the light changes.")
    post(page)
    page.get_by_role("button", name="Back to the film").click()
    until(page, f"!{VIDEO}.paused")
    in_file(page, f"{film}conversation/moments.json", "Here the light changes")
    in_file(page, film, "Here the light changes")

    page.reload()
    said(page, "Here the light changes").get_by_role("link", name="0:06").click()
    until(page, f"{VIDEO}.currentTime >= 6 && {VIDEO}.currentTime < 9 && !{VIDEO}.seeking")
    until(page, f"({MARKS})?.length === 1")
    bar = page.locator(BAR).bounding_box()
    page.mouse.move(bar["x"] + bar["width"] * 0.5, bar["y"] + bar["height"] / 2)
    page.mouse.move(bar["x"] + bar["width"] * 0.62, bar["y"] + bar["height"] / 2)
    expect(page.locator(f"{BAR} [slot=preview].spoken")).to_contain_text("Here the light changes")
    check(page)

    page.locator("media-settings-menu-button").click()
    page.get_by_role("menuitemcheckbox", name="Comments on the bar").click()
    until(page, f"({MARKS})[0].getBoundingClientRect().width === 0")
    many = [{"at_s": at % 10, "id": at, "name": "Mina", "words": "And here."} for at in range(500)]
    page.route("**/moments.json", lambda route: route.fulfill(json={"moments": many}))
    page.reload()
    page.get_by_role("button", name="Watch from 0:06").click()
    until(page, f"({MARKS})?.length > 1")
    assert page.evaluate(f"({MARKS}).length") <= MOST_MARKS
    assert page.evaluate(f"({MARKS})[0].getBoundingClientRect().width") == 0
