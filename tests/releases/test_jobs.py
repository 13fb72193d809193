"""Whole jobs with the real encoder: done, failed, cancelled, given back, taken over."""

import threading
import time

import pytest
from django.db import connection

from matinee.media.events import Progress
from matinee.releases import claims
from matinee.releases.jobs import work_once
from matinee.releases.models import (
    AudioRendition,
    CaptionTrack,
    EncodeJob,
    Release,
    Still,
    VideoRendition,
)
from matinee.releases.publication import LeaseLost, publish
from matinee.releases.queue import queue_encode, request_cancel
from matinee.releases.signals import released
from tests.releases.conftest import QUICK

pytestmark = pytest.mark.django_db(transaction=True)
State = EncodeJob.State


@pytest.fixture
def job(master):
    return queue_encode(master, QUICK)


@pytest.fixture
def news():
    """Listen to what `released` tells, in order."""
    told = []

    def hear(sender, release, **kwargs):
        told.append((release.key, connection.in_atomic_block))

    released.connect(hear)
    yield told
    released.disconnect(hear)


def test_a_job_makes_a_film_and_tells_of_it(job, site, news):
    heard = []
    assert work_once("w", listener=heard.append)
    job.refresh_from_db()
    assert (job.state, job.error, job.progress, job.attempt) == (State.DONE, "", 1.0, 1)
    release = job.release
    assert release.master == job.master
    assert release.duration_s == pytest.approx(2, abs=0.1)
    assert release.url == f"/media/films/{release.key}/"
    assert (release.folder / "film.json").is_file()
    for model in (VideoRendition, AudioRendition, Still):
        files = list(model.objects.filter(release=release).values_list("file", flat=True))
        assert files
        assert all((release.folder / name).is_file() for name in files)
    assert news == [(release.key, True)]
    fractions = [event.fraction for event in heard if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert list(site.work.iterdir()) == []
    assert not work_once("w")


def test_a_finished_film_is_told_again_without_being_made_again(job, master, news):
    work_once("w")
    began_at = time.monotonic()
    again = queue_encode(master, QUICK)
    assert again.pk != job.pk
    work_once("w")
    assert time.monotonic() - began_at < 1
    again.refresh_from_db()
    assert again.state == State.DONE
    assert len(news) == 2
    assert Release.objects.count() == 1
    assert Still.objects.filter(rank=0).count() == 1


def test_a_broken_master_fails_with_a_sentence_that_names_no_path(job, site):
    job.master.path.write_bytes(b"not a film at all" * 100)
    assert work_once("w")
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert job.error.endswith(".")
    assert job.error_code
    assert str(site.root) not in job.error + job.hint
    assert Release.objects.count() == 0


def test_a_master_that_is_gone_is_said_so(job):
    job.master.path.unlink()
    work_once("w")
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "master-missing")


def test_a_receiver_that_fails_keeps_the_film_unpublished(job):
    def fail(sender, release, **kwargs):
        raise RuntimeError("no room on the page")

    released.connect(fail)
    try:
        work_once("w")
    finally:
        released.disconnect(fail)
    job.refresh_from_db()
    assert (job.state, job.error_code) == (State.FAILED, "unexpected")
    assert "no room" not in job.error
    assert Release.objects.count() == 0
    assert CaptionTrack.objects.count() == 0


def in_background(function):
    def run():
        try:
            function()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def long_job(site, transactional_db, tmp_path):
    """Queue a film long enough to be interrupted."""
    from matinee.releases.masters import take_master
    from tests.clips import AAC, H264, TONE, picture, run_ffmpeg

    file = tmp_path / "long.mp4"
    recipe = f"{picture('640x360', '25', 40)} {TONE} {H264} {AAC}"
    run_ffmpeg(*recipe.split(), str(file))
    return queue_encode(take_master(file, "Long.mp4"), QUICK)


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_a_running_job_ends_when_that_is_asked_for(long_job):
    running = threading.Event()
    thread = in_background(lambda: work_once("w", listener=lambda event: running.set()))
    assert running.wait(20)
    request_cancel(long_job)
    thread.join(10)
    assert not thread.is_alive()
    long_job.refresh_from_db()
    assert (long_job.state, long_job.error) == (State.CANCELLED, "")
    assert Release.objects.count() == 0


def test_a_stopped_worker_gives_the_job_back_and_another_finishes_it(long_job):
    running, stop = threading.Event(), threading.Event()
    thread = in_background(
        lambda: work_once("w", listener=lambda event: running.set(), stopping=stop.is_set)
    )
    assert running.wait(20)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    long_job.refresh_from_db()
    assert (long_job.state, long_job.attempt, long_job.worker) == (State.QUEUED, 0, "")
    assert work_once("another")
    long_job.refresh_from_db()
    assert (long_job.state, long_job.worker) == (State.DONE, "another")


def test_progress_is_written_while_the_work_runs(long_job, short_lease):
    thread = in_background(lambda: work_once("w"))

    def has_begun():
        long_job.refresh_from_db()
        return long_job.stage and long_job.heartbeat_at > long_job.started_at

    wait_until(has_begun)
    first_heartbeat = long_job.heartbeat_at
    wait_until(lambda: has_begun() and long_job.heartbeat_at > first_heartbeat)
    assert claims.claim_next("another") is None
    request_cancel(long_job)
    thread.join(10)


def test_a_worker_that_lost_its_lease_stops_and_publishes_nothing(long_job, short_lease):
    running = threading.Event()
    thread = in_background(lambda: work_once("w", listener=lambda event: running.set()))
    assert running.wait(20)
    EncodeJob.objects.filter(pk=long_job.pk).update(worker="another", attempt=2)
    thread.join(10)
    assert not thread.is_alive()
    long_job.refresh_from_db()
    assert (long_job.state, long_job.worker) == (State.RUNNING, "another")
    assert Release.objects.count() == 0


def test_nothing_is_published_on_a_claim_that_was_lost(job, news):
    from matinee.media.film import read_film

    work_once("w")
    release = Release.objects.get()
    film = read_film(release.folder)
    Release.objects.all().delete()
    with pytest.raises(LeaseLost):
        publish(claims.Claim(job.pk, "w", 1), job.master, film)
    assert Release.objects.count() == 0
    assert len(news) == 1
