"""`matinee captions convert`: a caption file in another format."""

from pathlib import Path

import click

from matinee.cli.captions.files import judge_target, read_file, write_file
from matinee.media.captions.formats import write_captions


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace OUT if it is there.")
def convert(source: Path, target: Path, *, replace: bool) -> None:
    """Write the captions of IN to OUT: .vtt, .srt, .ass, .ttml or .txt, in UTF-8.

    IN is SRT, WebVTT, ASS, SSA, TTML or SAMI in any usual encoding. Words, times, line breaks,
    italics and bold are kept; from WebVTT to WebVTT everything is.
    """
    kind = judge_target(target, replace=replace)
    captions = read_file(source)
    write_file(target, captions.vtt if kind == "vtt" else write_captions(captions.cues, kind))
    click.echo(target)
