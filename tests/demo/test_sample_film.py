"""The sample film put together small and short, with real encoders."""

import dataclasses

import av
import pytest

from matinee.cli.demo.film import make_film
from matinee.cli.demo.light import Gate
from matinee.cli.demo.shots import SHOTS
from matinee.media.events import Progress, silent
from matinee.media.probe import probe_master

SMALL = Gate(192, 108)
SHORT = tuple(
    dataclasses.replace(shot, frames=frames)
    for shot, frames in zip((SHOTS[1], SHOTS[7]), (30, 26), strict=True)
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    events = []
    folder = tmp_path_factory.mktemp("sample")
    return make_film(folder, events.append, gate=SMALL, shots=SHORT), events


def test_the_master_is_what_matinee_accepts(made):
    probe = probe_master(made[0].master).as_json()
    assert (probe["width"], probe["height"]) == (192, 108)
    assert probe["video"]["frame_count"] == 56
    assert probe["duration_s"] == pytest.approx(56 / 24, abs=0.02)
    assert [(track["language"], track["title"]) for track in probe["audio"]] == [
        ("eng", "Original mix"),
        ("zxx", "Music and effects"),
    ]


def test_the_chapters_begin_at_the_cuts(made):
    chapters = probe_master(made[0].master).as_json()["chapters"]
    assert [(each["title"], each["start_s"], each["end_s"]) for each in chapters] == [
        ("The harbour", 0.0, pytest.approx(30 / 24, abs=0.001)),
        ("Most mornings", pytest.approx(30 / 24, abs=0.001), pytest.approx(56 / 24, abs=0.02)),
    ]


def test_a_cut_is_a_cut_and_the_film_opens_and_closes_in_black(made):
    with av.open(str(made[0].master)) as container:
        light = [frame.to_ndarray(format="gray").mean() for frame in container.decode(video=0)]
    assert light[0] < 0.3 * light[20]
    assert light[30] - light[29] > 30
    assert light[-1] < 1


def test_progress_rises_to_one(made):
    fractions = [event.fraction for event in made[1] if isinstance(event, Progress)]
    assert fractions[0] == 0
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


def test_the_captions_stand_beside_it_in_both_languages(made):
    texts = {language: path.read_text(encoding="utf-8") for language, path in made[0].captions}
    assert "numbers on it" in texts["en"]
    assert "des chiffres" in texts["fr"]
    assert texts["en"].count("-->") == texts["fr"].count("-->") == 3


def test_a_film_that_is_there_is_not_made_again(made):
    before = made[0].master.stat().st_mtime_ns
    assert make_film(made[0].master.parent, silent, gate=SMALL, shots=SHORT) == made[0]
    assert made[0].master.stat().st_mtime_ns == before
    assert {path.name for path in made[0].master.parent.iterdir()} == {
        made[0].master.name,
        *(path.name for _, path in made[0].captions),
    }
