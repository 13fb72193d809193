"""A moderator works through what waits with the keyboard alone, takes things back, and looks up."""

import json
import os
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from matinee.project.site_folder import FOLDER_ENV
from tests.browser.running_site import TITLE, RunningSite

SAID = (
    ("Ada Lund", "Which harbour is it? The light is like pewter."),
    ("Bram Mori", "Buy watches at https://watches.example/ now"),
    ("Bram Mori", "Buy more watches at https://watches.example/ today"),
    ("Cleo Haddad", "I stayed to the end."),
    ("Edda Vidal", "The pilot is my uncle."),
    ("Bram Mori", "Last watches https://watches.example/"),
)
SEED = """
import os, sys, json, django
os.environ["DJANGO_SETTINGS_MODULE"] = "matinee.project.settings"
django.setup()
from matinee.catalogue.models import FilmPage
from tests.discussion.said import say
film = FilmPage.objects.get(title=sys.argv[1])
for name, text in json.loads(sys.argv[2]):
    say(film, text, state="held", name=name, held_for="first comment",
        email=name.split()[0].lower() + "@mail.example")
"""


@pytest.fixture(scope="module")
def queue_address(running_site: RunningSite) -> str:
    """Have comments wait for a moderator."""
    subprocess.run(
        [sys.executable, "-c", SEED, TITLE, json.dumps(SAID)],
        env={**os.environ, FOLDER_ENV: str(running_site.folder)},
        check=True,
        timeout=60,
    )
    return f"{running_site.url}/studio/conversations/"


def row(page: Page, words: str):
    return page.locator("[data-row]").filter(has_text=words)


def bar(page: Page, words: str) -> None:
    expect(page.locator("#talk-bar")).to_contain_text(words)


def waiting(page: Page, count: str) -> None:
    expect(page.locator("[data-count=waiting]")).to_have_text(count)


def complaints_of_axe(page: Page) -> list[str]:
    """Return what axe finds in our part of the page; the studio around it is Wagtail's."""
    found = Axe().run(page, context="#main")
    return [f"{each['id']}: {node['html']}" for each in found.response["violations"]
            for node in each["nodes"]]  # fmt: skip


def test_a_moderator_works_with_the_keyboard(studio: Page, queue_address: str) -> None:
    page = studio
    page.goto(queue_address)
    waiting(page, "6")
    assert complaints_of_axe(page) == []
    approve_and_remove_by_keys(page)
    take_it_back(page)
    read_the_keys(page)
    select_and_mark_as_spam(page)
    search_by_key(page)
    assert complaints_of_axe(page) == []
    mark_all_that_match(page, queue_address)
    look_up_the_past(page, queue_address)


def approve_and_remove_by_keys(page: Page) -> None:
    """Approve the newest comment, remove the next: each key moves on to the one after."""
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(row(page, "my uncle")).to_be_focused()
    page.keyboard.press("a")
    bar(page, "1 comment approved.")
    expect(row(page, "my uncle")).to_have_attribute("data-state", "public")
    waiting(page, "5")
    expect(row(page, "to the end")).to_be_focused()
    page.get_by_label("Why").select_option("Off topic")
    row(page, "to the end").focus()
    page.keyboard.press("r")
    bar(page, "1 comment removed.")
    expect(row(page, "to the end")).to_contain_text(
        f"Removed by {test_a_moderator_works_with_the_keyboard.__name__}: Off topic"
    )
    waiting(page, "4")


def take_it_back(page: Page) -> None:
    page.keyboard.press("z")
    bar(page, "1 comment as before.")
    expect(row(page, "to the end")).to_have_attribute("data-state", "held")
    waiting(page, "5")


def read_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Mark as spam")
    page.keyboard.press("r")
    waiting(page, "5")
    assert complaints_of_axe(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def select_and_mark_as_spam(page: Page) -> None:
    for words in ("Buy watches", "Buy more"):
        row(page, words).focus()
        page.keyboard.press("x")
    expect(page.locator("#talk-count")).to_have_text("2 selected:")
    page.keyboard.press("s")
    bar(page, "2 comments marked as spam.")
    waiting(page, "3")
    page.get_by_role("button", name="Undo").click()
    bar(page, "2 comments as before.")
    waiting(page, "5")


def search_by_key(page: Page) -> None:
    row(page, "Which harbour").focus()
    page.keyboard.press("/")
    page.keyboard.type("watches.example")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[data-row]")).to_have_count(3)


def mark_all_that_match(page: Page, queue_address: str) -> None:
    """Without the script's help: a form asks first, then does it and says so."""
    page.goto(f"{queue_address}all/?q=watches.example&do=spam")
    expect(page.locator("main")).to_contain_text("3 comments match “Waiting”")
    assert complaints_of_axe(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Mark as spam 3 comments").click()
    bar(page, "3 comments marked as spam.")
    waiting(page, "2")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    waiting(page, "5")


def look_up_the_past(page: Page, queue_address: str) -> None:
    row(page, "Buy more").get_by_role("link", name="Besides: 2 waiting").click()
    page.wait_for_url(re.compile(r"/history/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("bram@mail.example")
    expect(page.locator("[data-row]")).to_have_count(3)
    assert complaints_of_axe(page) == []
    page.goto(f"{queue_address}record/")
    expect(page.locator("tbody tr").first).to_contain_text("Undone")
    assert complaints_of_axe(page) == []
    page.goto(f"{queue_address}bans/")
    assert complaints_of_axe(page) == []


def test_without_a_script_every_button_works(
    browser: Browser, running_site: RunningSite, studio: Page, queue_address: str
) -> None:
    state = studio.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(queue_address)
    with page.expect_navigation():
        row(page, "Which harbour").get_by_role("button", name="Approve").click()
    bar(page, "1 comment approved.")
    expect(row(page, "Which harbour")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    row(page, "Which harbour").get_by_role("checkbox").check()
    with page.expect_navigation():
        page.get_by_role("group", name="With the selected").get_by_role(
            "button", name="Remove"
        ).click()
    bar(page, "1 comment removed.")
    context.close()
