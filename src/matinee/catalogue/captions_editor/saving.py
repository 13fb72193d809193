"""Saves the cues of the editor as the track that viewers read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from matinee.catalogue.captions_editor.edited import edited_master
from matinee.catalogue.captions_editor.reading import read_track
from matinee.catalogue.captions_editor.sent_cues import SentCue, refuse_unfit
from matinee.catalogue.captions_editor.typed import to_typed
from matinee.catalogue.credits_editor.saving import why_locked
from matinee.catalogue.models import FilmPage
from matinee.media.captions.cues import Cue, write_vtt
from matinee.media.errors import Refused
from matinee.releases.captions import keep_vtt
from matinee.releases.models import CaptionTrack

LOGGED = "matinee.captions"
"""The studio's history of a film tells of every save under this name."""


class ChangedSince(Refused):
    """Someone else saved these captions since the page was opened."""

    def __init__(self, film: FilmPage, track: CaptionTrack) -> None:
        self.now = track.file
        last = PageLogEntry.objects.filter(page=film.pk, action=LOGGED).first()
        someone = str(last.user) if last and last.user else "Someone"
        when = f" at {timezone.localtime(last.timestamp):%H:%M}" if last else ""
        super().__init__(
            "captions-changed",
            f"{someone} changed these captions{when}, after you opened them.",
            "Nothing was saved; what you typed is still here.",
        )


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
    tracks = CaptionTrack.objects.select_for_update().filter(master=edited_master(film))
    track = tracks.filter(pk=track_id).first()
    if track is None:
        raise Refused(
            "captions-gone",
            "Somebody removed these captions after you opened them.",
            "What you typed is still here; copy what you need.",
        )
    if sentence := why_locked(film, user):
        raise Refused("locked", sentence, "What you typed is still here.")
    refuse_unfit(wanted.cues)
    if track.file != wanted.made_from:
        raise ChangedSince(film, track)
    track.file = keep_vtt(_vtt(track, wanted.cues))
    track.doubts = [] if wanted.checked else _doubts(wanted.cues)
    track.automatic = track.automatic and not wanted.checked
    track.save()
    log(film, LOGGED, user=user, data={"language": track.label})
    return track


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
