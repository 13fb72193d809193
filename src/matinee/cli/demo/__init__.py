"""`matinee demo`: a site with films that Matinee paints, plays and releases itself."""

import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matinee.cli.new import make_site
from matinee.cli.progress import renderer
from matinee.cli.site import set_up_django
from matinee.project.site_folder import SETTINGS_NAME, SiteFolder

if TYPE_CHECKING:
    from matinee.catalogue.models import FilmPage
    from matinee.cli.delivery import Delivery
    from matinee.media.events import Listener


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default="demo-site")
def demo(directory: Path) -> None:
    """Make a site in DIRECTORY (demo-site) with a sample film and a programme in it.

    What is there already is kept: a second run makes no second site and no second film.
    """
    folder = _site(directory)
    logging.getLogger("matinee.releases").setLevel(logging.WARNING)
    from matinee.cli.delivery import deliver
    from matinee.cli.demo.house.furnish import furnish
    from matinee.cli.finish import following, in_words
    from matinee.cli.stop import Stop

    listener = renderer(as_json=False)
    making = folder.work / "sample"
    stop = Stop()
    stop.on_signals()
    page = _film_page()
    if page is None or page.release is None:
        page = deliver(_delivery(making, page, listener), listener, stop)
    furnish(page, making, listener, stop)
    # The site has its own copies of the masters now.
    shutil.rmtree(making, ignore_errors=True)
    click.echo(f"“{page.title}” and its programme stand in {directory}.", err=True)
    if to_come := in_words(following(page)):
        click.echo(f"Still to come, made while the site runs: {to_come}.", err=True)


def _site(directory: Path) -> SiteFolder:
    if not (directory / SETTINGS_NAME).is_file():
        return make_site(directory)
    folder = SiteFolder(directory.absolute())
    set_up_django(folder)
    return folder


def _film_page() -> "FilmPage | None":
    from matinee.catalogue.models import FilmPage
    from matinee.cli.demo import words

    page: FilmPage | None = FilmPage.objects.filter(title=words.TITLE).first()
    return page


def _delivery(making: Path, page: "FilmPage | None", listener: "Listener") -> "Delivery":
    """Return the film to release: new, or the one whose encoding was interrupted."""
    from matinee.catalogue.entry import FilmEntry
    from matinee.cli.delivery import Delivery
    from matinee.cli.demo import words
    from matinee.cli.demo.film import make_film
    from matinee.media.recipe import EncodeOptions

    entry = FilmEntry(
        title=words.TITLE,
        year=words.YEAR,
        synopsis=words.SYNOPSIS,
        credits_text=words.CREDITS,
        countries=words.COUNTRIES,
        languages=words.LANGUAGES,
        places=words.PLACES,
        subjects=words.SUBJECTS,
        statement_html=words.STATEMENT,
        rights=words.RIGHTS,
    )
    options = EncodeOptions(language=words.LANGUAGES[0])
    if page and page.master and page.master.path.is_file():
        return Delivery(page.master.path, entry, options=options)
    sample = make_film(making, listener)
    return Delivery(sample.master, entry, sample.captions, options)
