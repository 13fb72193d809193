"""Who may work on a job: no two workers, and none that fell silent."""

import dataclasses
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from matinee.media.errors import MatineeError
from matinee.media.recipe import EncodeOptions
from matinee.releases import claims, workers
from matinee.releases.models import EncodeJob, Master, Release, Worker
from matinee.releases.queue import queue_encode, request_cancel
from tests.releases.conftest import QUICK

pytestmark = pytest.mark.django_db(transaction=True)
State = EncodeJob.State


@pytest.fixture
def jobs(site):
    """Five queued jobs of masters that are never read."""
    return [
        queue_encode(
            Master.objects.create(
                sha256=f"{n:064}", file=f"{n}.mp4", original_name=f"{n}.mp4", size_bytes=1
            ),
            QUICK,
        )
        for n in range(5)
    ]


def lapse(job):
    EncodeJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def state_of(job):
    job.refresh_from_db()
    return job.state


def in_threads(count, function):
    """Call a function in many threads at one moment, each with its own connection."""
    gate = threading.Barrier(count)
    results, errors = [], []

    def call(number):
        gate.wait()
        try:
            results.append(function(number))
        except Exception as error:  # noqa: BLE001 (told by the test)
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=call, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return results


def test_many_workers_take_each_job_once(jobs):
    taken = [claim for claim in in_threads(12, lambda n: claims.claim_next(f"w{n}")) if claim]
    assert sorted(claim.job_id for claim in taken) == sorted(job.pk for job in jobs)
    assert len({claim.worker for claim in taken}) == 5


def test_many_deliveries_queue_one_job(jobs):
    master, other = jobs[0].master, EncodeOptions(quality="best")
    queued = in_threads(8, lambda n: queue_encode(master, other).pk)
    assert len(set(queued)) == 1
    assert queue_encode(master, QUICK) == jobs[0]


def test_the_oldest_job_comes_first_unless_one_is_named(jobs):
    assert claims.claim_next("a", jobs[3].pk).job_id == jobs[3].pk
    assert claims.claim_next("a").job_id == jobs[0].pk
    assert claims.claim_next("a", jobs[3].pk) is None


def test_a_silent_worker_loses_its_job_and_can_write_no_more(jobs):
    first = claims.claim_next("first")
    assert claims.refresh(first, "encode", 0.5)
    lapse(jobs[0])
    second = claims.claim_next("second")
    assert (second.job_id, second.attempt) == (first.job_id, 2)
    release = Release(pk=1)
    assert not claims.refresh(first, "encode", 0.6)
    assert not claims.finish(first, release)
    assert not claims.fail(first, MatineeError("x", "x"))
    assert not claims.cancel(first)
    assert not claims.give_back(first)
    assert claims.refresh(second, "encode", 0.1)


def test_a_worker_that_takes_its_own_job_again_is_not_its_former_self(jobs):
    first = claims.claim_next("same")
    lapse(jobs[0])
    second = claims.claim_next("same")
    assert not claims.refresh(first, "encode", 0.5)
    assert claims.refresh(second, "encode", 0.5)


def test_a_job_that_broke_off_too_often_fails_with_a_sentence(jobs, settings):
    settings.MATINEE = dataclasses.replace(settings.MATINEE, job_attempts=2)
    for worker in ("first", "second"):
        assert claims.claim_next(worker, jobs[0].pk)
        lapse(jobs[0])
    assert claims.claim_next("third", jobs[0].pk) is None
    assert state_of(jobs[0]) == State.FAILED
    assert jobs[0].error_code == "worker-died"
    assert jobs[0].error.endswith(".")
    assert jobs[0].hint
    assert jobs[0].finished_at


def test_a_waiting_job_is_cancelled_at_once(jobs):
    request_cancel(jobs[0])
    assert state_of(jobs[0]) == State.CANCELLED
    assert claims.claim_next("a").job_id == jobs[1].pk


def test_a_cancelled_job_whose_worker_died_is_not_begun_again(jobs):
    claims.claim_next("a", jobs[0].pk)
    request_cancel(jobs[0])
    assert state_of(jobs[0]) == State.RUNNING
    lapse(jobs[0])
    assert claims.claim_next("b", jobs[0].pk) is None
    assert state_of(jobs[0]) == State.CANCELLED


def test_a_finished_job_cannot_be_cancelled(jobs):
    claim = claims.claim_next("a")
    claims.fail(claim, MatineeError("x", "It failed."))
    request_cancel(jobs[0])
    assert state_of(jobs[0]) == State.FAILED
    assert not jobs[0].cancel_requested


def test_giving_a_job_back_costs_no_attempt(jobs):
    claim = claims.claim_next("a")
    assert claims.give_back(claim)
    again = claims.claim_next("b")
    assert (again.job_id, again.attempt) == (claim.job_id, 1)


def test_a_master_can_be_encoded_again_once_its_job_has_ended(jobs):
    claims.fail(claims.claim_next("a"), MatineeError("x", "It failed."))
    assert queue_encode(jobs[0].master, QUICK).pk != jobs[0].pk


def test_workers_are_alive_as_long_as_they_are_heard(site):
    assert not workers.is_a_worker_alive()
    workers.report_alive("a")
    workers.report_alive("a")
    assert workers.is_a_worker_alive()
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert not workers.is_a_worker_alive()
    Worker.objects.update(seen_at=timezone.now() - timedelta(days=2))
    workers.report_alive("b")
    assert list(Worker.objects.values_list("name", flat=True)) == ["b"]
    workers.report_gone("b")
    assert workers.seconds_since_a_worker() is None
