"""`matinee editor`: gives someone an account in the studio."""

import secrets
from pathlib import Path

import click

from matinee.cli.site import open_site
from matinee.media.errors import Refused

# No letters or figures that are mistaken for one another when read aloud or copied by hand.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@click.command()
@click.argument("name")
@click.option("--new-password", is_flag=True, help="Give an existing account a new password.")
@click.pass_obj
def editor(site: Path | None, name: str, *, new_password: bool) -> None:
    """Make an account called NAME that may edit everything; its password is printed once."""
    open_site(site)
    password = make_editor(name, replace=new_password)
    click.echo(f"{name} may open /studio/ with the password {password}")


def make_editor(name: str, *, replace: bool = False) -> str:
    """Make an editor's account and return its password: 20 letters and figures in fives.

    Raises Refused when the name cannot be used or is taken; `replace` gives
    the one who has it a new password instead.
    """
    from django.contrib.auth import get_user_model
    from django.core.exceptions import ValidationError

    users = get_user_model()
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    account = users.objects.filter(username=name).first()
    if account and not replace:
        raise Refused(
            "editor-exists",
            f"There is an account called {name} already.",
            "Add --new-password to give it a new password.",
        )
    account = account or users(username=name, is_staff=True, is_superuser=True)
    account.set_password(password)
    try:
        account.full_clean()
    except ValidationError as error:
        raise Refused(
            "bad-name", f"“{name}” cannot be an account's name.", " ".join(error.messages)
        ) from error
    account.save()
    return password
