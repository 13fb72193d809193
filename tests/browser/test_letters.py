"""Someone on a phone, with JavaScript or without, asks the maker for footage."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe

from matinee.project.site_folder import FOLDER_ENV

OFFER = """
import django; django.setup()
from matinee.catalogue.models import FilmPage
film = FilmPage.objects.get()
film.takes_footage_enquiries = film.offers_news = True
film.save()
"""


@pytest.fixture(scope="module")
def film(running_site) -> str:
    """Let the site's film take enquiries and offer news; return its URL."""
    environment = {
        **os.environ,
        FOLDER_ENV: str(running_site.folder),
        "DJANGO_SETTINGS_MODULE": "matinee.project.settings",
    }
    subprocess.run([sys.executable, "-c", OFFER], env=environment, check=True)
    return running_site.film


@pytest.fixture(params=["light", "dark", "without script"])
def phone(browser, request):
    bare = request.param == "without script"
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        java_script_enabled=not bare,
        color_scheme=None if bare else request.param,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    # Axe is a script itself, and waits for ever where scripts may not run.
    page.may_run_axe = not bare
    yield page
    assert context.cookies() == []
    context.close()


def check(page) -> None:
    """See that everybody can read the page and that it fits its screen."""
    if page.may_run_axe:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def send(page) -> None:
    """Press Send and wait until the page that answers is read."""
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()


def test_an_enquiry_from_a_phone(phone, film, running_site):
    phone.goto(f"{film}footage/?in=2.04&out=9")
    check(phone)
    by_link = phone.get_by_label("Passages").input_value()
    assert by_link == ("0:02–0:09" if phone.may_run_axe else "")
    phone.get_by_label("Your name").fill("Noor Haddad")
    phone.get_by_label("E-mail").fill("noor@archive.example")
    phone.get_by_label("What is it for?").fill("An exhibition about tides.")
    phone.get_by_label("Passages").fill("0:02-0:59 the ferry")
    send(phone)
    check(phone)
    told = phone.get_by_role("alert")
    assert "The film ends at 0:10, before 0:59." in told.inner_text()
    assert phone.get_by_label("Your name").input_value() == "Noor Haddad"
    told.get_by_role("link").click()
    assert phone.url.endswith("#passages")
    phone.get_by_label("Passages").fill("0:02-0:09 the ferry")
    send(phone)
    assert phone.url == f"{film}footage/sent/"
    check(phone)
    with closing(sqlite3.connect(running_site.folder / "site.sqlite3")) as database:
        kept = database.execute("SELECT name, passages FROM correspondence_enquiry").fetchall()
    assert ("Noor Haddad", "0:02–0:09, the ferry") in kept


def test_without_mail_the_page_says_so(phone, film):
    phone.goto(f"{film}news/")
    check(phone)
    assert "writes no e-mail" in phone.inner_text("main")
