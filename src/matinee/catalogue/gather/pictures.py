"""Pictures as pages show them: uploaded ones by their renditions, stills by their sizes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from matinee.catalogue import published
from matinee.catalogue.models import Picture, PictureRendition
from matinee.releases.models import Release, Still

WIDTHS = (480, 960, 1600)
"""In pixels; the narrowest that is no narrower than the original is the last one made."""


def gather_pictures(ids: Iterable[int | None]) -> dict[int, published.Picture]:
    """Return the pictures by id, in two queries. A size never shown before is made now."""
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    known: dict[int, dict[str, PictureRendition]] = defaultdict(dict)
    pictures = Picture.objects.in_bulk(wanted)
    for rendition in PictureRendition.objects.filter(image_id__in=wanted):
        known[rendition.image_id][rendition.filter_spec] = rendition
    return {pk: _show(picture, known[pk]) for pk, picture in pictures.items()}


def still_picture(release: Release, still: Still | None, alt: str = "") -> published.Picture | None:
    """Return a still of the film, by default its best, in all the sizes it was made in."""
    posters: list[dict[str, Any]] = release.film["posters"]
    chosen = [poster for poster in posters if still and poster["file"] == still.file] or posters
    if not chosen:
        return None
    poster = chosen[0]
    sizes = ", ".join(f"{release.url}{file} {width}w" for file, width in poster["sizes"])
    return published.Picture(
        src=release.url + poster["file"],
        width=poster["width"],
        height=poster["height"],
        alt=alt,
        srcset=sizes,
    )


def captioned(picture: published.Picture, caption: str, credit: str) -> published.Picture:
    """Return the picture with the words that stand under it here."""
    return replace(picture, caption=caption, credit=credit or picture.credit)


def as_decoration(picture: published.Picture | None) -> published.Picture | None:
    """Return the picture silenced, for where the words beside it say the same."""
    return picture and replace(picture, alt="")


def _show(picture: Picture, known: dict[str, PictureRendition]) -> published.Picture:
    narrower = [width for width in WIDTHS if width < picture.width]
    specs = [f"width-{width}|format-webp" for width in WIDTHS[: len(narrower) + 1]]
    if missing := [spec for spec in specs if spec not in known]:
        known = {**known, **picture.get_renditions(*missing)}
    sizes = [known[spec] for spec in specs]
    widest = sizes[-1]
    return published.Picture(
        src=widest.file.url,
        width=widest.width,
        height=widest.height,
        alt=picture.alt,
        srcset=", ".join(f"{size.file.url} {size.width}w" for size in sizes),
        credit=picture.credit,
    )
