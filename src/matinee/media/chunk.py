"""Encode one chunk of a film into all its rungs: one decode, one process, one result folder."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matinee.media import tool
from matinee.media.digest import digest_of
from matinee.media.errors import ToolFailed
from matinee.media.ladder import Rung
from matinee.media.picture import chunk_graph, entering
from matinee.media.plan import Chunk, Plan
from matinee.media.recipe import KEY_FRAME_S

X264_THREADS = 1
"""With a rate cap, x264's output differs from run to run on more threads than one, and equal
input must give equal bytes. The rungs are encoded side by side, so the cores stay busy."""


@dataclass(frozen=True)
class ChunkJob:
    """What a worker needs to encode one chunk; `folder` is where results of this film go."""

    master: Path
    master_sha256: str
    folder: Path
    plan: Plan
    chunk: Chunk

    @property
    def result(self) -> Path:
        """The folder of this chunk's renditions, named by everything that makes them."""
        facts = [chunk_command(self)[4:], self.chunk.frame_count, tool.ffmpeg_version()]
        return self.folder / digest_of(self.master_sha256, facts)[:24]


def encode_chunk(
    job: ChunkJob,
    on_frame: Callable[[int], None] = lambda frame: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Encode one chunk and return its folder: RUNG.mp4 for each rung.

    A folder that exists is a finished result and is returned as it is. `on_frame`
    hears the count of pictures done.

    Raises ToolFailed when the encoder fails or a rendition has not every picture.
    """
    result = job.result
    if result.exists():
        on_frame(job.chunk.frame_count)
        return result
    part = result.with_name(result.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    outcome = tool.run(
        chunk_command(job, part),
        name="ffmpeg",
        stdin=job.master,
        limits=tool.ToolLimits(),
        on_line=_frame_counter(on_frame),
        cancelled=cancelled,
    )
    _refuse_ignored_options(outcome.stderr)
    part.rename(result)
    return result


def chunk_command(job: ChunkJob, out: Path = Path()) -> list[str]:
    """Return the ffmpeg command of a chunk; renditions are written into `out`."""
    plan, chunk = job.plan, job.chunk
    seek, _ = entering(chunk.entry, plan.probe)
    command = [
        tool.ffmpeg(), "-hide_banner", "-v", "warning", "-nostdin", "-y",
        *seek, *tool.UNTRUSTED_INPUT, "-i", "fd:",
        "-filter_complex", chunk_graph(plan, chunk),
        "-progress", "pipe:1", "-stats_period", "0.5",
    ]  # fmt: skip
    for index, rung in enumerate(plan.ladder.rungs):
        command += [
            "-map", f"[v{index}]", "-an", "-sn", "-dn",
            "-map_metadata", "-1", "-map_chapters", "-1",
            *_encoder(rung), *_key_frames(plan),
            "-video_track_timescale", str(plan.grid.timescale),
            "-fflags", "+bitexact", str(out / f"{rung.name}.mp4"),
        ]  # fmt: skip
    return command


def _encoder(rung: Rung) -> list[str]:
    recipe = rung.recipe
    rate = ["-crf", str(recipe.crf), "-maxrate", f"{rung.max_kbps}k"]
    if recipe.codec == "av1":
        # Without qp-scale-compress the upper layers of the pyramid starve; with
        # quantiser matrices the same quality takes fewer bits.
        tuning = "qp-scale-compress-strength=3:enable-qm=1:qm-min=2"
        return ["-c:v", "libsvtav1", "-preset", recipe.preset, *rate, "-bufsize",
                f"{2 * rung.max_kbps}k", "-svtav1-params", tuning]  # fmt: skip
    return ["-c:v", "libx264", "-preset", recipe.preset, *rate, "-bufsize",
            f"{2 * rung.max_kbps}k", "-profile:v", "high", "-sc_threshold", "0",
            "-threads", str(X264_THREADS), "-forced-idr", "1"]  # fmt: skip


def _key_frames(plan: Plan) -> list[str]:
    """Set a key frame at every shot change that the graph marked, and every four seconds."""
    distance = max(1, round(KEY_FRAME_S * plan.grid.rate))
    return ["-g", str(distance), "-force_key_frames", "scd_metadata"]


def _frame_counter(on_frame: Callable[[int], None]) -> Callable[[str], None]:
    def read(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "frame" and value.strip().isdigit():
            on_frame(int(value))

    return read


def _refuse_ignored_options(words: str) -> None:
    """SVT-AV1 reports an option it did not understand and exits 0 all the same."""
    if "Error parsing option" in words:
        raise ToolFailed("ffmpeg", 0, [], words, "The encoder does not know one of its options.")


def renditions_of(folders: Sequence[Path], rung: Rung) -> list[Path]:
    """Return one rung's files of all chunks, in order."""
    return [folder / f"{rung.name}.mp4" for folder in folders]
