"""A master whose every frame carries its number and whose every second flashes and beeps."""

import dataclasses
import io
import math
import wave
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.clips import run_ffmpeg

BITS = 16
BEEP_HZ = 1000
BEEP_S = 0.06
SAMPLE_RATE = 48000
BLACK, WHITE = 16, 235


@dataclasses.dataclass(frozen=True)
class MarkedFilm:
    """What the master shows: frame numbers on top, a flash and a beep at each whole second.

    `shot_starts` are the frames at which the picture below the numbers changes altogether.
    `sound_starts_s` cuts the sound before that time away and keeps the rest in its place.
    """

    width: int = 640
    height: int = 360
    rate: Fraction = Fraction(25)
    frame_count: int = 50
    shot_starts: tuple[int, ...] = ()
    sound_starts_s: float = 0.0
    codec: tuple[str, ...] = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-g", "50")

    @property
    def flash_frames(self) -> list[int]:
        """Frames that begin a flash: the first at or after each whole second."""
        seconds = range(math.ceil(self.frame_count / self.rate))
        frames = (math.ceil(second * self.rate) for second in seconds)
        return [frame for frame in frames if frame < self.frame_count]

    @property
    def mark_times_s(self) -> list[float]:
        """Times of the flashes, which are those of the beeps too."""
        return [float(frame / self.rate) for frame in self.flash_frames]

    def write(self, file: Path) -> Path:
        """Encode the master, with the sound as AAC."""
        sound = file.with_suffix(".wav")
        sound.write_bytes(_sound(self))
        picture = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{self.width}x{self.height}"]
        picture += ["-r", str(self.rate), "-i", "pipe:0"]
        offset = ["-itsoffset", str(self.sound_starts_s)]
        run_ffmpeg(
            *picture, *offset, "-f", "wav", "-i", str(sound), *self.codec, "-pix_fmt", "yuv420p",
            "-c:a", "aac", "-b:a", "128k", str(file),
            stdin=b"".join(_frame(self, number).tobytes() for number in range(self.frame_count)),
        )  # fmt: skip
        sound.unlink()
        return file


def frame_numbers(frames: Iterable[av.VideoFrame]) -> Iterator[int]:
    """Read the number burned into each decoded frame, at any scale."""
    for frame in frames:
        luma = luma_of(frame)
        row = luma.shape[0] // 6
        cell = luma.shape[1] / BITS
        centres = [int((bit + 0.5) * cell) for bit in range(BITS)]
        above, below = luma[row // 2, centres], luma[row + row // 2, centres]
        yield sum(1 << bit for bit in range(BITS) if above[bit] > below[bit])


def flash_times_s(frames: Iterable[av.VideoFrame]) -> list[float]:
    """Return the times at which the lower half of the picture turns white."""
    times: list[float] = []
    lit = False
    for frame in frames:
        luma = luma_of(frame)
        bright = float(luma[luma.shape[0] // 2 :].mean()) > 180
        if bright and not lit:
            times.append(frame.time)
        lit = bright
    return times


def beep_times_s(frames: Iterable[av.AudioFrame]) -> list[float]:
    """Return the times at which the sound rises after silence."""
    loud = 0.2  # of full scale; the beep peaks at 0.7
    times: list[float] = []
    quiet_since = -1.0
    for frame in frames:
        samples = frame.to_ndarray().astype(np.float64)
        channels = samples if frame.format.is_planar else samples.reshape(frame.samples, -1).T
        level = np.abs(channels).max(axis=0)
        if frame.format.name.startswith("s16"):
            level /= 32768
        for index in np.flatnonzero(level > loud):
            moment = frame.time + index / frame.sample_rate
            if moment - quiet_since > 0.2 or not times:
                times.append(moment)
            quiet_since = moment
    return times


def luma_of(frame: av.VideoFrame) -> np.ndarray:
    """Return the brightness of a frame as a (height, width) array of bytes."""
    return frame.to_ndarray(format="gray")


def _frame(film: MarkedFilm, number: int) -> np.ndarray:
    row = film.height // 6
    picture = _shot(film, number)
    bits = np.array([(number >> bit) & 1 for bit in range(BITS)])
    columns = (np.arange(film.width) * BITS // film.width).clip(max=BITS - 1)
    picture[:row] = np.where(bits[columns], WHITE, BLACK)
    picture[row : 2 * row] = np.where(bits[columns], BLACK, WHITE)
    if any(0 <= number - start < 2 for start in film.flash_frames):
        picture[2 * row :] = WHITE
    return picture


def _shot(film: MarkedFilm, number: int) -> np.ndarray:
    shot = sum(start <= number for start in film.shot_starts)
    across = np.arange(film.width) * (3 + 4 * shot) + number * 5
    down = np.arange(film.height)[:, None] * (2 + 7 * (shot % 3))
    # Below a flash's white in any shot, and never the same from one shot to the next.
    texture = (across + down) % 64 + 20 + 40 * (shot % 2)
    return texture.astype(np.uint8)


def _sound(film: MarkedFilm) -> bytes:
    length = int(film.frame_count / film.rate * SAMPLE_RATE)
    samples = np.zeros(length)
    tone = 0.7 * np.sin(2 * np.pi * BEEP_HZ * np.arange(int(BEEP_S * SAMPLE_RATE)) / SAMPLE_RATE)
    for time_s in film.mark_times_s:
        start = round(time_s * SAMPLE_RATE)
        samples[start : start + len(tone)] = tone[: length - start]
    samples = samples[int(film.sound_starts_s * SAMPLE_RATE) :]
    stereo = np.repeat((samples * 32767).astype("<i2"), 2)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(stereo.tobytes())
    return file.getvalue()
