"""`matinee new`: makes a site folder that can be run at once."""

from pathlib import Path

import click

from matinee.cli.site import set_up_django
from matinee.media.errors import Refused
from matinee.project.site_folder import SiteFolder
from matinee.project.site_settings import settings_template


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What the site is called.")
@click.option("--editor", metavar="NAME", help="Also make an account for the studio.")
def new(directory: Path, name: str, editor: str | None) -> None:
    """Make a site in DIRECTORY: settings, database, folders, first pages."""
    folder = make_site(directory, name)
    click.echo(f"A site stands in {directory}.")
    if editor:
        from matinee.cli.editor import make_editor

        click.echo(f"{editor} may edit it; the password is {make_editor(editor)}")
    click.echo("\nNext:")
    click.echo(f"  cd {directory}")
    if not editor:
        click.echo("  matinee editor NAME                    an account for the studio")
    click.echo("  matinee release MASTER --title TITLE   release a film")
    click.echo("  matinee run                            open the site")
    click.echo(f"\nIts settings are in {folder.settings_file.name}.")


def make_site(directory: Path, name: str = "") -> SiteFolder:
    """Make the folder, its database and its first pages, and set Django up on it.

    Raises Refused when the folder has something in it already.
    """
    _require_empty(directory)
    folder = SiteFolder(directory.absolute())
    folder.create()
    _write_settings(folder, name)
    set_up_django(folder)
    _fill_database()
    return folder


def _require_empty(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise Refused("not-a-folder", f"{directory} is not a folder.", "Name another.")
    if directory.is_dir() and any(directory.iterdir()):
        raise Refused(
            "folder-not-empty",
            f"{directory} has something in it already.",
            "Name a new folder; nothing was changed.",
        )


def _write_settings(folder: SiteFolder, name: str) -> None:
    text = settings_template()
    if name:
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace('# site_name = "Matinee"', f'site_name = "{quoted}"')
    folder.settings_file.write_text(text, encoding="utf-8")


def _fill_database() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from matinee.programmes.tree import make_tree

    call_command("migrate", verbosity=0, interactive=False)
    make_tree(settings.MATINEE.site_name)
