"""What finishes a release: queued when it lacks something, never in the way, ended with a word."""

import dataclasses
import shutil
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from matinee.media.captions.made import MadeCaptions
from matinee.media.dialogue.clear import Cleared
from matinee.media.errors import Cancelled, Refused, ToolFailed
from matinee.media.film import CLEAR_DIALOGUE, DIALOGUE_BOOST, Chapter, film_from, read_film
from matinee.media.pipeline import encode_film
from matinee.releases import claims
from matinee.releases.captions import add_captions
from matinee.releases.finishing import captions, dialogue, tracks, working
from matinee.releases.finishing.queue import queue_finishing, queue_missing, request_cancel
from matinee.releases.finishing.working import finish_once
from matinee.releases.jobs import work_once
from matinee.releases.models import AudioRendition, CaptionTrack, FinishingJob, Master, Release
from matinee.releases.publication import publish_sounds
from matinee.releases.queue import queue_encode
from tests.releases.conftest import QUICK

Kind, State = FinishingJob.Kind, FinishingJob.State
VTT = "WEBVTT\n\n00:00:00.200 --> 00:00:01.500\nLow water.\n"
CLEARED = Cleared(CLEAR_DIALOGUE, -21.0, -1.5, -21.0, 0.8)


@pytest.fixture(scope="session")
def made(clips, tmp_path_factory):
    """Encode a film with an English and a French mix, once."""
    folder = tmp_path_factory.mktemp("made") / "film"
    return encode_film(clips.path("languages.mkv"), folder, QUICK), folder


@pytest.fixture
def release(made, site, db):
    """Stand the film on the site as a release."""
    film, folder = made
    master = Master.objects.create(
        sha256=film.master_sha256, file="x", original_name="Low Water.mkv", size_bytes=1
    )
    release = Release.objects.create(
        key=film.key, master=master, film={}, duration_s=2, width=1, height=1, frame_rate="25"
    )
    shutil.copytree(folder, release.folder)
    publish_sounds(release, film)
    return release


@pytest.fixture
def instead(monkeypatch):
    """Let a function do the work of a kind."""
    return lambda kind, work: monkeypatch.setitem(working.WORK, kind, work)


def kinds(jobs):
    return [job.kind for job in jobs]


def ended(job):
    job.refresh_from_db()
    return job.state, job.note


def retell(release, **changes):
    film = dataclasses.replace(read_film(release.folder), **changes)
    film.write(release.folder)
    publish_sounds(release, film)
    return film


# What is queued.


def test_a_film_is_finished_after_it_is_published(master):
    queue_encode(master, QUICK)
    assert work_once("w")
    queued = FinishingJob.objects.all()
    assert kinds(queued) == ["dialogue", "captions", "chapters"]
    assert {job.state for job in queued} == {State.QUEUED}
    queue_encode(master, QUICK)
    assert work_once("w")
    assert FinishingJob.objects.count() == 3


def test_only_what_is_wanted_and_missing_is_queued(release, site, tmp_path, settings):
    def queued():
        FinishingJob.objects.all().delete()
        return kinds(queue_missing(release))

    assert queued() == ["dialogue", "captions", "chapters"]
    settings.MATINEE = dataclasses.replace(settings.MATINEE, clear_dialogue=False)
    assert queued() == ["captions", "chapters"]
    file = tmp_path / "words.vtt"
    file.write_text(VTT)
    add_captions(release.master, "fr", file)
    assert queued() == ["captions", "chapters"]
    add_captions(release.master, "en-GB", file, kind=CaptionTrack.Kind.SUBTITLES)
    assert queued() == ["chapters"]
    retell(release, chapters=(Chapter(0, 2, "All"),))
    assert queued() == []


def test_captions_of_a_film_that_names_no_language_are_taken_for_its_own(release, tmp_path):
    film = read_film(release.folder)
    nameless = tuple(dataclasses.replace(track, language="und") for track in film.audio)
    retell(release, audio=nameless)
    file = tmp_path / "words.vtt"
    file.write_text(VTT)
    add_captions(release.master, "ko", file)
    assert "captions" not in kinds(queue_missing(release))


def test_a_silent_film_gets_no_words(release):
    silent = [dataclasses.replace(t, loudness_lufs=None) for t in read_film(release.folder).audio]
    retell(release, audio=tuple(silent))
    assert kinds(queue_missing(release)) == ["chapters"]


