"""`matinee check links` as a real process; it asks nobody, for the address is no public one."""

import socket
import subprocess
import sys

import pytest

from tests.cli.conftest import environment

PUBLISH = """
import sys, django
django.setup()
from matinee.catalogue.entry import FilmEntry, enter_film
from matinee.catalogue.models import FilmPage
film = enter_film(FilmEntry("Low Water"))
FilmPage.objects.filter(pk=film.pk).update(shown="elsewhere", elsewhere_url=sys.argv[1])
"""


def publish_elsewhere(site, url: str) -> None:
    variables = {"MATINEE_SITE": str(site), "DJANGO_SETTINGS_MODULE": "matinee.project.settings"}
    command = [sys.executable, "-c", PUBLISH, url]
    subprocess.run(command, env=environment(**variables), check=True, timeout=60)


def test_an_address_inside_is_told_and_never_asked(matinee):
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(0.2)
        url = f"http://127.0.0.1:{inside.getsockname()[1]}/film.mp4"
        publish_elsewhere(matinee.cwd, url)
        ended = matinee("check", "links")
        assert ended.status == 1, ended
        assert ended.out == f"Low Water — {url} — The address has a port in it.\n"
        assert ended.err == "1 link has trouble.\n"
        with pytest.raises(TimeoutError):
            inside.accept()
