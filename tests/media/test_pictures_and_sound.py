"""What is seen and heard is the master's: upright, in its colours, whole, and clear."""

import itertools

import av
import numpy as np
import pytest

from tests.clips import run_ffmpeg
from tests.marked_film import luma_of
from tests.packaged import read_listed

SMALL = (64, 36)


def first_video(package):
    return package.listed_video[0]


def pictures(package, count=8):
    with first_video(package).opened() as container:
        frames = []
        for frame in container.decode(video=0):
            frames.append(frame)
            if len(frames) == count:
                break
    return frames


def small(frame):
    return frame.reformat(*SMALL, format="gray").to_ndarray().astype(float)


def plainly_decoded(file, filters=""):
    """Decode a master's first picture with ffmpeg's own rotation and no filter of ours."""
    steps = f"{filters}scale={SMALL[0]}:{SMALL[1]}:flags=area,format=gray"
    data = run_ffmpeg("-i", str(file), "-vf", steps, "-frames:v", "1", "-f", "rawvideo", "-")
    return np.frombuffer(data, np.uint8).reshape(SMALL[1], SMALL[0]).astype(float)


@pytest.mark.parametrize(
    "name",
    ["portrait.mp4", "rotated90.mp4", "rotated180.mp4", "odd.webm", "anamorphic.mp4", "prores.mov"],
)
def test_the_picture_stands_as_in_the_master(clips, release, name):
    ours = small(pictures(release(name), 1)[0])
    assert np.abs(ours - plainly_decoded(clips.path(name))).mean() < 6


@pytest.mark.parametrize("name", ["hdr10.mp4", "hlg.mp4"])
def test_high_dynamic_range_is_mapped_for_standard_screens(clips, release, name):
    package = release(name)
    frame = pictures(package, 1)[0]
    assert (frame.color_primaries, frame.color_trc, frame.colorspace) == (1, 1, 1)
    mapped, untouched = small(frame), plainly_decoded(clips.path(name))
    assert 16 < mapped.mean() < 220
    assert np.abs(mapped - untouched).mean() > 8, "the light was left as it was"


@pytest.mark.parametrize("name", ["interlaced-tff.ts", "interlaced-bff.ts", "interlaced-h264.mp4"])
def test_fields_are_woven_in_their_own_order(clips, release, name):
    ours = np.mean([_combing(luma_of(frame)) for frame in pictures(release(name))[1:]])
    woven, even = _master_combing(clips.path(name)), _master_combing(clips.path("h264.mp4"))
    assert woven > 1.4 * even, "the clip has no combs to remove"
    assert ours < even + 0.25 * (woven - even)


def _master_combing(file):
    with av.open(str(file)) as container:
        frames = itertools.islice(container.decode(video=0), 1, 8)
        return np.mean([_combing(luma_of(frame)) for frame in frames])


def _combing(luma):
    """Return how much lines differ from both neighbours in one direction (8-bit levels)."""
    rows = luma.astype(float)
    up, down = rows[1:-1] - rows[:-2], rows[1:-1] - rows[2:]
    return np.where(up * down > 0, np.minimum(abs(up), abs(down)), 0).mean()


def heard(listed):
    """Decode a sound rendition to (channels, samples) in -1 … 1."""
    with listed.opened() as container:
        return np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1)


def level_db(samples):
    return 20 * np.log10(np.sqrt(np.mean(samples**2)) + 1e-9)


def pitch_hz(samples):
    middle = samples[0, 24_000 : 24_000 + 48_000]
    return int(np.argmax(np.abs(np.fft.rfft(middle))))


def test_dialogue_in_the_centre_stays_in_front(clips, release):
    left, right = heard(release("centre.mkv").listed_audio[0])
    with av.open(str(clips.path("centre.mkv"))) as container:
        stream = container.streams.audio[0]
        centre = np.concatenate([f.to_ndarray() for f in container.decode(stream)], axis=1)[2]
    assert level_db(left) == pytest.approx(level_db(right), abs=0.1)
    # -3 dB in each ear is the whole of it in the room (ITU-R BS.775).
    assert level_db(left) >= level_db(centre) - 3.5


def test_mono_is_heard_on_both_sides(release):
    left, right = heard(release("mono.mp4").listed_audio[0])
    assert level_db(left) > -30
    assert np.abs(left - right).max() < 0.01


def test_each_language_keeps_its_own_sound(release):
    package = release("languages.mkv")
    assert [track.language for track in package.film.audio] == ["en", "fr"]
    assert [pitch_hz(heard(listed)) for listed in package.listed_audio] == [440, 880]


def test_the_mix_is_not_altered(clips, release):
    ours = heard(release("prores.mov").listed_audio[0])
    with av.open(str(clips.path("prores.mov"))) as container:
        theirs = np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1)
    assert level_db(ours[0]) == pytest.approx(level_db(theirs[0] / 32768), abs=0.2)
    assert release("prores.mov").film.audio[0].loudness_lufs is not None


def test_a_silent_film_has_no_sound_track(release):
    assert release("silent.mp4").film.audio == ()


def test_key_frames_stand_at_the_hard_cuts(release):
    package = release("cuts.mp4")
    for track in package.film.video:
        listed = read_listed(package.folder / track.iframe_playlist)
        starts = [0.0, *listed.boundaries_s[:-1]]
        assert [round(start * 25) for start in starts] == [0, 15, 35]
