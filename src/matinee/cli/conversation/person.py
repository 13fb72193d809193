"""`matinee conversation data` and `erase`: what is kept about a person, given or erased."""

import getpass
import json
from pathlib import Path

import click

from matinee.cli.site import open_site
from matinee.media.errors import Refused


@click.command()
@click.argument("email")
@click.pass_obj
def data(site: Path | None, email: str) -> None:
    """Print everything that is kept about an e-mail address, as one JSON object."""
    open_site(site)
    from matinee.discussion.erasing import export

    click.echo(json.dumps(export(_checked(email)), ensure_ascii=False, indent=1))


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.pass_obj
def erase(site: Path | None, email: str, *, yes: bool, as_json: bool) -> None:
    """Erase for good what is kept about an e-mail address.

    Comments that were shown keep their place, empty; those that never were go altogether. Backups
    and files that were exported are yours to see to.
    """
    open_site(site)
    from matinee.discussion.deciding import By
    from matinee.discussion.erasing import comments_of
    from matinee.discussion.erasing import erase as erase_for_good

    address = _checked(email)
    count = comments_of(address).count()
    words = f"{count} {'comment' if count == 1 else 'comments'}"
    if not yes:
        click.confirm(f"Erase {words} of {address} for good?", abort=True, err=True)
    erased = erase_for_good(address, By(f"{getpass.getuser()} by command"[:150]))
    if as_json:
        facts = {"emptied": erased.emptied, "deleted": erased.deleted, "scrubbed": erased.scrubbed}
        click.echo(json.dumps(facts))
        return
    click.echo(f"{erased.emptied} emptied, {erased.deleted} deleted.")
    if not erased.scrubbed:
        click.echo("The database’s file is in use; the worker wipes the rest at night.", err=True)


def _checked(email: str) -> str:
    from matinee.discussion.erasing import normal

    address = normal(email)
    if not address:
        raise Refused("no-address", f"“{email}” is no e-mail address.", "Give it as it was typed.")
    return address