def test_what_found_nothing_to_do_is_tried_again_only_when_asked(release):
    for job in queue_missing(release):
        FinishingJob.objects.filter(pk=job.pk).update(state=State.DONE)
    assert queue_missing(release) == []
    FinishingJob.objects.filter(kind=Kind.CHAPTERS).update(state=State.FAILED)
    assert kinds(queue_missing(release)) == ["chapters"]
    assert kinds(queue_missing(release, again=True)) == ["dialogue", "captions"]


# When it is begun.


def test_films_to_encode_come_first(release, instead):
    instead(Kind.CHAPTERS, lambda task: lambda: "Looked.")
    job = queue_finishing(release, Kind.CHAPTERS)
    encode = queue_encode(release.master, QUICK)
    assert not finish_once("w")
    claims.claim_next("another", encode.pk)
    assert not finish_once("w")
    type(encode).objects.update(state=State.FAILED)
    assert finish_once("w")
    assert ended(job) == (State.DONE, "Looked.")
    assert not finish_once("w")


@pytest.mark.parametrize("state", [State.DONE, State.FAILED, State.CANCELLED])
def test_captions_wait_until_the_clear_dialogue_has_ended(release, instead, state):
    instead(Kind.CAPTIONS, lambda task: lambda: "Heard.")
    captions_job = queue_finishing(release, Kind.CAPTIONS)
    dialogue_job = queue_finishing(release, Kind.DIALOGUE)
    claims.claim_next("another", dialogue_job.pk, FinishingJob)
    assert not finish_once("w")
    FinishingJob.objects.filter(pk=dialogue_job.pk).update(state=state)
    assert finish_once("w")
    assert ended(captions_job) == (State.DONE, "Heard.")


# How it ends.


def fails(error):
    def work(task):
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (
            Refused("no-speech", "No speech in sound-1.mp4."),
            State.DONE,
            "Nobody is heard speaking.",
        ),
        (
            Refused("no-model", "There is no model.", "Install one."),
            State.DONE,
            "There is no model. Install one.",
        ),
        (
            Refused("model-broken", "The model is broken.", "Fetch it."),
            State.FAILED,
            "The model is broken.",
        ),
        (
            ToolFailed("matinee.media.x:work", 1, ["/opt/python", "-m"], "Traceback"),
            State.FAILED,
            "Captions for Low Water.mkv could not be made: a program that it needs broke off.",
        ),
        (
            ZeroDivisionError("1/0"),
            State.FAILED,
            "Captions for Low Water.mkv failed in a way that Matinee has no words for.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_row_says_how_it_ended(release, site, instead, error, state, words):
    instead(Kind.CAPTIONS, fails(error))
    before = {path.name: path.read_bytes() for path in release.folder.iterdir()}
    job = queue_finishing(release, Kind.CAPTIONS)
    assert finish_once("w")
    job.refresh_from_db()
    assert (job.state, job.note or job.error) == (state, words)
    assert {path.name: path.read_bytes() for path in release.folder.iterdir()} == before
    assert list(site.work.iterdir()) == []


def test_a_release_whose_files_are_gone_is_said_so(release):
    job = queue_finishing(release, Kind.DIALOGUE)
    shutil.rmtree(release.folder)
    finish_once("w")
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "release-missing")


def waits(begun):
    """Return work that leaves something half written and goes on until it is told to end."""

    def work(task):
        (task.folder / "half.part.mp4").write_bytes(b"half")
        (task.folder / "whole.json").write_text("{}")
        begun.set()
        while not task.watch.cancelled():
            threading.Event().wait(0.05)
        raise Cancelled

    return work


@pytest.fixture
def running(transactional_db, release, instead):
    """Begin a job in another thread; give it, what stops its worker, and what waits for it."""
    begun, stop = threading.Event(), threading.Event()
    instead(Kind.CAPTIONS, waits(begun))
    job = queue_finishing(release, Kind.CAPTIONS)

    def run():
        try:
            finish_once("w", stopping=stop.is_set)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(20)
    yield SimpleNamespace(job=job, stop=stop, end=lambda: thread.join(15))
    stop.set()
    thread.join()


def test_work_that_nobody_wants_ends_and_leaves_nothing(running, site):
    request_cancel(running.job)
    running.end()
    assert ended(running.job) == (State.CANCELLED, "")
    assert list(site.work.iterdir()) == []


