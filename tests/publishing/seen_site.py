"""A site with an address of its own and something of everything, baked, for what machines read."""

import dataclasses
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.utils import timezone

from matinee.catalogue.models import FilmPage, FilmSubject, Relation, Screening, Subject
from matinee.programmes.models import Pick, ProgrammeIndexPage, ProgrammePage
from matinee.project.site_folder import SiteFolder
from matinee.publishing.bake import bake_all
from tests.catalogue.made_films import make_release, plant_tree
from tests.catalogue.whole_films import credit, whole_film

BASE = "https://films.example"
HOSTILE = "\"'></script><script>alert(1)</script><!--\u2028{{ 7*7 }}]]>&amp; \x0b"
"""What ends a block, a comment, an attribute or an XML document where it is not escaped."""


def with_address(settings, address: str = BASE, **others: object) -> None:
    """Give the site an address."""
    settings.MATINEE = dataclasses.replace(settings.MATINEE, address=address, **others)


def settings_in(folder: SiteFolder) -> dict[str, object]:
    """Return the settings of a site with an address, in a folder."""
    storages = dict(settings.STORAGES)
    storages["originals"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder.originals), "base_url": None},
    }
    return {
        "MATINEE_FOLDER": folder,
        "MEDIA_ROOT": str(folder.media),
        "STORAGES": storages,
        "MATINEE": dataclasses.replace(
            settings.MATINEE, address=BASE, tagline="Films from the estuary"
        ),
    }


def make_everything() -> None:
    """Make the pages and films, and bake them."""
    plant_tree()
    film = low_water()
    film.film_subjects = [FilmSubject(subject=Subject.objects.create(name="Tides"))]
    film.save()
    trailer_of(film)
    song()
    elsewhere()
    programme(film)
    assert not bake_all().failed


def programme(film: FilmPage) -> ProgrammePage:
    """Make a programme of one film, with a note."""
    index = ProgrammeIndexPage.objects.first()
    made = ProgrammePage(
        title="Between Tides",
        slug="between-tides",
        introduction="<p>Films that wait.</p>",
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )
    made.picks = [Pick(film=film, note="<p>It waits.</p>")]
    index.add_child(instance=made)
    return made


def low_water() -> FilmPage:
    """Make a film of our own with all that heads, feeds and sitemaps tell of."""
    return whole_film(
        "Low Water",
        [
            credit("director", "Ines Calder"),
            credit("writer", "Ines Calder"),
            credit("producer", "Lena Oyelaran"),
            credit("production-company", "HARBOUR WORKS"),
            credit("cinematographer", "Joost de Wit"),
            credit("composer", "THE QUAY TRIO"),
            credit("cast", "Zé Brito", character="The ferryman"),
        ],
        screenings=[
            Screening(
                on=timezone.localdate() + timedelta(days=30),
                venue="Cine Maré",
                town="Olhão",
                occasion="",
            )
        ],
        kind="documentary",
        year=2024,
        countries=["PT"],
        languages=["pt"],
        logline="A ferry waits for the tide.",
        synopsis="A ferry waits for the tide, and its pilot for a letter.\nNeither comes.",
        licence="cc-by",
        original_title="Maré Baixa",
        master=make_release().master,
    )


def song() -> FilmPage:
    """Make a music video."""
    return whole_film(
        "Salt",
        [
            credit("director", "Mina Okafor"),
            credit("artist", "THE QUAY TRIO"),
            credit("commissioner", "LOW TIDE RECORDS"),
            credit("production-company", "HARBOUR WORKS"),
        ],
        kind="music-video",
        master=make_release(2, 200.0).master,
    )


def trailer_of(film: FilmPage) -> FilmPage:
    """Make a film's trailer."""
    return whole_film(
        f"{film.title}, the trailer",
        kind="trailer",
        master=make_release(3, 90.0).master,
        relations=[Relation(kind="trailer", other=film)],
    )


def elsewhere() -> FilmPage:
    """Make a film that plays on another site, whose own page is the original."""
    return whole_film(
        "Far Shore",
        [credit("director", "Ines Calder")],
        shown="elsewhere",
        elsewhere_url="https://player.example/far-shore",
        origin_publisher="The Estuary Review",
        origin_url="https://review.example/far-shore",
        origin_is_canonical=True,
    )


def text(public: Path, address: str) -> str:
    """Return a baked file's text."""
    return (public / f"{address[1:]}{'index.html' if address.endswith('/') else ''}").read_text()


def xml(public: Path, address: str) -> Element:
    """Return a baked XML file as a strict reader reads it."""
    root: Element = fromstring((public / address[1:]).read_bytes(), forbid_dtd=True)
    return root
