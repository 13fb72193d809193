"""The last pass: as loud as the original, no true peak above −1 dBTP, encoded and verified."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from matinee.media import tool
from matinee.media.dialogue.listening import MEASURED, Tell
from matinee.media.dialogue.source import RATE_HZ, Samples
from matinee.media.errors import MatineeError
from matinee.media.fragments import read_track
from matinee.media.sound import SILENCE_LUFS, aac_in_cmaf, read_loudness

CEILING_DBTP = -1.0
LIMIT_DB = -1.5
"""Where the limiter begins: half a dB for what the encoder adds between the samples."""
CLOSE_LU = 0.15
ATTEMPTS = 4
AAC_FRAME = 1024

ENDINGS: dict[str, Callable[[Path], list[str]]] = {
    ".mp4": aac_in_cmaf,
    ".m4a": lambda file: ["-c:a", "aac", "-b:a", "160k", "-f", "ipod", str(file)],
    ".flac": lambda file: ["-c:a", "flac", "-sample_fmt", "s32", "-f", "flac", str(file)],
    ".wav": lambda file: ["-c:a", "pcm_s24le", "-f", "wav", str(file)],
}
"""What a file is encoded as, by the ending of its name."""


@dataclass(frozen=True)
class Mastered:
    """A finished file's figures, as decoded again."""

    loudness_lufs: float
    true_peak_dbtp: float
    sample_count: int


@dataclass(frozen=True)
class Level:
    """What is done to the mix before it is encoded: gain, then a ceiling."""

    gain_db: float
    limit_db: float = LIMIT_DB


def loudness_of(mix: Iterable[Samples]) -> float:
    """Return the integrated loudness of a mix in LUFS (EBU R128)."""
    words = [*_fed(), "-af", MEASURED, "-f", "null", "-"]
    with tool.flowing(words, name="ffmpeg") as flow:
        for block in mix:
            flow.pipe.write(block.tobytes())
    loudness_lufs, _ = read_loudness(flow.stderr)
    return SILENCE_LUFS if loudness_lufs is None else loudness_lufs


def master(
    mix: Callable[[], Iterator[Samples]],
    target: Path,
    wanted_lufs: float,
    gain_db: float,
    tell: Tell,
) -> Mastered:
    """Encode a mix so that the decoded file has the wanted loudness and keeps the ceiling.

    The limiter takes a little loudness and the encoder adds a little peak, so the file is
    measured and made again with what was missing, ATTEMPTS times at most. The ceiling is always
    kept; a mix too dense for it stays quieter, as its figure says.
    """
    level = Level(gain_db)
    for _ in range(ATTEMPTS):
        fed = _encode(mix(), target, level, tell)
        made = _verified(target, fed)
        missing_lu = wanted_lufs - made.loudness_lufs
        over_db = made.true_peak_dbtp - CEILING_DBTP
        if over_db <= 0 and abs(missing_lu) <= CLOSE_LU:
            return made
        limit_db = level.limit_db - (over_db + 0.1 if over_db > 0 else 0)
        level = replace(level, gain_db=level.gain_db + missing_lu, limit_db=limit_db)
    if over_db > 0:
        raise _unverified(f"its peaks reach {made.true_peak_dbtp:.1f} dBTP")
    return made


def _fed() -> list[str]:
    return [
        tool.ffmpeg(), "-hide_banner", "-v", "info", "-nostats", "-nostdin", "-y",
        "-protocol_whitelist", "pipe,file", "-f", "f32le", "-ar", str(RATE_HZ),
        "-ch_layout", "stereo", "-i", "pipe:0", "-map_metadata", "-1",
    ]  # fmt: skip


def _encode(mix: Iterator[Samples], target: Path, level: Level, tell: Tell) -> int:
    graph = ",".join((
        f"volume={level.gain_db:.3f}dB",
        # Peaks lie between the samples: the limiter looks at twice as many.
        f"aresample={2 * RATE_HZ}",
        f"alimiter=limit={10 ** (level.limit_db / 20):.4f}:level=0:attack=5:release=50:latency=1",
        f"aresample={RATE_HZ}",
    ))  # fmt: skip
    words = [*_fed(), "-af", graph, *ENDINGS[target.suffix](target)]
    fed = 0
    with tool.flowing(words, name="ffmpeg") as flow:
        for block in mix:
            flow.pipe.write(block.tobytes())
            fed += len(block)
            tell(fed / RATE_HZ)
    return fed


def _verified(file: Path, fed: int) -> Mastered:
    """Decode a file whole and return its figures; it must begin at 0 and miss no sample."""
    words = [
        tool.ffmpeg(), "-hide_banner", "-v", "info", "-nostats", "-nostdin", "-xerror",
        "-i", str(file), "-af", "ebur128=peak=true:framelog=quiet,aformat=sample_fmts=s16",
        "-f", "s16le", "pipe:1",
    ]  # fmt: skip
    size = 0
    with tool.flowing(words, name="ffmpeg", stdin=file) as flow:
        while data := flow.pipe.read(1 << 20):
            size += len(data)
    loudness_lufs, true_peak_dbtp = read_loudness(flow.stderr)
    count = size // 4
    if loudness_lufs is None or true_peak_dbtp is None:
        raise _unverified("it is silent")
    if not fed <= count <= fed + 2 * AAC_FRAME:
        raise _unverified(f"it has {count} samples, the source {fed}")
    if file.suffix == ".mp4" and read_track(file).fragments[0].time:
        raise _unverified("it does not begin at 0")
    return Mastered(loudness_lufs, true_peak_dbtp, count)


def _unverified(what: str) -> MatineeError:
    return MatineeError(
        "not-verified", f"The clear sound failed its check: {what}.", "It was not kept. Try again."
    )
