"""Lines that are said in films, as the page shows them: words, time, picture of the moment."""

from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError

from matinee.catalogue.addresses import transcript_address
from matinee.catalogue.codes import language_names
from matinee.catalogue.gather.facts import own_release
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import FilmSaying, SaidLine, Tile
from matinee.media.storyboard_tiles import tile_at
from matinee.search.asking import Line, Saying
from matinee.search.carded import Carded, Films
from matinee.search.marked import marked


def film_sayings(sayings: Iterable[Saying], films: Films, language: str) -> tuple[FilmSaying, ...]:
    """Return these for a page in a language, those in films that are at hand."""
    return tuple(
        _saying(saying, films[saying.film_pk], language)
        for saying in sayings
        if saying.film_pk in films
    )


def moment_address(film: str, start_s: float) -> str:
    """Return the address of a film's page at a moment, to the tenth of a second and never later."""
    return f"{film}#t={int(start_s * 10) / 10:g}"


def _saying(saying: Saying, carded: Carded, language: str) -> FilmSaying:
    foreign = _primary(saying.language) != _primary(language)
    return FilmSaying(
        title=carded.card.title,
        href=carded.card.href,
        note=carded.note,
        language=saying.language,
        language_name=language_names([saying.language], language)[0] if foreign else "",
        direction=_direction(saying.language),
        lines=tuple(_line(line, carded.film) for line in saying.lines),
        count=saying.count,
        transcript=transcript_address(carded.card.href, saying.language),
        automatic=saying.automatic,
    )


def _line(line: Line, film: FilmPage) -> SaidLine:
    return SaidLine(
        words=marked(line.words, line.spans),
        start_s=line.start_s,
        href=moment_address(film.address, line.start_s),
        speaker=line.speaker,
        tile=_tile(film, line.start_s),
    )


def _tile(film: FilmPage, at_s: float) -> Tile | None:
    """Return the picture of a moment, None for a film without a storyboard."""
    release = own_release(film)
    board: dict[str, Any] | None = release.film["storyboard"] if release else None
    if release is None or not board:
        return None
    place = tile_at(at_s, release.duration_s, board["interval_s"])
    if place.sheet >= len(board["sheets"]):
        return None
    return Tile(
        sheet=release.url + board["sheets"][place.sheet],
        column=place.column,
        row=place.row,
        columns=place.columns,
        rows=place.rows,
        width=board["tile_width"],
        height=board["tile_height"],
    )


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _direction(language: str) -> str:
    """Return which way a language is written, "ltr" for one that is not known."""
    try:
        return "rtl" if Locale.parse(_primary(language)).text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"
