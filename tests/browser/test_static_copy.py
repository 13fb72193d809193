"""The public folder alone, on any static server, shows its pages and plays its films."""

import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.journey import VIDEO, until
from tests.browser.running_site import RunningSite

BARE_SERVER = """
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def copied(running_site: RunningSite, tmp_path: Path):
    """Serve a copy of the public folder with Python's own file server, which knows no ranges."""
    public = shutil.copytree(running_site.folder / "public", tmp_path / "copy")
    process = subprocess.Popen(
        [sys.executable, "-c", BARE_SERVER, str(public)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.communicate()


@pytest.mark.parametrize("address", ["/", "/films/", "/people/mina-okafor/"])
def test_a_page_is_the_same_bytes_from_the_copy(copied, running_site, address):
    pages = [urllib.request.urlopen(site + address).read() for site in (copied, running_site.url)]
    assert pages[0] == pages[1]


def test_the_copy_says_that_it_cannot_search(copied, running_site):
    there, here = (
        urllib.request.urlopen(f"{site}/search/").read() for site in (copied, running_site.url)
    )
    assert b"copy of the site" in there
    assert b"<form" not in there
    assert b"<form" in here


def test_the_copy_plays_its_film(page, copied, running_site):
    page.goto(copied + running_site.film.removeprefix(running_site.url))
    page.get_by_role("button", name="Watch the film").click()
    until(page, f"{VIDEO}.currentTime > 3")
    assert page.evaluate(f"{VIDEO}.webkitAudioDecodedByteCount") > 0
