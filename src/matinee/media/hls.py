"""Write HLS playlists (RFC 8216, Apple's authoring rules) over single-file CMAF tracks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matinee.media.film import AudioTrack, VideoTrack
from matinee.media.fragments import Track
from matinee.media.segments import Segment

FIRST_CHOICE_BPS = 2_000_000
"""Players begin with the first variant; Apple asks for one near 2 Mb/s."""

SPEECH_ENHANCED = "public.accessibility.enhances-speech-intelligibility"
"""Apple's word for a sound whose voices stand out; players choose it only when asked to."""


@dataclass(frozen=True)
class Packaged:
    """A rendition's file name, its index and its segments."""

    file: str
    track: Track
    segments: tuple[Segment, ...]


def target_duration(renditions: Sequence[Packaged]) -> int:
    """Return one target for all: the longest segment, rounded as RFC 8216 4.3.3.1 says."""
    longest = max(segment.duration for item in renditions for segment in item.segments)
    return max(1, math.floor(longest + Fraction(1, 2)))


def media_playlist(item: Packaged, target: int) -> str:
    """Return the media playlist of a finished rendition: byte ranges of one file."""
    lines = _head(item, target)
    for segment in item.segments:
        lines += _entry(item.file, segment.duration, segment.size, segment.start)
    return _text([*lines, "#EXT-X-ENDLIST"])


def iframe_playlist(item: Packaged, target: int) -> str:
    """Return the I-frame playlist: each fragment's head with its key frame, for fast scrubbing."""
    lines = _head(item, target)
    lines.insert(2, "#EXT-X-I-FRAMES-ONLY")
    for fragment in item.track.fragments:
        duration = Fraction(fragment.duration, item.track.timescale)
        lines += _entry(item.file, duration, fragment.key_size, fragment.start)
    return _text([*lines, "#EXT-X-ENDLIST"])


def iframe_peak_bps(item: Packaged) -> int:
    """Largest bit rate of the I-frame playlist's entries."""
    return max(
        int(fragment.key_size * 8 * item.track.timescale / fragment.duration)
        for fragment in item.track.fragments
    )


def multivariant_playlist(
    video: Sequence[VideoTrack],
    audio: Sequence[AudioTrack],
    iframe_bps: Sequence[int],
) -> str:
    """Return the multivariant playlist: no host name, only names beside it.

    The variant nearest 2 Mb/s stands first, H.264 before AV1 at equal distance, the
    others by falling bit rate. BANDWIDTH adds the heaviest sound to the picture's peak.
    """
    sound_peak = max((track.peak_bps for track in audio), default=0)
    sound_mean = max((track.average_bps for track in audio), default=0)
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [_rendition(track) for track in audio]
    for track in _in_order(video, sound_peak):
        lines += _variant(track, audio, sound_peak, sound_mean)
    for track, bps in zip(video, iframe_bps, strict=True):
        lines.append(
            f"#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH={bps},"
            f"RESOLUTION={track.width}x{track.height},"
            f'CODECS="{track.codec}",URI="{track.iframe_playlist}"'
        )
    return _text(lines)


def _head(item: Packaged, target: int) -> list[str]:
    return [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{target}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{item.file}",BYTERANGE="{item.track.init_size}@0"',
    ]


def _entry(file: str, duration: Fraction, size: int, start: int) -> list[str]:
    return [f"#EXTINF:{float(duration):.6f},", f"#EXT-X-BYTERANGE:{size}@{start}", file]


def _rendition(track: AudioTrack) -> str:
    default = "YES" if track.default else "NO"
    purpose = f'CHARACTERISTICS="{SPEECH_ENHANCED}",' if track.purpose else ""
    return (
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{_quotable(track.label)}",'
        # Apple asks for LANGUAGE on every one; "und" is BCP 47's word for an unknown one.
        f'LANGUAGE="{track.language}",DEFAULT={default},AUTOSELECT=YES,'
        f'{purpose}CHANNELS="{track.channels}",URI="{track.playlist}"'
    )


def _quotable(label: str) -> str:
    """Make a quoted-string: no double quote and no line end (RFC 8216, 4.2)."""
    return " ".join(label.replace('"', "”").split())


def _in_order(video: Sequence[VideoTrack], sound_peak: int) -> list[VideoTrack]:
    falling = sorted(video, key=lambda track: -track.peak_bps)
    widely_read = [track for track in falling if track.codec.startswith("avc1")] or falling
    first = min(
        widely_read,
        key=lambda track: abs(math.log((track.peak_bps + sound_peak) / FIRST_CHOICE_BPS)),
    )
    return [first, *(track for track in falling if track is not first)]


def _variant(
    track: VideoTrack, audio: Sequence[AudioTrack], sound_peak: int, sound_mean: int
) -> list[str]:
    codecs = ",".join([track.codec, *dict.fromkeys(sound.codec for sound in audio)])
    facts = [
        f"BANDWIDTH={track.peak_bps + sound_peak}",
        f"AVERAGE-BANDWIDTH={track.average_bps + sound_mean}",
        f'CODECS="{codecs}"',
        f"RESOLUTION={track.width}x{track.height}",
        f"FRAME-RATE={float(Fraction(track.frame_rate)):.3f}",
        "VIDEO-RANGE=SDR",
        *(['AUDIO="sound"'] if audio else []),
        "CLOSED-CAPTIONS=NONE",
    ]
    return ["#EXT-X-STREAM-INF:" + ",".join(facts), track.playlist]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
