"""Hold samples of a rendition against its master: the same pictures and sound at the same times."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from matinee.media import tool
from matinee.media.picture import deinterlace, entering, standard_picture
from matinee.media.plan import UNSEEKABLE, Plan
from matinee.media.probe import AudioFacts
from matinee.media.timing import enter_at

WIDTH, HEIGHT = 64, 36
SAMPLED_PICTURES = 5
WORST_DIFFERENCE = 14.0
"""Mean difference of luma levels; encodes of real pictures stay under 3 at this size."""
CLEARLY_BETTER = 1.5
"""A neighbour that fits better by this many levels shows that the pictures are shifted."""

SOUND_RATE_HZ = 8000
SOUND_WINDOW_S = 8.0
SYNC_TOLERANCE_S = 0.010
"""Sound may be this far from the master's; EBU R37 allows 40 ms early, we own every sample."""
TRUSTED_CORRELATION = 0.6
QUIET = 1e-3


def check_pictures(rendition: Path, master: Path, plan: Plan) -> str:
    """Return what is wrong with sampled pictures, "" when they are the master's.

    Skipped in containers where no seek is exact; there picture counts speak alone.
    """
    if plan.probe.container in UNSEEKABLE:
        return ""
    last = plan.grid.frame_count - 1
    places = sorted({round(last * part / SAMPLED_PICTURES) for part in range(SAMPLED_PICTURES)})
    for place in places:
        wanted = _master_picture(master, plan, place)
        found = _rendition_pictures(rendition, plan, place)
        if wanted is None or not found:
            return f"no picture could be read at {place / float(plan.grid.rate):.2f} s"
        differences = {at: float(np.abs(wanted - picture).mean()) for at, picture in found.items()}
        own = differences.get(place, float("inf"))
        if own > WORST_DIFFERENCE:
            return f"the picture at {place / float(plan.grid.rate):.2f} s is not the master's"
        if plan.grid.constant and min(differences.values()) < own - CLEARLY_BETTER:
            return f"the picture at {place / float(plan.grid.rate):.2f} s stands at a wrong time"
    return ""


def _master_picture(master: Path, plan: Plan, place: int) -> npt.NDArray[np.float32] | None:
    seek, first_steps = entering(enter_at(plan.probe.video, plan.grid, place), plan.probe)
    video = plan.probe.video
    steps = [*first_steps, *deinterlace(video), *standard_picture(plan.probe), _small()]
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", *seek, *tool.UNTRUSTED_INPUT, "-i", "fd:",
        "-filter_complex", f"[0:{video.index}]{','.join(steps)}",
        "-frames:v", "1", "-f", "rawvideo", "-",
    ]  # fmt: skip
    pictures = _pictures(tool.run_binary(command, name="ffmpeg", stdin=master))
    return pictures[0] if len(pictures) else None


def _rendition_pictures(
    rendition: Path, plan: Plan, place: int
) -> dict[int, npt.NDArray[np.float32]]:
    """Return the pictures at a place and beside it, by place."""
    first = max(0, place - 1)
    start = max(0.0, (first - 0.5) / float(plan.grid.rate))
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-ss", f"{start:.6f}", "-i", str(rendition),
        "-vf", _small(), "-frames:v", str(place - first + 2),
        # Else the first picture may come twice, to fill the half place before it.
        "-fps_mode", "passthrough", "-f", "rawvideo", "-",
    ]  # fmt: skip
    pictures = _pictures(tool.run_binary(command, name="ffmpeg"))
    return {first + index: picture for index, picture in enumerate(pictures)}


def _small() -> str:
    return f"scale={WIDTH}:{HEIGHT}:flags=area,format=gray"


def _pictures(data: bytes) -> npt.NDArray[np.float32]:
    whole = len(data) // (WIDTH * HEIGHT)
    flat = np.frombuffer(data, np.uint8, whole * WIDTH * HEIGHT)
    return flat.reshape(whole, HEIGHT, WIDTH).astype(np.float32)


def check_sound(rendition: Path, master: Path, plan: Plan, facts: AudioFacts) -> str:
    """Return what is wrong with the sound's timing, "" when it is the master's.

    Windows are correlated with the master's; silent or ambiguous ones say nothing.
    """
    for start_s in _windows(plan):
        ours = _sound(rendition, start_s, "0:a:0", None)
        theirs = _sound(master, start_s + plan.probe.first_picture_s, f"0:{facts.index}", master)
        lag_s = find_lag(ours, theirs)
        if lag_s is not None and abs(lag_s) > SYNC_TOLERANCE_S:
            return f"the sound at {start_s:.0f} s is {lag_s * 1000:+.0f} ms from the master's"
    return ""


def find_lag(ours: npt.NDArray[np.float32], theirs: npt.NDArray[np.float32]) -> float | None:
    """Return by how many seconds `ours` comes later, by the peak of the cross-correlation.

    None when either is silent or they are too unlike to tell.
    """
    length = min(len(ours), len(theirs))
    if length < SOUND_RATE_HZ // 4:
        return None
    a, b = ours[:length] - ours[:length].mean(), theirs[:length] - theirs[:length].mean()
    energy = float(np.sqrt((a @ a) * (b @ b)))
    if energy < QUIET * length:
        return None
    size = 1 << (2 * length - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    peak = int(np.argmax(product))
    if product[peak] / energy < TRUSTED_CORRELATION or product[0] >= 0.98 * product[peak]:
        return 0.0 if product[0] >= 0.98 * product[peak] else None
    return (peak if peak < size // 2 else peak - size) / SOUND_RATE_HZ


def _windows(plan: Plan) -> list[float]:
    end = plan.grid.duration_s - SOUND_WINDOW_S
    if end <= 0 or plan.probe.container in UNSEEKABLE:
        return [0.0]
    return [0.0, end / 2, end]


def _sound(
    path: Path, start_s: float, stream: str, untrusted: Path | None
) -> npt.NDArray[np.float32]:
    source = [*tool.UNTRUSTED_INPUT, "-i", "fd:"] if untrusted else ["-i", str(path)]
    seek = ["-ss", f"{start_s:.6f}"] if start_s > 0 else []
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", *seek, *source, "-map", stream,
        "-af", "aresample=async=1:first_pts=0", "-t", str(SOUND_WINDOW_S),
        "-ac", "1", "-ar", str(SOUND_RATE_HZ), "-f", "f32le", "-",
    ]  # fmt: skip
    data = tool.run_binary(command, name="ffmpeg", stdin=untrusted)
    return np.frombuffer(data[: len(data) // 4 * 4], np.float32)
