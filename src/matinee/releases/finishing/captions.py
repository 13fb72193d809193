"""Writes down what is said in a film; never over what people wrote."""

from fractions import Fraction

from django.conf import settings

from matinee.media.added_names import added_to
from matinee.media.captions.made import MadeCaptions
from matinee.media.captions.make import CaptionOptions, make_captions
from matinee.media.errors import Refused
from matinee.media.film import AudioTrack, Film
from matinee.media.languages import bcp47, own_name
from matinee.releases.captions import add_captions, hold_captions
from matinee.releases.finishing.languages import captions_in, primary_of, spoken_language
from matinee.releases.finishing.task import Store, Task
from matinee.releases.finishing.tracks import heard_tracks
from matinee.releases.models import CaptionTrack


def make_captions_of(task: Task) -> Store:
    """Listen to the film, to its clear dialogue where it has one, and keep the words.

    Captions that are there in the language already stay. An editor who asked for the language
    gets automatic ones made anew; what people wrote or went over is never replaced.

    Raises Refused("no-speech") and what else make_captions refuses.
    """
    film, asked = task.film(), task.job.language
    language = asked or spoken_language(film)
    if note := _there_already(task, language):
        return lambda: note
    options = CaptionOptions(
        models=settings.MATINEE_FOLDER.work / "models",
        language=language,
        model=settings.MATINEE.caption_model,
        frame_rate=float(Fraction(film.frame_rate)),
    )
    source = task.job.release.folder / _listened_to(film, language).file
    made = make_captions(
        source, options, task.watch, work=task.folder, idle=settings.MATINEE.finish_at_leisure
    )
    file = task.folder / "captions.vtt"
    file.write_text(made.vtt, encoding="utf-8")

    def store() -> str:
        heard = language or bcp47(made.language)
        hold_captions(task.job.release.master)
        # Somebody may have brought captions while the machine listened.
        if note := _there_already(task, heard):
            return note
        add_captions(task.job.release.master, heard, file, made=made)
        return _note(made, heard)

    return store


def _there_already(task: Task, language: str) -> str:
    """Return why nothing is written: a sentence, "" where the place is free."""
    tracks = captions_in(task.job.release.master, language)
    if task.job.language:
        # Those of another region stand beside it; subtitles are of another kind.
        tracks = tracks.filter(language=language, kind=CaptionTrack.Kind.CAPTIONS, automatic=False)
    track = tracks.first()
    return f"There are captions already: {track.label}. They stay as they are." if track else ""


def _listened_to(film: Film, language: str) -> AudioTrack:
    """Return the sound in which the language is heard best.

    Raises Refused("no-sound") for a silent film.
    """
    heard = heard_tracks(film)
    if not heard:
        raise Refused("no-sound", "The film has no sound, so there is nothing to write down.")
    wanted = primary_of(language)
    same = [track for track in heard if primary_of(track.language) == wanted]
    own = same[0] if wanted and same else heard[0]
    return added_to(film, own) or own


def _note(made: MadeCaptions, language: str) -> str:
    words = [_count(made.cue_count, "cue")]
    if made.doubts:
        words.append(f"{_count(len(made.doubts), 'word')} in doubt")
    return f"{own_name(language) or language}: {', '.join(words)}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