def test_a_stopped_worker_leaves_the_job_and_what_is_whole_to_the_next(running, site, instead):
    running.stop.set()
    running.end()
    running.job.refresh_from_db()
    assert (running.job.state, running.job.attempt) == (State.QUEUED, 0)
    found = []

    def work(task):
        found.extend(path.name for path in task.folder.iterdir())
        return lambda: "Went on."

    instead(Kind.CAPTIONS, work)
    assert finish_once("another")
    assert sorted(found) == ["lock", "whole.json"]
    assert ended(running.job) == (State.DONE, "Went on.")
    assert list(site.work.iterdir()) == []


def test_two_never_work_on_one_film_at_once(running, instead):
    """A worker taken for dead may live: the folder tells, and the job waits for its end."""
    rows = FinishingJob.objects.filter(pk=running.job.pk)
    rows.update(lease_until=timezone.now() - timedelta(seconds=1))
    instead(Kind.CAPTIONS, fails(AssertionError("begun twice")))
    assert finish_once("another")
    running.job.refresh_from_db()
    assert (running.job.state, running.job.worker, running.job.error) == ("running", "another", "")


def test_nothing_is_stored_on_a_claim_that_was_lost(release, instead):
    def work(task):
        def store():
            Release.objects.filter(pk=release.pk).update(proposed_chapters=[1.0])
            FinishingJob.objects.filter(pk=task.job.pk).update(worker="another")
            return "Stored."

        return store

    instead(Kind.CHAPTERS, work)
    job = queue_finishing(release, Kind.CHAPTERS)
    assert finish_once("w")
    release.refresh_from_db()
    assert release.proposed_chapters == []
    assert ended(job)[1] == ""


# Clear dialogue.


@pytest.fixture
def clearing(monkeypatch):
    """Make every sound clear by copying it, and count; a refusal may be put in for a name."""
    made = SimpleNamespace(names=[], refusals={}, purpose=CLEAR_DIALOGUE)

    def clear(source, target, watch, *, idle):
        assert idle
        made.names.append(source.name)
        if refusal := made.refusals.get(source.name):
            raise refusal
        shutil.copyfile(source, target)
        return dataclasses.replace(CLEARED, purpose=made.purpose)

    monkeypatch.setattr(dialogue, "clear_sound", clear)
    return made


def test_every_mix_gets_a_clear_sound_once(release, clearing):
    job = queue_finishing(release, Kind.DIALOGUE)
    assert finish_once("w")
    assert ended(job) == (State.DONE, "")
    release.refresh_from_db()
    film = read_film(release.folder)
    assert film_from(release.film) == film
    rows = AudioRendition.objects.filter(release=release)
    shown = [(row.label, row.purpose, row.default, row.loudness_lufs) for row in rows]
    assert shown[2:] == [
        ("Clear dialogue (English)", CLEAR_DIALOGUE, False, -21.0),
        ("Clear dialogue (Français)", CLEAR_DIALOGUE, False, -21.0),
    ]
    assert [track["name"] for track in release.film["audio"]] == [row.name for row in rows]
    assert (release.folder / release.film["hls"]).is_file()
    queue_finishing(release, Kind.DIALOGUE)
    assert finish_once("w")
    assert clearing.names == ["sound-1.mp4", "sound-2.mp4"]
    assert rows.count() == 4


def test_a_mix_without_speech_is_left_out_and_told(release, clearing):
    clearing.refusals["sound-2.mp4"] = Refused("no-speech", "Nobody speaks in sound-2.mp4.")
    job = queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    assert ended(job) == (State.DONE, "Made of English. Français: nobody is heard speaking.")
    assert AudioRendition.objects.filter(purpose=CLEAR_DIALOGUE).count() == 1


def test_what_was_finished_before_a_kill_is_not_made_again(release, clearing):
    clearing.refusals["sound-2.mp4"] = Cancelled()
    job = queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    # Sound 1 whole, and another without its figures, as a kill would leave it.
    (working.work_folder(job) / "sound-2.mp4").write_bytes(b"whole, but of unknown loudness")
    clearing.refusals.clear()
    assert finish_once("another")
    assert ended(job) == (State.DONE, "")
    assert clearing.names == ["sound-1.mp4", "sound-2.mp4", "sound-2.mp4"]


def test_files_that_were_added_before_a_kill_are_found_by_the_next(release, clearing, made):
    queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    # The folder has its sounds; the rows were not written any more.
    publish_sounds(release, made[0])
    assert AudioRendition.objects.count() == 2
    queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    assert AudioRendition.objects.count() == 4
    assert len(clearing.names) == 2


