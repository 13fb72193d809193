"""How the journeys set the rules of the one film's conversation, write under it, and clear up."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from matinee.project.site_folder import FOLDER_ENV
from tests.browser.running_site import RunningSite

SOON_S = 10
"""Under load; alone, a comment is in the page's file within a second."""
_DESK = """
import django, json, sys; django.setup()
from django.db import transaction
from matinee.catalogue.models import FilmPage
from matinee.discussion.models import Comment, Conversation
from matinee.discussion.signals import conversation_changed
film = FilmPage.objects.get()
for line in sys.stdin:
    opening = json.loads(line)
    with transaction.atomic():
        if opening:
            Conversation.objects.update_or_create(film=film, defaults={"opening": opening})
        else:
            Comment.objects.all().delete()
            Conversation.objects.all().delete()
        conversation_changed.send(Conversation, film_ids=[film.pk])
    print("done", flush=True)
"""


class Desk:
    """Someone who decides how a conversation stands, while the site runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def rule(self, opening: str) -> None:
        """Open, hold or close the conversation; "" takes back all that was said and ruled."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(opening) + "\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"


@contextmanager
def desk(site: RunningSite) -> Iterator[Desk]:
    """Open the conversation of the site's film, and leave things as they were."""
    names = {FOLDER_ENV: str(site.folder), "DJANGO_SETTINGS_MODULE": "matinee.project.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", _DESK],
        env={**os.environ, **names},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        made = Desk(process)
        made.rule("open")
        yield made
        made.rule("")


def in_file(page: Page, url: str, words: str, *, there: bool = True) -> None:
    """Wait until the page that everybody gets has the words, or has them no more."""
    end = time.monotonic() + SOON_S
    while (words in page.request.get(url).text()) != there:
        assert time.monotonic() < end, f"{words!r} in {url}: expected {there}"
        page.wait_for_timeout(100)


def write(page: Page, words: str, name: str = "Noor Haddad") -> None:
    """Fill in the form, wherever it stands."""
    page.get_by_label("Your comment").fill(words)
    page.get_by_label("Your name").fill(name)


def post(page: Page) -> None:
    """Press the button; what follows is for the journey to see."""
    page.locator("#write").get_by_role("button", name="Post", exact=True).click()


def said(page: Page, words: str) -> Locator:
    """Return the comment that says the words."""
    return page.locator("article.comment", has_text=words)


def check(page: Page) -> None:
    """See that everybody can read the page and that it fits its screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.response["violations"]
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
