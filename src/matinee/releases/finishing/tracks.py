"""Which sounds of a film are its own mixes, and which of them could be clearer."""

from matinee.media.added_names import added_to
from matinee.media.dialogue.voice_assets import has_voice_model
from matinee.media.film import DIALOGUE_BOOST, AudioTrack, Film


def heard_tracks(film: Film) -> list[AudioTrack]:
    """Return the film's own mixes that are not silent, the default one first."""
    own = [track for track in film.audio if not track.purpose and track.loudness_lufs is not None]
    return sorted(own, key=lambda track: not track.default)


def unclear_tracks(film: Film) -> list[AudioTrack]:
    """Return the film's own mixes that could get a clear sound, or a better one than they have."""
    tracks = []
    for track in heard_tracks(film):
        added = added_to(film, track)
        if added is None or (added.purpose == DIALOGUE_BOOST and has_voice_model()):
            tracks.append(track)
    return tracks
