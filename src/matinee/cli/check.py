"""`matinee check`: looks after what a site depends on and does not own."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinee.cli.site import open_site
from matinee.media.events import Event

if TYPE_CHECKING:
    from matinee.catalogue.outside.checking import LinkChecked


@click.group()
def check() -> None:
    """Look after what the site depends on elsewhere."""


@check.command()
@click.option("--all", "everything", is_flag=True, help="Ask also what was asked today.")
@click.option("--json", "as_json", is_flag=True, help="Print each link as one JSON object.")
@click.pass_obj
def links(site: Path | None, *, everything: bool, as_json: bool) -> int:
    """Ask whether the films that play on other sites are still there.

    Each host gets at most one request a second. Ctrl-C ends it; the next time it goes on with
    the links that were not asked within the last 12 hours. Exit status 1 when a link has trouble:
    its film has vanished, or its host did not answer on three days.
    """
    open_site(site)
    from matinee.catalogue.outside.checking import LinkChecked, check_links

    terminal = sys.stderr.isatty() and not as_json

    def tell(event: Event) -> None:
        assert isinstance(event, LinkChecked)  # noqa: S101 - check_links tells of nothing else
        if terminal:
            click.echo(f"\r\x1b[K{event.number} of {event.count} links", nl=False, err=True)
        if as_json:
            click.echo(json.dumps(event.as_json(), ensure_ascii=False))
        elif event.trouble:
            if terminal:
                click.echo("\r\x1b[K", nl=False, err=True)
            click.echo(_in_words(event))

    troubles = check_links(tell, everything=everything)
    if terminal:
        click.echo("\r\x1b[K", nl=False, err=True)
    if not as_json:
        click.echo(_summary(troubles), err=True)
    return 1 if troubles else 0


def _in_words(event: "LinkChecked") -> str:
    return f"{', '.join(event.films)} — {event.url} — {event.trouble}"


def _summary(troubles: int) -> str:
    if troubles == 0:
        return "All films on other sites are there."
    return f"{troubles} {'link has' if troubles == 1 else 'links have'} trouble."
