"""What every page of the site shares."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from matinee.catalogue.addresses import COMPANIES, FILMS, PEOPLE
from matinee.catalogue.published import House, Link

MANIFEST = "matinee/manifest.json"


def gather_house() -> House:
    """Return the site's name, navigation and front end. Asks the settings, no database."""
    assets = front_end()
    return House(
        name=settings.MATINEE.site_name,
        tagline=settings.MATINEE.tagline,
        language=settings.LANGUAGE_CODE,
        navigation=(Link("Films", FILMS), Link("People", PEOPLE), Link("Companies", COMPANIES)),
        footer=(),
        stylesheet=_asset(assets["site.css"]),
        player_loader=_asset(assets["loader.js"]),
        fonts=tuple(_asset(font) for font in assets.get("fonts", ())),
        base=settings.MATINEE.address.rstrip("/"),
    )


def front_end() -> dict[str, Any]:
    """Return the manifest of the built front end: file name by plain name.

    A site whose front end was never built gets the plain names.
    """
    found = finders.find(MANIFEST)
    if not isinstance(found, str):
        return {"site.css": "site.css", "loader.js": "loader.js"}
    file = Path(found)
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(file: Path, _changed_at_ns: int) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return manifest


def _asset(name: str) -> str:
    return f"{settings.STATIC_URL}matinee/{name}"
