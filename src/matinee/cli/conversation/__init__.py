"""`matinee conversation …`: conversations on the move, and what is kept about a person."""

import click

from matinee.cli.conversation.arrive import arrive
from matinee.cli.conversation.export import export
from matinee.cli.conversation.person import data, erase


@click.group()
def conversation() -> None:
    """Move conversations, or see to what is kept about a person."""


conversation.add_command(export)
conversation.add_command(arrive)
conversation.add_command(data)
conversation.add_command(erase)
