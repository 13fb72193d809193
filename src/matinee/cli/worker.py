"""`matinee worker`: encodes what is queued, until it is told to stop."""

import logging
import threading
import time
from pathlib import Path

import click

from matinee.cli.site import open_site
from matinee.cli.stop import Stop

log = logging.getLogger("matinee.worker")
IDLE_S = 1.0
SWEEP_EVERY_S = 2.0
SWEEP_GRACE_S = 5.0
SCHEDULE_EVERY_S = 30.0
TIDY_EVERY_S = 3600.0


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is queued.")
@click.option("--parent", type=int, hidden=True, help="End when this process has gone.")
@click.pass_obj
def worker(site: Path | None, *, once: bool, parent: int | None) -> None:
    """Take encode jobs one after the other; any number of workers may share a site.

    Ctrl-C or SIGTERM ends it; a film that is being encoded goes back to the queue and is
    continued where it stopped.
    """
    open_site(site)
    stop = Stop(parent)
    stop.on_signals()
    _work(stop, once=once)


def _work(stop: Stop, *, once: bool) -> None:
    from django.db import DatabaseError, close_old_connections

    from matinee.releases.jobs import work_once
    from matinee.releases.workers import Presence, report_gone, worker_name

    name = worker_name()
    presence = Presence(name)
    # In threads of their own: a page must not wait for the film that is being encoded, nor for
    # a mail server that does not answer.
    sweeper = threading.Thread(target=_sweep, args=(stop, once), name="sweeper", daemon=True)
    sweeper.start()
    postman = threading.Thread(target=_post, args=(stop, once), name="postman", daemon=True)
    postman.start()
    log.info("Worker %s is ready", name)
    while not stop():
        try:
            presence.report()
            worked = work_once(name, stopping=stop)
        except DatabaseError:
            log.exception("The database did not answer; trying again.")
            close_old_connections()
            worked = False
        if once and not worked:
            break
        if not worked:
            stop.wait(IDLE_S)
    sweeper.join(SWEEP_GRACE_S)
    postman.join(SWEEP_GRACE_S)
    report_gone(name)
    log.info("Worker %s has ended", name)


def _sweep(stop: Stop, once: bool) -> None:
    """Bake what a request or a command could not, and publish what an editor gave a date."""
    from django.core.management import call_command
    from django.db import connection

    from matinee.publishing.bake import bake_pending

    scheduled_at = 0.0
    while not stop():
        try:
            if time.monotonic() >= scheduled_at:
                scheduled_at = time.monotonic() + SCHEDULE_EVERY_S
                call_command("publish_scheduled", verbosity=0)
            bake_pending()
        except Exception:
            log.exception("Pages could not be baked; trying again.")
        finally:
            connection.close()
        if once:
            break
        stop.wait(SWEEP_EVERY_S)


def _post(stop: Stop, once: bool) -> None:
    """Send the mails that wait, tell the news of films, and erase what was kept long enough."""
    from django.db import connection

    from matinee.correspondence.news import tell_news
    from matinee.correspondence.outbox import Postman
    from matinee.correspondence.tidying import tidy

    postman = Postman()
    tidied_at = float("-inf")
    while not stop():
        try:
            if time.monotonic() >= tidied_at + TIDY_EVERY_S:
                tidied_at = time.monotonic()
                tidy()
            tell_news()
            postman.send_due(stop)
        except Exception:
            log.exception("Mails could not be sent; trying again.")
        finally:
            connection.close()
        if once:
            break
        stop.wait(SWEEP_EVERY_S)
