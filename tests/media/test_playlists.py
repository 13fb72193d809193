"""Playlists name every byte once, in order, and mean the same to an independent reader."""

import itertools
import math
from fractions import Fraction

import m3u8
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.media.film import AudioTrack, VideoTrack
from matinee.media.fragments import Fragment, Track
from matinee.media.hls import (
    Packaged,
    iframe_playlist,
    media_playlist,
    multivariant_playlist,
    target_duration,
)
from matinee.media.segments import SEGMENT_S, average_bps, group, peak_bps

TIMESCALES = st.sampled_from([12_800, 24_000, 30_000, 48_000, 60_000])


@st.composite
def tracks(draw):
    """Draw an indexed CMAF file: fragments without holes in bytes or in time."""
    timescale = draw(TIMESCALES)
    init = draw(st.integers(min_value=200, max_value=2000))
    shapes = draw(
        st.lists(
            st.tuples(
                st.integers(min_value=1, max_value=4 * timescale),
                st.integers(min_value=200, max_value=5_000_000),
            ),
            min_size=1,
            max_size=40,
        )
    )
    start, time, fragments = init, 0, []
    for duration, size in shapes:
        key_size = draw(st.integers(min_value=100, max_value=size))
        fragments.append(Fragment(start, size, time, duration, key_size, sample_count=1))
        start, time = start + size, time + duration
    return Track(init, timescale, "avc1.64001f", tuple(fragments))


def packaged(track):
    return Packaged("h264-360.mp4", track, group(track))


@given(tracks())
def test_segments_cover_the_file_without_hole_or_overlap(track):
    segments = group(track)
    assert segments[0].start == track.init_size
    for earlier, later in itertools.pairwise(segments):
        assert earlier.start + earlier.size == later.start
        assert earlier.time + earlier.duration == later.time
    assert sum(s.size for s in segments) == sum(f.size for f in track.fragments)
    assert sum(s.duration for s in segments) == track.duration


@given(tracks())
def test_segments_are_as_long_as_they_may_be(track):
    segments = group(track)
    longest_fragment = max(Fraction(f.duration, track.timescale) for f in track.fragments)
    assert all(s.duration <= max(SEGMENT_S, longest_fragment) for s in segments)


@given(tracks())
def test_a_media_playlist_reads_back(track):
    item = packaged(track)
    target = target_duration([item])
    read = m3u8.loads(media_playlist(item, target))
    assert read.playlist_type == "vod"
    assert read.is_endlist
    assert read.is_independent_segments
    assert read.target_duration == target
    assert [s.byterange for s in read.segments] == [f"{s.size}@{s.start}" for s in item.segments]
    assert read.segments[0].init_section.byterange == f"{track.init_size}@0"
    # RFC 8216, 4.3.3.1: rounded to the nearest second, none is longer than the target.
    assert all(math.floor(s.duration + 0.5) <= target for s in read.segments)
    assert sum(s.duration for s in read.segments) == pytest.approx(
        float(track.duration), abs=1e-6 * len(read.segments)
    )


@given(tracks())
def test_an_iframe_playlist_names_the_head_of_each_fragment(track):
    read = m3u8.loads(iframe_playlist(packaged(track), 6))
    assert read.is_i_frames_only
    assert [s.byterange for s in read.segments] == [
        f"{f.key_size}@{f.start}" for f in track.fragments
    ]


@given(tracks())
def test_bit_rates(track):
    segments = group(track)
    assert average_bps(segments) <= max(s.size * 8 / s.duration for s in segments)
    assert peak_bps(segments) > 0
    total = sum(s.size for s in segments) * 8 / track.duration
    assert average_bps(segments) == pytest.approx(float(total), abs=1)


def video(name, kbps, codec="avc1.64001f"):
    return VideoTrack(
        name, f"{name}.mp4", f"{name}.m3u8", f"{name}-i.m3u8", codec, 640, 360, "24000/1001",
        kbps * 1000, kbps * 800, 1_000_000,
    )  # fmt: skip


def sound(name, label, language="en", *, default=False):
    return AudioTrack(
        name, f"{name}.mp4", f"{name}.m3u8", "mp4a.40.2", language, label, 2, default,
        170_000, 160_000, 500_000, -23.0, -3.0,
    )  # fmt: skip


LABELS = st.text(min_size=1, max_size=40)


@given(st.lists(LABELS, min_size=1, max_size=4))
def test_no_label_breaks_the_multivariant_playlist(labels):
    audio = [sound(f"sound-{n}", label, default=n == 0) for n, label in enumerate(labels)]
    text = multivariant_playlist([video("a", 1000)], audio, [100_000])
    read = m3u8.loads(text)
    assert [media.uri for media in read.media] == [track.playlist for track in audio]
    assert len(read.playlists) == 1
    assert len(text.splitlines()) == 3 + len(audio) + 2 + 1


def test_the_variant_near_two_megabits_stands_first():
    rungs = [video("high", 6000), video("middle", 1900), video("low", 700)]
    read = m3u8.loads(multivariant_playlist(rungs, [], [1, 1, 1]))
    names = [variant.uri for variant in read.playlists]
    assert names == ["middle.m3u8", "high.m3u8", "low.m3u8"]


def test_every_variant_says_what_apple_asks():
    text = multivariant_playlist(
        [video("high", 6000), video("low", 700)],
        [sound("en", "English", default=True), sound("fr", "Français", "fr")],
        [90_000, 20_000],
    )
    read = m3u8.loads(text)
    for variant in read.playlists:
        info = variant.stream_info
        assert info.codecs == "avc1.64001f,mp4a.40.2"
        assert info.resolution == (640, 360)
        assert info.frame_rate == 23.976
        assert info.average_bandwidth < info.bandwidth
        assert info.video_range == "SDR"
        assert info.audio == "sound"
    by_uri = {variant.uri: variant.stream_info.bandwidth for variant in read.playlists}
    assert by_uri == {"high.m3u8": 6_170_000, "low.m3u8": 870_000}
    assert [i.uri for i in read.iframe_playlists] == ["high-i.m3u8", "low-i.m3u8"]
    assert {m.language for m in read.media} == {"en", "fr"}


def test_a_silent_film_names_no_sound():
    read = m3u8.loads(multivariant_playlist([video("only", 900)], [], [1]))
    assert not read.media
    assert read.playlists[0].stream_info.codecs == "avc1.64001f"
    assert read.playlists[0].stream_info.audio is None


def test_an_unknown_language_is_said_too():
    read = m3u8.loads(
        multivariant_playlist([video("a", 900)], [sound("s", "Original", "und")], [1])
    )
    assert read.media[0].language == "und"
