"""`matinee captions …`: caption files made, judged and converted, without a site."""

import click

from matinee.cli.captions.check import check
from matinee.cli.captions.convert import convert
from matinee.cli.captions.make import make


@click.group()
def captions() -> None:
    """Make captions of what is said; judge and convert caption files."""


captions.add_command(make)
captions.add_command(check)
captions.add_command(convert)
