"""Makes one short sample film: painted frames, a sound, one master."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from matinee.cli.demo.film import X264, expose
from matinee.cli.demo.light import Gate, Paint, Stock
from matinee.cli.demo.shorts import sounds
from matinee.cli.demo.shorts.corridor import corridor
from matinee.cli.demo.shorts.lamp import lamp
from matinee.cli.demo.shorts.plan import plan
from matinee.cli.demo.shots import FRAME_RATE
from matinee.cli.demo.sound import Sound, write_wav
from matinee.media import tool

GATE = Gate(854, 480)
FADE_S = 0.6


@dataclass(frozen=True)
class Short:
    """A short film: the name of its master, how long it runs, how it looks and sounds."""

    master: str
    seconds: int
    build: Callable[[Gate], Paint]
    sound: Callable[[float], Sound]


SHORTS = {
    "corridor": Short("corridor.mp4", 15, corridor, sounds.song),
    "come-in": Short("come-in.mp4", 10, lamp, sounds.lamp_notes),
    "making-come-in": Short("making-come-in.mp4", 10, plan, sounds.pencil),
}


def make_short(folder: Path, short: Short, gate: Gate = GATE) -> Path:
    """Make the film's master in a folder, unless it is there already; return it."""
    master = folder / short.master
    if master.is_file():
        return master
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as name:
        work = Path(name)
        _paint(work / "picture.mp4", short, gate)
        write_wav(work / "sound.wav", short.sound(short.seconds))
        argv = [
            tool.ffmpeg(), "-v", "error", "-nostdin",
            "-i", str(work / "picture.mp4"), "-i", str(work / "sound.wav"),
            "-map", "0:v", "-map", "1:a", "-c", "copy", "-shortest", str(work / short.master),
        ]  # fmt: skip
        tool.run(argv, name="ffmpeg")
        (work / short.master).replace(master)
    return master


def _paint(file: Path, short: Short, gate: Gate) -> None:
    painter, stock = short.build(gate), Stock(gate, seed=short.seconds)
    frames = short.seconds * FRAME_RATE
    with av.open(str(file), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAME_RATE, options=X264)
        stream.width, stream.height, stream.pix_fmt = gate.width, gate.height, "yuv420p"
        for index in range(frames):
            frame = expose(painter(index / FRAME_RATE), gate, stock, index, _light(index, frames))
            frame.pts, frame.time_base = index, Fraction(1, FRAME_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _light(index: int, frames: int) -> float:
    """Return how much light there is: a short opens from black and closes to it."""
    edge = FADE_S * FRAME_RATE
    return min(1.0, (index + 1) / edge, (frames - 1 - index) / edge)
