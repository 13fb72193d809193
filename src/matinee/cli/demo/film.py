"""Makes the sample film: shots painted side by side, sound mixed, one master with chapters."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from matinee.cli.demo import words
from matinee.cli.demo.captions import as_srt
from matinee.cli.demo.light import Gate, Pixels, Stock
from matinee.cli.demo.mix import mix
from matinee.cli.demo.shots import FRAME_RATE, SHOTS, Placed, Shot, placed
from matinee.cli.demo.sound import write_wav
from matinee.media import tool
from matinee.media.errors import MatineeError
from matinee.media.events import Listener, Note, Progress

GATE = Gate(1280, 720)
FADE_IN_S, FADE_OUT_S = 0.8, 1.2
MASTER = "a-book-of-heights.mp4"
CAPTIONS = (("en", "a-book-of-heights.en.srt"), ("fr", "a-book-of-heights.fr.srt"))
MOST_WORKERS = 6
SOUND_SHARE = 0.14
JOIN_SHARE = 0.03
# "ultrafast" kept the grain as well as "superfast" at the same size, in a third of the time.
# Without B-frames the shots join frame by frame. One thread: the shots fill the cores.
X264 = {
    "preset": "ultrafast",
    "crf": "17",
    "bf": "0",
    "threads": "1",
    "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=bt709",
}


@dataclass(frozen=True)
class Sample:
    """The finished film on disk: its master and a caption file for each language."""

    master: Path
    captions: tuple[tuple[str, Path], ...]


def make_film(
    folder: Path,
    listener: Listener,
    *,
    gate: Gate = GATE,
    shots: tuple[Shot, ...] = SHOTS,
) -> Sample:
    """Make the film in a folder, unless it is there already.

    The same frames and notes every time; only the narrator depends on the machine.
    """
    sample = Sample(folder / MASTER, tuple((tag, folder / name) for tag, name in CAPTIONS))
    if sample.master.is_file() and all(path.is_file() for _, path in sample.captions):
        return sample
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as name:
        work = Path(name)
        _make_parts(work, gate, placed(shots), listener)
        _join(work, placed(shots))
        _require_frames(work / MASTER, sum(shot.frames for shot in shots))
        # The master last: where it stands, everything stands.
        for _, path in sample.captions:
            (work / path.name).replace(path)
        (work / MASTER).replace(sample.master)
    listener(Progress("sample film", 1.0))
    return sample


def _make_parts(work: Path, gate: Gate, film: Sequence[Placed], listener: Listener) -> None:
    """Paint every shot and mix the sound, as many at once as there are cores."""
    frames = film[-1].start + film[-1].shot.frames
    context = multiprocessing.get_context("spawn")
    workers = min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    shares: dict[Future[str], float] = {}
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        shares[pool.submit(record, work, film)] = SOUND_SHARE
        # Long shots first: the last ones to finish are then short.
        for each in sorted(film, key=lambda one: -one.shot.frames):
            share = each.shot.frames / frames * (1 - SOUND_SHARE - JOIN_SHARE)
            shares[pool.submit(paint, work, gate, each, frames)] = share
        done = 0.0
        listener(Progress("sample film", 0.0))
        try:
            for part in as_completed(shares):
                if note := part.result():
                    listener(Note(note))
                done += shares[part]
                listener(Progress("sample film", done))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _end_with_parent() -> None:
    """Let Ctrl-C end a worker without a word, and the parent's death end it too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def paint(work: Path, gate: Gate, part: Placed, film_frames: int) -> str:
    """Paint one shot into a file of its own."""
    painter = part.shot.build(gate)
    stock = Stock(gate, seed=part.start)
    with av.open(str(_part(work, part)), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAME_RATE, options=X264)
        stream.width, stream.height, stream.pix_fmt = gate.width, gate.height, "yuv420p"
        for index in range(part.shot.frames):
            pixels = painter(index / FRAME_RATE)
            light = _fade(part.start + index, film_frames)
            frame = expose(pixels, gate, stock, part.start + index, light)
            frame.pts, frame.time_base = index, Fraction(1, FRAME_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return ""


def expose(pixels: Pixels, gate: Gate, stock: Stock, index: int, light: float) -> av.VideoFrame:
    """Return a frame on its stock: developed, with grain, `light` 0 to 1 for fades."""
    rgba = pixels.view("u1").reshape(gate.height, gate.width, 4)
    frame = av.VideoFrame.from_ndarray(rgba, format="rgba")
    planes = np.asarray(
        frame.reformat(format="yuv420p", dst_colorspace="ITU709").to_ndarray(), np.uint8
    )
    luma = planes[: gate.height]
    luma[:] = stock.expose(luma, index)
    if light < 1:
        luma[:] = 16 + (luma - 16.0) * light
        planes[gate.height :] = 128 + (planes[gate.height :] - 128.0) * light
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def _fade(index: int, frames: int) -> float:
    """Return how much light there is: the film opens from black and closes to it."""
    opening = (index + 1) / (FADE_IN_S * FRAME_RATE)
    closing = (frames - 1 - index) / (FADE_OUT_S * FRAME_RATE)
    return min(1.0, opening, closing)


def record(work: Path, film: Sequence[Placed]) -> str:
    """Mix the sound and write both tracks and the captions; say which voice was there."""
    soundtrack = mix(film, [line for line in words.NARRATION if _is_in(film, line.shot)])
    write_wav(work / "mix.wav", soundtrack.mix)
    write_wav(work / "music.wav", soundtrack.music)
    for tag, name in CAPTIONS:
        (work / name).write_text(as_srt(soundtrack.cues, tag), encoding="utf-8")
    if soundtrack.voice == "hibari":
        return ""
    return f"The narrator's voice is not installed; {soundtrack.voice} speaks instead."


def _is_in(film: Sequence[Placed], key: str) -> bool:
    return any(each.shot.key == key for each in film)


def _join(work: Path, film: Sequence[Placed]) -> None:
    """Put shots, both sound tracks and chapters into one master, without encoding again."""
    parts = "".join(f"file '{_part(work, each).name}'\n" for each in film)
    (work / "parts.txt").write_text(parts, encoding="utf-8")
    (work / "chapters.txt").write_text(chapters(film), encoding="utf-8")
    argv = [
        tool.ffmpeg(), "-v", "error", "-nostdin",
        "-f", "concat", "-i", str(work / "parts.txt"),
        "-i", str(work / "mix.wav"), "-i", str(work / "music.wav"),
        "-f", "ffmetadata", "-i", str(work / "chapters.txt"),
        "-map", "0:v", "-map", "1:a", "-map", "2:a", "-map_metadata", "3", "-map_chapters", "3",
        "-c", "copy",
        *_named(0, "eng", "Original mix"), *_named(1, "zxx", "Music and effects"),
        "-disposition:a:0", "default", "-disposition:a:1", "0",
        str(work / MASTER),
    ]  # fmt: skip
    tool.run(argv, name="ffmpeg")


def _named(track: int, language: str, title: str) -> list[str]:
    # Readers of MP4 differ in which of the two names they show.
    words_of = (f"language={language}", f"title={title}", f"handler_name={title}")
    return [word for tag in words_of for word in (f"-metadata:s:a:{track}", tag)]


def chapters(film: Sequence[Placed]) -> str:
    """Write the shots as chapters in ffmpeg's metadata format, in frames."""
    blocks = [
        f"[CHAPTER]\nTIMEBASE=1/{FRAME_RATE}\nSTART={each.start}\n"
        f"END={each.start + each.shot.frames}\ntitle={each.shot.chapter}\n"
        for each in film
    ]
    return f";FFMETADATA1\ntitle={words.TITLE}\n" + "".join(blocks)


def _part(work: Path, part: Placed) -> Path:
    return work / f"{part.shot.key}.mp4"


def _require_frames(master: Path, expected: int) -> None:
    with av.open(str(master)) as container:
        found = container.streams.video[0].frames
    if found != expected:
        raise MatineeError(
            "sample-frames",
            f"The sample film has {found} frames instead of {expected}.",
            "Run the command again.",
        )
