"""A film's words as pages of their own, one for each language, many films at a time."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from babel import Locale, UnknownLocaleError
from django.conf import settings
from webvtt.errors import MalformedFileError

from matinee.catalogue.addresses import tongue_slug, transcript_address, transcript_file
from matinee.catalogue.gather.facts import own_release
from matinee.catalogue.gather.films import NOT_ON_CARDS, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.screen import own_chapters
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import (
    Alternate,
    ChapterMark,
    Head,
    House,
    Link,
    TextTrack,
    Tongue,
    TranscriptPageData,
)
from matinee.catalogue.transcript_paragraphs import paragraphs
from matinee.media.captions.cues import Cue, read_vtt
from matinee.media.languages import own_name
from matinee.releases.models import CaptionTrack

logger = logging.getLogger("matinee.catalogue")

FILES = {"Text": "txt", "WebVTT": "vtt", "SRT": "srt"}


class Worded(Protocol):
    """Captions or subtitles, as a row or as published."""

    @property
    def kind(self) -> str:
        """As HTML's track element names it."""

    @property
    def language(self) -> str:
        """BCP 47."""


T = TypeVar("T", bound=Worded)


def transcript_pages(ids: Iterable[int]) -> dict[int, tuple[TranscriptPageData, ...]]:
    """Return the pages of these films' words by film, leaving out films that have none.

    Films that are not public or do not play here have none, nor does a page in another
    language that shows its original's film: it leads to the original's. The first page of a
    film is that of its main language. The number of queries does not depend on how many films
    there are; each caption file is read.
    """
    films = public_films().filter(pk__in=ids).defer(*NOT_ON_CARDS).prefetch_related("chapters")
    playing = [film for film in films if own_release(film)]
    tracks = _tracks(playing)
    house = gather_house()
    pages = {film.pk: tuple(_pages(house, film, tracks[film.master_id or 0])) for film in playing}
    return {pk: made for pk, made in pages.items() if made}


def transcribed_films() -> Iterable[int]:
    """Return the films whose words can be read."""
    told = CaptionTrack.objects.values("master")
    films = public_films().filter(shown=FilmPage.Shown.OWN, release__isnull=False, master__in=told)
    return films.values_list("pk", flat=True)


def with_transcripts(
    film: FilmPage, original: FilmPage | None, tracks: Iterable[TextTrack]
) -> tuple[TextTrack, ...]:
    """Return a film's captions and subtitles with the addresses at which they can be read.

    The original's where the page shows the original's film.
    """
    shared = original is not None and original.release_id == film.release_id
    holder = original if original is not None and shared else film
    known = tuple(tracks)
    read = _read_in(known, holder)
    addresses = dict(_addressed(holder, read))
    return tuple(replace(each, transcript=addresses.get(each, "")) for each in known)


def _tracks(films: Iterable[FilmPage]) -> dict[int, list[CaptionTrack]]:
    tracks: dict[int, list[CaptionTrack]] = defaultdict(list)
    for track in CaptionTrack.objects.filter(master__in=[film.master_id for film in films]):
        tracks[track.master_id].append(track)
    return tracks


def _read_in(tracks: Iterable[T], film: FilmPage) -> list[T]:
    """Return what is read in each language, the film's main language first.

    That is the first of those spoken in it that has captions or subtitles; where a language
    has both, its captions are read, for they tell of all that is heard.
    """
    best: dict[str, T] = {}
    # "captions" stands before "subtitles" in the alphabet, too.
    for track in sorted(tracks, key=lambda each: (each.kind, each.language)):
        best.setdefault(tongue_slug(track.language), track)
    spoken = [_primary(language) for language in _spoken(film)]

    def place(track: T) -> int:
        language = _primary(track.language)
        return spoken.index(language) if language in spoken else len(spoken)

    return sorted(best.values(), key=place)


def _spoken(film: FilmPage) -> list[str]:
    """Return the languages of a film's sound: as its editor gave them, then as its tracks say.

    The site's own comes last, for a film of which nothing is known.
    """
    release = own_release(film)
    heard = release.film["audio"] if release else ()
    return [*film.languages, *(each["language"] for each in heard), settings.LANGUAGE_CODE]


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _addressed(film: FilmPage, tracks: Sequence[T]) -> Iterator[tuple[T, str]]:
    for place, track in enumerate(tracks):
        yield track, transcript_address(film.address, track.language if place else "")


def _pages(
    house: House, film: FilmPage, tracks: Iterable[CaptionTrack]
) -> Iterator[TranscriptPageData]:
    addressed = list(_addressed(film, _read_in(tracks, film)))
    tongues = tuple(
        Tongue(each.language, own_name(each.language) or each.label, href)
        for each, href in addressed
    )
    alternates = tuple(Alternate(each.language, each.href) for each in tongues)
    for track, href in addressed:
        vtt = _vtt(track)
        yield TranscriptPageData(
            house=house,
            head=Head(alternates=alternates if len(alternates) > 1 else ()),
            address=href,
            language=track.language,
            rtl=_is_rtl(track.language),
            title=f"Transcript of {film.title}",
            film_title=film.title,
            film_href=film.address,
            year=film.year,
            paragraphs=paragraphs(_cues(vtt), _chapters(film)),
            automatic=track.automatic,
            tongues=tongues,
            files=tuple(
                Link(label, transcript_file(film.address, track.language, ending))
                for label, ending in FILES.items()
            ),
            vtt=vtt,
        )


def _chapters(film: FilmPage) -> tuple[ChapterMark, ...]:
    """Return the chapters of a film: its editor's, else its master's."""
    release = own_release(film)
    if release is None:
        return ()
    mastered = (ChapterMark(each["start_s"], each["title"]) for each in release.film["chapters"])
    return own_chapters(film.chapters.all(), release.duration_s) or tuple(mastered)


def _vtt(track: CaptionTrack) -> str:
    """Return the captions, "" where their file is gone: the page says that it has no words."""
    try:
        return (settings.MATINEE_FOLDER.media / track.file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        logger.warning("The captions of %s in %s cannot be read.", track.master, track.language)
        return ""


def _cues(vtt: str) -> tuple[Cue, ...]:
    try:
        return read_vtt(vtt) if vtt else ()
    except MalformedFileError:
        return ()


def _is_rtl(language: str) -> bool:
    try:
        return Locale.parse(language, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False
