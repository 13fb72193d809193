"""`matinee bake`: renders every public page and writes it as a file."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinee.cli.site import open_site
from matinee.media.errors import MatineeError

if TYPE_CHECKING:
    from matinee.publishing.bake import BakeReport


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.pass_obj
def bake(site: Path | None, *, as_json: bool) -> None:
    """Write every public page anew, and remove files of pages that are gone.

    Only files that Matinee wrote are removed; a page whose bytes are the same is left alone.
    """
    open_site(site)
    from matinee.publishing.bake import bake_all

    terminal = sys.stderr.isatty() and not as_json
    report = bake_all(_show if terminal else None)
    if terminal:
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(_as_json(report) if as_json else _in_words(report))
    if report.failed:
        raise MatineeError(
            "bake-failed",
            f"Could not be rendered: {', '.join(sorted(report.failed))}.",
            "Their old files stay. The log above says why.",
        )
    if not report.complete:
        raise MatineeError("bake-busy", "Another bake is running.", "Try again when it is done.")


def _show(report: "BakeReport", left: int) -> None:
    click.echo(f"\r\x1b[K{report.pages} pages rendered, {left} to go", nl=False, err=True)


def _in_words(report: "BakeReport") -> str:
    rate = report.pages / report.duration_s if report.duration_s else 0
    return (
        f"{report.pages} pages in {report.duration_s:.1f} s ({rate:.0f} a second):"
        f" {report.written} written, {report.removed} removed, the others as they were."
    )


def _as_json(report: "BakeReport") -> str:
    return json.dumps({**dataclasses.asdict(report), "failed": sorted(report.failed)})
