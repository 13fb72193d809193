"""`matinee conversation export`: every comment as a line of JSON."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click

from matinee.cli.site import open_site


@click.command()
@click.option("--film", metavar="SLUG", default="", help="Only the conversation under this film.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A new file, for your eyes only; else standard output.",
)
@click.option("--with-private", is_flag=True, help="With the e-mail addresses of those who wrote.")
@click.pass_obj
def export(site: Path | None, *, film: str, out: Path | None, with_private: bool) -> None:
    """Write the conversations as JSON Lines, one comment a line.

    Comments that wait, were removed or are spam are among them. The first line tells the format;
    docs/howto-move-conversations.md tells every field.
    """
    open_site(site)
    from matinee.migration.conversations.leaving import lines, new_file

    written = lines(film, with_private=with_private)
    if out is None:
        count = _write(written, sys.stdout)
    else:
        with new_file(out) as file:
            count = _write(written, file)
    click.echo(f"{count} {'comment' if count == 1 else 'comments'}.", err=True)


def _write(lines: Iterable[str], file: IO[str]) -> int:
    """Write all lines, and return how many are comments: all but the header."""
    count = -1
    for line in lines:
        file.write(line)
        count += 1
    return count
