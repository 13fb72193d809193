"""An editor pastes a film's credits, corrects and orders them by keyboard, and publishes."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.running_site import RunningSite

PASTED = """THE FERRY AT LOW WATER
Director: Mina Okafor
Producer: Lena Oyelaran
Producer: Jon Park
Writer: Ada Vane
Editor: Rui Sanchez
Composer: Wen Halloran
Sound designer: Tomas Varga
Gaffer: Noor Duarte
Colorist: Alba Keller
Casting: Pia Moreau
Production company: Low Water Films Ltd
"""
NAMES = [line.partition(": ")[2] for line in PASTED.splitlines()[1:]]


def names(page: Page) -> list[str]:
    cells = page.locator("#credits-roll .credits-body .credits-name .credits-text")
    return cells.all_text_contents()


def cell(page: Page, name: str):
    grid = page.get_by_role("grid", name="Credits in billing order")
    return grid.get_by_role("gridcell", name=re.compile(f"^{re.escape(name)}"))


def said(page: Page, words: str) -> None:
    expect(page.locator("#studio-said")).to_have_text(re.compile(words))


def test_credits_are_pasted_corrected_ordered_and_published(studio, running_site):
    page = studio
    page.goto(f"{running_site.url}/studio/films/{film_id(page, running_site)}/credits/")
    assert names(page) == ["Mina Okafor", "Joost de Wit", "Low Water Films Ltd"]
    paste_instead(page)
    correct_a_name(page)
    order_by_keyboard(page)
    choose_a_role_in_another_language(page)
    lose_the_page_and_nothing_else(page)
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator("#studio-state")).to_have_text(re.compile(r"Saved and published\."))
    page.set_viewport_size({"width": 390, "height": 800})
    assert complaints_of_axe(page) == []
    public = [
        *("Lena Oyelaran", "Jon Park", "Wen Halloran", "Tomas Varga", "Ada Vane", "Rui Sanches"),
        *("Noor Duarte", "Alba Keller", "Pia Moreau", "Low Water Films Ltd"),
    ]
    until_public(page, running_site.film, public)


def paste_instead(page: Page) -> None:
    """Paste a text, see it beside its lines, and let it replace what was there."""
    page.get_by_role("button", name="Paste credits…").click()
    page.get_by_label("Paste them as you have them").fill(PASTED)
    page.get_by_role("button", name="Read", exact=True).click()
    preview = page.get_by_role("grid", name="Pasted credits")
    expect(preview.get_by_role("row").nth(1)).to_contain_text("THE FERRY AT LOW WATER")
    expect(preview.get_by_role("row").nth(2)).to_contain_text(re.compile("known, 1 film"))
    assert complaints_of_axe(page) == []
    page.get_by_role("button", name="Replace the 3 here").click()
    assert names(page) == NAMES


def correct_a_name(page: Page) -> None:
    cell(page, "Rui Sanchez").dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("Rui Sanches")
    page.keyboard.press("Enter")
    assert names(page)[4] == "Rui Sanches"


def order_by_keyboard(page: Page) -> None:
    """Move two rows up, delete one, and undo that."""
    cell(page, "Wen Halloran").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    said(page, "Moved to 4 of 11")
    ordered = [*NAMES[:3], "Wen Halloran", "Tomas Varga", "Ada Vane", "Rui Sanches", *NAMES[7:]]
    assert names(page) == ordered
    cell(page, "Ada Vane").click()
    page.keyboard.press("Delete")
    said(page, "1 credit removed, 10 left")
    page.keyboard.press("Control+z")
    assert names(page) == ordered
    page.keyboard.press("Control+z")
    assert names(page) != ordered
    page.keyboard.press("Control+Shift+z")
    assert names(page) == ordered


def choose_a_role_in_another_language(page: Page) -> None:
    cell(page, "Noor Duarte").click()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.type("Regieass")
    page.get_by_role("option", name=re.compile("Assistant director")).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(cell(page, "Assistant director")).to_have_count(1)
    page.emulate_media(color_scheme="dark")
    assert complaints_of_axe(page) == []
    page.emulate_media(color_scheme="light")


def lose_the_page_and_nothing_else(page: Page) -> None:
    wanted = names(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert names(page) != wanted
    page.get_by_role("button", name="Bring them back").click()
    assert names(page) == wanted


def film_id(page: Page, site: RunningSite) -> str:
    """Find the film's form as an editor does, and read its number off its address."""
    page.goto(f"{site.url}/studio/pages/search/?q=Ferry")
    page.get_by_role("link", name="The Ferry at Low Water").first.click()
    page.wait_for_url(re.compile(r"/studio/pages/\d+/"))
    return re.search(r"/pages/(\d+)/", page.url)[1]


def until_public(page: Page, url: str, wanted: list[str]) -> None:
    """Wait until the baked page prints these names in this order in its roll."""
    for _ in range(60):
        page.goto(url)
        text = page.locator("body").inner_text()
        places = [text.rfind(name) for name in wanted]
        if -1 not in places and places == sorted(places):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{wanted} not in this order in {text}")


def complaints_of_axe(page: Page) -> list[str]:
    """Return what axe finds in our part of the page; the studio around it is Wagtail's."""
    found = Axe().run(page, context="#credits, .studio-save")
    return [f"{each['id']}: {node['html']}" for each in found.response["violations"]
            for node in each["nodes"]]  # fmt: skip
