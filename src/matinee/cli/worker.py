"""`matinee worker`: encodes what is queued, until it is told to stop."""

import logging
from pathlib import Path

import click

from matinee.cli.site import open_site
from matinee.cli.stop import Stop

log = logging.getLogger("matinee.worker")
IDLE_S = 1.0


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
    from matinee.releases.workers import report_alive, report_gone, worker_name

    name = worker_name()
    log.info("Worker %s is ready", name)
    while not stop():
        try:
            report_alive(name)
            worked = work_once(name, stopping=stop)
            _sweep()
        except DatabaseError:
            log.exception("The database did not answer; trying again.")
            close_old_connections()
            worked = False
        if once and not worked:
            break
        if not worked:
            stop.wait(IDLE_S)
    report_gone(name)
    log.info("Worker %s has ended", name)


def _sweep() -> None:
    """Bake what a request or a command could not bake itself."""
    from matinee.publishing.bake import bake_pending

    bake_pending()
