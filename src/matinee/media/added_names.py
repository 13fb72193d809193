"""What sounds that were added to a film are called, and from which of its own they are made."""

from collections.abc import Sequence

from matinee.media.film import CLEAR_DIALOGUE, DIALOGUE_BOOST, AudioTrack, Film
from matinee.media.languages import own_name

LABELS = {CLEAR_DIALOGUE: "Clear dialogue", DIALOGUE_BOOST: "Dialogue boost"}
_SHORT_NAMES = {CLEAR_DIALOGUE: "clear", DIALOGUE_BOOST: "boost"}


def name_for(purpose: str, of: AudioTrack) -> str:
    """Return the name of an added sound's rendition, and of its files before the suffix."""
    return f"{of.name}-{_SHORT_NAMES[purpose]}"


def added_to(film: Film, of: AudioTrack) -> AudioTrack | None:
    """Return the sound that was made from one of the film's own; None when there is none."""
    return next((track for track in film.audio if track.purpose and is_made_from(track, of)), None)


def label_for(purpose: str, of: AudioTrack, own: Sequence[AudioTrack]) -> str:
    """Name an added sound for people; by its language, too, where the film has several mixes."""
    if len(own) == 1:
        return LABELS[purpose]
    names = [own_name(track.language) for track in own]
    name = own_name(of.language)
    return f"{LABELS[purpose]} ({name if name and names.count(name) == 1 else of.label})"


def is_made_from(track: AudioTrack, of: AudioTrack) -> bool:
    """Tell whether an added sound was made from one of the film's own."""
    return track.name in {name_for(purpose, of) for purpose in _SHORT_NAMES}
