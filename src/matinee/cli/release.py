"""`matinee release`: from a master file to the address of its film."""

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from matinee.cli.finish import following, in_words
from matinee.cli.progress import renderer
from matinee.cli.site import open_site
from matinee.cli.stop import Stop
from matinee.media.errors import Refused
from matinee.media.recipe import QUALITIES, EncodeOptions

if TYPE_CHECKING:
    from matinee.catalogue.models import FilmPage

KINDS = ("documentary", "short", "feature", "music-video", "advertisement", "other")
MAX_TEXT_BYTES = 1_000_000
EXISTING_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class CaptionFile(click.ParamType[tuple[str, Path]]):
    """`en=captions.srt`: a language and a file."""

    name = "lang=file"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        """Return the language and the file; whether they can be read is asked later."""
        language, equals, file = str(value).partition("=")
        if not (language and equals and file):
            self.fail(f"“{value}” is not LANGUAGE=FILE, such as en=captions.srt.", param, ctx)
        return language, Path(file)


@click.command()
@click.argument("master", type=EXISTING_FILE)
@click.option("--title", required=True)
@click.option("--year", type=click.IntRange(1870, 2200))
@click.option("--kind", type=click.Choice(KINDS), default="short", show_default=True)
@click.option("--synopsis", type=EXISTING_FILE, help="A text file: two or three sentences.")
@click.option("--credits", type=EXISTING_FILE, help="A text file of “Role: Name, Name” lines.")
@click.option("--captions", type=CaptionFile(), multiple=True, help="Once for each language.")
@click.option("--language", metavar="TAG", help="The spoken language, such as en.")
@click.option("--quality", type=click.Choice(QUALITIES), default="normal", show_default=True)
@click.option("--no-av1", is_flag=True, help="Encode H.264 alone: sooner done, larger.")
@click.option("--draft", is_flag=True, help="Do not publish the page yet.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def release(site: Path | None, /, master: Path, **given: Any) -> None:
    """Release the film in MASTER: keep it, encode it, make its page.

    Everything is checked before anything is written. Ctrl-C cancels; the same command goes on
    where it stopped.
    """
    synopsis, credit_lines = _text(given["synopsis"]), _text(given["credits"])
    options = EncodeOptions(
        quality=given["quality"], av1=not given["no_av1"], language=given["language"] or "und"
    )
    open_site(site)
    # The progress on the screen says what the log would.
    logging.getLogger("matinee.releases").setLevel(logging.WARNING)

    from matinee.catalogue.entry import FilmEntry
    from matinee.cli.delivery import Delivery, deliver

    entry = FilmEntry(
        title=given["title"],
        year=given["year"],
        kind=given["kind"],
        synopsis=synopsis,
        credits_text=credit_lines,
        draft=given["draft"],
        languages=(given["language"],) if given["language"] else (),
    )
    stop = Stop()
    stop.on_signals()
    delivery = Delivery(master, entry, given["captions"], options)
    page = deliver(delivery, renderer(as_json=given["as_json"]), stop)
    _tell(page, as_json=given["as_json"])


def _tell(page: "FilmPage", *, as_json: bool) -> None:
    """Print where the film is: its address, or the draft's in the studio."""
    address = film_address(page)
    to_come = following(page)
    if as_json:
        facts = {
            "event": "released",
            "title": page.title,
            "address": address,
            "draft": not page.live,
            "following": [job.kind for job in to_come],
        }
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    words = "is on its page" if page.live else "is ready as a draft"
    click.echo(f"“{page.title}” {words}:", err=True)
    click.echo(address)
    if to_come:
        click.echo(f"Still to come, made by the worker: {in_words(to_come)}.", err=True)


def film_address(page: "FilmPage") -> str:
    """Return a page's whole address, on this machine where the site has no public one."""
    from django.conf import settings
    from django.urls import reverse

    path = page.url if page.live else reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{settings.WAGTAILADMIN_BASE_URL}{urlsplit(path).path}"


def _text(file: Path | None) -> str:
    """Read a short text as UTF-8, else as Windows-1252."""
    if file is None:
        return ""
    if file.stat().st_size > MAX_TEXT_BYTES:
        raise Refused("text-large", f"{file.name} is too large for words.", "Name a text file.")
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("text-unreadable", f"{file.name} is not a text file.", "Save it as UTF-8 text.")
