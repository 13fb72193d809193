"""A generated 1080p master that is heavy to decode and to encode: grain, detail, hard cuts."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

SHOT_S = 4
SIZE, RATE = "1920x1080", 25
ENLARGE = f"scale={SIZE}:flags=lanczos"
# Each shot: a source, then the filters that give it size and grain.
SHOTS = (
    (f"testsrc2=size={SIZE}:rate={RATE}", "noise=alls=18:allf=t"),
    (f"mandelbrot=size=960x540:rate={RATE}:start_scale=0.4", ENLARGE),
    (f"cellauto=size=480x270:rate={RATE}:rule=110:random_seed=7", ENLARGE, "noise=alls=10:allf=t"),
    (f"gradients=size={SIZE}:rate={RATE}:speed=0.03:seed=4", "noise=alls=24:allf=t+u"),
    (f"life=size=320x180:rate={RATE}:seed=11:mold=20", ENLARGE, "noise=alls=8:allf=t"),
    (f"mandelbrot=size=960x540:rate={RATE}:start_x=-0.1528", ENLARGE, "noise=alls=14:allf=t"),
)
SOUND = "anoisesrc=color=brown:amplitude=0.3:seed=3:sample_rate=48000"


def write_montage(file: Path, seconds: int) -> None:
    """Write an H.264 master of at least 24 s; the shots repeat until it is long enough.

    The repeats are copies, so a long master costs no more to make than a short one.
    """
    one_round = file.with_name(f"round-{file.name}")
    if not one_round.exists():
        _write_round(one_round)
    rounds = -(-seconds // (SHOT_S * len(SHOTS)))
    _ffmpeg("-stream_loop", str(rounds - 1), "-i", str(one_round), "-t", str(seconds),
            "-c", "copy", str(file))  # fmt: skip


def _write_round(file: Path) -> None:
    inputs: list[str] = []
    for shot in SHOTS:
        inputs += ["-f", "lavfi", "-t", str(SHOT_S), "-i", ",".join(shot)]
    joined = "".join(
        f"[{index}:v]format=yuv420p,setsar=1[v{index}];" for index in range(len(SHOTS))
    )
    joined += "".join(f"[v{index}]" for index in range(len(SHOTS)))
    length = str(SHOT_S * len(SHOTS))
    _ffmpeg(
        *inputs, "-f", "lavfi", "-t", length, "-i", SOUND,
        "-filter_complex", f"{joined}concat=n={len(SHOTS)}[v]",
        "-map", "[v]", "-map", f"{len(SHOTS)}:a",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-maxrate", "60M",
        "-bufsize", "60M", "-g", "50", "-c:a", "aac", "-ac", "2", "-b:a", "192k", str(file),
    )  # fmt: skip


def _ffmpeg(*arguments: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-nostdin", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
