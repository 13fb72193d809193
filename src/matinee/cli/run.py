"""`matinee run`: serves the site and keeps a worker beside it, as one process group."""

import asyncio
import logging
import os
import signal
import socket
import sys
import time
from pathlib import Path

import click
import uvicorn

from matinee.cli.site import open_site
from matinee.media.errors import Refused
from matinee.project.site_folder import SiteFolder

log = logging.getLogger("matinee.run")
WORKER_GRACE_S = 10.0
BACK_OFF_S = (1.0, 2.0, 5.0, 15.0, 60.0)
STEADY_S = 120.0
"""A worker that lived so long has earned a quick restart."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--no-worker", is_flag=True, help="Serve only; a worker runs elsewhere.")
@click.pass_obj
def run(site: Path | None, host: str, port: int, *, no_worker: bool) -> None:
    """Serve the site; Ctrl-C ends it and everything it started."""
    folder = open_site(site)
    listener = _listen(host, port)
    _update_database()
    shown_host, shown_port = listener.getsockname()[:2]
    # Our handlers stand before uvicorn's, which hands every signal on once it has shut down.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: None)
    click.echo(f"The site is at http://{_for_url(shown_host)}:{shown_port}/", err=True)
    with asyncio.Runner(loop_factory=_config().get_loop_factory()) as runner:
        runner.run(_serve(folder, listener, with_worker=not no_worker))


def _update_database() -> None:
    """Bring the database to this version's shape, so that an upgrade needs no further command."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("Bringing the database up to date …", err=True)
        call_command("migrate", verbosity=0, interactive=False)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise Refused(
            "port-taken",
            f"Port {port} of {host} cannot be used: {error.strerror or error}.",
            "Give another with --port.",
        ) from error


def _for_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _config() -> uvicorn.Config:
    from django.conf import settings

    return uvicorn.Config(
        "matinee.project.asgi:application",
        log_config=None,
        access_log=False,
        server_header=False,
        # Anyone can claim another address; only what stands in front of us is believed.
        forwarded_allow_ips=list(settings.MATINEE.trusted_proxies),
        # A viewer who holds a film open would keep the site from ending otherwise.
        timeout_graceful_shutdown=3,
    )


async def _serve(folder: SiteFolder, listener: socket.socket, *, with_worker: bool) -> None:
    server = uvicorn.Server(_config())
    keeper = asyncio.create_task(_keep_worker(folder)) if with_worker else None
    try:
        await server.serve(sockets=[listener])
    finally:
        if keeper:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)


async def _keep_worker(folder: SiteFolder) -> None:
    """Run a worker, and another when it ends, waiting longer each time it ends soon."""
    failures = 0
    while True:
        began_at = time.monotonic()
        process = await _start_worker(folder)
        try:
            status = await process.wait()
        finally:
            await _end(process)
        failures = 0 if time.monotonic() - began_at > STEADY_S else failures + 1
        pause_s = BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1] if failures else 0.0
        log.warning("The worker ended with %s; starting it again in %.0f s", status, pause_s)
        await asyncio.sleep(pause_s)


async def _start_worker(folder: SiteFolder) -> asyncio.subprocess.Process:
    command = ["-m", "matinee", "--site", str(folder.root), "worker", "--parent", str(os.getpid())]
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=asyncio.subprocess.DEVNULL
    )


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask the worker to end, and end it if it does not."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), WORKER_GRACE_S)
    except TimeoutError:
        process.kill()
        await process.wait()
