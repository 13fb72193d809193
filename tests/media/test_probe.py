"""Every kind of master is accepted, and its facts are those it was made with."""

from fractions import Fraction

import pytest

from matinee.media.probe import probe_master
from matinee.media.timing import lay_grid
from tests.clips import GOOD

# The facts of a plain clip; each row below says only what differs.
PLAIN = {
    "container": "mov",
    "width": 320,
    "height": 180,
    "duration_s": 2.0,
    "frame_count": 50,
    "rate": Fraction(25),
    "rotation": 0,
    "interlaced": False,
    "hdr": False,
    "bit_depth": 8,
    "channels": (2,),
    "languages": ("und",),
    "chapters": (),
}
FACTS = {
    "h264.mkv": {"container": "matroska"},
    "h264.ts": {"container": "mpegts"},
    "h264.avi": {"container": "avi"},
    "hevc.mkv": {"container": "matroska"},
    "prores.mov": {"bit_depth": 10},
    "prores4444.mov": {"bit_depth": 12},
    "dnxhd.mov": {"width": 1280, "height": 720},
    "vp8.webm": {"container": "matroska"},
    "vp9.webm": {"container": "matroska"},
    "av1.webm": {"container": "matroska"},
    "mpeg2.ts": {"container": "mpegts"},
    "mpeg2.mkv": {"container": "matroska"},
    "portrait.mp4": {"width": 180, "height": 320},
    "odd.mkv": {"container": "matroska", "width": 321, "height": 241},
    "odd.webm": {"container": "matroska", "width": 321, "height": 241},
    "anamorphic.mp4": {"width": 1024, "height": 576},
    "tiny.mp4": {"width": 32, "height": 32},
    "rotated90.mp4": {"width": 180, "height": 320, "rotation": 90},
    "rotated180.mp4": {"rotation": 180},
    "hd.mp4": {"width": 1280, "height": 720},
    "variable.mp4": {"frame_count": 31, "duration_s": 1.96},
    "held.mp4": {"frame_count": 20},
    "gap.mkv": {"container": "matroska", "frame_count": 20},
    "fps23976.mp4": {"rate": Fraction(24000, 1001), "frame_count": 48, "duration_s": 2.002},
    "fps2997.mp4": {"rate": Fraction(30000, 1001), "frame_count": 60, "duration_s": 2.002},
    "fps50.mp4": {"rate": Fraction(50), "frame_count": 100},
    "fps60.mp4": {"rate": Fraction(60), "frame_count": 120},
    "fps120.mp4": {"rate": Fraction(60), "frame_count": 240},
    "one-frame.mp4": {"frame_count": 1, "duration_s": 0.04, "channels": (), "languages": ()},
    "audio-late.mkv": {"container": "matroska"},
    "video-late.mkv": {"container": "matroska"},
    "ten-bit.mkv": {"container": "matroska", "bit_depth": 10},
    "hdr10.mp4": {"hdr": True, "bit_depth": 10},
    "hlg.mp4": {"hdr": True, "bit_depth": 10},
    "interlaced-tff.ts": {"container": "mpegts", "interlaced": True},
    "interlaced-bff.ts": {"container": "mpegts", "interlaced": True},
    "interlaced-h264.mp4": {"interlaced": True},
    "silent.mp4": {"channels": (), "languages": ()},
    "mono.mp4": {"channels": (1,)},
    "centre.mkv": {"container": "matroska", "channels": (6,)},
    "languages.mkv": {
        "container": "matroska",
        "channels": (2, 2),
        "languages": ("eng", "fra"),
    },
    "44k.mov": {"channels": (1,)},
    "cover.mkv": {"container": "matroska"},
    "chapters.mp4": {"chapters": ("The harbour", 'Night & fog; "later"')},
}


@pytest.mark.parametrize("name", GOOD)
def test_facts(clips, name):
    probe = probe_master(clips.path(name))
    seen = {
        "container": probe.container,
        "width": probe.width,
        "height": probe.height,
        "duration_s": round(probe.duration_s, 3),
        "frame_count": probe.video.frame_count,
        "rate": lay_grid(probe.video).rate,
        "rotation": probe.video.rotation % 360,
        "interlaced": probe.video.interlaced,
        "hdr": probe.video.hdr,
        "bit_depth": probe.video.bit_depth,
        "channels": tuple(track.channels for track in probe.audio),
        "languages": tuple(track.language for track in probe.audio),
        "chapters": tuple(chapter.title for chapter in probe.chapters),
    }
    assert seen == PLAIN | FACTS.get(name, {})


def test_facts_are_json(clips):
    facts = probe_master(clips.path("hdr10.mp4")).as_json()
    assert facts["video"]["hdr"] is True
    assert facts["video"]["nominal_rate"] == "25"
    assert "gaps" not in facts["video"]
