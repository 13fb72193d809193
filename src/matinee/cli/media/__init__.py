"""`matinee media …`: the pipeline alone, on files, without a site."""

import click

from matinee.cli.media.encode import encode
from matinee.cli.media.probe import probe


@click.group()
def media() -> None:
    """Probe and encode without a site."""


media.add_command(probe)
media.add_command(encode)
