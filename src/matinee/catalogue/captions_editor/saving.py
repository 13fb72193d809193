"""Saves the cues of the editor as the track that viewers read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from matinee.catalogue.captions_editor.edited import edited_master
from matinee.catalogue.captions_editor.reading import read_track
from matinee.catalogue.captions_editor.sent_cues import SentCue, refuse_unfit
from matinee.catalogue.captions_editor.typed import to_typed
from matinee.catalogue.models import FilmPage
from matinee.catalogue.studio_answers import ChangedSince
from matinee.catalogue.studio_film import refuse_locked
from matinee.media.captions.cues import Cue, write_vtt
from matinee.media.errors import Refused
from matinee.releases.captions import hold_captions, keep_vtt
from matinee.releases.former_captions import let_go
from matinee.releases.models import CaptionTrack

LOGGED = "matinee.captions"
"""The studio's history of a film tells of every save under this name."""


@dataclass(frozen=True)
class Saving:
    """What an editor wants saved: the cues, the file they were made from, and the promise.

    `checked` says that somebody has been over all of them.
    """

    cues: Sequence[SentCue]
    made_from: str
    checked: bool


@transaction.atomic
def save_captions(film: FilmPage, track_id: int, wanted: Saving, user: Any) -> CaptionTrack:
    """Make the cues the film's captions; viewers have them at once.

    A cue that nobody changed keeps its text to the letter, and the file what it says before
    its cues.

    Raises CuesRefused, ChangedSince when the track is no longer the file it was made from,
    Refused("locked"), Refused("captions-gone"); then nothing was saved.
    """
    if master := edited_master(film):
        hold_captions(master)
    track = CaptionTrack.objects.filter(pk=track_id, master=master).first()
    if track is None:
        raise Refused(
            "captions-gone",
            "Somebody removed these captions after you opened them.",
            "What you typed is still here; copy what you need.",
        )
    refuse_locked(film, user, "What you typed is still here.")
    refuse_unfit(wanted.cues)
    if track.file != wanted.made_from:
        raise _changed_since(film, track)
    let_go(track.file)
    track.file = keep_vtt(_vtt(track, wanted.cues))
    track.doubts = [] if wanted.checked else _doubts(wanted.cues)
    track.automatic = track.automatic and not wanted.checked
    track.save()
    log(film, LOGGED, user=user, data={"language": track.label})
    return track


def _changed_since(film: FilmPage, track: CaptionTrack) -> ChangedSince:
    last = PageLogEntry.objects.filter(page=film.pk, action=LOGGED).first()
    who, when = (last.user, last.timestamp) if last else (None, None)
    return ChangedSince("captions", track.file, who, when)


def _vtt(track: CaptionTrack, cues: Sequence[SentCue]) -> str:
    before = read_track(track)
    unchanged = {_likeness(cue): cue.text for cue in before.cues}
    written = write_vtt(_cue(cue, unchanged) for cue in cues)
    return before.head + written.removeprefix("WEBVTT")


def _cue(sent: SentCue, unchanged: dict[Any, str]) -> Cue:
    cue = sent.as_cue()
    text = unchanged.get((sent.typed, sent.settings), cue.text)
    return Cue(cue.start_s, cue.end_s, text, cue.settings, cue.speaker)


def _likeness(cue: Cue) -> Any:
    return to_typed(cue.text), cue.settings


def _doubts(cues: Sequence[SentCue]) -> list[Any]:
    return [
        [round((cue.start_ms + offset) / 1000, 3), word]
        for cue in cues
        for offset, word in cue.doubts
    ]
