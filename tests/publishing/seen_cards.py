"""Published data made by hand, for tests of what is written from it."""

from datetime import UTC, datetime
from typing import Any

from matinee.catalogue.published import FilmCard, FilmFile, FilmRecord, House

MOMENT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def house(**facts: Any) -> House:
    """Return the house of a site with an address."""
    plain: dict[str, Any] = {
        "name": "Tidewrack",
        "tagline": "Films from the estuary",
        "language": "en",
        "navigation": (),
        "footer": (),
        "stylesheet": "/static/site.css",
        "player_loader": "/static/loader.js",
        "fonts": (),
        "base": "https://films.example",
    }
    return House(**{**plain, **facts})


def card(**facts: Any) -> FilmCard:
    """Return a film's card; facts of its record are given alike."""
    record: dict[str, Any] = {
        "uuid": "7f3a9f0e-58a4-4c1c-8f75-9a3b7c0a1c11",
        "kind": "short",
        "kind_label": "Short",
        "duration_s": 300.0,
        "published_at": MOMENT,
        "updated_at": MOMENT,
        "file": FilmFile("/media/films/1/film.mp4", 854, 480, 9),
    }
    plain: dict[str, Any] = {
        "title": "Low Water",
        "href": "/films/low-water/",
        "byline": (),
        "facts": ("Short",),
        "line": "A ferry waits.",
        "poster": None,
        "duration_label": "5 min",
    }
    of_record = {name: facts.pop(name) for name in list(facts) if name in FilmRecord.__match_args__}
    return FilmCard(**{**plain, **facts}, record=FilmRecord(**{**record, **of_record}))