def test_a_boost_is_replaced_once_the_voice_model_is_there(release, clearing, monkeypatch):
    clearing.purpose = DIALOGUE_BOOST
    job = queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    assert ended(job)[1] == dialogue.BOOSTED
    monkeypatch.setattr(tracks, "has_voice_model", lambda: False)
    release.refresh_from_db()
    assert "dialogue" not in kinds(queue_missing(release, again=True))
    monkeypatch.setattr(tracks, "has_voice_model", lambda: True)
    clearing.purpose = CLEAR_DIALOGUE
    (better,) = (each for each in queue_missing(release, again=True) if each.kind == job.kind)
    finish_once("w", job_id=better.pk)
    rows = AudioRendition.objects.filter(release=release).exclude(purpose="")
    assert {row.purpose for row in rows} == {CLEAR_DIALOGUE}


# Captions.


@pytest.fixture
def hearing(monkeypatch):
    """Hear the same words in everything, and keep what was asked."""
    asked = []

    def hear(source, options, watch, *, work, idle):
        assert idle
        assert work.is_dir()
        asked.append((source.name, options.language))
        return MadeCaptions(
            language=options.language or "en",
            language_probability=0.9,
            vtt=VTT,
            cue_count=1,
            doubts=((0.2, "Low"),),
            made_by="Whisper base",
            speech_s=1.0,
        )

    monkeypatch.setattr(captions, "make_captions", hear)
    return asked


def track(release, language="en"):
    return CaptionTrack.objects.filter(master=release.master, language=language).first()


def test_captions_are_made_from_the_clear_sound_and_say_who_made_them(release, clearing, hearing):
    queue_finishing(release, Kind.DIALOGUE)
    job = queue_finishing(release, Kind.CAPTIONS)
    finish_once("w")
    finish_once("w")
    assert hearing == [("sound-1-clear.mp4", "en")]
    assert ended(job) == (State.DONE, "English: 1 cue, 1 word in doubt.")
    kept = track(release)
    assert (kept.automatic, kept.made_by, kept.doubts) == (True, "Whisper base", [[0.2, "Low"]])


def test_an_editor_hears_the_mix_of_the_language_asked_for(release, hearing):
    waiting = queue_finishing(release, Kind.CAPTIONS)
    assert queue_finishing(release, Kind.CAPTIONS, "fr-CA") == waiting
    finish_once("w")
    assert hearing == [("sound-2.mp4", "fr-CA")]
    assert track(release, "fr-CA").automatic


@pytest.mark.parametrize(
    ("asked", "automatic", "heard"),
    [("", False, False), ("", True, False), ("en", True, True), ("en", False, False)],
)
def test_captions_that_are_there(release, hearing, tmp_path, asked, automatic, heard):
    """They stay; an editor who asks for the language gets a machine's made anew."""
    file = tmp_path / "words.vtt"
    file.write_text(VTT.replace("Low", "High"))
    add_captions(release.master, "en", file)
    CaptionTrack.objects.update(automatic=automatic)
    before = track(release).file
    job = queue_finishing(release, Kind.CAPTIONS, asked)
    finish_once("w")
    assert bool(hearing) == heard
    assert (track(release).file != before) == heard
    assert ended(job)[0] == State.DONE
    assert ("They stay as they are." in job.note) != heard


def test_captions_brought_while_the_machine_listens_stay(release, hearing, tmp_path, monkeypatch):
    file = tmp_path / "words.vtt"
    file.write_text(VTT.replace("Low", "High"))
    listen = captions.make_captions

    def meanwhile(*args, **options):
        add_captions(release.master, "en", file)
        return listen(*args, **options)

    monkeypatch.setattr(captions, "make_captions", meanwhile)
    job = queue_finishing(release, Kind.CAPTIONS)
    finish_once("w")
    assert ended(job) == (
        State.DONE,
        "There are captions already: English. They stay as they are.",
    )
    assert not track(release).automatic


def test_an_encode_told_again_keeps_the_clear_sound(release, clearing, made, site, clips):
    """film.json is what an encode that is told again reads: the added sounds are in it."""
    queue_finishing(release, Kind.DIALOGUE)
    finish_once("w")
    path = release.master.path
    shutil.copyfile(clips.path("languages.mkv"), path)
    queue_encode(release.master, QUICK)
    assert work_once("w")
    release.refresh_from_db()
    assert len(release.film["audio"]) == 4
