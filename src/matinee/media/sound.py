"""Encode the sound tracks: once, whole, on the picture's clock, never compressed in loudness."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matinee.media import tool
from matinee.media.errors import Cancelled
from matinee.media.languages import bcp47, own_name
from matinee.media.plan import Plan
from matinee.media.probe import AudioFacts
from matinee.media.recipe import AUDIO_BITRATE_KBPS, AUDIO_RATE_HZ

FRAGMENT_US = 2_000_000
SILENCE_LUFS = -70.0
"""EBU R128's absolute gate: a track that never passes it has no loudness."""

# The centre holds the dialogue: it keeps its full -3 dB in each ear while the
# surrounds step back, so speech stands further forward than in the plain ITU-R BS.775 sum.
DOWNMIX = {
    "5.1": "stereo|FL=FL+0.707*FC+0.5*BL|FR=FR+0.707*FC+0.5*BR",
    "5.1(side)": "stereo|FL=FL+0.707*FC+0.5*SL|FR=FR+0.707*FC+0.5*SR",
    "7.1": "stereo|FL=FL+0.707*FC+0.5*BL+0.5*SL|FR=FR+0.707*FC+0.5*BR+0.5*SR",
}
PEAK_LIMIT = "alimiter=limit=0.891:level=0:attack=2:release=50:latency=1"
"""-1 dBFS, only after a downmix: sums of channels can pass full scale, the mix itself is kept."""


@dataclass(frozen=True)
class EncodedSound:
    """A sound track's file and its EBU R128 figures (None when silent)."""

    facts: AudioFacts
    file: Path
    loudness_lufs: float | None
    true_peak_dbtp: float | None


def encode_sound(
    master: Path,
    plan: Plan,
    facts: AudioFacts,
    target: Path,
    cancelled: Callable[[], bool] = lambda: False,
) -> EncodedSound:
    """Encode one sound track as AAC in a CMAF file exactly as long as the picture.

    Sound that starts late or early is padded or cut to the first picture's time. The
    loudness is measured in the same pass and never changed.
    """
    part = target.with_suffix(".part.mp4")
    outcome = tool.run(
        _command(plan, facts, part), name="ffmpeg", stdin=master, cancelled=cancelled
    )
    if cancelled():
        raise Cancelled
    part.rename(target)
    loudness, peak = read_loudness(outcome.stderr)
    return EncodedSound(facts, target, loudness, peak)


def _command(plan: Plan, facts: AudioFacts, target: Path) -> list[str]:
    return [
        tool.ffmpeg(), "-hide_banner", "-v", "info", "-nostats", "-nostdin", "-y",
        *tool.UNTRUSTED_INPUT, "-i", "fd:", "-map", f"0:{facts.index}", "-vn", "-sn", "-dn",
        "-map_metadata", "-1", "-map_chapters", "-1",
        "-af", sound_graph(plan, facts),
        *aac_in_cmaf(target),
    ]  # fmt: skip


def aac_in_cmaf(target: Path) -> list[str]:
    """Return the words that encode stereo as AAC in a CMAF file that begins at 0.000."""
    return [
        "-c:a", "aac", "-b:a", f"{AUDIO_BITRATE_KBPS}k", "-ac", "2", "-ar", str(AUDIO_RATE_HZ),
        # The encoder's first packet only primes the decoder. Without it the track
        # begins at 0.000 for readers that know edit lists and for those that do not.
        "-bsf:a", "noise=drop=lt(pts\\,0)",
        "-avoid_negative_ts", "disabled", "-use_editlist", "0", "-fflags", "+bitexact",
        "-movflags", "+cmaf+empty_moov+default_base_moof+skip_trailer",
        "-frag_duration", str(FRAGMENT_US), "-f", "mp4", str(target),
    ]  # fmt: skip


def sound_graph(plan: Plan, facts: AudioFacts) -> str:
    """Return the filters of one track: onto the picture's clock, to stereo, measured."""
    lead = plan.probe.first_picture_s
    length = f"{plan.grid.duration_s:.6f}"
    steps = [
        f"asetpts=PTS-({lead:.6f})/TB",
        f"aresample={AUDIO_RATE_HZ}:async=1:min_hard_comp=0.05:first_pts=0",
        *_to_stereo(facts),
        f"apad=whole_dur={length}",
        f"atrim=end={length}",
        "ebur128=peak=true:framelog=quiet",
    ]
    return ",".join(steps)


def _to_stereo(facts: AudioFacts) -> list[str]:
    if facts.layout in DOWNMIX:
        return [f"pan={DOWNMIX[facts.layout]}", PEAK_LIMIT]
    if facts.channels > 2:
        return ["aformat=channel_layouts=stereo", PEAK_LIMIT]
    return ["aformat=channel_layouts=stereo"]


def read_loudness(words: str) -> tuple[float | None, float | None]:
    """Read integrated loudness (LUFS) and true peak (dBTP) from ebur128's summary."""
    summary = words.rpartition("Summary:")[2]
    loudness = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    if loudness is None or float(loudness[1]) <= SILENCE_LUFS:
        return None, None
    return float(loudness[1]), float(peak[1]) if peak else None


def label_of(facts: AudioFacts, position: int) -> str:
    """Name a track for people: its own title, else its language, else its number."""
    generic = {"", "soundhandler", "sound media handler", "core media audio", "#mainconcept"}
    if facts.title.strip().lower() not in generic:
        return facts.title.strip()
    language = own_name(bcp47(facts.language))
    return language or ("Original" if position == 0 else f"Track {position + 1}")
