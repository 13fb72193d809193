"""`matinee sound …`: a film's sound alone, on files, without a site."""

import click

from matinee.cli.sound.clear import clear


@click.group()
def sound() -> None:
    """Make the words of a film's sound clear."""


sound.add_command(clear)
