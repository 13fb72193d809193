"""Invented films, people and releases for tests, made through the doors the site itself uses."""

import io
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from PIL import Image as PillowImage
from wagtail.models import Collection, Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from matinee.catalogue.entry import FilmEntry, enter_film
from matinee.catalogue.models import Credit, FilmIndexPage, FilmPage, Person, Picture
from matinee.programmes.models import HomePage
from matinee.programmes.tree import make_tree
from matinee.releases.models import Master, Release, Still

CREDITS = """
Director: Ines Calder
With: Fátima Rosa as Herself, Dolores Rosa and Zé Brito
Editor: Rui Sanches
Executive producers: Lena Oyelaran and Jon Park for Harbour Works
Re-recording mixer: Wen Halloran at Quayside
Commissioned by: The Estuary Review
"""


def plant_tree() -> HomePage:
    """Make the pages a new site begins with, also where a test emptied the database."""
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return make_tree("Tidewrack")


def make_film(title: str = "Low Water", **facts: Any) -> FilmPage:
    """Enter a film, published unless `draft`."""
    return enter_film(FilmEntry(title, **{"credits_text": CREDITS, **facts}))


def make_films(count: int, director: Person, editor: Person) -> list[FilmPage]:
    """Make many published films, without the revisions that only the studio needs."""
    index = FilmIndexPage.objects.get()
    with transaction.atomic(), disable_reference_index_auto_update():
        return [
            index.add_child(
                instance=FilmPage(
                    title=f"Film {number}",
                    slug=f"film-{number}",
                    credits=[
                        Credit(role_key="director", person=director, sort_order=0),
                        Credit(role_key="editor", person=editor, sort_order=1),
                    ],
                )
            )
            for number in range(count)
        ]


def make_release(number: int = 1, duration_s: float = 1500.0) -> Release:
    """Make the rows of a finished film; its files are not there."""
    master = make_master(number)
    key = f"{number:016x}"
    made = film_json(key, master.sha256, duration_s)
    release = Release.objects.create(
        key=key,
        master=master,
        film=made,
        duration_s=duration_s,
        width=1280,
        height=720,
        frame_rate="25",
    )
    for rank, poster in enumerate(made["posters"]):
        still = {name: poster[name] for name in ("file", "width", "height", "time_s")}
        Still.objects.create(release=release, rank=rank, **still)
    return release


def make_master(number: int = 1) -> Master:
    """Make the row of a master, or find it; its file is not there."""
    sha256 = f"{number:064x}"
    facts = {"file": f"00/{sha256}.mov", "original_name": "cut.mov", "size_bytes": 9}
    return Master.objects.get_or_create(sha256=sha256, defaults=facts)[0]


def film_json(key: str, sha256: str, duration_s: float) -> dict[str, Any]:
    """Return a film.json with two stills, chapters, a storyboard and two sounds."""
    return {
        "key": key,
        "master_sha256": sha256,
        "duration_s": duration_s,
        "width": 1280,
        "height": 720,
        "hls": "index.m3u8",
        "dash": "index.mpd",
        "progressive": {"file": "film.mp4", "width": 854, "height": 480, "size_bytes": 9},
        "posters": [
            {
                "file": f"poster-{number}-1280.webp",
                "width": 1280,
                "height": 720,
                "time_s": float(number),
                "sizes": [
                    [f"poster-{number}-640.webp", 640],
                    [f"poster-{number}-1280.webp", 1280],
                ],
            }
            for number in (1, 2)
        ],
        "storyboard": {
            "vtt": "storyboard.vtt",
            "sheets": ["storyboard-1.webp", "storyboard-2.webp"],
            "tile_width": 160,
            "tile_height": 90,
            "interval_s": 10.0,
        },
        "chapters": [{"start_s": 0.0, "end_s": 60.0, "title": "Ebb"}],
        "chapters_vtt": "chapters.vtt",
        "video": [],
        "audio": [
            {"label": "Original", "language": "en", "purpose": ""},
            {"label": "Clear dialogue", "language": "en", "purpose": "clear-dialogue"},
        ],
    }


def make_picture(width: int = 1200, alt: str = "Two figures on grey sand") -> Picture:
    """Make a picture with a real file."""
    file = io.BytesIO()
    PillowImage.new("RGB", (width, width // 2), (90, 110, 120)).save(file, "JPEG")
    file.seek(0)
    return Picture.objects.create(title="still", alt=alt, file=ImageFile(file, "still.jpg"))
