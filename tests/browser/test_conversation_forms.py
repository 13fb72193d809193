"""What is typed is never lost, and everything can be done without JavaScript."""

import re
from urllib.parse import parse_qs

import pytest
from altcha import create_challenge, verify_solution
from playwright.sync_api import Browser, Page, expect

from tests.browser.talking import check, desk, in_file, post, said, write

TICKET_WAIT_MS = 3_100
WORDS = "The letter comes too late, and nobody minds."


@pytest.fixture(scope="module")
def office(running_site):
    with desk(running_site) as made:
        yield made


@pytest.fixture(params=[True])
def troubled(browser: Browser, running_site, office, request):
    """Open the film on a line on which things go wrong: the browser itself complains of that."""
    office.rule("open")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=request.param
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(running_site.film)
    in_file(page, running_site.film, 'id="write"')
    page.reload()
    yield page
    assert context.cookies() == []
    context.close()


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_words_outlive_an_endpoint_that_is_away(troubled, running_site):
    troubled.route("**/conversation/ticket/", lambda route: route.abort())
    write(troubled, WORDS)
    post(troubled)
    told = troubled.get_by_role("alert").filter(has_text="What you wrote is kept here")
    expect(told).to_be_visible()
    troubled.reload()
    expect(troubled.get_by_role("heading", level=1)).to_be_visible()
    expect(troubled.get_by_label("Your comment")).to_have_value(WORDS)
    expect(troubled.get_by_label("Your name")).to_have_value("Noor Haddad")
    troubled.unroute("**/conversation/ticket/")
    post(troubled)
    expect(said(troubled, WORDS)).to_be_focused()
    in_file(troubled, running_site.film, WORDS)


def test_words_outlive_the_end_of_the_conversation(troubled, running_site, office):
    write(troubled, "I would have waited, too.")
    office.rule("closed")
    post(troubled)
    told = troubled.get_by_role("alert").filter(has_text="Comments are closed")
    expect(told).to_be_visible()
    expect(troubled.get_by_label("Your comment")).to_have_value("I would have waited, too.")
    in_file(troubled, running_site.film, 'id="write"', there=False)
    troubled.reload()
    expect(troubled.get_by_label("is kept on this device")).to_have_value(
        "I would have waited, too."
    )


@pytest.mark.parametrize("troubled", [False], indirect=True)
def test_without_javascript_everything_can_be_done(troubled, running_site):
    page = troubled
    write(page, "Written without a script, about 0:05.")
    page.get_by_label("Moment of the film").fill("0:04")
    press(page, "Post")
    expect(page.get_by_role("heading", name="Look it over, then post")).to_be_visible()
    expect(page.locator(".preview .said")).to_contain_text("Written without a script")
    page.wait_for_timeout(TICKET_WAIT_MS)
    press(page, "Post")
    expect(page.get_by_role("heading", name="Your comment is public")).to_be_visible()
    page.get_by_label("Your comment", exact=True).last.fill("Changed without a script.")
    press(page, "Save")
    expect(page.locator("article.comment")).to_contain_text("Changed without a script")
    yours = page.url
    in_file(page, running_site.film, "Changed without a script")

    page.goto(running_site.film)
    with page.expect_navigation():
        said(page, "Changed without a script").get_by_role("link", name="Report").click()
    page.get_by_label("Something else").check()
    press(page, "Report it")
    expect(page.get_by_role("heading", name="Reported")).to_be_visible()
    page.goto(yours)
    press(page, "Withdraw it")
    expect(page.get_by_role("heading", name="Your comment was withdrawn")).to_be_visible()
    in_file(page, running_site.film, "Changed without a script", there=False)


def test_the_work_that_a_ticket_asks_for_is_done(page, running_site, office):
    office.rule("open")
    page.goto(running_site.film)
    in_file(page, running_site.film, 'id="write"')
    page.reload()
    algorithm, keys = "PBKDF2/SHA-256", {"hmac_secret": "one", "hmac_key_secret": "two"}
    asked = create_challenge(algorithm, 100, counter=200, **keys).to_dict()

    def with_work(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "work": asked})

    page.route("**/conversation/ticket/", with_work)
    write(page, "Worth some work.")
    with page.expect_request("**/conversation/post/") as sent:
        post(page)
    work = parse_qs(sent.value.post_data)["work"][0]
    assert verify_solution(work, **keys).verified
    expect(said(page, "Worth some work")).to_be_focused()


def test_every_form_can_be_read_by_everybody(page, running_site, office):
    office.rule("open")
    page.goto(running_site.film)
    in_file(page, running_site.film, 'id="write"')
    page.reload()
    film = page.locator("#conversation").get_attribute("data-film")
    page.goto(f"{running_site.url}/conversation/write/{film}/?at=4")
    assert page.get_by_label("Moment of the film").input_value() in {"4", "0:04"}
    write(page, "A form by itself. It has its own page.")
    post(page)
    page.wait_for_url(re.compile("/yours/"))
    pages = [page.url]
    in_file(page, running_site.film, "A form by itself")
    page.goto(running_site.film)
    links = said(page, "A form by itself").get_by_role("link")
    pages += [
        running_site.url + href
        for each in links.all()
        if (href := each.get_attribute("href")).startswith("/conversation/")
    ]
    assert len(pages) == 3
    for address in pages:
        page.goto(address)
        for width, scheme in ((1440, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            check(page)
