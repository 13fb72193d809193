"""The page "Sound and captions" of a film: what it shows."""

from dataclasses import dataclass
from typing import Any

from django import forms

from matinee.catalogue.captions_editor.edited import edited_master, newest_release
from matinee.catalogue.captions_editor.judging import summary
from matinee.catalogue.captions_editor.languages import language_choices, language_names
from matinee.catalogue.captions_editor.reading import read_track
from matinee.catalogue.captions_editor.sounds import film_sounds
from matinee.catalogue.captions_editor.work import film_work
from matinee.catalogue.models import FilmPage
from matinee.media.captions.formats import FORMATS
from matinee.media.errors import Refused
from matinee.releases.models import CaptionTrack, Release


@dataclass(frozen=True)
class TrackLine:
    """One caption track as its editor reads of it; `trouble` says why it cannot be read."""

    track: CaptionTrack
    language: str
    cue_count: int
    norms: str
    trouble: str = ""


def sound_page(film: FilmPage) -> dict[str, Any]:
    """Return what the page's template shows."""
    master = edited_master(film)
    release = newest_release(master)
    names = language_names()
    tracks = CaptionTrack.objects.filter(master=master) if master else ()
    return {
        "film": film,
        "master": master,
        "release": release,
        "visitors_see_another": bool(film.live and film.master_id and master != film.master),
        "sounds": film_sounds(release, names) if release else (),
        "works": film_work(release) if release else (),
        "tracks": [_track_line(track, release, names) for track in tracks],
        "formats": [(kind, kind.upper()) for kind in FORMATS],
        "heard_in": forms.Select(choices=language_choices(film.languages, "As it is heard")).render(
            "language", "", {"id": "heard-in"}
        ),
    }


def _track_line(track: CaptionTrack, release: Release | None, names: dict[str, str]) -> TrackLine:
    language = names.get(track.language, track.label)
    try:
        cues = read_track(track).cues
    except Refused as refusal:
        return TrackLine(track, language, 0, "", str(refusal))
    return TrackLine(track, language, len(cues), summary(cues, release))
