"""Write a DASH manifest (ISO/IEC 23009-1) over the same files that the HLS playlists name."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from matinee.media.film import AudioTrack, VideoTrack
from matinee.media.hls import Packaged

PROFILE = "urn:mpeg:dash:profile:isoff-main:2011"
ROLE = "urn:mpeg:dash:role:2011"
SPEECH_ENHANCED = "enhanced-audio-intelligibility"
"""The role of a sound whose voices stand out (ISO/IEC 23009-1, 5.8.5.5)."""


def manifest(
    video: Sequence[tuple[VideoTrack, Packaged]],
    audio: Sequence[tuple[AudioTrack, Packaged]],
    duration_s: float,
    target_s: int,
) -> str:
    """Return the MPD: one adaptation set a video codec, one a sound track."""
    root = Element("MPD", {
        "xmlns": "urn:mpeg:dash:schema:mpd:2011",
        "profiles": PROFILE,
        "type": "static",
        "mediaPresentationDuration": f"PT{duration_s:.3f}S",
        "minBufferTime": f"PT{target_s}S",
    })  # fmt: skip
    period = SubElement(root, "Period", {"start": "PT0S"})
    for codec in dict.fromkeys(track.codec[:4] for track, _ in video):
        rungs = [(track, item) for track, item in video if track.codec[:4] == codec]
        _video_set(period, rungs)
    for track, item in audio:
        _audio_set(period, track, item)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _video_set(period: Element, rungs: Sequence[tuple[VideoTrack, Packaged]]) -> None:
    parent = SubElement(period, "AdaptationSet", {
        "contentType": "video",
        "mimeType": "video/mp4",
        "segmentAlignment": "true",
        "startWithSAP": "1",
    })  # fmt: skip
    for track, item in rungs:
        facts = {
            "codecs": track.codec,
            "width": str(track.width),
            "height": str(track.height),
            "frameRate": track.frame_rate,
            "sar": "1:1",
        }
        _representation(parent, track.name, track.peak_bps, facts, item)


def _audio_set(period: Element, track: AudioTrack, item: Packaged) -> None:
    language = {} if track.language == "und" else {"lang": track.language}
    parent = SubElement(period, "AdaptationSet", {
        "contentType": "audio",
        "mimeType": "audio/mp4",
        "segmentAlignment": "true",
        "startWithSAP": "1",
        **language,
    })  # fmt: skip
    role = "main" if track.default else "alternate"
    roles = [role, SPEECH_ENHANCED] if track.purpose else [role]
    for value in roles:
        SubElement(parent, "Role", {"schemeIdUri": ROLE, "value": value})
    SubElement(parent, "Label").text = track.label
    facts = {"codecs": track.codec, "audioSamplingRate": str(item.track.timescale)}
    _representation(parent, track.name, track.peak_bps, facts, item)


def _representation(
    parent: Element, name: str, bandwidth: int, facts: dict[str, str], item: Packaged
) -> None:
    rung = SubElement(parent, "Representation", {"id": name, "bandwidth": str(bandwidth), **facts})
    SubElement(rung, "BaseURL").text = item.file
    scale = item.track.timescale
    segments = SubElement(rung, "SegmentList", {"timescale": str(scale)})
    SubElement(segments, "Initialization", {"range": f"0-{item.track.init_size - 1}"})
    timeline = SubElement(segments, "SegmentTimeline")
    for segment in item.segments:
        time, length = int(segment.time * scale), int(segment.duration * scale)
        SubElement(timeline, "S", {"t": str(time), "d": str(length)})
        last = segment.start + segment.size - 1
        SubElement(segments, "SegmentURL", {"mediaRange": f"{segment.start}-{last}"})
