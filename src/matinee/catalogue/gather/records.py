"""A film's facts as machines take them, from the film as it is stored."""

from collections.abc import Iterable
from datetime import datetime

from matinee.catalogue.gather.facts import own_release
from matinee.catalogue.licences import LICENCES
from matinee.catalogue.models import Credit, FilmPage
from matinee.catalogue.published import FilmFile, FilmRecord, RecordCredit


def film_record(film: FilmPage, credits: Iterable[Credit]) -> FilmRecord:
    """Return the film's record; it asks the database for nothing."""
    release = own_release(film)
    licence = LICENCES[film.licence]
    return FilmRecord(
        # Wagtail gives a page this when it is made, and never another.
        uuid=str(film.translation_key),
        kind=film.kind,
        kind_label=film.get_kind_display(),
        year=film.year,
        countries=tuple(film.countries),
        languages=tuple(film.languages),
        duration_s=release.duration_s if release else film.running_time_s,
        published_at=_to_the_second(film.first_published_at),
        updated_at=_to_the_second(film.last_published_at or film.first_published_at),
        synopsis=film.synopsis,
        licence=licence.href,
        free=licence.free,
        original=film.origin_url if film.origin_is_canonical else "",
        file=_file(film),
        credits=tuple(_credit(each) for each in credits if each.role.leading),
    )


def _to_the_second(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(microsecond=0)


def _file(film: FilmPage) -> FilmFile | None:
    release = own_release(film)
    if release is None:
        return None
    made = release.film["progressive"]
    return FilmFile(
        href=release.url + made["file"],
        width=made["width"],
        height=made["height"],
        size_bytes=made["size_bytes"],
    )


def _credit(credit: Credit) -> RecordCredit:
    named = credit.named
    return RecordCredit(
        role_key=credit.role_key,
        name=credit.printed_name(),
        href=named.address if named else "",
        character=credit.character,
        company=credit.company_id is not None,
    )
