"""What every page of the site shares."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from matinee.catalogue.addresses import COMPANIES, FILMS, PEOPLE
from matinee.catalogue.published import House, Link

MANIFEST = "matinee/manifest.json"

Navigation = Callable[[], tuple[Link, ...]]
_REGISTERED: dict[str, Navigation] = {}


def register_navigation(name: str, links: Navigation) -> None:
    """Have every page lead there, after the films; rooms to our right say so at the start.

    The links may depend on the database, in a constant number of queries: when they change,
    every page is baked anew.
    """
    _REGISTERED[name] = links


def gather_house() -> House:
    """Return the site's name, navigation and front end."""
    assets = front_end()
    return House(
        name=settings.MATINEE.site_name,
        tagline=settings.MATINEE.tagline,
        language=settings.LANGUAGE_CODE,
        navigation=(
            Link("Films", FILMS),
            *(link for links in _REGISTERED.values() for link in links()),
            Link("People", PEOPLE),
            Link("Companies", COMPANIES),
        ),
        footer=(),
        stylesheet=_asset(assets["site.css"]),
        player_loader=_asset(assets["loader.js"]),
        fonts=tuple(_asset(font) for font in assets.get("fonts", ())),
        base=settings.MATINEE.address.rstrip("/"),
        embeds=bool(settings.MATINEE.embed_hosts),
        transcript_script=_asset(assets["transcript.js"]) if "transcript.js" in assets else "",
        endpoint=settings.MATINEE.conversation_endpoint.rstrip("/"),
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
