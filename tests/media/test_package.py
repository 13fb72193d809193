"""A packaged film, read by independent readers, is whole, aligned and what Apple's rules ask."""

import io
import itertools
import re
from fractions import Fraction

import av
import m3u8
import pytest
from mpegdash.parser import MPEGDASHParser

from tests.clips import run_ffmpeg
from tests.packaged import boxes, read_audio, read_listed, read_video

FILMS = (
    "hd.mp4", "portrait.mp4", "cuts.mp4", "mpeg2.ts", "h264.avi", "odd.webm", "tiny.mp4",
    "variable.mp4", "fps2997.mp4", "one-frame.mp4", "silent.mp4", "languages.mkv",
    "video-late.mkv",
)  # fmt: skip
SOUND_FRAME_S = 1024 / 48_000


@pytest.fixture(params=FILMS)
def package(request, release):
    return release(request.param)


def multivariant(package):
    return m3u8.loads((package.folder / package.film.hls).read_text(encoding="utf-8"))


def test_every_picture_is_there_from_zero_to_the_end(package):
    film = package.film
    for listed in package.listed_video:
        stream = read_video(listed)
        assert stream.frame_count == film.frame_count
        assert stream.start_s == 0
        assert float(stream.end_s) == pytest.approx(film.duration_s, abs=1e-4)


def test_sound_starts_and_ends_with_the_picture(package):
    for listed in package.listed_audio:
        stream = read_audio(listed)
        assert abs(float(stream.start_s)) <= 0.001
        assert abs(float(stream.end_s) - package.film.duration_s) <= SOUND_FRAME_S


def test_key_frames_begin_every_segment_alike_on_all_rungs(package):
    keys = {read_video(listed).key_times_s for listed in package.listed_video}
    assert len(keys) == 1
    (times,) = keys
    for listed in package.listed_video:
        starts = [0.0, *listed.boundaries_s[:-1]]
        for start in starts:
            assert min(abs(start - time) for time in times) < 1e-4


def test_segments_are_aligned_across_variants(package):
    first, *others = package.listed_video
    for listed in others:
        assert listed.boundaries_s == pytest.approx(first.boundaries_s, abs=1e-5)


def test_byte_ranges_cover_each_file_without_hole_or_overlap(package):
    for listed in (*package.listed_video, *package.listed_audio):
        assert listed.start.offset == 0
        at = listed.start.size
        for piece in listed.pieces:
            assert piece.file == listed.start.file
            assert piece.offset == at
            at += piece.size
        assert at == listed.start.file.stat().st_size


def test_durations_add_up_to_the_film(package):
    for listed in (*package.listed_video, *package.listed_audio):
        assert abs(listed.duration_s - package.film.duration_s) <= package.frame_s


def test_media_playlists_keep_the_rules(package):
    targets = set()
    for listed in (*package.listed_video, *package.listed_audio):
        parsed = listed.parsed
        assert parsed.playlist_type == "vod"
        assert parsed.is_endlist
        assert parsed.is_independent_segments
        assert int(parsed.version) >= 6
        targets.add(parsed.target_duration)
        for piece in listed.pieces:
            assert round(piece.duration_s) <= parsed.target_duration
            assert piece.duration_s <= parsed.target_duration + 0.5
    assert len(targets) == 1, "audio and video share one target duration"


def test_variants_declare_what_they_are(package):
    film = package.film
    by_playlist = {track.playlist: track for track in film.video}
    variants = multivariant(package).playlists
    assert {variant.uri for variant in variants} == set(by_playlist)
    for variant in variants:
        info, track = variant.stream_info, by_playlist[variant.uri]
        assert info.resolution == (track.width, track.height)
        assert info.video_range == "SDR"
        assert info.frame_rate == pytest.approx(float(Fraction(film.frame_rate)), abs=0.0006)
        assert info.frame_rate <= 60
        codec, *sound = info.codecs.split(",")
        assert bool(sound) == bool(film.audio) == bool(info.audio)
        _assert_codec_is_allowed(codec)
        _assert_codec_is_the_file(codec, read_listed(package.folder / variant.uri))


def _assert_codec_is_allowed(codec):
    if avc := re.fullmatch(r"avc1\.64([0-9a-f]{2})([0-9a-f]{2})", codec):
        assert int(avc[2], 16) <= 52, "H.264 no higher than High 5.2"
    else:
        assert re.fullmatch(r"av01\.0\.(\d{2})M\.08", codec), codec


def _assert_codec_is_the_file(codec, listed):
    with listed.opened() as container:
        context = container.streams.video[0].codec_context
        assert (context.name == "h264") == codec.startswith("avc1")
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert str(context.pix_fmt) == "yuv420p"


def test_declared_bandwidth_is_the_measured(package):
    listed = {track.playlist: read_listed(package.folder / track.playlist)
              for track in (*package.film.video, *package.film.audio)}  # fmt: skip
    sounds = [listed[track.playlist] for track in package.film.audio]
    for variant in multivariant(package).playlists:
        own, info = listed[variant.uri], variant.stream_info
        peak = own.peak_bps + max((sound.peak_bps for sound in sounds), default=0)
        mean = own.average_bps + max((sound.average_bps for sound in sounds), default=0)
        assert info.average_bandwidth == pytest.approx(mean, rel=0.1)
        assert info.bandwidth >= 0.9 * peak
        assert info.bandwidth >= info.average_bandwidth


