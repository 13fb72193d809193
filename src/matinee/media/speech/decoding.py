"""The first sound track of any file as plain samples on disk, read as strictly as an upload is."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matinee.media import tool
from matinee.media.errors import Refused, ToolFailed
from matinee.media.events import Watch
from matinee.media.speech.voices import RATE

# Only formats that hold their own sound: none of them names another file or address.
_FORMATS = "mov,matroska,webm,mpegts,avi,wav,w64,flac,mp3,ogg,aac,aiff,caf"
# A film's clock may jump by years, and the jump becomes silence: longer than any film here.
_LONGEST_S = 24 * 3600
_CPU_S = 2 * 3600


def decode_speech(source: Path, target: Path, watch: Watch = Watch()) -> NDArray[np.int16]:
    """Write the first sound track as 16 kHz mono and return it, mapped and not loaded.

    The samples stand on the film's clock: what begins late begins with silence.

    Raises Refused("no-sound") where there is none that can be read, Refused("disk-full") where
    there is no room for the samples, ToolFailed when ffmpeg was stopped, Cancelled on request.
    """
    if not source.is_file():
        raise Refused("no-file", f"{source.name} cannot be read.", "Name an existing file.")
    try:
        tool.run(
            _command(target),
            name="ffmpeg",
            stdin=source,
            limits=tool.ToolLimits(cpu_s=_CPU_S),
            cancelled=watch.cancelled,
        )
    except ToolFailed as error:
        if error.exit_status < 0:
            # A signal ended it, which says nothing about the sound.
            raise
        raise _no_sound(source) from error
    if target.stat().st_size < 2:
        raise _no_sound(source)
    return np.memmap(target, dtype="<i2", mode="r")


def _command(target: Path) -> list[str]:
    return [
        tool.ffmpeg(), "-hide_banner", "-v", "error", "-nostats", "-nostdin", "-y",
        "-protocol_whitelist", "fd", "-format_whitelist", _FORMATS, "-fd", "0", "-i", "fd:",
        "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", str(_LONGEST_S),
        "-af", f"aresample={RATE}:async=1:first_pts=0", "-ac", "1", "-f", "s16le", str(target),
    ]  # fmt: skip


def _no_sound(source: Path) -> Refused:
    return Refused(
        "no-sound",
        f"{source.name} has no sound that can be read.",
        "Give a film or a sound file, such as MP4, MKV, WAV, FLAC or MP3.",
    )
