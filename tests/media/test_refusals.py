"""What is no film is refused in one clear sentence, and no upload makes us open another file."""

import contextlib
import re
import shutil

import imageio_ffmpeg
import pytest

from matinee.media import tool
from matinee.media.errors import Refused
from matinee.media.limits import Limits
from matinee.media.probe import probe_master
from tests.hostile_clips import POINTERS, REFUSED
from tests.open_watch import watch_opening

CODES = {
    "empty.mp4": "empty",
    "audio-only.mp4": "no-video",
    "audio-only.mkv": "no-video",
    "music-cover.mp4": "no-video",
    "half-start.mp4": "truncated",
    "half-end.mov": "truncated",
    "half.mkv": "truncated",
    "half.webm": "truncated",
    "half.avi": "truncated",
    "encrypted.mp4": "encrypted",
    "scrambled.mp4": "unreadable",
    "wide.mp4": "too-wide",
    "long.mp4": "too-long",
}
# A full stop, question or exclamation mark ends a sentence unless a digit follows (“2.5 GB”).
SENTENCE_END = re.compile(r"[.!?](?!\d)")


def assert_one_plain_sentence(refused, file):
    for text in (refused.message, refused.hint):
        assert text[0].isupper()
        assert len(SENTENCE_END.findall(text)) == 1, text
        assert text.endswith((".", "!", "?"))
        assert "\n" not in text
    assert "/" not in refused.message + refused.hint
    assert str(file.parent) not in str(refused)
    assert "ffmpeg" not in str(refused).lower()


@pytest.mark.parametrize("name", REFUSED)
def test_refused(clips, name):
    file = clips.folder / name
    REFUSED[name](clips, file)
    with pytest.raises(Refused) as caught:
        probe_master(file)
    assert caught.value.code == CODES.get(name, "not-a-film")
    assert caught.value.exit_code == 2
    assert_one_plain_sentence(caught.value, file)


LIMITS = {
    "too-large": Limits(max_size_bytes=1000),
    "too-long": Limits(max_duration_s=1.5),
    "too-wide": Limits(max_width=300),
    "too-fast": Limits(max_frame_rate=20.0),
}


@pytest.mark.parametrize("code", LIMITS)
def test_limits_are_the_sites(clips, code):
    file = clips.path("h264.mp4")
    with pytest.raises(Refused) as caught:
        probe_master(file, LIMITS[code])
    assert caught.value.code == code
    assert_one_plain_sentence(caught.value, file)


def test_a_limit_on_pictures(clips):
    with pytest.raises(Refused) as caught:
        probe_master(clips.path("h264.mp4"), Limits(max_frames=49))
    assert caught.value.code == "too-long"
    assert probe_master(clips.path("h264.mp4"), Limits(max_frames=50)).video.frame_count == 50


def test_missing_file_is_named_without_its_folder(tmp_path):
    with pytest.raises(Refused) as caught:
        probe_master(tmp_path / "away.mp4")
    assert caught.value.code == "missing"
    assert str(tmp_path) not in str(caught.value)


def test_the_name_counts_for_nothing(clips, tmp_path):
    renamed = tmp_path / "film.txt"
    shutil.copyfile(clips.path("h264.mkv"), renamed)
    assert probe_master(renamed).container == "matroska"


def test_a_cut_transport_stream_is_what_is_left_of_it(clips, tmp_path):
    whole = clips.path("h264.ts").read_bytes()
    half = tmp_path / "half.ts"
    half.write_bytes(whole[: len(whole) // 2])
    assert 0.5 < probe_master(half).duration_s < 1.5


@pytest.mark.parametrize("pointer", POINTERS, ids=lambda pointer: pointer.name)
def test_no_other_file_is_opened(clips, pointer):
    file, secret = pointer.make(clips)
    with watch_opening(secret) as trusting:
        _ffmpeg(*pointer.trust, "-i", str(file))
    assert trusting.count, "the trick itself does not work here, so it proves nothing"

    with watch_opening(secret) as probing, pytest.raises(Refused):
        probe_master(file)
    assert probing.count == 0
    with watch_opening(secret) as decoding:
        _ffmpeg(*pointer.trust, *tool.UNTRUSTED_INPUT, "-i", "fd:", stdin=file)
    assert decoding.count == 0


def _ffmpeg(*arguments, stdin=None):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "quiet", "-nostdin", *arguments]
    with contextlib.suppress(tool.ToolFailed):
        tool.run([*command, "-frames:v", "1", "-f", "null", "-"], name="ffmpeg", stdin=stdin)
