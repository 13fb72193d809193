"""`matinee media encode`: a master into a folder that any static server can play."""

from pathlib import Path

import click

from matinee.cli.progress import renderer
from matinee.cli.stop import Stop
from matinee.media.events import Watch
from matinee.media.pipeline import encode_film
from matinee.media.recipe import QUALITIES, EncodeOptions


@click.command()
@click.argument("master", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--quality", type=click.Choice(QUALITIES), default="normal", show_default=True)
@click.option("--no-av1", is_flag=True, help="Encode H.264 alone: sooner done, larger.")
@click.option("--language", default="und", metavar="TAG", help="The spoken language, such as en.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="A Dask scheduler to encode on.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def encode(master: Path, out: Path, **given: str) -> None:
    """Encode MASTER into the folder OUT: renditions, playlists, stills and film.json.

    OUT appears when it is complete and verified. Ctrl-C cancels; the same command goes on
    where it stopped.
    """
    options = EncodeOptions(
        given["quality"], not given["no_av1"], given["language"], given["scheduler"]
    )
    as_json = bool(given["as_json"])
    stop = Stop()
    stop.on_signals()
    encode_film(master, out, options, watch=Watch(renderer(as_json=as_json), stop))
    if not as_json:
        click.echo(out)
