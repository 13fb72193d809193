"""A film whose time has run out is gone from every page."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from tests.catalogue.made_films import make_film


@pytest.mark.usefixtures("home")
def test_an_expired_film_leaves_the_site(site) -> None:
    film = make_film("Low Water", credits_text="Director: Ines Calder")
    make_film("Ebb", credits_text="Director: Ana Birk")
    assert (site.public / "films/low-water/index.html").exists()
    assert (site.public / "people/ines-calder/index.html").exists()
    ago = timezone.now() - dt.timedelta(minutes=1)
    Page.objects.filter(pk=film.pk).update(expire_at=ago)
    call_command("publish_scheduled", verbosity=0)
    assert not (site.public / "films/low-water/index.html").exists()
    assert not (site.public / "people/ines-calder/index.html").exists()
    for page in ("index.html", "films/index.html", "people/index.html"):
        html = (site.public / page).read_text()
        assert "Low Water" not in html
        assert "Ines Calder" not in html
