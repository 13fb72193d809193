"""Every page can be read by everybody, and weighs little before the film."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.running_site import MISSING

PAGES = {
    "home": "/",
    "film": "/films/the-ferry-at-low-water/",
    "films": "/films/",
    "person": "/people/mina-okafor/",
    "people": "/people/",
    "company": "/companies/low-water-films-ltd/",
    "not found": MISSING,
}
every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


@every_page
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_axe_finds_no_violation(page, running_site, address, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(running_site.url + address)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
