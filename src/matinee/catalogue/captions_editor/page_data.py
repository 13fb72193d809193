"""What the editor's script gets to begin with."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from matinee.catalogue.captions_editor.judging import judge, norms_of
from matinee.catalogue.captions_editor.reading import read_track
from matinee.catalogue.captions_editor.sent_cues import MAX_CUES
from matinee.catalogue.captions_editor.typed import to_typed
from matinee.catalogue.models import FilmPage
from matinee.media.captions.cues import Cue
from matinee.releases.models import CaptionTrack, Release


def page_data(film: FilmPage, track: CaptionTrack, release: Release | None) -> dict[str, Any]:
    """Return the cues, what the norms say of them, and all that their editor needs.

    Times are in milliseconds. Raises Refused when the track cannot be read.
    """
    cues = read_track(track).cues
    norms = norms_of(release)
    return {
        "track": track.pk,
        "madeFrom": track.file,
        "automatic": track.automatic,
        "language": track.language,
        "cues": [
            cue_data(cue, doubts)
            for cue, doubts in zip(cues, _doubts_of(cues, track.doubts), strict=True)
        ],
        "verdicts": judge(cues, release),
        "gapMs": round(norms.gap_s * 1000),
        "fastest": norms.columns_per_s,
        "maxCues": MAX_CUES,
        "addresses": {
            name: reverse(f"{name}_captions", args=[film.pk, track.pk])
            for name in ("save", "check")
        }
        | {"signIn": reverse("wagtailadmin_login")},
    }


def cue_data(cue: Cue, doubts: Iterable[tuple[int, str]] = ()) -> dict[str, Any]:
    """Return a cue as the script has it."""
    typed = to_typed(cue.text)
    return {
        "start": round(cue.start_s * 1000),
        "end": round(cue.end_s * 1000),
        "text": typed.text,
        "who": typed.speaker,
        "settings": cue.settings,
        "doubts": [list(doubt) for doubt in doubts],
    }


def _doubts_of(cues: Sequence[Cue], doubts: Iterable[Any]) -> list[list[tuple[int, str]]]:
    """Give each doubtful word to the last cue that has begun when it is heard."""
    found: list[list[tuple[int, str]]] = [[] for _ in cues]
    place = 0
    for time_s, word in sorted(doubts, key=lambda doubt: doubt[0]):
        while place + 1 < len(cues) and cues[place + 1].start_s <= time_s:
            place += 1
        if cues:
            offset_ms = round((time_s - cues[place].start_s) * 1000)
            found[place].append((max(0, offset_ms), str(word)))
    return found