def test_a_variant_near_two_megabits_stands_first(package):
    variants = multivariant(package).playlists
    codec = variants[0].stream_info.codecs[:4]
    assert codec == "avc1", "the first is one that every player decodes"
    distance = [abs(v.stream_info.bandwidth / 2e6 - 1) for v in variants]
    same = [d for d, v in zip(distance, variants, strict=True)
            if v.stream_info.codecs.startswith(codec)]  # fmt: skip
    assert distance[0] <= min(same) * 1.5


def test_sound_stands_in_one_group_with_its_languages(package):
    media = multivariant(package).media
    assert [m.uri for m in media] == [track.playlist for track in package.film.audio]
    assert len({m.group_id for m in media}) <= 1
    assert len({m.name for m in media}) == len(media)
    assert all(m.language for m in media)
    assert [m.default for m in media] == ["YES"] * bool(media) + ["NO"] * (len(media) - 1)


def test_iframe_playlists_give_a_picture_each(package):
    parsed = multivariant(package)
    streams = {i.uri: i.iframe_stream_info for i in parsed.iframe_playlists}
    assert set(streams) == {track.iframe_playlist for track in package.film.video}
    for track in package.film.video:
        assert streams[track.iframe_playlist].resolution == (track.width, track.height)
        assert streams[track.iframe_playlist].codecs == track.codec
        listed = read_listed(package.folder / track.iframe_playlist)
        assert listed.parsed.is_i_frames_only
        assert abs(listed.duration_s - package.film.duration_s) <= package.frame_s
        for piece in listed.pieces:
            picture = _lone_picture(listed.start.read() + piece.read())
            assert (picture.width, picture.height) == (track.width, track.height)


def _lone_picture(data):
    assert data.count(b"moof") == 1
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.video[0]
        packet = next(container.demux(stream))
        assert packet.is_keyframe
        pictures = [*stream.codec_context.decode(packet), *stream.codec_context.decode(None)]
    assert len(pictures) == 1
    return pictures[0]


def test_no_playlist_names_a_host_or_a_folder(package):
    for file in (*package.folder.glob("*.m3u8"), *package.folder.glob("*.mpd")):
        for line in file.read_text(encoding="utf-8").splitlines():
            names = re.findall(r'URI="([^"]*)"|<BaseURL>([^<]*)<', line)
            if not line.startswith(("#", "<", " ")):
                names.append((line, ""))
            for name in itertools.chain.from_iterable(names):
                assert "/" not in name
                assert not name or (package.folder / name).is_file()


def test_the_manifest_names_the_same_bytes(package):
    manifest = MPEGDASHParser.parse(str(package.folder / package.film.dash))
    assert manifest.type == "static"
    length = re.fullmatch(r"PT([\d.]+)S", manifest.media_presentation_duration)
    assert float(length[1]) == pytest.approx(package.film.duration_s, abs=0.001)
    tracks = {track.name: track for track in (*package.film.video, *package.film.audio)}
    (period,) = manifest.periods
    seen = set()
    for representation in itertools.chain.from_iterable(
        adaptation.representations for adaptation in period.adaptation_sets
    ):
        track = tracks[representation.id]
        seen.add(representation.id)
        listed = read_listed(package.folder / track.playlist)
        (segments,) = representation.segment_lists
        assert [url.media_range for url in segments.segment_urls] == [
            f"{piece.offset}-{piece.offset + piece.size - 1}" for piece in listed.pieces
        ]
        assert segments.initializations[0].range == f"0-{listed.start.size - 1}"
        assert representation.codecs == track.codec
    assert seen == set(tracks)


def test_the_progressive_file_plays_while_it_loads(package):
    film = package.film
    file = package.folder / film.progressive.file
    kinds = [kind for kind, _, _ in boxes(file.read_bytes())]
    assert kinds.index("moov") < kinds.index("mdat")
    with av.open(str(file)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) == film.frame_count
    assert frames[0].time == pytest.approx(0, abs=package.frame_s / 2)
    assert frames[0].width, frames[0].height == (film.progressive.width, film.progressive.height)
    assert file.stat().st_size == film.progressive.size_bytes


def test_sizes_are_the_files(package):
    for track in (*package.film.video, *package.film.audio):
        assert (package.folder / track.file).stat().st_size == track.size_bytes


def test_another_player_reads_it_from_the_top(release):
    package = release("hd.mp4")
    # A second demuxer, by the playlists alone: every picture, and as long a sound.
    report = run_ffmpeg(
        "-i", str(package.folder / package.film.hls), "-map", "0:v:0", "-map", "0:a:0",
        "-f", "framecrc", "-c", "copy", "-",
    )  # fmt: skip
    lines = [line for line in report.decode().splitlines() if not line.startswith("#")]
    assert sum(line.startswith("0,") for line in lines) == package.film.frame_count
    assert sum(line.startswith("1,") for line in lines) >= 93
