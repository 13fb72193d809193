"""Which language a film speaks, and whether its words can be read in it already."""

from django.db.models import Q, QuerySet

from matinee.media.film import Film
from matinee.media.languages import NO_LANGUAGE, bcp47
from matinee.releases.finishing.tracks import heard_tracks
from matinee.releases.models import CaptionTrack, Master


def spoken_language(film: Film) -> str:
    """Return the tag of the film's default sound; "" where nobody has said it."""
    heard = heard_tracks(film)
    language = bcp47(heard[0].language) if heard else ""
    return "" if language in NO_LANGUAGE else language


def captions_in(master: Master, language: str) -> QuerySet[CaptionTrack]:
    """Return a master's captions and subtitles in a language, whatever its region or script.

    Captions of a film whose language nobody has said are taken to be in it.
    """
    tracks = CaptionTrack.objects.filter(master=master)
    primary = primary_of(language)
    if not primary:
        return tracks
    return tracks.filter(Q(language=primary) | Q(language__startswith=f"{primary}-"))


def primary_of(language: str) -> str:
    """Return the language alone of a tag ("pt-BR" → "pt")."""
    return bcp47(language).partition("-")[0] if language else ""
