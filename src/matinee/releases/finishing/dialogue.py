"""Gives every mix of a film a second sound in which its voices stand out."""

import dataclasses
import json
from pathlib import Path

from django.conf import settings

from matinee.media.added_sounds import AddedSound, add_sounds
from matinee.media.dialogue.clear import Cleared, clear_sound
from matinee.media.errors import Refused
from matinee.media.events import Event, Progress, Watch
from matinee.media.film import DIALOGUE_BOOST, AudioTrack, film_from
from matinee.releases.finishing.task import Store, Task
from matinee.releases.finishing.tracks import unclear_tracks
from matinee.releases.publication import publish_sounds

SKIPS = {
    "no-speech": "nobody is heard speaking.",
    "no-sound": "nothing is heard.",
    "mono-boost": "it is mono, and without the voice model only a stereo mix can be made clearer.",
}
"""Why a mix stays as it is, by the code of the refusal."""
BOOSTED = "Made without the voice model, so it is a simpler dialogue boost."


def clear_dialogue_of(task: Task) -> Store:
    """Make the clear sound of each mix that has none, and add them to the film's folder.

    A mix in which nobody speaks is left as it is, and the note says so. A dialogue boost is
    replaced once the voice model is there.

    Raises MatineeError when a sound that was made does not fit the picture, Cancelled on request.
    """
    film = task.film()
    tracks, sounds, notes = unclear_tracks(film), [], []
    for number, track in enumerate(tracks):
        try:
            sounds.append(_sound(task, track, _part(task.watch, number, len(tracks))))
        except Refused as refusal:
            if refusal.code not in SKIPS:
                raise
            notes.append(f"{track.label}: {SKIPS[refusal.code]}")
    if notes and sounds:
        notes.insert(0, f"Made of {' and '.join(sound.of.label for sound in sounds)}.")
    if any(sound.purpose == DIALOGUE_BOOST for sound in sounds):
        notes.append(BOOSTED)
    idle = settings.MATINEE.finish_at_leisure
    film = add_sounds(task.job.release.folder, film, sounds, task.watch.cancelled, idle=idle)
    note = " ".join(notes)

    def store() -> str:
        # An earlier attempt may have put the files in place and been killed before the rows.
        if film_from(task.job.release.film) != film:
            publish_sounds(task.job.release, film)
        return note

    return store


def _sound(task: Task, track: AudioTrack, watch: Watch) -> AddedSound:
    """Make one sound in the work folder, or find the one that a broken-off attempt finished."""
    file, facts = task.folder / f"{track.name}.mp4", task.folder / f"{track.name}.json"
    if facts.is_file() and file.is_file():
        cleared = Cleared(**json.loads(facts.read_text(encoding="utf-8")))
    else:
        # A sound without its figures: the worker was killed between the two.
        file.unlink(missing_ok=True)
        cleared = clear_sound(
            task.job.release.folder / track.file,
            file,
            watch,
            idle=settings.MATINEE.finish_at_leisure,
        )
        _keep(facts, cleared)
    return AddedSound(track, file, cleared.purpose, cleared.loudness_lufs, cleared.true_peak_dbtp)


def _keep(file: Path, cleared: Cleared) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(dataclasses.asdict(cleared)), encoding="utf-8")
    part.replace(file)


def _part(watch: Watch, number: int, count: int) -> Watch:
    """Tell of one mix of several as of its part of the whole."""

    def hear(event: Event) -> None:
        if isinstance(event, Progress):
            event = dataclasses.replace(event, fraction=(number + event.fraction) / count)
        watch.listener(event)

    return Watch(hear, watch.cancelled)
