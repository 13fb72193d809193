"""`matinee worker`: encodes and finishes what is queued, until it is told to stop."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click

from matinee.cli.site import open_site
from matinee.cli.stop import Stop

log = logging.getLogger("matinee.worker")
IDLE_S = 1.0
SWEEP_EVERY_S = 0.25
"""A comment stands in its page within a second of being posted."""
ROUND_EVERY_S = 2.0
SWEEP_GRACE_S = 5.0
SCHEDULE_EVERY_S = 30.0
CHECK_EVERY_S = 600.0
TIDY_EVERY_S = 3600.0
COUNT_EVERY_S = 60.0
"""How often it is asked whether comments wait for a moderator."""

NOT_FOUND = "The search is not up to date"


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is queued.")
@click.option("--parent", type=int, hidden=True, help="End when this process has gone.")
@click.pass_obj
def worker(site: Path | None, *, once: bool, parent: int | None) -> None:
    """Take encode jobs one after the other; any number of workers may share a site.

    When no film waits to be encoded, it finishes those that are out: clear dialogue, captions,
    proposed chapters, with the time that the cores have to spare. Ctrl-C or SIGTERM ends it; what
    is being worked on goes back to the queue and is continued where it stopped.
    """
    open_site(site)
    stop = Stop(parent)
    stop.on_signals()
    _work(stop, once=once)


def _work(stop: Stop, *, once: bool) -> None:
    from django.db import DatabaseError, close_old_connections

    from matinee.releases.finishing.working import finish_once
    from matinee.releases.jobs import work_once
    from matinee.releases.workers import Presence, report_gone, worker_name

    name = worker_name()
    presence = Presence(name)
    rounds = _start_rounds(stop, name, once=once)
    log.info("Worker %s is ready", name)
    while not stop():
        try:
            presence.report()
            worked = work_once(name, stopping=stop)
            worked = worked or (once and finish_once(name, stopping=stop))
        except DatabaseError:
            log.exception("The database did not answer; trying again.")
            close_old_connections()
            worked = False
        if once and not worked:
            break
        if not worked:
            stop.wait(IDLE_S)
    for each in rounds:
        each.join(SWEEP_GRACE_S)
    if once:
        # The round at the beginning could not know what has been made since.
        _go_round(stop, once, _index(stop), NOT_FOUND, IDLE_S)
    report_gone(name)
    log.info("Worker %s has ended", name)


def _start_rounds(stop: Stop, worker: str, *, once: bool) -> list[threading.Thread]:
    """Begin what goes on beside the encoding, each in a thread of its own.

    A page must not wait for the film that is being encoded, a mail not for a page, a new film not
    for the captions of another, and nothing for a host that does not answer.
    """
    rounds = [("sweeper", _sweep(), "Pages could not be baked", SWEEP_EVERY_S)]
    rounds.append(("postman", _post(stop), "Mails could not be sent", ROUND_EVERY_S))
    rounds.append(("librarian", _index(stop), NOT_FOUND, IDLE_S))
    if not once:
        finish = _finish(stop, worker)
        rounds.append(("finisher", finish, "Films could not be finished", IDLE_S))
        rounds.append(("scout", _scout(), "No other site could be asked", ROUND_EVERY_S))
    threads = [
        threading.Thread(target=_go_round, args=(stop, once, *each[1:]), name=each[0], daemon=True)
        for each in rounds
    ]
    for thread in threads:
        thread.start()
    return threads


def _go_round(
    stop: Stop, once: bool, work: Callable[[], None], trouble: str, every_s: float
) -> None:
    """Do the work again and again, whatever becomes of one time."""
    from django.db import connection

    while not stop():
        try:
            work()
        except Exception:
            log.exception("%s; trying again.", trouble)
        finally:
            connection.close()
        if once:
            break
        stop.wait(every_s)


def _sweep() -> Callable[[], None]:
    """Bake what a request or a command could not, publish by date, remove what no page names."""
    from django.core.management import call_command

    from matinee.publishing.bake import bake_pending, has_marks
    from matinee.publishing.days import turn_the_day
    from matinee.releases.former_captions import remove_former

    scheduled, turning, house = Every(SCHEDULE_EVERY_S), Every(ROUND_EVERY_S), Every(ROUND_EVERY_S)
    tidying = Every(TIDY_EVERY_S)
    failed: set[str] = set()

    def work() -> None:
        nonlocal failed
        if scheduled.is_due():
            call_command("publish_scheduled", verbosity=0)
        if turning.is_due():
            turn_the_day()
        # What all pages share, and a page that cannot be made, is tried less often.
        if house.is_due() or (has_marks() and not failed):
            failed = bake_pending().failed
        # A page that still waits may name what is removed.
        if tidying.is_due() and not has_marks():
            remove_former()

    return work


def _post(stop: Stop) -> Callable[[], None]:
    """Send the mails that wait, tell and index what is new, erase what was kept long enough."""
    from matinee.correspondence.news import tell_news
    from matinee.correspondence.outbox import Postman
    from matinee.correspondence.tidying import tidy
    from matinee.discussion.search import AT_ONCE, catch_up
    from matinee.discussion.telling import tell_moderators, tell_replies
    from matinee.discussion.tidying import tidy as tidy_conversations

    postman, tidying, counting = Postman(), Every(TIDY_EVERY_S), Every(COUNT_EVERY_S)

    def work() -> None:
        if tidying.is_due():
            tidy()
            tidy_conversations()
        tell_news()
        tell_replies()
        if counting.is_due():
            tell_moderators()
        while not stop() and catch_up() == AT_ONCE:
            pass
        postman.send_due(stop)

    return work


def _finish(stop: Stop, worker: str) -> Callable[[], None]:
    """Give films that are out what their viewers get besides, while none is being encoded."""
    from matinee.releases.finishing.working import finish_once

    def work() -> None:
        while not stop() and finish_once(worker, stopping=stop):
            pass

    return work


def _index(stop: Stop) -> Callable[[], None]:
    """Bring the search up to date with what changed; a new index takes a while."""
    from matinee.search.index import begin_anew_if_folded_otherwise, catch_up

    begun = False

    def work() -> None:
        nonlocal begun
        if not begun:
            begin_anew_if_folded_otherwise()
            begun = True
        while not stop() and catch_up():
            pass

    return work


def _scout() -> Callable[[], None]:
    """Look now and then whether a film that plays on another site is still there."""
    from matinee.catalogue.outside.checking import check_oldest

    checking = Every(CHECK_EVERY_S, first_after_s=CHECK_EVERY_S)

    def work() -> None:
        if checking.is_due():
            check_oldest()

    return work


class Every:
    """Says when so many seconds have gone by; the first time at once, unless told later."""

    def __init__(self, seconds: float, first_after_s: float = 0.0) -> None:
        self.seconds = seconds
        self.due_at = time.monotonic() + first_after_s

    def is_due(self) -> bool:
        """Say whether it is time, and begin to wait for the next time if so."""
        if time.monotonic() < self.due_at:
            return False
        self.due_at = time.monotonic() + self.seconds
        return True
