"""Join the chunks of one rung into one CMAF file, and mux the progressive MP4, all by copy."""

from collections.abc import Sequence
from pathlib import Path

from matinee.media import tool
from matinee.media.fragments import settle

# One fragment a key frame, no edit list, no index at the end: what the playlists
# need and nothing that says otherwise.
FRAGMENTED = "+cmaf+frag_keyframe+empty_moov+default_base_moof+skip_trailer"


def join_chunks(chunks: Sequence[Path], timescale: int, target: Path) -> None:
    """Join chunk files of one rung, in order, into a CMAF track that starts at 0.000.

    Frame-exact: every picture of every chunk, each one grid place after the last.
    """
    raw = target.with_suffix(".raw.mp4")
    listing = target.with_suffix(".ffconcat")
    listing.write_text(_listing(chunks), encoding="utf-8")
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y",
        "-f", "concat", "-safe", "0", "-i", str(listing),
        "-map", "0:v:0", "-c", "copy", "-fflags", "+bitexact",
        "-video_track_timescale", str(timescale),
        "-use_editlist", "0", "-movflags", FRAGMENTED,
        "-f", "mp4", str(raw),
    ]  # fmt: skip
    tool.run(command, name="ffmpeg")
    settle(raw, target)
    raw.unlink()
    listing.unlink()


def mux_progressive(video: Path, audio: Path | None, target: Path) -> None:
    """Mux one rung and the first sound track into an MP4 that plays while it loads, by copy."""
    sound = ["-i", str(audio)] if audio else []
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y", "-i", str(video), *sound,
        "-map", "0:v:0", *(["-map", "1:a:0"] if audio else []),
        "-c", "copy", "-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4", str(target),
    ]  # fmt: skip
    tool.run(command, name="ffmpeg")


def _listing(files: Sequence[Path]) -> str:
    """Write an ffconcat script; quotes in paths are closed, escaped and opened again."""
    lines = ["ffconcat version 1.0"]
    for file in files:
        name = str(file.resolve()).replace("'", "'\\''")
        lines.append(f"file '{name}'")
    return "\n".join(lines) + "\n"
