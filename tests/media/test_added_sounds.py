"""A sound is added to a finished film: nothing that was there changes, nothing is added twice."""

import dataclasses
import json
import shutil

import m3u8
import pytest
from mpegdash.parser import MPEGDASHParser

from matinee.media.added_names import added_to, label_for
from matinee.media.added_sounds import AddedSound, add_sounds
from matinee.media.errors import MatineeError
from matinee.media.film import CLEAR_DIALOGUE, DIALOGUE_BOOST, read_film
from tests.packaged import Package, read_audio
from tests.packaged import boxes as boxes_of


@pytest.fixture
def package(release, tmp_path):
    """Give a copy of a film with an English and a French mix, to be added to."""
    made = release("languages.mkv")
    folder = shutil.copytree(made.folder, tmp_path / "film")
    return Package(made.film, folder)


def made_from(package, place, purpose=CLEAR_DIALOGUE):
    """Stand in for a clearer sound: the other mix of the same length."""
    file = package.folder / package.film.audio[1 - place].file
    return AddedSound(package.film.audio[place], file, purpose, -20.5, -1.5)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def added(package):
    before = contents(package.folder)
    film = add_sounds(package.folder, package.film, [made_from(package, place) for place in (0, 1)])
    return Package(film, package.folder), package.film, before


def test_nothing_that_was_served_changes(added):
    package, _, before = added
    after = contents(package.folder)
    assert {name for name in before if after[name] != before[name]} == {"film.json"}
    assert set(after) - set(before) == {
        "sound-1-clear.mp4", "sound-1-clear.m3u8", "sound-2-clear.mp4", "sound-2-clear.m3u8",
        package.film.hls, package.film.dash,
    }  # fmt: skip
    assert read_film(package.folder) == package.film


def test_an_independent_reader_finds_the_sounds(added):
    package, old, _ = added
    read = m3u8.loads((package.folder / package.film.hls).read_text(encoding="utf-8"))
    shown = {
        media.name: (media.language, media.default, media.characteristics) for media in read.media
    }
    enhanced = "public.accessibility.enhances-speech-intelligibility"
    assert shown == {
        "English": ("en", "YES", None),
        "Français": ("fr", "NO", None),
        "Clear dialogue (English)": ("en", "NO", enhanced),
        "Clear dialogue (Français)": ("fr", "NO", enhanced),
    }
    assert len(read.playlists) == len(old.video)
    for listed in package.listed_audio:
        stream = read_audio(listed)
        assert stream.start_s == 0
        assert float(stream.end_s) == pytest.approx(old.duration_s, abs=1024 / 48_000)
    manifest = MPEGDASHParser.parse(str(package.folder / package.film.dash))
    roles = [
        [role.value for role in each.roles]
        for each in manifest.periods[0].adaptation_sets
        if each.content_type == "audio"
    ]
    assert roles == [
        ["main"], ["alternate"], *[["alternate", "enhanced-audio-intelligibility"]] * 2
    ]  # fmt: skip


def test_a_sound_is_added_once(added):
    package, old, _ = added
    before = contents(package.folder)
    again = Package(old, package.folder)
    film = add_sounds(package.folder, package.film, [made_from(again, 0)])
    assert film == package.film
    assert contents(package.folder) == before


def test_a_call_that_broke_off_is_made_again(added):
    package, _, before = added
    # Everything but film.json was written when the machine went down.
    (package.folder / "film.json").write_bytes(before["film.json"])
    (package.folder / "sound-2-clear.mp4.part").write_bytes(b"half")
    again = Package(read_film(package.folder), package.folder)
    film = add_sounds(package.folder, again.film, [made_from(again, place) for place in (0, 1)])
    assert film == package.film
    assert not list(package.folder.glob("*.part"))


def test_a_better_sound_takes_the_boosts_place(package):
    boosted = add_sounds(package.folder, package.film, [made_from(package, 0, DIALOGUE_BOOST)])
    boost = added_to(boosted, boosted.audio[0])
    assert boost.label == "Dialogue boost (English)"
    film = add_sounds(package.folder, boosted, [made_from(package, 0)])
    assert [track.name for track in film.audio] == ["sound-1", "sound-2", "sound-1-clear"]
    # Whoever plays the earlier playlist goes on.
    assert (package.folder / boosted.hls).is_file()
    assert (package.folder / boost.file).is_file()


def test_a_sound_that_does_not_fit_changes_nothing(package, tmp_path):
    sound = made_from(package, 0)
    data = sound.file.read_bytes()
    short = tmp_path / "short.mp4"
    short.write_bytes(data[: [start for kind, start, _ in boxes_of(data) if kind == "moof"][-1]])
    before = contents(package.folder)
    with pytest.raises(MatineeError) as caught:
        add_sounds(package.folder, package.film, [dataclasses.replace(sound, file=short)])
    assert caught.value.code == "not-verified"
    assert "The film stays as it was" in caught.value.hint
    assert contents(package.folder) == before


@pytest.mark.parametrize(
    ("tracks", "label"),
    [
        ([("en", "English")], "Clear dialogue"),
        ([("en", "English"), ("fr", "Stereo")], "Clear dialogue (English)"),
        ([("en", "Final mix"), ("en", "Commentary")], "Clear dialogue (Final mix)"),
        ([("und", "Original"), ("fr", "Français")], "Clear dialogue (Original)"),
    ],
)
def test_labels_differ_where_they_must(release, tracks, label):
    like = release("languages.mkv").film.audio[0]
    own = [dataclasses.replace(like, language=tag, label=name) for tag, name in tracks]
    assert label_for(CLEAR_DIALOGUE, own[0], own) == label


def test_a_film_of_an_earlier_version_is_read(release, tmp_path):
    film = release("languages.mkv").film
    values = film.as_json()
    for track in values["audio"]:
        del track["purpose"]
    (tmp_path / "film.json").write_text(json.dumps(values), encoding="utf-8")
    assert read_film(tmp_path) == film
