"""Adds sounds to a film that is finished: further files, and playlists of new names over all.

A finished folder is served as never changing, so no file in it is ever written twice but
film.json: whoever plays the film by its old playlists goes on undisturbed.
"""

import dataclasses
import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from matinee.media.added_names import is_made_from, label_for, name_for
from matinee.media.events import never
from matinee.media.film import AudioTrack, Film, write_whole
from matinee.media.playlists import Playlists, indexed
from matinee.media.segments import average_bps, peak_bps
from matinee.media.verify import verify_sound


@dataclasses.dataclass(frozen=True)
class AddedSound:
    """A sound made from one of the film's own: its CMAF file, anywhere, and its EBU R128 figures.

    `purpose` is CLEAR_DIALOGUE or DIALOGUE_BOOST.
    """

    of: AudioTrack
    file: Path
    purpose: str
    loudness_lufs: float | None
    true_peak_dbtp: float | None

    @property
    def name(self) -> str:
        """The name of the rendition, and of its files before the suffix."""
        return name_for(self.purpose, self.of)


def add_sounds(
    folder: Path,
    film: Film,
    sounds: Sequence[AddedSound],
    cancelled: Callable[[], bool] = never,
    *,
    idle: bool = False,
) -> Film:
    """Put sounds into a finished film's folder and return the film with them.

    Each is held against the picture first. A sound that the film has already is left out, a
    better one takes the place of the boost of the same mix. film.json is replaced last, so a
    call that broke off is simply made again.

    Raises MatineeError, before anything is written, when a sound does not fit the picture, and
    Cancelled on request.
    """
    known = {track.name for track in film.audio}
    new = [sound for sound in sounds if sound.name not in known]
    if not new:
        return film
    length = film.frame_count / Fraction(film.frame_rate)
    for sound in new:
        verify_sound(sound.file, length, cancelled, idle=idle)
    for sound in new:
        _bring(sound.file, folder / f"{sound.name}.mp4")
    made = [_track(sound, film, folder) for sound in new]
    audio = (*(track for track in film.audio if not _is_replaced(track, new)), *made)
    film = _listed(dataclasses.replace(film, audio=audio), [track.name for track in made], folder)
    film.write(folder)
    return film


def _is_replaced(track: AudioTrack, new: Sequence[AddedSound]) -> bool:
    return any(is_made_from(track, sound.of) for sound in new)


def _bring(source: Path, target: Path) -> None:
    """Stand a file in the folder under its name, whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        part.hardlink_to(source)
    except OSError:
        # The work folder may lie on another disk, or on one without links.
        shutil.copyfile(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    # Two links to the same bytes are left alone by a rename (POSIX): the target stood already.
    part.unlink(missing_ok=True)


def _track(sound: AddedSound, film: Film, folder: Path) -> AudioTrack:
    file = folder / f"{sound.name}.mp4"
    item = indexed(file)
    return AudioTrack(
        name=sound.name,
        file=file.name,
        playlist=f"{sound.name}.m3u8",
        codec=item.track.codec,
        language=sound.of.language,
        label=label_for(
            sound.purpose, sound.of, [track for track in film.audio if not track.purpose]
        ),
        channels=2,
        default=False,
        peak_bps=peak_bps(item.segments),
        average_bps=average_bps(item.segments),
        size_bytes=file.stat().st_size,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        purpose=sound.purpose,
    )


def _listed(film: Film, new: Sequence[str], folder: Path) -> Film:
    """Write the new sounds' playlists, and a multivariant playlist and manifest by digest."""
    playlists = Playlists(
        [(track, indexed(folder / track.file)) for track in film.video],
        [(track, indexed(folder / track.file)) for track in film.audio],
    )
    texts = playlists.of_tracks()
    for track in film.audio:
        if track.name in new:
            write_whole(folder / track.playlist, texts[track.playlist])
    multivariant, manifest = playlists.multivariant(), playlists.manifest(film.duration_s)
    hls, dash = _named("multivariant", ".m3u8", multivariant), _named("manifest", ".mpd", manifest)
    write_whole(folder / hls, multivariant)
    write_whole(folder / dash, manifest)
    return dataclasses.replace(film, hls=hls, dash=dash)


def _named(stem: str, suffix: str, text: str) -> str:
    return f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:12]}{suffix}"
